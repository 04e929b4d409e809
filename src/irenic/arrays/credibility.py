"""What the sides of a war can believe, as labelled arrays: trust, resolve, and what the mediator knows."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.case.sections.war import War
from irenic.vocabulary import (
    ATTACK_CHANCE,
    ATTACKS_PREVENTED,
    DRAW,
    FAVOUR,
    FORCE_LOSS,
    MEDIATOR_WAR_COST,
    MISJUDGES,
    OVERLOOKS,
    PARTY,
    PHASES,
    REFUSAL_MONTHS,
    TOUGH_CHANCE,
    TOUGH_COST,
    TRUST_GAIN,
    TRUST_LOSS,
    TRUST_TEMPTATION,
    TRUSTWORTHY,
    UPPER_HAND,
    WEAK_COST,
)

Values = NDArray[np.float64]

_SINGLE: Final = {
    TRUST_LOSS: "war.trust.loss",
    TRUST_GAIN: "war.trust.gain",
    TRUST_TEMPTATION: "war.trust.temptation",
    ATTACK_CHANCE: "war.attacks.chance",
    ATTACKS_PREVENTED: "war.attacks.prevented",
    REFUSAL_MONTHS: "war.resolve.months",
    UPPER_HAND: "war.resolve.upper_hand",
    MISJUDGES: "war.mediator.misjudges",
    OVERLOOKS: "war.mediator.overlooks",
    MEDIATOR_WAR_COST: "war.mediator.war_cost",
    FAVOUR: "war.mediator.favour",
    FORCE_LOSS: "war.mediator.force",
}
_BY_PARTY: Final = {
    TRUSTWORTHY: "war.trust.trustworthy.{}",
    TOUGH_CHANCE: "war.resolve.parties.{}.chance",
    TOUGH_COST: "war.resolve.parties.{}.tough",
    WEAK_COST: "war.resolve.parties.{}.weak",
}
_LEAST: Final = {TRUST_TEMPTATION: 1.0, WEAK_COST: 1.0, UPPER_HAND: 0.5}
"""The least that makes sense; a range begins there or above, and a few of its draws would not."""


def credibility(war: War, values: Mapping[str, Values]) -> xr.Dataset:
    """Return what is drawn of trust, attacks, resolve and what the mediator knows.

    Parameters
    ----------
    war
        The war section of a case, overlays applied.
    values
        The drawn values by path, each of shape ``(draw,)``.

    Returns
    -------
    xarray.Dataset
        As :mod:`irenic.models.war.credibility` describes it. What the case says nothing of is left out.

    Examples
    --------
    >>> from irenic.examples import load
    >>> war = load("ukraine-2025").document.war
    >>> found = credibility(war, {"war.trust.temptation": np.array([0.98, 1.5])})
    >>> found.trust_temptation.values, found.phases.item(), "trust_loss" in found
    (array([1. , 1.5]), 1, False)
    """
    parties = (war.challenger, war.defender)
    said: dict[str, tuple[tuple[str, ...], Values]] = {
        name: ((DRAW,), values[path]) for name, path in _SINGLE.items() if path in values
    }
    for name, path in _BY_PARTY.items():
        paths = [path.format(party) for party in parties]
        if all(each in values for each in paths):
            said[name] = (DRAW, PARTY), np.stack([values[each] for each in paths], axis=-1)
    for name, least in _LEAST.items():
        if name in said:
            dims, drawn = said[name]
            said[name] = dims, np.maximum(drawn, least)
    return xr.Dataset({**said, PHASES: war.phases}, coords={PARTY: list(parties)})
