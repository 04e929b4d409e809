"""The chances that follow from what everybody does: the game of one draw, played forwards.

Every chance is computed exactly, state by state, by the true odds; nothing is simulated. Wars
that were never settled and wars that were resumed are followed apart, so that the first
settlement is counted once and victories are counted always.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from irenic.models.war.kernels.jit import compiled

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]


class Chain(NamedTuple):
    """How one state follows another."""

    lever: Ints  # (month, posture, position)
    pick: Ints  # (month, posture, phase, position, 3 sides): war is phase 0, ceasefire 1
    mix: Floats  # (month, posture, phase, position, 3 sides)
    agree: Bools  # (month, posture, position)
    lasts: Bools  # (month, posture, position)
    hold: Floats  # (package, posture, month, guarantee stands or gone, position); one package if all are alike
    up: Floats  # (lever): in truth
    down: Floats  # (lever): in truth
    proposes: Floats  # (lever, 3 sides)
    onward: Ints  # (lever)
    rearm: Floats  # (2)
    lapse: float
    truce: float


class Chances(NamedTuple):
    """What comes of it."""

    settled: Floats  # (month): of a first settlement in this month
    package: Floats  # (package): that the first settlement is this one
    fought: Floats  # (month): of fighting in this month
    silent: Floats  # (month): of a ceasefire without terms
    victory: Floats  # (month, 2 parties): that this month decides the war
    signed: Floats  # (months): of a first settlement early enough to be watched for so many months
    holds: Floats  # (months): that it is unbroken after them
    used: Floats  # (lever): months in which the lever is in use before any settlement


@compiled
def _settle(chain: Chain, at: tuple[int, int, int, int], mass: float, signed: Floats) -> float:
    """Hand a chance out to the packages signed here; return what is left because nothing can be signed."""
    t, g, phase, z = at
    pick, mix = chain.pick[t, g, phase, z], chain.mix[t, g, phase, z]
    if pick[0] < 0:
        return mass
    for by in range(3):
        part = mass * chain.proposes[chain.lever[t, g, z], by]
        signed[pick[by], g, z] += part * (1.0 - mix[by])
        if mix[by] > 0.0:
            signed[pick[by] + 1, g, z] += part * mix[by]
    return 0.0


@compiled
def _talk(chain: Chain, t: int, war: Floats, truce: Floats, signed: Floats) -> Floats:
    """Hold the talks of a month; return the chances that fight, and leave in ``truce`` what waits in a ceasefire."""
    fight = np.zeros_like(war)
    for g in range(war.shape[0]):
        for z in range(1, war.shape[1] - 1):
            asked = chain.truce * war[g, z]
            free = war[g, z] - asked
            if chain.agree[t, g, z]:
                truce[g, z] += asked
                asked = 0.0
            fight[g, z] = asked + _settle(chain, (t, g, 0, z), free, signed)
            if truce[g, z] > 0.0:
                waits = _settle(chain, (t, g, 1, z), truce[g, z], signed)
                truce[g, z] = waits if chain.lasts[t, g, z] else 0.0
                fight[g, z] += waits - truce[g, z]
    return fight


@compiled
def _battle(chain: Chain, t: int, fight: Floats, victory: Floats) -> Floats:
    """Fight for a month; return where the war stands after it, and add what it decides."""
    last = fight.shape[1] - 1
    war = np.zeros_like(fight)
    for g in range(fight.shape[0]):
        for z in range(1, last):
            lever = chain.lever[t, g, z]
            then = chain.onward[lever] if chain.onward[lever] >= 0 else g
            up, down = chain.up[lever], chain.down[lever]
            war[then, z + 1] += up * fight[g, z]
            war[then, z - 1] += down * fight[g, z]
            war[then, z] += (1.0 - up - down) * fight[g, z]
    for g in range(war.shape[0]):
        victory[0] += war[g, last]
        victory[1] += war[g, 0]
        war[g, 0], war[g, last] = 0.0, 0.0
    return war


@compiled
def _drift(chain: Chain, peace: Floats) -> Floats:
    """Return a peace, by guarantee and position, a month later: the front drifts, but no war is won."""
    last = peace.shape[1] - 1
    moved = np.zeros_like(peace)
    for z in range(1, last):
        up = chain.rearm[0] if z + 1 < last else 0.0
        down = chain.rearm[1] if z > 1 else 0.0
        lost = chain.lapse * peace[0, z]
        for gone, part in ((0, peace[0, z] - lost), (1, peace[1, z] + lost)):
            moved[gone, z] += part * (1.0 - up - down)
            moved[gone, z + 1] += part * up
            moved[gone, z - 1] += part * down
    return moved


@compiled
def _watch(chain: Chain, hold: Floats, first: Floats, chances: Chances) -> None:
    """Follow first settlements on one package, by the month they were signed in, and count which still hold."""
    months, sure = first.shape[0], hold.min() == 1.0
    for begin in range(months):
        total = first[begin].sum()
        if total == 0.0:
            continue
        chances.signed[: months - begin] += total
        if sure:
            chances.holds[: months - begin] += total
            continue
        peace = np.zeros((2, first.shape[1]))
        peace[0] = first[begin]
        for t in range(begin, months):
            peace *= hold[t]
            chances.holds[t - begin] += peace.sum()
            peace = _drift(chain, peace)


@compiled
def _keep(chain: Chain, t: int, signed: Floats, peace: Floats, resumed: Floats) -> None:
    """Add what is signed to the peace, and take out what is broken in this month."""
    for y in range(peace.shape[0]):
        for g in range(peace.shape[1]):
            peace[y, g, 0] += signed[y, g]
            kept = peace[y, g] * chain.hold[min(y, chain.hold.shape[0] - 1), g, t]
            resumed[g] += (peace[y, g, 0] - kept[0]) + (peace[y, g, 1] - kept[1])
            peace[y, g] = _drift(chain, kept)


@compiled
def _count(chain: Chain, first: Floats, chances: Chances) -> None:
    """Count first settlements by month and package, and how long they hold."""
    months, packages, postures, _ = first.shape
    for y in range(packages):
        for t in range(months):
            chances.settled[t] += first[t, y].sum()
            chances.package[y] += first[t, y].sum()
        for g in range(postures):
            _watch(chain, chain.hold[min(y, chain.hold.shape[0] - 1), g], first[:, y, g], chances)


@compiled
def forward(chain: Chain, packages: int, start: int) -> Chances:
    """Play one draw forwards from where the front stands."""
    months, postures, positions = chain.lever.shape
    chances = Chances(
        np.zeros(months),
        np.zeros(packages),
        np.zeros(months),
        np.zeros(months),
        np.zeros((months, 2)),
        np.zeros(months),
        np.zeros(months),
        np.zeros(chain.up.shape[0]),
    )
    war, truce = np.zeros((2, postures, positions)), np.zeros((2, postures, positions))
    peace = np.zeros((packages, postures, 2, positions))
    first = np.zeros((months, packages, postures, positions))
    war[0, 0, start] = 1.0
    for t in range(months):
        for g in range(postures):
            for z in range(1, positions - 1):
                chances.used[chain.lever[t, g, z]] += war[0, g, z]
        again = np.zeros_like(first[t])
        fight = np.empty_like(war)
        fight[0] = _talk(chain, t, war[0], truce[0], first[t])
        fight[1] = _talk(chain, t, war[1], truce[1], again)
        _keep(chain, t, first[t] + again, peace, fight[1])
        chances.fought[t], chances.silent[t] = fight.sum(), truce.sum()
        for past in range(2):
            war[past] = _battle(chain, t, fight[past], chances.victory[t])
    _count(chain, first, chances)
    return chances
