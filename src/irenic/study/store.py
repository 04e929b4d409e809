"""A run on disk: a folder that says what was run, and holds what came out.

=================  ==========================================================================
``run.json``       what was run: case, seed, draws, arms, versions
``case/<name>/``   the files of the case as they were
``results.zarr``   a tree of groups: ``draws/<arm>`` and ``results/<family>``
``done``           one byte a block of draws: 1 once its results are written
``pieces/``        while the run goes on: what is computed of the blocks that are not done
=================  ==========================================================================

Nothing in it depends on the hour, the machine's load, or the number of workers, so the same
plan gives the same bytes. A *piece* is one block of draws under one arm. It is kept as soon as it is
computed; once all pieces of a block are there, they are written to the tree, and only then is the block
marked as done. So a run that was interrupted or killed goes on where it stopped.

Many processes, on many machines, may keep pieces and write blocks at the same time. The marks are written by one
alone, who also clears away: whoever computes the run and hears what the others have done.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from math import prod
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import numpy as np
import xarray as xr
import zarr
from numpy.typing import NDArray
from zarr.codecs import BloscCodec

from irenic.arrays.shares import BLOCK
from irenic.case.case import Case
from irenic.errors import RunMismatch
from irenic.study.families import labels
from irenic.study.plan import Plan, Under, plan
from irenic.study.policies import Policies
from irenic.vocabulary import ARM, DRAW, QUANTITY, VALUE

Values = NDArray[np.float64]

MANIFEST, CASE, RESULTS, DONE, PIECES = "run.json", "case", "results.zarr", "done", "pieces"
_WRITTEN: Final = frozenset({"case", "draws", "seed", "points", "under", "block", "families", "arms"})
"""What the manifest of every run says, so that another program's file of that name is told apart."""


def create(plan: Plan, folder: Path) -> None:
    """Lay out the folder of a run, empty of results, unless the same run is there already.

    Raises
    ------
    RunMismatch
        If the folder holds something else.
    """
    if (folder / MANIFEST).exists():
        if manifest_of(folder) != json.loads(json.dumps(plan.manifest)):
            msg = f"{folder} holds another run; name another folder, or remove it"
            raise RunMismatch(msg)
        return
    text = json.dumps(plan.manifest, indent=1, ensure_ascii=False) + "\n"
    begun = folder / f".{MANIFEST}"
    if folder.exists() and not _may_be_laid_out(folder, begun, text):
        msg = f"{folder} is not empty and holds no run; name another folder"
        raise RunMismatch(msg)
    folder.mkdir(parents=True, exist_ok=True)
    # The draft of the manifest claims the folder; under its own name, it says that the layout is complete.
    begun.write_text(text, encoding="utf-8")
    _copy_case(plan, folder)
    _lay_out(plan, folder / RESULTS)
    (folder / DONE).write_bytes(bytes(plan.blocks))
    begun.replace(folder / MANIFEST)


def _may_be_laid_out(folder: Path, begun: Path, text: str) -> bool:
    """Return whether there is nothing in a folder but what this very run began to lay out."""
    if not folder.is_dir():
        return False
    names = {item.name for item in folder.iterdir()}
    if begun.name not in names:
        return not names
    return names <= {begun.name, CASE, RESULTS, DONE} and text.startswith(begun.read_text("utf-8", "replace"))


def holds_run(folder: Path) -> bool:
    """Return whether a folder holds a run, finished or not."""
    return (folder / MANIFEST).exists()


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return what was run in a folder.

    Raises
    ------
    RunMismatch
        If it holds no run.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"{folder} holds no run of Irenic; irenic assess makes one"
        raise RunMismatch(msg) from error
    if not isinstance(manifest, dict) or not set(manifest) >= _WRITTEN:
        msg = f"{folder} holds no run of Irenic; irenic assess makes one"
        raise RunMismatch(msg)
    return manifest


def plan_of(folder: Path) -> Plan:
    """Return the plan of the run in a folder, made anew from the case that is kept there.

    Raises
    ------
    RunMismatch
        If it holds no run.
    """
    manifest = manifest_of(folder)
    case = Case.read(folder / CASE / manifest["case"])
    under = _under(manifest["under"])
    return plan(case, manifest["draws"], manifest["seed"], manifest["points"], manifest["families"], under)


