"""A run handed over to other tools comes back from their files with the same numbers and labels."""

import importlib
import json
import sys

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import xarray as xr
from typer.testing import CliRunner

from irenic.cli.app import app
from irenic.errors import MissingPackage
from irenic.study.assess import assess
from irenic.study.hand_over import save_answers, save_draws, save_netcdf

STORY = """\
signatories: [a]
positions:
  a: {x: {wants: 20 to 40, salience: 30 to 60, judgement: made up}}
  b: {x: {wants: mid, salience: unknown, judgement: made up}}
capability: {a: {value: 30 to 60, judgement: made up}, b: {value: 40 to 70, judgement: made up}}
scenarios:
  armed: {label: Arms come, set: {capability.a: times 1.2 to 1.5}, judgement: made up}
perspectives:
  silent: {label: Nothing to add, judgement: made up}
"""


@pytest.fixture
def run(write_case, tmp_path):
    """A run of two blocks, the second one short, with an arm that has no answers of its own."""
    return assess(write_case(STORY), 1100, 3, folder=tmp_path / "run")


@pytest.fixture
def war(write_war, tmp_path):
    """A run of a few draws of every family, with labels that are numbers and values that are missing."""
    return assess(write_war(), 4, 3, folder=tmp_path / "war")


def same(ours, theirs):
    """Hold two datasets against each other: names, dimensions, labels and values; texts are texts, however kept."""
    assert list(ours.data_vars) == list(theirs.data_vars)
    assert dict(ours.sizes) == dict(theirs.sizes)
    for name in ours.variables:
        assert ours[name].dims == theirs[name].dims
        mine, other = (found[name].to_numpy() for found in (ours, theirs))
        number = mine.dtype.kind in "if"
        assert np.array_equal(mine, other, equal_nan=True) if number else mine.tolist() == other.tolist()


@pytest.mark.parametrize("which", ["run", "war"])
def test_a_run_comes_back_from_netcdf_and_from_parquet(which, request, tmp_path):
    whole = request.getfixturevalue(which)
    holds_the_tree_as_netcdf(whole, tmp_path)
    holds_every_value_under_its_labels_as_parquet(whole, tmp_path)


def holds_the_tree_as_netcdf(whole, tmp_path):
    save_netcdf(whole, tmp_path / "run.nc")
    with xr.open_datatree(tmp_path / "run.nc", engine="h5netcdf") as tree:
        assert {leaf.path for leaf in tree.leaves} == {leaf.path for leaf in whole.results.leaves}
        for leaf in whole.results.leaves:
            same(leaf.to_dataset(), tree[leaf.path].to_dataset())
        assert tree.attrs["seed"] == 3
        assert tree.attrs["fingerprint"] == whole.case.fingerprint


def test_draws_as_parquet_have_a_row_for_every_arm_number_and_draw(run, tmp_path):
    save_draws(run, tmp_path / "draws.parquet")
    table = pd.read_parquet(tmp_path / "draws.parquet")
    assert list(table) == ["arm", "quantity", "draw", "value"]
    assert len(table) == sum(run.draws(arm.name).size for arm in run.arms)
    for arm in run.arms:
        rows = table[table.arm == arm.name]
        for path in arm.changed:
            found = rows[rows.quantity == path].sort_values("draw")
            assert found.draw.tolist() == list(range(1100))
            assert np.array_equal(found.value, run.draws(arm.name).sel(quantity=path))


def holds_every_value_under_its_labels_as_parquet(whole, tmp_path):
    save_answers(whole, tmp_path / "answers.parquet")
    table = pd.read_parquet(tmp_path / "answers.parquet")
    answers = [(family.name, name) for family in whole.plan.families for name in family.answers]
    for family, name in answers:
        kept = whole.results[f"results/{family}"].to_dataset()[name]
        rows = table[(table.family == family) & (table.answer == name)]
        other = set(table) - {"family", "answer", "value", *kept.dims}
        assert rows[sorted(other)].isna().all(axis=None)
        found = rows.astype({dim: "int64" if kept[dim].dtype.kind == "i" else "str" for dim in kept.dims})
        found = found.set_index(list(kept.dims)).value.to_xarray().reindex({dim: kept[dim] for dim in kept.dims})
        assert np.array_equal(found.transpose(*kept.dims), kept, equal_nan=True)
    assert len(table) == sum(whole.results[f"results/{family}"][name].size for family, name in answers)


def test_what_goes_with_the_numbers_says_what_was_run_and_who_shares_answers(run, tmp_path):
    save_answers(run, tmp_path / "answers.parquet")
    told = {
        key.decode(): value.decode() for key, value in pq.read_schema(tmp_path / "answers.parquet").metadata.items()
    }
    assert (told["case"], told["draws"], told["seed"], told["points"]) == ("test-case", "1100", "3", "random")
    assert json.loads(told["versions"]) == run.plan.manifest["versions"]
    assert json.loads(told["answered_by"]) == {"perspective.silent": {"influence": "as-entered"}}
    assert "perspective.silent" not in set(pd.read_parquet(tmp_path / "answers.parquet").arm)


@pytest.mark.parametrize(
    ("save", "package"), [(save_netcdf, "h5netcdf"), (save_netcdf, "h5py"), (save_draws, "pyarrow")]
)
def test_without_the_package_it_says_what_to_install(run, tmp_path, monkeypatch, save, package):
    importlib.import_module("h5netcdf")  # it remembers for good whether h5py was there when it was first imported
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingPackage, match=rf"needs the package '{package}', .*pip install 'irenic\[export\]'"):
        save(run, tmp_path / "file")
    assert not (tmp_path / "file").exists()


def command(*arguments, code=0):
    done = CliRunner().invoke(app, ["export", *map(str, arguments)])
    assert done.exit_code == code, done.output
    return done


def test_the_command_writes_what_the_functions_write(run, tmp_path):
    tables = {"draws": save_draws, "answers": save_answers}
    for what, save in tables.items():
        save(run, tmp_path / "ours")
        assert command(run.folder, what, "-o", tmp_path / what).stderr == f"Written to {tmp_path / what}\n"
        assert (tmp_path / what).read_bytes() == (tmp_path / "ours").read_bytes()
    assert not command(run.folder, "run", "--format", "netcdf", "-q", "-o", tmp_path / "run.nc").output
    with xr.open_dataset(tmp_path / "run.nc", engine="h5netcdf", group="results/influence") as found:
        assert found.sizes["draw"] == 1100


def test_the_command_says_which_format_a_table_has_and_asks_for_a_file(run, tmp_path):
    assert command(run.folder, "draws", "--format", "csv", code=2).stderr == (
        "'draws' is not written as csv; allowed: parquet\n"
    )
    assert "'positions' is not written as netcdf; allowed: csv or json" in (
        command("two-villages", "positions", "--format", "netcdf", code=2).stderr
    )
    assert command(run.folder, "run", code=2).stderr == "'run' is no text for a terminal; name a file with -o\n"
    assert "cannot be written" in command(run.folder, "run", "-o", tmp_path / "no" / "run.nc", code=2).stderr
    assert "holds no run" in command(tmp_path, "answers", "-o", tmp_path / "a", code=2).stderr
