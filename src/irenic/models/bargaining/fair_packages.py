"""Which of the packages that all sides could sign are efficient, and which would be fair? Draw by draw.

Fair in the sense of two classical solutions: the product of gains (Nash) and the most even shares
of what each could gain at the most (Kalai and Smorodinsky).
"""

from dataclasses import dataclass, fields
from typing import Literal

import numpy as np
import xarray as xr

from irenic.models.bargaining.kernels.draws import Settled, settle
from irenic.models.bargaining.kernels.grid import Bools, Floats, Ints
from irenic.models.bargaining.packages import ROUNDING, check, flag, issue_numbers, labelled, reservations, worths_of
from irenic.models.bargaining.third_parties import circles
from irenic.vocabulary import ACTOR, DRAW, OPTION, RATIFIES, SIGNS


@dataclass(frozen=True, slots=True)
class FairPackages:
    """The best of what all sides could sign, by draw.

    Parameters
    ----------
    efficient_packages
        How many of the packages they all accept are efficient, by draw.
    efficient
        Whether an option is part of such a package, by draw and option.
    nash, kalai_smorodinsky
        Whether an option is part of the package that the Nash solution, or the one of Kalai and
        Smorodinsky, picks, by draw and option; the first of them, if several tie.
    nash_utility
        What the package of the Nash solution is worth to each actor, by draw and actor; NaN
        where there is none.
    concession
        By how much all reservations would have to give way for a package to exist, by draw;
        NaN where red lines alone leave none.
    """

    efficient_packages: xr.DataArray
    efficient: xr.DataArray
    nash: xr.DataArray
    kalai_smorodinsky: xr.DataArray
    nash_utility: xr.DataArray
    concession: xr.DataArray

    @property
    def dataset(self) -> xr.Dataset:
        """All answers in one dataset, as they are stored."""
        return xr.Dataset({field.name: getattr(self, field.name) for field in fields(self)})


def what_would_be_fair(case: xr.Dataset) -> FairPackages:
    """Return which packages are efficient and fair among those that everyone whose consent is needed could sign.

    Parameters
    ----------
    case
        As for :func:`~irenic.models.bargaining.packages.what_could_all_sign`.

    Returns
    -------
    FairPackages
        By draw. Where several circles of third parties allow a settlement, the answers are those of
        the circle whose Nash package has the greatest product of gains.

    Raises
    ------
    BadUse
        If a variable is missing, has a wrong dimension or missing values, or nobody signs.

    Examples
    --------
    Where both want the same amount to move, the middle is fair:

    >>> case = xr.Dataset(
    ...     {
    ...         "position": (("draw", "actor", "issue"), [[[0.0], [100.0]]]),
    ...         "salience": (("draw", "actor", "issue"), [[[1.0], [1.0]]]),
    ...         "has_position": (("actor", "issue"), [[True], [True]]),
    ...         "place": (("draw", "option"), [[0.0, 50.0, 100.0]]),
    ...         "refuses": (("actor", "option"), np.zeros((2, 3), dtype=bool)),
    ...         "signs": ("actor", [True, True]),
    ...     },
    ...     coords={"issue": ["border"], "issue_of_option": ("option", ["border"] * 3)},
    ... )
    >>> what_would_be_fair(case).nash.values.tolist()
    [[False, True, False]]
    """
    check(case)
    values = worths_of(case)
    worths, issue = values.to_numpy(), issue_numbers(case)
    settled = best_circle(case, worths, reservations(case, worths), issue)
    by_option = {
        name: labelled(case, getattr(settled, name), (DRAW, OPTION))
        for name in ("efficient", "nash", "kalai_smorodinsky")
    }
    by_draw = {name: labelled(case, getattr(settled, name), (DRAW,)) for name in ("efficient_packages", "concession")}
    total = np.where(settled.agreement[:, None], np.einsum("dao,do->da", worths, settled.nash), np.nan)
    return FairPackages(**by_option, **by_draw, nash_utility=labelled(case, total, (DRAW, ACTOR)))


def best_circle(
    case: xr.Dataset, worths: Floats, least: Floats, issue: Ints, within: Bools | Literal[True] = True
) -> Settled:
    """Settle with each circle of third parties, within some options, and return what the best of them allows."""
    signs, votes = case[SIGNS].to_numpy(), voting(case, worths)
    found = []
    for circle in circles(case):
        asked = signs | circle.members
        found.append(settle(worths[:, asked], least[:, asked], circle.allowed & within, issue, votes[asked]))
    gains = [np.einsum("dao,do->da", worths, each.nash)[:, votes] - least[:, votes] for each in found]
    product = [np.log(np.maximum(gain, ROUNDING)).sum(axis=1) for gain in gains]
    best = np.argmax([np.where(each.agreement, of, -np.inf) for each, of in zip(found, product, strict=True)], axis=0)
    rows = np.arange(len(worths))
    whole = Settled(*(np.stack(parts)[best, rows] for parts in zip(*found, strict=True)))
    return whole._replace(concession=np.fmin.reduce([each.concession for each in found]))


def voting(case: xr.Dataset, worths: Floats) -> Bools:
    """Return whose gains count: of those who sign, who negotiates and cares about something; all, if nobody does."""
    signs = case[SIGNS].to_numpy()
    votes: Bools = signs & ~flag(case, RATIFIES) & (worths > 0).any(axis=(0, 2))
    return votes if votes.any() else np.asarray(signs)
