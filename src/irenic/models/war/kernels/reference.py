"""The Fight-and-Talk game played backwards in plain NumPy: slow, short, and what the compiled kernel must equal.

Shapes: every array has the draws first; inside, ``(draw, position, side)`` for values and
``(draw, position, side, package)`` for what packages are worth. See :mod:`game` for the rules.
Packages are not mixed here.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from irenic.models.war.kernels.game import BINDING, REVISABLE, SELF_ENFORCING, TIE, Floats, Games, Ints, Plan

Bools: TypeAlias = NDArray[np.bool_]


class Found(NamedTuple):
    """The first month of the first posture, at every position strictly inside."""

    value: Floats  # (draw, position, side)
    refuse: Floats  # (draw, position, side)
    pick: Ints  # (draw, position, proposer), -1 where nothing can be signed


def reference(games: Games, plan: Plan) -> Found:
    """Play a batch backwards."""
    months, postures, _ = plan.available.shape
    war, truce = games.end.swapaxes(2, 3).copy(), np.repeat(games.held.swapaxes(1, 2)[:, None], postures, axis=1)
    war[:, :, [0, -1]] = truce[:, :, [0, -1]]
    worth = np.broadcast_to(games.utility[:, None], (*war.shape[:1], war.shape[2], *games.utility.shape[1:]))
    promise = {(g, gone): worth.copy() for g in range(postures) for gone in (0, 1)}
    found = Found(war[:, 0, 1:-1], war[:, 0, 1:-1], np.full(war[:, 0, 1:-1].shape, -1))
    for t in range(months - 1, -1, -1):
        after, waiting = war.copy(), truce.copy()
        for g in range(postures):
            stay = _settled(games, plan, promise, after[:, g], g)
            best = np.full(war[:, g, 1:-1, 0].shape, -np.inf)
            refuse, pick = np.zeros(war[:, g, 1:-1].shape), np.zeros(war[:, g, 1:-1].shape, np.int64)
            for lever in np.flatnonzero(plan.available[t, g]):
                month = _month(games, plan, int(lever), (after, waiting, g), stay[0])
                better = ((month[0][..., 2] > best + TIE) | (best == -np.inf))[..., None]
                war[:, g, 1:-1] = np.where(better, month[0], war[:, g, 1:-1])
                truce[:, g, 1:-1] = np.where(better, month[1], truce[:, g, 1:-1])
                refuse, pick = np.where(better, month[2], refuse), np.where(better, month[3], pick)
                best = np.where(better[..., 0], month[0][..., 2], best)
            if plan.contract == SELF_ENFORCING:
                for gone in (0, 1):
                    promise[g, gone][:, 1:-1] = _tempted(games, stay[gone], refuse, 1 - gone)
            if g == 0:
                found = Found(war[:, 0, 1:-1].copy(), refuse, pick)
    return found


def _drifted(games: Games, ahead: Floats) -> Floats:
    """Return what next month is worth on average after a month of peace, at the positions inside."""
    inside = np.arange(1, ahead.shape[1] - 1)
    shape = (len(ahead), len(inside), *(1,) * (ahead.ndim - 2))
    up = np.where(inside + 1 < ahead.shape[1] - 1, games.rearm[:, :1], 0).reshape(shape)
    down = np.where(inside > 1, games.rearm[:, 1:], 0).reshape(shape)
    mean: Floats = up * ahead[:, 2:] + down * ahead[:, :-2] + (1 - up - down) * ahead[:, 1:-1]
    return mean


def _settled(
    games: Games, plan: Plan, promise: dict[tuple[int, int], Floats], war: Floats, g: int
) -> tuple[Floats, Floats]:
    """Return S of every package while the guarantee stands, and once it is gone."""
    d = games.discount[:, None, :, None]
    now = (1 - d) * games.utility[:, None]
    if plan.contract == REVISABLE:
        anew = now + d * _drifted(games, war)[..., None]
        return anew, anew
    if plan.contract == BINDING:
        kept = np.broadcast_to(games.utility[:, None], promise[g, 0][:, 1:-1].shape)
        return kept, kept
    lapse = games.lapse[:, None, None, None]
    gone = _drifted(games, promise[g, 1])
    stands = (1 - lapse) * _drifted(games, promise[g, 0]) + lapse * gone
    return now + d * stands, now + d * gone


def _tempted(games: Games, stay: Floats, refuse: Floats, stands: int) -> Floats:
    """Return Q of every package."""
    phi = stands * games.penalty[:, None]
    gain = refuse[..., :2, None] - phi - stay[..., :2, :]
    noise = games.noise[:, None, None, None]
    with np.errstate(over="ignore"):
        by_chance = 1 / (1 + np.exp(-gain / np.where(noise > 0, noise, 1)))
    breaks: Floats = np.where(noise > 0, by_chance, gain > TIE)
    kept = ((1 - breaks[..., 0, :]) * (1 - breaks[..., 1, :]))[..., None, :]
    before: Floats = kept * stay + (1 - kept) * refuse[..., None]
    before[..., :2, :] -= breaks * phi
    return before


def _month(
    games: Games, plan: Plan, lever: int, ahead: tuple[Floats, Floats, int], stay: Floats
) -> tuple[Floats, Floats, Floats, Ints]:
    """Return the values of war and of a ceasefire, R, and who would put what on the table."""
    after, waiting, g = ahead
    then = g if plan.onward[lever] < 0 else int(plan.onward[lever])
    d, price = games.discount[:, None], games.cost[:, None, lever]
    now = (1 - d) * games.held.swapaxes(1, 2)[:, 1:-1]
    up, down, later = games.up[:, None, lever], games.down[:, None, lever], after[:, then]
    refuse = now - price + d * (up * later[:, 2:] + down * later[:, :-2] + (1 - up - down) * later[:, 1:-1])
    worth = stay
    if plan.contract == SELF_ENFORCING:
        noisy = games.noise[:, None, None, None] > 0
        worth = np.where(noisy, _tempted(games, stay, refuse, 1), stay)
    value, pick = _bargain(games, lever, worth, refuse)
    paid = price * [0, 0, 1]
    value = np.where(pick[..., :1] >= 0, value - paid, value)
    floor = now + d * waiting[:, g, 1:-1]
    lasts = (floor[..., :2] >= refuse[..., :2] - TIE).all(axis=-1, keepdims=True) | (plan.contract == BINDING)
    silent, _ = _bargain(games, lever, worth, np.where(lasts, floor, refuse))
    agree = (silent[..., :2] >= refuse[..., :2] - TIE).all(axis=-1, keepdims=True)
    asked = games.truce[:, None, None]
    return (1 - asked) * value + asked * np.where(agree, silent - paid, refuse), silent, refuse, pick


def _bargain(games: Games, lever: int, worth: Floats, floor: Floats) -> tuple[Floats, Ints]:
    """Return the value of a talk, and the package that each proposer would pick."""
    fine = (worth[..., :2, :] >= floor[..., :2, None] - TIE).all(axis=-2) & games.allowed[:, None, lever]
    others = (worth[..., 1, :], worth[..., 0, :], worth[..., 0, :] + worth[..., 1, :])
    value, picks = np.zeros(floor.shape), []
    for by, other in enumerate(others):
        first = np.where(fine, worth[..., by, :], -np.inf)
        near = fine & (first >= first.max(axis=-1, keepdims=True) - TIE)
        second = np.where(near, other, -np.inf)
        pick = (near & (second >= second.max(axis=-1, keepdims=True) - TIE)).argmax(axis=-1)
        picked = np.take_along_axis(worth, pick[..., None, None], axis=-1)[..., 0]
        value += games.proposes[:, None, lever, by, None] * picked
        picks.append(np.where(fine.any(axis=-1), pick, -1))
    any_fine = np.asarray(fine.any(axis=-1))[..., None]
    return np.where(any_fine, value, floor), np.stack(picks, axis=-1)
