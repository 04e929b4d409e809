import numpy as np
import pytest

from irenic.models.war.fight_and_talk import when_would_they_sign
from irenic.models.war.games import Rules
from irenic.models.war.ripeness import is_it_ripe


def one_battle(war, p_a, p_b, **changes):
    """One decisive battle that the sides see differently, over 10,001 ways to cut the pie."""
    cut = np.linspace(0, 1, 10001)
    # The truth is in the middle; each side's optimism makes its own odds of it.
    true = 0.5
    optimism = [[p_a / (1 - p_a) / (true / (1 - true)), (1 - p_b) / p_b / ((1 - true) / true)]]
    parts = {
        "package_utility": np.array([[cut, 1 - cut]]),
        "mediator_utility": np.zeros((1, len(cut))),
        "within_red_lines": np.ones((1, len(cut)), bool),
        "offered": np.ones((1, len(cut)), bool),
        "penalty": np.zeros((1, len(cut))),
        "own_force": np.ones((1, 2)),
        "aid": np.zeros((1, 4)),
        "aid_entered": np.zeros((1, 4)),
        "decisive": np.ones(1),
        "optimism": np.array(optimism),
        "leader_cost": np.zeros((1, 2)),
        "patience": np.full((1, 2), 1 - 1e-12),
        "war_cost": np.array([[0.1, 0.12]]),
        "front_now": np.ones(1),
        "ceasefire_first": np.zeros(1),
        **changes,
    }
    return war(draws=1, packages=len(cut), positions=3, months=1, **parts)


def test_the_way_out_of_one_battle_is_half_of_what_the_costs_exceed_the_gap(war):
    case = one_battle(war, 0.6, 0.45)
    answer = when_would_they_sign(case, Rules("binding"))
    # (.1 + .12 - (.6 - .45)) / 2, to the fineness of the cut
    assert answer.way_out.item() == pytest.approx(0.035, abs=1e-4)
    assert is_it_ripe(case, answer).way_out.identical(answer.way_out)


def test_a_gap_wider_than_the_costs_leaves_no_way_out(war):
    case = one_battle(war, 0.7, 0.45)
    answer = when_would_they_sign(case, Rules("binding"))
    assert answer.way_out.item() == pytest.approx(-0.015, abs=1e-4)
    assert not is_it_ripe(case, answer).ripe.item()


def test_a_party_is_stuck_when_it_gives_its_victory_a_slight_chance_only(war):
    case = war(draws=1, positions=7, front_now=np.array([3.0]), decisive=np.array([0.05]))
    answer = when_would_they_sign(case)
    assert is_it_ripe(case, answer, months=2).stalemate.all()  # three steps away
    assert not is_it_ripe(case, answer, months=3, slight=0.0).stalemate.any()


def test_own_beliefs_decide_who_is_stuck(war):
    odds = {"own_force": np.ones((1, 2)), "aid": np.zeros((1, 4)), "aid_entered": np.zeros((1, 4))}
    case = war(draws=1, front_now=np.array([3.0]), decisive=np.ones(1), optimism=np.array([[50.0, 1.0]]), **odds)
    stuck = is_it_ripe(case, when_would_they_sign(case), months=5, slight=0.3).stalemate
    assert not stuck.sel(party="north").item()
    assert stuck.sel(party="south").item()


def test_war_hurts_whoever_loses_more_by_a_month_of_it_than_the_line_gives(war):
    utility = np.array([[[0.5], [0.5]]])
    yes = np.ones((1, 1), bool)
    case = war(
        draws=1,
        packages=1,
        package_utility=utility,
        within_red_lines=yes,
        offered=yes,
        leader_cost=np.zeros((1, 2)),
        patience=np.full((1, 2), 0.9),
        war_cost=np.array([[0.01, 0.04]]),
        front_now=np.array([5.0]),
    )
    answer = when_would_they_sign(case, Rules("binding"))
    # The challenger holds 5/6 and gains .1 (5/6 - 1/2) = .033 by a month more, at a cost of .01.
    assert is_it_ripe(case, answer).hurting.values.tolist() == [[False, True]]
    nothing = case.assign(offered=case["offered"] & False)
    assert not is_it_ripe(nothing, when_would_they_sign(nothing)).hurting.any()
