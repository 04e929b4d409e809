"""Where coalitions rest: states that no actors can leave together to the advantage of each.

========  ============================================================================================
``cr``    the coalition can bring about nothing that each of its members likes better
``cgmr``  the others can answer everything of the kind so that some member is no better off
``csmr``  the same, and the coalition could not mend that
``cseq``  the same as ``cgmr``, with answers that are improvements, step by step, of whoever takes them together
========  ============================================================================================

The definitions are those of :cite:t:`inohara2008`. Two conventions are on offer for what a coalition can
bring about. *In sequence*: by a legal sequence of its members, through states that can occur, of which only the
last has to please them. *Together*: by changing any moves of its members at once, as one actor would; a state
between that cannot occur is then no obstacle. The others, and the coalitions among them, are taken in the same
way. The two differ only where states are infeasible.
"""

from collections.abc import Collection, Sequence
from itertools import combinations
from math import prod
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse, expect_known
from irenic.models.stability.concepts import levels_for
from irenic.models.stability.graph import Graph, expect_distinct
from irenic.models.stability.kernels.matrices import held, lasting
from irenic.models.stability.kernels.paths import UNREACHED
from irenic.models.stability.kernels.sequences import reached
from irenic.models.stability.move_form import MoveForm
from irenic.models.stability.reach import by_last_mover
from irenic.models.stability.relations import Matrix, steps_of

Way: TypeAlias = Literal["in sequence", "together"]
"""How the members of a coalition move."""
COALITIONAL: Final = ("cr", "cgmr", "csmr", "cseq")
"""The concepts for coalitions."""
MOST_CELLS: Final = 2**28
"""Pairs of states, times coalitions, at the most: they are written out."""


def every_coalition(actors: Sequence[str], least: int = 1, most: int | None = None) -> list[tuple[str, ...]]:
    """Return the coalitions of some actors, the small ones first.

    Parameters
    ----------
    actors
        The actors.
    least, most
        How many members a coalition has at the least, and at the most; left out, all.

    Examples
    --------
    >>> every_coalition(["a", "b", "c"], least=2)
    [('a', 'b'), ('a', 'c'), ('b', 'c'), ('a', 'b', 'c')]
    """
    sizes = range(least, (len(actors) if most is None else most) + 1)
    return [some for size in sizes for some in combinations(actors, size)]


def brought_about(over: Graph | MoveForm, coalition: Collection[str], way: Way = "in sequence") -> Matrix:
    """Return what a coalition can bring about, whether it likes that or not, ``(state, state)``.

    Raises
    ------
    BadUse
        If members are to move together on a graph, which does not say what its steps change.
    UnknownName
        If there is no such actor.

    Examples
    --------
    >>> form = MoveForm.of_moves({"a": ["x"], "b": ["y"]}, lambda made: made[:, 0] == made[:, 1])
    >>> brought_about(form, ["a", "b"]).sum().item(), brought_about(form, ["a", "b"], "together").sum().item()
    (0, 2)
    """
    expect_known("actor", coalition, over.actors)
    members = [number for number, actor in enumerate(over.actors) if actor in coalition]
    if way == "in sequence":
        graph = over if isinstance(over, Graph) else over.graph
        in_sequence: Matrix = reached(steps_of(graph)[None, members])[0]
        return in_sequence
    if isinstance(over, Graph):
        msg = "what a coalition changes together is not known on a graph, which does not say what its steps change"
        raise BadUse(msg)
    merged = MoveForm(
        ("together", "others"),
        over.moves,
        (~np.isin(over.owner, members)).astype(np.int64),
        over.can_make,
        over.can_undo,
        over.made,
    )
    together: Matrix = steps_of(merged.graph)[0]
    return together


def coalitions_rest(
    over: Graph | MoveForm,
    level: NDArray[np.int64],
    coalitions: Sequence[Collection[str]] | None = None,
    *,
    way: Way = "in sequence",
    concepts: Sequence[str] = COALITIONAL,
) -> Matrix:
    """Return where each coalition rests under each concept.

    Parameters
    ----------
    over
        Who can go from which state to which.
    level
        How high each actor ranks each state, ``(…, actor, state)``.
    coalitions
        Who may act together; every coalition with one member or more, if left out.
    way
        How members move.
    concepts
        Some of :data:`COALITIONAL`, each once.

    Returns
    -------
    numpy.ndarray
        ``(…, concept, coalition, state)``. A state in which all coalitions rest is coalitionally stable.

    Raises
    ------
    BadUse
        If the levels do not fit, members are to move together on a graph, or the conflict is too large to
        write out what every coalition can bring about.
    UnknownName
        If there is no such actor or concept.

    Examples
    --------
    Two prisoners would each rather confess whatever the other does; together they would rather not:

    >>> prisoners = MoveForm.of_moves({"a": ["confess"], "b": ["confess"]})
    >>> level = np.array([[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> found = coalitions_rest(prisoners, level, every_coalition(["a", "b"]), concepts=["cr"])
    >>> found[0, :, -1].tolist()
    [True, True, False]
    """
    expect_distinct("concept", concepts)
    expect_known("concept", concepts, COALITIONAL)
    level = levels_for(over, level)
    every = every_coalition(over.actors)
    if (len(every) + 1) * level.shape[-1] ** 2 > MOST_CELLS:
        msg = f"{len(every)} coalitions over {level.shape[-1]} states are too many to write out; leave out actors"
        raise BadUse(msg)
    draws = level.reshape(prod(level.shape[:-2]), *level.shape[-2:])
    reach = {frozenset(some): brought_about(over, some, way) for some in every}
    asked = every if coalitions is None else [tuple(some) for some in coalitions]
    for some in asked:
        expect_known("actor", some, over.actors)
    found = np.empty((len(draws), len(concepts), len(asked), draws.shape[-1]), dtype=np.bool_)
    for at, some in enumerate(asked):
        found[:, :, at] = _rest(over.actors, reach, draws, frozenset(some), concepts)
    return found.reshape(*level.shape[:-2], *found.shape[1:])


