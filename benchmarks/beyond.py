"""Bargains with more packages than anybody could list: efficient and fair packages, and fair lotteries."""

from collections.abc import Iterator
from typing import Any, Final

from benchmarks.fresh import fresh
from benchmarks.peers.memory import peak
from benchmarks.rows import Row, seconds, size, verdict, within
from benchmarks.tables import over, tables
from benchmarks.timing import best
from irenic.models.bargaining.fairness import fair_packages
from irenic.models.bargaining.frontier import efficient_packages
from irenic.models.bargaining.lotteries import fair_lotteries

TITLE: Final = "bargains with more packages than could be listed"
LASTS: Final = "half a minute"
FULL, TINY = 10, 2
"""Options on every issue."""
LIMIT: Final = 2.0
"""Seconds for either."""
GAP: Final = 1e-8


def measure(options: int) -> Iterator[Row]:
    """Measure three actors on 16 issues, and lotteries of ten actors on ten times as many issues as options."""
    found = fresh(__name__, "packages", options, 16, 3)
    what = f"efficient and fair packages, 3 actors × {options}^16 packages"
    note = f"{found['size']:,} efficient outcomes, all of them"
    yield Row(what, seconds(found["seconds"]), note, "", size(found["peak"]), within(LIMIT, found["seconds"]))
    issues = 10 * options
    found = fresh(__name__, "lotteries", options, issues, 10)
    what = f"fair lotteries ex ante, 10 actors × {options}^{issues} packages"
    yield Row(what, seconds(found["seconds"]), "", "", size(found["peak"]), within(LIMIT, found["seconds"]))
    yield Row("  what they miss, at most", f"{found['gap']:.0e}", goal=verdict(f"≤ {GAP:.0e}", found["gap"] <= GAP))


def packages(options: int, issues: int, actors: int) -> dict[str, Any]:
    """Time the frontier and the fair packages, with a reservation of one half."""
    between = over(tables(actors, issues, options), 0.5)
    took, found = best(lambda: fair_packages(efficient_packages(between)))
    return {"seconds": took, "peak": peak(), "size": found.frontier.size}


def lotteries(options: int, issues: int, actors: int) -> dict[str, Any]:
    """Time three fair lotteries, and return the greatest of their bounds."""
    table = tables(actors, issues, options)
    between = over(table, table.mean(axis=2).sum(axis=1))
    took, found = best(lambda: fair_lotteries(between, "ex ante"), 3)
    assert found is not None
    gap = max(one.gap for one in (found.kalai_smorodinsky, found.egalitarian, found.nash) if one is not None)
    return {"seconds": took, "peak": peak(), "gap": gap}
