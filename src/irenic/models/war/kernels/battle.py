"""How force becomes movement of the front, and what each side makes of it.

Shapes: all arrays broadcast; parties and actors come last.

References
----------
The contest success function in ratio form, ``F_A^g / (F_A^g + F_B^g)``: :cite:t:`tullock1980`
(not checked against the paper). Optimism as own odds that differ from the truth:
:cite:t:`smith2004` is the family's starting point; a factor on the odds is our own rendering.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]


def forces(own: Floats, aid: Floats, entered: Floats, backs: NDArray[np.bool_], substitution: Floats) -> Floats:
    """Return what each party fields: its own force, the aid it gets, and what replaces withdrawn aid.

    Parameters
    ----------
    own
        ``(..., party)``.
    aid, entered
        What each actor gives, and what it gave in the case as entered, ``(..., actor)``.
    backs
        ``(actor, party)``.
    substitution
        ``(...)``: the share of the withdrawn aid that is replaced, as long as anybody else gives aid to that party.
    """
    given = np.where(backs, aid[..., None], 0.0)
    withdrawn = np.where(backs, np.maximum(entered - aid, 0.0)[..., None], 0.0)
    # Nobody replaces their own withdrawal, so somebody else must still be giving.
    others = given.sum(axis=-2, keepdims=True) - given > 0
    replaced = substitution[..., None] * np.where(others, withdrawn, 0.0).sum(axis=-2)
    fielded: Floats = own + given.sum(axis=-2) + replaced
    return fielded


def odds(force: Floats, decisive: Floats, steepness: Floats) -> tuple[Floats, Floats]:
    """Return the chances ``(...)`` that a month moves the front up and down, from forces ``(..., party)``."""
    # The ratio is taken in logarithms, so that a steep contest cannot overflow.
    with np.errstate(divide="ignore", invalid="ignore"):
        lead = steepness * (np.log(force[..., 0]) - np.log(force[..., 1]))
    share = 0.5 * (1 + np.tanh(np.where(np.isnan(lead), 0.0, lead) / 2))
    return decisive * share, decisive * (1 - share)


def believed(up: Floats, down: Floats, optimism: Floats) -> tuple[Floats, Floats]:
    """Return what challenger, defender, and whoever sees the truth make of the odds, ``(..., 3)`` each.

    A party multiplies its own odds, ``w / (1 - w)``, by its optimism, ``(..., party)``; how often the
    front moves at all is not in dispute.
    """
    factor = np.stack([optimism[..., 0], 1 / optimism[..., 1], np.ones(up.shape)], axis=-1)
    moves = (up + down)[..., None]
    weighted = factor * up[..., None]
    total = weighted + down[..., None]
    share = np.divide(weighted, total, out=np.zeros_like(total), where=total > 0)
    return moves * share, moves * (1 - share)


def chance_within(up: Floats, down: Floats, start: NDArray[np.int64], positions: int, months: int) -> Floats:
    """Return the chance ``(..., 2)`` that the challenger, or the defender, has won within some months of war."""
    place = np.zeros((*start.shape, positions))
    np.put_along_axis(place, start[..., None], 1.0, axis=-1)
    for _ in range(months):
        inside = place[..., 1:-1]
        moved = np.zeros_like(place)
        moved[..., [0, -1]] = place[..., [0, -1]]
        moved[..., 2:] += up[..., None] * inside
        moved[..., :-2] += down[..., None] * inside
        moved[..., 1:-1] += (1 - up - down)[..., None] * inside
        place = moved
    return np.stack([place[..., -1], place[..., 0]], axis=-1)