def joint_gains(
    graph: Graph, level: NDArray[np.int64], start: str, coalitions: Sequence[Collection[str]]
) -> NDArray[np.bool_]:
    """Return which states coalitions can bring about, in sequence, to the advantage of each of their members.

    Every step is followed once and no pair of states written out, so that this can be asked of large conflicts.

    Parameters
    ----------
    graph
        Who can go from which state to which.
    level
        How high each actor ranks each state, ``(…, actor, state)``.
    start
        The state that they would leave.
    coalitions
        Who acts together.

    Returns
    -------
    numpy.ndarray
        ``(…, coalition, state)``. A coalition without any such state rests in ``start`` under ``cr``.

    Raises
    ------
    BadUse
        If the levels do not fit.
    UnknownName
        If there is no such state or actor.

    Examples
    --------
    Together, two who both confessed would rather not have:

    >>> prisoners = MoveForm.of_moves({"a": ["confess"], "b": ["confess"]}).graph
    >>> level = np.array([[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> joint_gains(prisoners, level, "YY", [["a", "b"]]).tolist()
    [[True, False, False, False]]
    """
    level = levels_for(graph, level)
    found = np.empty((*level.shape[:-2], len(coalitions), level.shape[-1]), dtype=np.bool_)
    for number, reach in enumerate(within_reach(graph, start, coalitions)):
        own = level[..., [graph.actors.index(member) for member in coalitions[number]], :]
        found[..., number, :] = (own > own[..., [graph.states.index(start)]]).all(axis=-2) & reach
    return found


def within_reach(graph: Graph, start: str, coalitions: Sequence[Collection[str]]) -> NDArray[np.bool_]:
    """Return what coalitions can bring about from a state, in sequence, whether they like that or not.

    Parameters
    ----------
    graph, start, coalitions
        As in :func:`joint_gains`.

    Returns
    -------
    numpy.ndarray
        ``(coalition, state)``.

    Raises
    ------
    UnknownName
        If there is no such state or actor.

    Examples
    --------
    >>> form = MoveForm.of_moves({"a": ["x"], "b": ["y"]})
    >>> within_reach(form.graph, "NN", [["a"], ["a", "b"]]).sum(axis=1).tolist()
    [1, 4]
    """
    alike = np.zeros((1, len(graph.actors), len(graph.states)), np.int64)
    found = np.empty((len(coalitions), len(graph.states)), dtype=np.bool_)
    for number, some in enumerate(coalitions):
        found[number] = (by_last_mover(graph, alike, start, "any step", some) != UNREACHED).any(axis=(0, 1))
    return found


def _rest(
    actors: Sequence[str],
    reach: dict[frozenset[str], Matrix],
    level: NDArray[np.int64],
    coalition: frozenset[str],
    concepts: Sequence[str],
) -> Matrix:
    """Return where one coalition rests, ``(draw, concept, state)``."""
    draws, _, states = level.shape
    rest = frozenset(actors) - coalition
    nothing = np.zeros((states, states), dtype=np.bool_)
    better = _better(actors, level, coalition)
    own, answers = reach.get(coalition, nothing), reach.get(rest, nothing)
    found = np.empty((draws, len(concepts), states), dtype=np.bool_)
    for at, concept in enumerate(concepts):
        feared = lasting(~better, own) if concept == "csmr" else ~better
        theirs = nothing if concept == "cr" else answers
        if concept == "cseq":
            kinds = [reach[some] & _better(actors, level, some) for some in reach if some <= rest]
            theirs = reached(np.stack(kinds, axis=1)) if kinds else nothing
        found[:, at] = held(own & better, feared, theirs)
    return found


def _better(actors: Sequence[str], level: NDArray[np.int64], coalition: frozenset[str]) -> Matrix:
    """Return which states each member of a coalition likes better than which, ``(draw, state, state)``."""
    members = [number for number, actor in enumerate(actors) if actor in coalition]
    found = np.ones((len(level), level.shape[-1], level.shape[-1]), dtype=np.bool_)
    for member in members:
        found &= level[:, member, None, :] > level[:, member, :, None]
    return found
