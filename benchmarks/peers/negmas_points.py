"""Frontier, Nash and Kalai–Smorodinsky points by NegMAS, of tables from the standard input; see ``bargaining.py``."""

import json
import sys
from time import perf_counter
from typing import Any

from memory import peak
from negmas import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction, TableFun
from negmas.preferences.ops import kalai_points, ks_points, nash_points, pareto_frontier

SHORT = 5.0
"""Seconds; what takes less is timed again, and the least time counts, as it does for Irenic."""


def main() -> None:
    """Time NegMAS from tables to points, utilities of all outcomes included, as it has no other way."""
    tables = json.load(sys.stdin)
    timed([[row[:2] for row in table[:2]] for table in tables])  # one go that is not timed
    loaded = peak()
    taken: list[float] = []
    while len(taken) < 3 and sum(taken) < SHORT:
        needed, found = timed(tables)
        taken.append(needed)
    print(json.dumps({**found, "seconds": min(taken), "peak": peak(), "loaded": loaded}))


def timed(tables: list[list[list[float]]]) -> tuple[float, dict[str, Any]]:
    """Return how long the points of some tables took, and what they are."""
    issues = [make_issue([str(o) for o in range(len(row))], f"i{i}") for i, row in enumerate(tables[0])]
    space = make_os(issues)
    functions = [
        LinearAdditiveUtilityFunction(
            values=[TableFun({str(o): v for o, v in enumerate(row)}) for row in table],
            weights=[1.0] * len(table),
            outcome_space=space,
            reserved_value=0.0,
        )
        for table in tables
    ]
    start = perf_counter()
    frontier, _ = pareto_frontier(functions, issues=issues, sort_by_welfare=True)  # as its documentation advises
    ranges = [(0.0, 1.0)] * len(functions)
    nash = nash_points(functions, frontier, ranges=ranges)
    ks_points(functions, frontier, ranges=ranges)
    kalai_points(functions, frontier, ranges=ranges)
    took = perf_counter() - start
    found = [[round(float(u), 6) for u in point] for point, _ in nash]
    return took, {"size": len(set(map(tuple, frontier))), "nash": found}


if __name__ == "__main__":
    main()
