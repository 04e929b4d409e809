"""Resamples: as many draws, each taken at random with replacement, from which intervals are read."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from irenic.arrays.shares import Shares


def resamples(stream: str, count: int, draws: int, seed: int) -> Iterator[NDArray[np.float64]]:
    """Yield how often each draw comes in each resample, shape ``(draw,)``.

    Parameters
    ----------
    stream
        What the random numbers are called; other names give other resamples.
    count
        How many resamples.
    draws
        How many draws there are.
    seed
        Where the random numbers start.

    Examples
    --------
    >>> [int(times.sum()) for times in resamples("flip", 3, 10, seed=1)]
    [10, 10, 10]
    """
    for number in range(count):
        share = Shares(seed, 0, draws).of(f"{stream} {number}")
        yield np.bincount((share * draws).astype(np.intp), minlength=draws).astype(np.float64)
