"""What a run will compute: its arms, and what each of them need not compute again."""

import pytest

from irenic.errors import BadUse, UnknownName
from irenic.examples import load
from irenic.study.assess import Run, assess
from irenic.study.families import FAMILIES, INFLUENCE
from irenic.study.plan import AS_ENTERED, MOST_DRAWS, plan

STORY = """\
positions:
  a: {x: {wants: 20 to 40, salience: 30 to 60, judgement: made up}}
  b: {x: {wants: mid, salience: 40, judgement: made up}}
capability:
  a: {value: 30 to 60, judgement: made up}
  b: {value: 40 to 70, judgement: made up}
moves:
  a: {go: {label: Go}}
  b: {stay: {label: Stay}}
preferences:
  a: [a.go]
  b: [b.stay]
scenarios:
  armed: {label: Arms come, set: {capability.a: plus 5}, judgement: made up}
  moved: {label: The middle moves, set: {issues.x.options.mid.at: 60}, judgement: made up}
  tastes: {label: Tastes change, set: {preferences.a: [b.stay]}, judgement: made up}
perspectives:
  doubter: {label: The doubter, set: {positions.a.x.wants: 0 to 10}, judgement: made up}
"""


@pytest.fixture
def planned(write_case):
    return plan(write_case(STORY), 3000, 1)


def test_the_arms_are_the_case_as_entered_each_perspective_and_each_scenario(planned):
    names = [arm.name for arm in planned.arms]
    assert names == [AS_ENTERED, "perspective.doubter", "scenario.armed", "scenario.moved", "scenario.tastes"]
    assert [arm.label for arm in planned.arms][1:3] == ["The doubter", "Arms come"]


def test_the_case_as_entered_draws_every_number(planned):
    assert set(planned.arms[0].changed) == {placed.path for placed in planned.case.drawn}


def test_an_arm_draws_what_it_changes_and_what_may_move_with_it(planned):
    changed = {arm.name: set(arm.changed) for arm in planned.arms}
    assert changed["perspective.doubter"] == {"positions.a.x.wants"}
    assert changed["scenario.armed"] == {"capability.a"}
    assert changed["scenario.tastes"] == set()
    # Places are sorted, and positions may name an option: the whole line moves.
    moved = {f"issues.x.options.{option}.at" for option in ("low", "mid", "high")}
    assert changed["scenario.moved"] == moved | {f"positions.{a}.x.{w}" for a in "ab" for w in ("wants", "salience")}


def test_a_family_runs_only_where_an_arm_changes_what_it_reads(planned):
    own = [arm.name for arm in planned.arms_of(INFLUENCE)]
    assert own == [AS_ENTERED, "perspective.doubter", "scenario.armed", "scenario.moved"]


def test_blocks_cover_every_draw_once(planned):
    assert planned.blocks == 3
    assert [planned.block(number) for number in range(3)] == [(0, 1024), (1024, 2048), (2048, 3000)]


@pytest.mark.parametrize("draws", [0, -1, MOST_DRAWS + 1])
def test_a_number_of_draws_that_makes_no_sense_is_refused(draws):
    with pytest.raises(BadUse, match="allowed: 1 to 10,000,000"):
        plan(load("two-villages"), draws, 1)


def test_a_seed_below_0_is_refused():
    with pytest.raises(BadUse, match="the seed is -1; allowed: 0 or more"):
        plan(load("two-villages"), 10, -1)


def test_a_case_without_inputs_for_any_family_says_what_is_lacking(write_case):
    case = write_case("positions:\n  a: {x: {refuses: high, judgement: made up}}\n")
    with pytest.raises(BadUse, match="influence needs positions with 'wants' on at least one issue"):
        plan(case, 10, 1)
    assert all(family.lacks(case.document) for family in FAMILIES)
    assert not any(family.lacks(load("ukraine-2025").document) for family in FAMILIES)


def test_a_case_without_a_war_is_planned_without_the_families_that_need_one():
    planned = plan(load("two-villages"), 10, 1)
    without = ["influence", "bargaining", "fairness", "trades", "stability", "states"]
    assert [family.name for family in planned.families] == without


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("signatories: [a]\n", "bargaining needs two parties or more who must sign"),
        ("", "bargaining needs what these want on some issue: a, b"),
        ("", "war needs the section 'war'"),
    ],
)
def test_what_bargaining_and_war_lack_is_named(write_case, text, lacks):
    case = write_case(text + "positions:\n  a: {x: {refuses: high, judgement: made up}}\n")
    with pytest.raises(BadUse, match=lacks):
        plan(case, 10, 1)


def test_both_parties_of_a_war_must_sign(write_war):
    signing = plan(write_war(), 5, 1)
    assert "war" in [family.name for family in signing.families]
    without = plan(write_war(head="signatories: [west, host]\n", name="unsigned"), 5, 1)
    assert [family.name for family in without.families] == ["influence", "bargaining", "fairness", "trades"]
    lacking = {family.lacks(without.case.document) for family in FAMILIES} - {""}
    assert lacking == {"both parties of the war among those who sign", "the section 'moves'"}


def test_a_war_without_a_mediator_is_planned_without_the_family_of_one(write_war):
    case = write_war()
    assert {family.name: family.lacks(case.document) for family in FAMILIES}["mediator"] == (
        "'mediator' in the section 'war'"
    )
    assert "mediator" not in [family.name for family in plan(case, 5, 1).families]


def test_the_fingerprint_tells_plans_apart(planned, write_case):
    case = planned.case
    prints = {plan(case, 3000, 1).fingerprint, plan(case, 3001, 1).fingerprint, plan(case, 3000, 2).fingerprint}
    prints |= {plan(case, 3000, 1, "sobol").fingerprint, plan(write_case(STORY, "other"), 3000, 1).fingerprint}
    prints |= {plan(write_case(STORY.replace("40 to 70", "40 to 71")), 3000, 1).fingerprint}
    assert len(prints) == 6
    assert planned.fingerprint in prints


def test_every_name_of_a_family_is_its_own():
    assert len({family.name for family in FAMILIES}) == len(FAMILIES)


def test_only_the_families_asked_for_are_run_and_opened_again(tmp_path):
    case = load("two-villages")
    run = assess(case, 10, folder=tmp_path / "run", only=["influence"])
    assert [family.name for family in run.plan.families] == ["influence"]
    assert Run(tmp_path / "run").plan.fingerprint == run.plan.fingerprint
    assert plan(case, 10, 1).fingerprint != run.plan.fingerprint
    with pytest.raises(UnknownName, match="did you mean 'influence'"):
        plan(case, 10, 1, only=["influenc"])
    with pytest.raises(BadUse, match="war needs the section 'war'"):
        plan(case, 10, 1, only=["war"])
