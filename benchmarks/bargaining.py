"""Frontier and fair packages against NegMAS, and bargains that nobody could list."""

from time import perf_counter
from typing import Any

import numpy as np

from benchmarks.fresh import fresh, peak
from benchmarks.peer import ABSENT, ask
from benchmarks.rows import Row, compared, seconds, size
from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.compose import bargain
from irenic.models.bargaining.fairness import fair_packages
from irenic.models.bargaining.frontier import efficient_packages
from irenic.models.bargaining.lotteries import fair_lotteries
from irenic.models.bargaining.obstacles import least_greatest_concession, least_total_concession, what_stands_in_the_way

FULL, TINY = 10, 3


def measure(options: int) -> list[Row]:
    """Measure with this many options on every issue, after one round that is not timed."""
    ours(2, 2, 2)
    rows = [_beside_negmas(actors, issues, options) for actors, issues in ((2, 5), (3, 5), (4, 5), (2, 6), (3, 6))]
    for what, function, issues, actors in (
        ("efficient and fair packages", "beyond_listing", 16, 3),
        ("fair lotteries ex ante", "lotteries", 10 * options, 10),
    ):
        found = fresh(__name__, function, options, issues, actors)
        number = f"{actors} actors × {options}^{issues} packages"
        rows.append(Row(f"{what}, {number}", seconds(found["ours"]), found["note"], "", size(found["peak"])))
    found = autopsy()
    what = "conflicts and least concessions, 7 actors who cannot agree"
    return [*rows, Row(what, seconds(found["ours"]), found["note"])]


def tables(actors: int, issues: int, options: int) -> Any:
    """Return random tables by actor, issue and option, in which every actor's best package is worth 1."""
    random = np.random.default_rng(1)
    weight = random.dirichlet(np.ones(issues), actors)
    value = random.random((actors, issues, options))
    return value / value.max(axis=2, keepdims=True) * weight[:, :, None]


def ours(actors: int, issues: int, options: int) -> dict[str, Any]:
    """Time the frontier and the Nash and Kalai–Smorodinsky packages."""
    over = _over(tables(actors, issues, options))
    start = perf_counter()
    frontier = efficient_packages(over)
    found = fair_packages(frontier)
    took = perf_counter() - start
    return {"seconds": took, "size": frontier.size, "nash": found.utility("nash").to_numpy().round(6).tolist()}


def beyond_listing(options: int, issues: int, actors: int) -> dict[str, Any]:
    """Time the frontier of more packages than could be listed, with a reservation of one half."""
    over = _over(tables(actors, issues, options), 0.5)
    start = perf_counter()
    frontier = efficient_packages(over)
    fair_packages(frontier)
    return {"ours": perf_counter() - start, "peak": peak(), "note": f"{frontier.size:,} efficient outcomes, exact"}


def lotteries(options: int, issues: int, actors: int) -> dict[str, Any]:
    """Time three fair lotteries, and return the greatest of their bounds."""
    table = tables(actors, issues, options)
    over = _over(table, table.mean(axis=2).sum(axis=1))
    start = perf_counter()
    found = fair_lotteries(over, "ex ante")
    took = perf_counter() - start
    assert found is not None
    gap = max(one.gap for one in (found.kalai_smorodinsky, found.egalitarian, found.nash) if one is not None)
    return {"ours": took, "peak": peak(), "note": f"missing at most {gap:.0e}"}


def autopsy() -> dict[str, Any]:
    """Time why seven actors with high reservations and red lines cannot agree."""
    table = tables(7, 6, 4)
    over = _over(table, 0.72, {"a0": ["i0.o0"], "a1": ["i0.o1", "i1.o1"], "a2": ["i0.o2", "i0.o3"], "a3": ["i2.o0"]})
    start = perf_counter()
    found = what_stands_in_the_way(over)
    least_greatest_concession(over)
    least_total_concession(over)
    took = perf_counter() - start
    assert found.complete
    return {"ours": took, "note": f"{len(found.conflicts)} conflicts, {len(found.ways_out)} ways out, all of them"}


def _beside_negmas(actors: int, issues: int, options: int) -> Row:
    mine = ours(actors, issues, options)
    what = f"efficient and fair packages, {actors} actors × {options}^{issues} packages"
    theirs = ask("negmas_points.py", tables(actors, issues, options).tolist())
    if theirs is None:
        return Row(what, seconds(mine["seconds"]), ABSENT)
    assert theirs["size"] == mine["size"]
    assert np.allclose(sorted(theirs["nash"]), sorted(mine["nash"]), atol=1e-5)
    return compared(what, mine["seconds"], "NegMAS", theirs["seconds"])


def _over(table: Any, least: Any = 0.0, refuses: dict[str, list[str]] | None = None) -> Bargain:
    worth = {
        f"a{j}": {f"i{i}": {f"o{o}": value for o, value in enumerate(row)} for i, row in enumerate(rows)}
        for j, rows in enumerate(table.tolist())
    }
    limits = dict(zip(worth, np.broadcast_to(least, len(worth)).tolist(), strict=True))
    found = bargain(worth, limits, refuses=refuses)
    _ = found.stakes  # what is timed is the model, not reading the tables
    return found
