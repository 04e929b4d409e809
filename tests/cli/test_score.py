"""``irenic score`` and the forecasts in ``irenic show``."""

import json

import pytest
from typer.testing import CliRunner

from irenic.cli.app import app

# ruff: noqa: E501 -- a forecast stands on one line
FORECASTS = """\
forecasts:
  f0: {what: A treaty is signed, by: s#p1, on: 2025-01, chance: FIRST, resolves_by: 2025-06, resolved: {came: yes, because: s#p2}}
  f1: {what: A truce holds, by: s#p1, on: 2025-01, chance: 80%, words: Rather likely, resolved: {came: yes, because: s#p2}}
  f2: {what: Talks begin, by: s#p1, on: 2025-01, chance: 80%, resolved: {came: yes, because: s#p2}}
  f3: {what: Aid stops, by: s#p1, on: 2025-01, chance: 20%, resolved: {came: no, judgement: Seen by the coder}}
  f4: {what: Sanctions end, by: s#p1, on: 2025-01, chance: 20%, resolved: {came: no, because: s#p2}}
  f5: {what: The front moves, by: s#p1, on: 2025-01, chance: 20%, resolved: {came: no, because: s#p2}}
  f6: {what: A wins, by: s#p1, on: 2025-01, words: Feared, then: {victory.a: rises}}
"""  # fmt: skip


@pytest.fixture
def irenic(write_case, monkeypatch):
    """Return the command, and a function that writes a case with forecasts."""
    monkeypatch.setenv("COLUMNS", "200")

    def invoke(first, *arguments):
        case = write_case("sources: {s: {title: S, paragraphs: 9}}\n" + FORECASTS.replace("FIRST", first))
        result = CliRunner().invoke(app, [arguments[0], str(case.folder), *arguments[1:]], prog_name="irenic")
        assert result.exit_code == 0, result.output
        return result.stdout

    return invoke


def test_scores_stand_beside_the_rules_they_are_held_against(irenic):
    told = irenic("80%", "score")
    assert "7 forecasts: 6 resolved, 6 with a stated chance, 6 with both." in told
    assert "Brier score 0.040" in told
    assert "Log score -0.223" in told
    assert "Against the rule to say 50% always (Brier 0.250, log -0.693): the forecasts are better" in told
    assert "Not enough forecasts to say what the score is made of: fewer than 5 state 20% and 80%." in told


def test_a_certainty_that_failed_is_said_to_be_infinite(irenic):
    told = irenic("0%", "score", "-q")
    assert "Log score minus infinity: “f0” gave no chance at all to what came; nothing is clipped." in told
    assert "Forecasts\n" not in told


def test_every_forecast_is_told_with_what_came(irenic):
    told = irenic("80%", "show", "forecasts")
    assert "A treaty is signed (f0) [s#p1]" in told
    assert "Jan 2025. 80%. Decided by June 2025. It came. [s#p2]" in told
    assert "80%: Rather likely." in told
    assert "It did not come. Seen by the coder" in told
    assert "Feared. Whether it came is unknown." in told
    assert "As an outcome of the models: the chance that A wins outright (victory.a): rises." in told


def test_scores_are_data_without_infinities(irenic):
    data = json.loads(irenic("0%", "score", "--json"))
    assert data["scores"]["log_is_infinite"] is True
    assert data["scores"]["failed"] == ["f0"]
    assert data["scores"]["parts"] is None
    assert data["scores"]["against"]["always 50%"]["brier"] == pytest.approx(0.25)
    assert data["forecasts"][0]["because"] == ["s#p2"]


def test_too_few_are_not_scored_and_none_is_said():
    told = CliRunner().invoke(app, ["score", "ukraine-2025", "-q"]).stdout
    assert "Not enough resolved forecasts to score" in told
    assert "has no forecasts" in CliRunner().invoke(app, ["score", "two-villages"]).stdout
    data = json.loads(CliRunner().invoke(app, ["score", "ukraine-2025", "--json"]).stdout)
    assert data["scores"] is None
    assert [each["came"] for each in data["forecasts"]].count("no") == 1
