"""The published games that the Fight-and-Talk game contains, met to nine digits.

The numbering L1 to L25 is that of the design sheet of the family; L14, L15, L18, L21 and L22
are met by the modules beside the kernel, and tested with them. Where a limit needs more than one
month of a static game, it is played over a horizon long enough for the rest to vanish.
"""

import numpy as np
import pytest

from irenic.models.war.kernels.finish import chance_of_victory, finish, length_of_war
from irenic.models.war.kernels.game import BINDING, REVISABLE, SELF_ENFORCING, Games, Plan
from irenic.models.war.kernels.solve import solve

ENDS = [[0.0, 1.0], [1.0, 0.0], [0.0, 0.0]]
"""What defeat and victory of the challenger are worth: to it, to the defender, to the mediator."""
PIE = [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]
"""Two packages, all to one side, between which a divisible pie is cut."""
NINE = {"abs": 1e-9, "rel": 0}


def game(positions=3, **changes):
    """One draw with one lever, a frozen front, no costs and no patience lost, changed as wanted."""
    held = np.zeros((3, positions))
    held[:, [0, -1]] = ENDS
    parts = {
        "utility": PIE,
        "penalty": np.zeros((2, 2)),
        "up": np.zeros((1, 3)),
        "down": np.zeros((1, 3)),
        "cost": np.zeros((1, 3)),
        "proposes": [[0.5, 0.5, 0.0]],
        "held": held,
        "discount": np.ones(3),
        "rearm": np.zeros(2),
        "lapse": 0.0,
        "noise": 0.0,
        "truce": 0.0,
        "start": 1,
        **changes,
    }
    parts.setdefault("allowed", np.ones((len(parts["up"]), np.shape(parts["utility"])[1]), bool))
    parts.setdefault("end", np.array(parts["held"])[None])
    return Games(**{name: np.array(parts[name])[None] for name in Games._fields})


def plan(months, *, contract=BINDING, divisible=True, levers=None):
    """Return a policy: lever 0 throughout, or one lever for each month."""
    levers = np.zeros(months, int) if levers is None else np.array(levers)
    available = levers[:, None, None] == np.arange(levers.max() + 1)
    return Plan(available, np.full(levers.max() + 1, -1), contract, divisible)


def walk(p, q, **changes):
    """A front of eleven positions that both sides see alike."""
    return game(11, up=np.full((1, 3), p), down=np.full((1, 3), q), start=5, **changes)


def shares(games, plan):
    return solve(games, plan).value[0, :2]


def test_l1_a_frozen_front_and_a_random_proposer_give_the_shares_of_rubinstein():
    found = shares(game(discount=[0.9, 0.8, 1.0]), plan(400))[:, 1]
    assert found == pytest.approx([2 / 3, 1 / 3], **NINE)


def test_l1_with_equal_patience_the_share_is_the_chance_to_propose():
    found = shares(game(discount=[0.9, 0.9, 1.0], proposes=[[0.3, 0.7, 0.0]]), plan(400))[:, 1]
    assert found[0] == pytest.approx(0.3, **NINE)


def alternating(**changes):
    """The two sides propose in turn, the challenger first."""
    two = {name: np.zeros((2, 3)) for name in ("up", "down", "cost")}
    games = game(**{**two, "proposes": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]], **changes})
    return shares(games, plan(400, levers=np.arange(400) % 2))[0, 1]


@pytest.mark.parametrize(("one", "two"), [(0.9, 0.8), (0.9, 0.9), (0.5, 0.95)])
def test_l2_alternating_offers_give_the_share_of_rubinstein(one, two):
    assert alternating(discount=[one, two, 1.0]) == pytest.approx((1 - two) / (1 - one * two), **NINE)


@pytest.mark.parametrize(("option", "share"), [(0.3, 1 / 1.9), (0.6, 0.4)])
def test_l3_an_outside_option_of_the_responder_counts_only_if_it_beats_waiting(option, share):
    pie = [[1 - option, 0.0], [option, 1.0], [0.0, 0.0]]
    assert alternating(discount=[0.9, 0.9, 1.0], utility=pie) == pytest.approx(share, **NINE)


