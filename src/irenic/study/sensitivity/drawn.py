"""The draws of a run beside an outcome: what every analysis of this folder starts from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.arrays.sample import draw, shares_for
from irenic.errors import BadUse
from irenic.study.assess import Run
from irenic.study.plan import AS_ENTERED
from irenic.study.sensitivity.index import Values
from irenic.vocabulary import DRAW, QUANTITY

ENOUGH: Final = 200
"""With fewer draws, nothing is said of what moves an outcome: each tenth of an input has to hold twenty."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Inputs and outcomes in the draws that have an outcome.

    Parameters
    ----------
    paths
        The inputs that are not the same in every draw.
    values
        What was drawn for them, shape ``(input, draw)``.
    outcome
        What came out, shape ``(draw,)`` or ``(action, draw)``.
    kept
        Which draws of the run these are, shape ``(draw of the run,)``; the others have no outcome.
    """

    paths: tuple[str, ...]
    values: Values
    outcome: Values
    kept: NDArray[np.bool_]

    @property
    def missing(self) -> int:
        """In how many draws of the run there is no outcome."""
        return int((~self.kept).sum())

    @property
    def draws(self) -> int:
        """In how many there is one."""
        return int(self.kept.sum())

    @property
    def enough(self) -> bool:
        """Whether so many draws, and outcomes that differ, allow anything to be said."""
        return self.draws >= ENOUGH and bool(self.paths) and bool(np.ptp(self.outcome, axis=-1).max() > 0)


def drawn_beside(run: Run, outcome: xr.DataArray, arm: str = AS_ENTERED) -> Drawn:
    """Return the draws of a run under an arm beside an outcome.

    Parameters
    ----------
    run
        A finished run.
    outcome
        One number a draw, or one an action and draw; NaN where there is none.
    arm
        Under which perspective or scenario it came out.

    Raises
    ------
    BadUse
        If the outcome does not have the draws of the run.
    UnknownName
        If there is no such arm.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=20, folder=tempfile.mkdtemp())
    >>> beside = drawn_beside(run, run.answers("influence").compromise.sel(issue="water"))
    >>> beside.draws, beside.enough, beside.paths[0]
    (20, False, 'positions.hill.water.wants')
    """
    return _beside(run, outcome, _under(run, arm))


def wishes_beside(run: Run, outcome: xr.DataArray) -> Drawn:
    """Return the numbers of the preferences of a case as entered, which stand apart from the others, beside an outcome.

    Parameters
    ----------
    run, outcome
        As in :func:`drawn_beside`; an outcome of the graph model.

    Raises
    ------
    BadUse
        If the outcome does not have the draws of the run.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("elmira"), draws=4, folder=tempfile.mkdtemp())
    >>> wishes_beside(run, run.answers("stability").improves.sel(mover="town")).paths
    ()
    """
    shares = shares_for(run.case, 0, run.plan.draws, run.plan.seed, run.plan.points)
    return _beside(run, outcome, draw(run.case, shares, [placed.path for placed in run.case.drawn_preferences]))


def _beside(run: Run, outcome: xr.DataArray, under: Mapping[str, Values]) -> Drawn:
    if DRAW not in outcome.dims or outcome.ndim > 2 or outcome.sizes[DRAW] != run.plan.draws:
        found = ", ".join(f"{size} along '{name}'" for name, size in outcome.sizes.items()) or "a single number"
        msg = f"the outcome has {found}; allowed: {run.plan.draws:,} along '{DRAW}', and at most one dimension more"
        raise BadUse(msg)
    came_out = outcome.transpose(..., DRAW).to_numpy().astype(np.float64)
    kept = np.atleast_1d(np.isfinite(came_out).reshape(-1, run.plan.draws).all(axis=0))
    values = np.array(list(under.values())).reshape(len(under), run.plan.draws)[:, kept]
    moving = np.ptp(values, axis=1) > 0 if kept.any() else np.zeros(len(values), dtype=bool)
    paths = tuple(path for path, moves in zip(under, moving, strict=True) if moves)
    return Drawn(paths, values[moving], came_out[..., kept], kept)


def in_all_draws(kept: NDArray[np.bool_], holds: NDArray[np.bool_]) -> xr.DataArray:
    """Return what is so in the draws kept as an outcome by draw: 1 or 0, and NaN in the draws left out.

    Parameters
    ----------
    kept
        Which draws are kept, shape ``(draw,)``.
    holds
        Whether it is so in each of these.

    Examples
    --------
    >>> in_all_draws(np.array([True, False, True]), np.array([True, False])).to_numpy()
    array([ 1., nan,  0.])
    """
    found = np.full(len(kept), np.nan)
    found[kept] = holds
    return xr.DataArray(found, dims=DRAW)


def _under(run: Run, arm: str) -> dict[str, Values]:
    """Return every number of a case as it was drawn under an arm, by path, each of shape ``(draw,)``."""
    found: dict[str, Values] = {}
    for drawn in (run.draws(), run.draws(arm)):
        table = drawn.transpose(QUANTITY, DRAW)
        found.update(zip(map(str, table[QUANTITY].to_numpy()), table.to_numpy(), strict=True))
    return {placed.path: found[placed.path] for placed in run.arm(arm).case.drawn if placed.path in found}
