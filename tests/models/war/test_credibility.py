"""Whom the parties can believe, against what each side would do, tried out draw by draw."""

import numpy as np
import pytest

from irenic.models.war.credibility import whom_can_they_believe
from irenic.models.war.games import front_now, own_odds
from irenic.models.war.talk import best_of_talk

DRAWS = 200
BY_PARTY = ("trustworthy", "tough_chance", "tough_cost", "weak_cost")


@pytest.fixture(scope="module")
def case(war):
    """A war in which everything is said of trust and resolve, at random; few ask for all."""
    rng = np.random.default_rng(7)
    drawn = {
        "trust_loss": rng.uniform(0.2, 3, DRAWS),
        "trust_gain": rng.uniform(0, 0.95, DRAWS),
        "trust_temptation": rng.uniform(1, 3, DRAWS),
        "trustworthy": rng.uniform(0, 1, (DRAWS, 2)),
        "attack_chance": rng.uniform(0, 1, DRAWS),
        "attacks_prevented": rng.uniform(0, 1, DRAWS),
        "refusal_months": rng.uniform(1, 12, DRAWS),
        "tough_chance": rng.uniform(0, 1, (DRAWS, 2)),
        "tough_cost": rng.uniform(0, 1, (DRAWS, 2)),
        "weak_cost": rng.uniform(1, 4, (DRAWS, 2)),
        "upper_hand": rng.uniform(0.5, 1, DRAWS),
        "misjudges": rng.uniform(0, 0.4, DRAWS),
        "overlooks": rng.uniform(0, 0.4, DRAWS),
        "mediator_war_cost": rng.uniform(0, 0.3, DRAWS),
        "favour": rng.uniform(0, 1, DRAWS),
        "force_loss": rng.uniform(0, 1, DRAWS),
        "leaning": rng.uniform(-1, 1, DRAWS),
        "true_odds": rng.uniform(0, 1, DRAWS),
        "length": rng.uniform(1, 120, DRAWS),
    }
    variables = {name: (("draw", "party") if name in BY_PARTY else ("draw",), part) for name, part in drawn.items()}
    return war(draws=DRAWS, seed=3, optimism=rng.uniform(0.6, 1.6, (DRAWS, 2)), phases=3).assign(variables)


@pytest.fixture(scope="module")
def found(case):
    return whom_can_they_believe(case, asked=0)


def each_party(case):
    """Every draw with each party and the other one."""
    return [(draw, me, 1 - me) for draw in range(case.sizes["draw"]) for me in (0, 1)]


def ruin(up, down, at, last):
    """The chance to reach the last place before the first: the textbook's formula."""
    odds = down / up
    return at / last if abs(odds - 1) < 1e-12 else (1 - odds**at) / (1 - odds**last)


def own_chances(case):
    """The chance of victory of either party as it sees it, and as the other sees it, by draw and party."""
    up, down = own_odds(case)
    at, last = front_now(case), case.sizes["front"] - 1
    seen = np.array([[ruin(up[d, s], down[d, s], at[d], last) for s in (0, 1)] for d in range(case.sizes["draw"])])
    return np.stack([seen[:, 0], 1 - seen[:, 1]], axis=-1)


# Trust


def test_a_party_takes_the_first_step_exactly_if_that_is_worth_more_than_cheating(case, found):
    for draw, me, other in each_party(case):
        t = float(case.trustworthy[draw, other])
        step, loss, gain = 1 / 3, float(case.trust_loss[draw]), float(case.trust_gain[draw])
        going = t * (step + 1 - step) - (1 - t) * step * loss
        assert found.trusts[draw, me] == (going >= t * step * gain)
        assert found.trusts[draw, me] == (t >= found.trust_needed[draw])
    assert 0.2 < found.trusts.mean() < 0.8


def test_in_a_single_step_more_trust_is_needed_and_in_one_phase_as_much(case, found):
    assert (found.trust_at_once > found.trust_needed).all()
    once = whom_can_they_believe(case.assign(phases=1), asked=0)
    assert np.array_equal(once.trust_needed, found.trust_at_once)
    assert (once.shows_itself == 1).all()


