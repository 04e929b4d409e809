"""What a number of draws allows to be said: ranges, and how sure the ranges are.

References
----------
Score interval of a share: :cite:t:`wilson1927`. Interval of a quantile by order statistics:
:cite:t:`david2003`, section 7.1.
"""

from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

_Z: Final = 1.959963984540054
"""The normal quantile of a two-sided interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The 5th, 50th and 95th percentile of a number over the draws.

    Examples
    --------
    >>> Spread.of(np.arange(101.0))
    Spread(low=5.0, middle=50.0, high=95.0)
    """

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> "Spread":
        """Return the spread of values, shape ``(draw,)``; missing values are left out; NaN if all are missing."""
        known = values[~np.isnan(values)]
        low, middle, high = np.quantile(known, (0.05, 0.5, 0.95)) if len(known) else (np.nan,) * 3
        return cls(float(low), float(middle), float(high))


@dataclass(frozen=True, slots=True)
class Chance:
    """A share of draws, with the interval that so many draws allow.

    Parameters
    ----------
    share
        The share of the draws, 0 to 1.
    low, high
        The ends of its 95 % score interval.

    Examples
    --------
    >>> chance = Chance.of(np.array([True] * 8 + [False] * 2))
    >>> f"{chance.share:.2f}, {chance.low:.2f} to {chance.high:.2f}"
    '0.80, 0.49 to 0.94'
    """

    share: float
    low: float
    high: float

    @classmethod
    def of(cls, holds: NDArray[np.bool_]) -> "Chance":
        """Return the share of draws in which something holds, shape ``(draw,)``."""
        n = len(holds)
        share = float(holds.mean())
        centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        reach = _Z / (1 + _Z**2 / n) * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
        # At a share of 0 and of 1, the interval ends there; rounding may miss it.
        return cls(share, min(max(centre - reach, 0.0), share), max(min(centre + reach, 1.0), share))


@dataclass(frozen=True, slots=True)
class Middle:
    """A median over the draws, with the interval that so many draws allow.

    Parameters
    ----------
    value
        The median.
    low, high
        The order statistics between which the true median lies with at least 95 %; infinite
        where there are fewer than six draws, which do not suffice.

    Examples
    --------
    >>> Middle.of(np.arange(101.0))
    Middle(value=50.0, low=40.0, high=60.0)
    """

    value: float
    low: float
    high: float

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> "Middle":
        """Return the median of values, shape ``(draw,)``; missing values are left out."""
        ordered = np.sort(values[~np.isnan(values)])
        n = len(ordered)
        # The number of draws below the median is binomial; the last 0.5 makes up for its steps.
        first = int(np.floor(n / 2 - _Z * sqrt(n) / 2 - 0.5))
        last = n - 1 - first
        if first < 0:
            return cls(float(np.median(ordered)) if n else float("nan"), -np.inf, np.inf)
        return cls(float(np.median(ordered)), float(ordered[first]), float(ordered[last]))

    def clearly_differs_from(self, other: "Middle") -> bool:
        """Return whether the two intervals do not touch."""
        return self.low > other.high or other.low > self.high
