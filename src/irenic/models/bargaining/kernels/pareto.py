"""Which points are dominated: by sorting, halving and sweeping, and in the small by comparing, compiled.

Shapes: ``points`` is ``(point, actor)``; more is better in every column. A point *dominates*
another if it is at least as good in every column and better in one.

References
----------
:cite:t:`kung1975`: one sweep for two columns; beyond, halve, filter each half, and strike
from the worse half what the better half beats, with one column less.
"""

from typing import Final

import numpy as np
from numba import njit

from irenic.models.bargaining.kernels.grid import CELL, Bools, Ints, to_cells

FEW: Final = 2000
"""So few points are compared one by one with those kept so far."""
RUN: Final = 64
"""So many are compared without asking in between whether one was enough."""
FEW_PAIRS: Final = 100_000
"""So few pairs between two sets are compared one by one."""
HASH: Final = np.int64(-7046029254386353131)
"""An odd constant that spreads rows of integers over 64 bits."""


def ranked(points: Ints) -> tuple[Ints, Ints]:
    """Return the distinct points, falling in the first column, then the second, and the row of each point there."""
    order = _falling(points)
    sorted_points = points[order]
    new = np.empty(len(points), dtype=bool)
    new[:1] = True
    np.any(sorted_points[1:] != sorted_points[:-1], axis=1, out=new[1:])
    row = np.empty(len(points), dtype=np.int64)
    row[order] = np.cumsum(new) - 1
    return sorted_points[new], row


def _falling(points: Ints) -> Ints:
    """Return the order of rows, falling; one column is sorted at once, and the others only where it ties."""
    order = np.argsort(-points[:, 0], kind="stable")
    first = points[order, 0]
    same = first[1:] == first[:-1]
    tied = np.flatnonzero(np.append(same, [False]) | np.append([False], same))
    rows = order[tied]
    order[tied] = rows[np.lexsort(-points[rows].T[::-1])]
    return order


def non_dominated(points: Ints) -> Bools:
    """Return which of some distinct points, ranked as by :func:`ranked`, no other dominates."""
    count, width = points.shape
    if width <= 1:
        return np.arange(count) < 1
    if width == 2:
        reached = np.maximum.accumulate(points[:, 1])
        return np.concatenate([np.ones(min(count, 1), dtype=bool), points[1:, 1] > reached[:-1]])
    if count <= FEW:
        result: Bools = _kept(points)
        return result
    half = count // 2
    keep = np.concatenate([non_dominated(points[:half]), non_dominated(points[half:])])
    lower = half + np.flatnonzero(keep[half:])
    keep[lower[beaten(points[:half][keep[:half]], points[lower], 1)]] = False
    return keep


def beaten(upper: Ints, lower: Ints, first: int) -> Bools:
    """Return for each row of ``lower`` whether a row of ``upper`` is at least as good from column ``first`` on."""
    left = upper.shape[1] - first
    if not len(upper) or not len(lower):
        return np.zeros(len(lower), dtype=bool)
    if left == 1:
        return np.asarray(lower[:, -1] <= upper[:, -1].max())
    if left == 2:
        return _beaten_in_two(upper[:, -2:], lower[:, -2:])
    if len(upper) * len(lower) <= FEW_PAIRS:
        result: Bools = _compared(upper[np.argsort(-upper[:, first:].sum(axis=1, dtype=float))], lower, first)
        return result
    return _beaten_in_halves(upper, lower, first)


@njit(nogil=True, cache=True)
def _reached(by: Ints, count: int, point: Ints, first: int) -> bool:
    """Return whether one of the first columns of ``by``, ``(actor, point)``, is at least as good from a row on.

    A run of them at a time, row by row and without branches, so that one instruction compares several.
    """
    reaches = np.empty(RUN, np.int64)
    for begin in range(0, count, RUN):
        size = min(RUN, count - begin)
        for k in range(size):
            reaches[k] = by[first, begin + k] >= point[first]
        for row in range(first + 1, len(by)):
            for k in range(size):
                reaches[k] &= by[row, begin + k] >= point[row]
        any_reaches = 0
        for k in range(size):
            any_reaches |= reaches[k]
        if any_reaches:
            return True
    return False


@njit(nogil=True, cache=True)
def _kept(points: Ints) -> Bools:
    """Return which of some distinct points, falling in the first column, no other dominates: only one before it can."""
    result, kept, count = np.zeros(len(points), np.bool_), np.empty(points.T.shape, np.int64), 0
    for at in range(len(points)):
        if not _reached(kept, count, points[at], 1):
            result[at], kept[:, count] = True, points[at]
            count += 1
    return result


@njit(nogil=True, cache=True)
def _compared(upper: Ints, lower: Ints, first: int) -> Bools:
    """Return for each row of ``lower`` whether a row of ``upper`` is at least as good from a column on."""
    result, by = np.zeros(len(lower), np.bool_), upper.T.copy()
    for at in range(len(lower)):
        result[at] = _reached(by, len(upper), lower[at], first)
    return result


def _beaten_in_two(upper: Ints, lower: Ints) -> Bools:
    order = np.argsort(-upper[:, 0], kind="stable")
    best = np.maximum.accumulate(upper[order, 1])
    at_least = np.searchsorted(-upper[order, 0], -lower[:, 0], side="right")
    return (at_least > 0) & (best[at_least - 1] >= lower[:, 1])


def _beaten_in_halves(upper: Ints, lower: Ints, first: int) -> Bools:
    values = np.sort(np.concatenate([upper[:, first], lower[:, first]]))
    pivot = values[len(values) // 2]
    if pivot == values[0]:  # ties fill the lower half: the pivot is the next value up, if any
        above = np.searchsorted(values, pivot, side="right")
        if above == len(values):
            return beaten(upper, lower, first + 1)
        pivot = values[above]
    high, low = upper[:, first] >= pivot, lower[:, first] < pivot
    result = np.zeros(len(lower), dtype=bool)
    result[~low] = beaten(upper[high], lower[~low], first)
    result[low] = beaten(upper[high], lower[low], first + 1)
    open_still = np.flatnonzero(low & ~result)
    result[open_still] = beaten(upper[~high], lower[open_still], first)
    return result


def with_ties(points: Ints, keep: Bools, counted: Ints) -> Bools:
    """Return what to keep of ranked points in fine steps if ties in the columns that count are to be kept as well.

    A third and a third are two thirds, but not in fine steps; and of two points that are worth the
    same to those who count, neither beats the other, whatever they are worth to others. So a
    point that shares its cell, in those columns, with a point that is kept stays, unless some
    point beats it by a whole cell in one of them.
    """
    spread = to_cells(points[:, counted]) @ (HASH ** np.arange(1, len(counted) + 1))
    order = np.argsort(spread, kind="stable")
    same = spread[order][1:] == spread[order][:-1]
    if not same.any():
        return keep
    cell = np.empty(len(points), dtype=np.int64)
    cell[order] = np.concatenate([[0], np.cumsum(~same)])
    near = np.flatnonzero(~keep & np.isin(cell, cell[keep]))
    for column in counted:
        raised = points[near]
        raised[:, column] += CELL
        near = near[~beaten(points[keep], raised, 0)]
    keep = keep.copy()
    keep[near] = True
    return keep
