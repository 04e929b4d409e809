"""What legal sequences bring about, for any kinds of moves: of actors or coalitions, any steps or improvements only.

A sequence is legal if no two moves running are of one kind. A state that was arrived at by a move of one kind can
be left by all other kinds, and by that kind too once a move of a second kind has arrived there; so every state is
left by every kind once.
"""

from typing import Final

import numpy as np

from irenic.models.stability.kernels.jit import Bools, Ints, compiled

NOTHING: Final = -1
SEVERAL: Final = -2
"""Arrived at by moves of several kinds, or where it all began."""


@compiled
def _leave(moves: Bools, kind: int, state: int, came: Ints, queue: Ints, waiting: int) -> int:
    """Put what one kind of move leads to and was not arrived at by it on the queue; return its length."""
    for to in range(moves.shape[1]):
        if moves[kind, state, to] and came[to] not in (kind, SEVERAL):
            queue[waiting, 0], queue[waiting, 1] = to, kind
            waiting += 1
            if came[to] == NOTHING:
                came[to] = kind
            else:
                queue[waiting - 1, 1] = -1 - came[to]  # now by that kind alone
                came[to] = SEVERAL
    return waiting


@compiled
def _reached(moves: Bools, begin: int, came: Ints, queue: Ints) -> None:
    came[:] = NOTHING
    waiting = 0
    for kind in range(len(moves)):
        waiting = _leave(moves, kind, begin, came, queue, waiting)
    while waiting:
        waiting -= 1
        state, but = queue[waiting, 0], queue[waiting, 1]
        if but < 0:
            waiting = _leave(moves, -1 - but, state, came, queue, waiting)
            continue
        for kind in range(len(moves)):
            if kind != but:
                waiting = _leave(moves, kind, state, came, queue, waiting)


@compiled
def _all_reached(moves: Bools, reached: Bools, came: Ints, queue: Ints) -> None:
    for draw in range(len(moves)):
        for begin in range(moves.shape[2]):
            _reached(moves[draw], begin, came, queue)
            for state in range(moves.shape[2]):
                reached[draw, begin, state] = came[state] != NOTHING


def reached(moves: Bools) -> Bools:
    """Return which states legal sequences lead to from which, ``(draw, state, state)``.

    Parameters
    ----------
    moves
        Which states a kind of move leads to from which, ``(draw, kind, state, state)``.
    """
    draws, _, states, _ = moves.shape
    found = np.zeros((draws, states, states), np.bool_)
    came, queue = np.empty(states, np.int64), np.empty((2 * states, 2), np.int64)
    _all_reached(np.ascontiguousarray(moves), found, came, queue)
    return found
