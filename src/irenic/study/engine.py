"""Blocks of draws under every arm, computed side by side and written as they come.

A piece is one block of draws under one arm, and a task is a few pieces; it draws, runs the families, and
writes to the store itself, so only a receipt of what is finished comes back. Threads suffice on one machine,
because the work is in NumPy and in compiled kernels, which let go of the interpreter. On a cluster, the same
tasks are sent to processes that find all they need in the folder of the run.
"""

import os
import platform
from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.arrays.build import aid_before, label
from irenic.arrays.levers import with_levers
from irenic.arrays.sample import draw, shares_for
from irenic.arrays.shares import Shares
from irenic.errors import BadUse, RunMismatch
from irenic.study.families import Family, labels
from irenic.study.ledger import Ledger, Task
from irenic.study.plan import Arm, Plan, with_those_before
from irenic.study.store import Store, plan_of
from irenic.vocabulary import DRAW

Values = NDArray[np.float64]
Progress = Callable[[int, int], None]
"""Told how many draws are done, of how many."""


@dataclass(frozen=True, slots=True)
class Work:
    """How a run is computed; nothing of it changes a result.

    Parameters
    ----------
    workers
        How many tasks at a time on this machine; left out, one a processor.
    chunk
        How many pieces make a task: blocks of draws under one arm each.
    progress
        Called in the calling thread when the work begins and after every task.
    cluster
        The address of a Dask scheduler whose workers compute the tasks, such as ``tcp://10.0.0.5:8786``;
        left out, this machine does. They must have the same versions, and see the folder of the run.
    """

    workers: int | None = None
    chunk: int = 1
    progress: Progress | None = None
    cluster: str | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot work."""
        if (self.workers is not None and self.workers < 1) or self.chunk < 1:
            msg = f"{self.workers} workers and {self.chunk} pieces a task; allowed: 1 or more of each"
            raise BadUse(msg)
        if self.cluster is not None and self.workers is not None:
            msg = f"{self.workers} workers and a cluster; allowed: one of both, since a cluster has its own workers"
            raise BadUse(msg)


IN_THREADS: Final = Work()
"""One piece a task, one task a processor, in silence."""


def run_blocks(plan: Plan, folder: Path, work: Work) -> None:
    """Compute the blocks of a run that are still missing.

    Only a few tasks are sent off at a time, so what is held in memory does not grow with the draws.

    Parameters
    ----------
    plan
        What to compute.
    folder
        The folder of the run, laid out.
    work
        How to compute it.

    Raises
    ------
    MissingPackage
        If a cluster is named, and what speaks with it is not installed.
    ClusterLost
        If no cluster answers at the address, or it goes away.
    RunMismatch
        If a worker of it sees another run in the folder, or none, or has other versions.
    """
    store = Store(plan, folder)
    store.begin()
    left = store.missing()
    whole = plan.draws * len(plan.arms)
    done = whole - sum(_length(plan, block) * len(arms) for block, arms in left.items())
    report = work.progress or _in_silence
    report(done // len(plan.arms), plan.draws)
    if not left:
        return
    with _hands(plan, store, folder, work) as hands, closing(_receipts(Ledger(left, work.chunk), hands)) as receipts:
        for task in receipts:
            for block in task.blocks:
                store.mark(block)
            done += sum(_length(plan, block) for block, _ in task.pieces)
            report(done // len(plan.arms), plan.draws)


@dataclass(frozen=True, slots=True)
class _Hands:
    """Who does the tasks.

    Parameters
    ----------
    submit
        Has a task done, some time.
    room
        How many tasks are worth sending off before the first of them is done: as many as keep all busy.
    """

    submit: Callable[[Task], "Future[Task]"]
    room: Callable[[], int]


def _receipts(ledger: Ledger, hands: _Hands) -> Generator[Task]:
    """Have all tasks done, and yield each when it is."""
    running: set[Future[Task]] = set()
    try:
        while True:
            room = hands.room()
            while len(running) < room and (task := ledger.next()):
                running.add(hands.submit(task))
            if not running:
                return
            # Receipts come before errors, so that nothing that was finished is forgotten.
            for future in sorted(wait(running, return_when=FIRST_COMPLETED).done, key=_failed):
                running.remove(future)
                task = future.result()
                ledger.done(task)
                yield task
            # A cluster has computed again what a worker that dies was still asked to remember.
            del future
    finally:
        # Tasks that have not begun are dropped, so that an interruption need not wait for them.
        for future in running:
            future.cancel()


def _failed(future: "Future[Task]") -> bool:
    return future.cancelled() or future.exception() is not None


@contextmanager
def _hands(plan: Plan, store: Store, folder: Path, work: Work) -> Iterator[_Hands]:
    """Open threads on this machine, or a cluster elsewhere."""
    if work.cluster is None:
        workers = work.workers or _processors()
        with ThreadPoolExecutor(workers) as pool:
            entered = _entered(plan)
            yield _Hands(lambda task: pool.submit(run_task, plan, store, entered, task), lambda: 2 * workers)
        return
    from irenic.study.cluster import connected

    here, mark = str(folder.resolve()), plan.fingerprint
    with connected(work.cluster) as cluster:
        yield _Hands(lambda task: cluster.submit(run_task_there, here, mark, task), lambda: 2 * cluster.threads())


def _in_silence(done: int, total: int) -> None:
    """Tell nobody."""


def _processors() -> int:
    """Return how many processors this process may use."""
    count: int | None = getattr(os, "process_cpu_count", os.cpu_count)()
    return count or 1


def _length(plan: Plan, block: int) -> int:
    start, stop = plan.block(block)
    return stop - start


Drawn: TypeAlias = dict[str, Values]
"""Values by path, each of shape ``(draw,)``."""


def _entered(plan: Plan) -> Callable[[int], Drawn]:
    """Return what gives the numbers of a block as entered; those of the last two are kept, as every arm needs them."""

    @lru_cache(maxsize=2)
    def drawn(block: int) -> Drawn:
        values = draw(plan.case, shares_for(plan.case, *plan.block(block), plan.seed, plan.points))
        for each in values.values():
            each.setflags(write=False)  # they are shared between arms
        return values

    return drawn


def run_task(plan: Plan, store: Store, entered: Callable[[int], Drawn], task: Task) -> Task:
    """Do a task, and return it as its own receipt."""
    for block, arm in task.pieces:
        _run_piece(plan, store, entered(block), block, arm)
    for block in task.blocks:
        store.write(block)
    return task


def run_task_there(folder: str, mark: str, task: Task) -> Task:
    """Do a task in a process that knows no more than the folder of the run, as it sees it, and its fingerprint.

    Raises
    ------
    RunMismatch
        If it sees another run there, or none, or has other versions of what may change the last bits.
    """
    return run_task(*_opened(folder, mark), task)


@lru_cache(maxsize=4)
def _opened(folder: str, mark: str) -> tuple[Plan, Store, Callable[[int], Drawn]]:
    try:
        plan = plan_of(Path(folder))
    except RunMismatch as error:
        msg = f"the worker on {platform.node()} sees no run in {folder}; all machines must see that folder"
        raise RunMismatch(msg) from error
    if plan.fingerprint != mark:
        versions = ", ".join(f"{name} {number}" for name, number in plan.manifest["versions"].items())
        msg = f"the worker on {platform.node()} would compute another run than the one in {folder}; it has {versions}"
        raise RunMismatch(msg)
    return plan, Store(plan, Path(folder)), _entered(plan)


def _run_piece(plan: Plan, store: Store, entered: Drawn, block: int, number: int) -> None:
    """Draw a block of a case under an arm, run the families whose answers may differ there, and keep what they say."""
    arm, (start, stop) = plan.arms[number], plan.block(block)
    shares = shares_for(plan.case, start, stop, plan.seed, plan.points)
    changed = draw(arm.case, shares, arm.changed) if number else {path: entered[path] for path in arm.changed}
    answers: dict[str, xr.Dataset] = {}
    if arm.families:
        kept = {placed.path for placed in arm.case.drawn}
        values = {path: value for path, value in {**entered, **changed}.items() if path in kept}
        dataset = label(arm.case, values, aid_before(arm.case, shares), range(start, stop))
        for family in with_those_before([family.name for family in arm.families]):
            if family.lacks(arm.case.document):
                answers[family.name] = NOT_ANSWERED
            else:
                answers[family.name] = family.run(_given(plan, arm, family, dataset, shares), answers)
    store.keep(block, number, changed, _tables(plan, answers, range(start, stop)))


def _given(plan: Plan, arm: Arm, family: Family, dataset: xr.Dataset, shares: Shares) -> xr.Dataset:
    """Return what a family is given of some draws under an arm."""
    if family.sees:
        return family.sees(arm.case, shares)
    pulls = family.pulls * (FOR_A_VERDICT if isinstance(plan.under, tuple) else 1)
    return with_levers(arm.case, dataset, shares, pulls) if pulls else dataset


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
                tables[f"{family.name}/{name}"] = _placed(found, {dim: known[dim] for dim in dims})
    return tables


def _placed(found: xr.DataArray, known: Mapping[str, NDArray[Any]]) -> Values:
    """Return an answer by the labels of the case as entered, in their order; NaN for those it does not have."""
    moved = {
        dim: names
        for dim, names in known.items()
        if dim not in found.coords or not np.array_equal(found[dim].to_numpy(), names)
    }
    placed = found.astype(float).reindex(moved) if moved else found
    values: Values = placed.transpose(*known).to_numpy().astype(float)
    return values
