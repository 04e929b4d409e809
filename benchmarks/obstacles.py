"""Why seven actors cannot agree, on random bargains; every answer against a listing of all packages, and HiGHS.

The listing says what the ways out and the conflicts are by their definitions; HiGHS, an integer program, finds
the least concessions. Neither shares anything with Irenic but the tables.
"""

from collections.abc import Iterator
from itertools import combinations
from time import perf_counter
from typing import Any, Final, TypeAlias

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from benchmarks.fresh import fresh
from benchmarks.peers.memory import peak
from benchmarks.rows import Row, seconds, size, verdict, within
from benchmarks.tables import over, tables
from irenic.models.bargaining.obstacles import (
    Obstacles,
    least_greatest_concession,
    least_total_concession,
    what_stands_in_the_way,
)

TITLE: Final = "what stands in the way, where seven actors cannot agree"
LASTS: Final = "two minutes"
FULL, TINY = 200, 2
"""Random bargains."""
ACTORS, ISSUES, OPTIONS = 7, 6, 4
LIMIT: Final = 1.0
"""Seconds for any one bargain."""
CLOSE: Final = 1e-7
Sets: TypeAlias = set[frozenset[int]]


def measure(bargains: int) -> Iterator[Row]:
    """Time each bargain, and count those on which the others agree."""
    found = fresh(__name__, "run", bargains)
    slowest, usual = max(found["seconds"]), float(np.median(found["seconds"]))
    what = f"conflicts, ways out, least concessions: {bargains} bargains, the slowest"
    note = f"usual: {seconds(usual)}, up to {found['most']} conflicts"
    yield Row(what, seconds(slowest), note, "", size(found["peak"]), within(LIMIT, slowest))
    sets, solved, same = found["sets"], found["solved"], found["concessions"]
    listed = f"all {OPTIONS**ISSUES:,} packages listed"
    yield Row("  conflicts and ways out", _agree(sets, bargains), listed, goal=verdict("all agree", sets == bargains))
    what, beside = "  least greatest and least total concession", f"HiGHS, which solved {solved} of {bargains}"
    yield Row(what, _agree(same, solved), beside, goal=verdict("all agree", 0 < same == solved))


def _agree(same: int, of: int) -> str:
    return f"{same} of {of} agree"


def run(bargains: int) -> dict[str, Any]:
    """Time some bargains that cannot be struck, and count on how many the others agree."""
    taken, same = [], {"sets": 0, "concessions": 0, "solved": 0}
    most = seed = 0
    _answers(*_drawn(seed))  # a go that is not timed
    while len(taken) < bargains:
        seed += 1
        table, least, refuses = _drawn(seed)
        unmet = _unmet(table, least, refuses)
        if not unmet.any(axis=1).all():
            continue  # some package meets every demand
        start = perf_counter()
        found, greatest, total = _answers(table, least, refuses)
        taken.append(perf_counter() - start)
        most = max(most, len(found.conflicts))
        same["sets"] += found.complete and _sets(found, refuses) == _listed(unmet)
        expected = [_program(table, least, refuses, each) for each in (False, True)]
        if None not in expected:
            same["solved"] += 1
            same["concessions"] += bool(np.allclose([greatest, total], expected, rtol=0, atol=CLOSE))
    return {"seconds": taken, "most": most, "peak": peak(), **same}


def _drawn(seed: int) -> tuple[Any, Any, dict[str, list[str]]]:
    """Return tables, reservations, and five options that somebody refuses; nobody refuses the last one of an issue."""
    random = np.random.default_rng(seed)
    least = random.uniform(0.55, 0.8, ACTORS)
    refuses: dict[str, list[str]] = {}
    for number in random.permutation(ISSUES * (OPTIONS - 1))[:5].tolist():
        issue, option = divmod(number, OPTIONS - 1)
        refuses.setdefault(f"a{random.integers(ACTORS)}", []).append(f"i{issue}.o{option}")
    return tables(ACTORS, ISSUES, OPTIONS, seed), least, refuses


def _answers(table: Any, least: Any, refuses: dict[str, list[str]]) -> tuple[Obstacles, float, float]:
    between = over(table, least, refuses)
    greatest, total = least_greatest_concession(between), least_total_concession(between)
    assert greatest is not None
    assert total is not None
    return what_stands_in_the_way(between), greatest.amount, total.amount


def _lines(refuses: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return the red lines, by actor and issue: what one actor refuses on one issue is one demand."""
    return sorted({(actor, option.split(".")[0]) for actor, options in refuses.items() for option in options})


def _unmet(table: Any, least: Any, refuses: dict[str, list[str]]) -> Any:
    """Return which demands each package does not meet, ``(package, demand)``: reservations, then red lines."""
    chosen = np.indices((OPTIONS,) * ISSUES).reshape(ISSUES, -1)
    worth = sum(table[:, issue, chosen[issue]] for issue in range(ISSUES))
    closed = [
        np.isin(chosen[int(issue[1:])], [int(o.split(".o")[1]) for o in refuses[actor] if o.startswith(f"{issue}.")])
        for actor, issue in _lines(refuses)
    ]
    return np.column_stack([*(worth < least[:, None]), *closed])


def _listed(unmet: Any) -> tuple[Sets, Sets]:
    """Return the smallest sets of demands that no package meets, and those without which one meets the rest."""
    number = unmet.shape[1]
    rows = {frozenset(np.flatnonzero(row).tolist()) for row in np.unique(unmet, axis=0)}
    ways_out = {row for row in rows if not any(other < row for other in rows)}
    conflicts: Sets = set()
    for count in range(1, number + 1):
        for some in map(frozenset, combinations(range(number), count)):
            if all(some & way for way in ways_out) and not any(one <= some for one in conflicts):
                conflicts.add(some)
    return conflicts, ways_out


def _sets(found: Obstacles, refuses: dict[str, list[str]]) -> tuple[Sets, Sets]:
    """Return what Irenic found, with demands by number, as in the listing."""
    number = {line: ACTORS + at for at, line in enumerate(_lines(refuses))}

    def plain(sets: Any) -> Sets:
        return {
            frozenset(
                int(s.actor[1:]) if s.reason == "reservation" else number[s.actor, s.options[0].split(".")[0]]
                for s in one
            )
            for one in sets
        }

    return plain(found.conflicts), plain(found.ways_out)


def _program(table: Any, least: Any, refuses: dict[str, list[str]], each: bool) -> float | None:
    """Return the least sum of concessions, or the least that is enough if all concede it, by an integer program.

    Nothing where the solver gives up, as it does on a few.
    """
    cells, conceded = ISSUES * OPTIONS, ACTORS if each else 1
    upper = np.concatenate([np.ones(cells), np.full(conceded, np.inf)])
    for option in {option for options in refuses.values() for option in options}:
        issue, at = option[1:].split(".o")
        upper[int(issue) * OPTIONS + int(at)] = 0
    one_each = np.hstack([np.kron(np.eye(ISSUES), np.ones(OPTIONS)), np.zeros((ISSUES, conceded))])
    gives = np.hstack([table.reshape(ACTORS, cells), np.eye(ACTORS) if each else np.ones((ACTORS, 1))])
    found = milp(
        np.concatenate([np.zeros(cells), np.ones(conceded)]),
        integrality=np.concatenate([np.ones(cells), np.zeros(conceded)]),
        bounds=Bounds(np.zeros(cells + conceded), upper),
        constraints=[LinearConstraint(one_each, 1, 1), LinearConstraint(gives, least, np.inf)],
        options={"mip_rel_gap": 0.0},
    )
    return None if found.fun is None else float(found.fun)
