"""A finished run in files that other tools read: NetCDF for arrays with labels, Parquet for tidy tables.

Both are written block by block, so a run that is larger than the memory is handed over as well.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import xarray as xr

from irenic.errors import MissingPackage
from irenic.study.assess import Run
from irenic.vocabulary import ARM, DRAW, VALUE

Part: TypeAlias = tuple[tuple[str, ...], xr.DataArray]
"""What keys a part of a table has, and its values."""
FAMILY: Final = "family"
ANSWER: Final = "answer"


def save_netcdf(run: Run, file: Path | str) -> None:
    """Write all draws and answers of a run as one NetCDF 4 file, with the groups that the run folder has.

    Parameters
    ----------
    run
        The run.
    file
        The file to write.

    Raises
    ------
    MissingPackage
        If h5netcdf or h5py is not installed.

    Examples
    --------
    >>> import irenic, tempfile, xarray
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, only=["influence"], folder=tempfile.mkdtemp())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_netcdf(run, Path(folder) / "run.nc")
    ...     with xarray.open_dataset(Path(folder) / "run.nc", group="results/influence") as found:
    ...         found.compromise.dims
    ('arm', 'draw', 'issue')
    """
    try:
        import h5netcdf  # type: ignore[import-untyped]  # it declares no types
        import h5py  # type: ignore[import-untyped]  # likewise
    except ImportError as error:
        what, package, extra = "NetCDF", error.name or "h5netcdf", "export"
        raise MissingPackage(what, package, extra) from error
    with h5netcdf.File(file, "w") as whole:
        whole.attrs.update(facts(run))
        whole.dimensions[DRAW] = run.plan.draws
        whole.create_variable(DRAW, (DRAW,), data=np.arange(run.plan.draws))
        for place, dataset in _groups(run):
            group = whole.create_group(place)
            for name, labels in dataset.coords.items():
                if name != DRAW:
                    group.dimensions[name] = labels.size
                    kind = labels.dtype if _counted(labels) else h5py.string_dtype()
                    group.create_variable(name, (name,), kind, labels.to_numpy().astype(kind))
            for name, values in dataset.items():
                made = group.create_variable(name, values.dims, "f8", fillvalue=np.nan, compression="gzip")
                for at, part in _blocks(run, values):
                    made[at] = part.to_numpy()


def save_draws(run: Run, file: Path | str) -> None:
    """Write the drawn values of a run as a tidy Parquet table: a row for each arm, number and draw.

    Under an arm, numbers that it does not change have no rows: they are those of the case as entered.

    Parameters
    ----------
    run
        The run.
    file
        The file to write.

    Raises
    ------
    MissingPackage
        If pyarrow is not installed.

    Examples
    --------
    >>> import irenic, pandas, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, only=["influence"], folder=tempfile.mkdtemp())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_draws(run, Path(folder) / "draws.parquet")
    ...     pandas.read_parquet(Path(folder) / "draws.parquet").columns.tolist()
    ['arm', 'quantity', 'draw', 'value']
    """
    arms = {arm.name: run.draws(arm.name) for arm in run.arms if arm.changed}
    _save_tidy(run, file, (ARM,), [((name,), values) for name, values in arms.items()])


def save_answers(run: Run, file: Path | str) -> None:
    """Write the answers of a run as a tidy Parquet table: a row for each value of each answer, with its labels.

    A label is null where an answer has no such dimension, and a value where there is none. Arms that share the
    answers of another one have no rows; ``answered_by`` in the metadata of the file says which do.

    Parameters
    ----------
    run
        The run.
    file
        The file to write.

    Raises
    ------
    MissingPackage
        If pyarrow is not installed.

    Examples
    --------
    >>> import irenic, pandas, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, only=["influence"], folder=tempfile.mkdtemp())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_answers(run, Path(folder) / "answers.parquet")
    ...     found = pandas.read_parquet(Path(folder) / "answers.parquet")
    >>> water = found[(found.answer == "compromise") & (found.issue == "water")]
    >>> len(water), bool((water.value == run.answers("influence").compromise.sel(issue="water")).all())
    (20, True)
    """
    answers = [
        ((family.name, name), run.results[f"results/{family.name}"].to_dataset()[name])
        for family in run.plan.families
        for name in family.answers
    ]
    _save_tidy(run, file, (FAMILY, ANSWER), answers)


def facts(run: Run) -> dict[str, str | int]:
    """Return what goes with the numbers of a run wherever they go."""
    manifest = run.plan.manifest
    plain = {key: manifest[key] for key in ("title", "case", "fingerprint", "draws", "seed", "points")}
    shared = {arm.name: dict(arm.shares) for arm in run.arms if arm.shares}
    return {**plain, "versions": json.dumps(manifest["versions"]), "answered_by": json.dumps(shared)}


def _groups(run: Run) -> Iterator[tuple[str, xr.Dataset]]:
    for arm in run.arms:
        if arm.changed:
            yield f"draws/{arm.name}", run.results[f"draws/{arm.name}"].to_dataset()
    for family in run.plan.families:
        yield f"results/{family.name}", run.results[f"results/{family.name}"].to_dataset()


def _blocks(run: Run, values: xr.DataArray) -> Iterator[tuple[tuple[slice, ...], xr.DataArray]]:
    """Yield an array block of draws by block, each with its place."""
    for block in range(run.plan.blocks):
        draws = slice(*run.plan.block(block))
        yield tuple(draws if dim == DRAW else slice(None) for dim in values.dims), values.isel({DRAW: draws})


def _save_tidy(run: Run, file: Path | str, keys: tuple[str, ...], parts: Sequence[Part]) -> None:
    """Write arrays as one table with a column for each key, for each dimension, for the draw and for the value."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]  # it declares no types
        import pyarrow.parquet as pq  # type: ignore[import-untyped]  # likewise
    except ImportError as error:
        what, package, extra = "Parquet", "pyarrow", "export"
        raise MissingPackage(what, package, extra) from error
    text, number = pa.dictionary(pa.int32(), pa.string()), pa.int64()
    types = dict.fromkeys(keys, text)
    for _, values in parts:
        types |= {dim: number if _counted(values[dim]) else text for dim in _others(values)}
    types |= {DRAW: number, VALUE: pa.float64()}
    schema = pa.schema(types.items(), {key: str(value) for key, value in facts(run).items()})
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for names, values in parts:
            for _, block in _blocks(run, values):
                columns = {key: pa.repeat(name, block.size) for key, name in zip(keys, names, strict=True)}
                columns |= {name: pa.array(column) for name, column in _columns(block).items()}
                cells = [columns.get(kind.name, pa.nulls(block.size, kind.type)).cast(kind.type) for kind in schema]
                writer.write_table(pa.table(cells, schema=schema))


def _columns(block: xr.DataArray) -> dict[str, Any]:
    """Return an array as columns, one for each dimension and one for the values, with a row for each value."""
    places = np.unravel_index(np.arange(block.size), block.shape)
    columns: dict[str, Any] = {}
    for dim, place in zip(map(str, block.dims), places, strict=True):
        labels = block[dim].to_numpy()
        columns[dim] = labels[place] if _counted(block[dim]) else labels.astype(object)[place]
    flat = block.to_numpy().ravel()
    return {**columns, VALUE: np.ma.masked_invalid(flat)}


def _others(values: xr.DataArray) -> list[str]:
    return [str(dim) for dim in values.dims if dim != DRAW]


def _counted(labels: xr.DataArray) -> bool:
    """Return whether labels are numbers, such as those of months."""
    return labels.dtype.kind in "iu"
