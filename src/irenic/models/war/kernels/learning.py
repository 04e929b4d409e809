"""War as learning: two sides that expect different things, and see what the battles say.

Each side has a Beta prior on the chance that a decisive battle goes to the challenger; that the
priors differ is known to both, so no messenger can close the gap, but battles do. The state is
where the front stands and how many battles there were, as wins less losses is how far it moved.
The pie is divisible and a settlement binds; learning and packages are never in one state space.

References
----------
The random walk with learning: :cite:t:`smith2003`, :cite:t:`smith2004` (the mechanism is rendered from memory;
the papers' own specification was not checked).
"""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]


class Learning(NamedTuple):
    """What comes of it; the draws first where there are several."""

    settled: Floats  # (..., battle): the chance of a settlement before the first, second, ... battle
    victory: Floats  # (..., 2): the chance of either side's outright victory
    battles: Floats  # (...): the expected number of battles


def fight_and_learn(prior: Floats, cost: Floats, truth: Floats, start: int, size: tuple[int, int]) -> Learning:
    """Solve the war in which every battle is decisive, patience is full, and both propose alike.

    Parameters
    ----------
    prior
        The two numbers of the Beta prior of challenger and defender, ``(..., 2, 2)``, for a
        battle that the challenger wins.
    cost
        Of a battle to each side, ``(..., 2)``, as shares of the pie.
    truth
        The chance that the challenger in truth wins a battle, ``(...)``.
    start
        Where the front stands, from 0 to the last position.
    size
        How many positions there are, and how many battles at most; what is left then is shared at once.

    Returns
    -------
    Learning
        There is a settlement where what both expect from one more battle is no more than the pie.
    """
    positions, most = size
    shape = np.broadcast_shapes(prior.shape[:-2], cost.shape[:-1], truth.shape)
    k = np.arange(positions)
    ends = np.stack([k == positions - 1, k == 0], axis=0).astype(float)
    inside = (k > 0) & (k < positions - 1)
    # What is left after the last battle is shared evenly; with enough battles that no longer matters.
    value = np.broadcast_to(ends + inside * 0.5, (*shape, 2, positions)).copy()
    deals = np.zeros((most, *shape, positions), bool)
    for n in range(most - 1, -1, -1):
        refuse = _refuse(prior, cost, value, (start, n))
        deals[n] = (refuse.sum(axis=-2) <= 1 + 1e-12) & inside
        # A proposer leaves the other what it could get by fighting; each proposes half of the time.
        mean = 0.5 * (1 - refuse[..., ::-1, :]) + 0.5 * refuse
        settled = np.where(deals[n][..., None, :], mean, refuse)
        value = np.where(inside, settled, ends)
    return _forward(deals, np.broadcast_to(truth, shape), start)


def _refuse(prior: Floats, cost: Floats, value: Floats, at: tuple[int, int]) -> Floats:
    """Return what each side expects from one more battle, ``(..., 2, position)``, after ``n`` of them."""
    start, n = at
    k = np.arange(value.shape[-1])
    won = np.clip((n + (k - start)) / 2, 0, n)
    one, two = prior[..., 0, None], prior[..., 1, None]
    believes = (one + won) / (one + two + n)
    up, down = np.zeros_like(value), np.zeros_like(value)
    up[..., :-1], down[..., 1:] = value[..., 1:], value[..., :-1]
    expects: Floats = believes * up + (1 - believes) * down - cost[..., None]
    return expects


def _forward(deals: NDArray[np.bool_], truth: Floats, start: int) -> Learning:
    """Follow the chances by the true odds."""
    most, positions = deals.shape[0], deals.shape[-1]
    place = np.zeros((*truth.shape, positions))
    place[..., start] = 1.0
    settled, victory = np.zeros((*truth.shape, most)), np.zeros((*truth.shape, 2))
    battles = np.zeros(truth.shape)
    for n in range(most):
        settled[..., n] = np.where(deals[n], place, 0).sum(axis=-1)
        fight = np.where(deals[n], 0, place)
        battles += fight.sum(axis=-1)
        place = np.zeros_like(place)
        place[..., 1:] += truth[..., None] * fight[..., :-1]
        place[..., :-1] += (1 - truth[..., None]) * fight[..., 1:]
        victory += place[..., [-1, 0]]
        place[..., [0, -1]] = 0.0
    return Learning(settled, victory, battles)
