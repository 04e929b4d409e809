"""The conflict that a labelled dataset describes."""

from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.errors import BadUse
from irenic.models.stability.graph import Graph
from irenic.models.stability.move_form import MoveForm
from irenic.vocabulary import (
    BAND,
    CAN_MAKE,
    CAN_UNDO,
    COMBINATIONS,
    DRAW,
    LEVEL,
    MADE,
    MOVE,
    MOVER,
    MOVER_OF_MOVE,
    STATE,
    STEP_BY,
    STEP_FROM,
    STEP_TO,
)

OF_MOVES: Final = (MADE, MOVER_OF_MOVE, CAN_MAKE, CAN_UNDO)
"""What says which states there are by the moves that make them."""
OF_STEPS: Final = (STEP_BY, STEP_FROM, STEP_TO)
"""What says who can go from which state to which."""


def conflict_of(case: xr.Dataset) -> Graph | MoveForm:
    """Return who can go from which state to which: by moves, or by steps where states are merged or no moves are given.

    Parameters
    ----------
    case
        Needs ``made`` by state and move with ``mover_of_move``, ``can_make`` and ``can_undo`` by move; or
        ``step_by``, ``step_from`` and ``step_to`` by step, numbers of movers and states as they stand in the
        dataset. ``combinations`` by state says where several combinations of moves are merged into one state.

    Raises
    ------
    BadUse
        If neither is there, or it does not fit.

    Examples
    --------
    >>> case = xr.Dataset(
    ...     {"step_by": ("step", [0]), "step_from": ("step", [0]), "step_to": ("step", [1])},
    ...     coords={"mover": ["guard"], "state": ["shut", "open"]},
    ... )
    >>> conflict_of(case).steps(0, 0).tolist()
    [1]
    """
    merged = COMBINATIONS in case and bool((case[COMBINATIONS] != 1).any())
    if all(name in case for name in OF_MOVES) and not merged:
        return _of_moves(case)
    if missing := [name for name in (*OF_STEPS, MOVER, STATE) if name not in case]:
        msg = f"the dataset lacks {', '.join(missing)}; or, where no states are merged, {', '.join(OF_MOVES)}"
        raise BadUse(msg)
    by, start, to = (case[name].to_numpy().astype(np.int64) for name in OF_STEPS)
    movers, states = _labels(case, MOVER), _labels(case, STATE)
    if not ((by >= 0) & (by < len(movers)) & (start >= 0) & (start < len(states))).all():
        msg = f"a step is numbered beyond the {len(movers)} movers and {len(states)} states, counted from 0"
        raise BadUse(msg)
    return Graph.of_steps(movers, states, np.column_stack([by, start]), to)


def levels_of(case: xr.Dataset) -> NDArray[np.int64]:
    """Return how much each mover likes each state, ``(draw, mover, state)``.

    Raises
    ------
    BadUse
        If that is not there, or by something else.

    Examples
    --------
    >>> levels_of(xr.Dataset({"level": (("draw", "mover", "state"), [[[0, 1]]])})).shape
    (1, 1, 2)
    """
    return _by_state(case, LEVEL)


def bands_of(case: xr.Dataset) -> NDArray[np.int64]:
    """Return into which bands gaps divide what each mover likes, ``(draw, mover, state)``.

    Raises
    ------
    BadUse
        If that is not there, or by something else.

    Examples
    --------
    >>> bands_of(xr.Dataset({"band": (("draw", "mover", "state"), [[[0, 0]]])})).tolist()
    [[[0, 0]]]
    """
    return _by_state(case, BAND)


def _by_state(case: xr.Dataset, name: str) -> NDArray[np.int64]:
    found = case[name].dims if name in case else "nothing"
    if name not in case or set(found) != {DRAW, MOVER, STATE}:
        msg = f"'{name}' is by {DRAW}, {MOVER} and {STATE}; found: {found}"
        raise BadUse(msg)
    values: NDArray[np.int64] = case[name].transpose(DRAW, MOVER, STATE).to_numpy()
    return values


def _of_moves(case: xr.Dataset) -> MoveForm:
    movers = _labels(case, MOVER)
    owners = case[MOVER_OF_MOVE].to_numpy().tolist()
    if unknown := [owner for owner in owners if owner not in movers]:
        msg = f"'{unknown[0]}' has a move and is no mover; there is {', '.join(movers)}"
        raise BadUse(msg)
    return MoveForm(
        movers,
        _labels(case, MOVE),
        np.array([movers.index(owner) for owner in owners], dtype=np.int64),
        case[CAN_MAKE].to_numpy().astype(np.bool_),
        case[CAN_UNDO].to_numpy().astype(np.bool_),
        case[MADE].transpose(STATE, MOVE).to_numpy().astype(np.bool_),
    )


def _labels(case: xr.Dataset, dim: str) -> tuple[str, ...]:
    return tuple(map(str, case[dim].to_numpy().tolist()))
