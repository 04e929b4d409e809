"""The ways that lead from the present to some state by steps that each prefers who takes them."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from irenic.models.stability.conflict import levels_of
from irenic.models.stability.outlook import graph_of
from irenic.models.stability.paths import Step, paths_from
from irenic.study.assess import Run
from irenic.study.rest.first_draws import conflict_in_first_draws


@dataclass(frozen=True, slots=True)
class Way:
    """The shortest way to a state that most draws have.

    Parameters
    ----------
    steps
        Its steps; none if no draw has a way.
    often
        In how many draws it is among the shortest.
    reached
        In how many draws there is any way.
    draws
        In how many draws this was worked out.
    """

    steps: tuple[Step, ...]
    often: int
    reached: int
    draws: int


def ways_to(run: Run, now: str, states: Collection[str]) -> dict[str, Way]:
    """Return the most frequent shortest way from the present to each of some states, as entered.

    Parameters
    ----------
    run
        A finished run that looks for places to rest.
    now
        The state in force.
    states
        Where the ways lead.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("elmira"), draws=4, folder=tempfile.mkdtemp())
    >>> way = ways_to(run, "NNNN", ["NNNY", "YYNY"])["NNNY"]
    >>> [step.actor for step in way.steps], way.often, way.reached
    (['town'], 4, 4)
    """
    seen = conflict_in_first_draws(run)
    graph, levels = graph_of(seen), levels_of(seen)
    found: dict[str, Counter[tuple[Step, ...]]] = {state: Counter() for state in states}
    reached: Counter[str] = Counter()
    for level in levels:
        paths = paths_from(graph, level, now)
        for state in states:
            listed = paths.sequences(state).listed
            found[state].update(listed)
            reached[state] += bool(listed)
    return {
        state: Way(*(sequences.most_common(1) or [((), 0)])[0], reached[state], len(levels))
        for state, sequences in found.items()
    }