def test_l4_a_risk_of_breakdown_splits_what_it_would_destroy():
    held = [[0.0, 0.0, 0.2], [0.0, 0.0, 0.1], [0.0, 0.0, 0.0]]
    found = alternating(held=held, up=np.full((2, 3), 0.1))
    assert found == pytest.approx(0.2 + 0.7 / 1.9, **NINE)


def decisive(p, **changes):
    """One battle decides everything."""
    return game(up=np.full((1, 3), p), down=np.full((1, 3), 1 - p), **changes)


def test_l5_one_decisive_battle_gives_the_proposer_its_odds_and_what_the_other_would_pay_for_it():
    found = shares(decisive(0.6, proposes=[[1.0, 0, 0]], cost=[[0.05, 0.07, 0.0]]), plan(1))
    assert found[0, 1] == pytest.approx(0.67, **NINE)


def test_l6_a_war_to_the_finish_with_one_position_is_worth_what_powell_says():
    up, down = 0.15 * 0.9, 0.1 * 0.85
    flow = np.array([[0.0, -0.03, 0.0]])
    one = finish(np.array([up]), np.array([down]), np.array([0.95]), flow, np.array([[0.0, 1.0]]))
    assert one[0, 1] == pytest.approx(0.3793436293436294, **NINE)
    nobody_talks = game(
        up=np.full((1, 3), up),
        down=np.full((1, 3), down),
        cost=[[0.03, 0.0, 0.0]],
        discount=[0.95, 1.0, 1.0],
        allowed=[[False, False]],
    )
    assert shares(nobody_talks, plan(600))[0, 1] == pytest.approx(0.3793436293436294, **NINE)


def test_l7_without_bargaining_the_front_walks_at_random_until_one_side_is_ruined():
    p, q = np.array([0.45]), np.array([0.35])
    assert chance_of_victory(p, q, 11)[0, 5] == pytest.approx(0.7784354566547143, **NINE)
    assert length_of_war(p, q, 11)[0, 5] == pytest.approx(27.84354566547141, **NINE)
    found = solve(walk(0.45, 0.35, allowed=[[False, False]]), plan(3000))
    assert found.victory[0, :, 0].sum() == pytest.approx(0.7784354566547143, **NINE)
    assert found.fought[0].sum() == pytest.approx(27.84354566547141, **NINE)


@pytest.mark.parametrize("k", range(11))
def test_l7_an_even_walk_is_a_line_and_its_length_a_parabola(k):
    p = np.array([0.2])
    assert chance_of_victory(p, p, 11)[0, k] == pytest.approx(k / 10, **NINE)
    assert length_of_war(p, p, 11)[0, k] == pytest.approx(k * (10 - k) / 0.4, **NINE)


def test_l8_the_discounted_chance_of_ruin_is_that_of_the_walk():
    found = shares(walk(0.45, 0.35, allowed=[[False, False]], discount=[0.95, 0.95, 1.0]), plan(1500))[:, 5]
    assert found == pytest.approx([0.2704096258094916, 0.07696615659842036], **NINE)


COSTLY = {"cost": [[0.01, 0.015, 0.0]]}


def test_l9_expected_terms_are_the_chance_of_victory_and_the_cost_advantage_times_the_length_of_the_war():
    wide = [[2.0, -1.0], [-1.0, 2.0], [0.0, 0.0]]  # nobody is kept from paying more than there is
    found = shares(walk(0.45, 0.35, utility=wide, **COSTLY), plan(3000))[0, 5]
    h, length = 0.7784354566547143, 27.84354566547141
    assert found == pytest.approx(h + (0.5 * 0.015 - 0.5 * 0.01) * length, **NINE)
    assert found == pytest.approx(0.8480443208183928, **NINE)


def test_l9_where_nobody_can_get_more_than_everything_the_terms_are_cut_off():
    assert shares(walk(0.45, 0.35, **COSTLY), plan(3000))[0, 5] == pytest.approx(0.844757, abs=1e-6)


