"""The four concepts on moves, without writing out a step; :mod:`four` says what is computed.

The states that one actor can go between both ways are a *cell* of it: they agree on all moves but those of its own
that it can make and take back. A move of its own that goes one way only leads from cell to cell. So a step goes
from a cell to the same cell, or to one with more of the one-way moves used; infeasible states are just not there.

In one step an actor can do whatever it can do in several, so that nobody moves twice running excludes
nothing but standing still, and plain reachability is enough.

Going backwards from a state along the improvements of an actor means going to the states of a cell that it ranks
lower. With the members of each cell in the order of its preference these come first, and a mark where the search
has got to is all that has to be kept: each member is passed once.

Shapes: ``level`` is ``(draw, actor, state)``.
"""

from typing import Final, NamedTuple

import numpy as np

from irenic.models.stability.kernels.four import NASH, SEQ, SMR
from irenic.models.stability.kernels.jit import Bools, Ints, Short, compiled

LOWEST: Final = np.iinfo(np.int64).min
HIGHEST: Final = np.iinfo(np.int64).max
SPARSE: Final = 8
"""Cells are counted with those that no state is in, unless that makes more than so many times the states."""
FEW: Final = 4096
"""Up to so many cells, that does not matter."""
ROUNDS: Final = 16
"""How often the others take turns before the search, which is slower but finds its way through any maze, goes on."""


class Cells(NamedTuple):
    """Which cell of every actor a state is in; cells are numbered through, actor by actor."""

    cell: Short  # (actor, state)
    start: Ints  # (actor + 1): the first cell of an actor
    width: Ints  # (actor): its one-way moves; those used are the last bits of the number of a cell, from its start
    first: Ints  # (cell + 1): where the members of a cell begin, counting through all actors


class Room(NamedTuple):
    """What one search writes on."""

    member: Short  # (actor x state): the states of each cell, the lowest level first
    value: Ints  # (state): what the worst is the least of
    order: Short  # (state): the states, the least value first
    counts: Ints  # (8 state + 2): how many states have a value
    worst: Ints  # (state): the worst that the others can bring about
    bound: Ints  # (cell): below which level the search has been at the members
    passed: Ints  # (cell): at how many of them it has been, counting as in `first`
    table: Ints  # (cell of one actor): the most of a value in a cell
    below: Ints  # (64 x 64): cells to look at, with fewer one-way moves used
    queue: Short  # (state): states that it still has to go back from


def cells_of(decimals: Ints, both: list[int], makes: list[int], undoes: list[int]) -> Cells | None:
    """Return the cells of every actor, or nothing where the states are too few among the cells.

    Parameters
    ----------
    decimals
        The moves made in each state, as bits, ``(state,)``.
    both, makes, undoes
        For every actor the moves, as bits, that it can make and take back, can only make, and can only take back.
    """
    states, every = len(decimals), int(np.bitwise_or.reduce(decimals, initial=0))
    cell = np.empty((len(both), states), np.int32)
    start, width = np.zeros(len(both) + 1, np.int64), np.zeros(len(both), np.int64)
    for actor, two_way in enumerate(both):
        one_way = (makes[actor] | undoes[actor]) & every
        rows, number = _rows(decimals, every & ~two_way & ~one_way, one_way.bit_count())
        if number << one_way.bit_count() > max(SPARSE * states, FEW):
            return None
        width[actor] = one_way.bit_count()
        start[actor + 1] = start[actor] + (number << one_way.bit_count())
        used = _gathered(decimals ^ undoes[actor], one_way)
        cell[actor] = start[actor] + (rows << one_way.bit_count() | used)
    counts = np.zeros(start[-1] + 1, np.int64)
    for actor in range(len(both)):
        counts[1:] += np.bincount(cell[actor], minlength=start[-1])
    return Cells(cell, start, width, np.cumsum(counts))


def _rows(decimals: Ints, rest: int, width: int) -> tuple[Ints, int]:
    """Return which states agree on the rest of the moves, as numbers from 0, and how many numbers there are."""
    if 1 << (rest.bit_count() + width) <= max(SPARSE * len(decimals), FEW):
        return _gathered(decimals, rest), 1 << rest.bit_count()
    found, rows = np.unique(decimals & rest, return_inverse=True)
    return rows, len(found)


def _gathered(decimals: Ints, bits: int) -> Ints:
    """Return some bits of every number, moved together."""
    found = np.zeros(len(decimals), np.int64)
    _gather(decimals, np.array([bit for bit in range(63) if bits >> bit & 1], np.int64), found)
    return found


@compiled
def _gather(decimals: Ints, bits: Ints, found: Ints) -> None:
    for state in range(len(decimals)):
        for at in range(len(bits)):
            found[state] |= (decimals[state] >> bits[at] & 1) << at


@compiled
def _sort(value: Ints, order: Short, counts: Ints) -> None:
    """Put the states in order of their values, by counting where the values lie close together."""
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
def _members(cells: Cells, level: Ints, room: Room) -> None:
    """Write the states of every cell, the lowest level first."""
    room.passed[:] = cells.first[:-1]
    for actor in range(len(level)):
        _sort(level[actor], room.order, room.counts)
        for state in room.order:
            cell = cells.cell[actor, state]
            room.member[room.passed[cell]] = state
            room.passed[cell] += 1


