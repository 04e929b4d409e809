"""The rules of the Fight-and-Talk game, and the arrays that state one.

Sides are 0 the challenger, 1 the defender, 2 the mediator. The front stands between 0 (the
defender has won outright) and the last position (the challenger has). A month: the mediator
sets a lever; somebody's text is on the table; the other side signs or not; if nobody signs
there is a battle. For a side i under a lever:

* fighting on is worth ``R_i = (1 - d_i) held_i - cost_i + d_i E_i[V_i']``, by i's own odds;
* a settlement ``S_i = (1 - d_i) U_i + d_i E[Q_i']``, while the front drifts and the guarantee
  may lapse; ``S_i = U_i`` where it binds; ``S_i = (1 - d_i) U_i + d_i E[V_i']`` where it is
  bargained anew every month;
* breaking it ``R_i - phi_i``, with a chance that is logistic in ``(R_i - phi_i - S_i) / noise``,
  or exactly when that pays where noise is 0; ``Q_i`` is the value before that choice;
* a package can be signed if nobody would rather fight; the proposer picks among these.

With noise 0, "would not rather fight" reads ``S_i >= R_i``. The rule ``Q_i >= R_i``, which holds
with noise, tends to that as the noise vanishes; taken literally at 0 it would also admit
treaties that are broken, at no penalty, in the very month they are signed.

The order of the fields below is part of what is compiled: Numba's disk cache would not notice two
fields of the same type changing places in this file. A test pins the order, and says what to do.
"""

from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

TIE: Final = 1e-12
"""Values closer than this are equal: whoever is indifferent signs, and rounding decides nothing."""
BINDING: Final = 0
SELF_ENFORCING: Final = 1
REVISABLE: Final = 2
WAR: Final = 0
TRUCE: Final = 1


class Game(NamedTuple):
    """One draw of the game."""

    utility: Floats  # (3 sides, package): what a settlement is worth
    allowed: Bools  # (lever, package): offered, and within everybody's red lines
    penalty: Floats  # (2 parties, package): what breaking the package costs
    up: Floats  # (lever, 3 sides): the chance that a month moves the front up, as each side sees it; 2 sees the truth
    down: Floats  # (lever, 3 sides): the same, down
    cost: Floats  # (lever, 3 sides): of a month of war; to the mediator, of using the lever, deal or no deal
    proposes: Floats  # (lever, 3 sides): whose text is on the table; sums to 1
    held: Floats  # (3 sides, position): what the line is worth while it stands; at its ends, victory and defeat
    end: Floats  # (posture, 3 sides, position): what the war is worth after the last month
    discount: Floats  # (3 sides): how much next month counts
    rearm: Floats  # (2): the chance that a month of peace moves the front up, and down
    lapse: float  # the chance that the guarantor is gone next month
    noise: float  # how far the choice to break is from exact
    truce: float  # the chance that this month's talks require a ceasefire first
    start: int  # where the front stands


class Plan(NamedTuple):
    """What is the same in every draw."""

    available: Bools  # (month, posture, lever): one lever is a policy; of several, the mediator picks
    onward: Ints  # (lever): the posture next month; -1 keeps the present one
    contract: int  # BINDING, SELF_ENFORCING or REVISABLE
    divisible: bool  # whether neighbours on the frontier may be mixed; never if self-enforcing


class Games(NamedTuple):
    """A batch of games: :class:`Game` with the draws as first axis of every array."""

    utility: Floats
    allowed: Bools
    penalty: Floats
    up: Floats
    down: Floats
    cost: Floats
    proposes: Floats
    held: Floats
    end: Floats
    discount: Floats
    rearm: Floats
    lapse: Floats
    noise: Floats
    truce: Floats
    start: Ints


class Play(NamedTuple):
    """What everybody does in every month and state."""

    refuse: Floats  # (month, posture, 3 sides, position)
    lever: Ints  # (month, posture, position)
    pick: Ints  # (month, posture, phase, position, 3 sides): -1 where nothing can be signed
    mix: Floats  # (month, posture, phase, position, 3 sides): weight of the next package on the frontier
    agree: Bools  # (month, posture, position): both take a ceasefire that is asked for
    lasts: Bools  # (month, posture, position): a ceasefire without terms goes on
    value: Floats  # (posture, phase, 3 sides, position): V of the month last looked at
    promise: Floats  # (posture, guarantee stands or gone, position, 3 sides, package): Q of that month
    signing: Floats  # (posture, position, 3 sides, package): S of that month