def test_l10_with_impatience_the_terms_solve_a_linear_equation():
    wide = [[2.0, -1.0], [-1.0, 2.0], [0.0, 0.0]]
    found = shares(walk(0.45, 0.35, utility=wide, discount=[0.97, 0.97, 1.0], **COSTLY), plan(1500))[0, 5]
    assert found == pytest.approx(0.6809509878691989, **NINE)


def shift(p_2, proposer, *, c_a=0.8, c_b=1.0, p_1=0.3, d=0.9):
    """Power moves for good after the first month, in which nobody can promise what comes later."""
    war = np.array([[p, 1 - p] for p in (p_1, p_2)])
    pay = (1 - d) * np.array([c_a, c_b])
    # A war is won in the month it is fought, but this game pays victory a month later; the cost makes up for it.
    cost = np.zeros((1, 3))
    cost[0, :2] = pay - (1 - d) * war[0]
    later = war[1] - pay
    later[proposer] = 1 - later[1 - proposer]
    held = np.zeros((3, 3))
    held[:, [0, -1]] = ENDS
    end = held.copy()
    end[:2, 1] = later
    return solve(
        game(
            up=np.full((1, 3), p_1),
            down=np.full((1, 3), 1 - p_1),
            cost=cost,
            discount=[d, d, 1.0],
            proposes=[[1.0, 0, 0] if proposer == 0 else [0, 1.0, 0]],
            end=end[None],
        ),
        plan(1, contract=REVISABLE),
    )


@pytest.mark.parametrize(
    ("proposer", "threshold"),
    [
        pytest.param(0, 0.34444444444444444, id="L11 Fearon: the riser makes the offers"),
        pytest.param(1, 0.5244444444444444, id="L12 Powell: the decliner gets all there is"),
    ],
)
def test_l11_l12_the_declining_side_strikes_when_power_shifts_by_more_than_a_concession_can_make_up(
    proposer, threshold
):
    below, above = shift(threshold - 1e-9, proposer), shift(threshold + 1e-9, proposer)
    assert below.settled[0, 0] == pytest.approx(1.0)
    assert above.settled[0, 0] == 0.0


def test_l13_a_guarantee_holds_across_a_shift_of_power_if_breach_costs_the_gain_less_the_cost_of_war():
    d, p_1, p_2, c_a, c_b = 0.9, 0.3, 0.55, 0.8, 1.0
    split = p_1 + (1 - d) * c_b
    war = np.array([p_1, p_2])
    cost = np.zeros((2, 3))
    cost[:, 0] = (1 - d) * (c_a - war)
    cost[:, 1] = (1 - d) * (c_b - (1 - war))
    end = np.array([[0, p_2 - (1 - d) * c_a, 1], [1, 1 - p_2 - (1 - d) * c_b, 0], [0, 0, 0]])

    def signed(phi):
        games = game(
            utility=[[split], [1 - split], [0.0]],
            penalty=np.full((2, 1), (1 - d) * phi),
            up=np.repeat(war[:, None], 3, axis=1),
            down=np.repeat(1 - war[:, None], 3, axis=1),
            cost=cost,
            proposes=[[0.5, 0.5, 0.0]] * 2,
            discount=[d, d, 1.0],
            end=end[None],
        )
        policy = plan(30, contract=SELF_ENFORCING, divisible=False, levers=[0] + [1] * 29)
        found = solve(games, policy)
        return found.settled[0, 0] == 1.0 and found.holds[0, -1] == 1.0

    needed = (p_2 - p_1) / (1 - d) - c_a - c_b
    assert needed == pytest.approx(0.7)
    assert signed(needed + 1e-9)
    assert not signed(needed - 1e-9)


def test_l16_two_sides_that_see_one_battle_differently_settle_until_their_gap_exceeds_what_it_costs():
    def settled(gap):
        see = np.array([[0.5 + gap / 2, 0.5 - gap / 2, 0.5]])
        return solve(game(up=see, down=1 - see, cost=[[0.07, 0.05, 0.0]]), plan(1)).settled[0, 0]

    assert settled(0.12 - 1e-9) == 1.0
    assert settled(0.12 + 1e-9) == 0.0


