"""The kernels against the game tree itself: plain recursion and every history listed, sharing no code."""

import math
from functools import lru_cache

import numpy as np
import pytest

from irenic.models.war.kernels.game import BINDING, REVISABLE, SELF_ENFORCING, Game, Games, Plan
from irenic.models.war.kernels.solve import solve


class Tree:
    """One draw of the game, as the rules say it, one state at a time."""

    def __init__(self, game, plan):
        self.game, self.plan = game, plan
        self.last = game.held.shape[1] - 1
        self.months, self.postures, self.levers = plan.available.shape
        self.packages = game.utility.shape[1]
        for name in ("war", "refuse", "stay", "before", "truce", "stay_anew"):
            setattr(self, name, lru_cache(maxsize=None)(getattr(self, "_" + name)))

    def at_end(self, z):
        return z in (0, self.last)

    def peace_moves(self, z, gone):
        up = self.game.rearm[0] if z + 1 != self.last else 0
        down = self.game.rearm[1] if z - 1 != 0 else 0
        for to, odds in ((z + 1, up), (z - 1, down), (z, 1 - up - down)):
            if not odds:
                continue
            if gone:
                yield odds, to, 1
            else:
                yield odds * self.game.lapse, to, 1
                yield odds * (1 - self.game.lapse), to, 0

    def posture(self, g, lever):
        return g if self.plan.onward[lever] == -1 else int(self.plan.onward[lever])

    def _refuse(self, t, g, z, lever):
        answer = []
        for i in range(3):
            up, down = self.game.up[lever][i], self.game.down[lever][i]
            ahead = sum(
                odds * self.war(t + 1, self.posture(g, lever), to)[0][i]
                for odds, to in ((up, z + 1), (down, z - 1), (1 - up - down, z))
            )
            d = self.game.discount[i]
            answer.append((1 - d) * self.game.held[i][z] - self.game.cost[lever][i] + d * ahead)
        return answer

    def _stay(self, t, g, z, gone, y):
        """S of a signed package: this month of peace, then whatever its keepers do."""
        u, d = self.game.utility, self.game.discount
        if self.plan.contract == BINDING or t == self.months:
            return [u[i][y] for i in range(3)]
        answer = [(1 - d[i]) * u[i][y] for i in range(3)]
        for odds, to, later in self.peace_moves(z, gone):
            value = self.before(t + 1, g, to, later, y)
            answer = [a + d[i] * odds * value[i] for i, a in enumerate(answer)]
        return answer

    def breaks(self, t, g, z, gone, y, refuse):
        """The chance that each party breaks a package in this month."""
        stay = self.stay(t, g, z, gone, y)
        chances = []
        for i in range(2):
            phi = 0 if gone else self.game.penalty[i][y]
            gain = refuse[i] - phi - stay[i]
            if self.game.noise:
                chances.append(1 / (1 + math.exp(-gain / self.game.noise)))
            else:
                chances.append(1 if gain > 1e-12 else 0)
        return chances

    def tempted(self, t, g, z, gone, y, refuse):
        one, two = self.breaks(t, g, z, gone, y, refuse)
        stay = self.stay(t, g, z, gone, y)
        kept = (1 - one) * (1 - two)
        answer = [kept * stay[i] + (1 - kept) * refuse[i] for i in range(3)]
        for i, chance in ((0, one), (1, two)):
            answer[i] -= chance * (0 if gone else self.game.penalty[i][y])
        return answer

    def _before(self, t, g, z, gone, y):
        if t == self.months:
            return [self.game.utility[i][y] for i in range(3)]
        return self.tempted(t, g, z, gone, y, self.refuse(t, g, z, self.war(t, g, z)[1]))

    def _stay_anew(self, t, g, z, y):
        d = self.game.discount
        answer = [(1 - d[i]) * self.game.utility[i][y] for i in range(3)]
        for odds, to, _ in self.peace_moves(z, 1):
            value = self.war(t + 1, g, to)[0]
            answer = [a + d[i] * odds * value[i] for i, a in enumerate(answer)]
        return answer

    def worth(self, t, g, z, y, refuse):
        if self.plan.contract == REVISABLE:
            return self.stay_anew(t, g, z, y)
        if self.plan.contract == SELF_ENFORCING and self.game.noise:
            return self.tempted(t, g, z, 0, y, refuse)
        return self.stay(t, g, z, 0, y)

    def bargain(self, t, g, z, lever, floor, refuse):
        """Who would sign what, and the value of the talk: ``{proposer: package}``, value."""
        worth = {y: self.worth(t, g, z, y, refuse) for y in range(self.packages) if self.game.allowed[lever][y]}
        fine = [y for y, w in worth.items() if w[0] >= floor[0] - 1e-12 and w[1] >= floor[1] - 1e-12]
        if not fine:
            return {}, list(floor)
        picks = {k: max(fine, key=lambda y, k=k: worth[y][k]) for k in range(3)}
        shares = self.game.proposes[lever]
        return picks, [sum(shares[k] * worth[picks[k]][i] for k in range(3)) for i in range(3)]

    def _truce(self, t, g, z):
        """The value of a ceasefire in a month, its picks, and whether it waits if there are none."""
        if t == self.months:
            return [self.game.held[i][z] for i in range(3)], {}, True
        return self.truce_under(t, g, z, self.war(t, g, z)[1])

    def truce_under(self, t, g, z, lever):
        d, refuse = self.game.discount, self.refuse(t, g, z, lever)
        floor = [(1 - d[i]) * self.game.held[i][z] + d[i] * self.truce(t + 1, g, z)[0][i] for i in range(3)]
        waits = self.plan.contract == BINDING or all(floor[i] >= refuse[i] - 1e-12 for i in range(2))
        picks, value = self.bargain(t, g, z, lever, floor if waits else refuse, refuse)
        return value, picks, waits

    def _war(self, t, g, z):
        """The value of a month of war, the lever in use, the picks, and whether a ceasefire is taken."""
        if self.at_end(z):
            return [self.game.held[i][z] for i in range(3)], -1, {}, False
        if t == self.months:
            return [self.game.end[g][i][z] for i in range(3)], -1, {}, False
        return max(
            (self.under(t, g, z, lever) for lever in range(self.levers) if self.plan.available[t][g][lever]),
            key=lambda found: found[0][2],
        )

    def under(self, t, g, z, lever):
        refuse = self.refuse(t, g, z, lever)
        picks, value = self.bargain(t, g, z, lever, refuse, refuse)
        if picks:
            value[2] -= self.game.cost[lever][2]
        share, taken = self.game.truce, False
        if share:
            silent = self.truce_under(t, g, z, lever)[0]
            taken = all(silent[i] >= refuse[i] - 1e-12 for i in range(2))
            paid = [silent[0], silent[1], silent[2] - self.game.cost[lever][2]]
            value = [(1 - share) * v + share * (paid if taken else refuse)[i] for i, v in enumerate(value)]
        return value, lever, picks, taken

    def signing(self):
        """S of every package, allowed or not, if it is signed here and now."""
        z, everything = self.game.start, range(self.packages)
        if self.plan.contract == REVISABLE:
            return np.array([self.stay_anew(0, 0, z, y)[:2] for y in everything]).T
        return np.array([self.stay(0, 0, z, 0, y)[:2] for y in everything]).T

    def temptation(self):
        """The greatest R that either party can come to see while a settlement of now lasts."""
        there, seen = {self.game.start}, []
        for t in range(self.months):
            seen += [self.refuse(t, 0, z, self.war(t, 0, z)[1])[:2] for z in there]
            there = {to for z in there for odds, to, _ in self.peace_moves(z, 1) if odds}
        return np.max(seen, axis=0)

    # Every history, with its chance.

    def histories(self):
        yield from self.from_war(0, 0, self.game.start, 1.0, ())

    def from_war(self, t, g, z, chance, past):
        if chance == 0:
            return
        if self.at_end(z):
            yield chance, (*past, ("won", t - 1, 0 if z else 1))
            return
        if t == self.months:
            yield chance, past
            return
        _, lever, picks, taken = self.war(t, g, z)
        past = (*past, ("lever", t, lever))
        asked = self.game.truce
        if asked and taken:
            yield from self.from_truce(t, g, z, chance * asked, past)
        elif asked:
            yield from self.from_battle(t, g, z, chance * asked, past)
        yield from self.sign(t, g, z, chance * (1 - asked), past, picks, self.from_battle)

    def sign(self, t, g, z, chance, past, picks, otherwise):  # noqa: PLR0913  # a state, a history, a choice
        if chance == 0:
            return
        if not picks:
            yield from otherwise(t, g, z, chance, past)
            return
        lever = self.war(t, g, z)[1]
        for k, y in picks.items():
            signed = (*past, ("signed", t, y))
            yield from self.from_peace(t, g, z, 0, y, chance * self.game.proposes[lever][k], signed)

    def from_truce(self, t, g, z, chance, past):
        if t == self.months:
            yield chance, past
            return
        _, picks, waits = self.truce(t, g, z)

        def wait(t, g, z, chance, past):
            yield from self.from_truce(t + 1, g, z, chance, (*past, ("silent", t)))

        yield from self.sign(t, g, z, chance, past, picks, wait if waits else self.from_battle)

    def from_battle(self, t, g, z, chance, past):
        lever = self.war(t, g, z)[1]
        up, down = self.game.up[lever][2], self.game.down[lever][2]
        past = (*past, ("fought", t))
        for odds, to in ((up, z + 1), (down, z - 1), (1 - up - down, z)):
            yield from self.from_war(t + 1, self.posture(g, lever), to, chance * odds, past)

    def from_peace(self, t, g, z, gone, y, chance, past):  # noqa: PLR0913  # a state and a history
        if chance == 0:
            return
        if t == self.months:
            yield chance, past
            return
        kept = 1.0
        if self.plan.contract == SELF_ENFORCING:
            one, two = self.breaks(t, g, z, gone, y, self.refuse(t, g, z, self.war(t, g, z)[1]))
            kept = (1 - one) * (1 - two)
        elif self.plan.contract == REVISABLE:
            kept = 1.0 if self.war(t, g, z)[2] else 0.0
        if kept < 1:
            yield from self.from_battle(t, g, z, chance * (1 - kept), (*past, ("broken", t)))
        for odds, to, later in self.peace_moves(z, gone):
            yield from self.from_peace(t + 1, g, to, later, y, chance * kept * odds, past)

    def chances(self):
        months = self.months
        found = {
            "settled": np.zeros(months),
            "package": np.zeros(self.packages),
            "fought": np.zeros(months),
            "silent": np.zeros(months),
            "victory": np.zeros((months, 2)),
            "signed": np.zeros(months),
            "holds": np.zeros(months),
            "used": np.zeros(self.levers),
        }
        for chance, events in self.histories():
            signed = next((event for event in events if event[0] == "signed"), None)
            broken = next((event[1] for event in events if event[0] == "broken"), months)
            for kind, t, *more in events:
                if kind in ("fought", "silent"):
                    found[kind][t] += chance
                elif kind == "won":
                    found["victory"][t, more[0]] += chance
                elif kind == "lever" and t <= (signed[1] if signed else months):
                    found["used"][more[0]] += chance
            if signed:
                found["settled"][signed[1]] += chance
                found["package"][signed[2]] += chance
                for length in range(months - signed[1]):
                    found["signed"][length] += chance
                    found["holds"][length] += chance * (broken > signed[1] + length)
        return found


