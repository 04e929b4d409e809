"""What could all sides sign, if the inputs are as entered? The bargain of a case, draw by draw."""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import xarray as xr

from irenic.errors import BadUse
from irenic.models.bargaining.kernels.draws import Settled, settle, signable
from irenic.models.bargaining.kernels.grid import Bools, Floats, Ints
from irenic.models.bargaining.kernels.utilities import best_within, goodness, worth
from irenic.vocabulary import (
    ACTOR,
    DRAW,
    HAS_POSITION,
    HOLDS_NOW,
    ISSUE,
    ISSUE_OF_OPTION,
    OPTION,
    PLACE,
    POSITION,
    PROPOSAL,
    PROPOSED,
    RATIFIES,
    REFUSES,
    RESERVATION,
    SALIENCE,
    SIGNS,
    WORTH,
)

NEEDED: Final = (POSITION, SALIENCE, HAS_POSITION, PLACE, REFUSES, SIGNS)
"""The variables without which there is no bargain."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What all sides could sign, by draw.

    Parameters
    ----------
    agreement
        Whether there is a package that everyone whose consent is needed accepts, by draw.
    efficient_packages
        How many of the packages they all accept are efficient, by draw.
    efficient
        Whether an option is part of such a package, by draw and option.
    nash, kalai_smorodinsky
        Whether an option is part of the package that the Nash solution, or the one of Kalai and
        Smorodinsky, picks, by draw and option; the first of them, if several tie.
    nash_utility
        What the package of the Nash solution is worth to each actor, by draw and actor; NaN
        where there is none.
    concession
        By how much all reservations would have to give way for a package to exist, by draw;
        NaN where red lines alone leave none.
    accepts
        Whether an actor can accept a proposal, filled in to its liking within its own red
        lines, by draw, proposal and actor.
    shortfall
        What that lacks of its reservation, by draw, proposal and actor; NaN where every way to
        fill it in crosses a red line of the actor.
    signable
        Whether one way to fill a proposal in is accepted by everyone whose consent is needed,
        by draw and proposal.
    """

    agreement: xr.DataArray
    efficient_packages: xr.DataArray
    efficient: xr.DataArray
    nash: xr.DataArray
    kalai_smorodinsky: xr.DataArray
    nash_utility: xr.DataArray
    concession: xr.DataArray
    accepts: xr.DataArray
    shortfall: xr.DataArray
    signable: xr.DataArray

    @property
    def dataset(self) -> xr.Dataset:
        """All answers in one dataset, as they are stored."""
        return xr.Dataset({field.name: getattr(self, field.name) for field in fields(self)})


def what_could_all_sign(case: xr.Dataset) -> Agreement:
    """Return which packages everyone whose consent is needed could sign, and how proposals stand to that.

    Parameters
    ----------
    case
        Needs ``position`` and ``salience`` by draw, actor and issue, ``has_position`` by actor and
        issue, ``place`` by draw and option with ``issue_of_option``, ``refuses`` by actor and option
        and ``signs`` by actor. May have ``ratifies`` by actor: who signs without negotiating;
        ``worth`` by actor and option: how good an option is for an actor, from 0 to 1, where the
        line does not say it, and NaN elsewhere; ``reservation`` by draw and actor; ``holds_now`` by
        option; ``proposed`` by proposal and option.

    Returns
    -------
    Agreement
        By draw. Without ``reservation``, an actor's reservation is what the present state is worth
        to it if ``holds_now`` gives one option on every issue, and otherwise 0: everything inside
        the red lines is accepted. Who signs but cares about nothing only has to accept.

    Raises
    ------
    BadUse
        If a variable is missing, has a wrong dimension or missing values, or nobody signs.

    Examples
    --------
    A wants the north and refuses the south; B wants the south, and half of what there is at the least:

    >>> case = xr.Dataset(
    ...     {
    ...         "position": (("draw", "actor", "issue"), [[[0.0], [100.0]]]),
    ...         "salience": (("draw", "actor", "issue"), [[[1.0], [1.0]]]),
    ...         "has_position": (("actor", "issue"), [[True], [True]]),
    ...         "place": (("draw", "option"), [[0.0, 50.0, 100.0]]),
    ...         "refuses": (("actor", "option"), [[False, False, True], [False, False, False]]),
    ...         "signs": ("actor", [True, True]),
    ...         "reservation": (("draw", "actor"), [[0.0, 0.5]]),
    ...     },
    ...     coords={
    ...         "actor": ["a", "b"],
    ...         "issue": ["border"],
    ...         "option": ["border.north", "border.middle", "border.south"],
    ...         "issue_of_option": ("option", ["border"] * 3),
    ...     },
    ... )
    >>> found = what_could_all_sign(case)
    >>> found.agreement.values.tolist(), found.nash.values.tolist()
    ([True], [[False, True, False]])
    """
    _check(case)
    issue = _numbers(case)
    values = worths_of(case)
    least = _reservation(case, values, issue)
    signs, refuses = case[SIGNS].to_numpy(), case[REFUSES].transpose(ACTOR, OPTION).to_numpy()
    allowed = ~refuses[signs].any(axis=0)
    mine = values.to_numpy()[:, signs]
    votes = ~_flag(case, RATIFIES)[signs] & (mine > 0).any(axis=(0, 2))
    settled = settle(mine, least[:, signs], allowed, issue, votes if votes.any() else np.ones_like(votes))
    return Agreement(**_settled(case, settled, values), **_proposals(case, values, least, issue))


