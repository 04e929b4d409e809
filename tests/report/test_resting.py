"""Places to rest as the report tells and draws them."""

import pytest

from drawings import drawn, words
from irenic.examples import load
from irenic.report.chapters.resting import resting_chapter
from irenic.report.chapters.shown import Shown
from irenic.report.figures import places, state_graph
from irenic.report.page import report_page
from irenic.report.redaction import withheld
from irenic.report.resting_words import resting_findings, resting_rows
from irenic.report.state_words import name_words, state_words, step_words
from irenic.report.terminal import Table
from irenic.report.terminal_run import run_page
from irenic.study.assess import assess
from irenic.study.resting import resting


@pytest.fixture(scope="module")
def elmira(tmp_path_factory):
    return assess(load("elmira"), 8, folder=tmp_path_factory.mktemp("elmira") / "run")


def test_the_present_the_places_and_the_way_there_are_told(elmira):
    present, found, *advice = [finding.sentence for finding in resting_findings(elmira)]
    assert present == (
        "The present, “Uniroyal delays, and nobody does anything about it”, is a place to rest in no draw if nobody "
        "looks past its own next step: Local government (100% of draws) has a step that it prefers. If everybody fears "
        "any answer at all, it is one in 100% of draws."
    )
    assert found.startswith("Of 9 states, each told by what sets it apart from the present, these are most often")
    insists = next(each for each in advice if each.startswith("“Uniroyal delays, and the town insists”"))
    assert insists.endswith(
        "Steps that each prefers lead there in 8 of 8 draws, most often (in 8) Local government: "
        "+ “Insists on the original order”."
    )
    softer = next(each for each in advice if each.startswith("“Uniroyal accepts a softer order”"))
    assert "somebody would have to change its mind" in softer
    assert softer.endswith("In none of 8 draws do steps that each prefers lead there.")


def test_the_table_has_every_concept_and_how_far_each_state_is(elmira):
    rows = {row[0]: row[1:] for row in resting_rows(elmira.case.document, resting(elmira))}
    assert rows["“Uniroyal delays, and the town insists”"] == ("100%", "100%", "100%", "100%", "1", "100%")
    assert rows["“Uniroyal delays, and nobody does anything about it”"] == ("0%", "0%", "100%", "100%", "0", "100%")
    assert len(rows) == 9
    (table,) = [block for block in run_page(elmira) if isinstance(block, Table) and block.columns[1] == "Nash"]
    assert len(table.rows) == 9


def test_a_state_without_a_name_is_told_by_what_sets_it_apart():
    document = load("ukraine-2025").document
    assert state_words(document, "NYYNYNNNNNY") == "with “Steps up its backing for Russia” (China)"
    assert (
        state_words(document, "NYYNNNNNNNN")
        == "without “Keeps arms and intelligence flowing to Ukraine” (United States)"
    )
    assert state_words(document, "NYYNYNNNNNN").startswith("“Presses on with its offensive” (Russia)")
    assert step_words(document, "NYYNYNNNNNN", "YNYNYNNNNNN") == (
        "+ “Silences its guns along the present line”, - “Presses on with its offensive”"
    )
    assert name_words(document, "silence") == "“The guns are silent”"


def test_pictures_show_every_state_and_the_steps_that_are_preferred(elmira):
    told = words(drawn(places(elmira)))
    assert "Nash" in told
    assert "100%" in told
    graph = drawn(state_graph(elmira))
    assert {str(number) for number in range(1, 10)} <= set(words(graph))


def test_the_chapter_says_what_it_leaves_out_and_what_a_case_lacks(elmira, tmp_path):
    chapter = resting_chapter(Shown(elmira, withheld(elmira.case.document, "internal")))
    assert len(chapter["plates"]) == 2
    assert "in order only" in chapter["notes"][0]
    bare = assess(load("car-emissions"), 4, folder=tmp_path / "run")
    lacking = resting_chapter(Shown(bare, withheld(bare.case.document, "internal")))
    assert lacking["cannot"] == "Cannot test: the case lacks the section 'moves'."
    assert lacking["plates"] == []


def test_hostile_labels_are_text_in_the_page(write_case, tmp_path):
    case = write_case(
        """
        moves:
          a: {go: {label: "<script>alert(1)</script>"}}
          states: {gone: {when: a.go, label: "<img src=x onerror=alert(2)>", judgement: J}}
        preferences:
          a: {order: [{wants: a.go, judgement: J}]}
        """
    )
    page = report_page(assess(case, 4, folder=tmp_path / "run"))
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
