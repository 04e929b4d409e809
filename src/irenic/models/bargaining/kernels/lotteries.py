r"""Fair lotteries over packages, by column generation, each with a bound on what it misses.

A master problem mixes the few packages that are known; its prices ask an oracle for the package
that is worth most at these prices; when that package is worth no more than the mixture, nothing
is missed. For sums of contributions the oracle is one comparison on every issue, so the number
of packages does not matter.

Shapes: a vector of utilities is ``(actor,)``, in units in which they are about 1.

References
----------
Column generation: :cite:t:`dantzig1960`. Leximin by repeated programs, each time holding those who
cannot do better: :cite:t:`ogryczak1997`. For the product of gains, the gap
:math:`\max_x \sum_j b_j (u_j(x) - u_j) / (u_j - d_j)` bounds what is missing of
:math:`\sum_j b_j \log (u_j - d_j)`, which is concave.
"""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from scipy.optimize import linprog

from irenic.models.bargaining.kernels.grid import Floats, Ints

Oracle: TypeAlias = Callable[[Floats], tuple[Floats, Ints]]
"""For prices by actor, the utilities of the package that is worth most, and the package."""
GAP: Final = 1e-9
"""A mixture that misses no more than this is good enough."""
MOST: Final = 5000
"""Packages known at which a search ends, whatever the gap."""
CALM: Final = (0.8, 0.0)
"""How much the best prices so far count against the present ones (:cite:t:`pessoa2018`)."""
PRICED: Final = 1e-3
"""An actor with a price above this cannot do better without loss to another who is no better off."""
SLACK: Final = 1e-11
"""By how much what has been attained may be missed again; rounding is smaller."""
PRECISE: Final = 1e-10
"""The precision of the master problem, the finest that its solver takes."""
SLACKS: Final = (0.0, 1e-10, 1e-9, 1e-8)
"""What a level may be missed by, tried in turn: one that was just reached can be out of reach by rounding."""


class Pool:
    """The packages known so far: their utilities, and what they are."""

    def __init__(self, vector: Floats, package: Ints) -> None:
        self.vectors = vector[None, :]
        self.packages = [package]

    def add(self, vector: Floats, package: Ints) -> bool:
        """Add a package, and return whether its utilities are new."""
        if (self.vectors == vector).all(axis=1).any():
            return False
        self.vectors = np.vstack([self.vectors, vector])
        self.packages.append(package)
        return True

    def part(self, chances: Floats) -> tuple["Pool", Floats]:
        """Return the packages that have a chance, and their chances."""
        rows = np.flatnonzero(chances > 0)
        few = Pool(self.vectors[rows[0]], self.packages[rows[0]])
        few.vectors, few.packages = self.vectors[rows], [self.packages[row] for row in rows]
        return few, chances[rows]


class Mixture(NamedTuple):
    """A lottery: chances of the packages of the pool, utilities, the level reached, and what it misses at the most."""

    chances: Floats
    utilities: Floats
    level: float
    gap: float


def raised(pool: Pool, oracle: Oracle, base: Floats, direction: Floats) -> tuple[Mixture, Floats]:
    """Return the mixture that lifts everyone the furthest from ``base`` along ``direction``, and the prices.

    Who has direction 0 is only held at the base. Prices jump about while little is known, so the
    oracle is asked on the way from the best prices so far to the present ones as well.
    """
    best, bound = np.zeros_like(base), np.inf
    while True:
        mixture, prices = _lift(pool, base, direction)
        new = False
        for calm in CALM:
            query = calm * best + (1 - calm) * prices if np.isfinite(bound) else prices
            vector, package = oracle(query)
            if query @ (vector - base) < bound:
                best, bound = query, float(query @ (vector - base))
            new |= pool.add(vector, package)
        mixture = mixture._replace(gap=max(bound - mixture.level, 0.0))
        if mixture.gap <= GAP or len(pool.packages) >= MOST or not new:
            return mixture, best


