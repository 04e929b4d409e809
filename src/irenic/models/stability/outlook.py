"""What lies ahead of the present? Places to rest by the names of a case, and how far they are, draw by draw."""

from dataclasses import dataclass, fields

import numpy as np
import xarray as xr

from irenic.errors import BadUse
from irenic.models.stability.conflict import conflict_of, levels_of
from irenic.models.stability.graph import Graph
from irenic.models.stability.reach import MODES, lengths_from
from irenic.models.stability.rests import where_can_they_rest
from irenic.vocabulary import CONCEPT, DRAW, FITS, MODE, STATE, STATUS_QUO


@dataclass(frozen=True, slots=True)
class Outlook:
    """What lies ahead of the present, by draw.

    Parameters
    ----------
    equilibrium
        Whether every mover would stay in a state, by draw, concept and state.
    improves
        Whether a mover has a step from the status quo that it prefers, by draw and mover.
    away
        How many steps the shortest legal sequence from the status quo to a state has, by draw, mode and state;
        NaN where there is none.
    rests
        Whether a state of some name is an equilibrium, by draw, concept and named state.
    nearest
        How far the nearest state of some name is away, by draw, mode and named state; NaN where none is reached.
    """

    equilibrium: xr.DataArray
    improves: xr.DataArray
    away: xr.DataArray
    rests: xr.DataArray
    nearest: xr.DataArray

    @property
    def dataset(self) -> xr.Dataset:
        """All answers in one dataset, as they are stored."""
        return xr.Dataset({field.name: getattr(self, field.name) for field in fields(self)})


def what_lies_ahead(case: xr.Dataset) -> Outlook:
    """Return where every mover would stay, and how far each state is from the status quo.

    Parameters
    ----------
    case
        What :func:`~irenic.models.stability.rests.where_can_they_rest` reads; ``status_quo`` by state, true for one of
        them; and ``fits`` by named state and state, which states each name stands for.

    Raises
    ------
    BadUse
        If something is missing or does not fit, or not exactly one state is the status quo.

    References
    ----------
    The concepts: :mod:`~irenic.models.stability.concepts`. The way there: :mod:`~irenic.models.stability.paths`.

    Examples
    --------
    The guard would rather have the gate open, and nobody else can touch it:

    >>> case = xr.Dataset(
    ...     {
    ...         "level": (("draw", "mover", "state"), [[[0, 1], [0, 1]]]),
    ...         "status_quo": ("state", [True, False]),
    ...         "step_by": ("step", [0, 0]), "step_from": ("step", [0, 1]), "step_to": ("step", [1, 0]),
    ...         "fits": (("named_state", "state"), [[False, True]]),
    ...     },
    ...     coords={"mover": ["guard", "guest"], "state": ["shut", "open"], "named_state": ["peace"]},
    ... )
    >>> found = what_lies_ahead(case)
    >>> found.rests.sel(named_state="peace", concept="nash").item(), found.improves.values.tolist()
    (True, [[True, False]])
    >>> found.nearest.sel(named_state="peace").values.tolist()
    [[1.0, 1.0, 1.0]]
    """
    now = _now(case)
    found = where_can_they_rest(case)
    improves = ~found.stable.sel({CONCEPT: "nash"}, drop=True).isel({STATE: now}, drop=True)
    away, fits = _away(case, now), case[FITS].astype(bool)
    rests = (found.equilibrium & fits).any(STATE)
    nearest = away.fillna(np.inf).where(fits, np.inf).min(STATE)
    return Outlook(found.equilibrium, improves, away, rests, nearest.where(np.isfinite(nearest)))


def _now(case: xr.Dataset) -> int:
    """Return the number of the status quo."""
    missing = [name for name in (STATUS_QUO, FITS) if name not in case]
    if missing:
        msg = f"the dataset lacks {' and '.join(missing)}"
        raise BadUse(msg)
    number = int(case[STATUS_QUO].sum())
    if number != 1:
        msg = f"{number} states are the status quo; allowed: one"
        raise BadUse(msg)
    return int(case[STATUS_QUO].argmax(STATE))


def _away(case: xr.Dataset, now: int) -> xr.DataArray:
    graph, level = graph_of(case), levels_of(case)
    lengths = [lengths_from(graph, level, graph.states[now], mode) for mode in MODES]
    found = np.stack(lengths, axis=1).astype(float)
    coords = {dim: case[dim] for dim in (DRAW, STATE) if dim in case.coords}
    return xr.DataArray(np.where(found < 0, np.nan, found), {**coords, MODE: list(MODES)}, (DRAW, MODE, STATE))


def graph_of(case: xr.Dataset) -> Graph:
    """Return who can go from which state to which, every step written out.

    Examples
    --------
    >>> case = xr.Dataset(
    ...     {"step_by": ("step", [0]), "step_from": ("step", [0]), "step_to": ("step", [1])},
    ...     coords={"mover": ["guard"], "state": ["shut", "open"]},
    ... )
    >>> graph_of(case).steps(0, 0).tolist()
    [1]
    """
    over = conflict_of(case)
    return over if isinstance(over, Graph) else over.graph
