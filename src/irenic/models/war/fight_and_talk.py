"""When would they sign, what, and would it hold? The Fight-and-Talk game.

Two parties fight and talk month by month, with a mediator's texts among those on the table. A
package is signed when neither would rather fight on, looking ahead to all that may come:
battles, later talks, and the other side breaking its word. The game has a last month and is
solved backwards from it, so its answer is unique up to ties, which go to what the other side
likes better; all chances are exact.

What the numbers mean: utilities run from 0 to 1 over the whole menu, 1 is also outright victory
and 0 defeat. The game belongs to Irenic; what it contains of the literature is tested as limits
(Rubinstein, Fearon, Powell, Smith and Stam, among others), and the page on the family in the
documentation says which.
"""

from dataclasses import dataclass, fields

import numpy as np
import xarray as xr

from irenic.errors import BadUse
from irenic.models.war.games import Floats, Rules, front_now, games_of, own_odds
from irenic.models.war.kernels.finish import chance_of_victory, length_of_war
from irenic.models.war.kernels.game import TIE, Bools
from irenic.models.war.kernels.solve import Outcome, solve
from irenic.vocabulary import DRAW, FRONT, MONTH, PACKAGE, PARTY


@dataclass(frozen=True, slots=True)
class Settlement:
    """What would be signed, when, and how long it would last. Months count from 1; draws come first.

    Parameters
    ----------
    settled
        The chance of the first settlement in a month, ``(draw, month)``.
    settled_on
        The chance that the first settlement is a package, ``(draw, package)``.
    fought
        The chance of fighting in a month, also after a settlement was broken, ``(draw, month)``.
    ceasefire
        The chance that a month passes in a ceasefire without terms, ``(draw, month)``.
    victory
        The chance that a party wins outright in a month, ``(draw, month, party)``.
    survival
        The chance that a first settlement is unbroken after so many months, among those signed early
        enough to be seen so long, ``(draw, month)``; NaN where there is none.
    outlook
        What the war with its talks is worth at the front now, ``(draw, party)``.
    fighting_on
        What refusing everything this month is worth, ``(draw, party)``: the reservation value.
    signing
        What a package is worth if signed now, breach included, ``(draw, party, package)``.
    package_utility
        What it is worth as long as it is kept, leader costs taken off, ``(draw, party, package)``.
    allowed
        Whether it is on offer and within all red lines, ``(draw, package)``.
    temptation
        The most that fighting can come to be worth while a settlement lasts, ``(draw, party)``.
    true_odds, length
        The challenger's chance of victory and the expected months of war if nobody ever talks, ``(draw)``;
        NaN if the front never moves.
    """

    settled: xr.DataArray
    settled_on: xr.DataArray
    fought: xr.DataArray
    ceasefire: xr.DataArray
    victory: xr.DataArray
    survival: xr.DataArray
    outlook: xr.DataArray
    fighting_on: xr.DataArray
    signing: xr.DataArray
    package_utility: xr.DataArray
    allowed: xr.DataArray
    temptation: xr.DataArray
    true_odds: xr.DataArray
    length: xr.DataArray

    @property
    def accepts(self) -> xr.DataArray:
        """Whether a party would rather sign a package now than fight on, ``(draw, party, package)``."""
        return self.signing >= self.fighting_on - TIE

    @property
    def feasible(self) -> xr.DataArray:
        """Whether both would sign a package now, and may, ``(draw, package)``."""
        return self.accepts.all(PARTY) & self.allowed

    @property
    def way_out(self) -> xr.DataArray:
        """The least gain over fighting on that the best package gives a party, ``(draw)``; NaN without a package."""
        return (self.signing - self.fighting_on).min(PARTY).where(self.allowed).max(PACKAGE)

    @property
    def terms(self) -> xr.DataArray:
        """What the first settlement gives a party on average, ``(draw, party)``; NaN where there is none."""
        chance = self.settled_on.sum(PACKAGE)
        return (self.settled_on * self.package_utility).sum(PACKAGE) / chance.where(chance > 0)

    @property
    def guarantee_needed(self) -> xr.DataArray:
        """The smallest penalty under which nobody ever gains by breaking a package signed now, ``(draw, package)``.

        As long as everybody keeps it a package is worth its utility, so the penalty must make up for
        what fighting can come to be worth beyond that, given the war as it is.
        """
        return (self.temptation - self.package_utility).max(PARTY).clip(min=0)

    def within(self, months: int) -> xr.DataArray:
        """Return the chance of a settlement within so many months, ``(draw)``.

        Raises
        ------
        BadUse
            If the game is not played so far ahead.
        """
        if not 1 <= months <= self.settled.sizes[MONTH]:
            msg = f"{months} months were asked for, but the game is played for {self.settled.sizes[MONTH]}"
            raise BadUse(msg)
        return self.settled.sel({MONTH: slice(1, months)}).sum(MONTH)

    @property
    def dataset(self) -> xr.Dataset:
        """Everything in one dataset, as it is stored."""
        return xr.Dataset({field.name: getattr(self, field.name) for field in fields(self)})


