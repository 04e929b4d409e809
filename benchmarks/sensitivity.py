"""Scenario discovery against EMA workbench and given-data sensitivity against SALib, on the same draws.

Both peers are handed the same draws; each answer is held against ours, and the largest
difference is printed. EMA workbench stops at the first slice that makes a box no denser; slices
are compared as far as it goes.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import numpy as np

from benchmarks.fresh import fresh
from benchmarks.peer import ABSENT, ask
from benchmarks.peers.memory import peak
from benchmarks.rows import Row, compared, seconds, size, sizes

TITLE: Final = "what decides an outcome"
LASTS: Final = "two minutes"
FULL, TINY = 100_000, 600
"""Draws."""
INPUTS = 50


def measure(draws: int) -> Iterator[Row]:
    """Compare boxes and indices on some draws of 50 inputs."""
    for what, name, function in (("PRIM", "EMA workbench", "prim"), ("PAWN", "SALib", "pawn")):
        mine = fresh(__name__, function, draws)
        title = f"{what}, {draws:,} draws × {INPUTS} inputs"
        theirs = _peer(function, draws)
        if theirs is None:
            yield Row(title, seconds(mine["seconds"]), ABSENT)
            continue
        yield compared(title, mine["seconds"], name, theirs["seconds"], sizes(mine["peak"], theirs["peak"]))
        gap = max(_gap(mine[key], theirs[key]) for key in mine.keys() & theirs.keys() - {"seconds", "peak"})
        yield Row("  largest difference between the answers", f"{gap:.1g}")
    found = fresh(__name__, "everything", draws)
    what = f"PAWN, delta and the first index, {draws:,} draws × {INPUTS} inputs"
    yield Row(what, seconds(found["raw"]), memory=size(found["peak"]))
    yield Row("  with intervals and what chance gives", seconds(found["whole"]))


def sample(draws: int) -> tuple[Any, Any, Any]:
    """Return inputs, shape (input, draw), the outcome, and the draws in which it is high."""
    random = np.random.default_rng(1)
    values = random.random((INPUTS, draws))
    outcome = values[0] + values[1] ** 2 + values[2] * values[3] + 0.2 * random.random(draws)
    return values, outcome, outcome > np.quantile(outcome, 0.8)


def prim(draws: int) -> dict[str, Any]:
    """Time the peeling of a box, after one on a few draws that is not timed."""
    from irenic.study.sensitivity.box import peeled

    values, _, hit = sample(draws)
    peeled(values[:, :500].copy(), hit[:500])
    start = perf_counter()
    found = peeled(values, hit)
    took = perf_counter() - start
    coverage = (found.hits / hit.sum()).tolist()
    return {
        "seconds": took,
        "peak": peak(),
        "coverage": [1.0, *coverage],
        "density": [hit.mean(), *found.density.tolist()],
    }


def pawn(draws: int) -> dict[str, Any]:
    """Time the distances of PAWN alone."""
    from irenic.study.sensitivity.given_data import INTERVALS, parts
    from irenic.study.sensitivity.kernels.given import distances

    values, outcome, _ = sample(draws)
    for timed in (slice(500), slice(None)):
        x, y = values[:, timed], outcome[timed]
        start = perf_counter()
        order = np.argsort(y)
        last = np.append(np.diff(y[order]) > 0, [True])
        apart = distances(parts(x, INTERVALS), order, last, np.ones(len(y)), INTERVALS)
        median, maximum = np.nanmedian(apart, axis=1), np.nanmax(apart, axis=1)
        took = perf_counter() - start
    return {"seconds": took, "peak": peak(), "median": median.tolist(), "maximum": maximum.tolist()}


def everything(draws: int) -> dict[str, Any]:
    """Time all indices at once, without and with intervals."""
    from irenic.study.sensitivity.given_data import Grouped, given_data, raw

    values, outcome, _ = sample(draws)
    raw(Grouped.of(values[:, :500], outcome[:500]))
    start = perf_counter()
    raw(Grouped.of(values, outcome))
    once = perf_counter() - start
    start = perf_counter()
    given_data(values, outcome)
    return {"raw": once, "whole": perf_counter() - start, "peak": peak()}


def _peer(which: str, draws: int) -> Any:
    values, outcome, hit = sample(draws)
    with tempfile.TemporaryDirectory() as folder:
        held = Path(folder) / "sample.npz"
        np.savez(held, values=values, outcome=outcome, hit=hit)
        return ask("sensitivity_peers.py", {"which": which, "file": str(held)})


def _gap(ours: list[float], theirs: list[float]) -> float:
    """Return the largest difference as far as both go: we peel on where EMA workbench stops, and it pastes."""
    both = min(len(ours), len(theirs))
    return float(np.abs(np.subtract(ours[:both], theirs[:both])).max())
