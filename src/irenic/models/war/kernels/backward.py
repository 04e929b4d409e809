"""The Fight-and-Talk game of one draw, played backwards from its last month; see :mod:`game` for the rules.

Every step is taken for all positions of the front together. The arithmetic of a state is short, and calling a compiled
function with a tuple of many arrays costs more than it.
"""

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
    """What one month comes to at every position, in one posture under one lever."""

    refuse: Floats  # (3 sides, position)
    pick: Ints  # (phase, position, 3 sides)
    mix: Floats  # (phase, position, 3 sides)
    value: Floats  # (phase, 3 sides, position)
    agree: Bools  # (position): both take a ceasefire that is asked for
    lasts: Bools  # (position): a ceasefire without terms goes on


class Terms(NamedTuple):
    """What is bargained about."""

    worth: Floats  # (position, 3 sides, package): of a settlement to each side
    allowed: Bools  # (package)
    proposes: Floats  # (3 sides)
    divisible: bool


@compiled
def _pick(terms: Terms, floor: Floats, pick: Ints) -> None:
    """Fill in whose text would be which package; ties go to what the other side likes better, then to the first."""
    worth, allowed = terms.worth, terms.allowed
    best, second = np.empty(3), np.empty(3)
    pick[:] = -1
    for z in range(1, worth.shape[0] - 1):
        low, high = floor[0, z] - TIE, floor[1, z] - TIE
        best[:], second[:] = -np.inf, -np.inf
        for y in range(worth.shape[2]):
            if worth[z, 0, y] < low or worth[z, 1, y] < high or not allowed[y]:
                continue
            for side in range(3):
                first = worth[z, side, y]
                other = worth[z, 1 - side, y] if side < 2 else worth[z, 0, y] + worth[z, 1, y]
                if first > best[side] + TIE or (first >= best[side] - TIE and other > second[side] + TIE):
                    pick[z, side], best[side], second[side] = y, max(first, best[side]), other


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
def _bargain(terms: Terms, floor: Floats, pick: Ints, mix: Floats, value: Floats) -> None:
    """Settle the talks at every position: who would put which package on the table, and what that is worth."""
    worth, proposes = terms.worth, terms.proposes
    mix[:] = 0.0
    if terms.divisible and terms.allowed[0]:
        for z in range(1, worth.shape[0] - 1):
            _blend(worth[z], floor[:, z].copy(), pick[z], mix[z])
    else:
        _pick(terms, floor, pick)
    for z in range(1, worth.shape[0] - 1):
        for side in range(3):
            if pick[z, 0] < 0:
                value[side, z] = floor[side, z]
                continue
            value[side, z] = 0.0
            for by in range(3):
                if proposes[by] > 0.0:
                    value[side, z] += proposes[by] * _at(worth[z, side], pick[z, by] + mix[z, by])


@compiled
def _fight_on(game: Game, ahead: Floats, lever: int, refuse: Floats) -> None:
    """Fill in R of every side: a month of war, then the values ``ahead``, ``(3 sides, position)``."""
    for side in range(3):
        up, down, d = game.up[lever, side], game.down[lever, side], game.discount[side]
        cost = game.cost[lever, side]
        for z in range(1, ahead.shape[1] - 1):
            later = up * ahead[side, z + 1] + down * ahead[side, z - 1] + (1.0 - up - down) * ahead[side, z]
            refuse[side, z] = (1.0 - d) * game.held[side, z] - cost + d * later


@compiled
def _breaks(gain: float, noise: float) -> float:
    """Return the chance that a side breaks a settlement when it would gain so much by it."""
    if noise == 0.0:
        return 1.0 if gain > TIE else 0.0
    # Written so that neither end overflows.
    small = np.exp(-abs(gain) / noise)
    return float(1.0 / (1.0 + small) if gain >= 0.0 else small / (1.0 + small))


