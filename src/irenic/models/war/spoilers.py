"""When an attack by extremists can break a deal.

A deal stands while each side trusts the other enough. Moderates who can hold their extremists down
suffer fewer attacks than those who will not; so an attack lowers trust, and it breaks the
deal of a side that trusted only just enough.

References
----------
:cite:t:`kydd2002`; that trust is what the violence is aimed at was seen in the abstract. The updating rule
is Bayes' rule in two types, not the paper's algebra.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Amount: TypeAlias = NDArray[np.float64] | float


def trust_that_survives_an_attack(needed: Amount, can_stop: Amount, would_not: Amount) -> Amount:
    """Return the trust from which on a deal outlives an attack; between ``needed`` and this it breaks.

    Parameters
    ----------
    needed
        The trust that the deal rests on, below 1.
    can_stop, would_not
        The chances of an attack if the other side's moderates hold their extremists down, and if not.

    Examples
    --------
    >>> round(trust_that_survives_an_attack(0.6, 0.2, 0.5), 4)
    0.7895
    """
    odds_for, odds_against = needed * would_not, (1 - needed) * can_stop
    return odds_for / (odds_for + odds_against)
