"""Benchmarks that run, so that they cannot rot: each at a tiny size."""

from dataclasses import astuple
from pathlib import Path

import pytest
from benchmarks.__main__ import MEASURED, main
from benchmarks.fresh import fresh
from benchmarks.rows import Row, compared, table

import benchmarks
from benchmarks import assess

NAMES = [module.__name__ for module in MEASURED]


@pytest.mark.parametrize("module", MEASURED, ids=NAMES)
def test_a_benchmark_runs_and_says_something_in_every_row(module, monkeypatch):
    monkeypatch.setattr(assess, "CASE", "two-villages")  # the small one
    assert 0 < module.TINY < module.FULL
    rows = module.measure(module.TINY)
    assert rows
    assert all(row.what and row.ours for row in rows)
    assert not any("NO" in cell.split() for row in rows for cell in astuple(row))


def test_every_module_that_measures_is_in_the_list():
    files = {path.stem for path in Path(benchmarks.__file__).parent.glob("*.py")}
    listed = {name.removeprefix("benchmarks.") for name in NAMES}
    assert files == listed | {"__init__", "__main__", "fresh", "peer", "rows"}


def test_a_comparison_says_how_many_times_as_much_the_other_needed():
    assert compared("it", 0.02, "that", 3.0, 12_300_000) == Row("it", "20.0 ms", "that: 3.00 s", "150×", "12.3 MB")


def test_the_table_is_aligned_or_stacked_where_the_window_is_narrow(monkeypatch):
    rows = [Row("one thing", "1 s", "other: 2 s", "2×"), Row("another", "yes")]
    monkeypatch.setenv("COLUMNS", "100")
    assert [line.find("1 s") for line in table(rows).splitlines() if "1 s" in line] == [table(rows).find("ours")]
    monkeypatch.setenv("COLUMNS", "20")
    assert table(rows).splitlines()[:3] == ["what     one thing", "ours     1 s", "against  other: 2 s"]


def test_one_command_prints_one_table(monkeypatch, capsys):
    for module in MEASURED:
        monkeypatch.setattr(module, "measure", lambda size, name=module.__name__: [Row(f"{name} {size}", "1 s")])
    main()
    printed = capsys.readouterr()
    assert [line.split()[0] for line in printed.out.splitlines()[1 : len(NAMES) + 1]] == NAMES
    assert printed.err.count("measuring") == len(NAMES)


def test_a_measurement_in_a_process_of_its_own_comes_back_with_its_memory():
    assert fresh("benchmarks.fresh", "peak") > 1_000_000
