"""Arguments on cases whose truth is known by construction."""

import numpy as np
import pytest
from tests.small_war import PARTIES, WAR

from irenic.case.outcomes import OUTCOMES
from irenic.errors import UnknownName
from irenic.study.arguments import SAME_TO_THE_BIT, argued, families_for, trials, with_opponents
from irenic.study.assess import Run, assess
from irenic.study.families import FAMILIES
from irenic.study.outcomes import READERS, in_each_draw
from irenic.study.plan import AS_ENTERED, plan, supposed

STORY = """\
positions:
  a: {x: {wants: 0, salience: 50, judgement: made up}}
  b: {x: {wants: 100, salience: 50, judgement: made up}}
capability:
  a: {value: 20 to 80, judgement: made up}
  b: {value: 50, judgement: made up}
moves:
  a: {go: {label: Go}}
scenarios:
  idle: {label: Nothing that counts, set: {moves.a.go.label: Gone}, judgement: made up}
  decides: {label: B becomes strong, set: {capability.b: times 3}, judgement: made up}
  unfit: {label: B wants more, set: {positions.b.x.wants: plus 0 to 1}, judgement: made up}
perspectives:
  sure: {label: A is strong, set: {capability.a: 90 to 95}, judgement: made up}
  fixed: {label: B wants little, set: {positions.b.x: {refuses: low}}, judgement: made up}
arguments:
  cannot-matter:
    says: Doing what nobody notices moves the balance.
    by: s#p1
    if: {scenario: idle}
    then: {pressure.x: rises}
  decides:
    says: If B becomes strong, the balance moves to B.
    by: s#p1
    if: {scenario: decides}
    then: {pressure.x: rises}
    clashes: other-way
  other-way:
    says: If B becomes strong, the balance moves to A.
    by: s#p1
    if: {scenario: decides}
    then: {pressure.x: falls}
  threshold:
    says: The balance ends on the side of A, if A is the stronger.
    by: s#p1
    if: {set: {capability.b: plus 0}}
    then: {pressure.x: below 50}
  two-things:
    says: If B becomes strong, the balance moves to B and ends beyond 90.
    by: s#p1
    if: {scenario: decides}
    then: {pressure.x: rises, victory.a: rises}
  cannot-be-done:
    says: B could want more.
    by: s#p1
    if: {scenario: unfit}
    then: {pressure.x: rises}
  beyond:
    says: The stars decide.
    by: s#p1
    outside: No model here reads the stars.
"""
SOURCES = """\
sources:
  s: {title: A source, author: Somebody, published: 2025-01-01, says: {p1: Something is claimed.}}
"""


@pytest.fixture
def run(write_case, tmp_path):
    case = write_case(SOURCES + STORY)
    return assess(case, draws=400, folder=tmp_path / "run", under=tuple(case.document.arguments), only=["influence"])


def verdicts(run, argument):
    return {trial.reading: trial.verdict for trial in trials(run, argument)}


def test_a_lever_that_cannot_matter_has_no_effect_and_that_is_told_as_such(run):
    (entered, *_) = trials(run, "cannot-matter")
    assert entered.verdict == "no effect"
    assert [answer.reason for answer in entered.answers] == [SAME_TO_THE_BIT]


def test_a_lever_that_decides_holds_and_its_opposite_is_reversed_except_where_there_is_nothing_to_decide(run):
    readings = (AS_ENTERED, "perspective.sure", "perspective.fixed")
    assert verdicts(run, "decides") == dict(zip(readings, ("holds", "holds", "no effect"), strict=True))
    assert verdicts(run, "other-way") == dict(zip(readings, ("reversed", "reversed", "no effect"), strict=True))


def test_a_belief_beyond_a_threshold_gives_the_share_of_draws_beyond_it(run):
    entered, sure, _ = trials(run, "threshold")
    stronger = run.draws().sel(quantity="capability.a").to_numpy() > 50
    assert entered.answers[0].tally.author.share == stronger.mean()
    assert ((entered.answers[0].tally.sides.signs > 0) == stronger).all()
    assert sure.verdict == "holds"


def test_an_outcome_that_the_case_has_no_model_for_cannot_be_tested_and_says_what_is_lacking(run):
    entered = trials(run, "two-things")[0]
    assert [answer.verdict for answer in entered.answers] == ["holds", "cannot test"]
    assert entered.answers[1].reason == "it needs the section 'war'"
    assert entered.verdict == "holds"


