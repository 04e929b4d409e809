"""The Fight-and-Talk game of one draw, played backwards from its last month; see :mod:`game` for the rules."""

from typing import NamedTuple

import numpy as np

from irenic.models.war.kernels.game import (
    BINDING,
    REVISABLE,
    SELF_ENFORCING,
    TIE,
    TRUCE,
    WAR,
    Bools,
    Floats,
    Game,
    Ints,
    Plan,
    Play,
)
from irenic.models.war.kernels.jit import compiled


class Talk(NamedTuple):
    """What one month comes to in one state under one lever."""

    pick: Ints  # (phase, 3 sides)
    mix: Floats  # (phase, 3 sides)
    value: Floats  # (phase, 3 sides)
    refuse: Floats  # (3 sides)


@compiled
def _pick(worth: Floats, allowed: Bools, floor: Floats, pick: Ints) -> None:
    """Fill in whose text would be which package; ties go to what the other side likes better, then to the first."""
    best, second = np.full(3, -np.inf), np.full(3, -np.inf)
    pick[:] = -1
    low, high = floor[0] - TIE, floor[1] - TIE
    for y in range(worth.shape[1]):
        if worth[0, y] < low or worth[1, y] < high or not allowed[y]:
            continue
        for side in range(3):
            first = worth[side, y]
            other = worth[1 - side, y] if side < 2 else worth[0, y] + worth[1, y]
            if first > best[side] + TIE or (first >= best[side] - TIE and other > second[side] + TIE):
                pick[side], best[side], second[side] = y, max(first, best[side]), other


@compiled
def _reach(worth: Floats, floor: float) -> float:
    """Return where along the packages a rising value first reaches a floor; beyond the last if it never does."""
    last = worth.shape[0] - 1
    if worth[0] >= floor - TIE:
        return 0.0
    for j in range(last):
        if worth[j + 1] >= floor:
            return float(j + (floor - worth[j]) / (worth[j + 1] - worth[j]))
    return float(last) if worth[last] >= floor - TIE else last + 1.0


@compiled
def _at(worth: Floats, place: float) -> float:
    """Return a value at a place between the packages."""
    j = int(place)
    return float(worth[j] if place == j else worth[j] + (place - j) * (worth[j + 1] - worth[j]))


@compiled
def _blend(worth: Floats, floor: Floats, pick: Ints, mix: Floats) -> None:
    """Do as :func:`_pick` where neighbours may be mixed; packages run from the challenger's best downwards."""
    pick[:], mix[:] = -1, 0.0
    last = worth.shape[1] - 1
    first, end = _reach(worth[1], floor[1]), last - _reach(worth[0, ::-1], floor[0])
    if first > end + TIE:
        return
    place = np.array([first, max(first, end), first])
    for j in range(int(first) + 1, int(place[1]) + 2):
        there = min(float(j), place[1])
        if _at(worth[2], there) > _at(worth[2], place[2]) + TIE:
            place[2] = there
    for side in range(3):
        pick[side] = int(place[side])
        mix[side] = place[side] - pick[side]


@compiled
def _bargain(game: Game, lever: int, phase: int, terms: tuple[Floats, Floats, bool], talk: Talk) -> None:
    """Settle one talk: who would put which package on the table, and what that is worth to each side."""
    worth, floor, divisible = terms
    pick, mix, value = talk.pick[phase], talk.mix[phase], talk.value[phase]
    mix[:] = 0.0
    if divisible and game.allowed[lever, 0]:
        _blend(worth, floor, pick, mix)
    else:
        _pick(worth, game.allowed[lever], floor, pick)
    if pick[0] < 0:
        value[:] = floor
        return
    value[:] = 0.0
    for by in range(3):
        share = game.proposes[lever, by]
        if share > 0.0:
            for side in range(3):
                value[side] += share * _at(worth[side], pick[by] + mix[by])


@compiled
def _fight_on(game: Game, value: Floats, z: int, lever: int, refuse: Floats) -> None:
    """Fill in R of every side: a month of war at ``z``, then the values ``(3 sides, position)``."""
    for side in range(3):
        up, down, d = game.up[lever, side], game.down[lever, side], game.discount[side]
        ahead = up * value[side, z + 1] + down * value[side, z - 1] + (1.0 - up - down) * value[side, z]
        refuse[side] = (1.0 - d) * game.held[side, z] - game.cost[lever, side] + d * ahead


