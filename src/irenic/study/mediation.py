"""What a mediator would do of its own will, handed from the case to the game.

The game is fought about the packages that would be efficient under any lever, since a lever may bring
an offer that was not there before. What leaving means is said here: no aid from the mediator, which others
replace as far as they do, no texts of its own, and no option that needs it.
"""

from typing import Final

import numpy as np
import xarray as xr

from irenic.models.bargaining.menu import appraised, menu
from irenic.models.war.mediator import what_would_the_mediator_do
from irenic.study.settlement import SOON, THIN, rules
from irenic.vocabulary import (
    ACTOR,
    AID,
    CONTAINS,
    DECISIVE,
    DRAW,
    LEAVES,
    LEVER,
    MEDIATES,
    MONTH,
    NEEDS,
    NO_LEVER,
    OFFERED,
    OPTIMISM,
    OPTION,
    OWN_FORCE,
    PROPOSES,
    SETTLED_AT_WILL,
    SETTLED_UNCHANGED,
    SIGNS,
    STEEPNESS,
    SUBSTITUTION,
    USED,
    WAR_COST,
    WITHIN_RED_LINES,
)

_OF_A_MONTH: Final = (
    OWN_FORCE,
    AID,
    SUBSTITUTION,
    DECISIVE,
    STEEPNESS,
    OPTIMISM,
    WAR_COST,
    PROPOSES,
    OFFERED,
    WITHIN_RED_LINES,
)
"""What the game reads of a lever: forces and odds, costs, texts, and what is on offer."""


def what_it_would_do(case: xr.Dataset) -> xr.Dataset:
    """Return what the mediator of a war would do of its own will, and what comes of it.

    Parameters
    ----------
    case
        The dataset of :func:`~irenic.arrays.levers.with_levers`.

    Returns
    -------
    xarray.Dataset
        The answers of the family ``mediator``, by draw; nothing where there are no draws. A lever that changes
        nothing the game reads of one in any draw is left out.

    Examples
    --------
    A threat to leave changes what leaving costs, and nothing in a month of war:

    >>> from irenic.arrays.build import build
    >>> from irenic.arrays.levers import with_levers
    >>> from irenic.arrays.shares import Shares
    >>> from irenic.examples import load
    >>> case, shares = load("ukraine-2025"), Shares(seed=1, start=0, stop=2)
    >>> found = what_it_would_do(with_levers(case, build(case, shares), shares, first=2))
    >>> "stop-aid" in found.lever, "threat-to-leave" in found.lever
    (True, False)
    """
    if not case.sizes[DRAW]:
        return xr.Dataset()
    variants = _on_one_menu({str(lever): case.sel({LEVER: lever}) for lever in case[LEVER].to_numpy()})
    entered = variants.pop(NO_LEVER)
    levers = {name: variant for name, variant in variants.items() if not _alike(entered, variant)}
    at_will = what_would_the_mediator_do(entered, levers, without_mediator(entered), rules(entered))
    unchanged = what_would_the_mediator_do(entered, {}, rules=rules(entered))
    return xr.Dataset(
        {
            USED: at_will.used,
            LEAVES: at_will.leaves,
            SETTLED_AT_WILL: _soon(at_will.settled),
            SETTLED_UNCHANGED: _soon(unchanged.settled),
        }
    )


def without_mediator(case: xr.Dataset) -> xr.Dataset:
    """Return a case whose mediator is gone: none of its aid, none of its texts, no package with an option it must back.

    Parameters
    ----------
    case
        The dataset of a case with a war and its menu.
    """
    stays = ~case[MEDIATES]
    needed = (case[NEEDS] & case[MEDIATES]).any(ACTOR) | (case[SIGNS] & case[MEDIATES]).any(ACTOR)
    backed = (case[CONTAINS] & needed).any(OPTION)
    return case.assign({AID: case[AID] * stays, PROPOSES: case[PROPOSES] * stays, OFFERED: case[OFFERED] & ~backed})


def _on_one_menu(variants: dict[str, xr.Dataset]) -> dict[str, xr.Dataset]:
    """Return the variants of a case with one menu: the packages of all their menus."""
    menus = [menu(variant, most=THIN)[CONTAINS].to_numpy() for variant in variants.values()]
    other = [found for found in menus[1:] if not np.array_equal(found, menus[0])]
    contains = np.concatenate([menus[0], *other], axis=1)
    return {name: variant.merge(appraised(variant, contains)) for name, variant in variants.items()}


def _alike(one: xr.Dataset, other: xr.Dataset) -> bool:
    """Return whether two variants are the same in all that the game reads of a lever."""
    return all(np.array_equal(one[name].to_numpy(), other[name].to_numpy()) for name in _OF_A_MONTH)


def _soon(settled: xr.DataArray) -> xr.DataArray:
    return settled.isel({MONTH: slice(SOON)}).sum(MONTH)
