"""Arguments in the report: a card and a picture for each, and nothing that a text could do to the page."""

import pytest

from irenic.errors import BadUse
from irenic.report.failing_words import elsewhere_sentences, failing_sentences
from irenic.report.figures import sides
from irenic.report.page import report_page
from irenic.report.verdict_words import readings_sentence, verdict_sentence
from irenic.study.arguments import trials
from irenic.study.assess import assess

HOSTILE = "</h3><script>alert(1)</script>"
STORY = f"""\
sources:
  s: {{title: A source, author: Somebody, published: 2025-01-01, says: {{p1: Something is claimed.}}}}
positions:
  a: {{x: {{wants: 0, salience: 50, judgement: made up}}}}
  b: {{x: {{wants: 100, salience: 50, judgement: made up}}}}
capability:
  a: {{value: 20 to 80, judgement: made up}}
  b: {{value: 50, judgement: made up}}
scenarios:
  strong: {{label: "B is strong {HOSTILE}", set: {{capability.b: 100}}, judgement: made up}}
perspectives:
  sure: {{label: "A is strong {HOSTILE}", set: {{capability.a: 90 to 95}}, judgement: made up}}
arguments:
  moves:
    says: "It moves to B {HOSTILE}"
    by: s#p1
    if: {{scenario: strong}}
    then: {{pressure.x: rises}}
    clashes: stays
  stays: {{says: It moves to A, by: s#p1, if: {{scenario: strong}}, then: {{pressure.x: falls}}}}
  beyond: {{says: Stars, by: s#p1, outside: "No model reads stars {HOSTILE}"}}
"""


@pytest.fixture
def runs(write_case, tmp_path):
    """Return a run of a case, and one that tests its arguments."""
    case = write_case(STORY)
    only = ["influence"]
    argued = assess(case, draws=200, folder=tmp_path / "argued", under=tuple(case.document.arguments), only=only)
    return assess(case, draws=50, folder=tmp_path / "run", only=only), argued


def test_a_card_says_the_verdict_its_numbers_and_what_became_of_the_opponent(runs):
    page = report_page(runs[0], argued=runs[1])
    assert "put to the test on 200 draws" in page
    assert "Holds. Where the weighted pull of all actors settles on X, expected “rises” (influence)" in page
    assert "for the author 100% (98% to 100%), against 0% (0% to 2%), neither 0% (0% to 2%) of 200 draws" in page
    assert "</bdi> Reversed. On the same draws, this one alone is right in 100%" in page
    assert page.count("For and against: where the weighted pull") == 2


def test_where_it_fails_under_a_perspective_is_told_where_that_differs(write_case, tmp_path):
    far = STORY.replace(
        "  beyond:", "  far: {says: Far, by: s#p1, if: {scenario: strong}, then: {pressure.x: above 60}}\n  beyond:"
    )
    case = write_case(far.replace("perspectives:\n", "perspectives:\n  silent: {label: Silent, judgement: made up}\n"))
    run = assess(case, draws=400, folder=tmp_path / "argued", under=("far",), only=["influence"])
    entered, *_ = found = trials(run, "far")
    # B pulls it past 60 while A is weaker than two thirds of B. Whoever is sure that A is stronger sees it in no draw.
    when, _ = failing_sentences(run, entered)
    assert when.startswith("It fails in 100% (91% to 100%) of the draws in which what A can bring to bear is above 67")
    assert dict(elsewhere_sentences(run, found)) == {
        f"A is strong {HOSTILE}": ("It is as the author says in no draw, whatever is believed.",)
    }
    page = report_page(run, argued=run)
    assert "When it fails or comes about under the perspectives" in page
    assert HOSTILE not in page


def test_without_a_run_of_arguments_none_is_said_to_be_tested(runs):
    page = report_page(runs[0])
    assert "This run puts none of them to the test" in page
    assert "For and against" not in page


def test_no_text_of_an_argument_acts_in_the_page(runs):
    page = report_page(runs[0], argued=runs[1])
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)") > 5


def test_a_run_that_tests_nothing_of_this_case_is_refused(runs, write_case, tmp_path):
    with pytest.raises(BadUse, match="tests no arguments of this very case; make one with: irenic argue"):
        report_page(runs[0], argued=runs[0])
    other = assess(
        write_case(STORY.replace("20 to 80", "20 to 81"), "other"), draws=5, folder=tmp_path / "b", only=["influence"]
    )
    with pytest.raises(BadUse, match="this very case"):
        report_page(other, argued=runs[1])


def test_the_bars_of_a_picture_are_the_shares_of_the_draws(runs):
    found = str(sides(runs[1], "moves").to_dict(validate=False))
    assert "As entered: for in 100% of draws" in found
    assert "for the author" in found
    assert "against" in found
    assert "As entered: against in 100% of draws" in str(sides(runs[1], "stays").to_dict(validate=False))


def test_sentences_say_why_nothing_was_tested_and_how_the_perspectives_differ(runs):
    assert verdict_sentence(runs[1], trials(runs[1], "beyond")[0]).startswith("Cannot test: No model reads stars")
    assert readings_sentence(runs[1], trials(runs[1], "moves")) == "Holds under every perspective."
