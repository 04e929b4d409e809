"""The five shapes a range may take, between its two written ends.

A shape is described on a line where the lower end of the range is 0 and the upper
end is 1, so that one description serves every scale; ``quantile(0.05)`` is 0 and
``quantile(0.95)`` is 1 for a range at the usual level of 90 %. Everything here is
plain Python, because ``irenic check`` shows the 5th, 50th and 95th percentile of every
number and must start without SciPy; :mod:`irenic.arrays.sample` evaluates the same
shapes in bulk, and the tests hold the two against each other.

References
----------
The triangular and PERT (beta with mode weight 4) distributions are described in
:cite:t:`vose2008`; the PERT weights go back to :cite:t:`malcolm1959`.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Final, Literal, TypeAlias, get_args

ShapeName: TypeAlias = Literal["normal", "uniform", "triangular", "pert", "lognormal"]
SHAPES: Final[tuple[str, ...]] = get_args(ShapeName)
PEAKED: Final = ("triangular", "pert")
"""Shapes that take a mode and have two definite ends."""
BOUNDED: Final = ("uniform", *PEAKED)
"""Shapes that can hold everything between their ends, that is, a level of 100 %."""

_STANDARD_NORMAL: Final = NormalDist()
_FRACTION_TERMS: Final = 30
"""Terms of the continued fraction; exponents lie between 1 and 5, where 20 already suffice."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A distribution relative to the two ends of a range.

    Parameters
    ----------
    name
        One of :data:`SHAPES`. ``lognormal`` is the normal shape of the logarithms.
    level
        How much of the distribution lies between the ends, above 0 and at most 1.
    mode
        Where the peak lies between the ends, 0 to 1; only for ``triangular`` and ``pert``.

    Examples
    --------
    >>> normal = Shape("normal", 0.9)
    >>> [f"{normal.quantile(share):.3f}" for share in (0.25, 0.5, 0.95)]
    ['0.295', '0.500', '1.000']
    """

    name: ShapeName
    level: float = 0.9
    mode: float = 0.5

    @property
    def frame(self) -> tuple[float, float, float]:
        """Where a peaked shape truly begins, how wide it is, and its peak within that.

        The three numbers ``(start, width, peak)`` say that the shape is ``start + width * X``
        with ``X`` on 0 to 1 and its mode at ``peak``.
        """
        return _frame(self.name, self.level, self.mode)

    def quantile(self, p: float) -> float:
        """Return the relative value below which a share ``p`` of the distribution lies."""
        if self.name in ("normal", "lognormal"):
            reach = _STANDARD_NORMAL.inv_cdf(0.5 + self.level / 2)
            return 0.5 + _STANDARD_NORMAL.inv_cdf(p) / (2 * reach)
        if self.name == "uniform":
            return 0.5 + (p - 0.5) / self.level
        start, width, peak = self.frame
        return start + width * _unit_quantile(self.name, peak, p)

    def cdf(self, x: float) -> float:
        """Return the share of the distribution below the relative value ``x``."""
        if self.name in ("normal", "lognormal"):
            reach = _STANDARD_NORMAL.inv_cdf(0.5 + self.level / 2)
            return _STANDARD_NORMAL.cdf((x - 0.5) * 2 * reach)
        if self.name == "uniform":
            return min(max(0.5 + (x - 0.5) * self.level, 0.0), 1.0)
        start, width, peak = self.frame
        return _UNIT_CDFS[self.name](min(max((x - start) / width, 0.0), 1.0), peak)


@lru_cache(maxsize=4096)
def _frame(name: ShapeName, level: float, mode: float) -> tuple[float, float, float]:
    """Find the true ends of a peaked shape whose given ends are percentiles."""
    if level == 1:
        return 0.0, 1.0, mode
    tail = (1 - level) / 2

    def relative_mode(peak: float) -> tuple[float, float, float]:
        low, high = _unit_quantile(name, peak, tail), _unit_quantile(name, peak, 1 - tail)
        return (peak - low) / (high - low), low, high

    peak = _bisect(lambda p: relative_mode(p)[0], mode)
    _, low, high = relative_mode(peak)
    return -low / (high - low), 1 / (high - low), peak


def _bisect(rising: Callable[[float], float], target: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        if rising(middle) < target:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _unit_quantile(name: str, peak: float, p: float) -> float:
    if name == "triangular":
        if p < peak:
            return math.sqrt(p * peak)
        return 1 - math.sqrt((1 - p) * (1 - peak))
    return _bisect(lambda x: _pert_cdf(x, peak), p)


def _triangular_cdf(x: float, peak: float) -> float:
    if x < peak:
        return x * x / peak
    return 1 - (1 - x) ** 2 / (1 - peak) if peak < 1 else 1.0


def _pert_cdf(x: float, peak: float) -> float:
    """Return the regularised incomplete beta function with exponents ``1 + 4 peak``, ``5 - 4 peak``."""
    a, b = 1 + 4 * peak, 5 - 4 * peak
    if x in (0.0, 1.0):
        return x
    if x > (a + 1) / (a + b + 2):
        return 1 - _pert_cdf(1 - x, 1 - peak)
    log_front = a * math.log(x) + b * math.log1p(-x) - math.lgamma(a) - math.lgamma(b) + math.lgamma(a + b)
    return math.exp(log_front) / (a * _beta_fraction(x, a, b))


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Evaluate the continued fraction of the incomplete beta function, from the far end.

    References
    ----------
    :cite:t:`dlmf`, equations 8.17.22 and 8.17.23.
    """
    value = 1.0
    for m in range(_FRACTION_TERMS, 0, -1):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        value = 1 + even / (1 + odd / value)
    return 1 - (a + b) * x / ((a + 1) * value)


_UNIT_CDFS: Final[dict[str, Callable[[float, float], float]]] = {
    "triangular": _triangular_cdf,
    "pert": _pert_cdf,
}
