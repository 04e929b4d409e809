"""Whom can the parties believe? Three views of a mediator that leans to one side.

That a mediator who arms one side cannot be an honest broker is one view. Kydd argues the
reverse: only a mediator who is on the listener's side is believed when it counsels restraint. Favretto finds
a U: a mediator can help if it has no bias, or so much that it would enforce a deal, but not in
between. All three are given; which holds depends on what the mediator is to do.

References
----------
:cite:t:`kydd2003` and :cite:t:`favretto2009`; the statements were seen in the abstracts, and the
formulas are our own rendering, not the papers' algebra.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Amount: TypeAlias = Floats | float


def credible_leanings(
    wrong: tuple[Amount, Amount], war_cost: Amount, cost: tuple[Amount, Amount]
) -> tuple[Floats, Floats]:
    """Return the leanings between which a mediator tells the listener the truth about the other side.

    The other side is tough (war costs it little) or weak (war costs it much). Told that it is weak, the
    listener asks for more, and if that was wrong there is war. The mediator weighs the
    listener's share with ``b``, the other's with ``1 - b``, and suffers by war.

    Parameters
    ----------
    wrong
        The chance that the other is tough when the mediator has reason to think it weak, and
        the chance that it is weak when the mediator has reason to think it tough.
    war_cost
        What war costs the mediator.
    cost
        What war costs the other side if it is tough, and if it is weak.

    Returns
    -------
    low, high
        From ``b`` 0, all for the other side, to 1, all for the listener; one half is no bias. ``low`` above 1, or NaN,
        means that no mediator would be believed; ``high`` is infinite where there is no upper limit.

    Examples
    --------
    A mediator that is never wrong may be neutral; one that errs in a tenth of cases must lean to the listener:

    >>> [round(float(credible_leanings((e, 0.0), 0.2, (0.05, 0.3))[0]), 4) for e in (0.0, 0.1)]
    [0.5, 0.5455]
    """
    (missed, hidden), (tough, weak) = wrong, cost
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = (1 - np.asarray(missed)) * weak - tough
        low = np.where(gap > 0, 0.5 + missed * np.asarray(war_cost) / (2 * gap), np.nan)
        over = np.asarray(hidden) * weak - tough
        high = np.where(over > 0, 0.5 + (1 - np.asarray(hidden)) * war_cost / (2 * over), np.inf)
    return low, high


def failing_biases(gain: Amount, loss: Amount, slack: Amount) -> tuple[Floats, Floats]:
    """Return the biases between which a mediator's deal fails: too partial to be fair, too indifferent to enforce it.

    A mediator of bias ``b`` asks ``gain * b`` more for the side it favours, and would force the deal with chance
    ``b**2``. The other side agrees if ``slack - gain * b + loss * b**2 >= 0``.

    Parameters
    ----------
    gain
        How much more the favoured side gets by full bias.
    loss
        What the other side loses if force is used, above 0.
    slack
        How much better than war an unbiased deal is for it.

    Returns
    -------
    low, high
        NaN where no bias makes it fail.

    Examples
    --------
    >>> [round(float(end), 4) for end in failing_biases(0.6, 0.8, 0.05)]
    [0.0955, 0.6545]
    """
    with np.errstate(invalid="ignore"):
        root = np.sqrt(np.asarray(gain) ** 2 - 4 * np.asarray(loss) * slack)
    return (gain - root) / (2 * loss), (gain + root) / (2 * loss)
