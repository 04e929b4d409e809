"""The Fight-and-Talk game, compiled, against the same game in plain NumPy; and that no friction means no war."""

from collections.abc import Iterator
from time import perf_counter
from typing import Final

import numpy as np

from benchmarks.fresh import fresh
from benchmarks.peers.memory import peak
from benchmarks.rows import Row, size, times, verdict
from irenic.models.war.kernels.game import BINDING, SELF_ENFORCING, Games, Plan
from irenic.models.war.kernels.reference import reference
from irenic.models.war.kernels.solve import solve

TITLE: Final = "the game of fighting and talking, solved by backward induction"
LASTS: Final = "two minutes"
FULL, TINY = 200, 2
"""Wars."""
PACKAGES, POSITIONS, MONTHS = 486, 13, 60
CALM_PER_DRAW = 500
"""Random wars without a friction that are played for every draw: 100,000 at full size."""


def measure(draws: int) -> Iterator[Row]:
    """Compare the two on some draws of 486 packages, 13 positions and 60 months."""
    found = fresh(__name__, "run", draws)
    what = f"solved a second on one core: {PACKAGES} packages × {POSITIONS} positions × {MONTHS} months"
    for name, which in (("breach possible", ""), ("binding settlements", "_binding")):
        ours, theirs = draws / found[f"ours{which}"], draws / found[f"theirs{which}"]
        beside = f"plain NumPy: {theirs:,.1f}"
        yield Row(f"{what}, {name}", f"{ours:,.0f}", beside, times(ours / theirs), size(int(found["peak"])))
    calm, settled = int(found["calm"]), int(found["settled"])
    aim = verdict("all", calm == settled)
    yield Row(f"{calm:,} random wars without a friction", f"{settled:,} settled in the first month", goal=aim)


def run(draws: int) -> dict[str, float]:
    """Time both on the same draws, and hold the answers against each other."""
    games = random_games(draws)
    found: dict[str, float] = {}
    for name, contract in (("", SELF_ENFORCING), ("_binding", BINDING)):
        plan = Plan(np.ones((MONTHS, 1, 1), bool), np.array([-1]), contract, False)
        solve(random_games(1), plan)  # compiled, or read from the disk
        start = perf_counter()
        ours = solve(games, plan)
        found[f"ours{name}"] = perf_counter() - start
        start = perf_counter()
        # A few draws at a time, so that the memory of the comparison is not what is measured.
        theirs = [reference(part(games, k), plan).value for k in range(0, draws, 10)]
        found[f"theirs{name}"] = perf_counter() - start
        np.testing.assert_allclose(ours.value[:, :, 1:-1].swapaxes(1, 2), np.concatenate(theirs), atol=1e-12)
    return {**found, "peak": peak(), **calm_wars(draws * CALM_PER_DRAW)}


def part(games: Games, k: int) -> Games:
    """Return ten draws."""
    return Games(*(array[k : k + 10] for array in games))


def random_games(draws: int) -> Games:
    """Return wars in which everything is drawn."""
    rng = np.random.default_rng(1)
    land = np.linspace(0, 1, POSITIONS)
    held = np.tile(np.array([land, 1 - land, 0 * land]), (draws, 1, 1))
    moves = rng.uniform(0.1, 0.5, (draws, 1, 1))
    share = rng.uniform(0.3, 0.7, (draws, 1, 3))
    return Games(
        utility=rng.uniform(0, 1, (draws, 3, PACKAGES)),
        allowed=rng.random((draws, 1, PACKAGES)) < 0.5,
        penalty=np.repeat(rng.uniform(0, 0.4, (draws, 1, PACKAGES)), 2, axis=1),
        up=moves * share,
        down=moves * (1 - share),
        cost=rng.uniform(0.003, 0.03, (draws, 1, 3)) * [1, 1, 0],
        proposes=rng.dirichlet((1, 1, 1), (draws, 1)),
        held=held,
        end=held[:, None].copy(),
        discount=rng.uniform(0.95, 0.995, (draws, 3)),
        rearm=rng.uniform(0, 0.08, (draws, 2)),
        lapse=rng.uniform(0, 0.04, draws),
        noise=np.zeros(draws),
        truce=rng.uniform(0, 1, draws),
        start=rng.integers(1, POSITIONS - 1, draws),
    )


def calm_wars(count: int) -> dict[str, float]:
    """Play wars with one view of the odds, one patience, no red lines, a divisible stake and binding settlements."""
    rng = np.random.default_rng(2)
    positions, packages, months = 7, 6, 6
    odds = rng.dirichlet((1, 1, 1), (count, 1))
    land = np.sort(rng.random((count, positions)), axis=1)
    land[:, 0], land[:, -1] = 0, 1
    held = np.stack([land, 1 - land, 0 * land], axis=1)
    utility = np.zeros((count, 3, packages))
    utility[:, 0], utility[:, 1] = rng.random((2, count, packages))
    utility[:, :2, 0], utility[:, :2, 1] = [0, 1], [1, 0]
    games = Games(
        utility=utility,
        allowed=np.ones((count, 1, packages), bool),
        penalty=np.zeros((count, 2, packages)),
        up=np.repeat(odds[..., :1], 3, axis=2),
        down=np.repeat(odds[..., 1:2], 3, axis=2),
        cost=rng.uniform(0, 0.1, (count, 1, 3)) * [1, 1, 0],
        proposes=rng.dirichlet((1, 1, 1), (count, 1)),
        held=held,
        end=held[:, None].copy(),
        discount=np.repeat(rng.uniform(0.5, 1, (count, 1)), 3, axis=1),
        rearm=np.zeros((count, 2)),
        lapse=np.zeros(count),
        noise=np.zeros(count),
        truce=np.zeros(count),
        start=rng.integers(1, positions - 1, count),
    )
    found = solve(games, Plan(np.ones((months, 1, 1), bool), np.array([-1]), BINDING, True))
    return {"calm": count, "settled": float((found.settled[:, 0] > 1 - 1e-9).sum())}
