"""How many packages every actor accepts, without listing them.

Partial packages with equal sums are counted together, and what an actor gets beyond what its
acceptance needs is forgotten as soon as it is certain: partial packages that everybody is sure
to accept, whatever follows, soon fall into a single row. What cannot be accepted any more is
dropped. The count is exact as long as the rows on the way do not exceed a bound.
"""

from math import prod

import numpy as np

from irenic.models.bargaining.kernels.elimination import Partial, Stakes, extend, start, steps
from irenic.models.bargaining.kernels.grid import HUGE, Ints
from irenic.models.bargaining.kernels.pareto import ranked


def count(stakes: Stakes, floor: Ints, rows: int) -> tuple[int, int]:
    """Return the least and the greatest number of packages that reach every floor; equal if the count is exact.

    Parameters
    ----------
    stakes
        What every option is worth, in fine steps.
    floor
        The least each actor accepts, ``(actor,)``, in fine steps.
    rows
        How many partial packages may be kept apart before the count is given up for bounds.
    """
    if not all(is_open.any() for is_open in stakes.open):
        return 0, 0
    partial = start(len(floor))
    rest = prod(int(is_open.sum()) for is_open in stakes.open)
    number = np.ones(1, dtype=np.int64 if rest < HUGE else object)
    for step in steps(stakes):
        rest //= len(step.options)
        further, parent, _ = extend(partial, step)
        reaching = (further.sums + step.most >= floor).all(axis=1)
        sums = np.minimum(further.sums[reaching], floor - step.least)
        distinct, row = ranked(np.column_stack([sums, further.memory[reaching]]))
        total = np.zeros(len(distinct), dtype=number.dtype)
        np.add.at(total, row, number[parent[reaching]])
        partial, number = Partial(distinct[:, : len(floor)], distinct[:, len(floor) :]), total
        if len(distinct) > rows:
            certain = (partial.sums + step.least >= floor).all(axis=1) & (not stakes.links)
            return int(number[certain].sum()) * rest, int(number.sum()) * rest
    return (int(number.sum()),) * 2
