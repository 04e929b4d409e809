"""The war of a case as arrays: each number where the case says it, nothing where the case is silent."""

import numpy as np
import pytest

from irenic.arrays.build import aid_before, build
from irenic.arrays.fighting import MOST_PATIENT
from irenic.arrays.sample import draw
from irenic.arrays.shares import Shares

SHARES = Shares(1, 10, 30)
STAKES = """\
actors:
  a: {name: A, role: party}
  b: {name: B, role: party, backs: friend}
  friend: {name: Friend, role: patron, backs: b}
  host: {name: Host, role: mediator, backs: [a, b]}
issues:
  x:
    name: X
    question: What becomes of X?
    options: {none: {at: 0, label: None}, force: {at: 100, label: A force}}
  y:
    name: Y
    question: What becomes of Y?
    options: {none: {at: 0, label: None}, half: {at: 50, label: Half}, force: {at: 100, label: A force}}
"""
SPARE = """\
war:
  challenger: b
  defender: a
  front: {positions: 5, now: 1.5, judgement: made up}
  battle: {decisive: 30%, steepness: 2, judgement: made up}
  forces: {own: {a: 70, b: 90}, judgement: made up}
  cost: {a: 1%, b: 2%}
  patience: {a: 90%, b: 100%}
  optimism: {a: 1.5, b: 0.5}
  proposes: {b: 100%}
  judgement: made up
"""
FULL = """\
war:
  challenger: b
  defender: a
  months: 7
  end: freeze
  front: {positions: 5, now: 1 to 3, judgement: made up}
  battle: {decisive: 10% to 30%, steepness: 1 to 2, judgement: made up}
  forces:
    own: {a: 50 to 70, b: 90}
    aid: {friend: 10 to 20, host: 5}
    substitution: 20% to 40%
    judgement: made up
  cost: {a: 1% to 2%, b: 3%}
  patience: {a: 90% to 95%, b: 99.9% to 100%}
  optimism: {a: 1 to 1.5, b: 2}
  leader_cost: {a: 0.1 to 0.2, friend: 0.5}
  proposes: {a: 10% to 30%, friend: 20%, host: 60%}
  breach:
    issue: y
    penalty: {none: 0.1, force: 0.3 to 0.5}
    drift: -1 to 1
    fading: 10% to 20%
    judgement: made up
  mediator: {actor: host, home_cost: 0.1, exit_cost: 0.1, reset_prize: 0.1, leaning: -3 to 3, judgement: made up}
  ceasefire_first: 20% to 60%
  judgement: made up
perspectives:
  richer: {label: The friend gives more, set: {war.forces.aid.friend: times 2}, judgement: made up}
scenarios:
  stop: {label: Aid stops, set: {war.forces.aid.friend: 0}, judgement: made up}
  leave: {label: The host leaves, set: {war.forces.aid.host: times 0.5}, judgement: made up}
"""


@pytest.fixture
def full(write_case):
    return write_case(FULL, stakes=STAKES)


@pytest.fixture
def spare(write_case):
    return build(write_case(SPARE, stakes=STAKES), SHARES)


ONE_NUMBER = {
    "substitution": "war.forces.substitution",
    "decisive": "war.battle.decisive",
    "steepness": "war.battle.steepness",
    "front_now": "war.front.now",
    "drift": "war.breach.drift",
    "fading": "war.breach.fading",
    "ceasefire_first": "war.ceasefire_first",
}
BY_NAME = {
    "own_force": ("war.forces.own", {"a", "b"}),
    "aid": ("war.forces.aid", {"friend", "host"}),
    "aid_entered": ("war.forces.aid", {"friend", "host"}),
    "war_cost": ("war.cost", {"a", "b"}),
    "optimism": ("war.optimism", {"a", "b"}),
    "leader_cost": ("war.leader_cost", {"a"}),
    "proposes": ("war.proposes", {"a", "friend", "host"}),
}


@pytest.mark.parametrize("name", ONE_NUMBER)
def test_a_number_of_the_war_is_the_one_that_was_drawn(full, name):
    found = build(full, SHARES)[name]
    assert found.dims == ("draw",)
    assert np.array_equal(found, draw(full, SHARES)[ONE_NUMBER[name]])
    assert len(np.unique(found)) > 10


@pytest.mark.parametrize("name", BY_NAME)
def test_a_number_by_name_stands_at_its_name_and_others_have_nothing(full, name):
    prefix, named = BY_NAME[name]
    found, values = build(full, SHARES)[name], draw(full, SHARES)
    (dim,) = set(found.dims) - {"draw"}
    for label in found[dim].to_numpy().tolist():
        expected = values[f"{prefix}.{label}"] if label in named else np.zeros(20)
        assert np.array_equal(found.sel({dim: label}), expected), label


