"""``irenic compare`` in words and as data."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from irenic.cli.app import app


@pytest.fixture
def irenic(tmp_path, monkeypatch):
    """Return the command, in a folder with two runs of versions of a case."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")

    def invoke(*arguments, code=0):
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="irenic")
        assert result.exit_code == code, result.output
        return result

    invoke("new", "mine", "--from", "two-villages")
    invoke("assess", "mine", "--draws", "40", "-q", "-o", "before")
    file = Path("mine/case.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("wants: 70 to 100", "wants: 50 to 80"), encoding="utf-8")
    invoke("assess", "mine", "--draws", "40", "-q", "-o", "after")
    return invoke


def test_a_comparison_tells_what_changed_in_the_case_and_in_the_answers(irenic):
    told = irenic("compare", "before", "after").stdout
    assert "Number changed, Valley village on Water: wants: 70 to 100 (70, 85, 100) becomes 50 to 80" in told
    assert "taken draw by draw, on common random numbers" in told
    row = next(line for line in told.splitlines() if "Where pressure balances on Water" in line)
    assert "-1" in row
    assert "balances on Channel" not in told
    assert "The same in every draw: " in told


def test_independent_runs_say_so_and_what_they_cannot_show(irenic):
    irenic("assess", "two-villages", "--draws", "60", "--seed", "9", "-q", "-o", "other")
    told = irenic("compare", "before", "other").stdout
    assert "seed: 1 before, 9 after" in told
    assert "held against each other as independent samples" in " ".join(told.split())
    assert "no difference that these draws can show" in told


def test_a_comparison_is_data(irenic):
    data = json.loads(irenic("compare", "before", "after", "--json").stdout)
    assert (data["paired"], data["plan"], data["arms"]["both"]) == (True, {}, ["as-entered"])
    assert [each["path"] for each in data["case"]] == ["positions.valley.water.wants"]
    water = next(each for each in data["changes"] if each["answer"] == "compromise.water")
    assert water["verdict"] == "falls"
    assert water["difference"]["high"] < 0


def test_what_is_no_run_is_bad_use(irenic):
    assert "holds no run" in irenic("compare", "before", "mine", code=2).stderr
    irenic("compare", "before", code=2)
