"""Random conflicts, small and dense with ties, drawn from a seed."""

import numpy as np

from irenic.models.stability.graph import Graph
from irenic.models.stability.move_form import MoveForm


def levels(rng, actors, states, draws=()):
    """Return levels with about as many ties as the toss of a coin gives."""
    return rng.integers(0, rng.choice([2, 3, max(states, 2), 3 * states + 2]), (*draws, actors, states))


def move_form(rng):
    """Return one to four actors with up to six moves, some of them one-way, and some states infeasible."""
    actors, moves = int(rng.integers(1, 5)), int(rng.integers(0, 7))
    owner = rng.integers(0, actors, moves)
    can_make, can_undo = rng.random((2, moves)) < rng.choice([1, 0.8, 0.4])
    every = (np.arange(2**moves)[:, None] >> np.arange(moves) & 1).astype(bool)
    made = every[rng.random(2**moves) < rng.choice([1, 0.7, 0.3])]
    names = tuple("abcd"[:actors]), tuple(map(str, range(moves)))
    return MoveForm(*names, owner, can_make, can_undo, made)


def graph(rng):
    """Return up to four actors and nine states with any steps: no order in them, and many in common."""
    actors, states = int(rng.integers(1, 5)), int(rng.integers(1, 10))
    there = rng.random((actors, states, states)) < rng.choice([0.1, 0.3, 0.6])
    actor, start, to = np.nonzero(there & ~np.eye(states, dtype=bool))
    return Graph.of_steps("abcd"[:actors], "123456789"[:states], np.column_stack([actor, start]), to)


def relation(rng, actors, states):
    """Return for every actor which of two states is better, or that nobody knows: any relation, cycles and all."""
    found = np.full((actors, states, states), "=")
    for actor, s, t in np.ndindex(found.shape):
        if s < t:
            found[actor, s, t] = rng.choice(list("<>=?"))
            found[actor, t, s] = {"<": ">", ">": "<"}.get(found[actor, s, t], found[actor, s, t])
    return found


def steps(over):
    """Return the steps of a graph as the oracle reads them."""
    many = range(len(over.states))
    return {actor: {s: set(over.steps(actor, s).tolist()) for s in many} for actor in range(len(over.actors))}
