"""Utilities as integers, so that equal sums are equal in whatever order they are added.

Float sums in different orders differ in the last bit, and a difference in the last bit makes a
false efficient point out of a tie. So every contribution is rounded to a fine grid, sums are
integers, and two utilities are *equal* when they fall into the same cell of :data:`CELL` fine
steps: 1e-9 for utilities up to 1000, a thousandth of a millionth of a millionth beyond.
"""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]

CELL: Final = 10**6
"""Fine steps in one cell; utilities in one cell are equal."""
FINE: Final = 1e15
"""Fine steps in a utility of 1, unless the utilities are so large that sums would overflow."""
LARGEST: Final = 1000.0
"""The largest utility that :data:`FINE` steps can hold with room to spare."""
NO_FLOOR: Final = -(2**62)
"""A reservation that everything meets."""
NO_CEILING: Final = 2**62
"""A utility that nothing reaches."""
HUGE: Final = 2.0**62
"""Counts up to here are kept in 64 bits, larger ones as Python integers."""


def scale_of(largest: float) -> float:
    """Return the number of fine steps in a utility of 1.

    Examples
    --------
    >>> scale_of(1.0), scale_of(100.0), scale_of(20_000.0)
    (1000000000000000.0, 1000000000000000.0, 10000000000000.0)
    """
    if largest <= LARGEST:
        return FINE
    return FINE / 10.0 ** int(np.ceil(np.log10(largest / LARGEST)))


def to_fine(values: Floats, scale: float) -> Ints:
    """Return values in fine steps; minus infinity becomes :data:`NO_FLOOR`."""
    finite = np.isfinite(values)
    return np.where(finite, np.rint(np.where(finite, values, 0.0) * scale), NO_FLOOR).astype(np.int64)


def to_cells(fine: Ints) -> Ints:
    """Return the cell that each value falls into, rounding to the nearest."""
    return (fine + CELL // 2) // CELL


def floor_of(values: Floats, scale: float) -> Ints:
    """Return the least fine value whose cell is at or above that of each value."""
    fine = to_fine(values, scale)
    return np.where(fine == NO_FLOOR, fine, to_cells(fine) * CELL - CELL // 2)


def from_cells(cells: Ints, scale: float) -> Floats:
    """Return cells as utilities."""
    return cells / (scale / CELL)
