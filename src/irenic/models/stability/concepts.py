"""The concepts of rest, on arrays: where each actor would stay, if it looks so far ahead.

========  ==========================================================================================
``nash``  it has no improvement (Nash 1951; in this literature also R, rational)
``gmr``   every improvement can be answered by the others so that it is no better off in the end
``smr``   the same, and it could not mend that by a step of its own
``seq``   the same as ``gmr``, with answers of which every step is an improvement for whoever takes it
========  ==========================================================================================

An answer is a *legal sequence*: any number of steps of the others, no two running by the same actor. "No better off"
includes a tie, and the state itself. The definitions are those of :cite:t:`fang1993`; how they are computed stands
in :mod:`~irenic.models.stability.kernels.four`.
"""

from collections.abc import Sequence
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse
from irenic.models.stability.graph import Graph, expect_distinct, expect_known
from irenic.models.stability.kernels.arcs import arcs_of, stable_by_arcs
from irenic.models.stability.kernels.cells import cells_of, stable_by_cells
from irenic.models.stability.kernels.four import GMR, NASH, SEQ, SMR
from irenic.models.stability.move_form import MoveForm

FOUR: Final = ("nash", "gmr", "smr", "seq")
"""The concepts that look at levels and steps alone."""
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
        Some of :data:`FOUR`, each once.

    Returns
    -------
    numpy.ndarray
        ``(…, concept, actor, state)``.

    Raises
    ------
    BadUse
        If the levels do not fit the actors and states, or are no whole numbers.
    UnknownName
        If there is no such concept.

    Examples
    --------
    Two prisoners would each rather confess, whatever the other does; if both do, both are worse off than if
    neither did. Only confessing is an equilibrium, unless they see how the other would answer:

    >>> prisoners = MoveForm.of_moves({"a": ["confess"], "b": ["confess"]})
    >>> level = np.array([[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> found = stable(prisoners, level)
    >>> [dict(zip(FOUR, rests, strict=True)) for rests in found.all(axis=-2).T.tolist()][0]
    {'nash': False, 'gmr': True, 'smr': True, 'seq': True}
    >>> found.all(axis=-2)[0].tolist()
    [False, False, False, True]
    """
    expect_distinct("concept", concepts)
    expect_known("concept", concepts, FOUR)
    level = levels_for(over, level)
    draws = level.reshape(prod(level.shape[:-2]), *level.shape[-2:])
    numbers = tuple(_NUMBER[concept] for concept in concepts)
    found = _found(over, draws, numbers)
    return found.reshape(*level.shape[:-2], *found.shape[1:])


def levels_for(over: Graph | MoveForm, level: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return levels as whole numbers of 64 bits, if they fit.

    Raises
    ------
    BadUse
        If they do not fit the actors and states, or are no whole numbers.

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
    return level.astype(np.int64, copy=False)


def _found(over: Graph | MoveForm, level: NDArray[np.int64], concepts: tuple[int, ...]) -> NDArray[np.bool_]:
    if isinstance(over, MoveForm):
        both, makes, undoes = (
            [over.own(actor, which) for actor in range(len(over.actors))]
            for which in (over.can_make & over.can_undo, over.can_make & ~over.can_undo, over.can_undo & ~over.can_make)
        )
        if cells := cells_of(over.decimals, both, makes, undoes):
            return stable_by_cells(cells, level, concepts)
        over = over.graph
    return stable_by_arcs(arcs_of(over.first, over.to), level, concepts)
