"""What the actors of a conflict like better, as levels of its states."""

from collections.abc import Sequence

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.arrays.moves import labels_of
from irenic.case.document import Document
from irenic.case.formula import Formula
from irenic.case.sections.moves import Moves
from irenic.case.states import States, states_of
from irenic.vocabulary import DRAW, LEVEL, MOVER, STATE

Bools = NDArray[np.bool_]
Whole = NDArray[np.int64]


def preferences(document: Document, section: Moves, draws: int) -> xr.DataArray:
    """Return how much each actor with moves likes each state.

    Of two states, an actor likes that one better in which the more important statements are true: the first
    statement that tells them apart decides. Two that no statement tells apart are tied.

    Parameters
    ----------
    document
        A case, overlays applied.
    section
        Its moves.
    draws
        How many draws there are.

    Returns
    -------
    xarray.DataArray
        ``level`` by draw, mover and state: 0 for what the mover likes least, and one more for each group of
        tied states above it. A mover without statements likes all states the same.

    References
    ----------
    Option prioritisation: :cite:t:`fang2003`.

    Examples
    --------
    >>> from irenic.examples import load
    >>> document = load("two-villages").document
    >>> preferences(document, document.moves, 1).sel(mover="hill").values.tolist()
    [[1, 1, 0, 2, 2, 3]]
    """
    states = states_of(section)
    movers = [actor for actor, own in section.by_actor.items() if own]
    level = np.zeros((draws, len(movers), len(states)), dtype=np.int64)
    for place, mover in enumerate(movers):
        wants = [statement.wants for statement in document.preferences.get(mover, ())]
        level[:, place] = prioritised(held_in(states, wants))
    labels = {MOVER: movers, STATE: labels_of(states)}
    return xr.DataArray(level, labels, (DRAW, MOVER, STATE), LEVEL)


def held_in(states: States, formulas: Sequence[Formula]) -> Bools:
    """Return which formulas hold in which states, ``(formula, state)``."""
    rows = [[truth >> state & 1 for state in states] for truth in map(states.where, formulas)]
    return np.array(rows, dtype=bool).reshape(len(formulas), len(states))


def prioritised(held: Bools) -> Whole:
    """Return the levels that statements give to states.

    Parameters
    ----------
    held
        Which statements hold in which states, the most important first, ``(statement, state)``.

    Returns
    -------
    numpy.ndarray
        ``(state,)``: 0 for the states in which the statements do worst, compared one after the other.

    Examples
    --------
    >>> prioritised(np.array([[True, False, True], [False, True, False]])).tolist()
    [1, 0, 1]
    """
    if not len(held):
        return np.zeros(held.shape[1], dtype=np.int64)
    _, level = np.unique(held.T, axis=0, return_inverse=True)
    return level.reshape(-1).astype(np.int64)
