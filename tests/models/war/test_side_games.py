"""The small games beside the core, against a search over what each side could do instead."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from irenic.models.war.bias import credible_leanings, failing_biases
from irenic.models.war.kernels.learning import fight_and_learn
from irenic.models.war.screening import best_demand, risk_threshold
from irenic.models.war.spoilers import trust_that_survives_an_attack
from irenic.models.war.stalling import cost_that_ends_it, most_stalling_length
from irenic.models.war.trust import step_that_sorts, trust_needed

share = st.floats(0.02, 0.98)


# Trust


def test_l22_trust_falls_with_smaller_steps():
    assert trust_needed(1.0, 0.5) == pytest.approx(2 / 3, abs=1e-12)
    assert trust_needed(1.0, 0.5, 0.5) == pytest.approx(0.4, abs=1e-12)


@given(loss=st.floats(0.05, 5), gain=st.floats(0, 0.95), step=share)
def test_with_just_the_trust_needed_a_step_is_worth_as_much_as_cheating(loss, gain, step):
    t = trust_needed(loss, gain, step)
    cooperate = t * (step + (1 - step)) - (1 - t) * step * loss
    assert cooperate == pytest.approx(t * step * gain, abs=1e-9)


@given(trust=share, loss=st.floats(0.05, 5), temptation=st.floats(1.01, 5))
def test_with_just_the_step_that_sorts_the_untrustworthy_do_not_care_when_to_cheat(trust, loss, temptation):
    s = step_that_sorts(trust, loss, temptation)
    now = trust * s * temptation
    later = trust * s - (1 - trust) * s * loss + trust * (1 - s) * temptation
    assert now == pytest.approx(later, abs=1e-9)
    bigger = s * 1.01
    assert trust * bigger * temptation > (
        trust * bigger - (1 - trust) * bigger * loss + trust * (1 - bigger) * temptation
    )


# Bias


def honest(leaning, wrong, war_cost, cost, p=0.5):
    """Whether the mediator gains nothing by saying the other thing, whatever it has reason to think."""
    tough, weak = cost

    def worth(asked, chance_tough):
        """The listener asks for p plus what it thinks war costs the other; a tough one fights over too much."""
        peace = leaning * (p + asked) + (1 - leaning) * (1 - p - asked)
        war = leaning * p + (1 - leaning) * (1 - p) - war_cost
        risk = chance_tough if asked > tough else 0
        return (1 - risk) * peace + risk * war

    missed, hidden = wrong
    thinks_weak = worth(weak, missed) >= worth(tough, missed)
    thinks_tough = worth(tough, 1 - hidden) >= worth(weak, 1 - hidden)
    return thinks_weak and thinks_tough


@pytest.mark.parametrize("wrong", [(0.0, 0.0), (0.1, 0.0), (0.1, 0.3), (0.3, 0.1)])
def test_l22_a_mediator_is_believed_within_the_band_and_not_outside(wrong):
    low, high = credible_leanings(wrong, 0.2, (0.05, 0.3))
    for leaning in np.linspace(-1, 4, 501):
        if abs(leaning - low) > 1e-6 and abs(leaning - high) > 1e-6:
            assert honest(leaning, wrong, 0.2, (0.05, 0.3)) == (low < leaning < high)


def test_l22_the_edges_of_the_band_are_those_of_the_design():
    assert credible_leanings((0.1, 0.3), 0.2, (0.05, 0.3)) == pytest.approx([0.5454545454545454, 2.25], abs=1e-12)
    low, high = credible_leanings((0.0, 0.0), 0.2, (0.05, 0.3))
    assert (float(low), float(high)) == (0.5, np.inf)


def test_a_mediator_that_errs_too_often_is_never_believed():
    assert np.isnan(credible_leanings((0.9, 0.0), 0.2, (0.05, 0.3))[0])


def test_the_middle_of_the_u_fails_and_its_ends_do_not():
    low, high = failing_biases(0.6, 0.8, 0.05)
    for bias in np.linspace(0, 1, 101):
        assert (0.05 - 0.6 * bias + 0.8 * bias**2 < 0) == (low < bias < high)
    assert np.isnan(failing_biases(0.1, 0.8, 0.5)).all()


# Screening


@pytest.mark.parametrize(
    ("p", "own", "cost", "demand"),
    [
        pytest.param(0.4, 0.1, (0.0, 0.4), (0.55, 0.375), id="L14"),
        pytest.param(0.55, 0.1, (0.0, 0.4), (0.7, 0.375), id="L14: power moves terms, not the risk"),
        pytest.param(0.4, 0.1, (0.2, 0.4), (0.6, 0.0), id="L14: the corner without risk"),
    ],
)
def test_l14_the_best_demand_is_the_best_of_all_demands(p, own, cost, demand):
    assert best_demand(p, own, cost) == pytest.approx(demand, abs=1e-12)

    def loss(x):
        war = min(max((x - p - cost[0]) / (cost[1] - cost[0]), 0), 1)
        return -((1 - war) * x + war * (p - own))

    found = minimize_scalar(loss, bounds=(p, p + cost[1]), method="bounded", options={"xatol": 1e-10})
    assert found.x == pytest.approx(demand[0], abs=1e-6)


def test_a_cost_that_is_known_leaves_no_risk():
    assert best_demand(0.4, 0.1, (0.2, 0.2)) == pytest.approx((0.6, 0.0))


@given(own=share, tough=share, more=share, p=share)
def test_l15_at_the_threshold_both_demands_are_worth_the_same(own, tough, more, p):
    weak = tough + more
    chance = risk_threshold(own, (tough, weak))
    assert chance * (p - own) + (1 - chance) * (p + weak) == pytest.approx(p + tough, abs=1e-9)


def test_l15_the_threshold_is_that_of_the_design():
    assert risk_threshold(0.1, (0.05, 0.3)) == pytest.approx(0.625, abs=1e-12)


# Spoilers


@given(needed=share, can=st.floats(0.01, 0.5), more=st.floats(0.01, 0.49))
def test_l22_after_an_attack_just_the_needed_trust_is_left(needed, can, more):
    before = trust_that_survives_an_attack(needed, can, can + more)
    after = before * can / (before * can + (1 - before) * (can + more))
    assert after == pytest.approx(needed, abs=1e-9)


def test_l22_the_zone_is_that_of_the_design():
    assert trust_that_survives_an_attack(0.6, 0.2, 0.5) == pytest.approx(0.7894736842105263, abs=1e-12)


# Stalling; that the core stalls at this threshold is L19 in test_limits.py


def test_l19_the_cost_is_the_difference_of_what_the_sides_make_of_the_end():
    assert cost_that_ends_it((0.99, 0.8), 0.1, 0.8, 0.3) == pytest.approx(0.3112712975098296, abs=1e-12)
    # By adding up the months: the war ends in month n with chance .1 .9^(n-1).
    n = np.arange(1, 5000)
    one, two = ((d**n * 0.1 * 0.9 ** (n - 1)).sum() for d in (0.99, 0.8))
    assert cost_that_ends_it((0.99, 0.8), 0.1, 0.8, 0.3) == pytest.approx((one - two) * 0.5, abs=1e-9)


def test_stalling_is_greatest_at_a_middle_length():
    best = most_stalling_length((0.99, 0.9))
    found = minimize_scalar(lambda n: 0.9**n - 0.99**n, bounds=(1, 200), method="bounded", options={"xatol": 1e-9})
    assert best == pytest.approx(24.654049591432113, abs=1e-9)
    assert best == pytest.approx(found.x, abs=1e-4)


# Learning


@pytest.mark.parametrize(
    ("prior", "cost", "settled", "victory", "battles"),
    [
        pytest.param((7, 3), 0.01, 0.3175809979438782, 0.3412095010280609, 19.961346601485275, id="optimists"),
        pytest.param((7, 3), 0.03, 1.0, 0.0, 6.28125, id="optimists to whom it costs more"),
        pytest.param((70, 30), 0.01, 4.14536369607535e-07, 0.4999997927318151, 24.999993745404154, id="stubborn"),
        pytest.param((5, 5), 0.01, 1.0, 0.0, 0.0, id="L17: of one mind"),
    ],
)
def test_l18_two_sides_fight_until_the_battles_have_brought_them_together(prior, cost, settled, victory, battles):
    priors = np.array([prior, prior[::-1]], float)
    found = fight_and_learn(priors, np.array([cost, cost]), np.array(0.5), 5, (11, 400))
    assert found.settled.sum() == pytest.approx(settled, abs=1e-9)
    assert found.victory == pytest.approx([victory, victory], abs=1e-9)
    assert found.battles == pytest.approx(battles, abs=1e-9)


def test_learning_takes_draws_in_front():
    priors = np.array([[[7, 3], [3, 7]], [[5, 5], [5, 5]]], float)
    both = fight_and_learn(priors, np.full((2, 2), 0.01), np.full(2, 0.5), 5, (11, 400))
    assert both.settled.sum(axis=-1) == pytest.approx([0.3175809979438782, 1.0], abs=1e-9)
