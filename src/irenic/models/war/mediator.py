"""Which levers the mediator would pull of its own will, and whether it would walk away.

In :mod:`~irenic.models.war.fight_and_talk` the mediator does what a scenario says. Here it
chooses every month, knowing how the parties will answer, and thereby may do what no scenario
of one lever would: use it now and not later, or threaten and not act. It looks ahead as far
as the parties do and cannot bind itself to what it will do later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr

from irenic.errors import BadUse
from irenic.models.war.games import Floats, Rules, games_of, values
from irenic.models.war.kernels.game import Games, Plan
from irenic.models.war.kernels.solve import solve
from irenic.vocabulary import DRAW, EXIT_COST, HOME_COST, LEVER, MONTH, NO_LEVER, RESET_PRIZE

_LEAVE: Final = "to leave"
_GONE: Final = "to be gone"


@dataclass(frozen=True, slots=True)
class Mediation:
    """What the mediator does of its own will.

    Parameters
    ----------
    used
        The expected months in which it uses a lever before any settlement, ``(draw, lever)``.
    leaves
        The chance that it walks away before any settlement, ``(draw)``.
    settled
        The chance of the first settlement in a month, ``(draw, month)``.
    """

    used: xr.DataArray
    leaves: xr.DataArray
    settled: xr.DataArray


def what_would_the_mediator_do(
    case: xr.Dataset,
    levers: Mapping[str, xr.Dataset],
    gone: xr.Dataset | None = None,
    rules: Rules | None = None,
) -> Mediation:
    """Let the mediator choose a lever every month.

    Parameters
    ----------
    case
        A dataset as :mod:`irenic.models.war.games` describes it, with ``mediator_utility``, and with
        ``home_cost``, ``exit_cost`` and ``reset_prize`` by draw.
    levers
        For each lever, the dataset of the case with that lever pulled. Forces, costs, texts and offers of
        the month are read from it; what packages are worth, patience and breach are those of the case.
    gone
        The dataset of the case without the mediator, if it can walk away; then it never comes back.
    rules
        As for :func:`~irenic.models.war.fight_and_talk.when_would_they_sign`.

    Returns
    -------
    Mediation
        A lever that is worth as much as an earlier one is not used: the order is that of the case as things are, of
        ``levers``, and of leaving.

    Raises
    ------
    BadUse
        If a stake of the mediator is missing, or a lever has a name that is taken.

    Examples
    --------
    A mediator that cannot walk away does not, and a lever that changes nothing is not used:

    >>> from irenic.arrays.build import build
    >>> from irenic.arrays.shares import Shares
    >>> from irenic.examples import load
    >>> from irenic.models.bargaining.menu import menu
    >>> case = build(load("ukraine-2025"), Shares(seed=1, start=0, stop=1))
    >>> case = case.merge(menu(case))
    >>> case = case.assign(home_cost=0.0, exit_cost=0.0, reset_prize=0.0)
    >>> found = what_would_the_mediator_do(case, {"idle": case})
    >>> float(found.leaves.item()), float(found.used.sel(lever="idle").item())
    (0.0, 0.0)
    """
    missing = [name for name in (HOME_COST, EXIT_COST, RESET_PRIZE) if name not in case]
    if missing:
        msg = f"the dataset lacks {', '.join(missing)}"
        raise BadUse(msg)
    taken = {NO_LEVER, _LEAVE, _GONE} & set(levers)
    if taken:
        msg = f"a lever cannot be called '{min(taken)}'"
        raise BadUse(msg)
    rules = rules or Rules()
    choices = {NO_LEVER: case, **levers, **({_LEAVE: gone, _GONE: gone} if gone is not None else {})}
    parts = {name: games_of(choice, rules) for name, choice in choices.items()}
    games = _stacked(case, {name: games for name, (games, _) in parts.items()})
    outcome = solve(games, _free(tuple(choices), parts[NO_LEVER][1]))
    draws = case[DRAW].to_numpy() if DRAW in case.coords else np.arange(len(outcome.settled))
    names = [NO_LEVER, *levers]
    left = outcome.used[:, len(names)] if gone is not None else np.zeros(len(draws))
    return Mediation(
        xr.DataArray(outcome.used[:, : len(names)], dims=(DRAW, LEVER), coords={DRAW: draws, LEVER: names}),
        xr.DataArray(left, dims=DRAW, coords={DRAW: draws}),
        xr.DataArray(outcome.settled, dims=(DRAW, MONTH), coords={DRAW: draws, MONTH: case[MONTH].to_numpy()}),
    )


def _stacked(case: xr.Dataset, parts: Mapping[str, Games]) -> Games:
    """Return one game with all levers side by side, and with the mediator's stakes."""
    base = parts[NO_LEVER]
    # The mediator is as patient as the parties are on average.
    discount = base.discount.copy()
    discount[:, 2] = discount[:, :2].mean(axis=-1)
    utility = base.utility.copy()
    utility[:, 2] += _stake(case, RESET_PRIZE)[:, None]
    levers = {
        name: np.concatenate([getattr(games, name) for games in parts.values()], axis=1)
        for name in ("allowed", "up", "down", "cost", "proposes")
    }
    # What a lever costs for good is paid month by month; what leaving costs, in the month of leaving.
    monthly = (1 - discount[:, 2]) * _stake(case, HOME_COST)
    price = {NO_LEVER: 0 * monthly, _LEAVE: _stake(case, EXIT_COST), _GONE: 0 * monthly}
    levers["cost"][:, :, 2] = np.stack([price.get(name, monthly) for name in parts], axis=-1)
    ends = [base.end, *([parts[_GONE].end] if _GONE in parts else [])]
    return base._replace(utility=utility, discount=discount, end=np.concatenate(ends, axis=1), **levers)


def _free(names: tuple[str, ...], plan: Plan) -> Plan:
    """Return a plan under which everything is open to the mediator until it leaves."""
    months = plan.available.shape[0]
    onward = np.full(len(names), -1)
    available = np.ones((months, 1, len(names)), bool)
    if _GONE in names:
        onward[names.index(_LEAVE)] = 1
        available = np.stack([[name != _GONE for name in names], [name == _GONE for name in names]])
        available = np.broadcast_to(available, (months, *available.shape)).copy()
    return plan._replace(available=available, onward=onward)


def _stake(case: xr.Dataset, name: str) -> Floats:
    found = values(case, name, ())
    if not (found >= 0).all():
        msg = f"'{name}' has values that are negative or missing; it begins at 0"
        raise BadUse(msg)
    return found