def _under(written: Any) -> Under:
    """Return what a case was put under, as JSON brings it back: names of arguments as a list, policies as a table."""
    if isinstance(written, dict):
        return Policies.read(written)
    under: Under = tuple(written) if isinstance(written, list) else written
    return under


_FAST: Final = BloscCodec(cname="lz4", clevel=5, shuffle="shuffle")
"""How chunks are packed: writing them must take next to nothing beside the models."""


class Store:
    """The arrays, marks and pieces of a run that is being computed; safe to share among threads and processes.

    Every block is a chunk of its own in every array, so no two blocks write to one file.

    Parameters
    ----------
    plan
        What is computed.
    folder
        The folder of the run, laid out.
    """

    def __init__(self, plan: Plan, folder: Path) -> None:
        self._plan, self._folder = plan, folder
        root = zarr.open_group(folder / RESULTS, mode="r+")
        self._draws: dict[str, Any] = {arm.name: root[f"draws/{arm.name}/{VALUE}"] for arm in plan.arms if arm.changed}
        self._answers: dict[tuple[str, str], Any] = {
            (family.name, name): root[f"results/{family.name}/{name}"]
            for family in plan.families
            for name in family.answers
        }

    def begin(self) -> None:
        """Clear away what a stopped run left behind, and make room for pieces; for the one who computes the run."""
        pieces, done = self._folder / PIECES, {str(block) for block in self.done()}
        # What a killed run had not finished writing belongs to no result.
        for fragment in (*(self._folder / RESULTS).rglob("*.partial"), *pieces.glob("*.partial")):
            fragment.unlink()
        for piece in pieces.glob("*.npy"):
            if piece.name.partition("-")[0] in done:
                piece.unlink()
        # The folder is there only while the run goes on, so a worker that was given up has nowhere to write.
        pieces.mkdir(exist_ok=True)
        self._close()

    def done(self) -> list[int]:
        """Return the blocks whose results are written."""
        return [number for number, mark in enumerate((self._folder / DONE).read_bytes()) if mark]

    def missing(self) -> dict[int, list[int]]:
        """Return, for each block that is not done, the numbers of the arms whose pieces are missing."""
        done = set(self.done())
        kept = {piece.name for piece in (self._folder / PIECES).glob("*.npy")}
        return {
            block: [arm for arm in range(len(self._plan.arms)) if self._piece(block, arm).name not in kept]
            for block in range(self._plan.blocks)
            if block not in done
        }

    def keep(self, block: int, arm: int, draws: Mapping[str, Values], answers: Mapping[str, Values]) -> None:
        """Keep a piece.

        Parameters
        ----------
        block, arm
            The numbers of the block and of the arm.
        draws
            The values drawn anew under the arm, by path, each of shape ``(draw,)``.
        answers
            The answers by ``family/name``, each of shape ``(draw, ...)``.
        """
        piece = self._piece(block, arm)
        own = (answers[f"{family}/{name}"] for family, name in self._own(arm))
        # A cluster that has lost sight of a worker may have the same piece computed twice at the same time.
        partial = piece.with_suffix(f".{uuid4().hex}.partial")
        with partial.open("wb") as stream:
            np.save(stream, np.concatenate([part.ravel() for part in (*draws.values(), *own)] or [np.empty(0)]))
        partial.replace(piece)

    def write(self, block: int) -> None:
        """Write the pieces of a block to the tree."""
        start, stop = self._plan.block(block)
        answers: dict[tuple[str, str], list[Values]] = {key: [] for key in self._answers}
        for number, arm in enumerate(self._plan.arms):
            draws, own = self._read(block, number)
            if arm.changed:
                self._draws[arm.name][:, start:stop] = draws
            for key, values in own.items():
                answers[key].append(values)
        for key, array in self._answers.items():
            array[:, start:stop] = np.array(answers[key])

    def _read(self, block: int, arm: int) -> tuple[Values, dict[tuple[str, str], Values]]:
        """Return the draws and the answers of a piece; they are read from the disk when they are looked at."""
        start, stop = self._plan.block(block)
        own = self._own(arm)
        shapes = [(len(self._plan.arms[arm].changed), stop - start)]
        shapes += [(stop - start, *self._answers[key].shape[2:]) for key in own]
        whole = np.load(self._piece(block, arm), mmap_mode="r")
        parts = np.split(whole, np.cumsum([prod(shape) for shape in shapes])[:-1])
        draws, *answers = (part.reshape(shape) for part, shape in zip(parts, shapes, strict=True))
        return draws, dict(zip(own, answers, strict=True))

    def _own(self, arm: int) -> list[tuple[str, str]]:
        """Return the answers that an arm has of its own, in the order in which a piece holds them."""
        families = {family.name for family in self._plan.arms[arm].families}
        return [key for key in self._answers if key[0] in families]

    def mark(self, block: int) -> None:
        """Mark a block as done, and remove its pieces; for the one who computes the run.

        On some shared disks, two machines that write to one file lose what one of them wrote.
        """
        with (self._folder / DONE).open("r+b") as stream:
            stream.seek(block)
            stream.write(b"\1")
        self._drop(block)

    def _piece(self, block: int, arm: int) -> Path:
        return self._folder / PIECES / f"{block}-{arm}.npy"

    def _drop(self, block: int) -> None:
        for arm in range(len(self._plan.arms)):
            self._piece(block, arm).unlink(missing_ok=True)
        self._close()

    def _close(self) -> None:
        """Remove the folder of the pieces once every block is done."""
        if not unfinished(self._folder):
            shutil.rmtree(self._folder / PIECES, ignore_errors=True)


