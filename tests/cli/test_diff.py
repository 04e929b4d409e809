"""``irenic diff`` in words, as data, and by its exit code."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from irenic.cli.app import app


@pytest.fixture
def irenic(tmp_path, monkeypatch):
    """Return the command, run in a folder of its own that holds a copy of a bundled case."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def invoke(*arguments, code=0):
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="irenic")
        assert result.exit_code == code, result.output
        return result

    invoke("new", "mine", "--from", "two-villages")
    return invoke


def edit(before, after):
    file = Path("mine/case.yaml")
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_a_copy_is_no_different_and_exits_with_0(irenic):
    assert irenic("diff", "two-villages", "mine").stdout.startswith("No difference")
    assert irenic("diff", "two-villages", "mine", "-q").stdout == ""
    data = json.loads(irenic("diff", "two-villages", "mine", "--json").stdout)
    assert (data["same"], data["differences"]) == (True, [])
    assert data["old"]["fingerprint"] == data["new"]["fingerprint"]


def test_a_change_is_told_in_words_with_path_and_place_and_exits_with_1(irenic):
    edit("wants: 70 to 100", "wants: 60 to 90")
    edit("label: Half each", "label: A half for each")
    told = irenic("diff", "two-villages", "mine", code=1).stdout
    assert "2 differences: 1 option and 1 number." in told
    assert (
        "~ Number changed, Valley village on Water: wants: 70 to 100 (70, 85, 100) becomes 60 to 90 (60, 75, 90)"
        in (" ".join(told.split()))
    )
    assert re.search(
        r"positions\.valley\.water\.wants  mine/case\.yaml:42:\d+, before: .*two-villages/case\.yaml:42", told
    )
    assert "~ Option “A half for each” of Water, label changed: “Half each” becomes “A half for each”" in " ".join(
        told.split()
    )
    assert irenic("diff", "two-villages", "mine", "-q", code=1).stdout == ""


def test_what_only_one_version_has_is_added_or_removed(irenic):
    edit("  elders:\n    label: The elders' draft", "  young:\n    label: The draft of the young")
    told = irenic("diff", "two-villages", "mine", code=1).stdout
    assert "- Proposal removed: “The elders' draft”" in told
    assert "+ Proposal added: “The draft of the young”" in told


def test_differences_are_data_with_the_numbers_of_both_versions(irenic):
    edit("wants: 70 to 100", "wants: 60 to 90")
    (found,) = json.loads(irenic("diff", "two-villages", "mine", "--json", code=1).stdout)["differences"]
    assert {key: found[key] for key in ("change", "what", "part", "path")} == {
        "change": "changed",
        "what": "number",
        "part": "",
        "path": "positions.valley.water.wants",
    }
    assert found["new"]["p5"] == pytest.approx(60)
    assert (found["old"]["written"], found["old"]["line"], Path(found["new"]["file"])) == (
        "70 to 100",
        42,
        Path("mine/case.yaml"),
    )


def test_a_version_that_cannot_be_read_is_bad_use_and_says_which(irenic):
    edit("role: party}\n  valley", "role: partee}\n  valley")
    assert "mine/case.yaml" in irenic("diff", "two-villages", "mine", code=2).stderr
    assert "no folder or bundled case" in irenic("diff", "two-villages", "nowhere", code=2).stderr
    irenic("diff", "two-villages", code=2)


def test_texts_of_a_case_cannot_steer_the_terminal(irenic):
    edit("title: Two villages and one spring", 'title: "Two\\e[31m villages"')
    assert "\x1b" not in irenic("diff", "two-villages", "mine", code=1).stdout
    assert "\x1b" not in irenic("diff", "two-villages", "mine", "--json", code=1).stdout
