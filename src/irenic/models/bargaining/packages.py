"""What could all sides sign, if the inputs are as entered? The bargain of a case, draw by draw."""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import xarray as xr

from irenic.errors import BadUse
from irenic.models.bargaining.kernels.draws import signable
from irenic.models.bargaining.kernels.grid import Bools, Floats, Ints
from irenic.models.bargaining.kernels.utilities import best_within, goodness, worth
from irenic.models.bargaining.third_parties import circles
from irenic.vocabulary import (
    ACTOR,
    DRAW,
    HAS_POSITION,
    HOLDS_NOW,
    ISSUE,
    ISSUE_OF_OPTION,
    OPTION,
    PLACE,
    POSITION,
    PROPOSAL,
    PROPOSED,
    REFUSES,
    RESERVATION,
    SALIENCE,
    SIGNS,
    WORTH,
)

NEEDED: Final = (POSITION, SALIENCE, HAS_POSITION, PLACE, REFUSES, SIGNS)
"""The variables without which there is no bargain."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What all sides could sign, by draw.

    Parameters
    ----------
    agreement
        Whether there is a package that everyone whose consent is needed accepts, by draw.
    accepts
        Whether an actor can accept a proposal, filled in to its liking within its own red
        lines, by draw, proposal and actor.
    shortfall
        What that lacks of its reservation, by draw, proposal and actor; NaN where every way to
        fill it in crosses a red line of the actor.
    signable
        Whether one way to fill a proposal in is accepted by everyone whose consent is needed,
        by draw and proposal.
    """

    agreement: xr.DataArray
    accepts: xr.DataArray
    shortfall: xr.DataArray
    signable: xr.DataArray

    @property
    def dataset(self) -> xr.Dataset:
        """All answers in one dataset, as they are stored."""
        return xr.Dataset({field.name: getattr(self, field.name) for field in fields(self)})


def what_could_all_sign(case: xr.Dataset) -> Agreement:
    """Return which packages everyone whose consent is needed could sign, and how proposals stand to that.

    Parameters
    ----------
    case
        Needs ``position`` and ``salience`` by draw, actor and issue, ``has_position`` by actor and
        issue, ``place`` by draw and option with ``issue_of_option``, ``refuses`` by actor and option
        and ``signs`` by actor. May have ``ratifies`` by actor: who signs without negotiating;
        ``worth`` by actor and option: how good an option is for an actor, from 0 to 1, where the
        line does not say it, and NaN elsewhere; ``reservation`` by draw and actor; ``holds_now`` by
        option; ``needs`` by option and actor; ``proposed`` by proposal and option.

    Returns
    -------
    Agreement
        By draw. Where ``reservation`` is left out or NaN, an actor's reservation is what the present
        state is worth to it; an issue on which nothing holds now adds nothing. Who signs but cares about
        nothing only has to accept. Third parties have a say as
        :mod:`~irenic.models.bargaining.third_parties` describes.

    Raises
    ------
    BadUse
        If a variable is missing, has a wrong dimension or missing values, or nobody signs.

    Examples
    --------
    A wants the north and refuses the south; B wants the south, and half of what there is at the least:

    >>> case = xr.Dataset(
    ...     {
    ...         "position": (("draw", "actor", "issue"), [[[0.0], [100.0]]]),
    ...         "salience": (("draw", "actor", "issue"), [[[1.0], [1.0]]]),
    ...         "has_position": (("actor", "issue"), [[True], [True]]),
    ...         "place": (("draw", "option"), [[0.0, 50.0, 100.0]]),
    ...         "refuses": (("actor", "option"), [[False, False, True], [False, False, False]]),
    ...         "signs": ("actor", [True, True]),
    ...         "reservation": (("draw", "actor"), [[0.0, 0.5]]),
    ...     },
    ...     coords={
    ...         "actor": ["a", "b"],
    ...         "issue": ["border"],
    ...         "option": ["border.north", "border.middle", "border.south"],
    ...         "issue_of_option": ("option", ["border"] * 3),
    ...     },
    ... )
    >>> what_could_all_sign(case).agreement.values.tolist()
    [True]
    """
    check(case)
    issue = issue_numbers(case)
    values = worths_of(case)
    least = reservations(case, values.to_numpy())
    agreement = _all_sign(case, values.to_numpy(), least, issue, np.ones(len(issue), dtype=bool))
    return Agreement(labelled(case, agreement, (DRAW,)), **_proposals(case, values, least, issue))


def worths_of(case: xr.Dataset) -> xr.DataArray:
    """Return what every option adds to the utility of every actor, by draw, actor and option.

    Utilities run from 0 for the worst of all packages to 1 for the best. Where ``worth`` says
    nothing else, an option is the better the closer it lies to what the actor wants, and a step
    on any line counts for its length times the salience of the issue.

    Examples
    --------
    >>> from irenic.vocabulary import ACTOR
    >>> case = xr.Dataset(
    ...     {
    ...         "position": (("draw", "actor", "issue"), [[[0.0, 50.0]]]),
    ...         "salience": (("draw", "actor", "issue"), [[[0.6, 0.4]]]),
    ...         "has_position": (("actor", "issue"), [[True, True]]),
    ...         "place": (("draw", "option"), [[0.0, 50.0, 0.0, 50.0]]),
    ...     },
    ...     coords={"issue": ["x", "y"], "issue_of_option": ("option", ["x", "x", "y", "y"])},
    ... )
    >>> worths_of(case).values.round(3).tolist()
    [[[0.6, 0.0, 0.0, 0.4]]]
    """
    issue = issue_numbers(case)
    place = case[PLACE].broadcast_like(case[POSITION].isel({ACTOR: 0, ISSUE: 0})).transpose(DRAW, OPTION)
    position, salience = (case[name].transpose(DRAW, ACTOR, ISSUE).to_numpy() for name in (POSITION, SALIENCE))
    good = goodness(position, place.to_numpy(), issue)
    if WORTH in case:
        stated = case[WORTH].transpose(..., ACTOR, OPTION).to_numpy()
        good = np.where(np.isnan(stated), good, stated)
    held = case[HAS_POSITION].transpose(ACTOR, ISSUE).to_numpy()
    found = worth(good, salience, held, issue)
    return xr.DataArray(found, dims=(DRAW, ACTOR, OPTION))


