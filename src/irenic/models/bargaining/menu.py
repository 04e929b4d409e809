"""What is worth fighting about: the packages two parties would choose between, draw by draw.

A war is fought about a finite menu. Of all packages only the efficient ones can matter as long as a
settlement is kept; whether it is kept depends on the guarantee. So the menu has the efficient
packages beside each guarantee. Where there are more than :data:`MOST` of them, they are thinned
evenly between the two parties' best.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

import numpy as np
import xarray as xr

from irenic.models.bargaining.kernels.compiled import frontiers
from irenic.models.bargaining.kernels.grid import Bools, Floats, Ints
from irenic.models.bargaining.kernels.utilities import starts_of
from irenic.models.bargaining.packages import ROUNDING, issue_numbers, present, worths_of
from irenic.models.bargaining.third_parties import Circle, circles, needed_by
from irenic.vocabulary import (
    ACTOR,
    CONTAINS,
    DRAW,
    LEANING,
    MEDIATES,
    MEDIATOR_UTILITY,
    OFFERED,
    OPTION,
    OPTION_PENALTY,
    PACKAGE,
    PACKAGE_UTILITY,
    PARTY,
    PENALTY,
    REFUSES,
    SIGNS,
    WITHIN_RED_LINES,
)

MOST: Final = 24
"""How many packages of one circle of third parties stand beside each guarantee, at the most."""
Limit: TypeAlias = Literal["red lines", "offers"]
Limits: TypeAlias = tuple[Limit, ...]
AS_THINGS_ARE: Final[tuple[Limits, ...]] = (("red lines", "offers"),)
"""The menu inside all red lines, and of what third parties consent to."""
WITH_AND_WITHOUT: Final[tuple[Limits, ...]] = (("red lines", "offers"), ("red lines",), ("offers",), ())
"""The menu under each combination of the two limits: what is needed to see what they stop."""


def menu(case: xr.Dataset, limits: Sequence[Limits] = AS_THINGS_ARE, most: int = MOST) -> xr.Dataset:
    """Return the packages that two parties would choose between.

    Parameters
    ----------
    case
        The dataset of :func:`~irenic.models.bargaining.packages.what_could_all_sign`, with ``party``, two
        names of actors, ``needs`` by option and actor, ``option_penalty`` by draw and option,
        ``mediates`` by actor, and ``leaning`` by draw.
    limits
        For each part of the menu, what its packages keep to.
    most
        How many packages of one circle stand beside each guarantee in each part, at the most; 2 or more.

    Returns
    -------
    xarray.Dataset
        ``package_utility`` by draw, party and package; ``mediator_utility``, ``within_red_lines``,
        ``offered`` and ``penalty`` by draw and package; ``contains`` by draw, package and option. Draws
        with fewer packages than others repeat one; where nothing is efficient, one package stands for that.

    Examples
    --------
    >>> from irenic.arrays.build import build
    >>> from irenic.arrays.shares import Shares
    >>> from irenic.examples import load
    >>> found = menu(build(load("ukraine-2025"), Shares(seed=1, start=0, stop=3)))
    >>> bool((found.within_red_lines & found.offered).any("package").all())
    True
    """
    issue, worths = issue_numbers(case), worths_of(case).to_numpy()
    sides = _sides(case)
    floor = present(case, worths)
    penalty = case[OPTION_PENALTY].transpose(DRAW, OPTION).to_numpy()
    guarantees = issue == issue[penalty.any(axis=0).argmax()] if penalty.any() else np.zeros(len(issue), dtype=bool)
    parts = [
        frontiers(
            worths[:, [*sides, *np.flatnonzero(circle.members)]],
            floor[:, circle.members] if "offers" in kept else np.full((len(worths), circle.members.sum()), -np.inf),
            allowed,
            np.append(starts_of(issue), len(issue)),
            most,
        )
        for kept in limits
        for circle in _circles_within(case, kept)
        for allowed in _beside_each(guarantees, circle.allowed)
    ]
    return appraised(case, _contains(parts, issue, len(worths)))


def appraised(case: xr.Dataset, contains: Bools) -> xr.Dataset:
    """Return what given packages are worth, and who would not have them.

    Parameters
    ----------
    case
        As for :func:`menu`.
    contains
        Whether a package has an option, ``(draw, package, option)``.

    Returns
    -------
    xarray.Dataset
        As that of :func:`menu`, for these packages.

    Examples
    --------
    The menu of a case, appraised again, is the menu of the case:

    >>> from irenic.arrays.build import build
    >>> from irenic.arrays.shares import Shares
    >>> from irenic.examples import load
    >>> case = build(load("ukraine-2025"), Shares(seed=1, start=0, stop=3))
    >>> found = menu(case)
    >>> appraised(case, found.contains.values).identical(found)
    True
    """
    worths = worths_of(case).to_numpy()
    sides = _sides(case)
    penalty = case[OPTION_PENALTY].transpose(DRAW, OPTION).to_numpy()
    utility = np.einsum("dpo,dao->dap", contains, worths)
    within, offered = _limits(case, contains, utility, present(case, worths))
    return xr.Dataset(
        {
            CONTAINS: ((DRAW, PACKAGE, OPTION), contains),
            PACKAGE_UTILITY: ((DRAW, PARTY, PACKAGE), utility[:, sides]),
            MEDIATOR_UTILITY: ((DRAW, PACKAGE), _mediators(case, utility, utility[:, sides])),
            WITHIN_RED_LINES: ((DRAW, PACKAGE), within),
            OFFERED: ((DRAW, PACKAGE), offered),
            PENALTY: ((DRAW, PACKAGE), (contains * penalty[:, None]).sum(axis=2)),
        },
        coords={name: case[name] for name in (DRAW, PARTY, OPTION) if name in case.coords},
    )


def _sides(case: xr.Dataset) -> list[int]:
    """Return the places of the two parties among the actors."""
    actors = case[ACTOR].to_numpy().tolist()
    return [actors.index(party) for party in case[PARTY].to_numpy()]


def _circles_within(case: xr.Dataset, kept: Limits) -> Iterator[Circle]:
    """Return the circles of third parties as they would be if only some limits were kept."""
    if "red lines" not in kept:
        case = case.assign({REFUSES: xr.zeros_like(case[REFUSES])})
    yield from circles(case)


def _beside_each(guarantees: Bools, allowed: Bools) -> Iterator[Bools]:
    """Return what is allowed beside each guarantee that is allowed; all that is, if there are none."""
    if not guarantees.any():
        yield allowed
    for option in np.flatnonzero(guarantees & allowed):
        yield allowed & (~guarantees | (np.arange(len(allowed)) == option))


def _contains(parts: list[tuple[Ints, Ints]], issue: Ints, draws: int) -> Bools:
    """Return the packages of all parts side by side, ``(draw, package, option)``, each draw's last one repeated."""
    nothing = starts_of(issue)[None, None]
    chosen = np.concatenate([np.broadcast_to(nothing, (draws, 1, nothing.size)), *(part for part, _ in parts)], axis=1)
    there = np.concatenate(
        [np.zeros((draws, 1), bool), *(np.arange(part.shape[1]) < counts[:, None] for part, counts in parts)], axis=1
    )
    there[:, 0] = ~there.any(axis=1)
    order = np.argsort(~there, axis=1, kind="stable")
    number = np.minimum(np.arange(there.sum(axis=1).max()), there.sum(axis=1)[:, None] - 1)
    rows = np.take_along_axis(order, number, axis=1)
    contains = np.zeros((*rows.shape, len(issue)), dtype=bool)
    np.put_along_axis(contains, np.take_along_axis(chosen, rows[:, :, None], axis=1), values=True, axis=2)
    return contains


def _limits(case: xr.Dataset, contains: Bools, utility: Floats, floor: Floats) -> tuple[Bools, Bools]:
    """Return which packages cross no red line of anybody they need, and which the third parties consent to."""
    needs, signs = needed_by(case), case[SIGNS].to_numpy()
    refuses = case[REFUSES].transpose(ACTOR, OPTION).to_numpy()
    has_say = np.einsum("dpo,oa->dpa", contains, needs) > 0
    crosses = np.einsum("dpo,ao->dpa", contains, refuses) > 0
    falls_short = utility.swapaxes(1, 2) < floor[:, None] - ROUNDING
    return ~(crosses & (has_say | signs)).any(axis=2), ~(falls_short & has_say).any(axis=2)


def _mediators(case: xr.Dataset, utility: Floats, sides: Floats) -> Floats:
    """Return what packages are worth to the mediator: its own wishes, and as far as it leans, those of a party."""
    own = utility[:, case[MEDIATES].to_numpy()].sum(axis=1)
    lean = case[LEANING].to_numpy()[:, None]
    found: Floats = (1 - np.abs(lean)) * own + np.maximum(lean, 0) * sides[:, 0] + np.maximum(-lean, 0) * sides[:, 1]
    return found
