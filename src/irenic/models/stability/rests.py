"""Where can the parties rest? The equilibria of a conflict, draw by draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import xarray as xr

from irenic.models.stability.coalitions import COALITIONAL, Way, coalitions_rest, every_coalition
from irenic.models.stability.concepts import FOUR, stable
from irenic.models.stability.conflict import conflict_of, levels_of
from irenic.vocabulary import COALITION, CONCEPT, DRAW, EQUILIBRIUM, MOVER, STABLE, STATE

JOINED: Final = "+"
"""What stands between the members in the label of a coalition."""


@dataclass(frozen=True, slots=True)
class Rests:
    """Where the parties rest, by draw.

    Parameters
    ----------
    stable
        Whether a mover rests in a state under a concept, by draw, concept, mover and state.
    """

    stable: xr.DataArray

    @property
    def equilibrium(self) -> xr.DataArray:
        """Whether all movers rest in a state under a concept, by draw, concept and state."""
        return self.stable.all(MOVER).rename(EQUILIBRIUM)

    @property
    def chance(self) -> xr.DataArray:
        """The share of draws in which a state is an equilibrium, by concept and state; there is at least one draw."""
        return self.equilibrium.mean(DRAW)

    @property
    def dataset(self) -> xr.Dataset:
        """All answers in one dataset, as they are stored."""
        return xr.Dataset({STABLE: self.stable, EQUILIBRIUM: self.equilibrium})


@dataclass(frozen=True, slots=True)
class RestsTogether:
    """Where coalitions rest, by draw.

    Parameters
    ----------
    stable
        Whether a coalition rests in a state under a concept, by draw, concept, coalition and state.
    """

    stable: xr.DataArray

    @property
    def equilibrium(self) -> xr.DataArray:
        """Whether all coalitions that were asked about rest in a state, by draw, concept and state."""
        return self.stable.all(COALITION).rename(EQUILIBRIUM)

    @property
    def chance(self) -> xr.DataArray:
        """The share of draws in which they all do, by concept and state; there is at least one draw."""
        return self.equilibrium.mean(DRAW)


def where_can_they_rest(case: xr.Dataset, concepts: Sequence[str] = FOUR) -> Rests:
    """Return in which states each party would stay, looking ahead in various ways.

    Parameters
    ----------
    case
        Needs ``level`` by draw, mover and state, and the moves or steps that
        :func:`~irenic.models.stability.conflict.conflict_of` reads.
    concepts
        Some of those in :mod:`~irenic.models.stability.concepts`, each once. ``sim`` and ``sim_after_seq``
        have no meaning where states are merged.

    Raises
    ------
    BadUse, UnknownName
        If something is missing or does not fit, or there is no such concept.

    Examples
    --------
    Nothing is gained by both if both confess, but whoever confesses alone gains most:

    >>> case = xr.Dataset(
    ...     {
    ...         "level": (("draw", "mover", "state"), [[[2, 3, 0, 1], [2, 0, 3, 1]]]),
    ...         "made": (("state", "move"), [[False, False], [True, False], [False, True], [True, True]]),
    ...         "can_make": ("move", [True, True]),
    ...         "can_undo": ("move", [True, True]),
    ...     },
    ...     coords={
    ...         "mover": ["a", "b"],
    ...         "state": ["NN", "YN", "NY", "YY"],
    ...         "move": ["a.confess", "b.confess"],
    ...         "mover_of_move": ("move", ["a", "b"]),
    ...     },
    ... )
    >>> found = where_can_they_rest(case)
    >>> found.chance.sel(state="NN").values.tolist(), found.chance.sel(state="YY").values.tolist()
    ([0.0, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0])
    """
    values = stable(conflict_of(case), levels_of(case), concepts)
    coords = {CONCEPT: list(concepts), **{dim: case[dim] for dim in (DRAW, MOVER, STATE) if dim in case.coords}}
    return Rests(xr.DataArray(values, coords, (DRAW, CONCEPT, MOVER, STATE), STABLE))


def where_can_they_rest_together(
    case: xr.Dataset, way: Way = "in sequence", concepts: Sequence[str] = COALITIONAL
) -> RestsTogether:
    """Return in which states every coalition of the parties would stay, looking ahead in various ways.

    Parameters
    ----------
    case
        As for :func:`where_can_they_rest`.
    way
        Whether members move one after the other, or all at once, which asks for moves.
    concepts
        Some of those in :mod:`~irenic.models.stability.coalitions`, each once.

    Raises
    ------
    BadUse, UnknownName
        As :func:`where_can_they_rest`; and if the conflict is too large to write out every coalition.

    Examples
    --------
    >>> case = xr.Dataset(
    ...     {
    ...         "level": (("draw", "mover", "state"), [[[0, 1], [0, 1]]]),
    ...         "step_by": ("step", [0]), "step_from": ("step", [0]), "step_to": ("step", [1]),
    ...     },
    ...     coords={"mover": ["a", "b"], "state": ["war", "peace"]},
    ... )
    >>> where_can_they_rest_together(case, concepts=["cr"]).stable.sel(state="war", coalition="a+b").item()
    False
    """
    over = conflict_of(case)
    every = every_coalition(over.actors)
    values = coalitions_rest(over, levels_of(case), every, way=way, concepts=concepts)
    labels = {CONCEPT: list(concepts), COALITION: [JOINED.join(some) for some in every]}
    coords = {**labels, **{dim: case[dim] for dim in (DRAW, STATE) if dim in case.coords}}
    return RestsTogether(xr.DataArray(values, coords, (DRAW, CONCEPT, COALITION, STATE), STABLE))
