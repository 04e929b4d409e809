"""Frontier, Nash and Kalai–Smorodinsky points by NegMAS, of tables from the standard input; see ``bargaining.py``."""

import json
import sys
from time import perf_counter

from negmas import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction, TableFun
from negmas.preferences.ops import kalai_points, ks_points, nash_points, pareto_frontier


def main() -> None:
    """Time NegMAS from tables to points, utilities of all outcomes included, as it has no other way."""
    tables = json.load(sys.stdin)
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
    frontier, _ = pareto_frontier(functions, list(space.enumerate()), issues=issues, sort_by_welfare=True)
    ranges = [(0.0, 1.0)] * len(functions)
    nash = nash_points(functions, frontier, ranges=ranges)
    ks_points(functions, frontier, ranges=ranges)
    kalai_points(functions, frontier, ranges=ranges)
    took = perf_counter() - start
    found = [[round(float(u), 6) for u in point] for point, _ in nash]
    print(json.dumps({"seconds": took, "size": len(set(map(tuple, frontier))), "nash": found}))


if __name__ == "__main__":
    main()
