"""War to the finish: nobody talks, and the front walks at random until one side has won.

Shapes: ``up`` and ``down`` are ``(...)``, the chances that a month moves the front; whatever
depends on where the front stands has the positions ``0..N`` as its last axis.

References
----------
The chance of ruin and the length of play of a random walk between two ends:
:cite:t:`feller1968`, chapter XIV (known from textbooks; equation numbers were not checked).
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]


def finish(up: Floats, down: Floats, discount: Floats, flow: Floats, ends: Floats) -> Floats:
    r"""Return the value of fighting to the finish from every position.

    It solves :math:`W_k = f_k + d\,(p W_{k+1} + q W_{k-1} + (1 - p - q) W_k)` between the ends,
    with the values of ``ends`` there; with one position between the ends, no flow but a cost,
    that is Powell's :math:`W = (d p - c) / (1 - d r)` with :math:`r = 1 - p - q`.

    Parameters
    ----------
    up, down, discount
        ``(...)``.
    flow
        What a month is worth at each position, costs taken off, ``(..., position)``; unread at the ends.
    ends
        The values of the two ends, ``(..., 2)``, the lower end first.

    Returns
    -------
    ndarray
        ``(..., position)``. NaN or infinite where the war never ends and is not discounted.
    """
    p, q = discount * up, discount * down
    stay = 1.0 - discount * (1.0 - up - down)
    shape = np.broadcast_shapes(p.shape, flow.shape[:-1])
    last = flow.shape[-1] - 1
    # Thomas algorithm: W_k = slope_k W_{k+1} + level_k, from the lower end upwards.
    slope, level = np.zeros((last, *shape)), np.zeros((last, *shape))
    level[0] = ends[..., 0]
    value = np.empty((*shape, last + 1))
    value[..., last] = ends[..., 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        for k in range(1, last):
            left = stay - q * slope[k - 1]
            slope[k] = p / left
            level[k] = (flow[..., k] + q * level[k - 1]) / left
        for k in range(last - 1, -1, -1):
            value[..., k] = slope[k] * value[..., k + 1] + level[k]
    return value


def chance_of_victory(up: Floats, down: Floats, positions: int) -> Floats:
    """Return the chance that the front reaches its upper end first, ``(..., position)``."""
    nothing = np.zeros((*up.shape, positions))
    ends = np.broadcast_to(np.array([0.0, 1.0]), (*up.shape, 2))
    return finish(up, down, np.ones(up.shape), nothing, ends)


def length_of_war(up: Floats, down: Floats, positions: int) -> Floats:
    """Return the expected number of months until one side has won, ``(..., position)``."""
    month = np.ones((*up.shape, positions))
    return finish(up, down, np.ones(up.shape), month, np.zeros((*up.shape, 2)))
