"""What would be agreed if the two sides made offers in turn, and waiting cost them something.

Alternating offers (:cite:t:`rubinstein1982`): a pie of 1, and each side discounts a share by its
own factor for every round that passes. With packages instead of a pie, and any number of actors who
must all consent, the same reasoning runs backwards from the last round.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr

from irenic.errors import BadUse, listed
from irenic.models.bargaining.frontier import Frontier
from irenic.models.bargaining.kernels.offers import backwards
from irenic.vocabulary import ACTOR, PACKAGE, ROUND


def first_mover_share(first: float, second: float) -> float:
    r"""Return the share of who offers first, with no last round: :math:`(1 - d_2) / (1 - d_1 d_2)`.

    Parameters
    ----------
    first, second
        The discount factors of who offers first and of the other, from 0 to 1, not both 1.

    Raises
    ------
    BadUse
        If a factor is outside, or nobody discounts.

    Examples
    --------
    >>> round(first_mover_share(0.5, 0.5), 6)
    0.666667
    """
    _check(first, second)
    if first == second == 1:
        msg = "if neither side discounts, waiting costs nothing and every division is possible"
        raise BadUse(msg)
    return (1 - second) / (1 - first * second)


def first_mover_share_by(deadline: int, first: float, second: float) -> float:
    """Return the share of who offers first, if nothing is left after a number of rounds (:cite:t:`stahl1972`).

    Parameters
    ----------
    deadline
        How many rounds there are.
    first, second
        The discount factors of who offers first and of the other, from 0 to 1.

    Raises
    ------
    BadUse
        If a factor is outside, or there is no round.

    Examples
    --------
    In the last of two rounds the other side takes all, so it accepts no less than that, discounted:

    >>> first_mover_share_by(2, 0.5, 0.75)
    0.25
    """
    _check(first, second)
    if deadline < 1:
        msg = f"there is at least one round, not {deadline}"
        raise BadUse(msg)
    share = 1.0
    for left in range(deadline - 1, 0, -1):
        share = 1 - (second if left % 2 else first) * share
    return share


def share_without_delay(first: float, second: float) -> float:
    """Return the share of a side as the time between offers vanishes, by the rates at which the two sides discount.

    It is also what the Nash solution gives with powers in inverse proportion to the rates
    (:cite:t:`binmore1986`).

    Raises
    ------
    BadUse
        If a rate is not positive.

    Examples
    --------
    >>> share_without_delay(0.25, 0.75)
    0.75
    """
    if not (first > 0 and second > 0):
        msg = "discount rates are positive"
        raise BadUse(msg)
    return second / (first + second)


@dataclass(frozen=True)
class Play:
    """What rational actors agree on at once, knowing every later round.

    Parameters
    ----------
    package
        The package that the first to offer puts forward and all accept, by issue, as labels of
        options; none if it is better for somebody to let talks break down.
    value
        What each round, reached without agreement, is worth to every actor, by round and actor,
        undiscounted; the round after the last is disagreement.
    """

    package: xr.DataArray | None
    value: xr.DataArray


def offers_in_turn(frontier: Frontier, turns: Sequence[str], discount: Mapping[str, float]) -> Play:
    """Return the subgame-perfect outcome of offers in turn over the efficient packages, with a last round.

    Parameters
    ----------
    frontier
        The efficient packages; only these matter, as who offers breaks ties towards efficiency.
    turns
        Who offers in each round.
    discount
        The factor by which each actor discounts what it gains beyond disagreement, for every round;
        1 where none is given.

    Raises
    ------
    BadUse
        If there is no round, a name is unknown, or a factor is not from 0 to 1.

    Examples
    --------
    >>> from irenic.models.bargaining.compose import bargain
    >>> from irenic.models.bargaining.frontier import efficient_packages
    >>> cake = bargain({"a": {"cake": {"a": 9, "half": 6, "b": 2}}, "b": {"cake": {"a": 2, "half": 6, "b": 9}}})
    >>> found = offers_in_turn(efficient_packages(cake), ["a", "b"], {"a": 0.5, "b": 0.6})
    >>> found.package.item(), found.value.values.tolist()
    ('cake.half', [[6.0, 6.0], [2.0, 9.0], [0.0, 0.0]])
    """
    utility = frontier.utility
    actors = utility[ACTOR].to_numpy().tolist()
    unknown = [name for name in (*turns, *discount) if name not in actors]
    if unknown or not turns:
        msg = f"offers are made in turn by {listed(actors)}; not by {listed(unknown) or 'nobody'}"
        raise BadUse(msg)
    factors = np.array([float(discount.get(actor, 1.0)) for actor in actors])
    _check(*factors.tolist())
    losing = frontier.over.disagreement.sel({ACTOR: actors}).to_numpy()
    order = np.array([actors.index(name) for name in turns])
    offers, value = backwards(utility.to_numpy() - losing, order, factors)
    agreed = int(offers[0])
    package = frontier.packages(agreed, 1).isel({PACKAGE: 0}) if agreed >= 0 else None
    labelled = xr.DataArray(value + losing, dims=(ROUND, ACTOR), coords={ACTOR: actors})
    return Play(package, labelled)


def _check(*factors: float) -> None:
    for factor in factors:
        if not 0 <= factor <= 1:
            msg = f"a discount factor is from 0 to 1, not {factor:g}"
            raise BadUse(msg)
