"""Two arguments that contradict each other, on the same draws: how often each is right alone, and what decides it."""

from dataclasses import dataclass

import numpy as np
import xarray as xr

from irenic.study.arguments import Trial, deciding
from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.sensitivity.asked import what_would_flip_it
from irenic.study.sensitivity.drawn import ENOUGH, in_all_draws
from irenic.study.sensitivity.flips import Flips
from irenic.study.sensitivity.index import Values
from irenic.vocabulary import DRAW


@dataclass(frozen=True, slots=True)
class Rivals:
    """How two arguments fare against each other.

    Parameters
    ----------
    one, other, both, neither
        The share of draws in which the one alone is right, the other alone, both, and neither.
    turns
        The beliefs that decide between them where one alone is right; nothing if there are too few such draws.
    """

    one: Chance
    other: Chance
    both: Chance
    neither: Chance
    turns: Flips | None


def between(run: Run, one: Trial, other: Trial) -> Rivals | None:
    """Return how two arguments fare under one reading; nothing if one of them cannot be tested there.

    An argument is right in a draw in which what decides its verdict happens.

    Parameters
    ----------
    run
        A finished run under what arguments suppose.
    one, other
        The two under the same reading.

    Examples
    --------
    >>> import irenic, tempfile
    >>> from irenic.study.arguments import trials
    >>> case = irenic.load("ukraine-2025")
    >>> run = irenic.assess(case, draws=4, folder=tempfile.mkdtemp(), under=("conquest-spreads",), only=("influence",))
    >>> trial = trials(run, "conquest-spreads")[0]
    >>> between(run, trial, trial) is None
    True
    """
    sides = [_right(trial) for trial in (one, other)]
    if sides[0] is None or sides[1] is None or one.arm is None:
        return None
    known = ~np.isnan(sides[0]) & ~np.isnan(sides[1])
    if not known.any():
        return None
    first, second = (side[known] > 0 for side in (sides[0], sides[1]))
    alone = np.where(known & (sides[0] != sides[1]), sides[0], np.nan)
    enough = int((~np.isnan(alone)).sum()) >= ENOUGH
    return Rivals(
        Chance.of(first & ~second),
        Chance.of(second & ~first),
        Chance.of(first & second),
        Chance.of(~first & ~second),
        what_would_flip_it(run, xr.DataArray(alone, dims=DRAW), one.arm) if enough else None,
    )


def _right(trial: Trial) -> Values | None:
    """Return 1 in every draw in which an argument is right and 0 in the others; NaN where it has no answer."""
    tally = deciding(trial).tally if trial.answers else None
    if tally is None:
        return None
    return in_all_draws(tally.sides.where, tally.sides.signs > 0).to_numpy()
