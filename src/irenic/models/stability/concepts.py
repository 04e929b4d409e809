"""The concepts of rest, on arrays: where each actor would stay, if it looks so far ahead.

=================  ================================================================================
``nash``           it has no improvement (:cite:t:`nash1951`; in this literature also R, rational)
``gmr``            every improvement can be answered by the others so that it is no better off
``smr``            the same, and it could not mend that by a step of its own
``seq``            the same as ``gmr``, with answers of which every step is an improvement for its mover
``sim``            every improvement can be spoilt by others who improve on the state at the same time
``sim_after_seq``  the same, by those of them who do not rest in the state under ``seq``
=================  ================================================================================

An answer is a *legal sequence*: any number of steps of the others, no two running by the same actor. "No better off"
includes a tie, and the state itself. The definitions are those of :cite:t:`fang1993`; the first four are computed
as :mod:`~irenic.models.stability.kernels.four` says. The last two, after :cite:t:`fraser1984`, add up what several
actors change at once, which has a meaning only where states are made of moves; each of the others stays, or
takes one of its improvements from the state.
"""

from collections.abc import Sequence
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse, expect_known
from irenic.models.stability.graph import Graph, expect_distinct
from irenic.models.stability.kernels.arcs import arcs_of, stable_by_arcs
from irenic.models.stability.kernels.cells import cells_of, stable_by_cells
from irenic.models.stability.kernels.four import GMR, NASH, SEQ, SMR
from irenic.models.stability.kernels.sim import Moving, stable_at_once
from irenic.models.stability.move_form import MoveForm

FOUR: Final = ("nash", "gmr", "smr", "seq")
"""The concepts that look at levels and steps alone."""
AT_ONCE: Final = ("sim", "sim_after_seq")
"""Those that add up moves: every other actor may improve at the same time, or only who does not rest under SEQ."""
LARGEST: Final = 2**62
"""No level is further from 0, so that more and less than every level are numbers too."""
_NUMBER: Final = dict(zip(FOUR, (NASH, GMR, SMR, SEQ), strict=True))


def stable(over: Graph | MoveForm, level: NDArray[np.int64], concepts: Sequence[str] = FOUR) -> NDArray[np.bool_]:
    """Return where each actor rests under each concept.

    Parameters
    ----------
    over
        Who can go from which state to which.
    level
        How high each actor ranks each state; higher is better, equal is a tie, ``(…, actor, state)``.
    concepts
        Some of :data:`FOUR` and, on moves, of :data:`AT_ONCE`; each once.

    Returns
    -------
    numpy.ndarray
        ``(…, concept, actor, state)``. A state in which all actors rest is an equilibrium.

    Raises
    ------
    BadUse
        If the levels do not fit the actors and states or are no whole numbers, or moves would have to be added
        up where there are only steps.
    UnknownName
        If there is no such concept.

    Examples
    --------
    Two prisoners would each rather confess, whatever the other does; if both do, both are worse off than if
    neither did. Only confessing is an equilibrium, unless they see how the other would answer:

    >>> prisoners = MoveForm.of_moves({"a": ["confess"], "b": ["confess"]})
    >>> level = np.array([[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> equilibrium = stable(prisoners, level).all(axis=-2)
    >>> dict(zip(FOUR, equilibrium[:, 0].tolist(), strict=True))
    {'nash': False, 'gmr': True, 'smr': True, 'seq': True}
    >>> equilibrium[0].tolist()
    [False, False, False, True]
    """
    expect_distinct("concept", concepts)
    expect_known("concept", concepts, (*FOUR, *AT_ONCE))
    level = levels_for(over, level)
    draws = level.reshape(prod(level.shape[:-2]), *level.shape[-2:])
    found = np.empty((len(draws), len(concepts), *level.shape[-2:]), dtype=np.bool_)
    looking = [concept for concept in concepts if concept in FOUR]
    if looking:
        found[:, [concepts.index(c) for c in looking]] = _by_levels(over, draws, tuple(_NUMBER[c] for c in looking))
    for concept in set(concepts) - set(looking):
        found[:, concepts.index(concept)] = _at_once(over, draws, concept)
    return found.reshape(*level.shape[:-2], *found.shape[1:])


def levels_for(over: Graph | MoveForm, level: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return levels as whole numbers of 64 bits, if they fit.

    Raises
    ------
    BadUse
        If they do not fit the actors and states, are no whole numbers, or lie beyond 62 bits.

    Examples
    --------
    >>> levels_for(MoveForm.of_moves({"a": ["x"]}), np.array([[1, 2]], dtype=np.int8)).dtype
    dtype('int64')
    """
    states = len(over.states) if isinstance(over, Graph) else len(over.made)
    level, shape = np.asarray(level), (len(over.actors), states)
    if level.shape[-2:] != shape or not np.issubdtype(level.dtype, np.integer):
        msg = (
            f"the levels are {level.dtype} of shape {level.shape}; allowed: whole numbers, the last dimensions {shape}"
        )
        raise BadUse(msg)
    if level.size and not -LARGEST <= level.min() <= level.max() <= LARGEST:
        msg = f"the levels run from {level.min()} to {level.max()}; allowed: {-LARGEST} to {LARGEST}"
        raise BadUse(msg)
    return level.astype(np.int64, copy=False)


def _by_levels(over: Graph | MoveForm, level: NDArray[np.int64], concepts: tuple[int, ...]) -> NDArray[np.bool_]:
    if isinstance(over, MoveForm):
        both, makes, undoes = (
            [over.own(actor, which) for actor in range(len(over.actors))]
            for which in (over.can_make & over.can_undo, over.can_make & ~over.can_undo, over.can_undo & ~over.can_make)
        )
        if cells := cells_of(over.decimals, both, makes, undoes):
            return stable_by_cells(cells, level, concepts)
        over = over.graph
    return stable_by_arcs(arcs_of(over.first, over.to), level, concepts)


def _at_once(over: Graph | MoveForm, level: NDArray[np.int64], concept: str) -> NDArray[np.bool_]:
    if isinstance(over, Graph):
        msg = f"'{concept}' adds up what several actors change at once, and a graph does not say what its steps change"
        raise BadUse(msg)
    joins = np.ones(level.shape, dtype=np.bool_) if concept == "sim" else ~_by_levels(over, level, (SEQ,))[:, 0]
    graph = over.graph
    return stable_at_once(Moving(graph.first, graph.to, over.decimals), level, joins)
