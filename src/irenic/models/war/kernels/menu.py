"""Which packages need to be looked at at all.

Where a package is worth the same whatever comes (a settlement binds, or is bargained anew
every month), one that another dominates is never picked, and leaving it out changes nothing.
Where a settlement must enforce itself that is *not* so: a side that only its penalty keeps from
breaking gains when the other side breaks, so it may prefer the package that the other side
likes less. There all packages stay.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.models.war.kernels.jit import compiled

TIE: Final = 1e-12
"""Values closer than this are equal."""


def undominated(utility: NDArray[np.float64], allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the packages that can ever be picked, in list order.

    Parameters
    ----------
    utility
        ``(3 sides, package)``.
    allowed
        ``(lever, package)``; a package is only left out for one that is allowed whenever it is.
    """
    return np.sort(_undominated(utility, allowed, _from_the_challengers_best(utility)))


def frontier(utility: NDArray[np.float64], allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the packages between which mixing pays, from the challenger's best to the defender's best.

    Parameters
    ----------
    utility
        ``(3 sides, package)``.
    allowed
        ``(package)``.
    """
    return _frontier(utility, allowed, _from_the_challengers_best(utility))


def _from_the_challengers_best(utility: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.lexsort((-utility[1], -utility[0])).astype(np.int64)


@compiled
def _beats(utility: NDArray[np.float64], k: int, y: int) -> bool:
    """Return whether ``k`` is worth no less to any side and more to a party, or is a copy."""
    no_less = utility[0, k] >= utility[0, y] and utility[1, k] >= utility[1, y] and utility[2, k] >= utility[2, y]
    more = utility[0, k] > utility[0, y] + TIE or utility[1, k] > utility[1, y] + TIE
    copy = utility[0, k] == utility[0, y] and utility[1, k] == utility[1, y] and utility[2, k] == utility[2, y]
    return bool(no_less and (more or copy))


@compiled
def _as_free(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> bool:
    """Return whether one package is allowed under every lever under which the other is."""
    return bool((one | ~other).all())


@compiled
def _undominated(
    utility: NDArray[np.float64], allowed: NDArray[np.bool_], order: NDArray[np.int64]
) -> NDArray[np.int64]:
    kept, count = np.empty(utility.shape[1], np.int64), 0
    for y in order:
        fits = bool(allowed[:, y].any())
        for k in kept[:count]:
            if not fits:
                break
            fits = not (_beats(utility, k, y) and _as_free(allowed[:, k], allowed[:, y]))
        if fits:
            kept[count] = y
            count += 1
    return kept[:count].copy()


@compiled
def _frontier(utility: NDArray[np.float64], allowed: NDArray[np.bool_], order: NDArray[np.int64]) -> NDArray[np.int64]:
    hull, count = np.empty(utility.shape[1], np.int64), 0
    a, b = utility[0], utility[1]
    for y in order:
        if not allowed[y] or (count > 0 and b[y] <= b[hull[count - 1]] + TIE):
            continue
        while count > 1:
            i, j = hull[count - 2], hull[count - 1]
            if (a[i] - a[j]) * (b[y] - b[i]) < (a[i] - a[y]) * (b[j] - b[i]):
                break
            count -= 1
        hull[count] = y
        count += 1
    return hull[:count].copy()