def test_l17_two_sides_that_see_the_war_alike_settle_at_once():
    found = solve(walk(0.45, 0.35, **COSTLY), plan(60))
    assert found.settled[0, 0] == pytest.approx(1.0, **NINE)
    assert found.fought[0].sum() == 0.0


def stalling(total):
    """A patient strong side that holds little of the land now; costs whose present values sum to ``total``."""
    mu, p, s, d = 0.1, 0.8, 0.3, np.array([0.99, 0.8, 1.0])
    cost = np.append(total / 2 * (1 - d[:2] * (1 - mu)), 0.0)
    held = np.array([[0.0, s, 1.0], [1.0, 1 - s, 0.0], [0.0, 0.0, 0.0]])
    up, down = np.full((1, 3), mu * p), np.full((1, 3), mu * (1 - p))
    flow = (1 - d)[:, None] * held - cost[:, None]
    end = finish(up[0], down[0], np.array([*d[:2], 0.5]), flow, held[:, [0, -1]])
    games = game(up=up, down=down, cost=cost[None], held=held, discount=d, end=end[None])
    return solve(games, plan(1)).settled[0, 0]


def test_l19_a_patient_side_that_holds_too_little_now_lets_the_war_go_on_unless_it_costs_enough():
    threshold = 0.3112712975098296
    assert stalling(threshold + 1e-9) == 1.0
    assert stalling(threshold - 1e-9) == 0.0


@pytest.mark.parametrize(
    ("low", "high", "proposer", "share"),
    [
        pytest.param(0.3, 1.0, 1, 0.4, id="slack: the defender offers what fighting gives"),
        pytest.param(0.6, 1.0, 1, 0.6, id="binding: it offers what the red line asks"),
        pytest.param(0.7, 1.0, 1, 0.7, id="binding: one for one"),
        pytest.param(0.0, 0.9, 0, 0.8, id="slack: the challenger asks for all but what fighting gives"),
        pytest.param(0.0, 0.55, 0, 0.55, id="binding on its side"),
    ],
)
def test_l20_a_red_line_moves_the_terms_one_for_one_once_it_binds(low, high, proposer, share):
    pie = [[high, low], [1 - high, 1 - low], [0.0, 0.0]]
    held = [[0.0, 0.0, 0.4], [0.0, 0.0, 0.2], [0.0, 0.0, 0.0]]
    by = [[1.0, 0, 0] if proposer == 0 else [0, 1.0, 0]]
    found = shares(game(utility=pie, up=np.ones((1, 3)), held=held, proposes=by), plan(1))
    assert found[0, 1] == pytest.approx(share, **NINE)


def test_l20_red_lines_that_do_not_overlap_leave_nothing_to_sign():
    games = game(utility=[[1.0, 0.7, 0.3, 0.0], [0.0, 0.3, 0.7, 1.0], [0.0] * 4], penalty=np.zeros((2, 4)))
    never = games._replace(allowed=np.zeros((1, 1, 4), bool))
    assert solve(never, plan(12)).settled.sum() == 0.0
    assert solve(never, plan(12, divisible=False)).settled.sum() == 0.0


def test_l23_with_every_friction_off_random_wars_end_at_once():
    rng = np.random.default_rng(23)
    for _ in range(300):
        assert frictionless(rng) == pytest.approx(1.0, abs=1e-9)


def frictionless(rng):
    """The chance of a settlement in the first month of a random war without a friction."""
    positions, packages = rng.integers(3, 8), rng.integers(1, 6)
    a = np.sort(rng.random(packages))
    b = np.sort(rng.random(packages))[::-1]
    up, down = rng.dirichlet((1, 1, 1))[:2]
    utility = np.zeros((3, packages + 2))
    utility[0], utility[1] = [0, *a, 1], [1, *b, 0]
    land = np.sort(rng.random(positions))
    land[0], land[-1] = 0, 1
    held = np.array([land, 1 - land, np.zeros(positions)])
    d = rng.uniform(0.5, 1)
    games = game(
        positions,
        utility=utility,
        penalty=np.zeros((2, packages + 2)),
        up=np.full((1, 3), up),
        down=np.full((1, 3), down),
        cost=[[*rng.uniform(0, 0.1, 2), 0.0]],
        proposes=[rng.dirichlet((1, 1, 1))],
        held=held,
        discount=[d, d, 1.0],
        start=int(rng.integers(1, positions - 1)),
    )
    return solve(games, plan(12)).settled[0, 0]


