"""Random conflicts against the definitions, as many as it takes to reach some number of verdicts.

The tests run a hundred thousand verdicts; the benchmark of this family runs a million.
"""

from collections import Counter
from functools import cache, partial

import numpy as np

from irenic.models.stability.coalitions import COALITIONAL, coalitions_rest, every_coalition
from irenic.models.stability.concepts import AT_ONCE, FOUR, stable
from irenic.models.stability.strength import SANCTIONING, rests_strongly
from irenic.models.stability.unknown import ATTITUDES, rests_with_unknown
from models.stability import conflicts, oracle


def by_actor(verdict, level):
    return [[verdict(actor, state) for state in range(level.shape[1])] for actor in range(level.shape[0])]


def four(steps, level):
    return [by_actor(partial(oracle.FOUR[concept], steps, level), level) for concept in FOUR]


def on_moves(rng):
    """Yield verdicts on moves, some one-way and some states infeasible, with the definitions beside them."""
    form = conflicts.move_form(rng)
    level = conflicts.levels(rng, len(form.actors), len(form.made))
    states = [tuple(row) for row in form.made.tolist()]
    steps = oracle.steps_of_moves(states, form.owner, form.can_make, form.can_undo, len(form.actors))
    expected = four(steps, level)
    yield "four on moves", stable(form, level), expected
    yield "four on moves written out", stable(form.graph, level), expected
    at_once = [
        by_actor(partial(verdict, states, steps, level), level) for verdict in (oracle.sim, oracle.sim_after_seq)
    ]
    yield "at once", stable(form, level, AT_ONCE), at_once
    reach = cache(partial(oracle.together, form))
    yield "coalitions together", coalitions_rest(form, level, way="together"), coalitions(reach, level)


def on_arcs(rng):
    """Yield verdicts on any steps, many in common, with the definitions beside them."""
    graph = conflicts.graph(rng)
    level = conflicts.levels(rng, len(graph.actors), len(graph.states))
    steps = conflicts.steps(graph)
    yield "four on arcs", stable(graph, level), four(steps, level)
    yield (
        "coalitions in sequence",
        coalitions_rest(graph, level),
        coalitions(cache(partial(oracle.in_sequence, steps)), level),
    )
    band = level // rng.choice([1, 2, 3])
    strongly = [by_actor(partial(oracle.strongly, steps, level, band, concept), level) for concept in SANCTIONING]
    yield "strength", rests_strongly(graph, level, band), strongly
    relation, attitude = conflicts.relation(rng, *level.shape), rng.choice(ATTITUDES)
    found = rests_with_unknown(graph, relation == ">", relation == "?", attitude)
    verdicts = [
        by_actor(partial(oracle.with_unknown, steps, relation.tolist(), attitude, concept), level) for concept in FOUR
    ]
    yield "unknown", found, verdicts


def coalitions(reach, level):
    every = [frozenset(some) for some in every_coalition(range(len(level)))]
    return [
        [[oracle.coalition_rests(reach, level, some, concept, s) for s in range(level.shape[1])] for some in every]
        for concept in COALITIONAL
    ]


def fuzz(verdicts, seed=0):
    """Return how many verdicts of each kind there were, and how many of each differ from the definition.

    Parameters
    ----------
    verdicts
        How many to make at the least.
    seed
        Where to begin; every number gives other conflicts.
    """
    made, different = Counter(), Counter()
    rng = np.random.default_rng(seed)
    while made.total() < verdicts:
        for conflict in (on_moves, on_arcs):
            for kind, found, expected in conflict(rng):
                made[kind] += found.size
                different[kind] += int((found != np.reshape(expected, found.shape)).sum())
    return made, different