def when_would_they_sign(case: xr.Dataset, rules: Rules | None = None) -> Settlement:
    """Play the war with its talks to the end.

    Parameters
    ----------
    case
        A dataset as :mod:`irenic.models.war.games` describes it.
    rules
        How settlements are kept, and what follows the last month.

    Returns
    -------
    Settlement
        Labelled as the case is.

    Raises
    ------
    BadUse
        If the dataset lacks something or holds what it cannot.

    Examples
    --------
    Two equal sides over one valley. Fighting costs each of them 5% of it a month, so the front as it
    stands, half for each, is better for both than going on, and they sign it at once:

    >>> case = xr.Dataset(
    ...     {
    ...         "own_force": ("party", [1.0, 1.0]),
    ...         "aid": ("actor", [0.0, 0.0]),
    ...         "aid_entered": ("actor", [0.0, 0.0]),
    ...         "backs": (("actor", "party"), [[False, False], [False, False]]),
    ...         "substitution": 0.0,
    ...         "decisive": 0.4,
    ...         "steepness": 1.0,
    ...         "front_now": 1.0,
    ...         "war_cost": ("party", [0.05, 0.05]),
    ...         "patience": ("party", [0.95, 0.95]),
    ...         "optimism": ("party", [1.0, 1.0]),
    ...         "leader_cost": ("party", [0.0, 0.0]),
    ...         "proposes": ("actor", [0.5, 0.5]),
    ...         "mediates": ("actor", [False, False]),
    ...         "package_utility": (("party", "package"), [[0.5, 1.0], [0.5, 0.0]]),
    ...         "within_red_lines": ("package", [True, True]),
    ...         "offered": ("package", [True, True]),
    ...         "penalty": ("package", [0.0, 0.0]),
    ...         "drift": 0.0,
    ...         "fading": 0.0,
    ...         "ceasefire_first": 0.0,
    ...     },
    ...     coords={
    ...         "actor": ["hill", "vale"],
    ...         "party": ["hill", "vale"],
    ...         "package": ["halves", "all to hill"],
    ...         "front": [0, 1, 2],
    ...         "month": range(1, 13),
    ...     },
    ... )
    >>> answer = when_would_they_sign(case)
    >>> float(answer.within(1).item()), answer.feasible.sel(package="halves").item()
    (1.0, True)
    >>> answer.accepts.sel(package="all to hill").to_series().to_dict()
    {(0, 'hill'): True, (0, 'vale'): False}
    """
    games, plan = games_of(case, rules or Rules())
    outcome = solve(games, plan)
    start = games.start[:, None, None]
    here = np.take_along_axis(outcome.value, start, axis=-1)[:, :2, 0]
    refuse = np.take_along_axis(outcome.refuse, start, axis=-1)[:, :2, 0]
    odds, length = _untalked(case)
    return Settlement(
        settled=_label(case, outcome.settled, MONTH),
        settled_on=_label(case, outcome.package, PACKAGE),
        fought=_label(case, outcome.fought, MONTH),
        ceasefire=_label(case, outcome.silent, MONTH),
        victory=_label(case, outcome.victory, MONTH, PARTY),
        survival=_label(case, _survival(outcome), MONTH),
        outlook=_label(case, here, PARTY),
        fighting_on=_label(case, refuse, PARTY),
        signing=_label(case, outcome.signing, PARTY, PACKAGE),
        package_utility=_label(case, games.utility[:, :2], PARTY, PACKAGE),
        allowed=_label(case, games.allowed[:, 0], PACKAGE),
        temptation=_label(case, outcome.temptation, PARTY),
        true_odds=_label(case, odds),
        length=_label(case, length),
    )


def _survival(outcome: Outcome) -> Floats:
    """Return the share of settlements that hold, NaN where none is signed early enough."""
    share: Floats = np.full(outcome.signed.shape, np.nan)
    np.divide(outcome.holds, outcome.signed, out=share, where=outcome.signed > TIE)
    return share


def _untalked(case: xr.Dataset) -> tuple[Floats, Floats]:
    """Return the true odds and the length of a war without talks, from the front now."""
    up, down = (odds[:, 2] for odds in own_odds(case))
    at = front_now(case)[:, None]
    return (
        np.take_along_axis(chance_of_victory(up, down, case.sizes[FRONT]), at, axis=-1)[:, 0],
        np.take_along_axis(length_of_war(up, down, case.sizes[FRONT]), at, axis=-1)[:, 0],
    )


def _label(case: xr.Dataset, found: Floats | Bools, *dims: str) -> xr.DataArray:
    """Return an array of the kernel with the labels of the case."""
    draws = case[DRAW].to_numpy() if DRAW in case.coords else np.arange(len(found))
    return xr.DataArray(found, dims=(DRAW, *dims), coords={DRAW: draws, **{dim: case[dim].to_numpy() for dim in dims}})
