"""Blocks of draws under every arm, computed side by side and written as they come.

A piece is one block of draws under one arm, and a task is a few pieces; it draws, runs the families, and
writes to the store itself, so only the numbers of what is finished come back. Threads suffice,
because the work is in NumPy and in compiled kernels, which let go of the interpreter.
"""

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.arrays.build import aid_before, label
from irenic.arrays.levers import with_levers
from irenic.arrays.sample import draw, shares_for
from irenic.errors import BadUse
from irenic.study.families import labels
from irenic.study.plan import Plan, with_those_before
from irenic.study.store import Store
from irenic.vocabulary import DRAW

Values = NDArray[np.float64]
Piece: TypeAlias = tuple[int, int]
"""The number of a block and that of an arm."""
Progress = Callable[[int, int], None]
"""Told how many draws are done, of how many."""


@dataclass(frozen=True, slots=True)
class Work:
    """How a run is computed; nothing of it changes a result.

    Parameters
    ----------
    workers
        How many tasks at a time; left out, one a processor.
    chunk
        How many pieces make a task: blocks of draws under one arm each.
    progress
        Called in the calling thread when the work begins and after every task.
    """

    workers: int | None = None
    chunk: int = 1
    progress: Progress | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot work."""
        if (self.workers is not None and self.workers < 1) or self.chunk < 1:
            msg = f"{self.workers} workers and {self.chunk} pieces a task; allowed: 1 or more of each"
            raise BadUse(msg)


IN_THREADS: Final = Work()
"""One piece a task, one task a processor, in silence."""


def run_blocks(plan: Plan, folder: Path, work: Work) -> None:
    """Compute the blocks of a run that are still missing.

    Parameters
    ----------
    plan
        What to compute.
    folder
        The folder of the run, laid out.
    work
        How to compute it.
    """
    store = Store(plan, folder)
    left = store.missing()
    pieces = [(block, arm) for block, arms in left.items() for arm in arms]
    whole = plan.draws * len(plan.arms)
    done = whole - sum(_length(plan, block) for block, _ in pieces)
    report = work.progress or _in_silence
    for block in [block for block, arms in left.items() if not arms]:
        store.finish(block)
    report(done // len(plan.arms), plan.draws)
    with ThreadPoolExecutor(work.workers or _processors()) as pool:
        tasks = [pieces[i : i + work.chunk] for i in range(0, len(pieces), work.chunk)]
        futures = [pool.submit(_run_task, plan, store, task) for task in tasks]
        try:
            for future in as_completed(futures):
                for block, arm in future.result():
                    left[block].remove(arm)
                    if not left[block]:
                        store.finish(block)
                    done += _length(plan, block)
                report(done // len(plan.arms), plan.draws)
        finally:
            # Tasks that have not begun are dropped, so that an interruption need not wait for them.
            for future in futures:
                future.cancel()


def _in_silence(done: int, total: int) -> None:
    """Tell nobody."""


def _processors() -> int:
    """Return how many processors this process may use."""
    count: int | None = getattr(os, "process_cpu_count", os.cpu_count)()
    return count or 1


def _length(plan: Plan, block: int) -> int:
    start, stop = plan.block(block)
    return stop - start


def _run_task(plan: Plan, store: Store, pieces: list[Piece]) -> list[Piece]:
    for block, arm in pieces:
        _run_piece(plan, store, block, arm)
    return pieces


def _run_piece(plan: Plan, store: Store, block: int, number: int) -> None:
    """Draw a block of a case under an arm, run the families whose answers may differ there, and keep what they say."""
    arm, (start, stop) = plan.arms[number], plan.block(block)
    shares = shares_for(plan.case, start, stop, plan.seed, plan.points)
    changed = draw(arm.case, shares, arm.changed)
    answers: dict[str, xr.Dataset] = {}
    if arm.families:
        entered = draw(plan.case, shares) if number else changed
        kept = {placed.path for placed in arm.case.drawn}
        values = {path: value for path, value in {**entered, **changed}.items() if path in kept}
        dataset = label(arm.case, values, aid_before(arm.case, shares), range(start, stop))
        for family in with_those_before([family.name for family in arm.families]):
            if family.lacks(arm.case.document):
                answers[family.name] = NOT_ANSWERED
            else:
                pulls = family.pulls * (FOR_A_VERDICT if isinstance(plan.under, tuple) else 1)
                given = with_levers(arm.case, dataset, shares, pulls) if pulls else dataset
                answers[family.name] = family.run(given, answers)
    store.keep(block, number, changed, _tables(plan, answers, range(start, stop)))


FOR_A_VERDICT: Final = 4
"""How many times as many draws a family is given whose levers are dear to pull, where arguments are put to the test."""
NOT_ANSWERED: Final = xr.Dataset()
"""What a family says of an arm that lacks what it needs."""


def _tables(plan: Plan, answers: Mapping[str, xr.Dataset], draws: range) -> dict[str, Values]:
    """Return answers as plain arrays, labelled as the case as entered is; NaN for what an arm has no answer to."""
    known = {**labels(plan.case.document), DRAW: np.array(draws)}
    tables = {}
    for family in plan.families:
        for name, dims in family.answers.items() if family.name in answers else ():
            found = answers[family.name].get(name)
            sizes = tuple(len(known[dim]) for dim in dims)
            if found is None:
                tables[f"{family.name}/{name}"] = np.full(sizes, np.nan)
            else:
                placed = found.astype(float).reindex({dim: known[dim] for dim in dims})
                tables[f"{family.name}/{name}"] = placed.transpose(*dims).to_numpy()
    return tables
