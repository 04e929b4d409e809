"""A small war to change: two parties, a mediator who backs the defender, another patron, four packages."""

import numpy as np
import pytest
import xarray as xr

DIMS = {
    "own_force": ("draw", "party"),
    "aid": ("draw", "actor"),
    "aid_entered": ("draw", "actor"),
    "backs": ("actor", "party"),
    "war_cost": ("draw", "party"),
    "patience": ("draw", "party"),
    "optimism": ("draw", "party"),
    "leader_cost": ("draw", "party"),
    "proposes": ("draw", "actor"),
    "mediates": ("actor",),
    "package_utility": ("draw", "party", "package"),
    "mediator_utility": ("draw", "package"),
    "within_red_lines": ("draw", "package"),
    "offered": ("draw", "package"),
    "penalty": ("draw", "package"),
}
ACTORS = ["north", "south", "guest", "friend"]


def dataset(seed=0, draws=12, packages=4, positions=7, months=18, **changes):
    """A dataset as the contract has it, with random numbers in every draw."""
    rng = np.random.default_rng(seed)
    sizes = {"draw": draws, "party": 2, "actor": 4, "package": packages}
    shape = {name: tuple(sizes[dim] for dim in dims) for name, dims in DIMS.items()}
    aid = np.zeros((draws, 4))
    aid[:, 2:] = rng.uniform(10, 40, (draws, 2))
    parts = {
        "own_force": rng.uniform(40, 100, shape["own_force"]),
        "aid": aid,
        "aid_entered": aid,
        "backs": np.array([[False, False], [False, False], [False, True], [False, True]]),
        "substitution": rng.uniform(0, 1, draws),
        "decisive": rng.uniform(0.1, 0.5, draws),
        "steepness": rng.uniform(0.7, 2, draws),
        "front_now": rng.uniform(1, positions - 2, draws),
        "war_cost": rng.uniform(0.002, 0.03, shape["war_cost"]),
        "patience": rng.uniform(0.95, 0.995, shape["patience"]),
        "optimism": rng.uniform(0.8, 2, shape["optimism"]),
        "leader_cost": rng.uniform(0, 0.2, shape["leader_cost"]),
        "proposes": rng.uniform(0.1, 1, shape["proposes"]),
        "mediates": np.array([False, False, True, False]),
        "package_utility": rng.uniform(0, 1, shape["package_utility"]),
        "mediator_utility": rng.uniform(0, 1, shape["mediator_utility"]),
        "within_red_lines": rng.random(shape["within_red_lines"]) < 0.8,
        "offered": rng.random(shape["offered"]) < 0.8,
        "penalty": rng.uniform(0, 0.3, shape["penalty"]),
        "drift": rng.uniform(-2, 2, draws),
        "fading": rng.uniform(0, 0.4, draws),
        "ceasefire_first": rng.uniform(0, 1, draws),
        **changes,
    }
    return xr.Dataset(
        {name: (DIMS.get(name, ("draw",)) if np.ndim(part) else (), part) for name, part in parts.items()},
        coords={
            "draw": np.arange(draws),
            "party": ACTORS[:2],
            "actor": ACTORS,
            "package": [f"p{i}" for i in range(packages)],
            "front": np.arange(positions),
            "month": np.arange(1, months + 1),
        },
    )


@pytest.fixture(scope="session")
def war():
    return dataset
