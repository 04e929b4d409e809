"""How many steps legal sequences take from one state to another, for one ranking or for many draws of them."""

from collections.abc import Collection
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse, expect_known
from irenic.models.stability.concepts import levels_for
from irenic.models.stability.graph import Graph
from irenic.models.stability.kernels import paths as kernel
from irenic.models.stability.levels import one_ranking

Mode: TypeAlias = Literal["improvements", "improvements and ties", "any step"]
"""Which steps count: those that whoever takes them prefers, or does not mind, or can take."""
MODES: Final[tuple[Mode, ...]] = ("improvements", "improvements and ties", "any step")


def lengths_from(
    graph: Graph, levels: NDArray[np.int64], status_quo: str, mode: Mode = "improvements"
) -> NDArray[np.int64]:
    """Return how many steps the shortest legal sequence to each state has, for many draws of preferences at once.

    Parameters
    ----------
    graph, status_quo, mode
        As in :func:`~irenic.models.stability.paths.paths_from`.
    levels
        How much every actor likes every state, ``(…, actor, state)``.

    Returns
    -------
    numpy.ndarray
        ``(…, state)``: 0 at the status quo, -1 where no sequence leads.

    Raises
    ------
    BadUse, UnknownName
        As in :func:`~irenic.models.stability.paths.paths_from`.

    Examples
    --------
    >>> gate = Graph.of_arcs(["guard"], ["shut", "open"], {"guard": [("shut", "open")]})
    >>> lengths_from(gate, np.array([[[0, 1]], [[1, 0]]]), "shut").tolist()
    [[0, 1], [0, -1]]
    """
    levels = levels_for(graph, levels)
    draws = levels.reshape(-1, *levels.shape[-2:])
    found = least(by_last_mover(graph, draws, status_quo, mode, None))
    found[:, graph.states.index(status_quo)] = 0
    return found.reshape(*levels.shape[:-2], len(graph.states))


def lengths_to(graph: Graph, levels: NDArray[np.int64], state: str, mode: Mode = "improvements") -> NDArray[np.int64]:
    """Return how many steps it takes at least from each state to the one that is wanted.

    Parameters
    ----------
    graph, levels, mode
        As in :func:`~irenic.models.stability.paths.paths_from`.
    state
        Where the sequences lead.

    Returns
    -------
    numpy.ndarray
        ``(state,)``: 0 at the state itself, -1 from where no legal sequence leads to it.

    Raises
    ------
    BadUse, UnknownName
        As in :func:`~irenic.models.stability.paths.paths_from`.

    Examples
    --------
    >>> gate = Graph.of_arcs(
    ...     ["guard", "guest"], ["shut", "open", "gone"], {"guard": [("shut", "open")], "guest": [("open", "gone")]}
    ... )
    >>> lengths_to(gate, np.array([[0, 1, 1], [0, 1, 2]]), "gone").tolist()
    [2, 1, 0]
    """
    first, to = kernel.turned(graph.first, graph.to)
    back = Graph(graph.actors, graph.states, first, to)
    return lengths_from(back, -one_ranking(graph, levels), state, mode)


def by_last_mover(
    graph: Graph, levels: NDArray[np.int64], start: str, mode: Mode, actors: Collection[str] | None
) -> NDArray[np.int64]:
    """Return how many steps the shortest legal sequences have, by last mover, ``(draw, actor, state)``; -1 for none.

    Raises
    ------
    BadUse, UnknownName
        If there is no such mode, state or actor.
    """
    if mode not in MODES:
        msg = f"no mode is called '{mode}'; there are: {', '.join(MODES)}"
        raise BadUse(msg)
    expect_known("state", [start], graph.states)
    expect_known("actor", actors or (), graph.actors)
    movers = np.array([actors is None or actor in actors for actor in graph.actors], dtype=np.bool_)
    counted = np.zeros_like(levels) if mode == "any step" else levels
    rows = np.ascontiguousarray(counted, dtype=np.int64)
    return kernel.lengths(graph.first, graph.to, rows, mode != "improvements", movers, graph.states.index(start))


def least(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the least length over last movers; -1 where there is none."""
    far = np.iinfo(np.int64).max
    least = np.where(lengths == kernel.UNREACHED, far, lengths).min(axis=-2, initial=far)
    return np.where(least == far, kernel.UNREACHED, least)
