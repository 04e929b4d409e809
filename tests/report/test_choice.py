"""The choice of a policy in words and as a picture, and nothing that a text could do to the page."""

import re

import numpy as np
import pytest
from tests.levers_case import LEVERS, STAKES

from irenic.errors import BadUse
from irenic.report.choice_words import choice_sentences
from irenic.report.figures.regret import SHOWN, regret
from irenic.report.page import report_page
from irenic.report.terminal import Table
from irenic.report.terminal_choice import choice_data, choice_page
from irenic.study.assess import assess
from irenic.study.choice import Choice, Chosen, choose
from irenic.study.pressure import drawn
from irenic.study.regret import rank

HOSTILE = "</h3><script>alert(1)</script>"


def said(choice):
    return " ".join(choice_sentences(choice))


@pytest.fixture
def chosen(write_case, tmp_path):
    case = write_case(LEVERS.replace("label: Open B", f'label: "Open B {HOSTILE}"'), stakes=STAKES)
    return choose(case, draws=40, folder=tmp_path / "chosen")


@pytest.fixture
def run(chosen, tmp_path):
    return assess(chosen.run.case, draws=20, folder=tmp_path / "run", only=["bargaining"])


def test_the_choice_its_certainty_and_what_it_is_held_against_are_said(chosen):
    told = said(chosen)
    assert told.startswith("Least regret: “Open B")
    assert "and “Move A”; no policy does better under any reading. Under the case as entered it brings 100%" in told
    assert "against 0% as things are (up by 100 points, 100 to 100)" in told
    assert "It is the choice in 100% of resamples of the 40 draws, and is told apart from every other policy." in told
    assert "What it costs Host and Far, the case does not say." in told
    assert "Under no reading does another policy clearly bring more than a point more." in told
    assert "better than to leave things as they are by more than a point in 100% of draws, and worse in 0%" in told
    assert "Not enough draws to say which belief turns that: 40 with an answer, 200 are needed." in told


def test_where_another_policy_is_better_it_is_named_with_its_gain(write_case, tmp_path):
    """Read softly, what opens the middle shuts the only option that is left."""
    soft = "{positions.b.x.refuses: low, positions.a.x.refuses: [low, mid]}"
    text = LEVERS.replace("{positions.a.x.refuses: [low, mid]}", soft)
    found = choose(write_case(text, stakes=STAKES), ["open", "idle"], draws=40, folder=tmp_path / "run")
    told = said(found)
    assert found.first.ranking.means.tolist() == [[0, 1, 0, 1], [1, 0, 1, 0]]
    assert "Least regret: to leave things as they are; the most that another policy would bring is 100 points" in told
    assert "Under the case as entered it is not best: “Open B” brings 100 points, 100 to 100 more." in told
    assert "Under “A is hard” it is not best" not in told


def test_few_draws_name_no_choice_and_frame_no_row(chosen, tmp_path):
    few = choose(chosen.run.case, draws=8, folder=tmp_path / "few")
    assert said(few) == "Not enough draws to name a choice: 8 with an answer everywhere, 30 are needed."
    assert choice_data(few)["choice"] is None


def test_the_conditions_and_the_belief_that_turn_the_choice_are_said(write_case, tmp_path):
    """What each policy brings is made up: the choice does worse exactly where A minds X more than 55."""
    asked = choose(write_case(LEVERS, stakes=STAKES), ["open"], draws=600, folder=tmp_path / "run")
    minds = drawn(asked.run, "positions.a.x.salience")
    brings = np.array([np.where(minds > 55, 0.9, 0.1), np.full(600, 0.5)])[None].repeat(2, axis=0)
    made_up = Chosen(brings, np.ones(600, dtype=bool), asked.readings, rank(brings))
    told = said(Choice(asked.run, asked.policies, {"package": made_up}))
    assert 0.1 < (minds > 55).mean() < 0.4
    assert "Least regret: “Open B”" in told
    assert "It does worse in 100%" in told
    assert re.search(r"of the draws in which how much A minds X is above 5[45]\b", told)
    assert re.search(
        r"in most draws it does better; if how much A minds X were known to lie above 5[3-6]", told, re.IGNORECASE
    )


def test_the_tables_show_every_policy_and_things_as_they_are(chosen):
    policies, readings = (block for block in choice_page(chosen) if isinstance(block, Table))
    assert policies.rows[0][0].endswith("+ Move A")
    assert policies.rows[0][1:3] == ("100%", "+100 (+100 to +100)")
    assert "As things are" in [row[0] for row in policies.rows]
    assert [row[0] for row in readings.rows] == ["the case as entered", "A is hard"]
    assert [row[3] for row in readings.rows] == ["0 points", "0 points"]


def test_the_picture_has_a_number_in_every_cell_and_words_at_both_ends(chosen):
    drawn = str(regret(chosen).to_dict())
    assert "no policy does better (0 points)" in drawn
    assert "the best policy does better by 100 points" in drawn
    assert "The regret of 10 policies under 2 readings" in drawn
    assert drawn.count("'tip'") >= 3 * min(SHOWN, 10)


def test_the_report_has_the_chapter_escaped_and_without_a_choice_says_how_to_ask(run, chosen):
    page = report_page(run, chosen=chosen.run)
    assert "What each policy would be regretted by" in page
    assert HOSTILE not in page
    assert "Left out: “Open B" in page
    assert "Not asked in this report; to ask it: irenic choose" in report_page(run)


def test_a_run_that_tests_no_policies_is_refused(run):
    with pytest.raises(BadUse, match="tests no policies of this very case; make one with: irenic choose"):
        report_page(run, chosen=run)


def test_the_numbers_for_programs_are_those_of_the_ranking(chosen):
    data = choice_data(chosen)
    assert np.allclose(data["goals"]["package"]["greatest_regret"], chosen.first.ranking.greatest)
    assert data["policies"][0] == {
        "levers": [],
        "label": "As things are",
        "cost": {"as-entered": None, "perspective.hard": None},
        "dominated_by": None,
    }


def test_what_is_withheld_from_the_report_is_withheld_from_the_choice(write_case, tmp_path):
    """The perspective is of a withheld source, and every policy is pulled under it as well."""
    source = "sources:\n  diary: {title: The secret diary, author: Somebody Known, mark: restricted}\n"
    text = source + LEVERS.replace("hard: {label: A is hard", "hard: {source: diary, label: Read by The secret diary")
    case = write_case(text, stakes=STAKES)
    asked = choose(case, ["open", "shut"], draws=40, folder=tmp_path / "chosen")
    run = assess(case, draws=20, folder=tmp_path / "run", only=["bargaining"])
    page = report_page(run, "public", chosen=asked.run)
    assert "secret diary" not in page
    assert "Somebody Known" not in page
    assert "Regret under “Reading of withheld source 1”" in page
    assert "Left out: “Open B” and “B stays shut”, as their changes clash." in page
    assert "secret diary" in report_page(run, "restricted", chosen=asked.run)
