"""Small conflicts for the advice: random graphs dense with common moves and ties, and plain sets to check them with."""

import numpy as np
from hypothesis import strategies as st

from irenic.models.stability.graph import Graph

COSTS = st.sampled_from([0.5, 1.0, 2.0, 3.25])


@st.composite
def conflicts(draw, *, most_states=5, most_actors=3, chance=2):
    """A graph with labels, and levels with many ties; one arc in ``chance`` is there."""
    states = [f"s{k}" for k in range(draw(st.integers(1, most_states)))]
    actors = ["a", "b", "c"][: draw(st.integers(1, most_actors))]
    pairs = [(s, t) for s in states for t in states if s != t]
    flags = st.lists(st.integers(1, chance).map(lambda k: k == 1), min_size=len(pairs), max_size=len(pairs))
    arcs = {a: [pair for pair, there in zip(pairs, draw(flags), strict=True) if there] for a in actors}
    level = st.lists(st.integers(0, 3), min_size=len(states), max_size=len(states))
    return Graph.of_arcs(actors, states, arcs), np.array([draw(level) for _ in actors], dtype=np.int64)


def arcs_of(graph):
    """Return the arcs of every actor as sets of pairs of labels."""
    return {
        a: {(s, graph.states[t]) for k, s in enumerate(graph.states) for t in graph.steps(i, k).tolist()}
        for i, a in enumerate(graph.actors)
    }


def liking(graph, levels):
    """Return the levels by actor and state, by label."""
    return {a: dict(zip(graph.states, row, strict=True)) for a, row in zip(graph.actors, levels.tolist(), strict=True)}


def crossed(levels, state, crossings):
    """Return the levels as fractions of steps: who crosses lands beside the state."""
    found = levels.astype(float)
    for actor, other in crossings:
        liked = levels[actor, other] > levels[actor, state]
        found[actor, other] = levels[actor, state] + (0 if liked else 0.5)
    return found
