"""Peeling of the patient rule induction method, compiled: the box shrinks by a thin slice at a time.

Shapes: ``values`` is ``(input, draw)``; ``order`` is ``(input, draw)``, the draws from the lowest
value of an input to the highest; ``inside`` is ``(draw,)``, true where a draw is still in the box;
``hit`` is ``(draw,)``, true where the outcome is the one that is looked for.

Nothing is sorted again. A pointer for each face of the box runs over the order of its input; draws
that have left the box through another face are stepped over.

References
----------
Peeling: :cite:t:`friedman1999`. The slice with the greatest rise in density for each draw it gives
up is peeled, which treats inputs with ties fairly; so does EMA workbench, with which slices agree.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

MOST: Final = 4096
"""No more slices than this are peeled; at 5 % each, a hundred leave less than a hundredth."""


@njit(nogil=True, cache=True)
def _slice(values: Floats, order: Ints, inside: Bools, hit: Bools, want: int, upper: bool) -> tuple[int, int, float]:
    """Return how many draws a slice at one face takes, how many hits among them, and where the new face lies.

    The slice takes ``want`` draws and those that are equal to the last of them; the new face lies half-way to the
    next draw. Where nothing would be left, no draw is taken.
    """
    draws = len(order)
    taken, hits, edge = 0, 0, 0.0
    for step in range(draws):
        d = order[draws - 1 - step] if upper else order[step]
        if not inside[d]:
            continue
        value = values[d]
        if taken >= want and value != edge:
            return taken, hits, (edge + value) / 2
        taken += 1
        hits += hit[d]
        edge = value
    return 0, 0, 0.0


@njit(nogil=True, cache=True)
def _compact(order: Ints, inside: Bools) -> Ints:
    """Return the order of the draws that are still inside."""
    left = 0
    for d in order[0]:
        left += inside[d]
    kept = np.empty((len(order), left), np.int32)
    for i in range(len(order)):
        at = 0
        for d in order[i]:
            if inside[d]:
                kept[i, at] = d
                at += 1
    return kept


@njit(nogil=True, cache=True)
def _best(
    values: Floats, order: Ints, inside: Bools, hit: Bools, box: tuple[int, int], cut: tuple[Bools, float]
) -> tuple[int, bool, int, int, float]:
    """Return the best slice: its input, its side, what it takes, the hits it takes, and the new face.

    Of slices that are equally good, one at an input that is restricted already is taken.
    """
    restricted, share = cut
    size, hits = box
    best, chosen = (-np.inf, False), (-1, False, 0, 0, 0.0)
    want = int(np.floor((size - 1) * share)) + 1
    for i in range(len(values)):
        for upper in (True, False):
            taken, lost, face = _slice(values[i], order[i], inside, hit, want, upper)
            if taken == 0:
                continue
            score = ((hits - lost) / (size - taken) - hits / size) / taken
            if score > best[0] or (score == best[0] and restricted[i] and not best[1]):
                best, chosen = (score, restricted[i]), (i, upper, taken, lost, face)
    return chosen


@njit(nogil=True, cache=True)
def peel(
    values: Floats, order: Ints, inside: Bools, hit: Bools, share: float, least: int
) -> tuple[Ints, Bools, Floats, Ints]:
    """Peel until the box holds nothing but hits or none, or the next slice would leave fewer draws than ``least``.

    A slice is peeled even where it makes the box less dense: what is worth taking often lies behind one that is not.

    Returns, slice by slice: its input; whether it is cut off above; where the new face lies; and
    how many draws and hits are left. ``inside`` is changed in place.
    """
    which, upper, face = np.empty(MOST, np.int32), np.empty(MOST, np.bool_), np.empty(MOST)
    left = np.empty((MOST, 2), np.int32)
    restricted = np.zeros(len(values), np.bool_)
    size, hits, known = 0, 0, order.shape[1]
    for d in order[0]:
        size += inside[d]
        hits += inside[d] and hit[d]
    for step in range(MOST):
        if size < 0.8 * known:
            order = _compact(order, inside)
            known = size
        i, above, taken, lost, at = _best(values, order, inside, hit, (size, hits), (restricted, share))
        if i < 0 or size - taken < least or hits in (0, size):
            return which[:step], upper[:step], face[:step], left[:step]
        for d in order[i]:
            if inside[d] and (values[i, d] > at if above else values[i, d] < at):
                inside[d] = False
        size, hits = size - taken, hits - lost
        restricted[i] = True
        which[step], upper[step], face[step] = i, above, at
        left[step, 0], left[step, 1] = size, hits
    return which, upper, face, left