@compiled
def _breaks(gain: float, noise: float) -> float:
    """Return the chance that a side breaks a settlement when it would gain so much by it."""
    if noise == 0.0:
        return 1.0 if gain > TIE else 0.0
    # Written so that neither end overflows.
    small = np.exp(-abs(gain) / noise)
    return float(1.0 / (1.0 + small) if gain >= 0.0 else small / (1.0 + small))


@compiled
def _tempted(stay: Floats, refuse: Floats, penalty: Floats, noise: float, before: Floats) -> None:
    """Fill in Q of every package: what it is worth before anybody has chosen whether to break it."""
    for y in range(stay.shape[1]):
        by_0 = _breaks(refuse[0] - penalty[0, y] - stay[0, y], noise)
        by_1 = _breaks(refuse[1] - penalty[1, y] - stay[1, y], noise)
        kept = (1.0 - by_0) * (1.0 - by_1)
        for side in range(stay.shape[0]):
            before[side, y] = kept * stay[side, y] + (1.0 - kept) * refuse[side]
        before[0, y] -= by_0 * penalty[0, y]
        before[1, y] -= by_1 * penalty[1, y]


@compiled
def _tempted_exactly(stay: Floats, refuse: Floats, penalty: Floats, before: Floats) -> None:
    """Do as :func:`_tempted` without noise, in a form that processors do several packages at a time."""
    stay_0, stay_1, phi_0, phi_1 = stay[0], stay[1], penalty[0], penalty[1]
    before_0, before_1 = before[0], before[1]
    for y in range(stay_0.shape[0]):
        by_0 = stay_0[y] < refuse[0] - phi_0[y] - TIE
        by_1 = stay_1[y] < refuse[1] - phi_1[y] - TIE
        before_0[y] = (refuse[0] - (phi_0[y] if by_0 else 0.0)) if by_0 | by_1 else stay_0[y]
        before_1[y] = (refuse[1] - (phi_1[y] if by_1 else 0.0)) if by_0 | by_1 else stay_1[y]
    if stay.shape[0] > 2:
        stay_2, before_2 = stay[2], before[2]
        for y in range(stay_2.shape[0]):
            by_0 = stay_0[y] < refuse[0] - phi_0[y] - TIE
            by_1 = stay_1[y] < refuse[1] - phi_1[y] - TIE
            before_2[y] = refuse[2] if by_0 | by_1 else stay_2[y]


@compiled
def _drift(rearm: Floats, z: int, last: int) -> tuple[float, float]:
    """Return the chances that a month of peace moves the front up and down: it drifts, but wins no war."""
    return (rearm[0] if z + 1 < last else 0.0), (rearm[1] if z > 1 else 0.0)


@compiled
def _stay(game: Game, promise: Floats, gone: int, z: int, stay: Floats) -> None:
    """Fill in S of every package at ``z`` from next month's Q, for as many sides as there is room."""
    up, down = _drift(game.rearm, z, promise.shape[1] - 1)
    lapse = game.lapse if gone == 0 else 0.0
    for side in range(stay.shape[0]):
        d = game.discount[side]
        # Plain loops over packages, which the compiler turns into several packages at a time.
        here, above, below = d * (1.0 - lapse) * (1.0 - up - down), d * (1.0 - lapse) * up, d * (1.0 - lapse) * down
        for y in range(stay.shape[1]):
            stay[side, y] = (1.0 - d) * game.utility[side, y] + here * promise[gone, z, side, y]
        if up > 0.0 or down > 0.0:
            for y in range(stay.shape[1]):
                stay[side, y] += above * promise[gone, z + 1, side, y] + below * promise[gone, z - 1, side, y]
        if lapse > 0.0:
            here, above, below = d * lapse * (1.0 - up - down), d * lapse * up, d * lapse * down
            for y in range(stay.shape[1]):
                stay[side, y] += here * promise[1, z, side, y]
                stay[side, y] += above * promise[1, z + 1, side, y] + below * promise[1, z - 1, side, y]


@compiled
def _anew(game: Game, value: Floats, z: int, stay: Floats) -> None:
    """Fill in S where the settlement is bargained again every month, from next month's V."""
    up, down = _drift(game.rearm, z, value.shape[1] - 1)
    for side in range(3):
        d, ahead = game.discount[side], value[side]
        later = up * ahead[z + 1] + down * ahead[z - 1] + (1.0 - up - down) * ahead[z]
        stay[side] = (1.0 - d) * game.utility[side] + d * later


