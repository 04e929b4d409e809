"""The classical solutions over a finite set of packages.

Shapes: ``gains`` is ``(package, actor)``, what each actor gets beyond its disagreement; every
result says for each package whether it solves the problem, ``(package,)``, so that ties are kept.
Whole numbers stay whole, and ties are exact.

References
----------
:cite:t:`nash1950`; :cite:t:`kalai1975` with the lexicographic extension of :cite:t:`imai1983`;
:cite:t:`kalai1977` for the egalitarian solution.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.models.bargaining.kernels.grid import Bools, Floats, Ints

TIE: Final = 1e-12
"""Sums of logarithms or of shares that differ by less, relative to their size, are equal."""


def leximin(values: NDArray[np.number]) -> Bools:
    """Return whose worst-off is best off, then whose second worst-off, and so on."""
    ordered = np.sort(values, axis=1)
    best = np.ones(len(values), dtype=bool)
    for column in ordered.T:
        best &= column == column[best].max(initial=column.min(initial=0))
    return best


def greatest_sum(values: NDArray[np.number]) -> Bools:
    """Return which rows have the greatest sum: exactly, if the values are whole."""
    total = values.sum(axis=1)
    top = total.max(initial=total.min(initial=0))
    slack = TIE * abs(top) if np.issubdtype(values.dtype, np.floating) else 0
    return np.asarray(total >= top - slack)


def nash(gains: Ints, powers: Floats) -> tuple[Bools, bool]:
    r"""Return which packages maximise :math:`\prod_j g_j^{b_j}`, and whether the product is positive.

    Where no package is a gain for all, the product says nothing; then it is the leximin of the
    gains of those who can gain at all.
    """
    gaining = (gains > 0).all(axis=1)
    if not gaining.any():
        able = (gains > 0).any(axis=0)
        return leximin(gains[:, able]), False
    logs = np.full(len(gains), -np.inf)
    logs[gaining] = np.log(gains[gaining]) @ powers
    top = logs.max()
    best = logs >= top - max(abs(top), 1.0) * 1e3 * TIE
    if best.sum() > 1 and (powers == powers[0]).all():
        products = gains[best].astype(object).prod(axis=1)  # whole numbers of any size
        best[best] = products == products.max()
    return best, True


def shares(gains: Ints, ideal: Ints) -> Floats:
    """Return each gain as a share of the actor's greatest, ``(package, actor)``; without actors who cannot gain."""
    able = ideal > 0
    result: Floats = gains[:, able] / ideal[able]
    return result


def kalai_smorodinsky(gains: Ints, ideal: Ints) -> Bools:
    """Return which packages give the leximin of the shares of the greatest gains."""
    return leximin(shares(gains, ideal))
