"""Where the parties can rest, summed up over the draws of one arm: state by state, and by the names of the case."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.arrays.moves import moves
from irenic.case.outcomes import CONCEPTS
from irenic.case.sections.moves import Moves
from irenic.models.stability.concepts import FOUR
from irenic.models.stability.reach import MODES
from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.plan import AS_ENTERED
from irenic.study.prospects import names, said
from irenic.vocabulary import (
    AWAY,
    CONCEPT,
    DRAW,
    EQUILIBRIUM,
    FITS,
    IMPROVES,
    MODE,
    MOVER,
    NAMED_STATE,
    NEAREST,
    RESTS,
    STATE,
)

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Place:
    """A state, or the states of one name.

    Parameters
    ----------
    rests
        By concept, the share of draws in which it is an equilibrium; for a name, in which one of its states is.
    reached
        By mode, the share of draws in which a legal sequence leads there from the status quo.
    steps
        By mode, how many steps that takes, the median over the draws in which it is reached; nothing if in none.
    """

    rests: dict[str, Chance]
    reached: dict[str, Chance]
    steps: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Resting:
    """Where the parties can rest.

    Parameters
    ----------
    now
        The state in force; nothing under a scenario.
    states
        Every state by its label, those that most often are an equilibrium first: by ``nash``, then ``seq``, ``smr``,
        ``gmr``; none under a scenario, where only those with a name are looked at.
    named
        The names of the case for states, as it lists them.
    closest
        By name, its state that most often is an equilibrium, or the present where it has that name; none under a
        scenario.
    improves
        By mover, the share of draws in which it has a step from the status quo that it prefers.
    nowhere
        The share of draws in which no state is an equilibrium by ``nash``; nothing under a scenario.
    """

    now: str
    states: dict[str, Place]
    named: dict[str, Place]
    closest: dict[str, str]
    improves: dict[str, Chance]
    nowhere: Chance | None

    @property
    def told(self) -> tuple[str, ...]:
        """The states that are looked at more closely, each once: the present, and the closest of every name."""
        return tuple(dict.fromkeys([self.now, *self.closest.values()]))


def resting(run: Run, arm: str = AS_ENTERED) -> Resting | None:
    """Return where the parties can rest under an arm; nothing if that was not asked.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("elmira"), draws=10, folder=tempfile.mkdtemp())
    >>> found = resting(run)
    >>> [(label, place.rests["nash"].share) for label, place in found.named.items() if place.rests["nash"].share]
    [('state-5', 1.0), ('state-8', 1.0), ('state-9', 1.0)]
    >>> found.named["state-5"].steps["improvements"], found.named["state-8"].steps["improvements"]
    (1.0, None)
    """
    answers = said(run, "stability", arm)
    if answers is None:
        return None
    improves = answers[IMPROVES].transpose(DRAW, MOVER).to_numpy() > 0
    movers = {mover: Chance.of(improves[:, at]) for at, mover in enumerate(names(answers, MOVER))}
    named = _places(answers, RESTS, NEAREST, NAMED_STATE)
    every = said(run, "states", arm)
    if every is None:
        return Resting("", {}, named, {}, movers, None)
    states = _places(every, EQUILIBRIUM, AWAY, STATE)
    ranked = sorted(states, key=lambda label: [-states[label].rests[concept].share for concept in CONCEPTS])
    steps = every[AWAY].sel({MODE: MODES[-1]}).transpose(DRAW, STATE).to_numpy()
    nash = every[EQUILIBRIUM].sel({CONCEPT: "nash"}).transpose(DRAW, STATE).to_numpy()
    now = names(every, STATE)[int(np.flatnonzero((steps == 0).any(axis=0))[0])]
    nowhere = Chance.of((nash > 0).sum(axis=1) == 0)
    closest = _closest(run.case.document.moves, [now, *ranked]) if run.case.document.moves else {}
    return Resting(now, {label: states[label] for label in ranked}, named, closest, movers, nowhere)


def _closest(section: Moves, ranked: Sequence[str]) -> dict[str, str]:
    """Return for each name that stands for any state the first of its states."""
    seen = moves(section)
    labels, fits = seen[STATE].to_numpy(), seen[FITS].transpose(NAMED_STATE, STATE).to_numpy()
    own = {str(name): set(labels[row]) for name, row in zip(seen[NAMED_STATE].to_numpy(), fits, strict=True)}
    return {name: next(label for label in ranked if label in states) for name, states in own.items() if states}


def _places(answers: xr.Dataset, rests: str, away: str, dim: str) -> dict[str, Place]:
    """Return each state or name that can occur."""
    held = answers[rests].transpose(DRAW, CONCEPT, dim).to_numpy()
    steps = answers[away].transpose(DRAW, MODE, dim).to_numpy()
    return {
        label: Place(
            {concept: Chance.of(held[:, number, at] > 0) for number, concept in enumerate(FOUR)},
            {mode: Chance.of(~np.isnan(steps[:, number, at])) for number, mode in enumerate(MODES)},
            {mode: _median(steps[:, number, at]) for number, mode in enumerate(MODES)},
        )
        for at, label in enumerate(names(answers, dim))
        if not np.isnan(held[:, :, at]).any()
    }


def _median(values: Values) -> float | None:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) else None