@compiled
def _sign(game: Game, plan: Plan, play: Play, g: int) -> None:
    """Fill in S of every package at every position, for the month before the one last looked at."""
    for z in range(1, play.value.shape[3] - 1):
        if plan.contract == SELF_ENFORCING:
            _stay(game, play.promise[g], 0, z, play.signing[g, z])
        elif plan.contract == REVISABLE:
            _anew(game, play.value[g, WAR], z, play.signing[g, z])


@compiled
def _tempt(stay: Floats, refuse: Floats, penalty: Floats, noise: float, before: Floats) -> None:
    if noise == 0.0:
        _tempted_exactly(stay, refuse, penalty, before)
    else:
        _tempted(stay, refuse, penalty, noise, before)


@compiled
def _keep(game: Game, promise: Floats, signing: Floats, refuse: Floats) -> None:
    """Replace next month's Q by this month's, now that it is known what breaking leads to."""
    last = signing.shape[0] - 1
    if game.lapse > 0.0:
        alone = np.empty_like(signing)
        free = np.zeros_like(game.penalty)
        for z in range(1, last):
            _stay(game, promise, 1, z, alone[z])
        for z in range(1, last):
            _tempt(alone[z], refuse[:, z].copy(), free, game.noise, promise[1, z])
    for z in range(1, last):
        _tempt(signing[z], refuse[:, z].copy(), game.penalty, game.noise, promise[0, z])


@compiled
def _ceasefire(game: Game, plan: Plan, ahead: Floats, at: tuple[int, int], terms: tuple[Floats, Talk]) -> bool:
    """Settle a month of ceasefire: the line stands, fighting costs nothing, and terms are bargained about it.

    ``ahead`` is next month's value of the ceasefire, ``(3 sides, position)``. Returns whether it goes on without terms.
    """
    (z, lever), (worth, talk) = at, terms
    floor = np.empty(3)
    for side in range(3):
        d = game.discount[side]
        floor[side] = (1.0 - d) * game.held[side, z] + d * ahead[side, z]
    lasts = plan.contract == BINDING or (floor[0] >= talk.refuse[0] - TIE and floor[1] >= talk.refuse[1] - TIE)
    if not lasts:
        floor[:] = talk.refuse
    _bargain(game, lever, TRUCE, (worth, floor, plan.divisible), talk)
    return bool(lasts)


@compiled
def _month(
    game: Game, plan: Plan, play: Play, at: tuple[int, int, int], terms: tuple[Floats, Talk]
) -> tuple[bool, bool]:
    """Settle a month of war in one state under one lever; return whether a ceasefire is taken, and lasts."""
    (g, z, lever), (worth, talk) = at, terms
    then = plan.onward[lever] if plan.onward[lever] >= 0 else g
    refuse = talk.refuse
    _fight_on(game, play.value[then, WAR], z, lever, refuse)
    if game.noise > 0.0 and plan.contract == SELF_ENFORCING:
        stay, worth = worth, np.empty_like(worth)
        _tempted(stay, refuse, game.penalty, game.noise, worth)
    _bargain(game, lever, WAR, (worth, refuse, plan.divisible), talk)
    if talk.pick[WAR, 0] >= 0:
        talk.value[WAR, 2] -= game.cost[lever, 2]
    if game.truce == 0.0:
        return False, False
    lasts = _ceasefire(game, plan, play.value[g, TRUCE], (z, lever), (worth, talk))
    asked = talk.value[TRUCE].copy()
    asked[2] -= game.cost[lever, 2]
    agree = asked[0] >= refuse[0] - TIE and asked[1] >= refuse[1] - TIE
    talk.value[WAR] = (1.0 - game.truce) * talk.value[WAR] + game.truce * (asked if agree else refuse)
    return bool(agree), lasts


@compiled
def _state(game: Game, plan: Plan, play: Play, at: tuple[int, int, int], new: Floats) -> None:
    """Settle a month in one state under the lever in use, or under the one that the mediator likes best."""
    t, g, z = at
    talk = Talk(np.empty((2, 3), np.int64), np.zeros((2, 3)), np.zeros((2, 3)), np.empty(3))
    talk.pick[:] = -1
    worth = play.signing[g, z]
    best, none = -np.inf, True
    for lever in range(plan.available.shape[2]):
        if not plan.available[t, g, lever]:
            continue
        agree, lasts = _month(game, plan, play, (g, z, lever), (worth, talk))
        if none or talk.value[WAR, 2] > best + TIE:
            none, best = False, talk.value[WAR, 2]
            new[g, :, :, z] = talk.value
            play.refuse[t, g, :, z] = talk.refuse
            play.lever[t, g, z] = lever
            play.pick[t, g, :, z], play.mix[t, g, :, z] = talk.pick, talk.mix
            play.agree[t, g, z], play.lasts[t, g, z] = agree, lasts


