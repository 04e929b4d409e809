"""Advice for a mediator: what preferences a state needs, the least plan that gives them, and how firm verdicts are."""

from collections.abc import Iterator
from itertools import permutations
from typing import Any, Final

import numpy as np

from benchmarks.rows import Row, compared, seconds, within
from benchmarks.timing import best
from irenic.models.stability.concepts import FOUR, stable
from irenic.models.stability.flips import what_flips
from irenic.models.stability.graph import Graph
from irenic.models.stability.inverse import Requirement, what_it_takes
from irenic.models.stability.move_form import MoveForm
from irenic.models.stability.plans import least_changes

TITLE: Final = "what preferences would have to be"
LASTS: Final = "half a minute"
FULL, TINY = 40, 8
"""States."""
LIMIT: Final = 5.0
"""Seconds for everything about every state."""
DECOUPLED: Final = ("nash", "gmr", "smr")
"""The concepts under which what the others prefer does not matter."""
RANKED: Final = 8
"""States of which every ranking is tried."""


def measure(states: int) -> Iterator[Row]:
    """Measure every state, 3 actors and 3 concepts on moves; one state on dense steps; and every ranking tried."""
    graph, levels = by_moves(states)
    took, found = best(lambda: [what_it_takes(graph, s, c) for s in graph.states for c in DECOUPLED], 2)
    note = counted([one for requirements in found for one in requirements])
    yield Row(f"the inverse, {states} states, 3 actors, all wanted", seconds(took), note, goal=within(LIMIT, took))
    took, _ = best(lambda: [least_changes(graph, levels, s, c) for s in graph.states for c in DECOUPLED], 2)
    yield Row("  least plans", seconds(took), goal=within(LIMIT, took))
    took, _ = best(lambda: [what_flips(graph, levels, s, c) for s in graph.states for c in FOUR], 2)
    yield Row("  fewest changes that flip a verdict, 4 concepts", seconds(took), goal=within(LIMIT, took))
    took, plan = best(lambda: least_changes(graph, levels, graph.states[0], "seq"), 2)
    said = "none found in time" if plan.cost is None else f"cost {plan.cost:g}{'' if plan.complete else ' or less'}"
    yield Row("  least plan for one state under seq", seconds(took), said, goal=within(LIMIT, took))
    steps = by_steps(states)
    took, one = best(lambda: what_it_takes(steps, steps.states[0], "smr"), 2)
    yield Row(
        "the inverse for one state, 1 step in 10 open to each", seconds(took), counted(one), "", "", within(LIMIT, took)
    )
    yield every_ranking()


def every_ranking() -> Row:
    """Compare exact shares with those counted by trying every ranking of one actor."""
    graph, levels = by_moves(RANKED)
    draws = np.repeat(levels[None], len(list(permutations(range(RANKED)))), axis=0)
    draws[:, 0] = list(permutations(range(RANKED)))
    ours, found = best(lambda: [what_it_takes(graph, state, "gmr")[0].share for state in graph.states], 3)
    theirs, tried = best(lambda: stable(graph, draws, ["gmr"])[:, 0, 0].mean(axis=0), 3)
    same = all(share is not None and abs(float(share) - one) < 1e-12 for share, one in zip(found, tried, strict=True))
    what = f"shares of all {RANKED}! rankings, {'the same' if same else 'NO match'}"
    return compared(what, ours, "every ranking tried, compiled", theirs)


def counted(requirements: Any) -> str:
    """Return how many shares were counted."""
    known: list[Requirement] = [one for one in requirements if one.share is not None]
    return f"{len(known):,} of {len(requirements):,} shares exact"


def by_moves(states: int) -> tuple[Graph, Any]:
    """Return a conflict of 3 actors on moves, one of them for good, and about a third of its states infeasible."""
    random = np.random.default_rng(1)
    moves = int(np.ceil(np.log2(states * 1.2)))
    made = (np.arange(2**moves)[:, None] >> np.arange(moves) & 1).astype(bool)
    kept = np.sort(random.choice(len(made), states, replace=False))
    able = np.ones(moves, dtype=bool)
    owner = np.sort(np.arange(moves) % 3)
    labels = tuple("abc"), tuple(map(str, range(moves)))
    form = MoveForm(*labels, owner, able, np.arange(moves) > 0, made[kept])
    return form.graph, random.integers(0, states, (3, states))


def by_steps(states: int) -> Graph:
    """Return a conflict of 3 actors in which each can take one in ten of all steps: no order in them."""
    random = np.random.default_rng(1)
    there = random.random((3, states, states)) < 0.1
    actor, start, to = np.nonzero(there & ~np.eye(states, dtype=bool))
    return Graph.of_steps("abc", list(map(str, range(states))), np.column_stack([actor, start]), to)
