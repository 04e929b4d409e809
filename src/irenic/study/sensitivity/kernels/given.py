"""One pass over given draws: how the distribution of an outcome differs where an input is known to lie.

Shapes: ``interval`` and ``group`` are ``(input, draw)``, the number of the part of its range in
which an input lies; ``order`` is ``(draw,)``, the draws from the lowest outcome to the highest;
``last`` is ``(draw,)`` in that order, true where the next outcome is a greater one; ``weight`` is
``(draw,)``, how often a draw counts: once, or as often as a resample holds it.

References
----------
Distances of Kolmogorov and Smirnov by conditioning interval: :cite:t:`pianosi2018`. Sums by group
of one input: :cite:t:`plischke2013`.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Parts = NDArray[np.uint8]
Bools = NDArray[np.bool_]


@njit(nogil=True, cache=True)
def _widen(found: Floats, share: Floats, passed: float, draws: tuple[Parts, Floats], same: tuple[int, int]) -> None:
    """Let distances grow to what they are here, for the intervals of the draws that have one and the same outcome."""
    interval, weight = draws
    for at in range(same[0], same[1]):
        k = interval[at]
        if weight[at] > 0:
            found[k] = max(found[k], abs(share[k] - passed))


@njit(nogil=True, cache=True)
def _distances(interval: Parts, weight: Floats, last: Bools, parts: int) -> Floats:
    """Return the distances of one input, by interval; draws are in the order of their outcomes."""
    size = np.zeros(parts)
    for at in range(len(interval)):
        size[interval[at]] += weight[at]
    total, found = weight.sum(), np.where(size > 0, 0.0, np.nan)
    share, passed, start = np.zeros(parts), 0.0, 0
    for at in range(len(interval)):
        if last[at]:
            same = (start, at + 1)
            _widen(found, share, passed, (interval, weight), same)
            for one in range(start, at + 1):
                if weight[one] > 0:
                    share[interval[one]] += weight[one] / size[interval[one]]
                    passed += weight[one] / total
            _widen(found, share, passed, (interval, weight), same)
            start = at + 1
    return found


@njit(nogil=True, cache=True)
def distances(interval: Parts, order: Ints, last: Bools, weight: Floats, parts: int) -> Floats:
    """Return the greatest distance between two distributions of the outcome, by input and interval.

    One is that over all draws, the other that over the draws of the interval. While no draw of an
    interval is met, its own distribution stands still, so the distance is greatest just before or
    just after one. The result is NaN for an interval without draws.
    """
    found = np.empty((len(interval), parts))
    ordered = weight[order]
    for i in range(len(interval)):
        found[i] = _distances(interval[i][order], ordered, last, parts)
    return found


@njit(nogil=True, cache=True)
def placed(values: Floats, edges: Floats) -> Parts:
    """Return in which part of its range each value lies: how many edges are not above it.

    ``values`` is ``(input, draw)``, ``edges`` is ``(input, edge)`` in ascending order.
    """
    inputs, draws = values.shape
    found = np.empty((inputs, draws), np.uint8)
    for i in range(inputs):
        row, edge = values[i], edges[i]
        for d in range(draws):
            low, left = 0, len(edge)
            while left > 1:
                half = left // 2
                low = low + half if edge[low + half - 1] <= row[d] else low
                left -= half
            found[i, d] = low + (edge[low] <= row[d])
    return found


@njit(nogil=True, cache=True)
def tables(group: Parts, outcome: Floats, part: Parts, weight: Floats, sizes: tuple[int, int]) -> tuple[Floats, Floats]:
    """Return how many draws lie in each group of an input and part of the outcome, and the sums of outcomes by group.

    ``outcome`` and ``part`` are ``(draw,)``; ``sizes`` says how many groups and parts there are. The
    first result is ``(input, group, part)``, the second ``(input, group)``.
    """
    inputs, draws = group.shape
    groups, parts = sizes
    count, total = np.zeros((inputs, groups, parts)), np.zeros((inputs, groups))
    for i in range(inputs):
        for d in range(draws):
            count[i, group[i, d], part[d]] += weight[d]
            total[i, group[i, d]] += weight[d] * outcome[d]
    return count, total