def most_even(pool: Pool, oracle: Oracle, base: Floats, direction: Floats) -> Mixture:
    """Return the mixture whose gains from ``base``, in units of ``direction``, are leximin.

    Its level is that of the worst-off; its gap is the largest of any step.
    """
    base, direction = base.copy(), direction.copy()
    levels, gaps = [], []
    while (direction > 0).any():
        mixture, prices = raised(pool, oracle, base, direction)
        levels.append(mixture.level)
        gaps.append(mixture.gap)
        held = (direction > 0) & (prices * direction > PRICED)
        base[held] += mixture.level * direction[held] - SLACK
        direction[held] = 0
    return mixture._replace(level=levels[0], gap=max(gaps))


def greatest_product(pool: Pool, oracle: Oracle, losing: Floats, powers: Floats, chances: Floats) -> Mixture:
    """Return the mixture with the greatest product of gains, raised to powers; ``chances`` give a gain to all."""
    while True:
        chances = _climb(pool.vectors - losing, powers, chances)
        utilities = chances @ pool.vectors
        prices = powers / (utilities - losing)
        vector, package = oracle(prices)
        gap = float(prices @ (vector - utilities))
        if gap <= GAP or len(pool.packages) >= MOST or not pool.add(vector, package):
            level = float(powers @ np.log(utilities - losing))
            return Mixture(chances, utilities, level, max(gap, 0.0))
        chances = np.append(chances, 0.0)


def _lift(pool: Pool, base: Floats, direction: Floats) -> tuple[Mixture, Floats]:
    known = len(pool.vectors)
    for slack in SLACKS:
        found = linprog(
            np.append(np.zeros(known), -1.0),
            A_ub=np.column_stack([-pool.vectors.T, direction]),
            b_ub=slack - base,
            A_eq=np.append(np.ones(known), 0.0)[None, :],
            b_eq=[1.0],
            bounds=[(0, None)] * known + [(None, None)],
            method="highs",
            options={"primal_feasibility_tolerance": PRECISE, "dual_feasibility_tolerance": PRECISE},
        )
        if found.x is not None:
            break
    chances = np.clip(np.asarray(found.x)[:known], 0, None)
    chances /= chances.sum()
    utilities = chances @ pool.vectors
    free = direction > 0
    level = float(((utilities - base)[free] / direction[free]).min())
    prices = np.clip(-np.asarray(found.ineqlin.marginals), 0, None)
    prices /= prices @ direction
    return Mixture(chances, utilities, level, np.inf), prices


def _climb(gains: Floats, powers: Floats, chances: Floats) -> Floats:
    """Return the chances that maximise the log-product over known packages, by Newton's method inside a barrier."""
    known = len(gains)
    inward = 0.1
    while (((1 - inward) * chances + inward / known) @ gains <= 0).any():
        inward /= 10
    chances, barrier = (1 - inward) * chances + inward / known, 1e-2
    while barrier * known > GAP / 100:
        barrier *= 0.1
        for _ in range(STEPS):
            step = _newton(gains, powers, chances, barrier)
            size = 0.95 / max(1.0, float((-step / chances).max()), float((-(step @ gains) / (chances @ gains)).max()))
            chances = chances + (step if size > 0.5 and np.abs(step / chances).max() < 0.5 else size * step)
            if np.abs(step / chances).max() < NEAR:
                break
        chances /= chances.sum()
    return chances


def _newton(gains: Floats, powers: Floats, chances: Floats, barrier: float) -> Floats:
    """Return the Newton step for the chances, scaled by them so that the system stays well conditioned."""
    total = chances @ gains
    scaled = gains * chances[:, None]
    known = len(chances)
    system = np.zeros((known + 1, known + 1))
    system[:known, :known] = (scaled * (powers / total**2)) @ scaled.T + barrier * np.eye(known)
    system[known, :known] = system[:known, known] = chances
    slope = np.append(scaled @ (powers / total) + barrier, 1 - chances.sum())
    step: Floats = np.linalg.solve(system, slope)[:known] * chances
    return step


STEPS: Final = 30
"""Newton steps for one barrier, at the most."""
NEAR: Final = 1e-6
"""Relative steps smaller than this end the search for one barrier."""
