"""The case with each lever of its mediator pulled, side by side with the case as it is."""

from collections.abc import Iterator

import numpy as np
import xarray as xr

from irenic.arrays.build import build
from irenic.arrays.shares import Shares
from irenic.case.case import Case
from irenic.case.document import Document
from irenic.errors import InvalidCase, UnfitPatches
from irenic.vocabulary import DRAW, LEVER, NO_LEVER


def levers_of(document: Document) -> tuple[str, ...]:
    """Return the levers that the mediator of a war can pull and that change something in the case.

    Examples
    --------
    >>> from irenic.examples import load
    >>> levers_of(load("ukraine-2025").document)[:2]
    ('stop-aid', 'secondary-sanctions')
    """
    if document.war is None or document.war.mediator is None:
        return ()
    mediator = document.war.mediator.actor
    return tuple(name for name, lever in document.levers.items() if mediator in lever.by and lever.does)


def with_levers(case: Case, dataset: xr.Dataset, shares: Shares, first: int) -> xr.Dataset:
    """Return the first draws of a case with what becomes of them under each lever of its mediator.

    Parameters
    ----------
    case
        The case, overlays applied.
    dataset
        Its dataset.
    shares
        The draws in it, and where their randomness comes from.
    first
        How many draws of the whole run are wanted, those from 0.

    Returns
    -------
    xarray.Dataset
        The dataset, with the dimension ``lever`` on whatever a lever changes: the case as it is comes first, as
        ``"as things are"``. A lever is left out if it does not fit the case as it is there, or changes its
        actors, options, months or the length of the front: these a lever cannot change from month to month.

    Examples
    --------
    >>> from irenic.examples import load
    >>> case, shares = load("ukraine-2025"), Shares(seed=1, start=0, stop=5)
    >>> found = with_levers(case, build(case, shares), shares, first=2)
    >>> found.aid.sel(actor="usa", lever="stop-aid").values
    array([0., 0.])
    """
    few = dataset.isel({DRAW: dataset[DRAW].to_numpy() < first})
    parts = {NO_LEVER: few}
    if few.sizes[DRAW]:
        some = Shares(shares.seed, shares.start, shares.start + few.sizes[DRAW], shares.points, shares.paths)
        parts.update(_pulled(case, few, some))
    labels = xr.Variable(LEVER, np.array(list(parts)))
    return xr.concat(list(parts.values()), dim=labels, data_vars="different", coords="minimal", compat="equals")


def _pulled(case: Case, few: xr.Dataset, some: Shares) -> Iterator[tuple[str, xr.Dataset]]:
    for lever in levers_of(case.document):
        try:
            pulled = build(case.under(lever=lever), some)
        except (InvalidCase, UnfitPatches):
            continue
        if pulled.coords.equals(few.coords) and set(pulled.variables) == set(few.variables):
            yield lever, pulled
