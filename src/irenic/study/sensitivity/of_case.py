"""Sobol's indices of a model family on a case: the family as a function of the inputs' shares."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

import numpy as np
import xarray as xr

from irenic.arrays.build import aid_before, label
from irenic.arrays.sample import draw
from irenic.arrays.shares import BLOCK, GivenShares
from irenic.case.belief import Exact
from irenic.case.case import Case
from irenic.errors import BadUse, UnknownName
from irenic.study.assess import FAMILY
from irenic.study.sensitivity.index import Values
from irenic.study.sensitivity.sobol import Design, Function, Sobol
from irenic.vocabulary import DRAW

Pick: TypeAlias = Callable[[xr.Dataset], xr.DataArray]
"""From the answers of a family to one number a draw."""


def sobol_of(case: Case, family: str, pick: Pick, inputs: Sequence[str], base: int = 1024, seed: int = 1) -> Sobol:
    """Return first and total Sobol indices of an outcome of a family for some numbers of a case.

    The numbers vary as they are believed; all others stay in the middle of what is believed of
    them. The family is asked ``base * (inputs + 2)`` times.

    Parameters
    ----------
    case
        The case, overlays applied.
    family
        Which model family.
    pick
        Takes its answers, gives one number a draw.
    inputs
        The paths of the numbers: uncertain, and independent of each other.
    base, seed
        How many base points, and where their scrambling starts.

    Raises
    ------
    BadUse
        If a number is exact, depends on others, or the case lacks what the family needs.
    UnknownName
        If there is no such family or number.

    Examples
    --------
    >>> from irenic.examples import load
    >>> case = load("two-villages")
    >>> found = sobol_of(case, "influence", lambda answers: answers.compromise.sel(issue="water"),
    ...                  ["capability.hill", "positions.hill.water.wants", "positions.hill.channel.salience"])
    >>> for at, name in enumerate(found.names):
    ...     print(name, found.total.of(at))
    capability.hill 0.20 (0.20 to 0.21)
    positions.hill.water.wants 0.81 (0.79 to 0.84)
    positions.hill.channel.salience not distinguishable from 0
    """
    function = function_of(case, family, pick, inputs)
    return Design(tuple(inputs), base, seed).analyse(function)


def function_of(case: Case, family: str, pick: Pick, inputs: Sequence[str]) -> Function:
    """Return an outcome of a family as a function of the shares of some numbers of a case.

    Raises
    ------
    BadUse
        If a number is exact, depends on others, the case lacks what the family needs, or the family is one that
        is asked in few draws.
    UnknownName
        If there is no such family or number.

    Examples
    --------
    >>> import numpy as np
    >>> from irenic.examples import load
    >>> water = function_of(load("two-villages"), "influence", lambda answers: answers.compromise.sel(issue="water"),
    ...                     ["capability.hill"])
    >>> bool(np.diff(water(np.array([[0.1], [0.9]])))[0] < 0)
    True
    """
    if family not in FAMILY:
        kind = "family"
        raise UnknownName(kind, family, FAMILY)
    lacks = FAMILY[family].lacks(case.document)
    if lacks:
        msg = f"'{family}' needs {lacks}"
        raise BadUse(msg)
    if FAMILY[family].pulls:
        msg = f"'{family}' is asked in the first {FAMILY[family].pulls} draws of a run, too few for Sobol's indices"
        raise BadUse(msg)
    _refuse_dependent(case, inputs)
    chain = [FAMILY[before] for before in FAMILY[family].takes if not FAMILY[before].lacks(case.document)]

    def block(points: Values) -> Values:
        shares = GivenShares.of_streams(dict(zip(inputs, points.T, strict=True)))
        dataset = label(case, draw(case, shares), aid_before(case, shares), range(len(points)))
        answers: dict[str, xr.Dataset] = {}
        for one in (*chain, FAMILY[family]):
            answers[one.name] = one.run(dataset, answers)
        picked: Values = pick(answers[family]).transpose(DRAW).to_numpy().astype(float)
        return picked

    def asked(points: Values) -> Values:
        # As many at a time as a run computes, so that a war needs no more memory here than there.
        return np.concatenate([block(points[start : start + BLOCK]) for start in range(0, len(points), BLOCK)])

    return asked


def _refuse_dependent(case: Case, inputs: Iterable[str]) -> None:
    """Refuse numbers that are not there, not uncertain, or that depend on others."""
    known = {placed.path: placed for placed in case.drawn}
    for path in inputs:
        if path not in known:
            kind = "number"
            raise UnknownName(kind, path, known)
        if isinstance(known[path].quantity.belief, Exact):
            msg = f"'{path}' is exact, so nothing moves with it; leave it out"
            raise BadUse(msg)
        why = _dependence(case, path)
        if why:
            msg = (
                f"'{path}' {why}, so it cannot vary while all else stands still and Sobol's indices mean nothing; "
                "leave it out, or ask what_moves, which works on draws as they are"
            )
            raise BadUse(msg)


def _dependence(case: Case, path: str) -> str:
    """Return what a number depends on, in words; nothing if it stands alone."""
    for correlation in case.document.correlations:
        members = (*correlation.together, *correlation.opposed)
        if path in members:
            others = ", ".join(f"'{member}'" for member in members if member != path)
            return f"is correlated with {others}"
    if path.startswith("issues."):
        return "is the place of an option, which keeps its order among the others"
    return ""
