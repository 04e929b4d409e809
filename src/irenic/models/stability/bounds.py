"""Where an actor rests whatever its ranking turns out to be, and where it may rest, by what several rankings share.

Nothing is supposed of how likely a ranking is, nor that uncertain wishes are independent: of two states an actor may
prefer one if it does in any of the rankings, and surely does if it does in all.
"""

import numpy as np
from numpy.typing import NDArray

from irenic.models.stability.concepts import levels_for
from irenic.models.stability.graph import Graph
from irenic.models.stability.relations import Matrix, rests_by_relations


def rests_whatever(graph: Graph, level: NDArray[np.int64]) -> tuple[Matrix, Matrix]:
    """Return where each actor rests in any case, and where it may rest at all, under Nash, GMR, SMR and SEQ.

    For ``always``, an actor leaves for whatever it may prefer, fears only what it surely does not prefer, and
    others answer only by what they surely prefer; for ``ever``, the other way round. So both hold for every ranking
    that prefers what is surely preferred and nothing that never is. They are bounds: between them nothing is
    said, and they need not be the closest there are, but for Nash.

    Parameters
    ----------
    graph
        Who can go from which state to which; every pair of states is written out, so it is small.
    level
        How high each actor ranks each state in each ranking, ``(ranking, actor, state)``.

    Returns
    -------
    always, ever : numpy.ndarray
        ``(concept, actor, state)``.

    Raises
    ------
    BadUse
        If the levels do not fit.

    Examples
    --------
    The guard may rather have the gate open, or shut:

    >>> gate = Graph.of_arcs(["guard"], ["shut", "open"], {"guard": [("shut", "open")]})
    >>> [bound[0, 0].tolist() for bound in rests_whatever(gate, np.array([[[0, 1]], [[1, 0]]]))]
    [[False, True], [True, True]]
    """
    surely, maybe = preferred_in(levels_for(graph, level))
    always = rests_by_relations(graph, maybe[None], ~maybe[None], surely[None])
    ever = rests_by_relations(graph, surely[None], ~surely[None], maybe[None])
    return always[0], ever[0]


def preferred_in(level: NDArray[np.int64]) -> tuple[Matrix, Matrix]:
    """Return whether an actor prefers the second state to the first in all rankings, and whether it does in any.

    Parameters
    ----------
    level
        ``(ranking, actor, state)``.

    Returns
    -------
    surely, maybe : numpy.ndarray
        ``(actor, state, state)``.

    Examples
    --------
    >>> surely, maybe = preferred_in(np.array([[[0, 1, 2]], [[0, 2, 1]]]))
    >>> surely[0, 0].tolist(), surely[0, 1].tolist(), maybe[0, 1].tolist()
    ([False, True, True], [False, False, False], [False, False, True])
    """
    _, actors, states = level.shape
    surely = np.ones((actors, states, states), dtype=np.bool_)
    maybe = np.zeros((actors, states, states), dtype=np.bool_)
    for ranking in level:  # one at a time: all rankings times all pairs need not fit into memory
        better = ranking[:, None, :] > ranking[:, :, None]
        surely &= better
        maybe |= better
    return surely, maybe
