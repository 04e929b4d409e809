"""What moves an outcome of a run: each input of the case, the one that moves it most first."""

from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.study.assess import Run
from irenic.study.averages import Average
from irenic.study.plan import AS_ENTERED
from irenic.study.sensitivity.drawn import Drawn, drawn_beside
from irenic.study.sensitivity.given_data import INTERVALS, GivenData, given_data, parts
from irenic.study.sensitivity.index import Index


@dataclass(frozen=True, slots=True)
class End:
    """The lowest or the highest tenth of an input, and the outcome there.

    Parameters
    ----------
    edge
        Where the tenth ends, or begins.
    outcome
        The mean of the outcome in it.
    """

    edge: float
    outcome: Average


@dataclass(frozen=True, slots=True)
class Driver:
    """How an input moves an outcome.

    Parameters
    ----------
    path
        The input.
    first
        The share of the variance that would go if it were known.
    pawn, pawn_median
        The greatest and the median distance between the distributions of the outcome by interval.
    delta
        The share of the distribution that moves, on average.
    low, high
        The outcome where the input is lowest, and where it is highest.
    """

    path: str
    first: Index
    pawn: Index
    pawn_median: Index
    delta: Index
    low: End
    high: End

    @property
    def found(self) -> bool:
        """Whether the input moves the outcome beyond doubt: by its variance, or by its distribution."""
        return self.first.found or self.pawn.found


@dataclass(frozen=True, slots=True)
class Moves:
    """What moves an outcome.

    Parameters
    ----------
    outcome, arm
        Which outcome, under which perspective or scenario.
    draws, missing
        In how many draws it came out, and in how many it is missing.
    fixed
        How many numbers of the case are the same in every draw, and so move nothing.
    enough
        Whether so many draws allow anything to be said.
    mean
        The mean of the outcome.
    drivers
        Every other number, the one that moves the outcome most first; none where nothing can be said.
    """

    outcome: str
    arm: str
    draws: int
    missing: int
    fixed: int
    enough: bool
    mean: Average
    drivers: tuple[Driver, ...]

    @property
    def found(self) -> tuple[Driver, ...]:
        """The inputs that move the outcome beyond doubt."""
        return tuple(driver for driver in self.drivers if driver.found)


def what_moves(run: Run, outcome: xr.DataArray, arm: str = AS_ENTERED, words: str = "") -> Moves:
    """Return which inputs of a run move an outcome, and how much.

    Inputs may depend on each other: the indices are made from the draws as they are. Of two
    inputs that hang together, each shows what the other does, too.

    Parameters
    ----------
    run
        A finished run.
    outcome
        One number a draw, such as ``run.answers("bargaining").agreement``; NaN where there is none.
    arm
        Under which perspective or scenario it came out.
    words
        What the outcome is called; left out, its name.

    Raises
    ------
    BadUse
        If the outcome does not have the draws of the run.
    UnknownName
        If there is no such arm.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=1000, folder=tempfile.mkdtemp())
    >>> moves = what_moves(run, run.answers("influence").compromise.sel(issue="water"))
    >>> [driver.path for driver in moves.found][:2]
    ['positions.hill.water.wants', 'positions.valley.water.wants']
    >>> print(moves.drivers[0].first)
    0.39 (0.34 to 0.44)
    """
    beside = drawn_beside(run, outcome, arm)
    numbers = len(run.arm(arm).case.drawn)
    drivers = _drivers(beside, given_data(beside.values, beside.outcome, run.plan.seed)) if beside.enough else ()
    return Moves(
        words or str(outcome.name),
        arm,
        beside.draws,
        beside.missing,
        numbers - len(beside.paths),
        beside.enough,
        Average.of(beside.outcome),
        drivers,
    )


def _drivers(beside: Drawn, found: GivenData) -> tuple[Driver, ...]:
    tenths = parts(beside.values, INTERVALS)
    drivers = []
    for at, path in enumerate(beside.paths):
        low, high = (_end(beside, at, tenths[at] == end) for end in (tenths[at].min(), tenths[at].max()))
        first, pawn, median, delta = (one.of(at) for one in (found.first, found.maximum, found.median, found.delta))
        drivers.append(Driver(path, first, pawn, median, delta, low[1], high[0]))
    return tuple(sorted(drivers, key=lambda driver: (not driver.found, -driver.first.value)))


def _end(beside: Drawn, number: int, within: NDArray[np.bool_]) -> tuple[End, End]:
    """Return a tenth of an input with its lower and with its upper edge."""
    outcome, values = Average.of(beside.outcome[within]), beside.values[number][within]
    return End(float(values.min()), outcome), End(float(values.max()), outcome)
