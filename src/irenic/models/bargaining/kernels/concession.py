"""How far reservations would have to give way for a package to exist.

Shapes: ``floor`` is ``(actor,)``, in fine steps, as of :func:`floor_of`; concessions are in cells.
"""

import numpy as np

from irenic.models.bargaining.kernels.elimination import Stakes
from irenic.models.bargaining.kernels.grid import CELL, NO_CEILING, Ints, to_cells
from irenic.models.bargaining.kernels.merge import Merged, merge, reachable
from irenic.models.bargaining.kernels.points import leximin


def least_greatest(stakes: Stakes, floor: Ints) -> tuple[int, Merged, int]:
    """Return the least greatest concession, a frontier, and its point where concessions are most even.

    The concession is the least ``e`` such that some package gives every actor its floor less ``e``;
    found by halving, each time asking whether such a package exists.
    """
    most = sum((column[is_open].max(axis=0) for column, is_open in zip(stakes.columns, stakes.open, strict=True)), 0)
    least = sum((column[is_open].min(axis=0) for column, is_open in zip(stakes.columns, stakes.open, strict=True)), 0)
    linked = sum((np.abs(link.worth).max(axis=(0, 1)) for link in stakes.links), np.zeros_like(floor))
    low = max(0, int(to_cells(floor - most - linked).max()) - 1)
    high = max(0, int(to_cells(floor - least + linked).max()) + 1)
    while low < high:
        middle = (low + high) // 2
        if reachable(stakes, floor - middle * CELL):
            high = middle
        else:
            low = middle + 1
    merged = merge(stakes, floor - low * CELL, np.full_like(floor, NO_CEILING))
    even = leximin(merged.cells - to_cells(floor + CELL // 2))
    return low, merged, int(np.flatnonzero(even)[0]) if even.any() else -1


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
