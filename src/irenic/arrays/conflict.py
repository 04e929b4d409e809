"""A case as the conflict that the family ``stability`` reads: states, steps and preferences."""

import numpy as np
import xarray as xr

from irenic.arrays.moves import moves
from irenic.arrays.preferences import paths_for, preferences
from irenic.arrays.sample import draw
from irenic.arrays.shares import Shares
from irenic.case.case import Case
from irenic.errors import BadUse
from irenic.vocabulary import DRAW


def conflict(case: Case, shares: Shares) -> xr.Dataset:
    """Return the conflict that a case describes, in some draws.

    Parameters
    ----------
    case
        The case, overlays applied.
    shares
        The draws wanted.

    Returns
    -------
    xarray.Dataset
        What :func:`~irenic.arrays.moves.moves` gives, with ``level`` and ``band`` by draw, mover and state, and
        ``derived`` by mover. It stands apart from the dataset of :func:`~irenic.arrays.build.build`, so that other
        states under a lever or a scenario change no other family.

    Raises
    ------
    BadUse
        If the case has no moves.
    BadValue
        If it has too many moves or states, or the present cannot occur.

    Examples
    --------
    >>> from irenic.examples import load
    >>> found = conflict(load("two-villages"), Shares(seed=1, start=0, stop=10))
    >>> dict(found.level.sizes)
    {'draw': 10, 'mover': 2, 'state': 6}
    """
    section = case.document.moves
    if section is None:
        msg = "the case has no moves; say under 'moves' what each actor can do or leave"
        raise BadUse(msg)
    wanted = [placed.path for placed in case.drawn_preferences]
    drawn = draw(case, shares, [*wanted, *dict.fromkeys(paths_for(case.document, section))])
    level = preferences(case.document, section, drawn, shares.size)
    found = xr.merge([moves(section), level], join="exact")
    return found.assign_coords({DRAW: np.arange(shares.start, shares.stop)})