def test_an_untrustworthy_party_shows_itself_exactly_if_waiting_is_worth_less(case, found):
    for draw, me, other in each_party(case):
        t, step = float(case.trustworthy[draw, other]), 1 / 3
        loss, temptation = float(case.trust_loss[draw]), float(case.trust_temptation[draw])
        now = t * step * temptation
        later = t * step - (1 - t) * step * loss + t * (1 - step) * temptation
        if abs(now - later) > 1e-9:
            assert found.shows_itself[draw, me] == (now > later)
    assert 0.2 < found.shows_itself.mean() < 0.8


def test_a_deal_outlives_an_attack_exactly_if_what_is_left_of_trust_by_bayes_suffices(case, found):
    broken = 0
    for draw, me, other in each_party(case):
        t, often = float(case.trustworthy[draw, other]), float(case.attack_chance[draw])
        held = often * (1 - float(case.attacks_prevented[draw]))
        attacked = t * held + (1 - t) * often
        left = t * held / attacked
        needed = float(found.trust_needed[draw])
        assert found.outlives[draw, me] == (left >= needed)
        expected = np.nan if t < needed else 0.0 if left >= needed else attacked
        assert float(found.broken_by_attack[draw, me]) == pytest.approx(expected, nan_ok=True)
        broken += expected > 0
    assert broken > 20


def test_where_nobody_attacks_a_deal_needs_no_more_trust_than_before(case):
    calm = whom_can_they_believe(case.assign(attack_chance=("draw", np.zeros(DRAWS))), asked=0)
    assert np.array_equal(calm.trust_after_attack, calm.trust_needed)


# Demands


def rooms(case, chances):
    """What the other would pay at most to avoid war, as the asking side sees it: tough and weak."""
    costs = case.refusal_months.to_numpy()[:, None] * case.war_cost.to_numpy()
    tough, weak = costs * case.tough_cost.to_numpy(), costs * case.weak_cost.to_numpy()
    return costs, tough, weak, chances


def test_no_other_demand_is_worth_more_to_the_side_that_makes_it(case, found):
    costs, tough, weak, chances = rooms(case, own_chances(case))
    grid = np.linspace(0, 1, 401)
    risky = 0
    for draw, me, other in each_party(case):
        p, chance = chances[draw, me], float(case.tough_chance[draw, other])

        def worth(asked, draw=draw, me=me, other=other, p=p, chance=chance):
            """A side that war costs c grants up to p + c, by the asking side's odds."""
            war = p - costs[draw, me]
            total = 0.0
            for share, cost in ((chance, tough[draw, other]), (1 - chance, weak[draw, other])):
                total += share * (asked if asked <= p + cost + 1e-9 else war)
            return total

        asked = float(found.demand[draw, me])
        assert 0 <= asked <= 1 + 1e-12
        assert worth(asked) >= max(worth(other_demand) for other_demand in grid) - 1e-9
        refusing = chance if asked > p + tough[draw, other] + 1e-9 else 0.0
        assert float(found.bluff[draw, me]) == pytest.approx(refusing)
        risky += refusing > 0
    assert risky > 20


def test_the_other_side_refuses_by_its_own_odds(case, found):
    _, tough, weak, chances = rooms(case, own_chances(case))
    for draw, me, other in each_party(case):
        rest = 1 - float(found.demand[draw, me])
        chance, p = float(case.tough_chance[draw, other]), chances[draw, other]
        expected = sum(
            share
            for share, cost in ((chance, tough[draw, other]), (1 - chance, weak[draw, other]))
            if rest < p - cost - 1e-9
        )
        assert float(found.refused[draw, me]) == pytest.approx(expected)
    assert 0.1 < found.refused.mean() < 0.9


