"""The bargain behind a run: the dataset of some of its draws, built again for pictures of packages.

A run keeps answers and not packages: there are millions. A picture of packages asks the models
again about the few draws it shows; the same draws give the same packages.
"""

import xarray as xr

from irenic.arrays.build import build
from irenic.arrays.sample import shares_for
from irenic.study.assess import Run
from irenic.study.plan import AS_ENTERED
from irenic.study.settlement import reservations
from irenic.vocabulary import ACTOR, ARM, DRAW, HAS_POSITION, ISSUE, PARTY, SALIENCE, SIGNS


def bargain(run: Run, arm: str = AS_ENTERED, draws: range | None = None) -> xr.Dataset:
    """Return the dataset of some draws of a run under an arm, with the least that the parties of a war accept.

    Parameters
    ----------
    run
        A finished run.
    arm
        The case under which perspective or scenario.
    draws
        Which draws, one after the other; left out, all.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
    >>> bargain(run, draws=range(10, 14)).draw.values.tolist()
    [10, 11, 12, 13]
    """
    draws = range(run.plan.draws) if draws is None else draws
    made = run.plan
    case = build(run.arm(arm).case, shares_for(made.case, draws.start, draws.stop, made.seed, made.points))
    if not has_answers(run, "war") or PARTY not in case.sizes:
        return case
    war = run.answers("war", arm).isel({DRAW: slice(draws.start, draws.stop)}).drop_vars(ARM)
    return reservations(case, {"war": war})


def has_answers(run: Run, family: str) -> bool:
    """Return whether a family is part of a run.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
    >>> has_answers(run, "influence"), has_answers(run, "war")
    (True, False)
    """
    return any(found.name == family for found in run.plan.families)


def weightiest(run: Run) -> tuple[str, ...]:
    """Return the issues, those first that weigh most with all who sign; only such as somebody of them cares about.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
    >>> weightiest(run)
    ('water', 'channel')
    """
    case = bargain(run)
    weight = (case[SALIENCE].mean(DRAW) * case[HAS_POSITION] * case[SIGNS]).sum(ACTOR)
    order = sorted(weight[ISSUE].to_numpy().tolist(), key=lambda issue: -float(weight.sel({ISSUE: issue})))
    return tuple(issue for issue in order if float(weight.sel({ISSUE: issue})) > 0)
