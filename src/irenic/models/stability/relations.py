"""The concepts where levels do not say enough: any relation may make an actor leave a state, or fear another."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse
from irenic.models.stability.concepts import FOUR
from irenic.models.stability.graph import Graph
from irenic.models.stability.kernels.matrices import held, lasting
from irenic.models.stability.kernels.sequences import reached

Matrix: TypeAlias = NDArray[np.bool_]


def rests_by_relations(graph: Graph, leaves: Matrix, feared: Matrix, follows: Matrix) -> Matrix:
    """Return where each actor rests, by what makes it leave, what it fears and what others follow.

    Parameters
    ----------
    graph
        Who can go from which state to which; every pair of states is written out, so it is small.
    leaves
        Whether an actor, if it can, goes from a state to another, ``(draw, actor, state, state)``.
    feared
        Whether an actor does not go if it would end in another; usually true of the state itself.
    follows
        Whether an actor, when others expect its answer under ``seq``, may go from a state to another.

    Returns
    -------
    numpy.ndarray
        ``(draw, concept, actor, state)``, the concepts being :data:`~irenic.models.stability.concepts.FOUR`.

    Raises
    ------
    BadUse
        If a relation does not fit the actors and states.

    Examples
    --------
    >>> gate = Graph.of_arcs(["guard"], ["shut", "open"], {"guard": [("shut", "open")]})
    >>> likes = np.array([[[[False, True], [False, False]]]])
    >>> rests_by_relations(gate, likes, ~likes, likes)[0, 0].tolist()
    [[False, True]]
    """
    steps = steps_of(graph)
    for name, relation in (("leaves", leaves), ("feared", feared), ("follows", follows)):
        if relation.ndim != 4 or relation.shape[1:] != steps.shape:
            msg = f"'{name}' has shape {relation.shape}; allowed: (draw, {', '.join(map(str, steps.shape))})"
            raise BadUse(msg)
    actors = range(len(steps))
    found = np.ones((len(leaves), len(FOUR), *steps.shape[:2]), dtype=np.bool_)
    for actor in actors:
        others = [other for other in actors if other != actor]
        answers = {"gmr": reached(steps[None, others]), "seq": reached((steps & follows)[:, others])}
        answers |= {"nash": np.zeros_like(answers["gmr"]), "smr": answers["gmr"]}
        for at, concept in enumerate(FOUR):
            fear = lasting(feared[:, actor], steps[actor]) if concept == "smr" else feared[:, actor]
            found[:, at, actor] = held(steps[actor] & leaves[:, actor], fear, answers[concept])
    return found


def steps_of(graph: Graph) -> Matrix:
    """Return every step of a graph as matrices, ``(actor, state, state)``.

    Examples
    --------
    >>> steps_of(Graph.of_arcs(["a"], ["s", "t"], {"a": [("s", "t")]})).tolist()
    [[[False, True], [False, False]]]
    """
    actors, states = len(graph.actors), len(graph.states)
    found = np.zeros((actors * states, states), dtype=np.bool_)
    found[np.repeat(np.arange(actors * states), np.diff(graph.first, axis=1).ravel()), graph.to] = True
    return found.reshape(actors, states, states)