def worths_of(case: xr.Dataset) -> xr.DataArray:
    """Return what every option adds to the utility of every actor, by draw, actor and option.

    Utilities run from 0 for the worst of all packages to 1 for the best. Where ``worth`` says
    nothing else, an option is the better the closer it lies to what the actor wants, and a step
    on any line counts for its length times the salience of the issue.

    Examples
    --------
    >>> from irenic.vocabulary import ACTOR
    >>> case = xr.Dataset(
    ...     {
    ...         "position": (("draw", "actor", "issue"), [[[0.0, 50.0]]]),
    ...         "salience": (("draw", "actor", "issue"), [[[0.6, 0.4]]]),
    ...         "has_position": (("actor", "issue"), [[True, True]]),
    ...         "place": (("draw", "option"), [[0.0, 50.0, 0.0, 50.0]]),
    ...     },
    ...     coords={"issue": ["x", "y"], "issue_of_option": ("option", ["x", "x", "y", "y"])},
    ... )
    >>> worths_of(case).values.round(3).tolist()
    [[[0.6, 0.0, 0.0, 0.4]]]
    """
    issue = _numbers(case)
    place = case[PLACE].broadcast_like(case[POSITION].isel({ACTOR: 0, ISSUE: 0})).transpose(DRAW, OPTION)
    position, salience = (case[name].transpose(DRAW, ACTOR, ISSUE).to_numpy() for name in (POSITION, SALIENCE))
    good = goodness(position, place.to_numpy(), issue)
    if WORTH in case:
        stated = case[WORTH].transpose(..., ACTOR, OPTION).to_numpy()
        good = np.where(np.isnan(stated), good, stated)
    held = case[HAS_POSITION].transpose(ACTOR, ISSUE).to_numpy()
    found = worth(good, salience, held, issue)
    return xr.DataArray(found, dims=(DRAW, ACTOR, OPTION))


def _settled(case: xr.Dataset, settled: Settled, values: xr.DataArray) -> dict[str, xr.DataArray]:
    """Label what the kernel found, and add what the Nash package is worth."""
    by_option = {name: (name, (DRAW, OPTION)) for name in ("efficient", "nash", "kalai_smorodinsky")}
    by_draw = {name: (name, (DRAW,)) for name in ("agreement", "efficient_packages", "concession")}
    found = {name: _labelled(case, getattr(settled, of), dims) for name, (of, dims) in {**by_option, **by_draw}.items()}
    total = np.einsum("dao,do->da", values.to_numpy(), settled.nash)
    found["nash_utility"] = _labelled(case, np.where(settled.agreement[:, None], total, np.nan), (DRAW, ACTOR))
    return found


