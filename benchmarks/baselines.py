"""Weighted mean and weighted median, against plain Python written from the definitions."""

from itertools import accumulate
from time import perf_counter
from typing import Any, Final

import numpy as np

from benchmarks.fresh import fresh
from benchmarks.peers.memory import peak
from benchmarks.rows import Row, compared, size
from benchmarks.timing import best
from irenic.models.influence.kernels import weighted_mean_and_median

TITLE: Final = "where pressure balances"
LASTS: Final = "seconds"
FULL, TINY = 10_000, 20
"""Draws."""
ACTORS, ISSUES = 12, 9


def measure(draws: int) -> list[Row]:
    """Compare the two on some draws of 12 actors and 9 issues."""
    found = fresh(__name__, "run", draws)
    what = f"weighted mean and median, {draws:,} draws × {ACTORS} actors × {ISSUES} issues"
    return [compared(what, found["ours"], "plain Python", found["theirs"], size(found["peak"]))]


def run(draws: int) -> dict[str, Any]:
    """Time both on the same numbers, and hold the answers against each other."""
    random = np.random.default_rng(1)
    shape = (draws, ISSUES, ACTORS)
    position, salience = random.uniform(0, 100, shape), random.uniform(0, 1, shape)
    capability = np.broadcast_to(random.uniform(0, 100, (draws, 1, ACTORS)), shape)
    held = np.ones((ISSUES, ACTORS), dtype=bool)
    ours, (mean, median, _) = best(lambda: weighted_mean_and_median(position, salience, capability, held), 3)
    most = peak()
    cells = [
        list(zip(x, s, c, strict=True))
        for by_issue in zip(position.tolist(), salience.tolist(), capability.tolist(), strict=True)
        for x, s, c in zip(*by_issue, strict=True)
    ]
    start = perf_counter()
    expected = [_by_definition(cell) for cell in cells]
    theirs = perf_counter() - start
    np.testing.assert_allclose(np.stack([mean, median], axis=-1).reshape(-1, 2), expected, rtol=1e-9)
    return {"ours": ours, "theirs": theirs, "peak": most}


def _by_definition(actors: list[tuple[float, float, float]]) -> tuple[float, float]:
    """Return the mean, and the first position at which half of the weight is reached."""
    weighted = sorted((x, c * s) for x, s, c in actors)
    total = sum(w for _, w in weighted)
    reached = accumulate(w for _, w in weighted)
    median = next(x for (x, _), so_far in zip(weighted, reached, strict=True) if so_far >= total / 2)
    return sum(x * w for x, w in weighted) / total, median
