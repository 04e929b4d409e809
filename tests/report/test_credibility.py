"""Whom the parties can believe: sentences, the chapter and its picture."""

import re

import pytest

from drawings import SPACE, drawn, overlap, placed, titles, words
from irenic.case.case import Case
from irenic.report.chapters.credibility import credibility_chapter
from irenic.report.chapters.shown import Shown
from irenic.report.credibility_words import credibility_findings
from irenic.report.figures import trust_by_steps
from irenic.report.findings import findings
from irenic.report.limits import limits
from irenic.report.redaction import withheld
from irenic.report.terminal import Heading
from irenic.report.terminal_run import run_data, run_page
from irenic.report.words import percent
from irenic.study.assess import assess
from irenic.study.belief import belief
from small_war import PARTIES, WAR, with_trust


def run_of(text, tmp_path_factory, only=("trust",)):
    folder = tmp_path_factory.mktemp("belief")
    (folder / "case.yaml").write_text(f"irenic: 1\ntitle: A small war\n{PARTIES}{text}", encoding="utf-8")
    return assess(Case.read(folder), 40, folder=folder / "run", only=only)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return run_of(with_trust(), tmp_path_factory)


@pytest.fixture(scope="module")
def silent(tmp_path_factory):
    return run_of(WAR, tmp_path_factory)


@pytest.fixture(scope="module")
def peace(tmp_path_factory):
    return run_of(WAR.split("war:\n")[0], tmp_path_factory, ())


def told(run):
    return {finding.about: finding.sentence for finding in credibility_findings(run)}


def shown(run):
    return Shown(run, withheld(run.case.document, "internal"))


def test_every_part_has_its_sentence_in_the_order_of_the_chapter(run):
    assert list(told(run)) == [
        "trust", "scenario.slow", "attacks", "mediator", "demand", "demand.north", "demand.south", "stalling", "talk",
    ]  # fmt: skip
    assert [finding.sentence for finding in findings(run) if finding.kind == "trust"] == list(told(run).values())


def test_trust_is_told_with_its_range_and_who_has_it(run):
    found = belief(run).trust
    needed, north, south = (
        percent(share) for share in (found.needed.middle, *(c.share for c in found.enough.values()))
    )
    first = told(run)["trust"]
    assert first.startswith(f"A settlement that is carried out at once needs a trust of {needed} (")
    assert first.endswith(f"That trust is there: North in {north} and South in {south} of draws.")


def test_small_steps_are_not_told_without_what_they_fail_to_teach(run):
    sentence = told(run)["scenario.slow"]
    assert sentence.startswith("Under “Step by step”: The first of 6 steps of a settlement needs a trust of ")
    assert "All at once would need" in sentence
    assert sentence.endswith("the step teaches nothing, and the trust that it spares is needed later.")


def test_all_three_views_of_the_mediator_are_told(run):
    sentence = told(run)["mediator"]
    assert sentence.startswith("Whether Friend can be believed depends on the view.")
    assert "it does in 100% of draws" in sentence
    assert "Kydd: a side believes" in sentence
    assert "Favretto: a bias fails" in sentence


def test_what_is_neutral_by_construction_is_called_so(run):
    assert (
        "By construction, aid moves what is asked for and not the risk that is taken knowingly" in told(run)["demand"]
    )
    assert re.search(r"North asks for more under “The friend leaves” \([\d.]+ points, ", told(run)["demand.north"])
    assert re.search(r"South asks for less under “The friend leaves” \([\d.]+ points, ", told(run)["demand.south"])


def test_a_side_that_gains_by_waiting_is_named(tmp_path_factory):
    # A strong, patient north that holds little, against a south that cannot wait; war costs next to nothing.
    text = WAR.replace("north: {value: 95% to 99%, judgement: J}", "north: {value: 99.9%, judgement: J}")
    text = text.replace("south: {value: 95% to 99%, judgement: J}", "south: {value: 70%, judgement: J}")
    text = (
        text.replace("value: 1% to 5%", "value: 0.001%")
        .replace("value: 30 to 60", "value: 0")
        .replace("now: 2", "now: 1")
    )
    assert told(run_of(text, tmp_path_factory)) == {
        "stalling": "A side gains so much by waiting for victory that no split suits both, of draws: North (100%)."
    }


def test_without_inputs_only_waiting_is_told_and_without_a_war_nothing(silent, peace):
    assert list(told(silent)) == ["stalling"]
    assert told(peace) == {}


def test_the_chapter_says_what_it_cannot_test(run, silent, peace):
    assert credibility_chapter(shown(run))["notes"] == []
    notes = credibility_chapter(shown(silent))["notes"]
    assert notes == [
        "Cannot test, because the case says nothing of it: trust and steps (war.trust), attacks by extremists "
        "(war.attacks) and demands, the mediator's word and talk alone (war.resolve)."
    ]
    assert credibility_chapter(shown(silent))["plates"] == []
    assert credibility_chapter(shown(peace))["cannot"] == "Cannot test: the case lacks the section 'war'."


def test_the_chapter_has_the_sentences_and_the_picture_with_its_table(run):
    chapter = credibility_chapter(shown(run))
    assert chapter["sentences"] == list(told(run).values())
    (plate,) = chapter["plates"]
    assert [row[0] for row in plate.table.rows] == [str(number) for number in range(1, 13)]
    assert {len(row) for row in plate.table.rows} == {len(plate.table.heads)} == {6}
    found = belief(run, "scenario.slow").trust
    sixth = plate.table.rows[5]
    assert sixth[1].startswith(percent(found.needed.middle))
    assert sixth[2:] == tuple(percent(c.share) for part in (found.enough, found.shows) for c in part.values())


def test_the_picture_names_both_ends_of_its_axes_and_whose_trust_it_shows(run):
    root = drawn(trust_by_steps(run))
    assert {"no trust at all", "sure of the other's word", "all in one step", "in 12 steps"} <= set(words(root))
    assert "the trust that North has in South" in words(root)
    assert "the trust that South has in North" in words(root)
    assert "the trust that the first step needs" in words(root)
    assert sum(title.startswith("First of ") for title in titles(root)) == 12


def test_no_two_texts_of_the_picture_lie_over_each_other(run):
    boxes = [(placed(text), "".join(text.itertext())) for text in drawn(trust_by_steps(run)).iter(f"{SPACE}text")]
    boxes = [(box, text) for box, text in boxes if text]
    assert len(boxes) > 10
    assert [(a, b) for i, (one, a) in enumerate(boxes) for two, b in boxes[i + 1 :] if overlap(one, two)] == []


def test_the_terminal_asks_the_question_and_programs_get_the_numbers(run):
    headings = [block.text for block in run_page(run) if isinstance(block, Heading)]
    assert "Why: whom can the parties believe, and what can talk alone do?" in headings
    data = {each["arm"]: each["trust"] for each in run_data(run)["prospects"]}
    assert data["scenario.slow"]["trust"]["steps"] == 6
    assert data["scenario.apart"] is None


def test_what_is_asked_beside_the_war_is_not_said_to_be_left_out(run, silent):
    (asked,) = (finding.sentence for finding in limits(run) if "leaves out" in finding.sentence)
    assert "Asked of small games beside it, each alone: bluff, attacks by extremists and settlements in steps." in asked
    (left,) = (finding.sentence for finding in limits(silent) if "leaves out" in finding.sentence)
    assert "bluff, attacks by extremists, settlements in steps" in left
    assert "beside it" not in left
