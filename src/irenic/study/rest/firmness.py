"""How firmly the parties rest in a state: against coalitions, by fear of much worse, and whatever is uncertain."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from irenic.models.stability.bounds import rests_whatever
from irenic.models.stability.coalitions import joint_gains
from irenic.models.stability.concepts import FOUR, stable
from irenic.models.stability.conflict import bands_of, levels_of
from irenic.models.stability.graph import Graph
from irenic.models.stability.outlook import graph_of
from irenic.models.stability.strength import SANCTIONING, rests_strongly
from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.rest.first_draws import COUNTED, conflict_in_first_draws
from irenic.study.rest.groups import groups
from irenic.study.rest.resting import Resting

Holds: TypeAlias = Literal["in any case", "perhaps", "in no case"]

MOST_PAIRS: Final = 2**23
"""Where there are more pairs of states, times actors, it is not asked what is known about each pair."""


@dataclass(frozen=True, slots=True)
class Firmness:
    """How firmly the parties rest in a state, as entered.

    Parameters
    ----------
    alone
        The share of draws in which nobody wants to leave it, by any step of its own (``nash``).
    together
        The share in which no coalition, of one or more, can leave it to the advantage of each (``cr``). In a conflict
        of many actors only small ones are looked at (:mod:`~irenic.study.rest.groups`).
    held
        By concept, the share in which somebody wants to leave and all stay, because whatever keeps them back is much
        worse; none where the case does not say what is much worse than what.
    whatever
        By concept, whether all rest if nothing is known about what an actor likes better but what all draws have in
        common: in any case, in no case, or neither. None in a large conflict.
    """

    alone: Chance
    together: Chance
    held: dict[str, Chance]
    whatever: dict[str, Holds]


def firmness(run: Run, found: Resting) -> dict[str, Firmness]:
    """Return how firmly the parties rest in each state that is told of, counted in the first draws as entered.

    Parameters
    ----------
    run
        A finished run of a case with moves and preferences.
    found
        Where the parties can rest in it.

    References
    ----------
    Coalitions: :cite:t:`inohara2008`. Strength: :cite:t:`hamouda2006`.

    Examples
    --------
    Both confess, and neither alone would change that; together they would:

    >>> import irenic, tempfile
    >>> from irenic.study.rest.resting import resting
    >>> run = irenic.assess(irenic.load("prisoners-dilemma"), draws=4, folder=tempfile.mkdtemp())
    >>> firm = firmness(run, resting(run))["YY"]
    >>> firm.alone.share, firm.together.share, firm.held, firm.whatever["nash"]
    (1.0, 0.0, {}, 'in any case')
    """
    seen = conflict_in_first_draws(run, COUNTED)
    graph, levels, bands = graph_of(seen), levels_of(seen), bands_of(seen)
    nash = np.all(stable(graph, levels, ["nash"])[:, 0], axis=-2)
    strong = np.all(rests_strongly(graph, levels, bands), axis=-2) & ~nash[:, None] if bands.any() else None
    whatever = _whatever(graph, levels)
    firm = {}
    for state in found.told:
        at = graph.states.index(state)
        leaves = (joint_gains(graph, levels, state, [some])[:, 0] for some in groups(graph.actors))
        leave = np.logical_or.reduce([np.any(gains, axis=-1) for gains in leaves])
        held = {} if strong is None else dict(zip(SANCTIONING, strong[..., at].T, strict=True))
        firm[state] = Firmness(
            Chance.of(nash[:, at]),
            Chance.of(~leave),
            {concept: Chance.of(draws) for concept, draws in held.items()},
            {concept: whatever[number][at] for number, concept in enumerate(FOUR)} if whatever else {},
        )
    return firm


def _whatever(graph: Graph, levels: NDArray[np.int64]) -> list[list[Holds]]:
    """Return whether all rest whatever what is uncertain turns out to be, by concept and state."""
    if len(graph.actors) * len(graph.states) ** 2 > MOST_PAIRS:
        return []
    always, ever = (np.all(bound, axis=-2).tolist() for bound in rests_whatever(graph, levels))
    words: list[Holds] = ["in no case", "perhaps", "in any case"]
    return [[words[a + d] for a, d in zip(*rows, strict=True)] for rows in zip(always, ever, strict=True)]
