"""What the mediator would do, in sentences: each says its numbers, and what they rest on."""

import pytest

from drawings import drawn, words
from irenic.case.case import Case
from irenic.report.chapters.mediator import mediator_chapter
from irenic.report.chapters.shown import Shown
from irenic.report.figures import lever_use
from irenic.report.limits import limits
from irenic.report.mediator_words import mediator_findings
from irenic.report.redaction import withheld
from irenic.report.what_if import untested
from irenic.study.assess import assess
from irenic.study.effects import unmoved
from irenic.study.own_will import own_will
from small_war import LEVERS, PARTIES, WAR, WITH_HOST, mediated_war


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return a function that gives a run of the small war with a mediator, and what is said of the mediator."""

    def tell(text, draws=30, stakes=WITH_HOST, only=("war", "mediator")):
        folder = tmp_path_factory.mktemp("mediated")
        (folder / "case.yaml").write_text(f"irenic: 1\ntitle: A war\nsummary: S.\n{stakes}{text}", encoding="utf-8")
        run = assess(Case.read(folder), draws, folder=folder / "run", only=only)
        return run, [finding.sentence for finding in mediator_findings(run)]

    return tell


@pytest.fixture(scope="module")
def free(told):
    still = "  warned: {label: The host warns them, pull: threat, judgement: J}\n"
    return told(mediated_war(leave="1000").replace("scenarios:\n", f"scenarios:\n{still}"))


def chapter(run):
    return mediator_chapter(Shown(run, withheld(run.case.document, "public")))


def test_what_is_used_is_said_with_months_and_the_number_of_draws(free):
    run, (uses, _, brings, no_place) = free
    found = own_will(run)
    label = run.case.document.levers[next(iter(found.used))].label
    assert uses.startswith(f"Left to itself, the mediator (Host) uses “{label}” in ")
    assert uses.endswith("This was worked out for 24 of 30 draws.")
    assert found.draws == 24
    assert "a settlement within 12 months has a chance of" in brings
    assert no_place == (
        "Cannot test “Threaten to leave” and “Say it again”: the model of the war has no place for what they do. In "
        "these draws they change no force, no cost of war, no text and no offer."
    )


def test_a_scenario_that_changes_only_the_mediators_stakes_is_told_apart_from_one_that_no_model_uses(free):
    run, _ = free
    sentences = [finding.sentence for finding in untested(run, unmoved(run))]
    assert (
        "“The host warns them” changes only what the mediator itself gains and loses. Left to itself, it would do the "
        "same in every draw in which that was asked." in sentences
    )
    assert not any("cannot test" in sentence and "The host warns them" in sentence for sentence in sentences)


def test_levers_too_dear_are_not_used_and_that_is_said(told):
    one = LEVERS.rsplit("  reminder", 1)[0]
    _, (uses, leaves, brings, no_place) = told(mediated_war("1000", "1000").replace(LEVERS, one))
    assert "uses no lever in any draw. On average it leaves things as they are for" in uses
    assert leaves == "The mediator walks away in no draw. So few draws leave open whether it would in up to 14% of all."
    assert brings.endswith("Not enough draws to tell the two apart, or no difference.")
    assert no_place.startswith("Cannot test “Threaten to leave”: the model of the war has no place for what this lever")


def test_a_mediator_that_walks_away_is_said_to_with_a_chance(told):
    run, (_, leaves, *_) = told(mediated_war(leave="0").replace(LEVERS, ""))
    assert leaves.startswith("The mediator may walk away in ")
    assert own_will(run).leaves.value > 0


def test_few_draws_give_no_range(told):
    run, (uses, *_) = told(mediated_war(), draws=3)
    assert "(not enough draws for a range)" in uses
    assert "inf" not in uses
    assert "Squeeze the north" in " ".join(words(drawn(lever_use(run))))


def test_the_picture_and_the_chapter_name_every_lever_that_has_a_place(free):
    run, _ = free
    (plate,) = chapter(run)["plates"]
    named = {row[0] for row in plate.table.rows}
    assert named == {"Squeeze the north", "Stop the aid", "Nothing: it leaves things as they are"}
    shown = " ".join(words(drawn(lever_use(run, "perspective.gloomy"))))
    assert "Squeeze the north" in shown
    assert "Stop the aid" in shown
    assert not chapter(run)["cannot"]


def test_a_war_without_a_mediator_says_what_is_lacking(told):
    run, sentences = told(WAR, 6, PARTIES, ["war"])
    assert sentences == []
    assert chapter(run)["cannot"] == "Cannot test: the case lacks 'mediator' in the section 'war'."
    assert "a mediator with aims of its own" in " ".join(finding.sentence for finding in limits(run))


def test_limits_of_a_mediator_left_to_itself_are_told_where_it_was_asked(free):
    told = " ".join(finding.sentence for finding in limits(free[0]))
    assert "A mediator left to itself uses one lever at a time" in told
    assert "a mediator with aims of its own" not in told
