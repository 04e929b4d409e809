"""What can talk alone achieve? The best that a mediator without levers can hope for.

Two sides know each for itself whether they are strong or weak. A mediator hears both in private
and recommends a split of the pie, or leaves them to fight. It has no force and no money: its
recommendation must be one that both follow of their own will, and each must find it best to tell
the truth, also if it means to lie first and refuse later. An arbitrator, in contrast, can
impose what it says on whoever agreed to be heard.

Both are linear programs, solved exactly. That their answers agree is the result of
:cite:t:`horner2015` (seen in its abstract: unenforceable recommendations can do as well as arbitration).
War leaves a share ``theta`` of the pie; equals share it, and the strong take ``p`` of it from the weak.
"""

from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from irenic.errors import BadUse

Floats = NDArray[np.float64]
TYPES: Final = (0, 1)  # weak, strong
SHARES: Final = (0, 1, 2)  # the lower share, half, the upper share


@dataclass(frozen=True, slots=True)
class TalkCeiling:
    """The greatest chances of peace.

    Parameters
    ----------
    mediation
        With recommendations that nobody must follow.
    arbitration
        With rulings that bind.
    """

    mediation: float
    arbitration: float


def best_of_talk(strong: float, upper_hand: float, left: float) -> TalkCeiling:
    """Return the best that talk alone can do.

    Parameters
    ----------
    strong
        The chance ``q`` that a side is strong, above 0 and below 1.
    upper_hand
        What a strong side takes of the remains from a weak one, ``p``, above one half.
    left
        What a war leaves of the pie, ``theta``, below 1.

    Raises
    ------
    BadUse
        If a number is out of its range.

    Examples
    --------
    War destroys a fifth, and one side in five is strong:

    >>> ceiling = best_of_talk(0.2, 0.8, 0.8)
    >>> round(ceiling.mediation, 4), round(ceiling.arbitration, 4)
    (0.8084, 0.8084)
    """
    if not (0 < strong < 1 and 0.5 < upper_hand <= 1 and 0 <= left < 1):
        msg = (
            "the chance to be strong lies between 0 and 1, the upper hand between one half and 1, what is left below 1"
        )
        raise BadUse(msg)
    return TalkCeiling(_Program(strong, upper_hand, left).mediation(), _Program(strong, upper_hand, left).arbitration())


class _Program:
    """A linear program over ``r[mine, yours, share]``: the chance that a report pair leads to my share.

    Six more variables ``u[mine, share]`` stand for what a side of a type gets, at best, from the recommendation of a
    share after it has lied.
    """

    def __init__(self, strong: float, upper_hand: float, left: float) -> None:
        self.prior = (1 - strong, strong)
        self.war = left * np.array([[0.5, 1 - upper_hand], [upper_hand, 0.5]])
        self.rows: list[Floats] = []
        self.bounds: list[float] = []

    def mediation(self) -> float:
        """Nobody is bound: shares are what a strong side, sure to face a weak one, would just accept."""
        upper = max(0.5, float(self.war[1, 0]))
        shares = np.array([1 - upper, 0.5, upper])
        for mine, share in product(TYPES, SHARES):
            # Following a recommendation is no worse than refusing it.
            self.at_least(self.follow(mine, share, shares) - self.refuse(mine, mine, share))
            lied = self.u(mine, share)
            self.at_least(lied - self.follow(1 - mine, share, shares))
            self.at_least(lied - self.refuse(mine, 1 - mine, share))
        for mine in TYPES:
            lie = self.fight(mine, 1 - mine)
            for share in SHARES:
                lie = lie + self.u(mine, share)
            self.truth_pays(mine, shares, lie)
        return self.solve()

    def arbitration(self) -> float:
        """Everybody is bound once heard: all that counts is the mean share, so shares may be all or nothing."""
        shares = np.array([0.0, 0.5, 1.0])
        for mine in TYPES:
            outside = np.array([*np.zeros(18), sum(self.prior[yours] * self.war[mine, yours] for yours in TYPES)])
            self.truth_pays(mine, shares, outside)
            self.truth_pays(mine, shares, self.heard(mine, 1 - mine, shares))
        return self.solve()

    # Expressions: the coefficients of the variables, and a constant at the end.

    def r(self, mine: int, yours: int, share: int) -> Floats:
        row = np.zeros(19)
        row[6 * mine + 3 * yours + share] = 1
        return row

    def u(self, mine: int, share: int) -> Floats:
        row = np.zeros(19)
        row[12 + 3 * mine + share] = 1
        return row

    def follow(self, said: int, share: int, shares: Floats) -> Floats:
        """Return what a side gets by taking a share that is recommended after what it said."""
        row = np.zeros(19)
        for yours in TYPES:
            row = row + self.prior[yours] * shares[share] * self.r(said, yours, share)
        return row

    def refuse(self, mine: int, said: int, share: int) -> Floats:
        """Return what a side of a type gets by fighting instead."""
        row = np.zeros(19)
        for yours in TYPES:
            row = row + self.prior[yours] * self.war[mine, yours] * self.r(said, yours, share)
        return row

    def fight(self, mine: int, said: int) -> Floats:
        """Return what it gets where the mediator leaves the two to fight."""
        row = np.zeros(19)
        for yours in TYPES:
            none = np.array([*np.zeros(18), 1.0])
            for share in SHARES:
                none = none - self.r(said, yours, share)
            row = row + self.prior[yours] * self.war[mine, yours] * none
        return row

    def heard(self, mine: int, said: int, shares: Floats) -> Floats:
        row = self.fight(mine, said)
        for share in SHARES:
            row = row + self.follow(said, share, shares)
        return row

    def truth_pays(self, mine: int, shares: Floats, other: Floats) -> None:
        self.at_least(self.heard(mine, mine, shares) - other)

    def at_least(self, row: Floats) -> None:
        """Ask that an expression is not negative."""
        self.rows.append(-row[:18])
        self.bounds.append(float(row[18]))

    def solve(self) -> float:
        """Maximise the chance of peace."""
        peace, totals, mirrored = np.zeros(19), [], []
        for mine, yours in product(TYPES, TYPES):
            total = sum((self.r(mine, yours, share) for share in SHARES), np.zeros(19))
            peace = peace + self.prior[mine] * self.prior[yours] * total
            totals.append(total[:18])
            # What is recommended to me leaves the rest to you.
            mirrored += [(self.r(mine, yours, share) - self.r(yours, mine, 2 - share))[:18] for share in SHARES]
        found = linprog(
            -peace[:18],
            A_ub=np.array([*self.rows, *totals]),
            b_ub=np.array([*self.bounds, *np.ones(4)]),
            A_eq=np.array(mirrored),
            b_eq=np.zeros(len(mirrored)),
            bounds=(0, 1),
            method="highs",
        )
        return float(np.dot(peace[:18], np.asarray(found.x)))
