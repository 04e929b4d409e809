"""Fair lotteries: what all could gain if packages may be mixed.

A lottery need not be a coin: it may be rotation, time-sharing, or a treaty carried out in phases.
Two readings differ. *Ex post*, only packages that all accept are mixed: whatever comes, nobody has
been brought below its reservation. *Ex ante*, any package inside the red lines may come, and
reservations are met only on average. Red lines are never crossed by either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import xarray as xr

from irenic.errors import BadUse
from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.frontier import efficient_packages
from irenic.models.bargaining.kernels.grid import Floats, Ints
from irenic.models.bargaining.kernels.lotteries import Mixture, Oracle, Pool, greatest_product, most_even, raised
from irenic.models.bargaining.kernels.merge import packages
from irenic.vocabulary import ACTOR, PACKAGE

Reading: TypeAlias = Literal["ex post", "ex ante"]
"""Whether every package that may come is accepted by all, or reservations are met on average."""


@dataclass(frozen=True)
class Lottery:
    """A mixture of packages.

    Parameters
    ----------
    packages
        The packages that may come, by package and issue, as labels of options.
    chance
        The chance of each, by package.
    utility
        What the lottery is worth to each actor on average, by actor.
    level
        What the solution makes as large as it can: the worst-off share of the greatest gain
        (Kalai–Smorodinsky), the smallest gain (egalitarian), the sum of powers times the
        logarithms of gains (Nash).
    gap
        By how much any lottery could exceed the level at the most, found by pricing all packages.
    """

    packages: xr.DataArray
    chance: xr.DataArray
    utility: xr.DataArray
    level: float
    gap: float


@dataclass(frozen=True)
class Lotteries:
    """The fair lotteries of a bargain.

    Parameters
    ----------
    reading
        Which lotteries were allowed.
    ideal
        The most each actor can get in a lottery that all accept, by actor.
    kalai_smorodinsky, egalitarian
        Leximin of the shares of the greatest gains, and of the gains: with three or more actors
        the worst-off alone would not settle it.
    nash
        The greatest product of gains; none if no lottery is a gain for all.
    """

    reading: Reading
    ideal: xr.DataArray
    kalai_smorodinsky: Lottery
    egalitarian: Lottery
    nash: Lottery | None


def fair_lotteries(over: Bargain, reading: Reading, powers: Mapping[str, float] | None = None) -> Lotteries | None:
    """Return the classical solutions over lotteries, or none if no lottery is acceptable.

    Parameters
    ----------
    over
        The bargain.
    reading
        Ex post or ex ante.
    powers
        The bargaining power of each actor in the Nash solution; 1 where none is given.

    Raises
    ------
    BadUse
        If a power is not positive; or, ex ante, if there are terms over two options, ratifiers, or a
        disagreement other than the reservation.

    Examples
    --------
    Neither side can do without the port, and each would have it in turn:

    >>> from irenic.models.bargaining.compose import bargain
    >>> port = bargain({"a": {"port": {"a": 10, "b": 0}}, "b": {"port": {"a": 0, "b": 5}}})
    >>> found = fair_lotteries(port, "ex ante")
    >>> found.kalai_smorodinsky.utility.values.round(6).tolist()
    [5.0, 2.5]
    """
    powers = powers or {}
    if any(not power > 0 for power in powers.values()):
        msg = "bargaining powers are positive"
        raise BadUse(msg)
    search = _ex_post(over) if reading == "ex post" else _ex_ante(over)
    return None if search is None else search.solve(reading, powers)


@dataclass(frozen=True)
class _Search:
    """Where lotteries are sought: utilities are divided by ``unit``, actor by actor."""

    over: Bargain
    actors: tuple[str, ...]
    unit: Floats
    losing: Floats
    oracle: Oracle
    ideal: Floats | None

    def solve(self, reading: Reading, powers: Mapping[str, float]) -> Lotteries | None:
        pool = Pool(*self.oracle(np.ones(len(self.unit))))
        for prices in np.eye(len(self.unit)):
            pool.add(*self.oracle(prices))
        even = self.unit.min() / self.unit  # equal gains, in units that differ
        egalitarian = most_even(pool, self.oracle, self.losing, even)
        if egalitarian.level < -ALMOST:
            return None
        ideal = self.ideal if self.ideal is not None else self._ideal(pool, egalitarian)
        able = np.where(ideal - self.losing > ALMOST, ideal - self.losing, 0.0)
        shares = most_even(pool, self.oracle, self.losing, able) if able.any() else egalitarian
        power = np.array([float(powers.get(actor, 1.0)) for actor in self.actors])
        nash = None
        if egalitarian.level > ALMOST:
            few, chances = pool.part(egalitarian.chances)
            product = greatest_product(few, self.oracle, self.losing, power, chances)
            level = product.level + float(power @ np.log(self.unit))
            nash = self._lottery(few, product._replace(level=level))
        lift = float(self.unit.min())
        return Lotteries(
            reading,
            self._by_actor(ideal),
            self._lottery(pool, shares),
            self._lottery(pool, egalitarian._replace(level=egalitarian.level * lift, gap=egalitarian.gap * lift)),
            nash,
        )

    def _ideal(self, pool: Pool, met: Mixture) -> Floats:
        """Return the most each actor can get; each search starts from a few packages that meet all reservations."""
        found = np.zeros(len(self.unit))
        for at, axis in enumerate(np.eye(len(self.unit))):
            few, _ = pool.part(met.chances)
            found[at] = raised(few, self.oracle, self.losing - SLIGHTLY, axis)[0].utilities[at]
        return found

    def _by_actor(self, values: Floats) -> xr.DataArray:
        return xr.DataArray(values * self.unit, dims=ACTOR, coords={ACTOR: list(self.actors)})

    def _lottery(self, pool: Pool, mixture: Mixture) -> Lottery:
        support = np.flatnonzero(mixture.chances > ALMOST)
        numbers = np.array([pool.packages[row] for row in support])
        chance = mixture.chances[support] / mixture.chances[support].sum()
        return Lottery(
            self.over.packages(numbers),
            xr.DataArray(chance, dims=PACKAGE),
            self._by_actor(mixture.utilities),
            mixture.level,
            mixture.gap,
        )


ALMOST = 1e-9
"""Chances and gains below this are none."""
SLIGHTLY = 1e-11
"""By how much a reservation may be missed by rounding."""


def _ex_post(over: Bargain) -> _Search | None:
    """Mix the efficient packages that all accept: nothing else can be part of a fair lottery."""
    frontier = efficient_packages(over)
    if not frontier.size:
        return None
    utility = frontier.utility.to_numpy()
    losing = over.disagreement.to_numpy()[over.voting]
    unit = _unit(utility.max(axis=0) - losing)
    points = utility / unit

    def best(prices: Floats) -> tuple[Floats, Ints]:
        row = int((points @ prices).argmax())
        return points[row], packages(frontier.merged, row, 1)[0]

    actors = tuple(frontier.utility[ACTOR].to_numpy().tolist())
    return _Search(over, actors, unit, losing / unit, best, points.max(axis=0))


def _ex_ante(over: Bargain) -> _Search | None:
    """Mix any packages inside the red lines: the best at given prices is found issue by issue."""
    losing = over.disagreement.to_numpy()
    if over.linkages or over.ruled_out or over.ratifiers or (losing != over.reservation.to_numpy()).any():
        msg = "ex ante, lotteries need sums of single options, no ratifiers, and disagreement at the reservation"
        raise BadUse(msg)
    is_open = [np.flatnonzero(options) for options in over.stakes.open]
    if not all(map(len, is_open)):
        return None
    tables = [column[options] / over.scale for column, options in zip(over.stakes.columns, is_open, strict=True)]
    unit = _unit(np.sum([table.max(axis=0) - table.min(axis=0) for table in tables], axis=0))
    every = np.arange(len(tables))
    padded = np.array([np.resize(table / unit, (max(map(len, tables)), len(unit))) for table in tables])
    numbers = np.array([np.resize(options, padded.shape[1]) for options in is_open])

    def best(prices: Floats) -> tuple[Floats, Ints]:
        chosen = (padded @ prices).argmax(axis=1)
        return padded[every, chosen].sum(axis=0), numbers[every, chosen]

    return _Search(over, over.actors, unit, losing / unit, best, None)


def _unit(span: Floats) -> Floats:
    return np.where(span > 0, span, 1.0)
