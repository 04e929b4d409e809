"""Simultaneous sanctions: what comes of an improvement if others improve on the same state at the same time.

Each of the others either stays or takes one of its own improvements from the state; what all of them change, and what
the actor itself changes, happens at once. That can be added up because nobody changes the moves of another.

Shapes: ``level`` is ``(draw, actor, state)``.
"""

from typing import NamedTuple

import numpy as np

from irenic.models.stability.kernels.jit import Bools, Ints, compiled


class Moving(NamedTuple):
    """Every step, and what each state is made of."""

    first: Ints  # (actor, state + 1): where the steps of an actor from a state begin
    to: Ints  # (step): where each leads
    decimals: Ints  # (state): the moves that are made, as bits; rising


class Choice(NamedTuple):
    """What everybody can change in one state."""

    change: Ints  # (actor, choice): the bits that an improvement turns over; the first choice is to stay
    many: Ints  # (actor): how many choices there are
    at: Ints  # (actor): the choice that is looked at


@compiled
def _choices(moving: Moving, level: Ints, state: int, choice: Choice) -> None:
    """Write what each actor can change by an improvement."""
    here = moving.decimals[state]
    for actor in range(len(level)):
        choice.many[actor] = 1
        for step in range(moving.first[actor, state], moving.first[actor, state + 1]):
            to = moving.to[step]
            if level[actor, to] > level[actor, state]:
                choice.change[actor, choice.many[actor]] = here ^ moving.decimals[to]
                choice.many[actor] += 1


@compiled
def _next(actor: int, joins: Bools, choice: Choice) -> bool:
    """Go on to the next choices of the others together, if there are any."""
    for other in range(len(joins)):
        if other == actor or not joins[other]:
            continue
        choice.at[other] += 1
        if choice.at[other] < choice.many[other]:
            return True
        choice.at[other] = 0
    return False


@compiled
def _blocked(moving: Moving, own: Ints, actor: int, state: int, joins: Bools, choice: Choice) -> bool:
    """Return whether some choices of the others leave an improvement of the actor no improvement."""
    choice.at[:actor] = 0
    choice.at[actor + 1 :] = 0
    while True:
        combined = moving.decimals[state]
        for mover in range(len(joins)):
            combined ^= choice.change[mover, choice.at[mover]]
        found = np.searchsorted(moving.decimals, combined)
        if found < len(own) and moving.decimals[found] == combined and own[found] <= own[state]:
            return True
        if not _next(actor, joins, choice):
            return False


@compiled
def _stable(moving: Moving, levels: Ints, joins: Bools, stable: Bools, choice: Choice) -> None:
    for draw in range(len(levels)):
        level = levels[draw]
        for state in range(levels.shape[2]):
            _choices(moving, level, state, choice)
            for actor in range(levels.shape[1]):
                for at in range(1, choice.many[actor]):
                    choice.at[actor] = at
                    if not _blocked(moving, level[actor], actor, state, joins[draw, :, state], choice):
                        stable[draw, actor, state] = False
                        break


def stable_at_once(moving: Moving, level: Ints, joins: Bools) -> Bools:
    """Return where each actor rests if others may improve at the same time, ``(draw, actor, state)``.

    Parameters
    ----------
    moving
        The steps, and what states are made of.
    level
        How high each actor ranks each state, ``(draw, actor, state)``.
    joins
        Which of the others can be expected to take an improvement from a state, ``(draw, actor, state)``.
    """
    actors = level.shape[1]
    most = 1 + int(np.diff(moving.first, axis=1).max(initial=0))
    choice = Choice(
        change=np.zeros((actors, most), np.int64), many=np.ones(actors, np.int64), at=np.zeros(actors, np.int64)
    )
    stable = np.ones(level.shape, np.bool_)
    _stable(moving, np.ascontiguousarray(level), np.ascontiguousarray(joins), stable, choice)
    return stable
