"""What a case says is text: it moves no cursor, opens no link, runs in no spreadsheet."""

import pytest
from typer.testing import CliRunner

from irenic.cli.app import app

ESCAPE = "\\e[2J\\e]8;;http://evil\\a[bold red]x[/] \\u202egnp\\x9b31m"
CASE = f"""\
irenic: 1
title: "{ESCAPE}"
summary: "{ESCAPE}"
sources: {{s: {{title: "{ESCAPE}", author: "{ESCAPE}", says: {{p1: "{ESCAPE}"}}}}}}
actors:
  a: {{name: "=A{ESCAPE}", role: party, note: "{ESCAPE}", because: s#p1}}
  b: {{name: "B{ESCAPE}", role: party, because: s#p1}}
issues:
  x:
    name: "{ESCAPE}"
    question: "{ESCAPE}"
    judgement: "{ESCAPE}"
    options: {{low: {{at: 0, label: "{ESCAPE}"}}, high: {{at: 100, label: "{ESCAPE}"}}}}
positions:
  a: {{x: {{wants: low, refuses: high, salience: 5, judgement: "{ESCAPE}"}}}}
  b: {{x: {{wants: high, salience: 5, judgement: "=1+1{ESCAPE}"}}}}
proposals: {{p: {{label: "{ESCAPE}", by: a, on: undated, terms: {{x: high}}, judgement: "{ESCAPE}"}}}}
scenarios: {{z: {{label: "{ESCAPE}", set: {{positions.a.x.salience: 50}}, judgement: "{ESCAPE}"}}}}
events: [{{on: 2025-01-01, what: "{ESCAPE}", who: a}}]
"""
OBEYED = ("\x1b", "\x07", "\x9b", "\u202e")


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return folder


def spoken(*arguments, code=0):
    result = CliRunner().invoke(app, list(arguments), prog_name="irenic")
    assert result.exit_code == code, result.output
    return result.stdout + result.stderr


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "hostile"),
        ("check", "hostile", "--json"),
        ("show", "hostile"),
        ("show", "hostile", "--json"),
        ("show", "hostile", "actors.a", "-s", "z"),
        ("assess", "hostile", "--draws", "20"),
        ("assess", "hostile", "--draws", "20", "--json"),
        ("export", "hostile", "positions"),
        ("export", "hostile", "proposals", "--format", "json"),
    ],
)
def test_nothing_that_a_terminal_obeys_comes_out_of_a_case(arguments):
    text = spoken(*arguments)
    assert text
    assert not [character for character in OBEYED if character in text]


@pytest.mark.usefixtures("hostile")
def test_markup_in_a_title_is_text():
    assert "[bold red]x[/]" in spoken("show", "hostile")


@pytest.mark.usefixtures("hostile")
def test_no_exported_cell_begins_like_a_formula():
    cells = spoken("export", "hostile", "positions").replace("\n", ",").split(",")
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert [cell for cell in cells if cell.startswith("'=")]


def test_a_problem_with_hostile_text_is_harmless(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "case.yaml").write_text(f'irenic: 1\ntitle: x\n"{ESCAPE}": 1\n', encoding="utf-8")
    text = spoken("check", "bad", code=1)
    assert not [character for character in OBEYED if character in text]


def test_a_hostile_name_on_the_command_line_is_harmless(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "\x1b" not in spoken("check", "\x1b[2Jx", code=2)
    assert "\x1b" not in spoken("show", "two-villages", "\x1b[2Jx", code=2)
