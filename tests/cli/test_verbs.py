"""Every verb does what its help says, and exits as it promises."""

import csv
import json
import re
from pathlib import Path

import pytest
from tests.levers_case import LEVERS, STAKES
from typer.testing import CliRunner

from irenic.cli.app import app
from irenic.examples import NAMES
from irenic.study.choice import DRAWS as CHOICE_DRAWS

VERBS = [
    "new",
    "check",
    "show",
    "diff",
    "assess",
    "argue",
    "choose",
    "compare",
    "report",
    "score",
    "export",
    "examples",
]


@pytest.fixture
def irenic(tmp_path, monkeypatch):
    """Return the command, run in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def invoke(*arguments, code=0):
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="irenic")
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result

    return invoke


@pytest.fixture
def broken(tmp_path):
    """Return a case with three problems in two files."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "case.yaml").write_text(
        "irenic: 1\ntitle: T\nactors:\n  a: {name: A, role: part}\nissues:\n"
        "  x: {name: X, question: Q, options: {low: {at: 0, label: L}, high: {at: 150, label: H}}}\n",
        encoding="utf-8",
    )
    (folder / "positions.yaml").write_text("b: {x: {wants: low, salience: 5}}\n", encoding="utf-8")
    return folder


def joined(text):
    return " ".join(text.split())


def test_help_names_every_verb_and_every_verb_has_help_with_an_example(irenic):
    told = irenic("--help").stdout
    for verb in VERBS:
        assert re.search(rf"^  {verb}\b", told, re.MULTILINE)
        assert f"Example: irenic {verb}" in joined(irenic(verb, "--help").stdout)


def test_no_verb_is_missing_from_the_list_under_test():
    assert sorted(command.callback.__name__ for command in app.registered_commands) == sorted(VERBS)


def test_the_version_is_told(irenic):
    assert re.fullmatch(r"irenic \d+\.\d+.*\n", irenic("--version").stdout)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "examples"])
def test_a_verb_without_what_it_needs_is_bad_use(irenic, verb):
    irenic(verb, code=2)


def test_a_misspelt_verb_and_a_misspelt_option_are_bad_use(irenic):
    assert "'check'" in irenic("chekc", code=2).stderr
    irenic("check", "two-villages", "--bogus", code=2)


def test_a_new_case_is_sound_and_says_what_to_do_next(irenic):
    told = irenic("new", "mine").stdout
    assert "irenic check mine" in told
    irenic("check", "mine")
    irenic("check", "mine/case.yaml")
    assert Path("mine/case.schema.json").exists()


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_a_bundled_case_is_sound(irenic, name):
    data = json.loads(irenic("new", "copy", "--from", name, "--json").stdout)
    assert data["case"] == "copy/case.yaml"
    assert "case.yaml" in data["files"]
    irenic("check", "copy", "-q")


def test_a_folder_in_use_and_an_unknown_case_to_copy_are_bad_use(irenic):
    irenic("new", "mine")
    assert "not empty" in irenic("new", "mine", code=2).stderr
    assert "did you mean 'two-villages'?" in irenic("new", "other", "--from", "two-vilages", code=2).stderr
    assert not Path("other").exists()


def test_quiet_says_only_what_is_needed(irenic):
    assert irenic("new", "mine", "-q").stdout == "mine/case.yaml\n"
    assert irenic("check", "mine", "-q").stdout == ""
    assert irenic("examples", "-q").stdout.split() == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_case_is_said_to_be_sound(irenic, name):
    assert irenic("check", name).stdout.startswith(f"No problems: {name}")


def test_numbers_are_echoed_if_asked_for_or_few(irenic):
    assert "70 85 100" in joined(irenic("check", "two-villages").stdout)
    assert "70 85 100" not in joined(irenic("check", "two-villages", "--no-numbers").stdout)
    assert "war.forces" not in irenic("check", "ukraine-2025").stdout.replace("war.forces.substitution", "")
    assert "forces.own.ukraine" in irenic("check", "ukraine-2025", "--numbers").stdout


def test_what_may_follow_is_named_as_the_user_named_the_case(irenic):
    irenic("new", "deep/down/mine")
    assert "irenic assess deep/down/mine" in irenic("check", "deep/down/mine").stdout


def test_check_says_which_analyses_are_off_and_what_they_lack(irenic):
    told = joined(irenic("check", "car-emissions").stdout)
    assert "What would change the answer? Lacks scenarios." in told
    assert "proposals with 'terms'" in told


@pytest.mark.usefixtures("broken")
def test_all_problems_are_told_at_once_a_line_each(irenic):
    lines = irenic("check", "broken", code=1).stdout.splitlines()
    places = [line for line in lines if re.match(r"broken/\w+\.yaml:\d+:\d+: ", line)]
    assert len(places) == 3
    assert any(line.startswith("broken/case.yaml:4:") and "did you mean 'party'?" in line for line in places)
    assert any(line.startswith("broken/positions.yaml:1:1: ") for line in places)
    assert lines[-1] == "3 problems in 2 files."


