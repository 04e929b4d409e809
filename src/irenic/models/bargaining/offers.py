"""What do third parties put on the table? Options that need their consent are there only if they give it.

A guarantee by a third party is on offer only if the third party would rather give it than leave
things as they are. This needs no theory: whoever does not negotiate is asked about each option that
needs it, one at a time.
"""

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.errors import BadUse
from irenic.vocabulary import (
    ACTOR,
    DRAW,
    HAS_POSITION,
    HOLDS_NOW,
    ISSUE,
    ISSUE_OF_OPTION,
    NEEDS,
    OPTION,
    PLACE,
    POSITION,
    REFUSES,
    SIGNS,
)

_ROUNDING = 1e-9
"""Two options nearer than this in their distance to what an actor wants are as good as each other."""


def on_offer(case: xr.Dataset) -> xr.DataArray:
    """Return which options are on the table, as far as third parties have a say.

    An option is, unless an actor who does not sign, but whose consent it needs, refuses it, or
    wants something that lies nearer to the option that holds now. Where nothing holds now on the issue,
    or the actor wants nothing there, its silence is consent.

    Parameters
    ----------
    case
        Needs ``position`` by draw, actor and issue, ``has_position`` by actor and issue, ``place``
        by draw and option with ``issue_of_option``, ``needs`` by option and actor, ``refuses`` by
        actor and option, ``signs`` by actor and ``holds_now`` by option.

    Returns
    -------
    xarray.DataArray
        True or false, by draw and option.

    Raises
    ------
    BadUse
        If a variable is missing.

    Examples
    --------
    The friend wants to stay out in the first draw, and to help in the second:

    >>> case = xr.Dataset(
    ...     {
    ...         "position": (("draw", "actor", "issue"), [[[10.0]], [[90.0]]]),
    ...         "has_position": (("actor", "issue"), [[True]]),
    ...         "place": (("draw", "option"), [[0.0, 100.0]] * 2),
    ...         "needs": (("option", "actor"), [[False], [True]]),
    ...         "refuses": (("actor", "option"), [[False, False]]),
    ...         "signs": ("actor", [False]),
    ...         "holds_now": ("option", [True, False]),
    ...     },
    ...     coords={"actor": ["friend"], "issue": ["guarantee"], "issue_of_option": ("option", ["guarantee"] * 2)},
    ... )
    >>> on_offer(case).values.tolist()
    [[True, False], [True, True]]
    """
    needed = (POSITION, HAS_POSITION, PLACE, NEEDS, REFUSES, SIGNS, HOLDS_NOW)
    missing = [name for name in needed if name not in case]
    if missing:
        msg = f"the dataset lacks {', '.join(missing)}"
        raise BadUse(msg)
    numbers = {name: at for at, name in enumerate(case[ISSUE].to_numpy().tolist())}
    issue = np.array([numbers[name] for name in case[ISSUE_OF_OPTION].to_numpy().tolist()])
    asked = case[NEEDS].transpose(ACTOR, OPTION).to_numpy() & ~case[SIGNS].to_numpy()[:, None]
    refused = asked & case[REFUSES].transpose(ACTOR, OPTION).to_numpy()
    held = case[HAS_POSITION].transpose(ACTOR, ISSUE).to_numpy()[:, issue]
    position = case[POSITION].transpose(DRAW, ACTOR, ISSUE).to_numpy()
    worse = _worse_than_now(position, case[PLACE].transpose(DRAW, OPTION).to_numpy(), case[HOLDS_NOW].to_numpy(), issue)
    withheld = refused | (worse & (asked & held))
    return xr.DataArray(~withheld.any(axis=1), dims=(DRAW, OPTION))


def _worse_than_now(
    position: NDArray[np.float64], place: NDArray[np.float64], now: NDArray[np.bool_], issue: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Return whether an option lies farther from what an actor wants than what holds now, ``(draw, actor, option)``."""
    distance = np.abs(place[:, None, :] - position[:, :, issue])
    present = np.full((*position.shape[:2], position.shape[2]), np.inf)
    present[:, :, issue[now]] = distance[:, :, now]
    found: NDArray[np.bool_] = distance > present[:, :, issue] + _ROUNDING
    return found