def _all_sign(case: xr.Dataset, worths: Floats, least: Floats, issue: Ints, within: Bools) -> Bools:
    """Return whether all accept some package within what is allowed, with one circle of third parties or another."""
    found = np.zeros(len(worths), dtype=bool)
    for circle in circles(case):
        asked = case[SIGNS].to_numpy() | circle.members
        found |= signable(worths[:, asked], least[:, asked], circle.allowed & within, issue)
    return found


def _proposals(case: xr.Dataset, values: xr.DataArray, least: Floats, issue: Ints) -> dict[str, xr.DataArray]:
    """Return how every proposal stands to every actor, and to all who sign together."""
    worths, signs = values.to_numpy(), case[SIGNS].to_numpy()
    refuses = case[REFUSES].transpose(ACTOR, OPTION).to_numpy()
    terms = terms_of(case, issue)
    size = (len(worths), len(terms))
    shortfall, all_sign = np.zeros((*size, len(signs))), np.zeros(size, dtype=bool)
    for at, allowed in enumerate(terms):
        best = best_within(worths, allowed & ~refuses, issue)
        shortfall[:, at] = np.where(np.isfinite(best), np.maximum(least - best, 0.0), np.nan)
        all_sign[:, at] = _all_sign(case, worths, least, issue, allowed)
    shortfall[shortfall < ROUNDING] = 0.0
    return {
        "accepts": labelled(case, shortfall == 0.0, (DRAW, PROPOSAL, ACTOR)),
        "shortfall": labelled(case, shortfall, (DRAW, PROPOSAL, ACTOR)),
        "signable": labelled(case, all_sign, (DRAW, PROPOSAL)),
    }


ROUNDING: Final = 5e-10
"""Utilities closer than this are equal, as in :mod:`~irenic.models.bargaining.kernels.grid`."""


def terms_of(case: xr.Dataset, issue: Ints) -> Bools:
    """Return which options each proposal leaves open, all of them on issues it is silent on."""
    if PROPOSED not in case:
        return np.zeros((0, len(issue)), dtype=bool)
    named = case[PROPOSED].transpose(PROPOSAL, OPTION).to_numpy()
    silent = ~np.array([named[:, issue == at].any(axis=1) for at in range(issue[-1] + 1)])
    return np.asarray(named | silent.T[:, issue])


def present(case: xr.Dataset, worths: Floats) -> Floats:
    """Return what the present state is worth to every actor, by draw and actor; nothing on issues without one."""
    found: Floats = worths[:, :, flag(case, HOLDS_NOW, OPTION)].sum(axis=2)
    return found


def reservations(case: xr.Dataset, worths: Floats) -> Floats:
    """Return the least every actor accepts, by draw and actor: what is handed over, or what the present is worth."""
    now = present(case, worths)
    if RESERVATION not in case:
        return now
    given = case[RESERVATION].transpose(..., ACTOR).to_numpy()
    return np.where(np.isnan(given), now, given)


def flag(case: xr.Dataset, name: str, dim: str = ACTOR) -> Bools:
    """Return a variable of true and false; all false if the case does not have it."""
    return np.asarray(case[name].to_numpy()) if name in case else np.zeros(case.sizes[dim], dtype=bool)


def issue_numbers(case: xr.Dataset) -> Ints:
    """Return the issue of each option by number."""
    place = {name: number for number, name in enumerate(case[ISSUE].to_numpy().tolist())}
    return np.array([place[name] for name in case[ISSUE_OF_OPTION].to_numpy().tolist()])


def labelled(case: xr.Dataset, values: Bools | Floats, dims: tuple[str, ...]) -> xr.DataArray:
    """Return an answer with the labels of the case."""
    sizes = dict(zip(dims, values.shape, strict=True))  # without terms there are no proposals, whatever their names
    coords = {dim: case[dim] for dim in dims if dim in case.coords and case.sizes[dim] == sizes[dim]}
    return xr.DataArray(values, dims=dims, coords=coords)


def check(case: xr.Dataset) -> None:
    """Check what the kernels assume: everything is there, in order, and somebody signs."""
    missing = [name for name in (*NEEDED, ISSUE_OF_OPTION) if name not in case]
    if missing:
        msg = f"the dataset lacks {', '.join(missing)}"
        raise BadUse(msg)
    if DRAW not in case[POSITION].dims:
        msg = f"'{POSITION}' has no dimension '{DRAW}'; a single reading of a case is one draw"
        raise BadUse(msg)
    if not case[SIGNS].to_numpy().any():
        msg = "nobody signs; a settlement needs the consent of somebody"
        raise BadUse(msg)
    if (np.diff(issue_numbers(case), prepend=-1) > 1).any() or (np.diff(issue_numbers(case)) < 0).any():
        msg = f"options stand together by issue, in the order of '{ISSUE}', and every issue has one"
        raise BadUse(msg)
    for name in (POSITION, SALIENCE, PLACE):
        if name in case and np.isnan(case[name].to_numpy()).any():
            msg = f"'{name}' has missing values"
            raise BadUse(msg)
