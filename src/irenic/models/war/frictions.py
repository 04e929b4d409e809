"""Why do they not sign? What each friction takes from the chance of a settlement.

With every friction gone, war is a waste that both sides would rather share out, and they settle
at once if the menu lets them. So a settlement that does not come has causes, and each can be
taken away in turn. What one friction takes away depends on which others are there, so each gets
its Shapley value: its average effect over all orders in which they could be removed
(:cite:t:`shapley1953`). The shares add up to the whole loss, exactly.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final, TypeAlias

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.errors import BadUse
from irenic.models.war.games import Rules, games_of, values
from irenic.models.war.kernels.solve import chance_of_settlement
from irenic.vocabulary import (
    CEASEFIRE_FIRST,
    DRAW,
    FRICTION,
    LEADER_COST,
    MONTH,
    OFFERED,
    OPTIMISM,
    PARTY,
    PATIENCE,
    WITHIN_RED_LINES,
)

Removal: TypeAlias = Callable[[xr.Dataset], dict[str, xr.DataArray]]

_REMOVALS: Final[dict[str, Removal]] = {
    "beliefs": lambda case: {OPTIMISM: xr.ones_like(case[OPTIMISM])},
    "red lines": lambda case: {WITHIN_RED_LINES: xr.ones_like(case[WITHIN_RED_LINES])},
    "leader cost": lambda case: {LEADER_COST: xr.zeros_like(case[LEADER_COST])},
    "missing lever": lambda case: {OFFERED: xr.ones_like(case[OFFERED])},
    "unequal patience": lambda case: {PATIENCE: xr.zeros_like(case[PATIENCE]) + case[PATIENCE].mean(PARTY)},
    "order of talks": lambda case: {CEASEFIRE_FIRST: xr.zeros_like(case[CEASEFIRE_FIRST])},
}
"""What the dataset is without each friction; impatience is evened out at the mean."""
ENFORCEMENT: Final = "no enforcement"
"""That nobody but the parties keeps a settlement: gone when it binds."""
FRICTIONS: Final = (*_REMOVALS, ENFORCEMENT)
"""Every friction, in the order in which they are reported."""


@dataclass(frozen=True, slots=True)
class Frictions:
    """What stands between the parties and a settlement.

    Parameters
    ----------
    loss
        What each friction takes from the chance of a settlement, ``(draw, friction)``; a negative
        share means that it brings a settlement nearer. Frictions that are not there take nothing.
    settled_without, settled_with
        The chance of a settlement without any of them, and with all of them, ``(draw)``. What is
        missing to 1 without them is due to the menu: it holds no package that both prefer to war.
    """

    loss: xr.DataArray
    settled_without: xr.DataArray
    settled_with: xr.DataArray


def what_stands_in_the_way(case: xr.Dataset, rules: Rules | None = None, *, months: int | None = None) -> Frictions:
    """Share out the lost chance of a settlement among the frictions.

    Parameters
    ----------
    case
        A dataset as :mod:`irenic.models.war.games` describes it.
    rules
        As for :func:`~irenic.models.war.fight_and_talk.when_would_they_sign`.
    months
        How soon the settlement should come; by default, within the whole game.

    Raises
    ------
    BadUse
        If the game is not played for so many months.

    Examples
    --------
    The shares add up to what all frictions together take away:

    >>> from irenic.arrays.build import build
    >>> from irenic.arrays.shares import Shares
    >>> from irenic.examples import load
    >>> from irenic.models.bargaining.menu import menu
    >>> case = build(load("ukraine-2025"), Shares(seed=1, start=0, stop=1))
    >>> case = case.merge(menu(case))
    >>> why = what_stands_in_the_way(case.isel(package=slice(0, 20)), months=12)
    >>> round(float((why.loss.sum("friction") - (why.settled_without - why.settled_with)).item()), 9) == 0
    True
    """
    rules = rules or Rules()
    months = case.sizes[MONTH] if months is None else months
    if not 1 <= months <= case.sizes[MONTH]:
        msg = f"{months} months were asked for, but the game is played for {case.sizes[MONTH]}"
        raise BadUse(msg)
    there = _present(case, rules)
    chance = {
        kept: _settled(*_without(case, rules, set(there) - set(kept)), months)
        for size in range(len(there) + 1)
        for kept in combinations(there, size)
    }
    nothing = np.zeros_like(chance[()])
    loss = [_shapley(chance, there, friction) if friction in there else nothing for friction in FRICTIONS]
    draws = {DRAW: case[DRAW].to_numpy() if DRAW in case.coords else np.arange(len(nothing))}
    return Frictions(
        xr.DataArray(np.stack(loss, axis=-1), dims=(DRAW, FRICTION), coords={**draws, FRICTION: list(FRICTIONS)}),
        xr.DataArray(chance[()], dims=DRAW, coords=draws),
        xr.DataArray(chance[there], dims=DRAW, coords=draws),
    )


def _present(case: xr.Dataset, rules: Rules) -> tuple[str, ...]:
    """Return the frictions that are there in at least one draw."""
    there = [
        friction
        for friction, without in _REMOVALS.items()
        if any(
            (values(case, name) != values(case.assign({name: new}), name)).any() for name, new in without(case).items()
        )
    ]
    return (*there, *([ENFORCEMENT] if rules.contract != "binding" else []))


def _without(case: xr.Dataset, rules: Rules, gone: set[str]) -> tuple[xr.Dataset, Rules]:
    for friction in gone - {ENFORCEMENT}:
        case = case.assign(_REMOVALS[friction](case))
    return case, Rules("binding", rules.end, rules.noise) if ENFORCEMENT in gone else rules


def _settled(case: xr.Dataset, rules: Rules, months: int) -> NDArray[np.float64]:
    settled: NDArray[np.float64] = chance_of_settlement(*games_of(case, rules))[:, :months].sum(axis=-1)
    return settled


def _shapley(
    chance: dict[tuple[str, ...], NDArray[np.float64]], there: tuple[str, ...], friction: str
) -> NDArray[np.float64]:
    """Return the average fall of the chance when a friction joins those that are there already."""
    n = len(there)
    share = np.zeros_like(chance[()])
    for before, found in chance.items():
        if friction not in before:
            joined = tuple(name for name in there if name in before or name == friction)
            share += (found - chance[joined]) / (n * comb(n - 1, len(before)))
    return share