def test_aid_moves_the_terms_and_not_the_risk_as_long_as_nobody_asks_for_all(case, found):
    more = case.assign(aid=case.aid * 1.5, aid_entered=case.aid_entered * 1.5)
    helped = whom_can_they_believe(more, asked=0)
    inside = (found.demand < 1 - 1e-9) & (helped.demand < 1 - 1e-9)
    weak = case.weak_cost * case.refusal_months * case.war_cost
    chances = np.maximum(own_chances(case), own_chances(more))
    free = inside & (chances + weak.to_numpy()[:, ::-1] < 1)
    assert free.sum() > 100
    assert np.array_equal(helped.bluff.where(free), found.bluff.where(free), equal_nan=True)
    north = (helped.demand < found.demand).where(free, True).sel(party="north")
    assert north.all()


# The mediator


def test_a_mediator_is_believed_exactly_where_saying_the_other_thing_gains_it_nothing(case, found):
    _, tough, weak, chances = rooms(case, own_chances(case))
    told = 0
    for draw, me, other in each_party(case):
        p = chances[draw, me]
        low, high = (min(cost[draw, other], 1 - p) for cost in (tough, weak))
        if high - low < 1e-6:
            continue
        leaning = float(case.leaning[draw]) * (1, -1)[me]
        b, cost = (1 + leaning) / 2, float(case.mediator_war_cost[draw])

        def worth(asked, chance_tough, p=p, b=b, cost=cost, low=low):
            war = b * p + (1 - b) * (1 - p) - cost
            risk = chance_tough if asked > low else 0.0
            return (1 - risk) * (b * (p + asked) + (1 - b) * (1 - p - asked)) + risk * war

        missed, hidden = float(case.misjudges[draw]), float(case.overlooks[draw])
        honest = worth(high, missed) >= worth(low, missed) and worth(low, 1 - hidden) >= worth(high, 1 - hidden)
        assert found.believed[draw, me] == honest
        told += honest
    assert told > 20


def test_a_bias_fails_exactly_if_the_side_it_disfavours_would_rather_fight(case, found):
    costs, *_ = rooms(case, None)
    for draw in range(DRAWS):
        b, slack = abs(float(case.leaning[draw])), costs[draw].sum() / 2
        gets = slack - float(case.favour[draw]) * b + float(case.force_loss[draw]) * b**2
        assert found.bias_fails[draw] == (gets < 0)
    assert 0.02 < found.bias_fails.mean() < 0.98


def test_whether_it_arms_a_side_is_asked_of_the_mediator_alone(case):
    assert (whom_can_they_believe(case, asked=0).arms_a_side == 1).all()
    aid = case.aid.copy()
    aid.loc[{"actor": "guest"}] = 0.0
    assert (whom_can_they_believe(case.assign(aid=aid), asked=0).arms_a_side == 0).all()


def test_without_a_mediator_nothing_is_said_of_one(case):
    alone = whom_can_they_believe(case.assign(mediates=("actor", [False] * 4)), asked=0)
    assert alone.believed.isnull().all()
    assert alone.arms_a_side.isnull().all()
    assert alone.bias_fails.isnull().all()


# Stalling


def test_a_side_stalls_exactly_if_the_shares_that_both_want_do_not_fit(case):
    """The months are added up one by one; war is made cheap, as nobody stalls otherwise."""
    cheap = case.assign(war_cost=case.war_cost / 200)
    patience = np.random.default_rng(5).uniform(0.6, 0.999, (DRAWS, 2))
    cheap = cheap.assign(patience=(("draw", "party"), patience))
    found = whom_can_they_believe(cheap, asked=0)
    months = np.arange(20_000)
    stalling = 0
    for draw in range(DRAWS):
        ends = 1 / float(cheap.length[draw])
        holds = front_now(cheap)[draw] / (cheap.sizes["front"] - 1)
        wants = []
        for side in (0, 1):
            d, cost = patience[draw, side], float(cheap.war_cost[draw, side])
            p, share = ((float(cheap.true_odds[draw]), holds), (1 - float(cheap.true_odds[draw]), 1 - holds))[side]
            still = (d * (1 - ends)) ** months
            wants.append((still * ((1 - d) * share - cost + d * ends * p)).sum())
        stuck = sum(wants) > 1
        assert bool(found.stalls[draw].any()) == stuck
        if stuck:
            gains = 0 if float(cheap.true_odds[draw]) > holds else 1
            assert found.stalls[draw, gains] == 1
            assert found.stalls[draw, 1 - gains] == 0
        stalling += stuck
    assert stalling > 20


