"""One ranking for every actor: what advice is about."""

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse
from irenic.models.stability.concepts import levels_for
from irenic.models.stability.graph import Graph


def one_ranking(graph: Graph, levels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return levels that are one ranking for every actor, ``(actor, state)``, as whole numbers of 64 bits.

    Raises
    ------
    BadUse
        If they do not fit the graph, or are more than one.

    Examples
    --------
    >>> one_ranking(Graph.of_arcs(["a"], ["s", "t"], {}), np.array([[1, 2]])).tolist()
    [[1, 2]]
    """
    levels = levels_for(graph, levels)
    if levels.ndim != 2:
        msg = f"one ranking for every actor was expected, levels of shape {levels.shape} were found; take one draw"
        raise BadUse(msg)
    return levels
