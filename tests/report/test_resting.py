"""Places to rest as the report tells and draws them."""

from math import hypot

import pytest

from drawings import drawn, words
from irenic.examples import load
from irenic.report.chapters.resting import resting_chapter
from irenic.report.chapters.shown import Shown
from irenic.report.deal_words import deal_findings, deal_rows
from irenic.report.figures import places, state_graph
from irenic.report.figures.deals import deals
from irenic.report.firmness_words import STRONG, firmness_rows, whatever_words
from irenic.report.lever_step_words import lever_step_findings
from irenic.report.page import report_page
from irenic.report.redaction import withheld
from irenic.report.resting_words import resting_findings, resting_rows
from irenic.report.state_words import name_words, state_words, step_words
from irenic.report.terminal import Table
from irenic.report.terminal_run import run_page
from irenic.study.assess import assess
from irenic.study.intervals import Chance
from irenic.study.rest.deals import deals_from
from irenic.study.rest.firmness import Firmness, firmness
from irenic.study.rest.lever_steps import levers_read, what_levers_move
from irenic.study.rest.resting import resting


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
        "Steps that each prefers lead to this state in 8 of the first 8 draws, most often (in 8) Local government: "
        "+ “Insists on the original order”."
    )
    softer = next(each for each in advice if each.startswith("“Uniroyal accepts a softer order”"))
    assert "somebody would have to change its mind" in softer
    assert softer.endswith("In none of the first 8 draws do steps that each prefers lead to this state.")


def test_the_table_has_every_concept_and_how_far_each_state_is(elmira):
    rows = {row[0]: row[1:] for row in resting_rows(elmira.case.document, resting(elmira))}
    assert rows["“Uniroyal delays, and the town insists”"] == ("100%", "100%", "100%", "100%", "1", "100%")
    assert rows["“Uniroyal delays, and nobody does anything about it”"] == (
        "0%",
        "0%",
        "100%",
        "100%",
        "0",
        "holds now",
    )
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
    assert [plate.title for plate in chapter["plates"]] == [
        "In how many draws all would stay",
        "Who would step from where to where",
        "How firmly they would stay",
    ]
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


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return assess(load("ukraine-2025"), 60, folder=tmp_path_factory.mktemp("ukraine") / "run", only=["states"])


def test_who_could_leave_together_is_told_and_drawn_and_stands_in_the_table(reference):
    found = resting(reference)
    together = deals_from(reference, found.now)
    (finding,) = deal_findings(reference, found)
    rows = deal_rows(reference.case.document, together, found.now)
    assert len(rows) == len(together) > 0
    # Every group that is told has the share and the steps of its row.
    for who, share, steps, _ in rows[: finding.sentence.count(" of draws, most often by ")]:
        assert f"{who} in {share} of draws, most often by {steps}" in finding.sentence
    assert set(finding.numbers) == {"+".join(deal.members) for deal in together}
    drawn_words = words(drawn(deals(reference.case.document, together)))
    assert all(row[1] in drawn_words for row in rows)
    assert deals(reference.case.document, together * 5).height > deals(reference.case.document, together).height


def test_what_a_lever_moves_is_told_where_it_moves_anything(reference):
    findings = {finding.about: finding for finding in lever_step_findings(reference)}
    assert set(findings) == set(levers_read(reference.case.document))
    pulled = what_levers_move(reference)
    for lever, finding in findings.items():
        shares = [pair for each in pulled if each.lever == lever for pair in (*each.rests.values(), each.reached)]
        far = any(abs(after.share - before.share) >= 0.05 for before, after in shares)
        assert ("moves by 5% of draws or more" in finding.sentence) != far


def test_how_firm_each_state_is_stands_in_the_table_with_its_names(reference):
    found = resting(reference)
    rows = firmness_rows(reference.case.document, found, firmness(reference, found))
    assert rows[0][0] == "The present"
    assert len(rows) == len(found.told)
    for words_of_it, shares, whatever in rows:
        assert words_of_it
        assert len(shares) == 2 + len(STRONG)
        alone, together, *held = shares
        assert together <= alone
        assert all(share + alone <= 1 for share in held)  # where nobody wants to leave, nothing holds anybody
        assert any(word in whatever for word in ("in any case", "perhaps", "in no case"))
    chapter = resting_chapter(Shown(reference, withheld(reference.case.document, "internal")))
    assert len(chapter["plates"]) == 5
    assert all(len(row) == len(plate.table.heads) for plate in chapter["plates"] for row in plate.table.rows)


def test_a_conflict_too_large_for_pairs_says_so():
    assert whatever_words(Firmness(Chance(0.0, 0.0, 0.1), Chance(0.0, 0.0, 0.1), {}, {})) == "too many states to say"


def test_an_overlay_that_replaces_all_that_an_actor_wants_is_told_in_words(write_case, tmp_path):
    case = write_case(
        """
        moves: {a: {go: Goes}, b: {pay: Pays}}
        preferences: {a: [a.go], b: [b.pay]}
        levers:
          turns: {label: A turns, by: a, does: {preferences.a: [not a.go]}, judgement: J}
          ranks: {label: A ranks, by: a, does: {preferences.a: {ranking: [b.pay, a.go]}}, judgement: J}
        perspectives:
          other: {label: Another reading, set: {preferences.b: [not b.pay]}, judgement: J}
        """
    )
    run = assess(case, 4, folder=tmp_path / "run", only=["states", "influence"])
    page = report_page(run)
    assert "what A wants" in page
    assert "they <strong>cannot be tested</strong>" not in page


def test_no_arrow_runs_through_the_circle_of_a_third_state(tmp_path):
    spec = state_graph(assess(load("korea"), 8, folder=tmp_path / "run", only=["states"])).to_dict()
    marks = [(layer["mark"]["type"], row) for layer in spec["layer"] for row in spec["datasets"][layer["data"]["name"]]]
    circles = [(row["x"], row["y"]) for kind, row in marks if kind == "point" and row["shape"] == "circle"]
    lines = [(row["x"], row["y"], row["x2"], row["y2"]) for kind, row in marks if kind == "rule"]
    assert len(circles) == 12
    for x, y, x2, y2 in lines:
        long = hypot(x2 - x, y2 - y)
        for a, b in circles:
            along = ((a - x) * (x2 - x) + (b - y) * (y2 - y)) / long
            across = abs((b - y) * (x2 - x) - (a - x) * (y2 - y)) / long
            assert not (0 < along < long and across < 16)