def test_the_challenger_comes_first_whatever_its_place_among_the_actors(full):
    assert build(full, SHARES).party.to_numpy().tolist() == ["b", "a"]


def test_the_front_has_its_positions_and_the_game_its_months(full, spare):
    found = build(full, SHARES)
    assert found.front.to_numpy().tolist() == [0, 1, 2, 3, 4]
    assert found.month.to_numpy().tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert spare.sizes["month"] == 60


def test_who_backs_a_party_is_marked_also_where_it_backs_both(full):
    found = build(full, SHARES).backs
    backing = {(str(at.actor.values), str(at.party.values)) for row in found for at in row if at}
    assert backing == {("friend", "b"), ("host", "a"), ("host", "b")}


def test_the_mediator_is_marked_and_leans_no_further_than_all_the_way(full):
    found = build(full, SHARES)
    assert found.mediates.to_numpy().tolist() == [False, False, False, True]
    drawn = draw(full, SHARES)["war.mediator.leaning"]
    assert (np.abs(drawn) > 1).any()
    assert np.array_equal(found.leaning, [min(max(value, -1), 1) for value in drawn])


def test_a_penalty_stands_at_the_guarantee_and_not_at_an_option_of_that_name_elsewhere(full):
    found, values = build(full, SHARES).option_penalty, draw(full, SHARES)
    assert np.array_equal(found.sel(option="y.force"), values["war.breach.penalty.force"])
    assert np.array_equal(found.sel(option="y.none"), np.full(20, 0.1))
    assert not found.sel(option=["x.none", "x.force", "y.half"]).any()


def test_nobody_is_so_patient_that_a_war_for_ever_has_no_value(full):
    found, values = build(full, SHARES).patience, draw(full, SHARES)
    assert np.array_equal(found.sel(party="a"), values["war.patience.a"])
    patient = values["war.patience.b"]
    assert (patient > MOST_PATIENT).any()
    assert (patient < MOST_PATIENT).any()
    assert np.array_equal(found.sel(party="b"), [min(value, 0.9995) for value in patient])


def test_a_year_from_now_counts_as_much_as_the_comment_on_the_most_patient_says():
    assert round(MOST_PATIENT**12, 3) == 0.994


def test_what_a_case_leaves_out_is_nothing(spare):
    silent = ("aid", "aid_entered", "substitution", "leader_cost", "option_penalty", "drift", "fading")
    assert not any(spare[name].any() for name in (*silent, "ceasefire_first", "leaning", "mediates"))
    assert spare.proposes.sel(actor="b").all()
    assert not spare.proposes.sel(actor=["a", "friend", "host"]).any()


def test_how_settlements_are_kept_and_the_war_ends_is_as_the_case_says(full, spare):
    found = build(full, SHARES)
    assert (bool(found.kept_anyhow), bool(found.freezes)) == (False, True)
    assert (bool(spare.kept_anyhow), bool(spare.freezes)) == (True, False)


def test_a_case_without_a_war_has_nothing_of_it(write_case):
    case = write_case("positions:\n  a: {x: {wants: none, judgement: made up}}\n", stakes=STAKES)
    assert not {"party", "own_force", "month"} & set(build(case, SHARES).variables)


@pytest.mark.parametrize("order", [("stop", "leave"), ("stop",)])
def test_aid_as_entered_is_the_aid_that_a_perspective_believes_in_before_any_scenario(full, order):
    given = draw(full, SHARES)["war.forces.aid.friend"]
    found = build(full.under(perspective="richer", scenario=list(order)), SHARES)
    assert not found.aid.sel(actor="friend").any()
    assert np.allclose(found.aid_entered.sel(actor="friend"), 2 * given)
    assert np.allclose(found.aid_entered.sel(actor="host"), 5)
    assert np.allclose(found.aid.sel(actor="host"), 2.5 if "leave" in order else 5)


def test_without_a_scenario_nothing_of_the_aid_is_missing(full):
    for case in (full, full.under(perspective="richer")):
        assert not aid_before(case, SHARES)
        found = build(case, SHARES)
        assert np.array_equal(found.aid, found.aid_entered)


def test_a_case_under_scenarios_remembers_what_was_believed_before_them(full):
    richer = full.under(perspective="richer")
    both = full.under(perspective="richer", scenario="stop")
    assert both.believed.document == richer.document
    assert full.under(scenario="stop").believed.document == full.document
    assert full.believed is full
    assert richer.believed is richer