def unfinished(folder: Path) -> int:
    """Return how many blocks of a run are missing."""
    return (folder / DONE).read_bytes().count(b"\0")


def open_results(folder: Path) -> xr.DataTree:
    """Return the results of a run; arrays are read when they are looked at."""
    return xr.open_datatree(folder / RESULTS, engine="zarr", consolidated=False, chunks=None)


def digest(folder: Path) -> str:
    """Return one SHA-256 over all files of a run, names and contents."""
    whole = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(file.relative_to(folder).as_posix().encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _copy_case(plan: Plan, folder: Path) -> None:
    target = folder / CASE / plan.case.name
    target.mkdir(parents=True, exist_ok=True)
    for name in plan.case.files:
        (target / name).write_bytes((plan.case.folder / name).read_bytes())


def _lay_out(plan: Plan, store: Path) -> None:
    """Write the groups and their coordinates, and make room for the arrays.

    The numbers of the draws stand once, at the root, and every group below inherits them.
    """
    root = zarr.create_group(store, zarr_format=3, overwrite=True)
    _label(root, DRAW, np.arange(plan.draws))
    for arm in plan.arms:
        if arm.changed:
            group = root.require_group(f"draws/{arm.name}")
            _label(group, QUANTITY, _texts(arm.changed))
            _make_room(group, VALUE, {QUANTITY: len(arm.changed), DRAW: plan.draws})
    known = labels(plan.case.document)
    for family in plan.families:
        used = {dim: known[dim] for dims in family.answers.values() for dim in dims if dim != DRAW}
        used[ARM] = np.array([arm.name for arm in plan.arms_of(family)])
        group = root.require_group(f"results/{family.name}")
        for dim, names in used.items():
            _label(group, dim, _texts(names) if names.dtype.kind == "U" else names)
        sizes = {DRAW: plan.draws, **{dim: len(names) for dim, names in used.items()}}
        for name, dims in family.answers.items():
            _make_room(group, name, {dim: sizes[dim] for dim in (ARM, *dims)})


def _label(group: zarr.Group, dim: str, names: NDArray[Any]) -> None:
    group.create_array(dim, data=names, dimension_names=(dim,))


def _make_room(group: zarr.Group, name: str, sizes: Mapping[str, int]) -> None:
    """Create an array without values, one chunk a block of draws."""
    chunks = tuple(min(size, BLOCK) if dim == DRAW else max(size, 1) for dim, size in sizes.items())
    shape = tuple(sizes.values())
    group.create_array(
        name,
        shape=shape,
        chunks=chunks,
        dtype="f8",
        fill_value=np.nan,
        dimension_names=tuple(sizes),
        compressors=_FAST,
    )


def _texts(names: Sequence[str] | NDArray[np.str_]) -> NDArray[Any]:
    """Return names as an array that Zarr stores as text of any length."""
    return np.array(list(names), dtype=np.dtypes.StringDType())
