"""Random bargains: what options are worth, red lines, and reservations."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.compose import bargain


def tables(actors: int, issues: int, options: int, seed: int = 1) -> Any:
    """Return random tables by actor, issue and option, in which every actor's best package is worth 1."""
    random = np.random.default_rng(seed)
    weight = random.dirichlet(np.ones(issues), actors)
    value = random.random((actors, issues, options))
    return value / value.max(axis=2, keepdims=True) * weight[:, :, None]


def over(table: Any, least: Any = 0.0, refuses: Mapping[str, Sequence[str]] | None = None) -> Bargain:
    """Return the bargain of some tables, with a reservation for all or for each, and options that actors refuse."""
    worth = {
        f"a{j}": {f"i{i}": {f"o{o}": value for o, value in enumerate(row)} for i, row in enumerate(rows)}
        for j, rows in enumerate(table.tolist())
    }
    limits = dict(zip(worth, np.broadcast_to(least, len(worth)).tolist(), strict=True))
    found = bargain(worth, limits, refuses=refuses)
    _ = found.stakes  # what is timed is the model, not reading the tables
    return found
