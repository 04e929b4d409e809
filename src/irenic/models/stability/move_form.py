"""The moves of a conflict, and the states they make: what the literature calls option form."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse, expect_known
from irenic.models.stability.graph import Graph, expect_distinct

MOST_MOVES: Final = 62
"""Moves at the most: a state is one whole number of 64 bits."""
MOST_LISTED: Final = 26
"""Moves at the most whose every combination is listed to find the feasible ones."""


@dataclass(frozen=True, slots=True, eq=False)
class MoveForm:
    """What every actor can make or take back, and which states can occur.

    A *state* says which moves are made. In one step an actor changes any of its own moves at once, so that an
    infeasible state between two feasible ones is no obstacle (:cite:t:`fang1993`).

    Parameters
    ----------
    actors
        The labels of the actors.
    moves
        The labels of the moves, such as ``"usa.withdraw"``.
    owner
        The number of the actor whose move it is, ``(move,)``.
    can_make, can_undo
        Whether a move that is not made can be made, and one that is made can be taken back, ``(move,)``.
    made
        The moves that are made in each feasible state, ``(state, move)``, by rising decimal value; the first
        move is worth 1, the next 2, the next 4.

    Raises
    ------
    BadUse
        If a label is there twice, shapes do not fit, an owner is nobody, there are more than 62 moves, or the
        states are not in order, each once.

    Examples
    --------
    >>> prisoners = MoveForm.of_moves({"a": ["confess"], "b": ["confess"]})
    >>> prisoners.moves, prisoners.made.tolist()
    (('a.confess', 'b.confess'), [[False, False], [True, False], [False, True], [True, True]])
    """

    actors: tuple[str, ...]
    moves: tuple[str, ...]
    owner: NDArray[np.int64]
    can_make: NDArray[np.bool_]
    can_undo: NDArray[np.bool_]
    made: NDArray[np.bool_]

    def __post_init__(self) -> None:
        expect_distinct("actor", self.actors)
        expect_distinct("move", self.moves)
        many = len(self.moves)
        if many > MOST_MOVES:
            msg = f"there are {many} moves; allowed are {MOST_MOVES}"
            raise BadUse(msg)
        for name in ("owner", "can_make", "can_undo"):
            if (shape := getattr(self, name).shape) != (many,):
                msg = f"'{name}' has shape {shape}; allowed: one entry for each of {many} moves"
                raise BadUse(msg)
        if not ((self.owner >= 0) & (self.owner < len(self.actors))).all():
            msg = f"the owner of a move is one of {len(self.actors)} actors, counted from 0"
            raise BadUse(msg)
        if self.made.ndim != 2 or self.made.shape[1] != many:
            msg = f"'made' has shape {self.made.shape}; allowed: a row for each state, with {many} moves"
            raise BadUse(msg)
        if (np.diff(self.decimals) <= 0).any():
            msg = "the states in 'made' stand by rising decimal value, each once; the first move is worth 1"
            raise BadUse(msg)

    @classmethod
    def of_moves(
        cls,
        moves: Mapping[str, Sequence[str]],
        feasible: Callable[[NDArray[np.bool_]], NDArray[np.bool_]] | None = None,
        *,
        cannot_make: Collection[str] = (),
        cannot_undo: Collection[str] = (),
    ) -> Self:
        """Return the moves of some actors, with every combination that a rule leaves feasible as a state.

        Parameters
        ----------
        moves
            The moves of every actor; their labels become ``actor.move``.
        feasible
            Says which combinations can occur, ``(state, move)`` to ``(state,)``; all, if left out.
        cannot_make, cannot_undo
            The labels of moves that cannot be made any more, and of those that cannot be taken back.

        Raises
        ------
        BadUse
            If there are more than 26 moves: list their feasible states in ``made`` instead.
        UnknownName
            If there is no such move.

        Examples
        --------
        Whoever strikes cannot undo it, and does not also withdraw:

        >>> crisis = MoveForm.of_moves(
        ...     {"usa": ["strike", "block"], "ussr": ["withdraw"]},
        ...     lambda made: ~(made[:, 0] & made[:, 2]),
        ...     cannot_undo=["usa.strike"],
        ... )
        >>> crisis.graph.states
        ('NNN', 'YNN', 'NYN', 'YYN', 'NNY', 'NYY')
        >>> crisis.graph.steps(0, 1).tolist()
        [3]
        """
        labels = [f"{actor}.{move}" for actor, own in moves.items() for move in own]
        if len(labels) > MOST_LISTED:
            msg = f"there are {len(labels)} moves, too many to list every state; allowed are {MOST_LISTED}"
            raise BadUse(msg)
        expect_known("move", [*cannot_make, *cannot_undo], labels)
        states = np.arange(2 ** len(labels), dtype=np.int64)
        made = np.empty((len(states), len(labels)), dtype=np.bool_)
        for move in range(len(labels)):
            made[:, move] = states >> move & 1
        return cls(
            tuple(moves),
            tuple(labels),
            np.repeat(np.arange(len(moves)), [len(own) for own in moves.values()]),
            np.array([label not in cannot_make for label in labels], dtype=np.bool_),
            np.array([label not in cannot_undo for label in labels], dtype=np.bool_),
            made if feasible is None else made[feasible(made)],
        )

    @property
    def decimals(self) -> NDArray[np.int64]:
        """The decimal value of each state: the sum of ``2**k`` over the moves ``k`` that are made, ``(state,)``."""
        found = np.zeros(len(self.made), dtype=np.int64)
        for move in range(self.made.shape[1]):
            found |= self.made[:, move].astype(np.int64) << move
        return found

    @property
    def states(self) -> tuple[str, ...]:
        """The labels of the states: ``Y`` for a move that is made and ``N`` for one that is not, in their order."""
        many = len(self.moves)
        text = np.where(self.made, b"Y", b"N").tobytes().decode()
        return tuple(text[at * many : (at + 1) * many] for at in range(len(self.made)))

    def own(self, actor: int, which: NDArray[np.bool_] | None = None) -> int:
        """Return the decimal value of the moves of an actor together, or of those among some.

        Parameters
        ----------
        actor
            The number of the actor.
        which
            Which moves count, ``(move,)``; all, if left out.

        Examples
        --------
        >>> form = MoveForm.of_moves({"a": ["x"], "b": ["y", "z"]}, cannot_undo=["b.z"])
        >>> form.own(1), form.own(1, form.can_undo)
        (6, 2)
        """
        mine = self.owner == actor if which is None else (self.owner == actor) & which
        return _sum(mine)

    @property
    def graph(self) -> Graph:
        """Every step written out; as many as all pairs of states that differ in moves of one actor only."""
        states, every = self.decimals, _sum(np.ones(len(self.moves), dtype=np.bool_))
        rows, leads = [np.zeros((0, 2), dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
        for actor in range(len(self.actors)):
            for one, other in _pairs(states & (every & ~self.own(actor))):
                for start, to in ((one, other), (other, one)):
                    makes, undoes = states[to] & ~states[start], states[start] & ~states[to]
                    legal = (makes & ~_sum(self.can_make) | undoes & ~_sum(self.can_undo)) == 0
                    rows.append(np.column_stack([np.full(int(legal.sum()), actor), start[legal]]))
                    leads.append(to[legal])
        return Graph.of_steps(self.actors, self.states, np.concatenate(rows), np.concatenate(leads))


def _sum(which: NDArray[np.bool_]) -> int:
    return sum(1 << move for move in np.flatnonzero(which).tolist())


def _pairs(key: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield every pair of places that have the same key, once, in portions."""
    order = np.argsort(key, kind="stable")
    for apart in range(1, len(key)):
        same = np.flatnonzero(key[order[apart:]] == key[order[:-apart]])
        if not len(same):
            return
        yield order[same], order[same + apart]
