"""What bargaining and war hand each other, in a war that can be solved by hand.

The front never moves, and after one month it freezes for good. Each side enjoys half of the whole, now
and ever after; so fighting on is worth a half to each, less what one month costs.
"""

import numpy as np
import pytest
import xarray as xr

from irenic.arrays.build import build
from irenic.arrays.shares import Shares
from irenic.study.assess import assess
from irenic.study.settlement import reservations, rules, war_with_talks

STAKES = """\
actors:
  east: {name: East, role: party}
  west: {name: West, role: party}
  friend: {name: Friend, role: patron, backs: west}
issues:
  land:
    name: Land
    question: Who has the land?
    options: {west-all: {at: 0, label: West}, half: {at: 50, label: Half}, east-all: {at: 100, label: East}}
"""
FROZEN = """\
positions:
  east: {land: {wants: east-all, salience: 50, judgement: made up}}
  west: {land: {wants: west-all, salience: 50, judgement: made up}}
proposals:
  split: {label: Split it, by: east, on: 2025-03, terms: {land: half}, judgement: made up}
  give: {label: Give it, by: west, on: 2025-03, terms: {land: west-all}, judgement: made up}
war:
  challenger: east
  defender: west
  months: 1
  end: freeze
  front: {positions: 5, now: 2, judgement: made up}
  battle: {decisive: 0%, steepness: 1, judgement: made up}
  forces: {own: {east: 1, west: 1}, judgement: made up}
  cost: {east: 10%, west: 20%}
  patience: {east: 90%, west: 80%}
  optimism: {east: 1, west: 1}
  leader_cost: {east: 0.05, west: 0.1}
  proposes: {east: 100%}
  judgement: made up
scenarios:
  dear: {label: Signing is dear to the west, set: {war.leader_cost.west: 0.3}, judgement: made up}
"""


@pytest.fixture
def frozen(write_case):
    return write_case(FROZEN, "frozen", STAKES)


@pytest.fixture
def dataset(frozen):
    return build(frozen, Shares(1, 0, 2))


def test_fighting_on_is_worth_half_of_the_whole_less_the_cost_of_a_month(dataset):
    found = war_with_talks(dataset)
    assert np.allclose(found.fighting_on.sel(party="east"), 0.5 - 0.1)
    assert np.allclose(found.fighting_on.sel(party="west"), 0.5 - 0.2)


def test_half_of_the_land_is_better_than_that_for_both_and_is_signed_at_once(dataset):
    found = war_with_talks(dataset)
    assert np.allclose(found.settled.sel(month=1), 1.0)
    assert np.allclose(found.settled_with_option.sel(option="land.half"), 1.0)
    assert np.allclose(found.terms.sel(party="east"), 0.5 - 0.05)
    assert np.allclose(found.way_out, min(0.45 - 0.4, 0.4 - 0.3))


def test_the_least_that_a_party_accepts_is_fighting_on_and_what_signing_costs_its_leader(dataset):
    given = reservations(dataset, {"war": war_with_talks(dataset)}).reservation
    assert np.allclose(given.sel(actor="east"), 0.4 + 0.05)
    assert np.allclose(given.sel(actor="west"), 0.3 + 0.1)
    assert given.sel(actor="friend").isnull().all()


def test_a_case_without_a_war_is_handed_nothing(dataset):
    assert reservations(dataset, {}) is dataset
    assert reservations(dataset, {"war": xr.Dataset()}) is dataset


def test_bargaining_and_fairness_start_from_what_the_war_leaves_each_party(frozen, tmp_path):
    run = assess(frozen, 3, folder=tmp_path / "run")
    found = run.answers("bargaining")
    assert (found.agreement == 1).all()
    assert np.allclose(found.shortfall.sel(proposal="give", actor="east"), 0.45)
    assert np.allclose(found.shortfall.sel(proposal="give", actor="west"), 0.0)
    assert found.signable.sel(proposal="split").all()
    assert not found.signable.sel(proposal="give").any()
    assert run.answers("fairness").nash.sel(option="land.half").all()
    dear = run.answers("bargaining", "scenario.dear")
    assert not dear.agreement.any()
    assert np.allclose(dear.shortfall.sel(proposal="split", actor="west"), 0.3 + 0.3 - 0.5)
    assert np.allclose(dear.shortfall.sel(proposal="split", actor="east"), 0.0)


def test_a_case_without_a_breach_keeps_settlements_anyhow(dataset):
    assert (rules(dataset).contract, rules(dataset).end) == ("binding", "freeze")
    other = dataset.assign(kept_anyhow=False, freezes=False)
    assert (rules(other).contract, rules(other).end) == ("self-enforcing", "fight to the finish")
