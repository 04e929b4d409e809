"""The moves of a case as labelled arrays: its states, and the steps between them."""

from collections.abc import Sequence

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.case.formula import Formula
from irenic.case.sections.moves import Moves
from irenic.case.states import States, states_of
from irenic.vocabulary import (
    CAN_MAKE,
    CAN_UNDO,
    COMBINATIONS,
    FITS,
    MADE,
    MOVE,
    MOVER,
    MOVER_OF_MOVE,
    NAMED_STATE,
    STATE,
    STATE_NAME,
    STATUS_QUO,
    STEP,
    STEP_BY,
    STEP_FROM,
    STEP_TO,
)

Bools = NDArray[np.bool_]
Whole = NDArray[np.int64]


def moves(section: Moves) -> xr.Dataset:
    """Return the states of a conflict and the steps between them.

    A step changes one actor's moves only, any number of them at once, so that a state which cannot occur is no
    obstacle between two that can.

    Parameters
    ----------
    section
        The moves of a case, overlays applied.

    Returns
    -------
    xarray.Dataset
        ``made`` by state and move; ``mover_of_move``, ``can_make`` and ``can_undo`` by move; ``status_quo``,
        ``state_name`` and ``combinations`` by state; ``fits`` by named state and state; ``step_by``,
        ``step_from`` and ``step_to`` by step, as numbers of movers and states. The states stand in rising order,
        the first move being worth 1, the second 2, the third 4. Where several combinations are one state,
        ``made`` is that of the lowest of them, and the steps are those of all of them.

    Raises
    ------
    BadValue
        If there are too many moves or states, or the present cannot occur.

    References
    ----------
    Several moves changed in one step: :cite:t:`fang1993`.

    Examples
    --------
    >>> from irenic.examples import load
    >>> found = moves(load("two-villages").document.moves)
    >>> found.state.values.tolist(), found.state[found.status_quo].item()
    (['NNN', 'YNN', 'NYN', 'NNY', 'YNY', 'NYY'], 'NNN')
    >>> [(found.mover.values[by].item(), int(to)) for by, start, to in zip(
    ...     found.step_by, found.step_from.values, found.step_to.values) if start == 0]
    [('hill', 1), ('hill', 2), ('valley', 3)]
    """
    states = states_of(section)
    movers = [actor for actor, own in section.by_actor.items() if own]
    owners = [actor for actor, own in section.by_actor.items() for _ in own]
    every = [move for own in section.by_actor.values() for move in own.values()]
    can_make = np.array([move.again for move in every], dtype=bool)
    can_undo = np.array([move.reversible for move in every], dtype=bool)
    standing = np.fromiter(states, dtype=np.int64, count=len(states))
    permitted = (_total(can_make), _total(can_undo))
    by, start, to = _steps(states, [_worth(owners, mover) for mover in movers], permitted)
    return xr.Dataset(
        {
            MADE: ((STATE, MOVE), made_in(standing, len(states.moves))),
            COMBINATIONS: (STATE, _sizes(states)),
            FITS: ((NAMED_STATE, STATE), held_in(states, [named.when for named in section.states.values()])),
            CAN_MAKE: (MOVE, can_make),
            CAN_UNDO: (MOVE, can_undo),
            STATUS_QUO: (STATE, standing == states.standing_for(states.now)),
            STEP_BY: (STEP, by),
            STEP_FROM: (STEP, start),
            STEP_TO: (STEP, to),
        },
        coords={
            MOVER: movers,
            MOVE: list(states.moves),
            NAMED_STATE: list(section.states),
            STATE: labels_of(states),
            STATE_NAME: (STATE, _names(section, states)),
            MOVER_OF_MOVE: (MOVE, owners),
        },
    )


def labels_of(states: States) -> list[str]:
    """Return the labels of the states, in their order."""
    return [states.label(combination) for combination in states]


def held_in(states: States, formulas: Sequence[Formula]) -> Bools:
    """Return which formulas hold in which states, ``(formula, state)``."""
    rows = [[truth >> state & 1 for state in states] for truth in map(states.where, formulas)]
    return np.array(rows, dtype=bool).reshape(len(formulas), len(states))


def made_in(combinations: Whole, moves: int) -> Bools:
    """Return which moves are made in some combinations, ``(combination, move)``."""
    found: Bools = (combinations[:, None] >> np.arange(moves) & 1).astype(bool)
    return found


def _worth(owners: list[str], mover: str) -> int:
    """Return what the moves of an actor are worth together."""
    return sum(1 << place for place, owner in enumerate(owners) if owner == mover)


def _total(marked: Bools) -> int:
    return sum(1 << int(place) for place in np.flatnonzero(marked))


def _sizes(states: States) -> list[int]:
    """Return how many combinations each state stands for."""
    standing = [states.standing_for(combination) for combination in states.combinations]
    return [standing.count(state) for state in states]


def _names(section: Moves, states: States) -> list[str]:
    """Return the name of each state; nothing where it has none."""
    # Of several names for one state, the first counts.
    named = {states.where(state.when): name for name, state in reversed(section.states.items())}
    return [named.get(1 << state, "") for state in states]


def _steps(states: States, own: list[int], permitted: tuple[int, int]) -> tuple[Whole, Whole, Whole]:
    """Return who steps from where to where: to what differs in one's own moves, each made or taken back as it can be.

    ``permitted`` are the moves that can be made, and those that can be taken back, as the sums of what they are worth.
    """
    combinations = np.array(states.combinations, dtype=np.int64)
    start, to = combinations[:, None], combinations[None, :]
    can_make, can_undo = permitted
    changed, made, undone = start ^ to, ~start & to, start & ~to
    possible = (made & ~can_make == 0) & (undone & ~can_undo == 0)
    legal = [(changed & ~moves == 0) & possible for moves in own]
    by, begin, end = np.nonzero(np.array(legal, dtype=bool).reshape(len(own), *changed.shape))
    number = {combination: place for place, combination in enumerate(states)}
    state = np.array([number[states.standing_for(combination)] for combination in states.combinations], dtype=np.int64)
    rows = np.column_stack([by, state[begin], state[end]])
    rows = np.unique(rows[rows[:, 1] != rows[:, 2]], axis=0)
    return rows[:, 0], rows[:, 1], rows[:, 2]
