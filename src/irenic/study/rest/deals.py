"""What two or more could bring about together: deals in which each has to do something, and each is better off.

A deal is a state that a coalition can bring about by a legal sequence of its members, and that each of them likes
better than the present and than all that it could bring about alone; fewer of them could bring about nothing that all
of them like as well, and the coalition nothing that is better for one of its members and worse for none.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from irenic.models.stability.coalitions import within_reach
from irenic.models.stability.conflict import levels_of
from irenic.models.stability.graph import Graph
from irenic.models.stability.outlook import graph_of
from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.rest.first_draws import COUNTED, conflict_in_first_draws
from irenic.study.rest.groups import groups

Bools = NDArray[np.bool_]
Levels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Deal:
    """What a coalition could do together from some state.

    Parameters
    ----------
    members
        Who has to do something.
    often
        The share of draws in which they have a deal.
    to, in_draws
        The state that is most often one, and in how many draws.
    """

    members: tuple[str, ...]
    often: Chance
    to: str
    in_draws: int


def deals_from(run: Run, state: str) -> tuple[Deal, ...]:
    """Return the deals that there are from a state in any of the first draws, as entered, the most frequent first.

    Parameters
    ----------
    run
        A finished run of a case with moves and preferences.
    state
        The state that they would leave.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("prisoners-dilemma"), draws=4, folder=tempfile.mkdtemp())
    >>> [(deal.members, deal.often.share, deal.to) for deal in deals_from(run, "YY")]
    [(('anna', 'bruno'), 1.0, 'NN')]
    """
    seen = conflict_in_first_draws(run, COUNTED)
    graph, levels = graph_of(seen), levels_of(seen)
    found = []
    for members in groups(graph.actors, least=2):
        deals = _deals(graph, levels, state, members)
        if not deals.any():
            continue
        often = Counter(dict(enumerate(deals.sum(axis=0).tolist())))
        to, in_draws = often.most_common(1)[0]
        found.append(Deal(members, Chance.of(np.any(deals, axis=1)), graph.states[to], in_draws))
    return tuple(sorted(found, key=lambda deal: -deal.often.share))


def _deals(graph: Graph, levels: Levels, state: str, members: Sequence[str]) -> Bools:
    """Return which states are deals, ``(draw, state)``."""
    fewer = [[other for other in members if other != left_out] for left_out in members]
    by_fewer: Bools = np.logical_or.reduce(within_reach(graph, state, fewer))
    alone = within_reach(graph, state, [[member] for member in members])
    alone[:, graph.states.index(state)] = True
    likes = levels[:, [graph.actors.index(member) for member in members]]
    best_alone = np.where(alone, likes, -1).max(axis=-1, keepdims=True)
    gains: Bools = np.logical_and.reduce(likes > best_alone, axis=1) & within_reach(graph, state, [members])
    found = np.zeros_like(gains)
    for draw in np.flatnonzero(np.any(gains, axis=1)):
        like, at = likes[draw], np.flatnonzero(gains[draw])
        no_worse = _no_worse(like[:, at], like[:, at])
        needless = _no_worse(like[:, by_fewer], like[:, at]).any(axis=0)
        found[draw, at] = ~(no_worse & ~no_worse.T).any(axis=0) & ~needless
    return found


def _no_worse(one: Levels, other: Levels) -> Bools:
    """Return which states of one row are no worse than which of another for every member, ``(state, state)``."""
    found: Bools = np.logical_and.reduce(one[:, :, None] >= other[:, None, :])
    return found