@compiled
def _after(game: Game, plan: Plan) -> Play:
    """Return an empty play, with the values that follow the last month."""
    (months, postures, _), (_, positions) = plan.available.shape, game.held.shape
    packages = game.utility.shape[1]
    play = Play(
        np.zeros((months, postures, 3, positions)),
        np.zeros((months, postures, positions), np.int64),
        np.full((months, postures, 2, positions, 3), -1, np.int64),
        np.zeros((months, postures, 2, positions, 3)),
        np.zeros((months, postures, positions), np.bool_),
        np.zeros((months, postures, positions), np.bool_),
        np.zeros((postures, 2, 3, positions)),
        np.zeros((postures, 2, positions, 3, packages)),
        np.zeros((postures, positions, 3, packages)),
    )
    play.signing[:] = game.utility
    play.promise[:] = game.utility
    for g in range(postures):
        play.value[g, WAR] = game.end[g]
        play.value[g, TRUCE] = game.held
    for z in (0, positions - 1):
        for side in range(3):
            play.value[:, :, side, z] = game.held[side, z]
    return play


@compiled
def backward(game: Game, plan: Plan) -> Play:
    """Play one draw backwards from its last month."""
    play = _after(game, plan)
    new = play.value.copy()
    for t in range(plan.available.shape[0] - 1, -1, -1):
        for g in range(plan.available.shape[1]):
            _sign(game, plan, play, g)
            for z in range(1, new.shape[3] - 1):
                _state(game, plan, play, (t, g, z), new)
            if plan.contract == SELF_ENFORCING:
                _keep(game, play.promise[g], play.signing[g], play.refuse[t, g])
        play.value[:] = new
    return play


@compiled
def _chance_kept(game: Game, stay: Floats, refuse: Floats, stands: float, kept: Floats) -> None:
    """Fill in the chance that nobody breaks a package, for every package."""
    kept[:] = 1.0
    for side in range(2):
        for y in range(kept.shape[0]):
            kept[y] *= 1.0 - _breaks(refuse[side] - stands * game.penalty[side, y] - stay[side, y], game.noise)


@compiled
def lasting(game: Game, refuse: Floats) -> Floats:
    """Return the chance that a signed package is not broken in a month.

    Parameters
    ----------
    game
        With the packages in question alone.
    refuse
        R in every month at every position, ``(month, 3 sides, position)``.

    Returns
    -------
    ndarray
        ``(month, guarantee stands or gone, position, package)``.
    """
    (months, _, positions), packages = refuse.shape, game.utility.shape[1]
    hold = np.ones((months, 2, positions, packages))
    # What breaking is worth is known, so the mediator need not be followed.
    promise, stay = np.zeros((2, positions, 2, packages)), np.zeros((2, positions, 2, packages))
    promise[:] = game.utility[:2]
    for t in range(months - 1, -1, -1):
        for gone in range(2 if game.lapse > 0.0 else 1):
            for z in range(1, positions - 1):
                _stay(game, promise, gone, z, stay[gone, z])
        for gone in range(2 if game.lapse > 0.0 else 1):
            stands = 1.0 - gone
            for z in range(1, positions - 1):
                fight = refuse[t, :, z].copy()
                _chance_kept(game, stay[gone, z], fight, stands, hold[t, gone, z])
                _tempt(stay[gone, z], fight, stands * game.penalty, game.noise, promise[gone, z])
    return hold


@compiled
def signing_now(game: Game, refuse: Floats) -> Floats:
    """Return S of every package at the front now in the first month, ``(2 parties, package)``.

    Parameters
    ----------
    game
        With the packages in question alone; whether they are allowed does not matter.
    refuse
        R in every month at every position, ``(month, 3 sides, position)``.
    """
    (months, _, positions), packages = refuse.shape, game.utility.shape[1]
    promise, stay = np.zeros((2, positions, 2, packages)), np.zeros((positions, 2, packages))
    promise[:] = game.utility[:2]
    for t in range(months - 1, -1, -1):
        for z in range(1, positions - 1):
            _stay(game, promise, 0, z, stay[z])
        _keep(game, promise, stay, refuse[t])
    now: Floats = stay[game.start]
    return now