@compiled
def _tempt_exactly(stay: Floats, refuse: Floats, penalty: Floats, before: Floats) -> None:
    """Do as :func:`_tempt` without noise, in a form that processors do several packages at a time."""
    for z in range(1, stay.shape[0] - 1):
        r_0, r_1, r_2 = refuse[0, z], refuse[1, z], refuse[2, z]
        for y in range(stay.shape[2]):
            by_0 = stay[z, 0, y] < r_0 - penalty[0, y] - TIE
            by_1 = stay[z, 1, y] < r_1 - penalty[1, y] - TIE
            before[z, 0, y] = (r_0 - (penalty[0, y] if by_0 else 0.0)) if by_0 | by_1 else stay[z, 0, y]
            before[z, 1, y] = (r_1 - (penalty[1, y] if by_1 else 0.0)) if by_0 | by_1 else stay[z, 1, y]
        if stay.shape[1] > 2:
            for y in range(stay.shape[2]):
                by_0 = stay[z, 0, y] < r_0 - penalty[0, y] - TIE
                by_1 = stay[z, 1, y] < r_1 - penalty[1, y] - TIE
                before[z, 2, y] = r_2 if by_0 | by_1 else stay[z, 2, y]


@compiled
def _tempt(stay: Floats, refuse: Floats, penalty: Floats, noise: float, before: Floats) -> None:
    """Fill in Q of every package: what it is worth before anybody has chosen whether to break it."""
    if noise == 0.0:
        _tempt_exactly(stay, refuse, penalty, before)
        return
    for z in range(1, stay.shape[0] - 1):
        for y in range(stay.shape[2]):
            by_0 = _breaks(refuse[0, z] - penalty[0, y] - stay[z, 0, y], noise)
            by_1 = _breaks(refuse[1, z] - penalty[1, y] - stay[z, 1, y], noise)
            kept = (1.0 - by_0) * (1.0 - by_1)
            for side in range(stay.shape[1]):
                before[z, side, y] = kept * stay[z, side, y] + (1.0 - kept) * refuse[side, z]
            before[z, 0, y] -= by_0 * penalty[0, y]
            before[z, 1, y] -= by_1 * penalty[1, y]


@compiled
def _stay(game: Game, promise: Floats, gone: int, stay: Floats) -> None:
    """Fill in S of every package from next month's Q, for as many sides as there is room."""
    last = promise.shape[1] - 1
    lapse = game.lapse if gone == 0 else 0.0
    for z in range(1, last):
        # In peace the front drifts, but wins no war.
        up, down = (game.rearm[0] if z + 1 < last else 0.0), (game.rearm[1] if z > 1 else 0.0)
        for side in range(stay.shape[1]):
            d = game.discount[side]
            # Plain loops over packages, which the compiler turns into several packages at a time.
            here, above, below = d * (1.0 - lapse) * (1.0 - up - down), d * (1.0 - lapse) * up, d * (1.0 - lapse) * down
            for y in range(stay.shape[2]):
                later = here * promise[gone, z, side, y]
                later += above * promise[gone, z + 1, side, y] + below * promise[gone, z - 1, side, y]
                stay[z, side, y] = (1.0 - d) * game.utility[side, y] + later
            if lapse > 0.0:
                here, above, below = d * lapse * (1.0 - up - down), d * lapse * up, d * lapse * down
                for y in range(stay.shape[2]):
                    later = here * promise[1, z, side, y]
                    later += above * promise[1, z + 1, side, y] + below * promise[1, z - 1, side, y]
                    stay[z, side, y] += later


@compiled
def _anew(game: Game, ahead: Floats, stay: Floats) -> None:
    """Fill in S where the settlement is bargained again every month, from next month's V."""
    last = ahead.shape[1] - 1
    for z in range(1, last):
        up, down = (game.rearm[0] if z + 1 < last else 0.0), (game.rearm[1] if z > 1 else 0.0)
        for side in range(3):
            d = game.discount[side]
            later = up * ahead[side, z + 1] + down * ahead[side, z - 1] + (1.0 - up - down) * ahead[side, z]
            stay[z, side] = (1.0 - d) * game.utility[side] + d * later