@compiled
def _best(cells: Cells, actor: int, value: Ints, best: Ints, table: Ints) -> bool:
    """Write the most of a value that an actor finds in one step or by staying; return whether a step ever helps."""
    start, many = cells.start[actor], cells.start[actor + 1] - cells.start[actor]
    table[:many] = LOWEST
    for state in range(len(value)):
        cell = cells.cell[actor, state] - start
        table[cell] = max(table[cell], value[state])
    for bit in range(cells.width[actor]):
        for cell in range(many):
            if not cell >> bit & 1:
                table[cell] = max(table[cell], table[cell | 1 << bit])
    helps = False
    for state in range(len(value)):
        most = table[cells.cell[actor, state] - start]
        helps = helps or most > value[state]
        best[state] = most
    return helps


@compiled
def _spread(cells: Cells, actor: int, room: Room) -> bool:
    """Write the worst that the others can bring about by any steps, taking turns; return whether they got to an end."""
    for state in range(len(room.worst)):
        room.worst[state] = -room.value[state]
    for _ in range(ROUNDS):
        helps = False
        for mover in range(len(cells.width)):
            if mover != actor:
                helps = _best(cells, mover, room.worst, room.worst, room.table) or helps
        if not helps:
            for state in range(len(room.worst)):
                room.worst[state] = -room.worst[state]
            return True
    return False


@compiled
def _open(cells: Cells, level: Ints, mover: int, reach: int, room: Room, waiting: int) -> int:
    """Put all on the queue that an actor ranks below a level in the cell at hand or before it; return its length."""
    start, at = cells.start[mover], 1
    while at:
        at -= 1
        cell = room.below[at]
        if room.bound[cell] >= reach:
            continue  # and the same is true of every cell before it
        room.bound[cell] = reach
        while room.passed[cell] < cells.first[cell + 1] and level[mover, room.member[room.passed[cell]]] < reach:
            found = room.member[room.passed[cell]]
            room.passed[cell] += 1
            if room.worst[found] == HIGHEST:
                room.queue[waiting] = found
                waiting += 1
        for bit in range(cells.width[mover]):
            if (cell - start) >> bit & 1:
                room.below[at] = cell - (1 << bit)
                at += 1
    return waiting


@compiled
def _search(cells: Cells, level: Ints, actor: int, improving: bool, room: Room) -> None:
    """Write the worst that the others can bring about from every state, or leave it at."""
    room.worst[:] = HIGHEST
    room.bound[:] = LOWEST
    room.passed[:] = cells.first[:-1]
    for target in room.order:
        if room.worst[target] != HIGHEST:
            continue
        worst = room.value[target]
        room.worst[target], room.queue[0], waiting = worst, target, 1
        while waiting:
            waiting -= 1
            state = room.queue[waiting]
            for mover in range(len(level)):
                if mover != actor:
                    room.below[0], before = cells.cell[mover, state], waiting
                    waiting = _open(cells, level, mover, level[mover, state] if improving else HIGHEST, room, waiting)
                    for at in range(before, waiting):
                        room.worst[room.queue[at]] = worst


@compiled
def _decide(cells: Cells, level: Ints, actor: int, room: Room, stable: Bools) -> None:
    """Write where no step assures the actor of more than it has."""
    own = level[actor]
    for state in range(len(own)):
        room.worst[state] = min(room.worst[state], own[state])
    _best(cells, actor, room.worst, room.value, room.table)
    for state in range(len(own)):
        stable[state] = room.value[state] <= own[state]


@compiled
def _worst(cells: Cells, level: Ints, actor: int, concept: int, room: Room) -> None:
    """Write the worst that the others can bring about from every state, as one concept counts it."""
    room.value[:] = level[actor]
    if concept == SMR:
        _best(cells, actor, level[actor], room.value, room.table)
    if concept == SEQ or not _spread(cells, actor, room):
        _sort(room.value, room.order, room.counts)
        _search(cells, level, actor, concept == SEQ, room)


@compiled
def _stable(cells: Cells, levels: Ints, concepts: Ints, stable: Bools, room: Room) -> None:
    for draw in range(len(levels)):
        level = levels[draw]
        _members(cells, level, room)
        for at in range(len(concepts)):
            for actor in range(levels.shape[1]):
                room.worst[:] = HIGHEST
                if concepts[at] != NASH:
                    _worst(cells, level, actor, concepts[at], room)
                _decide(cells, level, actor, room, stable[draw, at, actor])


def stable_by_cells(cells: Cells, level: Ints, concepts: tuple[int, ...]) -> Bools:
    """Return where each actor rests under each of the four concepts asked for, ``(draw, concept, actor, state)``.

    Parameters
    ----------
    cells
        The cells of every actor.
    level
        How high each actor ranks each state, ``(draw, actor, state)``.
    concepts
        Their numbers.
    """
    draws, actors, states = level.shape
    stable = np.ones((draws, len(concepts), actors, states), np.bool_)
    if states and actors:
        room = Room(
            member=np.empty(actors * states, np.int32),
            value=np.empty(states, np.int64),
            order=np.empty(states, np.int32),
            counts=np.empty(8 * states + 2, np.int64),
            worst=np.empty(states, np.int64),
            bound=np.empty(cells.start[-1], np.int64),
            passed=np.empty(cells.start[-1], np.int64),
            table=np.empty(np.diff(cells.start).max(), np.int64),
            below=np.empty(64 * 64, np.int64),
            queue=np.empty(states, np.int32),
        )
        _stable(cells, np.ascontiguousarray(level), np.array(concepts, np.int64), stable, room)
    return stable
