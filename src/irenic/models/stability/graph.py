"""Who can go from which state to which: the graph of a conflict, step by step."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse, expect_known


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Who can go from which state to which in one step, in compressed rows.

    The literature calls this the graph form, or arc form: one directed graph for every actor over
    the same states :cite:p:`fang1993`. A step of an actor need not be made of smaller steps, cannot always be taken
    back, and may also be a step of another actor (a common move).

    Parameters
    ----------
    actors
        The labels of the actors.
    states
        The labels of the states.
    first
        Where the steps of an actor from a state begin in ``to``, ``(actor, state + 1)``.
    to
        Where each step leads, ``(step,)``; rising within one actor and state.

    Raises
    ------
    BadUse
        If a label is there twice, or ``first`` and ``to`` do not fit each other and the labels.

    Examples
    --------
    Only the guard can open the gate, and only the guest can leave by it:

    >>> gate = Graph(("guard", "guest"), ("shut", "open", "gone"), np.array([[0, 1, 2, 2], [2, 2, 3, 3]]),
    ...              np.array([1, 0, 2]))
    >>> gate.steps(1, 1).tolist()
    [2]
    """

    actors: tuple[str, ...]
    states: tuple[str, ...]
    first: NDArray[np.int64]
    to: NDArray[np.int64]

    def __post_init__(self) -> None:
        expect_distinct("actor", self.actors)
        expect_distinct("state", self.states)
        shape = (len(self.actors), len(self.states) + 1)
        if self.first.shape != shape or self.to.ndim != 1:
            msg = f"'first' has shape {self.first.shape} and 'to' {self.to.shape}; allowed: {shape} and one dimension"
            raise BadUse(msg)
        edges = np.concatenate([[0], self.first[:, 1:].ravel()])
        begins = self.first[:, :-1].ravel()
        if not np.array_equal(begins, edges[:-1]) or (np.diff(edges) < 0).any() or edges[-1] != len(self.to):
            msg = "the rows in 'first' run on from 0 to the number of steps, state by state and actor by actor"
            raise BadUse(msg)
        self._check_steps(np.diff(edges))

    def _check_steps(self, counts: NDArray[np.int64]) -> None:
        many = len(self.states)
        if not ((self.to >= 0) & (self.to < many)).all():
            msg = f"a step leads to a state that is not there; there are {many}, counted from 0"
            raise BadUse(msg)
        row = np.repeat(np.arange(len(counts)), counts)
        if many and (row % many == self.to).any():
            msg = "a step leads from a state to itself; staying is no step"
            raise BadUse(msg)
        if ((np.diff(row) == 0) & (np.diff(self.to) <= 0)).any():
            msg = "the steps of an actor from a state stand in 'to' in rising order, each once"
            raise BadUse(msg)

    @classmethod
    def of_steps(
        cls, actors: Collection[str], states: Collection[str], of: NDArray[np.int64], to: NDArray[np.int64]
    ) -> Self:
        """Return the graph of steps given as rows of numbers, in any order.

        Parameters
        ----------
        actors, states
            The labels.
        of
            The actor and the state that each step starts from, ``(step, 2)``.
        to
            The state that it leads to, ``(step,)``. A step given twice counts once.

        Examples
        --------
        >>> graph = Graph.of_steps(["a"], ["s", "t", "u"], np.array([[0, 0], [0, 0]]), np.array([2, 1]))
        >>> graph.steps(0, 0).tolist()
        [1, 2]
        """
        many = len(states)
        rows, leads = np.unique(np.column_stack([of[:, 0] * many + of[:, 1], to]), axis=0).T
        begins = np.searchsorted(rows, np.arange(len(actors) * many + 1))
        row = np.arange(many + 1) + many * np.arange(len(actors))[:, None]
        return cls(tuple(actors), tuple(states), begins[row].astype(np.int64), leads.astype(np.int64))

    @classmethod
    def of_arcs(
        cls, actors: Collection[str], states: Collection[str], arcs: Mapping[str, Collection[tuple[str, str]]]
    ) -> Self:
        """Return the graph of steps given by labels.

        Parameters
        ----------
        actors, states
            The labels.
        arcs
            The steps of every actor, each from one state to another; an actor left out has none.

        Raises
        ------
        UnknownName
            If a step names an actor or a state that is not there.

        Examples
        --------
        >>> gate = Graph.of_arcs(
        ...     ["guard", "guest"],
        ...     ["shut", "open", "gone"],
        ...     {"guard": [("shut", "open"), ("open", "shut")], "guest": [("open", "gone")]},
        ... )
        >>> [gate.states[to] for to in gate.steps(1, 1)]
        ['gone']
        """
        expect_known("actor", arcs, actors)
        who = {actor: number for number, actor in enumerate(actors)}
        where = {state: number for number, state in enumerate(states)}
        rows = [(actor, start, to) for actor, steps in arcs.items() for start, to in steps]
        expect_known("state", [state for _, start, to in rows for state in (start, to)], where)
        numbers = np.array([(who[a], where[s], where[t]) for a, s, t in rows], dtype=np.int64).reshape(-1, 3)
        return cls.of_steps(actors, states, numbers[:, :2], numbers[:, 2])

    def steps(self, actor: int, state: int) -> NDArray[np.int64]:
        """Return the states that an actor can go to from a state in one step, in rising order."""
        return self.to[self.first[actor, state] : self.first[actor, state + 1]]

    def coalesced(self, groups: Mapping[str, Collection[str]]) -> Self:
        """Return the graph in which several states are one, because they do not differ to anybody.

        Parameters
        ----------
        groups
            The states that each new one stands for; it takes the place of the first of them.

        Raises
        ------
        BadUse
            If a group is empty, or a state is in two of them.
        UnknownName
            If there is no such state.

        Examples
        --------
        >>> plant = Graph.of_arcs(["firm"], ["keep", "sell", "shut"], {"firm": [("keep", "sell"), ("sell", "shut")]})
        >>> gone = plant.coalesced({"gone": ["sell", "shut"]})
        >>> gone.states, gone.to.tolist()
        (('keep', 'gone'), [1])
        """
        members = [state for group in groups.values() for state in group]
        expect_known("state", members, self.states)
        expect_distinct("state of the groups", members)
        if not all(groups.values()):
            msg = f"a group of states is empty: {next(name for name, group in groups.items() if not group)}"
            raise BadUse(msg)
        name = {state: new for new, group in groups.items() for state in group}
        labels = [name.get(state, state) for state in self.states]
        kept = list(dict.fromkeys(labels))
        number = np.array([kept.index(label) for label in labels], dtype=np.int64)
        row = np.repeat(np.arange(self.first[:, 1:].size), np.diff(self.first, axis=1).ravel())
        of = np.column_stack(np.divmod(row, max(len(self.states), 1)))
        of[:, 1] = number[of[:, 1]]
        to = number[self.to]
        real = of[:, 1] != to
        return self.of_steps(self.actors, kept, of[real], to[real])


def expect_distinct(kind: str, labels: Collection[str]) -> None:
    """Refuse a label that is there twice.

    Raises
    ------
    BadUse
        For the first of them.

    Examples
    --------
    >>> expect_distinct("actor", ["a", "b"])
    """
    seen: set[str] = set()
    for label in labels:
        if label in seen:
            msg = f"the {kind} '{label}' is there twice"
            raise BadUse(msg)
        seen.add(label)
