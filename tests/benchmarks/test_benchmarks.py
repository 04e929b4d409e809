"""Benchmarks that run, so that they cannot rot: each at a tiny size."""

import subprocess
from dataclasses import astuple
from pathlib import Path

import pytest
from benchmarks.__main__ import INTERRUPTED, MEASURED, main
from benchmarks.fresh import fresh
from benchmarks.rows import Row, added, compared, sizes, table, within

import benchmarks
from benchmarks import assess, bargaining, command, engine, scale, start, war, whole

NAMES = [module.__name__ for module in MEASURED]


@pytest.mark.parametrize("module", MEASURED, ids=NAMES)
def test_a_benchmark_runs_and_says_something_in_every_row(module, monkeypatch):
    for one in (assess, engine, whole):
        monkeypatch.setattr(one, "CASE", "two-villages")  # the small one
    # Four more processes take ten seconds to start; that of the others is enough to see that it works.
    monkeypatch.setattr(scale, "fresh", lambda _, function, *given: getattr(scale, function)(*given))
    monkeypatch.setattr(bargaining, "ACTORS", (2,))
    monkeypatch.setattr(bargaining, "ISSUES", (3,))
    assert 0 < module.TINY < module.FULL
    assert module.TITLE
    assert module.LASTS
    rows = list(module.measure(module.TINY))
    assert rows
    assert all(row.what and row.ours for row in rows)
    assert not any("NO" in cell.split() for row in rows for cell in astuple(row))


def test_every_module_that_measures_is_in_the_list():
    files = {path.stem for path in Path(benchmarks.__file__).parent.glob("*.py")}
    listed = {name.removeprefix("benchmarks.") for name in NAMES}
    assert files == listed | {"__init__", "__main__", "command", "fresh", "peer", "rows", "tables", "timing"}


def test_a_comparison_says_how_many_times_as_much_the_other_needed():
    found = compared("it", 0.02, "that", 3.0, sizes(12_300_000, 4_000_000), 100)
    assert found == Row("it", "20.0 ms", "that: 3.00 s", "150×", "12 MB; theirs 4 MB", "≥ 100×: met")
    assert compared("it", 2.0, "that", 1.0, goal=100).goal == "≥ 100×: MISSED"
    assert compared("it", 2.0, "that", 1.0).ratio == "0.5×"
    assert (within(2, 1.9), within(2, 2.0)) == ("< 2 s: met", "< 2 s: MISSED")


def test_memory_is_said_with_what_the_work_added():
    ours, theirs = {"peak": 5_000_000, "loaded": 4_000_000}, {"peak": 9_000_000, "loaded": 2_000_000}
    assert added(ours, theirs) == "5 MB (+1 MB); theirs 9 MB (+7 MB)"


def test_the_table_is_aligned_or_stacked_where_the_window_is_narrow(monkeypatch):
    rows = [Row("one thing", "1 s", "other: 2 s", "2×"), Row("another", "yes")]
    monkeypatch.setenv("COLUMNS", "100")
    assert [line.find("1 s") for line in table(rows).splitlines() if "1 s" in line] == [table(rows).find("Irenic")]
    monkeypatch.setenv("COLUMNS", "20")
    assert table(rows).splitlines()[:3] == ["what         one thing", "Irenic       1 s", "beside it    other: 2 s"]


@pytest.fixture
def quick(monkeypatch):
    for module in MEASURED:
        monkeypatch.setattr(module, "measure", lambda size, name=module.__name__: [Row(f"{name} {size}", "1 s")])


@pytest.mark.usefixtures("quick")
def test_one_command_prints_every_section(capsys):
    assert main([]) == 0
    printed = capsys.readouterr()
    rows = [line.split()[0] for line in printed.out.splitlines() if line.startswith("benchmarks.")]
    assert rows == NAMES
    assert printed.err.count("measuring") == len(NAMES)


@pytest.mark.usefixtures("quick")
def test_sections_and_their_sizes_can_be_chosen(capsys):
    assert main(["war=7", "start"]) == 0
    shown = [line for line in capsys.readouterr().out.splitlines() if line.startswith("benchmarks.")]
    assert [line.split()[:2] for line in shown] == [["benchmarks.war", "7"], ["benchmarks.start", str(start.FULL)]]
    with pytest.raises(SystemExit, match=r"no section is called wat; there are: start, .*whole"):
        main(["wat"])


@pytest.mark.usefixtures("quick")
def test_an_interruption_keeps_what_is_measured(monkeypatch, capsys):
    def interrupted(_):
        yield Row("the first row", "1 s")
        raise KeyboardInterrupt

    monkeypatch.setattr(war, "measure", interrupted)
    assert main(["start", "war", "gambit"]) == INTERRUPTED
    printed = capsys.readouterr().out
    assert "benchmarks.start" in printed
    assert "the first row" in printed
    assert "benchmarks.gambit" not in printed
    assert "Interrupted in 'war'" in printed


@pytest.mark.usefixtures("quick")
def test_what_fails_is_named_and_keeps_nothing_else_from_being_measured(monkeypatch, capsys):
    def fails(_):
        raise subprocess.CalledProcessError(1, "peer", stderr="no such option")

    monkeypatch.setattr(war, "measure", fails)
    assert main(["war", "gambit"]) == 1
    printed = capsys.readouterr()
    assert "benchmarks.gambit" in printed.out
    assert "something failed: war" in printed.out
    assert "no such option" in printed.err


def test_a_command_that_fails_is_not_measured():
    with pytest.raises(subprocess.CalledProcessError):
        command.run("check", "no-such-case")


def test_memory_is_that_of_the_process_and_not_of_the_one_that_started_it():
    held = bytearray(400_000_000)
    assert fresh("benchmarks.peers.memory", "peak") < 100_000_000 < len(held)
    assert command.run("--help").peak < 100_000_000


def test_a_measurement_in_a_process_of_its_own_comes_back_with_its_memory():
    assert fresh("benchmarks.peers.memory", "peak") > 1_000_000
