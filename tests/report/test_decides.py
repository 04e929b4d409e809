"""What decides the answer, as the report says and draws it, on cases whose truth is known by construction."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

import irenic
from drawings import SPACE, drawn, overlap, placed, titles, words
from irenic.report import deciding
from irenic.report.belief_words import basis_words, conditions_words, number_words, value_words
from irenic.report.chapters.decides import decides_chapter
from irenic.report.chapters.shown import Shown
from irenic.report.figures.drivers import MOST, drivers
from irenic.report.page import report_page
from irenic.report.redaction import withheld
from irenic.study.sensitivity.discovery import Condition
from irenic.study.sensitivity.index import Index
from irenic.study.sensitivity.moves import what_moves

BARGAIN = """
positions:
  a: {x: {wants: 100, salience: 60}, y: {wants: 0, salience: {value: 5 to 95, because: s#p2, judgement: made up}}}
  b: {x: {wants: 0, salience: 60}, y: {wants: 100, salience: 60}}
capability: {a: 20 to 80, b: 20 to 80}
sources:
  s: {title: The only source, mark: internal}
"""
STAKES = """\
actors: {a: {name: Anna, role: party}, b: {name: Bert, role: party}}
issues:
  x:
    name: Land
    question: Whose is it?
    options: {low: {at: 0, label: Low}, high: {at: 100, label: High}}
    now: low
  y:
    name: Money
    question: Whose is it?
    options: {low: {at: 0, label: Little}, high: {at: 100, label: Much}}
    now: low
"""
SALIENCE = "positions.a.y.salience"


@pytest.fixture
def run(write_case, tmp_path):
    """Return a run in which one number alone decides: whether what Anna has to pay is worth the land to her."""
    return irenic.assess(write_case(BARGAIN, stakes=STAKES), draws=400, folder=tmp_path / "run")


def shown(run):
    return Shown(run, withheld(run.case.document, "internal"))


def test_the_chapter_names_the_belief_that_decides_with_its_ends_and_what_it_rests_on(run, monkeypatch):
    deal = (run.draws().sel(quantity=SALIENCE) < 60).to_numpy().astype(float)
    monkeypatch.setattr(deciding, "in_each_draw", lambda _, measure: deal if measure == "agreement" else None)
    chapter = decides_chapter(shown(run))
    assert chapter["cannot"] == ""
    said = " ".join(chapter["sentences"])
    assert "accept: how much Anna minds Money moves it most: it is 100% on average where that is up to" in said
    assert "and 0% on average where that is from" in said
    assert "Of 2 other numbers, none can be told from chance with 400 draws." in said
    assert "there is none in 100% (" in said
    assert "of the draws in which how much Anna minds Money is above 60 of 100" in said
    assert "were known to lie above 6" in said
    (plate,) = chapter["plates"]
    assert plate.title == "Whether there is a package that all who must sign accept"
    assert [row[0] for row in plate.table.rows] == ["how much Anna minds Money"]
    assert plate.table.rows[0][-1] == "s#p2; a judgement"
    assert "Anna minds" in plate.svg


def test_real_answers_are_asked_and_stand_in_the_page(run):
    chapter = decides_chapter(shown(run))
    assert any(sentence.startswith("Whether there is a package") for sentence in chapter["sentences"])
    page = report_page(run)
    assert '<section id="decides"' in page
    assert "What decides the answer" in page


def test_an_answer_that_nothing_moves_says_so(run, monkeypatch):
    noise = (np.arange(400) * 7919 % 400 < 120).astype(float)
    monkeypatch.setattr(deciding, "in_each_draw", lambda _, measure: noise if measure == "settled" else None)
    chapter = decides_chapter(shown(run))
    said = " ".join(chapter["sentences"])
    assert "no number moves it beyond what chance would give" in said
    assert "no conditions on a few numbers say better than chance where it is below one half" in said
    assert "in most draws it is below one half, and no single belief would turn that" in said
    assert chapter["plates"] == []


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (np.ones(400), "the same in every draw, so nothing moves it"),
        (np.arange(400) % 2.0, "so there is no majority to turn"),
    ],
)
def test_an_answer_that_is_always_the_same_or_even_says_so(run, monkeypatch, values, says):
    monkeypatch.setattr(deciding, "in_each_draw", lambda _, measure: values if measure == "settled" else None)
    assert says in " ".join(decides_chapter(shown(run))["sentences"])


def test_too_few_draws_say_the_rule_and_nothing_else(runs):
    chapter = decides_chapter(shown(runs("two-villages")))
    assert chapter["cannot"] == "Not enough draws: this is asked in runs of 200 draws or more, and this one has 60."
    assert (chapter["plates"], chapter["sentences"]) == ([], [])


def test_a_case_without_the_models_says_that_it_cannot_be_tested(run, monkeypatch):
    monkeypatch.setattr(deciding, "in_each_draw", lambda *_: None)
    assert decides_chapter(shown(run))["cannot"].startswith("Cannot test: neither war nor bargaining")


def test_the_picture_has_a_row_for_every_number_found_and_no_more_than_fit(run):
    share = run.draws().sel(quantity=SALIENCE, drop=True) / 100
    moves = what_moves(run, share)
    picture = drawn(drivers(run, moves))
    assert "how much Anna minds Money" in words(picture)
    marks = [title for title in titles(picture) if title]
    assert len([title for title in marks if title.endswith("where it is lowest")]) == len(moves.found[:MOST]) == 1


def test_no_text_of_the_picture_runs_into_another_where_a_share_is_not_found(run):
    moves = what_moves(run, run.draws().sel(quantity=SALIENCE, drop=True) / 100)
    doubtful = replace(moves.found[0], first=Index(0.0, -0.1, 0.1, found=False))
    picture = drawn(drivers(run, replace(moves, drivers=(doubtful, doubtful))))
    assert "not distinguishable from 0" in words(picture)
    boxes = [placed(text) for text in picture.iter(f"{SPACE}text")]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair, height=3)]
    assert max(right for _, _, right, _ in boxes) <= 862


def test_hostile_names_are_text_in_the_chapter(write_case, tmp_path, monkeypatch):
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    stakes = STAKES.replace("name: Anna", f'name: "{hostile}"').replace("name: Money", f'name: "{hostile}"')
    run = irenic.assess(write_case(BARGAIN, stakes=stakes), draws=400, folder=tmp_path / "hostile")
    deal = (run.draws().sel(quantity=SALIENCE) < 60).to_numpy().astype(float)
    monkeypatch.setattr(deciding, "in_each_draw", lambda _, measure: deal if measure == "agreement" else None)
    page = report_page(run)
    chapter = page[page.index('<section id="decides"') : page.index('<section id="claims"')]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in chapter
    assert "<script" not in chapter


# ---- Words


def test_every_number_of_the_reference_case_has_words_of_its_own():
    case = irenic.load("ukraine-2025")
    words = {placed.path: number_words(case.document, placed.path) for placed in case.drawn}
    assert len(set(words.values())) == len(words)
    assert words["war.forces.substitution"] == "the share of withdrawn aid that others replace"
    assert words["war.breach.penalty.us-backed"].startswith("what a breach costs under “")
    assert words["positions.russia.territory.salience"].startswith("how much Russia minds ")
    assert words["issues.territory.options.current-line.at"].startswith("where “")


def test_values_have_the_unit_of_their_scale():
    case = irenic.load("ukraine-2025")
    said = {path: value_words(case, path, 0.4) for path in ("war.forces.substitution", "war.optimism.russia")}
    assert said == {"war.forces.substitution": "40%", "war.optimism.russia": "0.4"}
    assert value_words(case, "positions.russia.territory.salience", 80) == "80 of 100"
    assert value_words(case, "capability.nobody", 80.04) == "80"


def test_conditions_are_joined_and_two_ends_of_one_number_are_said_once():
    case = irenic.load("ukraine-2025")
    found = [
        Condition("war.forces.substitution", above=False, edge=0.4, chance=0.0),
        Condition("war.optimism.russia", above=True, edge=1.2, chance=0.0),
        Condition("war.optimism.russia", above=False, edge=1.8, chance=0.0),
    ]
    assert conditions_words(case, found) == (
        "the share of withdrawn aid that others replace is below 40% and by what factor Russia overrates its odds is "
        "between 1.2 and 1.8"
    )


def test_what_a_number_rests_on_is_said_even_if_that_is_nothing(run):
    assert basis_words(run.case, SALIENCE) == "s#p2; a judgement"
    assert basis_words(run.case, "capability.a") == "nothing that is stated"
    assert basis_words(run.case, "no.such.number") == "nothing that is stated"