@compiled
def _sign(game: Game, plan: Plan, play: Play, g: int) -> None:
    """Fill in S of every package at every position, for the month before the one last looked at."""
    if plan.contract == SELF_ENFORCING:
        _stay(game, play.promise[g], 0, play.signing[g])
    elif plan.contract == REVISABLE:
        _anew(game, play.value[g, WAR], play.signing[g])


@compiled
def _keep(game: Game, promise: Floats, signing: Floats, refuse: Floats) -> None:
    """Replace next month's Q by this month's, now that it is known what breaking leads to."""
    if game.lapse > 0.0:
        alone, free = np.empty_like(signing), np.zeros_like(game.penalty)
        _stay(game, promise, 1, alone)
        _tempt(alone, refuse, free, game.noise, promise[1])
    _tempt(signing, refuse, game.penalty, game.noise, promise[0])


@compiled
def _ceasefire(game: Game, plan: Plan, ahead: Floats, terms: Terms, talk: Talk) -> None:
    """Settle a month of ceasefire: the line stands, fighting costs nothing, and terms are bargained about it.

    ``ahead`` is next month's value of the ceasefire, ``(3 sides, position)``.
    """
    floor, refuse = talk.refuse.copy(), talk.refuse
    for z in range(1, ahead.shape[1] - 1):
        for side in range(3):
            d = game.discount[side]
            floor[side, z] = (1.0 - d) * game.held[side, z] + d * ahead[side, z]
        agreed = floor[0, z] >= refuse[0, z] - TIE and floor[1, z] >= refuse[1, z] - TIE
        talk.lasts[z] = plan.contract == BINDING or agreed
        if not talk.lasts[z]:
            floor[:, z] = refuse[:, z]
    _bargain(terms, floor, talk.pick[TRUCE], talk.mix[TRUCE], talk.value[TRUCE])


@compiled
def _ask_for_ceasefire(game: Game, lever: int, talk: Talk) -> None:
    """Let the talks require a ceasefire first as often as they do: without one that both take, the war goes on."""
    value, refuse = talk.value, talk.refuse
    for z in range(1, refuse.shape[1] - 1):
        talk.agree[z] = value[TRUCE, 0, z] >= refuse[0, z] - TIE and value[TRUCE, 1, z] >= refuse[1, z] - TIE
        for side in range(3):
            price = game.cost[lever, 2] if side == 2 else 0.0
            asked = value[TRUCE, side, z] - price if talk.agree[z] else refuse[side, z]
            value[WAR, side, z] = (1.0 - game.truce) * value[WAR, side, z] + game.truce * asked


@compiled
def _month(game: Game, plan: Plan, play: Play, at: tuple[int, int], talk: Talk) -> None:
    """Settle a month of war in one posture under one lever."""
    g, lever = at
    then = plan.onward[lever] if plan.onward[lever] >= 0 else g
    _fight_on(game, play.value[then, WAR], lever, talk.refuse)
    worth = play.signing[g]
    if game.noise > 0.0 and plan.contract == SELF_ENFORCING:
        worth = np.empty_like(worth)
        _tempt(play.signing[g], talk.refuse, game.penalty, game.noise, worth)
    terms = Terms(worth, game.allowed[lever], game.proposes[lever], plan.divisible)
    _bargain(terms, talk.refuse, talk.pick[WAR], talk.mix[WAR], talk.value[WAR])
    for z in range(1, worth.shape[0] - 1):
        if talk.pick[WAR, z, 0] >= 0:
            talk.value[WAR, 2, z] -= game.cost[lever, 2]
    if game.truce > 0.0:
        _ceasefire(game, plan, play.value[g, TRUCE], terms, talk)
        _ask_for_ceasefire(game, lever, talk)


