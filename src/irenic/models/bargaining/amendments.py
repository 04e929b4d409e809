"""What would have to change in a proposal: by how much it falls short, and what could stand in place of each term.

Draw by draw. For each issue that a proposal has terms on, it is asked what all could sign if that issue
were left open and the other terms stayed; and what whoever signs would gain or give up by it.
"""

import numpy as np
import xarray as xr

from irenic.models.bargaining.fair_packages import best_circle
from irenic.models.bargaining.kernels.draws import Settled
from irenic.models.bargaining.kernels.grid import Bools
from irenic.models.bargaining.packages import check, issue_numbers, labelled, reservations, terms_of, worths_of
from irenic.vocabulary import ACTOR, AGAINST_TERMS, DRAW, GIVE_WAY, INSTEAD, ISSUE, OPTION, PROPOSAL


def what_could_be_changed(case: xr.Dataset) -> xr.Dataset:
    """Return by how much proposals fall short, and what all could sign in place of each of their terms.

    Parameters
    ----------
    case
        As for :func:`~irenic.models.bargaining.packages.what_could_all_sign`.

    Returns
    -------
    xarray.Dataset
        ``give_way`` by draw and proposal: by how much every reservation would have to give way for a
        package within the terms; 0 where they can be signed, NaN where red lines leave none.
        ``instead`` by draw, proposal and option: whether the option is part of the package with the
        greatest product of gains, were its issue left open; all false where even so there is none.
        ``against_terms`` by draw, proposal, issue and actor: what that option is worth beyond the best
        of the terms; NaN where there is none, or the proposal is silent.

    Raises
    ------
    BadUse
        If a variable is missing, has a wrong dimension or missing values, or nobody signs.

    Examples
    --------
    A proposal gives B, who takes half at the least, nothing; half could stand instead:

    >>> case = xr.Dataset(
    ...     {
    ...         "position": (("draw", "actor", "issue"), [[[0.0], [100.0]]]),
    ...         "salience": (("draw", "actor", "issue"), [[[1.0], [1.0]]]),
    ...         "has_position": (("actor", "issue"), [[True], [True]]),
    ...         "place": (("draw", "option"), [[0.0, 50.0]]),
    ...         "refuses": (("actor", "option"), np.zeros((2, 2), dtype=bool)),
    ...         "signs": ("actor", [True, True]),
    ...         "proposed": (("proposal", "option"), [[True, False]]),
    ...         "reservation": (("draw", "actor"), [[0.0, 0.5]]),
    ...     },
    ...     coords={"issue": ["border"], "issue_of_option": ("option", ["border"] * 2)},
    ... )
    >>> found = what_could_be_changed(case)
    >>> found.instead.values.tolist(), found.against_terms.values.tolist(), found.give_way.values.tolist()
    ([[[False, True]]], [[[[-1.0, 1.0]]]], [[0.5]])
    """
    check(case)
    issue, worths = issue_numbers(case), worths_of(case).to_numpy()
    least, terms = reservations(case, worths), terms_of(case, issue)
    known: dict[bytes, Settled] = {}

    def settled(within: Bools) -> Settled:
        if within.tobytes() not in known:
            known[within.tobytes()] = best_circle(case, worths, least, issue, within)
        return known[within.tobytes()]

    size = (len(worths), len(terms))
    issues = issue == np.arange(issue[-1] + 1)[:, None]
    instead = np.zeros((*size, len(issue)), dtype=bool)
    against = np.full((*size, len(issues), worths.shape[1]), np.nan)
    give_way = np.zeros(size)
    for at, within in enumerate(terms):
        give_way[:, at] = settled(within).concession
        for number, own in enumerate(issues):
            if within[own].all():
                continue
            best = settled(within | own).nash[:, own]
            instead[:, at, own] = best
            change = np.einsum("do,dao->da", best, worths[:, :, own]) - worths[:, :, own & within].max(axis=2)
            against[:, at, number] = np.where(best.any(axis=1, keepdims=True), change, np.nan)
    return xr.Dataset(
        {
            GIVE_WAY: labelled(case, give_way, (DRAW, PROPOSAL)),
            INSTEAD: labelled(case, instead, (DRAW, PROPOSAL, OPTION)),
            AGAINST_TERMS: labelled(case, against, (DRAW, PROPOSAL, ISSUE, ACTOR)),
        }
    )