def random_game(rng, contract, *, levers=1, postures=1, noise=0.0, size=(3, 4, 3)):
    """One draw and its plan: everything is random, and every side has beliefs of its own."""
    packages, positions, months = size
    up, down = rng.uniform(0.05, 0.45, (2, levers, 3))
    held = np.zeros((3, positions))
    held[0] = np.linspace(0, 1, positions)
    held[1] = 1 - held[0]
    held[2] = rng.uniform(0, 0.5, positions)
    allowed = rng.random((levers, packages)) < 0.8
    game = Game(
        utility=rng.uniform(0, 0.9, (3, packages)),
        allowed=allowed,
        penalty=rng.uniform(0, 0.2, (2, packages)) * (rng.random(packages) < 0.7),
        up=up,
        down=down,
        cost=rng.uniform(0, 0.12, (levers, 3)),
        proposes=rng.dirichlet((1, 1, 1), levers),
        held=held,
        end=rng.uniform(0, 1, (postures, 3, positions)),
        discount=rng.uniform(0.5, 1, 3),
        rearm=rng.uniform(0, 0.4, 2),
        lapse=float(rng.choice([0.0, 0.2])),
        noise=noise,
        truce=float(rng.choice([0.0, 0.4, 1.0])),
        start=int(rng.integers(1, positions - 1)),
    )
    available = np.zeros((months, postures, levers), bool)
    if postures == 1:
        available[:] = rng.random((months, 1, levers)) < 0.6
        available[:, :, 0] |= ~available.any(axis=2)
        onward = np.full(levers, -1)
    else:  # the last lever leaves for good
        available[:, 0, :] = True
        available[:, 1, -1] = True
        onward = np.full(levers, -1)
        onward[-1] = 1
    return game, Plan(available, onward, contract, False)