@compiled
def _prefer(play: Play, at: tuple[int, int, int], talk: Talk, best: Floats, new: Floats) -> None:
    """Put a lever in use wherever the mediator likes it better than those before it."""
    t, g, lever = at
    for z in range(1, best.shape[0] - 1):
        if talk.value[WAR, 2, z] > best[z] + TIE:
            best[z] = talk.value[WAR, 2, z]
            play.lever[t, g, z] = lever
            play.agree[t, g, z], play.lasts[t, g, z] = talk.agree[z], talk.lasts[z]
            for side in range(3):
                play.refuse[t, g, side, z] = talk.refuse[side, z]
                for phase in range(2):
                    new[phase, side, z] = talk.value[phase, side, z]
                    play.pick[t, g, phase, z, side] = talk.pick[phase, z, side]
                    play.mix[t, g, phase, z, side] = talk.mix[phase, z, side]


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
            play.value[g, WAR, :, z] = game.held[:, z]
    return play


@compiled
def backward(game: Game, plan: Plan) -> Play:
    """Play one draw backwards from its last month."""
    play = _after(game, plan)
    positions = game.held.shape[1]
    talk = Talk(
        np.zeros((3, positions)),
        np.full((2, positions, 3), -1, np.int64),
        np.zeros((2, positions, 3)),
        np.zeros((2, 3, positions)),
        np.zeros(positions, np.bool_),
        np.zeros(positions, np.bool_),
    )
    new = play.value.copy()
    for t in range(plan.available.shape[0] - 1, -1, -1):
        for g in range(plan.available.shape[1]):
            _sign(game, plan, play, g)
            best = np.full(positions, -np.inf)
            for lever in range(plan.available.shape[2]):
                if plan.available[t, g, lever]:
                    _month(game, plan, play, (g, lever), talk)
                    _prefer(play, (t, g, lever), talk, best, new[g])
            if plan.contract == SELF_ENFORCING:
                _keep(game, play.promise[g], play.signing[g], play.refuse[t, g])
        play.value[:] = new
    return play


@compiled
def _chance_kept(game: Game, stay: Floats, refuse: Floats, penalty: Floats, kept: Floats) -> None:
    """Fill in the chance that nobody breaks a package, for every package."""
    for z in range(1, stay.shape[0] - 1):
        for side in range(2):
            for y in range(kept.shape[1]):
                kept[z, y] *= 1.0 - _breaks(refuse[side, z] - penalty[side, y] - stay[z, side, y], game.noise)


@compiled
def lasting(game: Game, refuse: Floats) -> Floats:
    """Return the chance that nobody breaks a package, ``(month, guarantee stands or gone, position, package)``.

    ``game`` has the packages in question alone; ``refuse`` is R, ``(month, 3 sides, position)``.
    """
    (months, _, positions), packages = refuse.shape, game.utility.shape[1]
    hold = np.ones((months, 2, positions, packages))
    # What breaking is worth is known, so the mediator need not be followed.
    promise, stay = np.zeros((2, positions, 2, packages)), np.zeros((2, positions, 2, packages))
    promise[:] = game.utility[:2]
    for t in range(months - 1, -1, -1):
        for gone in range(2 if game.lapse > 0.0 else 1):
            _stay(game, promise, gone, stay[gone])
        for gone in range(2 if game.lapse > 0.0 else 1):
            penalty = (1.0 - gone) * game.penalty
            _chance_kept(game, stay[gone], refuse[t], penalty, hold[t, gone])
            _tempt(stay[gone], refuse[t], penalty, game.noise, promise[gone])
    return hold


@compiled
def signing_now(game: Game, refuse: Floats) -> Floats:
    """Return S of every package at the front now in the first month, ``(2 parties, package)``, allowed or not.

    ``game`` and ``refuse`` are as for :func:`lasting`.
    """
    (months, _, positions), packages = refuse.shape, game.utility.shape[1]
    promise, stay = np.zeros((2, positions, 2, packages)), np.zeros((positions, 2, packages))
    promise[:] = game.utility[:2]
    for t in range(months - 1, -1, -1):
        _stay(game, promise, 0, stay)
        _keep(game, promise, stay, refuse[t])
    now: Floats = stay[game.start]
    return now