def _proposals(case: xr.Dataset, values: xr.DataArray, least: Floats, issue: Ints) -> dict[str, xr.DataArray]:
    """Return how every proposal stands to every actor, and to all who sign together."""
    worths, signs = values.to_numpy(), case[SIGNS].to_numpy()
    refuses = case[REFUSES].transpose(ACTOR, OPTION).to_numpy()
    terms = _terms(case, issue)
    size = (len(worths), len(terms))
    shortfall, all_sign = np.zeros((*size, len(signs))), np.zeros(size, dtype=bool)
    for at, allowed in enumerate(terms):
        best = best_within(worths, allowed & ~refuses, issue)
        shortfall[:, at] = np.where(np.isfinite(best), np.maximum(least - best, 0.0), np.nan)
        together = allowed & ~refuses[signs].any(axis=0)
        all_sign[:, at] = signable(worths[:, signs], least[:, signs], together, issue)
    shortfall[shortfall < ROUNDING] = 0.0
    return {
        "accepts": _labelled(case, shortfall == 0.0, (DRAW, PROPOSAL, ACTOR)),
        "shortfall": _labelled(case, shortfall, (DRAW, PROPOSAL, ACTOR)),
        "signable": _labelled(case, all_sign, (DRAW, PROPOSAL)),
    }


ROUNDING: Final = 5e-10
"""Utilities closer than this are equal, as in :mod:`~irenic.models.bargaining.kernels.grid`."""


def _terms(case: xr.Dataset, issue: Ints) -> Bools:
    """Return which options each proposal leaves open, all of them on issues it is silent on."""
    if PROPOSED not in case:
        return np.zeros((0, len(issue)), dtype=bool)
    named = case[PROPOSED].transpose(PROPOSAL, OPTION).to_numpy()
    silent = ~np.array([named[:, issue == at].any(axis=1) for at in range(issue[-1] + 1)])
    return np.asarray(named | silent.T[:, issue])


def _reservation(case: xr.Dataset, values: xr.DataArray, issue: Ints) -> Floats:
    worths = values.to_numpy()
    if RESERVATION in case:
        given = case[RESERVATION].transpose(..., ACTOR).to_numpy()
        return np.broadcast_to(given, worths.shape[:2])
    now = _flag(case, HOLDS_NOW, OPTION)
    if (np.bincount(issue[now], minlength=issue[-1] + 1) == 1).all():
        found: Floats = worths[:, :, now].sum(axis=2)
        return found
    return np.zeros(worths.shape[:2])


def _flag(case: xr.Dataset, name: str, dim: str = ACTOR) -> Bools:
    return np.asarray(case[name].to_numpy()) if name in case else np.zeros(case.sizes[dim], dtype=bool)


def _numbers(case: xr.Dataset) -> Ints:
    """Return the issue of each option by number."""
    place = {name: number for number, name in enumerate(case[ISSUE].to_numpy().tolist())}
    return np.array([place[name] for name in case[ISSUE_OF_OPTION].to_numpy().tolist()])


def _labelled(case: xr.Dataset, values: Bools | Floats, dims: tuple[str, ...]) -> xr.DataArray:
    sizes = dict(zip(dims, values.shape, strict=True))  # without terms there are no proposals, whatever their names
    coords = {dim: case[dim] for dim in dims if dim in case.coords and case.sizes[dim] == sizes[dim]}
    return xr.DataArray(values, dims=dims, coords=coords)


def _check(case: xr.Dataset) -> None:
    missing = [name for name in (*NEEDED, ISSUE_OF_OPTION) if name not in case]
    if missing:
        msg = f"the dataset lacks {', '.join(missing)}"
        raise BadUse(msg)
    if DRAW not in case[POSITION].dims:
        msg = f"'{POSITION}' has no dimension '{DRAW}'; a single reading of a case is one draw"
        raise BadUse(msg)
    if not case[SIGNS].to_numpy().any():
        msg = "nobody signs; a settlement needs the consent of somebody"
        raise BadUse(msg)
    if (np.diff(_numbers(case), prepend=-1) > 1).any() or (np.diff(_numbers(case)) < 0).any():
        msg = f"options stand together by issue, in the order of '{ISSUE}', and every issue has one"
        raise BadUse(msg)
    for name in (POSITION, SALIENCE, PLACE, RESERVATION):
        if name in case and np.isnan(case[name].to_numpy()).any():
            msg = f"'{name}' has missing values"
            raise BadUse(msg)
