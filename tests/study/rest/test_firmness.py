"""How firmly the parties rest, on cases whose truth is known by construction."""

import pytest

from irenic.examples import load
from irenic.study.assess import assess
from irenic.study.rest import firmness as firmness_of
from irenic.study.rest.firmness import firmness
from irenic.study.rest.resting import resting

GUARDED = """
moves:
  smuggler: {cross: {label: Crosses}}
  guard: {catch: {label: Catches}}
  infeasible: ["guard.catch and not smuggler.cross"]
  states: {home: {when: not smuggler.cross, label: At home}}
preferences:
  smuggler:
    free: {wants: not guard.catch, judgement: J, vital: VITAL}
    trade: {wants: smuggler.cross, chance: CHANCE, judgement: J}
  guard: [guard.catch if smuggler.cross]
actors:
  smuggler: {name: Smuggler, role: party}
  guard: {name: Guard, role: party}
"""


@pytest.fixture
def at_home(write_case, tmp_path):
    """Return a function that says how firmly the smuggler stays at home."""

    def of(vital, chance):
        text = GUARDED.replace("VITAL", vital).replace("CHANCE", chance)
        run = assess(write_case(text, stakes=""), 200, folder=tmp_path / f"{vital}-{chance[0]}", only=["states"])
        return firmness(run, resting(run))["NN"]

    return of


def test_who_is_kept_at_home_by_what_is_much_worse_stays_strongly(at_home):
    strong = at_home("yes", "100%")
    # Once it is caught it cannot go home either.
    assert {concept: chance.share for concept, chance in strong.held.items()} == {"gmr": 1, "smr": 1, "seq": 1}
    assert at_home("no", "100%").held == {}


def test_where_nobody_wants_to_leave_nothing_has_to_hold_anybody(at_home):
    content = at_home("yes", "0%")
    assert content.alone.share == 1
    assert {concept: chance.share for concept, chance in content.held.items()} == {"gmr": 0, "smr": 0, "seq": 0}


def test_whatever_is_uncertain_is_said_by_concept(at_home):
    assert at_home("no", "100%").whatever == {"nash": "in no case", "gmr": "in any case", "smr": "in any case"} | {
        "seq": "in any case"
    }
    assert at_home("no", "50%").whatever["nash"] == "perhaps"
    assert at_home("no", "0%").whatever["nash"] == "in any case"


def test_nobody_together_is_nobody_alone_and_no_coalition(tmp_path):
    run = assess(load("elmira"), 4, folder=tmp_path / "run", only=["states"])
    found = resting(run)
    firm = firmness(run, found)
    assert list(firm) == list(found.told)
    lasting = {state: place.rests["nash"].share for state, place in found.states.items()}
    assert {state for state, each in firm.items() if each.together.share} == {
        state for state in firm if lasting[state] and state != "NNNY"
    }
    assert {state: each.alone.share for state, each in firm.items()} == {state: lasting[state] for state in firm}


def test_of_a_large_conflict_it_is_not_asked_what_is_known_of_every_pair(tmp_path, monkeypatch):
    monkeypatch.setattr(firmness_of, "MOST_PAIRS", 100)
    run = assess(load("elmira"), 4, folder=tmp_path / "run", only=["states"])
    assert all(each.whatever == {} for each in firmness(run, resting(run)).values())
