"""The four concepts on any graph, whose steps are written out; :mod:`four` says what is computed.

In a graph the steps of one actor need not join up to one step, so it matters that nobody moves twice running.
The search therefore goes over arrivals, a state together with whose step led there. A state needs no more than two
of them: what one actor's step leads away from can be arrived at by everybody else, and by that one too as
soon as a step of a second actor leads away from it.

Shapes: ``level`` is ``(draw, actor, state)``.
"""

from typing import Final, NamedTuple

import numpy as np

from irenic.models.stability.kernels.four import NASH, SEQ, SMR
from irenic.models.stability.kernels.jit import Bools, Ints, compiled

NOBODY: Final = -1
SEVERAL: Final = -2
HIGHEST: Final = np.iinfo(np.int64).max


class Arcs(NamedTuple):
    """Every step, forwards and backwards."""

    first: Ints  # (actor, state + 1): where the steps of an actor from a state begin
    to: Ints  # (step): where each leads
    back: Ints  # (actor, state + 1): where the steps of an actor to a state begin
    source: Ints  # (step): where each of these starts


class Room(NamedTuple):
    """What one search writes on."""

    value: Ints  # (state): what the worst is the least of
    order: Ints  # (state): the states, the least value first
    counts: Ints  # (8 state + 2): how many states have a value
    worst: Ints  # (state): what is found
    leads: Ints  # (state): whose step leads away from a state to where the search has been
    arrived: Bools  # (actor, state): arrivals that the search has been at
    stack: Ints  # (actor x state): arrivals that it still has to go back from


def arcs_of(first: Ints, to: Ints) -> Arcs:
    """Return the steps with those that lead to every state besides."""
    actors, states = first.shape[0], first.shape[1] - 1
    row = np.repeat(np.arange(actors * states), np.diff(first, axis=1).ravel())
    actor, start = np.divmod(row, max(states, 1))
    arrival = actor * states + to
    order = np.argsort(arrival, kind="stable")
    begins = np.searchsorted(arrival[order], np.arange(actors * states + 1))
    back = begins[np.arange(states + 1) + states * np.arange(actors)[:, None]]
    return Arcs(np.ascontiguousarray(first), to, back, start[order])


@compiled
def _sort(room: Room) -> None:
    """Put the states in order of their values, by counting where the values lie close together."""
    value, order, counts = room.value, room.order, room.counts
    low, high = value.min(), value.max()
    if high >= low + len(counts) - 1:
        order[:] = np.argsort(value, kind="mergesort")
        return
    counts[: high - low + 2] = 0
    for state in range(len(value)):
        counts[value[state] - low + 1] += 1
    for at in range(high - low + 1):
        counts[at + 1] += counts[at]
    for state in range(len(value)):
        order[counts[value[state] - low]] = state
        counts[value[state] - low] += 1


@compiled
def _value(arcs: Arcs, level: Ints, actor: int, concept: int, value: Ints) -> None:
    """Write what the worst is the least of: the level, or under SMR the best that an answer still gets."""
    value[:] = level[actor]
    if concept == SMR:
        for state in range(len(value)):
            for step in range(arcs.first[actor, state], arcs.first[actor, state + 1]):
                value[state] = max(value[state], level[actor, arcs.to[step]])


@compiled
def _arrive(actor: int, but: int, state: int, room: Room, waiting: int) -> int:
    """Put the arrivals at a state on the stack, by everybody but an actor and one more; return its height."""
    for mover in range(len(room.arrived)):
        if mover not in (actor, but) and not room.arrived[mover, state]:
            room.arrived[mover, state] = True
            room.stack[waiting] = mover * len(room.worst) + state
            waiting += 1
    return waiting


@compiled
def _search(arcs: Arcs, level: Ints, actor: int, improving: bool, room: Room) -> None:
    """Write the worst that the others can bring about from every state; leave the highest number where nothing."""
    states = len(room.worst)
    room.worst[:] = HIGHEST
    room.leads[:] = NOBODY
    room.arrived[:] = False
    for target in room.order:
        waiting = _arrive(actor, actor, target, room, 0)
        while waiting:
            waiting -= 1
            mover, state = divmod(room.stack[waiting], states)
            for step in range(arcs.back[mover, state], arcs.back[mover, state + 1]):
                start = arcs.source[step]
                before = room.leads[start]
                if before in (mover, SEVERAL) or (improving and level[mover, start] >= level[mover, state]):
                    continue
                if before == NOBODY:
                    room.worst[start] = room.value[target]
                    room.leads[start] = mover
                    waiting = _arrive(actor, mover, start, room, waiting)
                else:
                    room.leads[start] = SEVERAL
                    waiting = _arrive(actor, actor, start, room, waiting)


@compiled
def _decide(arcs: Arcs, level: Ints, feared: Ints, actor: int, worst: Ints, stable: Bools) -> None:
    """Write where each improvement of the actor may end on a level that it fears."""
    own = level[actor]
    for state in range(len(own)):
        stable[state] = True
        for step in range(arcs.first[actor, state], arcs.first[actor, state + 1]):
            to = arcs.to[step]
            if own[to] > own[state] and min(own[to], worst[to]) > feared[actor, state]:
                stable[state] = False
                break


@compiled
def _stable(arcs: Arcs, levels: Ints, feared: Ints, concepts: Ints, stable: Bools, room: Room) -> None:
    for draw in range(len(levels)):
        level = levels[draw]
        for at in range(len(concepts)):
            concept = concepts[at]
            for actor in range(levels.shape[1]):
                room.worst[:] = HIGHEST
                if concept != NASH:
                    _value(arcs, level, actor, concept, room.value)
                    _sort(room)
                    _search(arcs, level, actor, concept == SEQ, room)
                _decide(arcs, level, feared[draw], actor, room.worst, stable[draw, at, actor])


def stable_by_arcs(arcs: Arcs, level: Ints, concepts: tuple[int, ...], feared: Ints | None = None) -> Bools:
    """Return where each actor rests under each of the four concepts asked for, ``(draw, concept, actor, state)``.

    Parameters
    ----------
    arcs
        Every step.
    level
        How high each actor ranks each state, ``(draw, actor, state)``.
    concepts
        Their numbers.
    feared
        Seen from each state, the highest level that keeps an actor back, of the shape of the levels; the level of
        the state itself, if left out: being no better off is enough.
    """
    draws, actors, states = level.shape
    stable = np.ones((draws, len(concepts), actors, states), np.bool_)
    if states:
        room = Room(
            value=np.empty(states, np.int64),
            order=np.empty(states, np.int64),
            counts=np.empty(8 * states + 2, np.int64),
            worst=np.empty(states, np.int64),
            leads=np.empty(states, np.int64),
            arrived=np.empty((actors, states), np.bool_),
            stack=np.empty(actors * states, np.int64),
        )
        level = np.ascontiguousarray(level)
        feared = level if feared is None else np.ascontiguousarray(feared)
        _stable(arcs, level, feared, np.array(concepts, np.int64), stable, room)
    return stable
