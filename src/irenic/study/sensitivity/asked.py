"""What may be asked of a finished run, besides what moves an outcome: when, what flips it, and what to find out."""

from dataclasses import dataclass

import xarray as xr

from irenic.errors import BadUse
from irenic.study.assess import Run
from irenic.study.averages import Average
from irenic.study.plan import AS_ENTERED
from irenic.study.sensitivity.discovery import Discovery, discover
from irenic.study.sensitivity.drawn import drawn_beside
from irenic.study.sensitivity.flips import Flips, what_flips
from irenic.study.sensitivity.index import Index
from irenic.study.sensitivity.information import value_of_information


def when_does_it(run: Run, holds: xr.DataArray, arm: str = AS_ENTERED) -> Discovery:
    """Return under which conditions on the inputs something holds: boxes with coverage and density.

    Parameters
    ----------
    run
        A finished run.
    holds
        Whether it holds, one a draw: true or false, or 1 and 0; NaN where that is unknown.
    arm
        Under which perspective or scenario.

    Raises
    ------
    BadUse
        If ``holds`` does not have the draws of the run, or other values.
    UnknownName
        If there is no such arm.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=2000, folder=tempfile.mkdtemp())
    >>> high = run.answers("influence").compromise.sel(issue="water") > 70
    >>> box, *_ = when_does_it(run, high).boxes
    >>> [condition.name for condition in box.conditions]
    ['positions.hill.water.wants', 'positions.valley.water.wants']
    """
    beside = drawn_beside(run, _yes_or_no(holds), arm)
    return discover(beside.values, beside.outcome > 0, beside.paths)


def what_would_flip_it(run: Run, holds: xr.DataArray, arm: str = AS_ENTERED) -> Flips:
    """Return the smallest single changes of belief that flip what holds in most draws; none where no input does alone.

    Parameters
    ----------
    run, holds, arm
        See :func:`when_does_it`.

    Raises
    ------
    BadUse
        If ``holds`` does not have the draws of the run, or other values.
    UnknownName
        If there is no such arm.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=2000, folder=tempfile.mkdtemp())
    >>> low = run.answers("influence").compromise.sel(issue="water") < 55
    >>> [(flip.name, flip.above, round(flip.threshold)) for flip in what_would_flip_it(run, low).flips]
    [('positions.hill.water.wants', False, 15), ('positions.valley.water.wants', False, 78)]
    """
    beside = drawn_beside(run, _yes_or_no(holds), arm)
    return what_flips(beside.values, beside.outcome > 0, beside.paths, run.plan.seed)


@dataclass(frozen=True, slots=True)
class FindOut:
    """What it would be worth to find out before choosing, in the unit of the utilities.

    Parameters
    ----------
    best
        The action that is best as things are known now.
    means
        What each action is worth on average.
    everything
        What it would be worth to know everything; no finding is worth more.
    single
        What it would be worth to know one number, by path, the most valuable first.
    missing
        How many draws lack a utility and are left out.
    """

    best: str
    means: dict[str, float]
    everything: Average
    single: dict[str, Index]
    missing: int


def what_to_find_out(run: Run, utility: xr.DataArray, arm: str = AS_ENTERED) -> FindOut:
    """Return what it would be worth to know each number of a case before choosing between actions.

    Parameters
    ----------
    run
        A finished run.
    utility
        What each action is worth in each draw, by draw and one dimension of named actions.
    arm
        Under which perspective or scenario the inputs are as they were drawn.

    Raises
    ------
    BadUse
        If the utilities do not have the draws of the run, name fewer than two actions, or are missing in most draws.
    UnknownName
        If there is no such arm.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=2000, folder=tempfile.mkdtemp())
    >>> line = run.answers("influence").compromise.sel(issue="water", drop=True)
    >>> worth = xr.concat([line / 100, 0.6 + 0 * line], "policy").assign_coords(policy=["wait", "settle"])
    >>> found = what_to_find_out(run, worth)
    >>> found.best, next(iter(found.single))
    ('settle', 'positions.hill.water.wants')
    """
    if utility.ndim != 2:
        msg = f"the utilities have the dimensions {', '.join(map(str, utility.dims))}; allowed: draws and named actions"
        raise BadUse(msg)
    beside = drawn_beside(run, utility, arm)
    found = value_of_information(beside.values, beside.outcome)
    (dim,) = (dim for dim in utility.dims if dim != "draw")
    actions = [str(name) for name in utility[dim].to_numpy()]
    order = sorted(range(len(beside.paths)), key=lambda at: (not found.single.found[at], -found.single.value[at]))
    return FindOut(
        actions[found.best],
        dict(zip(actions, map(float, found.means), strict=True)),
        found.everything,
        {beside.paths[at]: found.single.of(at) for at in order},
        beside.missing,
    )


def _yes_or_no(holds: xr.DataArray) -> xr.DataArray:
    """Return what holds as 1 and 0, NaN where that is unknown."""
    found = holds.astype(float)
    if holds.ndim != 1 or not bool(((found == 0) | (found == 1) | found.isnull()).all()):
        msg = f"'{holds.name or 'holds'}' is not true or false in every draw; allowed: one of 1, 0 and NaN a draw"
        raise BadUse(msg)
    return found