@pytest.mark.usefixtures("broken")
def test_problems_and_soundness_are_told_as_json(irenic):
    data = json.loads(irenic("check", "broken", "--json", code=1).stdout)
    assert data["sound"] is False
    assert {"file", "line", "column", "path", "wrong", "allowed", "nearest"} == set(data["problems"][0])
    sound = json.loads(irenic("check", "two-villages", "--json").stdout)
    assert sound["sound"] is True
    assert sound["counts"]["red_lines"] == 2
    assert {"path": "positions.hill.water.wants", "p5": 0.0, "p95": 50.0}.items() <= sound["numbers"][6].items()


@pytest.mark.parametrize("verb", ["show", "assess", "report", "export"])
@pytest.mark.usefixtures("broken")
def test_a_broken_case_stops_every_other_verb_with_its_problems(irenic, verb):
    result = irenic(verb, "broken", code=1)
    assert result.stdout == ""
    assert result.stderr.count(".yaml:") == 3


@pytest.mark.parametrize("verb", ["check", "show", "assess", "report", "export"])
def test_a_case_that_is_not_there_is_bad_use_and_the_nearest_is_named(irenic, verb):
    assert "did you mean 'ukraine-2025'?" in irenic(verb, "ukrane-2025", code=2).stderr


def test_a_file_that_is_no_case_is_bad_use(irenic):
    irenic("new", "mine")
    assert "name the folder of the case" in irenic("check", "mine/case.schema.json", code=2).stderr


def test_a_case_is_shown_whole_by_section_and_by_entry(irenic):
    whole = irenic("show", "two-villages").stdout
    assert all(title in whole for title in ("Actors", "Issues", "Positions", "Red lines", "Proposals", "Moves"))
    assert "Issues" not in irenic("show", "two-villages", "actors").stdout
    assert "It drinks from the spring." in irenic("show", "two-villages", "positions.hill.water").stdout
    assert "no levers" in irenic("show", "two-villages", "levers").stdout


def test_what_cannot_be_shown_is_bad_use(irenic):
    assert "did you mean 'actors'?" in irenic("show", "two-villages", "acters", code=2).stderr
    assert "did you mean 'wolff'?" in irenic("show", "ukraine-2025", "-p", "wolf", code=2).stderr


def test_a_case_is_shown_under_overlays(irenic):
    told = joined(irenic("show", "ukraine-2025", "capability", "--perspective", "wolff", "-s", "walk-away").stdout)
    assert "war.forces.aid.usa" in told
    data = json.loads(irenic("show", "ukraine-2025", "war.forces.aid.usa", "-s", "walk-away", "--json").stdout)
    assert data["scenarios"] == ["walk-away"]
    assert data["entry"]["numbers"][0]["p95"] == 0


@pytest.mark.parametrize("what", ["", "positions", "positions.hill", "red-lines", "levers", "preferences.hill.0"])
def test_whatever_is_shown_is_json_as_well(irenic, what):
    data = json.loads(irenic("show", "two-villages", *([what] if what else []), "--json").stdout)
    assert data["case"] == "two-villages"


def test_an_assessment_is_told_by_question_with_tables_and_a_next_step(irenic):
    told = irenic("assess", "two-villages", "--draws", 50, "-o", "run").stdout
    assert "Likely: where does the pressure of all actors balance on each issue?" in told
    assert re.search(r"^  The elders' draft +76% +100% +76%$", told, re.MULTILINE)
    assert "irenic report run" in told


def test_an_assessment_is_the_same_for_any_number_of_workers(irenic):
    first = json.loads(irenic("assess", "two-villages", "--draws", 50, "-o", "a", "--workers", 1, "--json").stdout)
    second = json.loads(irenic("assess", "two-villages", "--draws", 50, "-o", "b", "--chunk", 3, "--json").stdout)
    assert {**first, "run": ""} == {**second, "run": ""}
    assert {"case", "run", "draws", "seed", "points", "arms", "findings", "prospects", "proposals", "issues"} == set(
        first
    )
    assert {"kind", "sentence", "about", "numbers"} == set(first["findings"][0])


def test_seed_and_points_reach_the_run(irenic):
    data = json.loads(irenic("assess", "two-villages", "--draws", 64, "--seed", 7, "--sobol", "--json").stdout)
    assert (data["draws"], data["seed"], data["points"]) == (64, 7, "sobol")


