"""The war section of a case as labelled arrays: strength, costs, patience, and what keeps a settlement."""

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.case.document import Document
from irenic.case.sections.war import War
from irenic.vocabulary import (
    ACTOR,
    AID,
    AID_ENTERED,
    BACKS,
    CEASEFIRE_FIRST,
    DECISIVE,
    DRAW,
    DRIFT,
    EXIT_COST,
    FADING,
    FREEZES,
    FRONT,
    FRONT_NOW,
    HOME_COST,
    KEPT_ANYHOW,
    LEADER_COST,
    LEANING,
    MEDIATES,
    MONTH,
    OPTIMISM,
    OPTION,
    OPTION_PENALTY,
    OWN_FORCE,
    PARTY,
    PATIENCE,
    PROPOSES,
    RESET_PRIZE,
    STEEPNESS,
    SUBSTITUTION,
    WAR_COST,
)

Values = NDArray[np.float64]

MOST_PATIENT: Final = 0.9995
"""The most that next month counts against this one. With no discount at all, a war that costs
something every month for ever has no value; this one still counts a year from now for 99.4 %."""

AID_PATH: Final = "war.forces.aid."
"""How the path of an actor's aid begins."""


def fighting(
    document: Document, war: War, values: Mapping[str, Values], believed: Mapping[str, Values], draws: int
) -> xr.Dataset:
    """Return what is drawn of a war.

    Parameters
    ----------
    document
        A case, overlays applied.
    war
        Its war section.
    values
        The drawn values by path, each of shape ``(draw,)``.
    believed
        The drawn values before any scenario, where they differ: so that aid which a scenario
        withdraws is known to be missing, and can be replaced by others.
    draws
        How many draws there are.

    Returns
    -------
    xarray.Dataset
        As :mod:`irenic.models.war.games` describes it, without the packages. What the case leaves
        out is nothing: no substitution, no leader's cost, no penalty, no drift, no ceasefire first.

    Examples
    --------
    >>> from irenic.arrays.sample import draw
    >>> from irenic.arrays.shares import Shares
    >>> from irenic.examples import load
    >>> document = (case := load("ukraine-2025")).document
    >>> values = draw(case, Shares(seed=1, start=0, stop=5))
    >>> found = fighting(document, document.war, values, values, 5)
    >>> found.own_force.sel(party="russia").values
    array([100., 100., 100., 100., 100.])
    """
    actors, parties = tuple(document.actors), (war.challenger, war.defender)
    options = [f"{issue}.{option}" for issue, entry in document.issues.items() for option in entry.options]
    drawn = _Drawn(values, draws)
    guarantees = [_penalty_path(war, option) for option in options]
    return xr.Dataset(
        {
            OWN_FORCE: ((DRAW, PARTY), drawn.each("war.forces.own.", parties)),
            AID: ((DRAW, ACTOR), drawn.each(AID_PATH, actors)),
            AID_ENTERED: ((DRAW, ACTOR), _Drawn({**values, **believed}, draws).each(AID_PATH, actors)),
            BACKS: ((ACTOR, PARTY), [[party in document.actors[actor].backs for party in parties] for actor in actors]),
            SUBSTITUTION: (DRAW, drawn("war.forces.substitution")),
            DECISIVE: (DRAW, drawn("war.battle.decisive")),
            STEEPNESS: (DRAW, drawn("war.battle.steepness")),
            FRONT_NOW: (DRAW, drawn("war.front.now")),
            WAR_COST: ((DRAW, PARTY), drawn.each("war.cost.", parties)),
            PATIENCE: ((DRAW, PARTY), np.minimum(drawn.each("war.patience.", parties), MOST_PATIENT)),
            OPTIMISM: ((DRAW, PARTY), drawn.each("war.optimism.", parties)),
            LEADER_COST: ((DRAW, PARTY), drawn.each("war.leader_cost.", parties)),
            PROPOSES: ((DRAW, ACTOR), drawn.each("war.proposes.", actors)),
            MEDIATES: (ACTOR, [war.mediator is not None and actor == war.mediator.actor for actor in actors]),
            LEANING: (DRAW, np.clip(drawn("war.mediator.leaning"), -1, 1)),
            HOME_COST: (DRAW, drawn("war.mediator.home_cost")),
            EXIT_COST: (DRAW, drawn("war.mediator.exit_cost")),
            RESET_PRIZE: (DRAW, drawn("war.mediator.reset_prize")),
            OPTION_PENALTY: ((DRAW, OPTION), drawn.all_of(guarantees)),
            DRIFT: (DRAW, drawn("war.breach.drift")),
            FADING: (DRAW, drawn("war.breach.fading")),
            CEASEFIRE_FIRST: (DRAW, drawn("war.ceasefire_first")),
            KEPT_ANYHOW: war.breach is None,
            FREEZES: war.end == "freeze",
        },
        coords={
            ACTOR: list(actors),
            OPTION: options,
            PARTY: list(parties),
            FRONT: np.arange(war.front.positions),
            MONTH: np.arange(1, war.months + 1),
        },
    )


def _penalty_path(war: War, option: str) -> str:
    """Return the path of what breaking a settlement with an option costs; none for options that are no guarantee."""
    issue, _, name = option.partition(".")
    return f"war.breach.penalty.{name}" if war.breach is not None and war.breach.issue == issue else ""


class _Drawn:
    """Drawn values by path; nothing where the case says nothing."""

    def __init__(self, values: Mapping[str, Values], draws: int) -> None:
        self._values = values
        self._nothing = np.zeros(draws)

    def __call__(self, path: str) -> Values:
        """Return one number in every draw, shape ``(draw,)``."""
        return self._values.get(path, self._nothing)

    def each(self, prefix: str, names: Iterable[str]) -> Values:
        """Return the numbers of some names, shape ``(draw, name)``."""
        return self.all_of([f"{prefix}{name}" for name in names])

    def all_of(self, paths: Iterable[str]) -> Values:
        """Return some numbers, shape ``(draw, path)``."""
        return np.stack([self(path) for path in paths], axis=-1)
