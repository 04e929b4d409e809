"""Many draws and many workers: what is held in memory, and what a cluster costs beside threads."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from benchmarks.fresh import fresh
from benchmarks.peers.memory import peak
from benchmarks.rows import Row, compared, size, times, verdict

TITLE: Final = "many draws, many workers"
LASTS: Final = "two minutes"
FULL, TINY = 1_000_000, 20
"""Draws of the baselines alone."""
FEWER: Final = 10
"""How many times fewer draws the other run has whose memory is measured."""
SHARE: Final = 200
"""How many times fewer draws all families get, on threads and on a cluster."""
MOST: Final = 1.1
"""How many times as much memory the larger run may take."""
CASE, SEED = "two-villages", 1


def measure(draws: int) -> Iterator[Row]:
    """Compare two sizes, then two threads with a cluster of two workers."""
    few, many = (fresh(__name__, "run", count, ["influence"], {}) for count in (draws // FEWER, draws))
    ratio = few["peak"] / many["peak"]
    aim = verdict(f"≥ {1 / MOST:.2g}×", ratio >= 1 / MOST)
    beside = f"{draws // FEWER:,} draws: {size(few['peak'])}"
    what = f"peak memory of {draws:,} draws, {CASE}, baselines"
    yield Row(what, size(many["peak"]), beside, times(ratio), size(many["peak"]), aim)
    yield Row("  its draws a second", f"{draws / many['seconds']:,.0f}")
    fewer = max(draws // SHARE, 2)
    threads, there = fresh(__name__, "run", fewer, [], {"workers": 2}), fresh(__name__, "on_a_cluster", fewer)
    what = f"{fewer:,} draws of all families on a Dask cluster of two processes"
    yield compared(what, there["seconds"], "two threads", threads["seconds"], size(there["peak"]))
    yield Row("  the same digest on both", "yes" if there["digest"] == threads["digest"] else "NO")


def run(draws: int, only: Sequence[str], work: Mapping[str, Any]) -> dict[str, Any]:
    """Assess in this process; what is compiled, imported and started at first use is not timed."""
    import irenic
    from irenic.study.engine import Work

    case, how = irenic.load(CASE), Work(**work)
    with tempfile.TemporaryDirectory() as folder:
        irenic.assess(case, 2, SEED, folder=Path(folder) / "first", only=only, work=how)
        start = perf_counter()
        done = irenic.assess(case, draws, SEED, folder=Path(folder) / "run", only=only, work=how)
        return {"seconds": perf_counter() - start, "peak": peak(), "digest": done.digest}


def on_a_cluster(draws: int) -> dict[str, Any]:
    """Assess on a Dask cluster on this machine; the memory is that of this process, which hands out the work."""
    from distributed import LocalCluster

    places = {"host": "127.0.0.1", "protocol": "tcp", "dashboard_address": "127.0.0.1:0"}
    # At the tiny size, which only shows that it works, the workers are threads: processes take seconds to start.
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=draws > TINY, **places) as cluster:
        return run(draws, [], {"cluster": cluster.scheduler_address})
