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
from typing import Any, Final, TypeAlias

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.errors import BadUse
from irenic.models.war.games import Inputs, Rules, games_from, inputs_of
from irenic.models.war.kernels.solve import chance_of_settlement
from irenic.vocabulary import (
    CEASEFIRE_FIRST,
    DRAW,
    FRICTION,
    LEADER_COST,
    MONTH,
    OFFERED,
    OPTIMISM,
    PATIENCE,
    WITHIN_RED_LINES,
)

Removal: TypeAlias = Callable[[Inputs], dict[str, NDArray[Any]]]

_REMOVALS: Final[dict[str, Removal]] = {
    "beliefs": lambda inputs: {OPTIMISM: np.ones_like(inputs[OPTIMISM])},
    "red lines": lambda inputs: {WITHIN_RED_LINES: np.ones_like(inputs[WITHIN_RED_LINES])},
    "leader cost": lambda inputs: {LEADER_COST: np.zeros_like(inputs[LEADER_COST])},
    "missing lever": lambda inputs: {OFFERED: np.ones_like(inputs[OFFERED])},
    "unequal patience": lambda inputs: {PATIENCE: 0 * inputs[PATIENCE] + inputs[PATIENCE].mean(axis=-1, keepdims=True)},
    "order of talks": lambda inputs: {CEASEFIRE_FIRST: np.zeros_like(inputs[CEASEFIRE_FIRST])},
}
"""What the inputs of the games are without each friction; impatience is evened out at the mean."""
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
    inputs = inputs_of(case)
    there = _present(inputs, rules)
    chance = {
        kept: _settled(inputs, rules, set(there) - set(kept), months)
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


def _present(inputs: Inputs, rules: Rules) -> tuple[str, ...]:
    """Return the frictions that are there in at least one draw."""
    there = [
        friction
        for friction, without in _REMOVALS.items()
        if any((inputs[name] != new).any() for name, new in without(inputs).items())
    ]
    return (*there, *([ENFORCEMENT] if rules.contract != "binding" else []))


def _settled(inputs: Inputs, rules: Rules, gone: set[str], months: int) -> NDArray[np.float64]:
    """Return the chance of a settlement in time, by draw, without some frictions."""
    for friction in gone - {ENFORCEMENT}:
        inputs = {**inputs, **_REMOVALS[friction](inputs)}
    if ENFORCEMENT in gone:
        rules = Rules("binding", rules.end, rules.noise)
    settled: NDArray[np.float64] = chance_of_settlement(*games_from(inputs, rules), months).sum(axis=-1)
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
