"""In how many draws each step between some states is one that whoever takes it prefers."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from irenic.models.stability.conflict import levels_of
from irenic.study.assess import Run
from irenic.study.rest.first_draws import conflict_in_first_draws
from irenic.vocabulary import MOVER, STATE, STEP_BY, STEP_FROM, STEP_TO


@dataclass(frozen=True, slots=True)
class StepShare:
    """A step, and the share of draws in which it is an improvement for its actor."""

    actor: str
    start: str
    end: str
    prefers: float


def step_shares(run: Run, states: Collection[str]) -> tuple[StepShare, ...]:
    """Return every step from one of some states to another, as entered, worked out for the first draws of a run.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("prisoners-dilemma"), draws=4, folder=tempfile.mkdtemp())
    >>> [(step.actor, step.end, step.prefers) for step in step_shares(run, ["NN", "YN"])]
    [('anna', 'YN', 1.0), ('anna', 'NN', 0.0)]
    """
    seen = conflict_in_first_draws(run)
    by, start, end = (seen[name].to_numpy() for name in (STEP_BY, STEP_FROM, STEP_TO))
    level = levels_of(seen)
    prefers = (level[:, by, end] > level[:, by, start]).mean(axis=0)
    movers, labels = seen[MOVER].to_numpy(), seen[STATE].to_numpy()
    shown = np.isin(labels[start], list(states)) & np.isin(labels[end], list(states))
    return tuple(
        StepShare(str(movers[by[at]]), str(labels[start[at]]), str(labels[end[at]]), float(prefers[at]))
        for at in np.flatnonzero(shown)
    )
