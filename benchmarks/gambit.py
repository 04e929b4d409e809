"""Small wars against Gambit, which is handed the numbers of each and knows nothing of how it is solved here.

A tree can say what the compiled game says as long as all sides see the same odds, which is what a tree has chance for.
Ceasefires, levers, and a guarantor who may be gone are not in these wars. One rule is no choice to Gambit: where
each side would break a settlement that the other keeps, both break it and both pay. That is no equilibrium, since
whoever expects the other to break it saves the penalty by waiting; there the end is given, and counted.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np

from benchmarks.peer import ABSENT, ask
from benchmarks.rows import Row, verdict
from irenic.models.war.kernels.game import BINDING, REVISABLE, SELF_ENFORCING, Games, Plan
from irenic.models.war.kernels.solve import solve

TITLE: Final = "small wars against Gambit, another program"
LASTS: Final = "a minute"
FULL, TINY = 20, 1
"""Wars of each kind."""
CONTRACTS: Final = {"binding": BINDING, "self-enforcing": SELF_ENFORCING, "revisable": REVISABLE}
CLOSE: Final = 1e-6


def measure(wars: int) -> Iterator[Row]:
    """Compare the values of all three sides, for every kind of contract."""
    return (_compared(name, wars) for name in CONTRACTS)


def _compared(contract: str, wars: int) -> Row:
    what = f"{wars} small wars, {contract}"
    random = np.random.default_rng(3)
    asked = [small_war(random, contract) for _ in range(wars)]
    answers = ask("gambit_wars.py", asked)
    if answers is None:
        return Row(what, "not compared", ABSENT)
    gaps = [np.abs(np.subtract(values(one), said["values"])).max() for one, said in zip(asked, answers, strict=True)]
    agree = int(sum(gap <= CLOSE for gap in gaps))
    subgames, given = (sum(said[name] for said in answers) for name in ("subgames", "both"))
    note = f"Gambit: {subgames:,} subgames" + f", and {given} ends given" * (given > 0)
    return Row(
        what, f"{agree} of {wars} agree, largest gap {max(gaps):.0e}", note, goal=verdict("all agree", agree == wars)
    )


def small_war(random: np.random.Generator, contract: str) -> dict[str, Any]:
    """Return a war of three months, five positions and three packages, in numbers of few digits."""
    months, positions, packages = 3, 5, 3
    land = np.linspace(0, 1, positions)
    share = random.uniform(0.3, 0.7)
    moves = random.uniform(0.3, 0.8)
    words = random.dirichlet((2, 2, 2)).round(3)
    return {
        "months": months,
        "contract": contract,
        "utility": random.uniform(0, 1, (3, packages)).round(4).tolist(),
        "penalty": random.uniform(0, 0.1, (2, packages)).round(4).tolist(),
        "up": round(moves * share, 3),
        "down": round(moves * (1 - share), 3),
        "cost": [*random.uniform(0, 0.1, 2).round(4).tolist(), 0.0],
        "proposes": [*words[:2].tolist(), round(1 - words[0] - words[1], 3)],
        "held": np.array([land, 1 - land, 0 * land]).round(6).tolist(),
        "end": random.uniform(0, 1, (3, positions)).round(4).tolist(),
        "discount": random.uniform(0.7, 0.98, 3).round(3).tolist(),
        "rearm": random.uniform(0, 0.3, 2).round(3).tolist(),
        "start": int(random.integers(1, positions - 1)),
    }


def values(war: Mapping[str, Any]) -> list[float]:
    """Return what a war is worth to every side, by the compiled game."""
    array = {name: np.array(war[name], dtype=float)[None] for name in war.keys() - {"months", "contract", "start"}}
    games = Games(
        utility=array["utility"],
        allowed=np.ones((1, 1, array["utility"].shape[2]), bool),
        penalty=array["penalty"],
        up=np.full((1, 1, 3), war["up"]),
        down=np.full((1, 1, 3), war["down"]),
        cost=array["cost"][:, None],
        proposes=array["proposes"][:, None],
        held=array["held"],
        end=array["end"][:, None],
        discount=array["discount"],
        rearm=array["rearm"],
        lapse=np.zeros(1),
        noise=np.zeros(1),
        truce=np.zeros(1),
        start=np.array([war["start"]]),
    )
    plan = Plan(np.ones((war["months"], 1, 1), bool), np.array([-1]), CONTRACTS[war["contract"]], False)
    found: list[float] = solve(games, plan).value[0, :, war["start"]].tolist()
    return found
