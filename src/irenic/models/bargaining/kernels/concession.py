"""How far reservations would have to give way for a package to exist.

Shapes: ``floor`` is ``(actor,)``, in fine steps, as of :func:`floor_of`; concessions are in cells.
"""

from typing import Final

import numpy as np

from irenic.models.bargaining.kernels.elimination import Stakes
from irenic.models.bargaining.kernels.grid import CELL, NO_CEILING, Ints, to_cells
from irenic.models.bargaining.kernels.merge import Merged, merge, reachable
from irenic.models.bargaining.kernels.points import leximin

FIRST: Final = 64
"""The first try is this part of the way between what is needed and what is certain to be enough."""


def enough_for_some(stakes: Stakes, floor: Ints) -> int:
    """Return a concession that buys some package, if there is any: first what is needed in any case, then more."""
    high, low = _bounds(stakes, floor)
    amount, step = low, max((high - low) // FIRST, 1)
    while amount < high and not reachable(stakes, floor - amount * CELL):
        amount, step = min(low + step, high), 2 * step
    return amount


def least_greatest(stakes: Stakes, floor: Ints, enough: int) -> tuple[int, Merged, int]:
    """Return the least greatest concession, a frontier, and its point where concessions are most even.

    The concession is the least ``e`` such that some package gives every actor its floor less ``e``;
    the frontier of the packages that ``enough`` buys holds one. If it buys none, the point is -1.
    """
    merged = merge(stakes, floor - enough * CELL, np.full_like(floor, NO_CEILING))
    gains = merged.cells - to_cells(floor + CELL // 2)
    even = np.flatnonzero(leximin(gains))
    return (max(0, -int(gains[even[0]].min())), merged, int(even[0])) if len(even) else (enough, merged, -1)


def _bounds(stakes: Stakes, floor: Ints) -> tuple[int, int]:
    """Return a concession that buys any package, and one below which none is to be had."""
    most, least = np.zeros((2, len(floor)), dtype=np.int64)
    for column, is_open in zip(stakes.columns, stakes.open, strict=True):
        most += column[is_open].max(axis=0)
        least += column[is_open].min(axis=0)
    for link in stakes.links:
        most += link.worth.max(axis=(0, 1))
        least += link.worth.min(axis=(0, 1))
    certain, needed = (max(0, int(to_cells(floor - bound + CELL // 2).max())) for bound in (least, most))
    return certain, needed


def least_total(stakes: Stakes, floor: Ints, enough: int) -> tuple[int, Merged, int]:
    """Return the least sum of concessions, a frontier, and its point with that sum.

    Parameters
    ----------
    stakes, floor
        As for :func:`least_greatest`.
    enough
        A sum of concessions that is known to be enough: nobody concedes more than that.
    """
    merged = merge(stakes, floor - enough * CELL, floor + CELL // 2)
    total = (to_cells(floor + CELL // 2) - merged.cells).sum(axis=1)
    point = int(total.argmin()) if len(total) else -1
    return int(total.min(initial=enough)), merged, point