def batch(*games):
    return Games(*(np.stack([np.asarray(part) for part in parts]) for parts in zip(*games, strict=True)))


def check(game, plan):
    tree = Tree(game, plan)
    got = solve(batch(game), plan)
    positions = game.held.shape[1]
    inside = range(1, positions - 1)
    value = np.array([tree.war(0, 0, z)[0] for z in range(positions)]).T
    refuse = np.array([tree.refuse(0, 0, z, tree.war(0, 0, z)[1]) for z in inside]).T
    np.testing.assert_allclose(got.value[0], value, atol=1e-12)
    np.testing.assert_allclose(got.refuse[0][:, 1:-1], refuse, atol=1e-12)
    np.testing.assert_allclose(got.signing[0], tree.signing(), atol=1e-12)
    np.testing.assert_allclose(got.temptation[0], tree.temptation(), atol=1e-12)
    for name, wanted in tree.chances().items():
        np.testing.assert_allclose(getattr(got, name)[0], wanted, atol=1e-12, err_msg=name)
    return tree, got


@pytest.mark.parametrize("contract", [BINDING, SELF_ENFORCING, REVISABLE])
@pytest.mark.parametrize("seed", range(40))
def test_the_kernel_plays_the_game_as_its_rules_say(contract, seed):
    check(*random_game(np.random.default_rng(seed), contract))


@pytest.mark.parametrize("seed", range(30))
def test_breaking_by_chance_is_played_as_the_rules_say(seed):
    check(*random_game(np.random.default_rng(1000 + seed), SELF_ENFORCING, noise=0.05))


@pytest.mark.parametrize("contract", [BINDING, SELF_ENFORCING, REVISABLE])
@pytest.mark.parametrize("seed", range(20))
def test_a_mediator_with_several_levers_that_can_leave_picks_what_it_likes_best(contract, seed):
    check(*random_game(np.random.default_rng(2000 + seed), contract, levers=3, postures=2))


@pytest.mark.parametrize("seed", range(10))
def test_a_longer_and_wider_game_is_played_as_the_rules_say(seed):
    rng = np.random.default_rng(3000 + seed)
    check(*random_game(rng, SELF_ENFORCING, size=(2, 5, 4)))


def test_the_random_games_see_everything_that_can_happen():
    """The oracle is worth nothing on games in which nothing happens."""
    seen = set()
    for seed in range(40):
        game, plan = random_game(np.random.default_rng(seed), SELF_ENFORCING)
        for _, events in Tree(game, plan).histories():
            seen |= {event[0] for event in events}
    assert seen == {"lever", "fought", "silent", "won", "signed", "broken"}
