"""What a side asks for that does not know what war costs the other, and how likely war then is.

One demand, take it or leave it, over a pie of 1. The asking side wins a war with chance ``p``
and pays ``own_cost``. In this static game power moves the terms and not the risk of war: a finding
"aid makes no difference to the chance of a settlement" that comes from here is built in.

References
----------
The set-up follows :cite:t:`fearon1995`; the formulas were derived for Irenic and checked by search over all demands.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Amount: TypeAlias = Floats | float


class Demand(NamedTuple):
    """What is asked for, and what that risks."""

    share: Floats
    war: Floats


def best_demand(p: Amount, own_cost: Amount, cost: tuple[Amount, Amount]) -> Demand:
    """Return the best demand against a side whose cost of war may be anything in a range, all alike likely.

    Parameters
    ----------
    p
        The chance of the asking side to win a war.
    own_cost
        What war costs it.
    cost
        The lowest and the highest cost of the other side; the demand is not capped at the whole pie.

    Examples
    --------
    >>> [round(float(part), 4) for part in best_demand(0.4, 0.1, (0.0, 0.4))]
    [0.55, 0.375]
    """
    low, high = np.asarray(cost[0], float), np.asarray(cost[1], float)
    over = np.maximum((high - own_cost) / 2, low)
    return Demand(p + over, np.divide(over - low, high - low, out=np.zeros_like(over + high), where=high > low))


def risk_threshold(own_cost: Amount, cost: tuple[Amount, Amount]) -> Amount:
    """Return the chance of facing a tough side below which it pays to ask for what only a weak one grants.

    Parameters
    ----------
    own_cost
        What war costs the asking side.
    cost
        What war costs the other side if it is tough, and if it is weak.

    Examples
    --------
    >>> risk_threshold(0.1, (0.05, 0.3))
    0.625
    """
    tough, weak = cost
    return (weak - tough) / (weak + own_cost)