def test_a_run_that_is_there_is_not_computed_again(irenic):
    first = irenic("assess", "two-villages", "--draws", 50, "-q").stdout
    again = irenic("assess", "two-villages", "--draws", 50)
    assert "nothing was computed again" in again.stderr
    assert first.strip() in again.stdout


@pytest.mark.parametrize(
    "options", [["--draws", 0], ["--draws", "many"], ["--seed", -1], ["--workers", 0], ["--chunk", 0]]
)
def test_numbers_that_make_no_sense_are_bad_use(irenic, options):
    irenic("assess", "two-villages", *options, code=2)


def test_a_folder_that_holds_something_else_is_bad_use(irenic, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear", encoding="utf-8")
    assert "not empty" in irenic("assess", "two-villages", "-o", "full", code=2).stderr


def test_an_interruption_says_that_the_same_command_goes_on(irenic, monkeypatch):
    def interrupted(plan, _, work):
        work.progress(20, plan.draws)
        raise KeyboardInterrupt

    monkeypatch.setattr("irenic.study.assess.run_blocks", interrupted)
    told = irenic("assess", "two-villages", "--draws", 50, code=130).stderr
    assert told == "Interrupted after 20 of 50 draws. The same command goes on where it stopped.\n"


def test_an_interruption_anywhere_else_is_a_sentence(irenic, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("irenic.cli.show.open_case", interrupted)
    assert irenic("show", "two-villages", code=130).stderr == "Interrupted.\n"


def test_an_error_of_the_system_is_a_sentence(irenic, monkeypatch):
    def refused(_):
        raise PermissionError(13, "Permission denied", "secret/case.yaml")

    monkeypatch.setattr("irenic.cli.show.open_case", refused)
    assert irenic("show", "two-villages", code=2).stderr == "secret/case.yaml: Permission denied\n"


def test_the_bundled_cases_are_listed(irenic):
    told = irenic("examples").stdout
    assert all(name in told for name in NAMES)
    data = json.loads(irenic("examples", "--json").stdout)
    assert [entry["name"] for entry in data] == list(NAMES)
    assert all(entry["title"] and entry["summary"] for entry in data)


def test_a_table_is_exported_to_a_file_that_spreadsheets_read(irenic):
    result = irenic("export", "two-villages", "positions", "-o", "p.csv")
    assert result.stdout == ""
    with Path("p.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert (rows[0]["actor"], rows[0]["issue"]) == ("hill", "water")
    assert Path("p.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [item.name for item in Path().iterdir()] == ["p.csv"]


def test_a_table_goes_to_standard_output_without_a_mark(irenic):
    assert irenic("export", "two-villages").stdout.startswith("actor,")
    assert (
        json.loads(irenic("export", "two-villages", "proposals", "--format", "json").stdout)[0]["verdict"] == "inside"
    )


def test_what_a_case_holds_is_exported_from_its_run_as_well(irenic, tmp_path):
    run = str(tmp_path / "run")
    irenic("assess", "prisoners-dilemma", "--draws", "4", "-o", run, "-q")
    for what in ("states", "graph"):
        assert irenic("export", run, what).stdout == irenic("export", "prisoners-dilemma", what).stdout
    assert "irenic assess makes one" in irenic("export", "prisoners-dilemma", "equilibria", code=2).output


def test_the_schema_is_exported(irenic):
    assert json.loads(irenic("export", "two-villages", "schema").stdout)["properties"]["irenic"]["const"] == 1


def test_results_come_from_a_run_and_from_nothing_else(irenic):
    irenic("assess", "two-villages", "--draws", 50, "-o", "run")
    assert irenic("export", "run", "results").stdout.startswith("arm,issue,")
    irenic("export", "two-villages", "results", code=2)


def test_prospects_come_from_a_run_with_a_row_for_every_arm(irenic):
    irenic("assess", "two-villages", "--draws", 50, "-o", "run")
    (row,) = json.loads(irenic("export", "run", "prospects", "--format", "json").stdout)
    assert (row["arm"], row["package_share"], row["settled_12"]) == ("as-entered", 1, None)


def test_a_file_that_cannot_be_written_is_bad_use(irenic):
    assert irenic("export", "two-villages", "-o", "no/such/p.csv", code=2).stderr.startswith(
        "no/such/p.csv cannot be written"
    )
    Path("taken").mkdir()
    irenic("export", "two-villages", "-o", "taken", code=2)
    assert list(Path("taken").iterdir()) == []


def test_a_file_is_replaced_and_never_written_over(irenic):
    Path("p.csv").write_text("old", encoding="utf-8")
    Path("kept.csv").hardlink_to("p.csv")
    irenic("export", "two-villages", "-o", "p.csv", "-q")
    assert Path("kept.csv").read_text(encoding="utf-8") == "old"
    assert Path("p.csv").read_text(encoding="utf-8-sig").startswith("actor,")


def test_a_report_is_written_from_a_case_and_from_a_run(irenic):
    irenic("report", "two-villages", "--draws", 50)
    assert Path("two-villages.html").read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
    (run,) = Path("runs").iterdir()
    data = json.loads(irenic("report", run, "-o", "memo.html", "--mark", "public", "--json").stdout)
    assert data == {"report": "memo.html", "run": str(run), "mark": "public"}
    assert Path("memo.html").exists()


def test_a_report_with_an_unknown_mark_or_nowhere_to_go_is_bad_use(irenic):
    irenic("report", "two-villages", "--mark", "secret", code=2)
    irenic("report", "two-villages", "--draws", 50, "-o", "no/such/memo.html", code=2)


def test_arguments_are_told_as_a_table_and_those_asked_for_on_a_card(irenic):
    asked = ("argue", "ukraine-2025", "allies-against-china", "primacy-blocks-peace", "--draws", "32", "-o", "run")
    told = joined(irenic(*asked).stdout)
    assert "2 arguments on 32 draws from seed 1" in told
    assert "allies-against-china cannot test cannot test 5" in told
    assert "Cannot test: The rivalry with China is no part of this conflict" in told
    assert "Holds. Whether there is a package that everybody who must sign can sign, expected “empty”" in told
    assert "irenic report ukraine-2025 --arguments run" in told
    assert "That assesses the case first, unless" in told
    data = json.loads(irenic(*asked, "--json").stdout)
    one, other = data["arguments"]
    assert [each["verdict"] for each in one["readings"]] == ["cannot test"] * 6
    entered = other["readings"][0]
    assert (entered["reading"], entered["verdict"]) == ("as-entered", "holds")
    assert entered["answers"][0]["for"]["share"] == 1.0


def test_an_argument_that_is_not_there_is_bad_use_and_the_nearest_is_named(irenic):
    assert "did you mean 'primacy-blocks-peace'?" in joined(
        irenic("argue", "ukraine-2025", "primacy-blocks", code=2).stderr
    )


@pytest.fixture
def levers(tmp_path):
    """Return a case in whose levers the best policy is known."""
    folder = tmp_path / "levers"
    folder.mkdir()
    (folder / "case.yaml").write_text(f"irenic: 1\ntitle: T\nsummary: S\n{STAKES}{LEVERS}", encoding="utf-8")
    return folder


def test_a_choice_is_told_as_sentences_and_tables_and_as_json(irenic, levers):
    asked = ("choose", levers, "--draws", 40, "-o", "run")
    told = joined(irenic(*asked).stdout)
    assert "T: 10 policies under 2 readings, on the same 40 draws from seed 1" in told
    assert "Least regret: “Open B” and “Move A”; no policy does better under any reading" in told
    assert "Under “A is hard”" not in told
    assert "Left out: “Open B” and “B stays shut”, as their changes clash." in told
    assert "Left out: “A room” changes no number: A room changes no number." in told
    assert "irenic report" in told
    data = json.loads(irenic(*asked, "--json").stdout)
    assert (data["choice"], data["clear"], data["goal"]) == (["open", "yield"], True, "package")
    table = data["goals"]["package"]
    assert [entry["levers"] for entry in data["policies"]][table["greatest_regret"].index(0)] == ["open", "yield"]
    assert table["readings"]["perspective.hard"]["means"][0] == 0
    assert irenic(*asked, "-q").stdout.strip() == "run"


def test_levers_of_one_actor_are_chosen_from_and_what_is_left_is_named(irenic, levers):
    told = joined(irenic("choose", levers, "--by", "host", "--most", 1, "--draws", 40).stdout)
    assert "Least regret: “Open B”" in told
    assert "T: 3 policies under 2 readings" in told
    assert "Move A" not in told


def test_the_draws_of_a_choice_are_by_default_those_of_the_notebook(irenic):
    assert f"[default: {CHOICE_DRAWS}]" in joined(irenic("choose", "--help").stdout)


def test_a_report_takes_a_choice_and_refuses_a_run_that_is_none(irenic, levers):
    irenic("choose", levers, "--draws", 40, "-o", "run", "-q")
    irenic("report", levers, "--choice", "run", "--draws", 20, "-o", "memo.html")
    assert "What third parties should choose" in Path("memo.html").read_text(encoding="utf-8")
    wrong = irenic("report", "two-villages", "--choice", "run", "--draws", 20, code=2).stderr
    assert "tests no policies of this very case" in joined(wrong)


def test_perspectives_and_scenarios_are_combined_on_request(irenic):
    told = irenic("assess", "ukraine-2025", "--draws", "8", "--only", "influence", "--combine", "--json").stdout
    assert "perspective.wolff+scenario.walk-away" in json.loads(told)["arms"]