def test_l24_a_penalty_that_nobody_would_pay_makes_a_settlement_bind():
    rng = np.random.default_rng(24)
    for _ in range(8):
        utility = np.vstack([rng.random((2, 6)), np.zeros(6)])
        see = rng.uniform(0.05, 0.4, (2, 1, 3))
        wall = game(
            6,
            utility=utility,
            penalty=np.full((2, 6), 50.0),
            up=see[0],
            down=see[1],
            cost=[[0.01, 0.02, 0.0]],
            discount=[0.97, 0.98, 1.0],
            noise=0.001,
            start=3,
        )
        enforced = solve(wall, plan(40, contract=SELF_ENFORCING, divisible=False))
        bound = solve(wall, plan(40, divisible=False))
        # With noise a package is picked even where a party gains next to nothing, but never below what fighting gives.
        np.testing.assert_allclose(enforced.value, bound.value, atol=1e-9)
        np.testing.assert_allclose(enforced.holds, enforced.signed, atol=1e-9)


def aid_games(rng, levers, positions=5):
    """The same war under several levels of aid, as seen by a mediator that wants what the challenger wants."""
    odds = np.sort(rng.uniform(0.05, 0.45, (levers, 1)), axis=0)
    wide = [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]
    land = np.linspace(0, 1, positions)
    return game(
        positions,
        utility=wide,
        up=np.repeat(odds, 3, axis=1),
        down=np.repeat(odds[::-1], 3, axis=1),
        cost=np.repeat([[0.02, 0.01, 0.0]], levers, axis=0),
        proposes=np.repeat([[0.4, 0.6, 0.0]], levers, axis=0),
        held=[land, 1 - land, land],
        discount=[0.95, 0.95, 0.95],
        start=2,
    )


@pytest.mark.parametrize("seed", range(10))
def test_l25_a_mediator_with_free_levers_and_the_challengers_wishes_does_as_the_challengers_best_policy(seed):
    games = aid_games(np.random.default_rng(seed), levers=3)
    free = Plan(np.ones((24, 1, 3), bool), np.full(3, -1), BINDING, True)
    chosen = solve(games, free).value[0, 0]
    policies = [solve(games, free._replace(available=only(lever))).value[0, 0] for lever in range(3)]
    best = np.max(policies, axis=0)
    np.testing.assert_allclose(chosen, best, atol=1e-9)
    assert solve(games, free).used[0].argmax() == 2


def only(lever):
    available = np.zeros((24, 1, 3), bool)
    available[:, :, lever] = True
    return available


@pytest.mark.parametrize(("frozen", "taken"), [(0.83, False), (0.84, True), (0.86, True), (0.87, False)])
def test_a_ceasefire_before_terms_is_refused_by_whoever_expects_more_of_the_war(frozen, taken):
    """Binding and patient: after this month the war is worth what L9 says, and a ceasefire what the line gives."""
    p, q, cost = 0.45, 0.35, [0.01, 0.015]
    k = np.arange(11)
    chance = (1 - (q / p) ** k) / (1 - (q / p) ** 10)
    worth = chance + (0.5 * cost[1] - 0.5 * cost[0]) * (10 * chance - k) / (p - q)
    ahead = p * worth[6] + q * worth[4] + (1 - p - q) * worth[5]
    held = np.zeros((3, 11))
    held[:, [0, -1]] = ENDS
    held[:2, 5] = frozen, 1 - frozen
    end = np.array([[worth, 1 - worth, 0 * worth]])
    games = walk(p, q, cost=[[*cost, 0.0]], held=held, end=end, truce=1.0, allowed=[[False, False]])
    # The challenger refuses below .8355, the defender above .8605: between them lies what the war costs them.
    assert bool(ahead - cost[0] <= frozen <= ahead + cost[1]) is taken
    assert solve(games, plan(1, divisible=False)).silent[0, 0] == (1.0 if taken else 0.0)
