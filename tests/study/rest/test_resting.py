"""Places to rest over draws, on cases whose truth is known by construction."""

import pytest

from irenic.case.outcomes import check_outcome
from irenic.errors import BadValue
from irenic.examples import load
from irenic.study.assess import assess
from irenic.study.needs import stability_lacks
from irenic.study.outcomes import in_each_draw
from irenic.study.rest.mind_changes import what_would_have_to_change
from irenic.study.rest.resting import resting
from irenic.study.rest.step_shares import step_shares
from irenic.study.rest.ways import ways_to
from irenic.study.rest.wishes import deciding_wish

GATE = """
moves:
  a:
    open: {label: Opens the gate}
  b:
    enter: {label: Comes in}
  infeasible: [{never: b.enter and not a.open, judgement: J}]
  states:
    peace: {when: a.open and not b.enter, label: The gate is open, judgement: J}
    inside: {when: b.enter, label: B is inside, judgement: J}
    closed: {when: not a.open, label: The gate is shut, judgement: J}
preferences:
  a:
    alone: {wants: not b.enter, judgement: J}
    generous: {wants: a.open, chance: 60%, judgement: J}
    careful: {wants: not a.open, judgement: J}
  b: [b.enter]
scenarios:
  deal: {label: The gate is opened, set: {moves.a.open.now: yes}, judgement: J}
"""


@pytest.fixture
def run(write_case, tmp_path):
    return assess(write_case(GATE), 400, folder=tmp_path / "run", only=["states"])


def test_a_wish_that_is_held_with_a_chance_decides_in_so_many_draws(run):
    found = resting(run)
    assert found.now == "NN"
    # A opens the gate where it wants that, and B comes in, which A cannot undo.
    assert abs(found.improves["a"].share - 0.6) < 0.08
    assert found.improves["b"].share == 0
    assert found.named["closed"].rests["nash"].share == 1 - found.improves["a"].share
    assert found.named["peace"].rests["nash"].share == 0
    assert found.named["inside"].rests["nash"].share == 1
    assert found.named["inside"].steps["any step"] == 2
    assert found.named["inside"].reached["improvements"].share == found.improves["a"].share
    # Whoever fears that B comes in does not open.
    assert found.named["closed"].rests["seq"].share == 1
    assert found.nowhere.share == 0
    assert set(found.states) == {"NN", "YN", "YY"}


def test_under_a_scenario_the_present_is_another_and_only_names_are_looked_at(run):
    found = resting(run, "scenario.deal")
    assert found.states == {}
    assert found.now == ""
    assert found.nowhere is None
    assert found.named["peace"].steps["any step"] == 0
    assert found.improves["b"].share == 1


def test_whose_mind_would_have_to_change_is_who_prefers_to_leave(run):
    found = resting(run)
    peace, inside = what_would_have_to_change(run, found)
    assert (peace.name, inside.name) == ("peace", "inside")
    assert inside.already.share == 1
    assert inside.actors == {}
    assert peace.actors["b"].often.share == 1
    assert peace.actors["b"].instead == "YY"
    share = sum(step.prefers for step in step_shares(run, ["NN", "YN"]) if step.start == "YN")
    assert peace.actors.get("a", peace.actors["b"]).often.share in (share, 1)
    assert peace.draws == 24


def test_the_way_is_that_of_most_draws_and_is_counted(run):
    way = ways_to(run, "NN", ["YY", "YN"])
    opened = next(step for step in step_shares(run, ["NN", "YN"]) if step.end == "YN").prefers
    assert [(step.actor, step.end) for step in way["YY"].steps] == [("a", "YN"), ("b", "YY")]
    assert way["YY"].reached == way["YY"].often == round(24 * opened)
    assert way["YY"].draws == 24


def test_a_state_to_which_no_draw_has_a_way_has_none(write_case, tmp_path):
    run = assess(write_case(GATE.replace("chance: 60%", "chance: 0%")), 4, folder=tmp_path / "run", only=["states"])
    assert ways_to(run, "NN", ["YY"])["YY"].steps == ()


def test_the_wish_that_decides_is_found_with_its_ends_and_one_that_cannot_matter_is_not(write_case, tmp_path):
    idle = GATE.replace(
        "  b: [b.enter]",
        "  b:\n    in: {wants: b.enter, judgement: J}\n    open: {wants: a.open, chance: 50%, judgement: J}",
    )
    run = assess(write_case(idle), 400, folder=tmp_path / "run", only=["states"])
    wish = deciding_wish(run, "closed")
    assert wish.path == "preferences.a.generous.chance"
    assert (wish.low.share, wish.high.share) == (1, 0)
    # B comes in whatever A wishes.
    assert deciding_wish(run, "inside") is None
    few = assess(write_case(idle, "few"), 40, folder=tmp_path / "few-run", only=["states"])
    assert deciding_wish(few, "closed") is None


def test_an_argument_may_speak_of_states_by_their_names(run):
    found = resting(run)
    rests = in_each_draw(run, "rests.closed.nash", "stability")
    assert rests.mean() == found.named["closed"].rests["nash"].share
    assert in_each_draw(run, "reached.inside", "stability").mean() == found.improves["a"].share
    assert in_each_draw(run, "improves.a", "stability").mean() == found.improves["a"].share
    assert in_each_draw(run, "rests.elsewhere.nash", "stability") is None
    assert in_each_draw(run, "reached.elsewhere", "stability") is None


def test_an_unknown_name_or_concept_is_refused_with_the_nearest():
    known = {"state": ("peace", "closed")}
    assert check_outcome("rests.peace.smr", known).families == ("stability",)
    with pytest.raises(BadValue) as refused:
        check_outcome("rests.peac.nash", known)
    assert refused.value.nearest == "peace"
    with pytest.raises(BadValue) as refused:
        check_outcome("rests.peace.nasch", known)
    assert refused.value.nearest == "nash"


def test_a_case_without_moves_or_preferences_says_what_it_lacks(write_case):
    silent = write_case("positions: {a: {x: {wants: low, judgement: J}}}")
    assert stability_lacks(silent.document) == "the section 'moves'"
    moves = write_case("moves: {a: {go: {label: Goes}}}", "other")
    assert stability_lacks(moves.document) == "the section 'preferences', for an actor with moves"


def test_overlays_that_together_make_a_present_that_cannot_occur_have_no_answer():
    case = load("ukraine-2025").under(scenario="walk-away", lever="secondary-sanctions")
    assert stability_lacks(case.document).startswith("a present that can occur: the moves made now cannot occur")
