"""Blocks of draws, computed side by side and written as they come.

A task is a few blocks; it draws, runs the families, and writes to the store itself, so only
the numbers of finished blocks come back. Threads suffice, because the work is in NumPy and
in compiled kernels, which let go of the interpreter.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.arrays.build import label
from irenic.arrays.sample import draw, shares_for
from irenic.errors import BadUse
from irenic.study.plan import Plan
from irenic.study.store import Store

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
        How many blocks make a task.
    progress
        Called in the calling thread when the work begins and after every task.
    """

    workers: int | None = None
    chunk: int = 1
    progress: Progress | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot work."""
        if (self.workers is not None and self.workers < 1) or self.chunk < 1:
            msg = f"{self.workers} workers and {self.chunk} blocks a task; allowed: 1 or more of each"
            raise BadUse(msg)


IN_THREADS: Final = Work()
"""One block a task, one task a processor, in silence."""


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
    missing = store.missing()
    done = plan.draws - sum(_length(plan, block) for block in missing)
    tasks = [missing[i : i + work.chunk] for i in range(0, len(missing), work.chunk)]
    report = work.progress or _in_silence
    report(done, plan.draws)
    with ThreadPoolExecutor(work.workers or _processors()) as pool:
        futures = [pool.submit(_run_task, plan, store, task) for task in tasks]
        try:
            for future in as_completed(futures):
                for block in future.result():
                    store.mark_done(block)
                    done += _length(plan, block)
                report(done, plan.draws)
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


def _run_task(plan: Plan, store: Store, blocks: list[int]) -> list[int]:
    for block in blocks:
        _run_block(plan, store, block)
    return blocks


def _run_block(plan: Plan, store: Store, block: int) -> None:
    start, stop = plan.block(block)
    shares = shares_for(plan.case, start, stop, plan.seed, plan.points)
    answers: dict[str, dict[str, list[NDArray[np.float64]]]] = {family.name: {} for family in plan.families}
    entered: dict[str, NDArray[np.float64]] = {}
    for arm in plan.arms:
        changed = draw(arm.case, shares, arm.changed)
        entered = entered or changed
        if arm.changed:
            store.write_draws(arm, start, changed)
        if arm.families:
            kept = {placed.path for placed in arm.case.drawn}
            values = {path: value for path, value in {**entered, **changed}.items() if path in kept}
            dataset = label(arm.case, values, range(start, stop))
        for family in arm.families:
            result = family.run(dataset)
            for name, dims in family.answers.items():
                answers[family.name].setdefault(name, []).append(result[name].transpose(*dims).to_numpy())
    for family in plan.families:
        store.write_answers(family, start, {name: np.array(rows) for name, rows in answers[family.name].items()})
