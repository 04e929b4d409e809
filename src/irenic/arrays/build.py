"""A case and its draws as one labelled dataset, which is all that a model ever sees."""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.arrays.consent import consent
from irenic.arrays.credibility import credibility
from irenic.arrays.fighting import AID_PATH, fighting
from irenic.arrays.sample import draw
from irenic.arrays.shares import Shares
from irenic.case.case import Case
from irenic.vocabulary import (
    ACTOR,
    CAPABILITY,
    DRAW,
    HAS_POSITION,
    ISSUE,
    ISSUE_OF_OPTION,
    OPTION,
    PLACE,
    POSITION,
    SALIENCE,
)

Values: TypeAlias = Mapping[str, NDArray[np.float64]]


def build(case: Case, shares: Shares) -> xr.Dataset:
    """Return the dataset of some draws of a case.

    Parameters
    ----------
    case
        The case, overlays applied.
    shares
        The draws wanted.

    Returns
    -------
    xarray.Dataset
        ``position`` (0-100) and ``salience`` (0-1) by draw, actor and issue; ``capability``
        (0-100) by draw and actor; ``has_position`` by actor and issue; ``place`` (0-100) by
        draw and option, with ``issue_of_option``. Where an actor holds no position, its
        position, salience and capability are 0 and ``has_position`` is false: no NaN anywhere.
        Besides, what :func:`~irenic.arrays.consent.consent` gives, and for a case with a war what
        :func:`~irenic.arrays.fighting.fighting` and :func:`~irenic.arrays.credibility.credibility` give.

    Examples
    --------
    >>> from irenic.examples import load
    >>> dataset = build(load("two-villages"), Shares(seed=1, start=0, stop=10))
    >>> dict(dataset.sizes)
    {'draw': 10, 'actor': 2, 'issue': 2, 'option': 6, 'proposal': 1}
    """
    values = draw(case, shares)
    return label(case, values, aid_before(case, shares), range(shares.start, shares.stop))


def aid_before(case: Case, shares: Shares) -> Values:
    """Return the aid drawn for a case before anything was done in it; nothing where nothing is done."""
    if not case.acted:
        return {}
    believed = case.believed
    return draw(believed, shares, [placed.path for placed in believed.drawn if placed.path.startswith(AID_PATH)])


def label(case: Case, values: Values, believed: Values, draws: range) -> xr.Dataset:
    """Return drawn values as the dataset of :func:`build`; ``believed`` has the aid as it was before any scenario."""
    dataset = xr.merge([_stakes(case, values, draws), consent(case.document)], compat="equals", join="exact")
    war = case.document.war
    if war is None:
        return dataset
    fought = fighting(case.document, war, values, believed, len(draws))
    return xr.merge([dataset, fought, credibility(war, values)], compat="equals", join="exact")


def _stakes(case: Case, values: Values, draws: range) -> xr.Dataset:
    actors, issues = tuple(case.document.actors), tuple(case.document.issues)
    size = (len(draws), len(actors), len(issues))
    position, salience = np.zeros(size), np.zeros(size)
    capability, held = np.zeros(size[:2]), np.zeros(size[1:], dtype=bool)
    for a, actor in enumerate(actors):
        if f"capability.{actor}" in values:
            capability[:, a] = values[f"capability.{actor}"]
        for i, issue in enumerate(issues):
            at = f"positions.{actor}.{issue}"
            if f"{at}.wants" in values:
                position[:, a, i] = values[f"{at}.wants"]
                salience[:, a, i] = values[f"{at}.salience"] / 100
                held[a, i] = True
    options = [(issue, option) for issue, entry in case.document.issues.items() for option in entry.options]
    places = [values[f"issues.{issue}.options.{option}.at"] for issue, option in options]
    return xr.Dataset(
        {
            POSITION: ((DRAW, ACTOR, ISSUE), position),
            SALIENCE: ((DRAW, ACTOR, ISSUE), salience),
            CAPABILITY: ((DRAW, ACTOR), capability),
            HAS_POSITION: ((ACTOR, ISSUE), held),
            PLACE: ((DRAW, OPTION), np.array(places).reshape(len(options), size[0]).T),
        },
        coords={
            DRAW: np.arange(draws.start, draws.stop),
            ACTOR: list(actors),
            ISSUE: list(issues),
            OPTION: [f"{issue}.{option}" for issue, option in options],
            ISSUE_OF_OPTION: (OPTION, [issue for issue, _ in options]),
        },
    )
