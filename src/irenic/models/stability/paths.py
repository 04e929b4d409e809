"""From the status quo, the states that the parties can come to, and how.

A *legal sequence* is one in which nobody steps twice in a row; whoever wants to do two things does them in one step.
Status quo analysis (:cite:t:`li2005`; as coloured paths in :cite:t:`xu2010`) looks forward from where the parties
are, while an equilibrium only says that nobody would leave. An equilibrium that no sequence of improvements reaches
needs a mediator, a coalition, or a step that somebody takes against its own preference.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.errors import expect_known
from irenic.models.stability.graph import Graph
from irenic.models.stability.kernels import paths as kernel
from irenic.models.stability.levels import one_ranking
from irenic.models.stability.reach import Mode, by_last_mover, least

MOST: Final = 100
"""Sequences that are written out."""


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One actor goes from one state to another in one go."""

    actor: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Sequences:
    """The shortest legal sequences to a state.

    Parameters
    ----------
    number
        How many there are; 0 if the state is not reached.
    listed
        Some or all of them, each from its first step to its last.
    """

    number: int
    listed: tuple[tuple[Step, ...], ...]

    @property
    def complete(self) -> bool:
        """Whether all are listed."""
        return len(self.listed) == self.number


@dataclass(frozen=True, eq=False)
class Paths:
    """Where legal sequences lead from a state.

    Parameters
    ----------
    graph, start, mode
        What was asked.
    by_last_mover
        How many steps the shortest sequence has that ends in a state with a step of an actor, ``(actor, state)``;
        -1 where there is none. For the start, that of coming back to it.
    levels
        The levels that decide which steps count, ``(actor, state)``.
    """

    graph: Graph
    start: str
    mode: Mode
    by_last_mover: NDArray[np.int64]
    levels: NDArray[np.int64] = field(repr=False)

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """How many steps the shortest sequence to each state has, ``(state,)``; 0 at the start, -1 if there is none."""
        found = least(self.by_last_mover)
        found[self._at(self.start)] = 0
        return found

    @property
    def reached(self) -> tuple[str, ...]:
        """The states that are reached, with the start, by rising length."""
        order = np.argsort(self.lengths, kind="stable")
        return tuple(self.graph.states[at] for at in order if self.lengths[at] != kernel.UNREACHED)

    def length(self, state: str) -> int | None:
        """Return how many steps the shortest sequence to a state has, or none if it is not reached."""
        found = int(self.lengths[self._at(state)])
        return None if found == kernel.UNREACHED else found

    def last_movers(self, state: str) -> tuple[str, ...]:
        """Return who can take the last step of a legal sequence to a state, however long."""
        ends = self.by_last_mover[:, self._at(state)] != kernel.UNREACHED
        return tuple(actor for actor, can in zip(self.graph.actors, ends, strict=True) if can)

    def before(self, state: str) -> tuple[Step, ...]:
        """Return the last steps of the shortest sequences to a state: from where it is reached, and by whom."""
        at = self._at(state)
        steps = {(actor, before) for actor in self._last(at) for before, _ in self._previous(actor, at)}
        return tuple(self._step(actor, before, at) for actor, before in sorted(steps))

    def sequences(self, state: str, most: int = MOST) -> Sequences:
        """Return the shortest legal sequences to a state: how many there are, and some of them written out.

        Parameters
        ----------
        state
            Where they lead.
        most
            How many to write out.

        Examples
        --------
        Two doors, opened in either order:

        >>> doors = Graph.of_arcs(
        ...     ["a", "b"],
        ...     ["shut", "left", "right", "both"],
        ...     {"a": [("shut", "left"), ("right", "both")], "b": [("shut", "right"), ("left", "both")]},
        ... )
        >>> found = paths_from(doors, np.array([[0, 1, 0, 1], [0, 0, 1, 1]]), "shut").sequences("both")
        >>> for sequence in found.listed:
        ...     print(" then ".join(f"{step.actor} to {step.end}" for step in sequence))
        b to right then a to both
        a to left then b to both
        """
        at = self._at(state)
        if at == self._at(self.start):
            return Sequences(1, ((),)[:most])
        ends = [(actor, at) for actor in self._last(at)]
        listed = [tuple(sequence) for sequence, _ in zip(self._written(ends), range(most), strict=False)]
        return Sequences(self._number(ends), tuple(listed))

    def _at(self, state: str) -> int:
        expect_known("state", [state], self.graph.states)
        return self.graph.states.index(state)

    def _step(self, actor: int, start: int, end: int) -> Step:
        return Step(self.graph.actors[actor], self.graph.states[start], self.graph.states[end])

    def _last(self, state: int) -> list[int]:
        """Return who takes the last step of the shortest sequences to a state other than the start."""
        length = self.by_last_mover[:, state]
        return [int(actor) for actor in np.flatnonzero((length == self.lengths[state]) & (length > 0))]

    @cached_property
    def _turned(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        return kernel.turned(self.graph.first, self.graph.to)

    def _previous(self, actor: int, state: int) -> list[tuple[int, int]]:
        """Return where an actor comes from on its last step of shortest sequences, and who moved before; -1: nobody."""
        first, of = self._turned
        length = self.by_last_mover[actor, state] - 1
        found = []
        for before in of[first[actor, state] : first[actor, state + 1]].tolist():
            if not _counts(self.levels[actor], before, state, self.mode):
                continue
            if length == 0:
                found += [(before, -1)] if before == self._at(self.start) else []
            else:
                others = np.flatnonzero(self.by_last_mover[:, before] == length)
                found += [(before, int(other)) for other in others if other != actor]
        return found

    def _written(self, ends: list[tuple[int, int]]) -> Iterator[list[Step]]:
        """Yield the shortest sequences that end so, each from its first step to its last."""
        open_ends: list[tuple[int, int, list[Step]]] = [(actor, state, []) for actor, state in ends[::-1]]
        while open_ends:
            actor, state, later = open_ends.pop()
            for before, mover in self._previous(actor, state):
                sequence = [self._step(actor, before, state), *later]
                if mover < 0:
                    yield sequence
                else:
                    open_ends.append((mover, before, sequence))

    def _number(self, ends: list[tuple[int, int]]) -> int:
        """Return how many shortest sequences end so, without writing them out."""
        ways = dict.fromkeys(ends, 1)
        number = 0
        while ways:
            earlier: dict[tuple[int, int], int] = {}
            for (actor, state), count in ways.items():
                for before, mover in self._previous(actor, state):
                    if mover < 0:
                        number += count
                    else:
                        earlier[mover, before] = earlier.get((mover, before), 0) + count
            ways = earlier
        return number


def paths_from(
    graph: Graph,
    levels: NDArray[np.int64],
    status_quo: str,
    mode: Mode = "improvements",
    actors: Collection[str] | None = None,
) -> Paths:
    """Return where legal sequences lead from the status quo.

    Parameters
    ----------
    graph
        Who can go where.
    levels
        How much every actor likes every state, ``(actor, state)``: higher is better.
    status_quo
        Where the sequences start.
    mode
        Which steps count.
    actors
        Who takes part; all, if left out.

    Raises
    ------
    BadUse
        If the levels do not fit the graph, or there is no such mode.
    UnknownName
        If there is no such state or actor.

    Examples
    --------
    The guest wants to be gone and cannot open the gate; the guard gains nothing by opening it:

    >>> gate = Graph.of_arcs(
    ...     ["guard", "guest"], ["shut", "open", "gone"], {"guard": [("shut", "open")], "guest": [("open", "gone")]}
    ... )
    >>> levels = np.array([[1, 1, 0], [0, 1, 2]])
    >>> paths_from(gate, levels, "shut").reached
    ('shut',)
    >>> mild = paths_from(gate, levels, "shut", "improvements and ties")
    >>> mild.length("gone"), mild.last_movers("gone")
    (2, ('guest',))
    """
    one = one_ranking(graph, levels)
    return Paths(graph, status_quo, mode, by_last_mover(graph, one[None], status_quo, mode, actors)[0], one)


def _counts(level: NDArray[np.int64], start: int, end: int, mode: Mode) -> bool:
    if mode == "any step":
        return True
    return bool(level[end] > level[start] or (mode != "improvements" and level[end] == level[start]))
