"""Two arguments that contradict each other: shares by hand, and the belief that decides."""

import pytest

from irenic.report.rival_words import rival_sentences
from irenic.study.arguments import trials
from irenic.study.assess import assess
from irenic.study.rivals import between

STORY = """\
sources:
  s: {title: A source, author: Somebody, published: 2025-01-01, says: {p1: Something is claimed.}}
positions:
  a: {x: {wants: 0, salience: 50, judgement: made up}}
  b: {x: {wants: 100, salience: 50, judgement: made up}}
capability:
  a: {value: 20 to 100, judgement: made up}
  b: {value: 50, judgement: made up}
arguments:
  low: {says: A prevails, by: s#p1, if: {set: {capability.b: plus 0}}, then: {pressure.x: below 50}, clashes: high}
  high: {says: B prevails, by: s#p1, if: {set: {capability.b: plus 0}}, then: {pressure.x: above 50}}
  both: {says: Somebody prevails, by: s#p1, if: {set: {capability.b: plus 0}}, then: {pressure.x: above 0}}
  beyond: {says: The stars decide, by: s#p1, outside: No model here reads the stars.}
"""


@pytest.fixture
def run(write_case, tmp_path):
    case = write_case(STORY)
    return assess(case, draws=600, folder=tmp_path / "run", under=tuple(case.document.arguments), only=["influence"])


def found(run, one, other):
    return between(run, trials(run, one)[0], trials(run, other)[0])


def words(run, one, other):
    return " ".join(rival_sentences(run, trials(run, one)[0], trials(run, other)[0]))


def test_the_belief_that_decides_is_the_one_they_turn_on(run):
    rivals = found(run, "low", "high")
    stronger = float((run.draws().sel(quantity="capability.a") > 50).mean())
    assert (rivals.one.share, rivals.other.share) == pytest.approx((stronger, 1 - stronger))
    assert rivals.both.share == rivals.neither.share == 0
    (flip,) = rivals.turns.flips
    assert (flip.name, flip.above) == ("capability.a", False)
    assert flip.low - 2 <= 50 <= flip.high + 2
    told = words(run, "low", "high")
    assert told.startswith("On the same draws, this one alone is right in 6")
    assert "it would mostly be the other where only one is right" in told


def test_where_two_are_hardly_ever_right_alone_nothing_is_said_to_decide(run):
    rivals = found(run, "high", "both")
    assert rivals.one.share == 0
    assert rivals.both.share + rivals.other.share == pytest.approx(1)
    assert words(run, "high", "both").endswith("it is the other, whatever is believed.")
    assert found(run, "both", "both").turns is None
    assert "Too few draws in which only one of them is right" in words(run, "both", "both")


def test_what_cannot_be_tested_has_no_rival(run):
    assert found(run, "low", "beyond") is None
    assert words(run, "beyond", "low") == "They cannot be set against each other: one of them cannot be tested."
