"""The conflict of a run in its first draws: what is worked out for a few of them looks at these."""

import xarray as xr

from irenic.arrays.conflict import conflict
from irenic.arrays.sample import shares_for
from irenic.study.assess import Run
from irenic.study.settlement import EXPLAINED


def conflict_in_first_draws(run: Run, most: int = EXPLAINED) -> xr.Dataset:
    """Return the conflict that the case of a run describes as entered, in its first draws, so many at the most.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("elmira"), draws=4, folder=tempfile.mkdtemp())
    >>> conflict_in_first_draws(run).sizes["draw"], conflict_in_first_draws(run, most=1).sizes["draw"]
    (4, 1)
    """
    shares = shares_for(run.case, 0, min(most, run.plan.draws), run.plan.seed, run.plan.points)
    return conflict(run.case, shares)
