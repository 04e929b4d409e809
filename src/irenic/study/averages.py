"""Means over draws, and chances that are computed in every draw, with what so many draws allow to be said."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from irenic.study.intervals import Spread

Values = NDArray[np.float64]

_FEWEST: Final = 6
"""Fewer draws give no interval, as with a median."""


@dataclass(frozen=True, slots=True)
class Average:
    """A mean over the draws, with the interval that so many draws allow.

    Parameters
    ----------
    value
        The mean.
    low, high
        The ends of its 95 % interval by Student's t; infinite for fewer than six draws.
    draws
        Over how many draws.

    Examples
    --------
    >>> average = Average.of(np.array([0.0, 1.0] * 50))
    >>> f"{average.value:.2f}, {average.low:.2f} to {average.high:.2f}, {average.draws} draws"
    '0.50, 0.40 to 0.60, 100 draws'
    """

    value: float
    low: float
    high: float
    draws: int

    @classmethod
    def of(cls, values: Values) -> "Average":
        """Return the mean of values, shape ``(draw,)``; missing values are left out."""
        known = values[~np.isnan(values)]
        if not len(known):
            return cls(float("nan"), -np.inf, np.inf, 0)
        mean, reach = float(known.mean()), float(reach_of(known))
        return cls(mean, mean - reach, mean + reach, len(known))

    @property
    def clear(self) -> bool:
        """Whether the interval leaves no doubt of the sign."""
        return self.low > 0 or self.high < 0

    def clearly_differs_from(self, other: "Average") -> bool:
        """Return whether the two intervals do not touch."""
        return self.low > other.high or other.low > self.high


def reach_of(values: Values) -> Values:
    """Return how far the 95 % interval of a mean over the last axis reaches, by Student's t.

    Infinitely far for fewer than six values.

    Examples
    --------
    >>> reach_of(np.array([[0.0, 1.0] * 50, [1.0, 1.0] * 50])).round(2), float(reach_of(np.zeros(5)))
    (array([0.1, 0. ]), inf)
    """
    n = values.shape[-1]
    if n < _FEWEST:
        return np.full(values.shape[:-1], np.inf)
    found: Values = stdtrit(n - 1, 0.975) * values.std(axis=-1, ddof=1) / np.sqrt(n)
    return found


@dataclass(frozen=True, slots=True)
class Odds:
    """A chance that is computed in every draw: its mean, and how it spreads over the draws."""

    mean: Average
    spread: Spread

    @classmethod
    def of(cls, values: Values) -> "Odds":
        """Return the odds of chances, shape ``(draw,)``; missing values are left out."""
        return cls(Average.of(values), Spread.of(values))
