"""Where the weighted pull of all actors would settle, if nothing else mattered.

Two answers that need no theory of bargaining, and that every model has to beat: the mean of
the positions weighted by capability times salience (the *compromise*), and the weighted
median, which no coalition outweighs. They say where pressure balances on each issue taken
alone; they know no red lines, no packages, and no war.
"""

from dataclasses import dataclass

import numpy as np
import xarray as xr

from irenic.errors import BadUse
from irenic.models.influence.kernels import weighted_mean_and_median
from irenic.vocabulary import (
    ACTOR,
    CAPABILITY,
    COMPROMISE,
    HAS_POSITION,
    MEDIAN_HIGH,
    MEDIAN_LOW,
    POSITION,
    SALIENCE,
)


@dataclass(frozen=True, slots=True)
class Baselines:
    """The baseline answers on every issue, on the 0-100 line.

    Parameters
    ----------
    compromise
        The weighted mean, by draw and issue. NaN where nobody with weight holds a position.
    median_low, median_high
        The ends of the weighted median: the same point, unless the weight is split exactly.
    """

    compromise: xr.DataArray
    median_low: xr.DataArray
    median_high: xr.DataArray

    @property
    def median(self) -> xr.DataArray:
        """The lower median: the first position at which half of the weight is reached."""
        return self.median_low

    @property
    def dataset(self) -> xr.Dataset:
        """The three answers in one dataset, as they are stored."""
        return xr.Dataset({COMPROMISE: self.compromise, MEDIAN_LOW: self.median_low, MEDIAN_HIGH: self.median_high})


def where_pressure_balances(case: xr.Dataset) -> Baselines:
    """Return the weighted mean and the weighted median of the positions on every issue.

    Parameters
    ----------
    case
        Needs ``position`` and ``salience`` by actor and issue, ``capability`` by actor, each
        with any further dimensions such as draws, and ``has_position`` by actor and issue.

    Returns
    -------
    Baselines
        Without the actors; all other dimensions as they came.

    Raises
    ------
    BadUse
        If a variable is missing, or a weight is negative or NaN.

    Examples
    --------
    A weighs three times as much as B, so the mean lies a quarter of the way to B, and the median
    is where A stands:

    >>> case = xr.Dataset(
    ...     {
    ...         "position": (("actor", "issue"), [[0.0], [100.0]]),
    ...         "salience": (("actor", "issue"), [[1.0], [1.0]]),
    ...         "capability": ("actor", [75.0, 25.0]),
    ...         "has_position": (("actor", "issue"), [[True], [True]]),
    ...     },
    ...     coords={"actor": ["a", "b"], "issue": ["border"]},
    ... )
    >>> answer = where_pressure_balances(case)
    >>> float(answer.compromise.sel(issue="border")), float(answer.median.sel(issue="border"))
    (25.0, 0.0)
    """
    _check(case)
    held = case[HAS_POSITION]
    # Whoever is silent on every issue has no weight anywhere; most actors of a large case are.
    speaking = held.any([dim for dim in held.dims if dim != ACTOR]).to_numpy()
    answers = xr.apply_ufunc(
        weighted_mean_and_median,
        *(case[name].isel({ACTOR: speaking}) for name in (POSITION, SALIENCE, CAPABILITY, HAS_POSITION)),
        input_core_dims=[[ACTOR]] * 4,
        output_core_dims=[[], [], []],
    )
    return Baselines(*answers)


def _check(case: xr.Dataset) -> None:
    """Check what the kernels assume: everything is there, and weights are numbers from 0."""
    missing = [name for name in (POSITION, SALIENCE, CAPABILITY, HAS_POSITION) if name not in case]
    if missing:
        msg = f"the dataset lacks {', '.join(missing)}"
        raise BadUse(msg)
    for name in (SALIENCE, CAPABILITY):
        if not (case[name].to_numpy() >= 0).all():
            msg = f"'{name}' has values that are negative or missing; weights begin at 0"
            raise BadUse(msg)
    if np.isnan(case[POSITION].to_numpy()).any():
        msg = f"'{POSITION}' has missing values; use 'has_position' to leave an actor out"
        raise BadUse(msg)
