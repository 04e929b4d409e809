"""A number that is estimated from draws, with its interval; and what may be said of it."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

NOT_FOUND: Final = "not distinguishable from 0"
"""What is said of an index in place of a number that chance alone could give."""


@dataclass(frozen=True, slots=True)
class Index:
    """A sensitivity index with its 95 % interval.

    Parameters
    ----------
    value
        The estimate, its bias removed as far as resampling shows it; it may lie below 0.
    low, high
        The ends of the interval; infinite where nothing can be said of it.
    found
        Whether it is more than chance would give to an input that does not matter.

    Examples
    --------
    >>> print(Index(0.31, 0.28, 0.35, found=True))
    0.31 (0.28 to 0.35)
    >>> print(Index(-0.01, -0.03, 0.01, found=False))
    not distinguishable from 0
    """

    value: float
    low: float
    high: float
    found: bool

    def __str__(self) -> str:
        """Return the index as it may be said: never a negative or a doubtful one as a finding."""
        value, low, high = (f"{round(number, 2) + 0.0:.2f}" for number in (self.value, self.low, self.high))
        return f"{value} ({low} to {high})" if self.found else NOT_FOUND


@dataclass(frozen=True, slots=True, eq=False)
class Indices:
    """One kind of index for every input.

    Parameters
    ----------
    value, low, high
        Estimates and the ends of their 95 % intervals, each of shape ``(input,)``.
    level
        What the greatest of all these indices exceeds by chance in one sample in twenty, if no
        input matters; NaN where that was not asked.
    found
        Which exceed it, shape ``(input,)``.
    """

    value: Values
    low: Values
    high: Values
    level: float
    found: NDArray[np.bool_]

    def of(self, number: int) -> Index:
        """Return the index of one input by its place."""
        at = number
        return Index(float(self.value[at]), float(self.low[at]), float(self.high[at]), bool(self.found[at]))
