"""Frontier and fair packages against NegMAS, on the same tables, in growing spaces of packages."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from benchmarks.fresh import fresh
from benchmarks.peer import ABSENT, ask
from benchmarks.peers.memory import peak
from benchmarks.rows import Row, added, compared, seconds, size
from benchmarks.tables import over, tables
from benchmarks.timing import best
from irenic.models.bargaining.fairness import fair_packages
from irenic.models.bargaining.frontier import efficient_packages

TITLE: Final = "all efficient packages, with those of Nash and Kalai–Smorodinsky among them"
LASTS: Final = "two minutes"
FULL, TINY = 10, 2
"""Options on every issue."""
ACTORS: Final = (2, 3, 4)
ISSUES: Final = (3, 4, 5, 6)
GOAL: Final = 100
"""How many times as fast as NegMAS it should be ..."""
LARGE: Final = 10**5
"""... in a space of so many packages."""


def measure(options: int) -> Iterator[Row]:
    """Measure two, three and four actors on three to six issues."""
    return (_beside_negmas(actors, issues, options) for actors in ACTORS for issues in ISSUES)


def ours(actors: int, issues: int, options: int) -> dict[str, Any]:
    """Time the frontier and the fair packages."""
    between, few = over(tables(actors, issues, options)), over(tables(actors, 2, 5))
    fair_packages(efficient_packages(few))
    loaded = peak()
    took, found = best(lambda: fair_packages(efficient_packages(between)))
    nash = found.utility("nash").to_numpy().round(6).tolist()
    return {"seconds": took, "size": found.frontier.size, "nash": nash, "peak": peak(), "loaded": loaded}


def _beside_negmas(actors: int, issues: int, options: int) -> Row:
    what = f"{actors} actors × {options}^{issues} packages"
    mine = fresh(__name__, "ours", actors, issues, options)
    theirs = ask("negmas_points.py", tables(actors, issues, options).tolist())
    if theirs is None:
        return Row(what, seconds(mine["seconds"]), ABSENT, memory=size(mine["peak"]))
    assert theirs["size"] == mine["size"]
    assert np.allclose(sorted(theirs["nash"]), sorted(mine["nash"]), atol=1e-5)
    memory = added(mine, theirs)
    return compared(what, mine["seconds"], "NegMAS", theirs["seconds"], memory, GOAL if options**issues == LARGE else 0)
