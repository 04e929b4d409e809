"""Where an actor would rest whose preferences are known only in part, by its attitude to what is not known.

Of two states an actor may prefer one, be indifferent, or nobody knows. Whether it would leave a state for one
that it may or may not prefer, and whether it would fear to end in such a one, are two questions, so there are
four attitudes:

===========  =======================  =========================
attitude     leaves for the unknown   fears the unknown
===========  =======================  =========================
``"a"``      yes                      no
``"b"``      no                       no
``"c"``      yes                      yes
``"d"``      no                       yes
===========  =======================  =========================

Whatever is stable with attitude ``a`` is stable with every attitude, and whatever is stable with any is stable
with ``d``. The others, when they answer under ``seq``, go to what they prefer and to what they may prefer. After
:cite:t:`li2004`.
"""

from math import prod
from typing import Final, Literal, TypeAlias

import numpy as np

from irenic.errors import BadUse, expect_known
from irenic.models.stability.graph import Graph
from irenic.models.stability.relations import Matrix, rests_by_relations

Attitude: TypeAlias = Literal["a", "b", "c", "d"]
"""How an actor stands to states of which nobody knows whether it prefers them."""
ATTITUDES: Final[tuple[Attitude, ...]] = ("a", "b", "c", "d")


def rests_with_unknown(graph: Graph, prefers: Matrix, unknown: Matrix, attitude: Attitude) -> Matrix:
    """Return where each actor rests under Nash, GMR, SMR and SEQ, with one attitude to what is unknown.

    Parameters
    ----------
    graph
        Who can go from which state to which.
    prefers
        Whether an actor prefers the second state to the first, ``(…, actor, state, state)``.
    unknown
        Whether nobody knows which of the two it prefers, of the same shape, both ways.
    attitude
        Whether the unknown makes it leave, and whether it fears the unknown.

    Returns
    -------
    numpy.ndarray
        ``(…, concept, actor, state)``.

    Raises
    ------
    BadUse
        If shapes do not fit, a state is preferred to itself or both ways, or something is known and unknown.
    UnknownName
        If there is no such attitude.

    Examples
    --------
    Nobody knows whether the guard would rather have the gate open:

    >>> gate = Graph.of_arcs(["guard"], ["shut", "open"], {"guard": [("shut", "open")]})
    >>> nothing, unknown = np.zeros((1, 2, 2), dtype=bool), ~np.eye(2, dtype=bool)[None]
    >>> [rests_with_unknown(gate, nothing, unknown, each)[0, 0, 0].item() for each in ATTITUDES]
    [False, True, False, True]
    """
    expect_known("attitude", [attitude], ATTITUDES)
    _check(graph, prefers, unknown)
    draws = prefers.shape[:-3]
    prefers, unknown = (each.reshape(prod(draws), *each.shape[-3:]) for each in (prefers, unknown))
    may_prefer = prefers | unknown
    leaves = may_prefer if attitude in ("a", "c") else prefers
    feared = ~prefers if attitude in ("c", "d") else ~may_prefer
    found = rests_by_relations(graph, leaves, feared, may_prefer)
    return found.reshape(*draws, *found.shape[1:])


def _check(graph: Graph, prefers: Matrix, unknown: Matrix) -> None:
    shape = (len(graph.actors), len(graph.states), len(graph.states))
    if prefers.shape[-3:] != shape or unknown.shape != prefers.shape:
        msg = f"the relations have shapes {prefers.shape} and {unknown.shape}; allowed: the same, ending in {shape}"
        raise BadUse(msg)
    turned = np.swapaxes(prefers, -1, -2)
    if (prefers & turned).any():
        msg = "a state is preferred to itself, or of two states each to the other"
        raise BadUse(msg)
    if (unknown & (prefers | turned | np.eye(shape[1], dtype=np.bool_))).any() or (
        unknown != np.swapaxes(unknown, -1, -2)
    ).any():
        msg = "what is unknown is unknown both ways, of two states, and neither is preferred"
        raise BadUse(msg)
