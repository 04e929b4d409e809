"""The chances that follow from what everybody does: the game of one draw, played forwards.

Every chance is computed exactly, state by state, by the true odds; nothing is simulated. Wars
that were never settled and wars that were resumed are followed apart, so that the first
settlement is counted once and victories are counted always. As in :mod:`backward`, every step is
taken for all positions of the front together.
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
def _settle(chain: Chain, at: tuple[int, int, int], talks: Floats, signed: Floats) -> Floats:
    """Hand the chances that talk out to the packages signed; return what is left because nothing can be signed."""
    t, g, phase = at
    left = np.zeros_like(talks)
    for z in range(1, talks.shape[0] - 1):
        if chain.pick[t, g, phase, z, 0] < 0:
            left[z] = talks[z]
            continue
        for by in range(3):
            y, mix = chain.pick[t, g, phase, z, by], chain.mix[t, g, phase, z, by]
            part = talks[z] * chain.proposes[chain.lever[t, g, z], by]
            signed[y, g, z] += part * (1.0 - mix)
            if mix > 0.0:
                signed[y + 1, g, z] += part * mix
    return left


@compiled
def _talk(chain: Chain, t: int, war: Floats, truce: Floats, signed: Floats) -> Floats:
    """Hold the talks of a month; return the chances that fight, and leave in ``truce`` what waits in a ceasefire."""
    fight = np.zeros_like(war)
    for g in range(war.shape[0]):
        asked = chain.truce * war[g]
        left = _settle(chain, (t, g, 0), war[g] - asked, signed)
        for z in range(1, war.shape[1] - 1):
            if chain.agree[t, g, z]:
                truce[g, z] += asked[z]
                asked[z] = 0.0
        waits = _settle(chain, (t, g, 1), truce[g], signed)
        for z in range(1, war.shape[1] - 1):
            truce[g, z] = waits[z] if chain.lasts[t, g, z] else 0.0
            fight[g, z] = asked[z] + left[z] + (waits[z] - truce[g, z])
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
def _drift(rearm: Floats, lapse: float, peace: Floats, later: Floats) -> None:
    """Fill in a peace, by guarantee and position, a month later: the front drifts, but no war is won."""
    last = peace.shape[1] - 1
    later[:] = 0.0
    for z in range(1, last):
        up = rearm[0] if z + 1 < last else 0.0
        down = rearm[1] if z > 1 else 0.0
        lost = lapse * peace[0, z]
        for gone, part in ((0, peace[0, z] - lost), (1, peace[1, z] + lost)):
            later[gone, z] += part * (1.0 - up - down)
            later[gone, z + 1] += part * up
            later[gone, z - 1] += part * down


@compiled
def _watch(chain: Chain, hold: Floats, first: Floats, chances: Chances) -> None:
    """Follow first settlements on one package, by the month they were signed in, and count which still hold."""
    months, sure = first.shape[0], hold.min() == 1.0
    peace, later = np.zeros((2, 2, first.shape[1]))
    for begin in range(months):
        total = first[begin].sum()
        if total == 0.0:
            continue
        chances.signed[: months - begin] += total
        if sure:
            chances.holds[: months - begin] += total
            continue
        peace[0] = first[begin]
        peace[1] = 0.0
        for t in range(begin, months):
            peace *= hold[t]
            chances.holds[t - begin] += peace.sum()
            _drift(chain.rearm, chain.lapse, peace, later)
            peace, later = later, peace


@compiled
def _keep(chain: Chain, t: int, signed: Floats, peace: Floats, resumed: Floats) -> None:
    """Add what is signed to the peace, and take out what is broken in this month."""
    kept = np.empty((2, peace.shape[3]))
    for y in range(peace.shape[0]):
        for g in range(peace.shape[1]):
            peace[y, g, 0] += signed[y, g]
            hold = chain.hold[min(y, chain.hold.shape[0] - 1), g, t]
            for z in range(kept.shape[1]):
                for gone in range(2):
                    kept[gone, z] = peace[y, g, gone, z] * hold[gone, z]
                resumed[g, z] += (peace[y, g, 0, z] - kept[0, z]) + (peace[y, g, 1, z] - kept[1, z])
            _drift(chain.rearm, chain.lapse, kept, peace[y, g])


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
def first_settlements(chain: Chain, packages: int, start: int, months: int) -> Floats:
    """Return the chance of a first settlement in each of the first months, and follow nothing else."""
    _, postures, positions = chain.lever.shape
    settled, victory = np.zeros(months), np.zeros(2)
    war, truce = np.zeros((2, postures, positions))
    war[0, start] = 1.0
    for t in range(months):
        signed = np.zeros((packages, postures, positions))
        war = _battle(chain, t, _talk(chain, t, war, truce, signed), victory)
        settled[t] = signed.sum()
    return settled


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
