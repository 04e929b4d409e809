"""What would have to change for the parties to rest where they do not: whose preferences, and which.

For each name of the case, the state is taken that comes closest to a place to rest, and for the first draws of a
run the least changes of preferences are found after which it is one (:mod:`irenic.models.stability.plans`).
"""

from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np

from irenic.models.stability.conflict import levels_of
from irenic.models.stability.outlook import graph_of
from irenic.models.stability.plans import Plan, least_changes
from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.rest.first_draws import conflict_in_first_draws
from irenic.study.rest.resting import Resting

CONCEPT: Final = "nash"
"""The concept that is asked: nobody has a step that it prefers."""


@dataclass(frozen=True, slots=True)
class MindChange:
    """How often an actor would have to change its mind.

    Parameters
    ----------
    often
        The share of draws in which it would.
    instead
        The state that it most often prefers and must not prefer any more.
    in_draws
        In how many draws it is that one.
    """

    often: Chance
    instead: str
    in_draws: int


@dataclass(frozen=True, slots=True)
class MindChanges:
    """What would have to change for a state to be a place to rest.

    Parameters
    ----------
    name, state
        The name of the case, and the state of that name that comes closest.
    already
        The share of draws in which nothing has to change.
    actors
        Who would have to change its mind, most often first.
    draws
        In how many draws this was worked out.
    """

    name: str
    state: str
    already: Chance
    actors: dict[str, MindChange]
    draws: int


def what_would_have_to_change(run: Run, found: Resting) -> tuple[MindChanges, ...]:
    """Return what would have to change for each name of a case that is not the present, as entered.

    Parameters
    ----------
    run
        A finished run.
    found
        Where the parties can rest in it.

    Examples
    --------
    >>> import irenic, tempfile
    >>> from irenic.study.rest.resting import resting
    >>> run = irenic.assess(irenic.load("prisoners-dilemma"), draws=4, folder=tempfile.mkdtemp())
    >>> [(each.name, each.already.share) for each in what_would_have_to_change(run, resting(run))]
    [('confession', 1.0)]
    """
    seen = conflict_in_first_draws(run)
    graph, levels = graph_of(seen), levels_of(seen)
    plans = {
        state: [least_changes(graph, level, state, CONCEPT) for level in levels]
        for state in found.told
        if state != found.now
    }
    return tuple(_summed(name, state, plans[state]) for name, state in found.closest.items() if state in plans)


def _summed(name: str, state: str, plans: list[Plan]) -> MindChanges:
    changed = [{change.actor: change for change in plan.choices[0]} if plan.choices else {} for plan in plans]
    actors = sorted({actor for each in changed for actor in each})
    found = {}
    for actor in actors:
        lowered = Counter(label for each in changed if actor in each for label in each[actor].lowered)
        instead, times = lowered.most_common(1)[0]
        found[actor] = MindChange(Chance.of(np.array([actor in each for each in changed])), instead, times)
    ranked = dict(sorted(found.items(), key=lambda pair: -pair[1].often.share))
    return MindChanges(name, state, Chance.of(np.array([not each for each in changed])), ranked, len(plans))