# Talk


def test_talk_is_asked_of_the_first_draws_only_and_settles_all_if_nothing_is_hidden(case):
    few = case.isel(draw=slice(5, 9))
    found = whom_can_they_believe(few, asked=7)
    assert found.talk_ceiling.isnull().to_numpy().tolist() == [False, False, True, True]
    costs = few.refusal_months.to_numpy() * few.war_cost.sum("party").to_numpy()
    expected = best_of_talk(float(few.tough_chance[0].mean()), float(few.upper_hand[0]), 1 - costs[0])
    assert found.talk_ceiling[0] == expected.arbitration or abs(found.talk_ceiling[0] - expected.arbitration) < 1e-9
    for known in ({"upper_hand": few.upper_hand * 0 + 0.5}, {"tough_chance": few.tough_chance * 0 + 1}):
        assert (whom_can_they_believe(few.assign(known)).talk_ceiling == 1).all()


def test_a_war_that_leaves_nothing_and_one_that_costs_nothing_are_still_asked(case):
    one = case.isel(draw=slice(0, 1)).assign(tough_chance=(("draw", "party"), [[0.2, 0.2]]), upper_hand=("draw", [0.9]))
    dear = whom_can_they_believe(one.assign(refusal_months=("draw", [1000.0]))).talk_ceiling.item()
    free = whom_can_they_believe(one.assign(refusal_months=("draw", [0.0]))).talk_ceiling.item()
    assert dear == pytest.approx(1.0)
    assert free < 0.95


# What is missing


PARTS = {
    "trust_loss": {"trust_needed", "trust_at_once", "trusts", "shows_itself"}
    | {"trust_after_attack", "outlives", "broken_by_attack"},
    "trustworthy": {"trusts", "shows_itself", "outlives", "broken_by_attack"},
    "trust_temptation": {"shows_itself"},
    "attacks_prevented": {"trust_after_attack", "outlives", "broken_by_attack"},
    "refusal_months": {"believed", "bias_fails", "demand", "bluff", "refused", "talk_ceiling"},
    "weak_cost": {"believed", "demand", "bluff", "refused"},
    "upper_hand": {"talk_ceiling"},
    "overlooks": {"believed"},
    "force_loss": {"bias_fails"},
    "length": {"stalls"},
}


@pytest.mark.parametrize("left_out", PARTS)
def test_a_part_that_is_left_out_switches_off_what_needs_it_and_nothing_else(case, left_out):
    few = case.isel(draw=slice(0, 4))
    found = whom_can_they_believe(few.drop_vars(left_out)).dataset
    whole = whom_can_they_believe(few).dataset
    off = {name for name in found.data_vars if found[name].isnull().all() and not whole[name].isnull().all()}
    assert off == PARTS[left_out]
    for name in set(found.data_vars) - off:
        assert found[name].identical(whole[name])


def test_a_front_that_never_moves_leaves_open_what_rests_on_odds(case):
    still = case.isel(draw=slice(0, 3)).assign(decisive=0.0, true_odds=np.nan, length=np.nan)
    found = whom_can_they_believe(still).dataset
    for name in ("demand", "bluff", "refused", "believed", "stalls"):
        assert found[name].isnull().all(), name
    assert found.trusts.notnull().all()


def test_the_order_of_parties_in_a_variable_changes_nothing(case, found):
    shuffled = case.assign({name: case[name].transpose("party", "draw") for name in BY_PARTY})
    assert (
        whom_can_they_believe(shuffled, asked=0)
        .dataset.drop_vars("talk_ceiling")
        .identical(found.dataset.drop_vars("talk_ceiling"))
    )
