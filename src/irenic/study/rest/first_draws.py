"""The conflict of a run in its first draws: what is worked out for a few of them looks at these."""

from typing import Final

import xarray as xr

from irenic.arrays.conflict import conflict
from irenic.arrays.sample import shares_for
from irenic.case.case import Case
from irenic.study.assess import Run
from irenic.study.settlement import EXPLAINED

COUNTED: Final = 200
"""In how many draws is counted what takes little time."""


def conflict_in_first_draws(run: Run, most: int = EXPLAINED, case: Case | None = None) -> xr.Dataset:
    """Return the conflict of a run in its first draws, so many at the most.

    Parameters
    ----------
    run
        A finished run of a case with moves.
    most
        How many draws.
    case
        Its case with more overlays, whose draws are the same where the numbers are; left out, the case as entered.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("elmira"), draws=4, folder=tempfile.mkdtemp())
    >>> conflict_in_first_draws(run).sizes["draw"], conflict_in_first_draws(run, most=1).sizes["draw"]
    (4, 1)
    """
    shares = shares_for(run.case, 0, min(most, run.plan.draws), run.plan.seed, run.plan.points)
    return conflict(case or run.case, shares)
