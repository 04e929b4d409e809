"""The weighted mean and the weighted median of positions.

Shapes: ``position`` and ``weight`` are ``(..., actor)``; every result is ``(...)``. Weights are
capability times salience and not negative. Where all weights are zero there is no answer,
and the result is NaN.

References
----------
Weighted mean as the compromise model: :cite:t:`achen2006`. Weighted median as the position
that wins every pairwise vote: :cite:t:`black1948`, with weights in place of votes.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

TIE: Final = 1e-12
"""How close to one half a share of the weight counts as exactly one half; rounding is smaller."""


def weighted_mean(position: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    r"""Return :math:`y = \sum_i w_i x_i / \sum_i w_i` over the last axis.

    It is the limit of the asymmetric Nash solution for actors with quadratic loss around
    their positions whose disagreement is far worse than anything on the table
    (:cite:t:`achen2006`), and the point that minimises :math:`\sum_i w_i (x_i - y)^2`.
    """
    total = weight.sum(axis=-1)
    pulled = (weight * position).sum(axis=-1)
    mean: NDArray[np.float64] = np.divide(pulled, total, out=np.full_like(total, np.nan), where=total > 0)
    return mean


def weighted_median(
    position: NDArray[np.float64], weight: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    r"""Return the lowest and the highest position that no coalition outweighs.

    A position ``y`` defeats ``z`` when :math:`\sum_i w_i (|x_i - z| - |x_i - y|) > 0` for the
    weighted vote between the two; the undefeated ones minimise
    :math:`\sum_i w_i |x_i - y|`. They are one point, unless exactly half of the weight
    lies on either side of a gap: then every point of the gap is undefeated, and the two
    results are its ends.
    """
    order = np.argsort(position, axis=-1, kind="stable")
    ordered = np.take_along_axis(position, order, axis=-1)
    reached = np.cumsum(np.take_along_axis(weight, order, axis=-1), axis=-1)
    total = reached[..., -1:]
    low = _first(ordered, reached >= total * (0.5 - TIE))
    high = _first(ordered, reached > total * (0.5 + TIE))
    answered = total[..., 0] > 0
    return np.where(answered, low, np.nan), np.where(answered, high, np.nan)


def weighted_mean_and_median(
    position: NDArray[np.float64],
    salience: NDArray[np.float64],
    capability: NDArray[np.float64],
    held: NDArray[np.bool_],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the weighted mean and both ends of the weighted median, with weights of capability times salience.

    Parameters
    ----------
    position, salience, capability, held
        Each ``(..., actor)``, broadcast against each other; whoever holds no position has no weight.
    """
    weight = np.where(held, capability * salience, 0.0)
    position, weight = np.broadcast_arrays(position, weight)
    return weighted_mean(position, weight), *weighted_median(position, weight)


def _first(ordered: NDArray[np.float64], holds: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the first value along the last axis at which a condition holds."""
    first: NDArray[np.float64] = np.take_along_axis(ordered, holds.argmax(axis=-1)[..., None], axis=-1)[..., 0]
    return first
