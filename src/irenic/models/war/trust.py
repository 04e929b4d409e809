"""How much trust the first step needs, and whether steps sort the trustworthy from the rest.

Two sides can cooperate or cheat over a stake of 1. Both cooperating gives 1, being cheated costs ``loss``,
cheating gives ``gain`` to a trustworthy side (below 1) and ``temptation`` to an untrustworthy one
(above 1); both cheating gives nothing. Trust is the chance that the other side is trustworthy.
Taking a share of the stake first and the rest later lowers what the first step can cost.

References
----------
Trust as the belief that the other prefers to return cooperation: :cite:t:`kydd2005`; small
first steps: :cite:t:`osgood1962`. The formulas are our own rendering in two types, not the books' algebra.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Amount: TypeAlias = NDArray[np.float64] | float


def trust_needed(loss: Amount, gain: Amount, step: Amount = 1.0) -> Amount:
    """Return the least trust with which a trustworthy side takes a first step of this share of the stake.

    It takes the step if ``t - (1 - t) s loss >= t s gain``, as the rest is safe once the first
    step has shown who is who: ``t >= s loss / (s loss + 1 - s gain)``.

    Parameters
    ----------
    loss
        What being cheated over the whole stake costs, above 0.
    gain
        What a trustworthy side would get by cheating, below 1.
    step
        The share of the stake in the first step; 1 is all at once, one n-th is a process in n equal phases.

    Examples
    --------
    >>> round(trust_needed(1.0, 0.5), 4), trust_needed(1.0, 0.5, step=0.5)
    (0.6667, 0.4)
    """
    return step * loss / (step * loss + 1 - step * gain)


def step_that_sorts(trust: Amount, loss: Amount, temptation: Amount) -> Amount:
    """Return the smallest first step at which the untrustworthy cheat at once instead of waiting for the rest.

    They do if ``t s temptation >= s (t - (1 - t) loss) + (1 - s) t temptation``. A smaller step
    needs less trust but teaches nothing.

    Parameters
    ----------
    trust
        The chance that the other side is trustworthy, above 0.
    loss
        What being cheated costs, above 0.
    temptation
        What an untrustworthy side gets by cheating, above 1.

    Examples
    --------
    >>> round(step_that_sorts(0.4, 1.0, 1.5), 6) == round(3 / 7, 6)
    True
    """
    return trust * temptation / (2 * trust * temptation - trust + (1 - trust) * loss)
