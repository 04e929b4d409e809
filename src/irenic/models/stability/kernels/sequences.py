"""What legal sequences bring about, for any kinds of moves: of actors or coalitions, any steps or improvements only.

A sequence is legal if no two moves running are of one kind. A state that was arrived at by a move of one kind can
be left by all other kinds, and by that kind too once a move of a second kind has arrived there; so every state is
left by every kind once.
"""

from typing import Final, NamedTuple

import numpy as np

from irenic.models.stability.kernels.jit import Bools, Ints, compiled

NOTHING: Final = -1
SEVERAL: Final = -2
"""Arrived at by moves of several kinds, or where it all began."""


class Moves(NamedTuple):
    """Which states each kind of move leads to from each."""

    first: Ints  # (kind, state + 1): where those of a kind from a state begin
    to: Ints  # where each leads


@compiled
def _leave(moves: Moves, kind: int, state: int, came: Ints, queue: Ints, waiting: int) -> int:
    """Put what one kind of move leads to and was not arrived at by it on the queue; return its length."""
    for at in range(moves.first[kind, state], moves.first[kind, state + 1]):
        end = moves.to[at]
        if came[end] not in (kind, SEVERAL):
            queue[waiting, 0], queue[waiting, 1] = end, kind
            waiting += 1
            if came[end] == NOTHING:
                came[end] = kind
            else:
                queue[waiting - 1, 1] = -1 - came[end]  # now by that kind alone
                came[end] = SEVERAL
    return waiting


@compiled
def _reached(moves: Moves, begin: int, came: Ints, queue: Ints) -> None:
    came[:] = NOTHING
    waiting = 0
    for kind in range(len(moves.first)):
        waiting = _leave(moves, kind, begin, came, queue, waiting)
    while waiting:
        waiting -= 1
        state, but = queue[waiting, 0], queue[waiting, 1]
        if but < 0:
            waiting = _leave(moves, -1 - but, state, came, queue, waiting)
            continue
        for kind in range(len(moves.first)):
            if kind != but:
                waiting = _leave(moves, kind, state, came, queue, waiting)


@compiled
def _all_reached(first: Ints, to: Ints, reached: Bools, came: Ints, queue: Ints) -> None:
    for draw in range(len(first)):
        for begin in range(reached.shape[1]):
            _reached(Moves(first[draw], to), begin, came, queue)
            for state in range(reached.shape[1]):
                reached[draw, begin, state] = came[state] != NOTHING


def reached(moves: Bools) -> Bools:
    """Return which states legal sequences lead to from which, ``(draw, state, state)``.

    Parameters
    ----------
    moves
        Which states a kind of move leads to from which, ``(draw, kind, state, state)``.
    """
    draws, kinds, states, _ = moves.shape
    found = np.zeros((draws, states, states), np.bool_)
    came, queue = np.empty(states, np.int64), np.empty((2 * states, 2), np.int64)
    *_, to = np.nonzero(moves)
    ends = np.cumsum(moves.sum(axis=-1))
    row = np.arange(draws * kinds)[:, None] * states + np.arange(states + 1)
    first = np.concatenate([[0], ends])[row].reshape(draws, kinds, states + 1)
    _all_reached(first, to, found, came, queue)
    return found