def test_what_cannot_be_done_under_a_reading_cannot_be_tested_under_it_alone(run):
    found = verdicts(run, "cannot-be-done")
    assert found["perspective.fixed"] == "cannot test"
    assert found[AS_ENTERED] != "cannot test"


def test_an_argument_outside_the_models_is_refused_with_its_reason(run):
    for trial in trials(run, "beyond"):
        assert (trial.verdict, trial.reason, trial.answers) == ("cannot test", "No model here reads the stars.", ())


def test_both_sides_are_solved_on_the_same_draws(run):
    entered = trials(run, "decides")[0]
    a = run.draws().sel(quantity="capability.a").to_numpy()
    sides = entered.answers[0].tally.sides
    assert np.allclose(sides.before, 100 * 50 / (a + 50))
    assert np.allclose(sides.after, 100 * 100 / (a + 100))  # a capability is capped at 100


def test_a_run_that_is_opened_again_gives_the_same_verdicts(run):
    again = Run(run.folder)
    assert argued(again) == argued(run) == tuple(run.case.document.arguments)
    for argument in argued(run):
        assert verdicts(again, argument) == verdicts(run, argument)


def test_an_argument_that_was_not_put_to_the_test_is_not_in_the_run(run, tmp_path):
    other = assess(run.case, draws=10, folder=tmp_path / "other", under=("decides",), only=["influence"])
    with pytest.raises(UnknownName, match="no argument 'threshold'; there is decides"):
        trials(other, "threshold")
    with pytest.raises(UnknownName, match=r"no argument 'thresold'.*did you mean 'threshold'"):
        plan(run.case, 10, 1, under=("thresold",))


def test_arguments_bring_those_they_clash_with(run):
    assert with_opponents(run.case, ["decides"]) == ("decides", "other-way")
    assert families_for(run.case, ["decides", "two-things"]) == ("influence", "war")


def test_arguments_that_suppose_the_same_share_an_arm(run):
    names = [arm.name for arm in run.arms]
    assert len(names) == len(set(names))
    assert names.count("scenario.decides") == 1
    assert "perspective.sure+argument.threshold" in names
    assert supposed(run.case, "decides").scenarios == ("decides",)


def test_every_outcome_has_a_reader_for_every_family_that_there_is():
    there = {family.name for family in FAMILIES}
    promised = {(outcome.pattern, family) for outcome in OUTCOMES for family in outcome.families if family in there}
    assert set(READERS) == promised


WHAT_IF = """\
arguments:
  strong:
    says: A strong South does not lose.
    by: s#p1
    if: {set: {war.forces.own.south: 400}}
    then:
      victory.north: falls
      value.south: rises
      settlement.within.12: unchanged
      settlement.terms.south: rises
      settlement.survives.12: rises
      settlement.ripe: "no"
      settlement.way-out: rises
      guarantee.needed: above 0
      accepts.south.partition: "no"
      packages.feasible: not empty
      settlement.within.600: rises
      victory.friend: rises
"""


def test_every_outcome_of_a_war_is_read_from_its_draws(write_case, tmp_path):
    case = write_case(SOURCES + WAR + WHAT_IF, stakes=PARTIES)
    run = assess(case, draws=60, folder=tmp_path / "run", under=("strong",), only=families_for(case, ["strong"]))
    entered = trials(run, "strong")[0]
    found = {(answer.outcome, answer.family): answer for answer in entered.answers}
    assert found["victory.north", "war"].verdict in ("holds", "holds weakly")
    assert found["value.south", "war"].verdict == "holds"
    # Beyond the horizon of the model, and of an actor that fights no war, nothing is said.
    assert found["settlement.within.600", "war"].verdict == "cannot test"
    assert found["victory.friend", "war"].verdict == "cannot test"
    war = run.answers("war", "argument.strong")
    soon = in_each_draw(run, "settlement.within.12", "war", "argument.strong")
    assert np.allclose(soon, war.settled.sel(month=range(1, 13)).sum("month"))
    assert np.allclose(
        in_each_draw(run, "victory.north", "war"), run.answers("war").victory.sel(party="north").sum("month")
    )
    for family, answer in (("bargaining", "agreement"), ("war", "feasible")):
        assert np.array_equal(in_each_draw(run, "packages.feasible", family), run.answers(family)[answer])
