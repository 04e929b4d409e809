"""How an argument fares, counted over draws: for its author, against, or neither.

The rule was fixed before any argument was run: ``docs/decisions/0016``.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from irenic.study.averages import Average
from irenic.study.intervals import Chance

Values = NDArray[np.float64]
Verdict: TypeAlias = Literal["holds", "holds weakly", "no effect", "reversed", "not enough draws", "cannot test"]
VERDICTS: Final[tuple[Verdict, ...]] = (
    "holds",
    "holds weakly",
    "no effect",
    "reversed",
    "not enough draws",
    "cannot test",
)
"""Every verdict, from the best for the author to none at all."""

SPOILS_FIRST: Final[tuple[Verdict, ...]] = (
    "reversed",
    "no effect",
    "not enough draws",
    "holds weakly",
    "holds",
    "cannot test",
)
"""The order in which verdicts on several outcomes decide that on the whole."""

LIKELY: Final = 2 / 3
"""The share of draws for the author from which an argument holds."""
STILL: Final = 0.9
"""The share of draws without a move from which there is no effect."""
FEWEST: Final = 30
"""Fewer draws give no verdict."""
FEWEST_IF_MOST_ARE_LEFT_OUT: Final = 100
"""The same, where half of the draws and more have no answer."""
_WIDEST: Final = 0.1
"""How wide the interval of the difference may be for a draw between both sides to be a finding."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What every draw says of one expectation.

    Parameters
    ----------
    signs
        1 for the author, -1 against, 0 neither; of the draws in which both sides have an answer, ``(draw,)``.
    where
        Which draws of the run these are, ``(draw of the run,)``.
    before, after
        The outcome without and with what is done, of the same draws.
    """

    signs: Values
    where: NDArray[np.bool_]
    before: Values
    after: Values


@dataclass(frozen=True)
class Tally:
    """The draws for, against and neither.

    Parameters
    ----------
    sides
        What every draw says.
    """

    sides: Sides

    @property
    def draws(self) -> int:
        """How many draws have an answer on both sides."""
        return len(self.sides.signs)

    @property
    def left_out(self) -> int:
        """How many draws of the run have none."""
        return len(self.sides.where) - self.draws

    @cached_property
    def author(self) -> Chance:
        """The share of draws for the author."""
        return Chance.of(self.sides.signs > 0)

    @cached_property
    def opposite(self) -> Chance:
        """The share of draws against."""
        return Chance.of(self.sides.signs < 0)

    @cached_property
    def neither(self) -> Chance:
        """The share of draws in which nothing happens that counts."""
        return Chance.of(self.sides.signs == 0)

    @cached_property
    def balance(self) -> Average:
        """By how much more common *for* is than *against*."""
        return Average.of(self.sides.signs)

    @cached_property
    def change(self) -> Average:
        """The mean change of the outcome."""
        return Average.of(self.sides.after - self.sides.before)

    @property
    def untouched(self) -> bool:
        """Whether no draw moves by a single bit."""
        return bool((self.sides.after == self.sides.before).all())

    @property
    def verdict(self) -> Verdict:
        """The verdict, by the rule of the module."""
        if self.draws < FEWEST or (self.left_out >= self.draws and self.draws < FEWEST_IF_MOST_ARE_LEFT_OUT):
            return "not enough draws"
        if self.neither.low >= STILL:
            return "no effect"
        if self.author.low >= LIKELY:
            return "holds"
        if self.balance.clear:
            return "holds weakly" if self.balance.value > 0 else "reversed"
        return "no effect" if self.balance.high - self.balance.low <= _WIDEST else "not enough draws"


def tally(before: Values, after: Values, expectation: str, step: float) -> Tally | None:
    """Count the draws for, against and neither; nothing if no draw has an answer on both sides.

    Parameters
    ----------
    before, after
        The outcome in every draw without and with what is done, ``(draw,)``; NaN where there is none.
    expectation
        One of :data:`irenic.case.outcomes.EXPECTATIONS`, with a number for N.
    step
        How far the outcome must move for it to count.

    Examples
    --------
    >>> found = tally(np.zeros(100), np.repeat([0.5, 0.0], [80, 20]), "rises", 0.01)
    >>> found.author.share, found.neither.share, found.verdict
    (0.8, 0.2, 'holds')
    """
    where = ~np.isnan(before) & ~np.isnan(after)
    if not where.any():
        return None
    old, new = before[where], after[where]
    return Tally(Sides(_signs(old, new, expectation, step), where, old, new))


def _signs(before: Values, after: Values, expectation: str, step: float) -> Values:
    # A move of exactly one step does not count; the grid of a computed chance is finer than this slack.
    moved = np.where(np.abs(after - before) <= step * (1 + 1e-9), 0.0, np.sign(after - before))
    match expectation.split():
        case ["rises"]:
            return moved
        case ["falls"]:
            return -moved
        case ["unchanged"]:
            return np.where(moved == 0, 1.0, -1.0)
        case ["yes"] | ["not", "empty"]:
            return np.where(after > 0.5, 1.0, -1.0)
        case ["no"] | ["empty"]:
            return np.where(after > 0.5, -1.0, 1.0)
        case _:
            side, number = expectation.split()
            limit = float(number.rstrip("%")) / (100 if number.endswith("%") else 1)
            beyond = after > limit if side == "above" else after < limit
            return np.where(beyond, 1.0, -1.0)


def weakest(verdicts: list[Verdict]) -> Verdict:
    """Return the verdict on an argument that expects several outcomes: the weakest of those that could be tested.

    While one of them lacks draws, the others can spoil the argument, not save it.

    Examples
    --------
    >>> weakest(["holds", "cannot test", "no effect"]), weakest(["holds", "not enough draws"])
    ('no effect', 'not enough draws')
    """
    return min(verdicts, key=SPOILS_FIRST.index)
