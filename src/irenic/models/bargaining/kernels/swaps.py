"""Changes of several issues at once, and the option that settles one issue for itself.

Shapes: the changes on one issue are ``(option, actor)``: what each actor gains with each option
instead of the present one.
"""

import numpy as np

from irenic.models.bargaining.kernels.grid import Ints
from irenic.models.bargaining.kernels.points import leximin, shares


def combined(changes: list[Ints]) -> tuple[Ints, Ints]:
    """Return every choice of one change on each issue, ``(choice, issue)``, and its gains ``(choice, actor)``."""
    sizes = [len(change) for change in changes]
    rows = np.indices(sizes).reshape(len(sizes), -1)
    return rows.T, np.sum([change[row] for change, row in zip(changes, rows, strict=True)], axis=0)


def improving(gains: Ints) -> Ints:
    """Return which rows are no loss for anybody and a gain for somebody."""
    return np.flatnonzero((gains >= 0).all(axis=1) & (gains > 0).any(axis=1))


def most_even(column: Ints) -> int:
    """Return the first of the options ``(option, actor)`` whose shares of the range of each actor are most even."""
    least = column.min(axis=0)
    return int(leximin(shares(column - least, column.max(axis=0) - least)).argmax())
