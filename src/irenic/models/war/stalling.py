"""Whether a patient, strong side gains by letting the war go on.

Each side enjoys the land it holds while the war lasts, and the war ends some month with the odds of
power. A strong side that holds little, and is more patient than the other, weighs the victory to
come more heavily than the other does; then no split suits both unless war costs enough.

References
----------
:cite:t:`spaniel2018` (the statements that such wars go on and that the effect rises and falls with the length of
the war were seen in the abstract; the formulas were derived for Irenic).
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Amount: TypeAlias = Floats | float


def cost_that_ends_it(patience: tuple[Amount, Amount], ends: Amount, odds: Amount, holds: Amount) -> Amount:
    """Return the present value of both sides' costs below which there is nothing that both would sign.

    Parameters
    ----------
    patience
        How much next month counts to the challenger, and to the defender.
    ends
        The chance that a month ends the war.
    odds
        The chance that the challenger then wins.
    holds
        The share of the stake it holds until then.

    Returns
    -------
    Amount
        Negative or 0 where the war gives nobody a reason to stall.

    Examples
    --------
    >>> round(cost_that_ends_it((0.99, 0.8), 0.1, 0.8, 0.3), 4)
    0.3113
    """
    one, two = (d * ends / (1 - d * (1 - ends)) for d in patience)
    return (one - two) * (odds - holds)


def most_stalling_length(patience: tuple[Amount, Amount]) -> Floats:
    """Return the length of a war, known to both, at which the two patiences differ most about its end.

    Parameters
    ----------
    patience
        How much next month counts to the challenger, and to the defender; both below 1 and not equal.

    Examples
    --------
    >>> round(float(most_stalling_length((0.99, 0.9))), 3)
    24.654
    """
    one, two = (np.asarray(d, float) for d in patience)
    length: Floats = np.log(np.log(two) / np.log(one)) / np.log(one / two)
    return length
