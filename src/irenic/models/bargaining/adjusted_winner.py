"""Adjusted winner: two sides divide issues by points, in exact fractions.

Each side spreads the same number of points over the issues. Every issue goes to the side that
gives it more; then the side that is ahead hands over, in the order of how little more it values
them than the other does, what makes both equal. At most one issue is split. The result is
efficient, equitable and free of envy (:cite:t:`brams1996`).

It takes points at face value: a side that guesses the other's points can gain by misstating its
own, which :func:`swayed_by` shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from irenic.errors import BadUse, listed

Points: TypeAlias = Mapping[str, int | Fraction]
"""Points by issue, as whole numbers or fractions."""


@dataclass(frozen=True, slots=True)
class Division:
    """Who gets which share of every issue.

    Parameters
    ----------
    first, second
        The points of the two sides.
    share
        The share of each issue that goes to the first side.
    transfers
        What the side ahead handed over, in order: the issue, and the share of it.
    """

    first: Points
    second: Points
    share: dict[str, Fraction]
    transfers: tuple[tuple[str, Fraction], ...]

    @property
    def points(self) -> tuple[Fraction, Fraction]:
        """What each side gets, in its own points."""
        return _points(self.first, self.second, self.share)

    @property
    def split(self) -> tuple[str, ...]:
        """The issues that are split: at most one."""
        return tuple(issue for issue, part in self.share.items() if 0 < part < 1)

    @property
    def equitable(self) -> bool:
        """Whether both sides get the same, each in its own points."""
        return self.points[0] == self.points[1]

    @property
    def envy_free(self) -> bool:
        """Whether neither side would rather have what the other gets."""
        halves = (Fraction(sum(self.first.values())) / 2, Fraction(sum(self.second.values())) / 2)
        return self.points[0] >= halves[0] and self.points[1] >= halves[1]

    @property
    def efficient(self) -> bool:
        """Whether no other division is better for one side and no worse for the other.

        Otherwise one side has part of an issue that is worth nothing to it and something to the other,
        or the first side has part of an issue, and the second of another, that they had better exchange.
        """
        held = [issue for issue, part in self.share.items() if part > 0]
        left = [issue for issue, part in self.share.items() if part < 1]
        mine, yours = self.first, self.second
        idle = any(not mine[a] and yours[a] for a in held) or any(not yours[b] and mine[b] for b in left)
        return not idle and not any(mine[a] * yours[b] < mine[b] * yours[a] for a, b in product(held, left))

    @property
    def undivided(self) -> tuple["Division", ...]:
        """The divisions in which the issue that is split goes to one side whole, or this one if none is."""
        if not self.split:
            return (self,)
        whole = [{**self.share, self.split[0]: Fraction(part)} for part in (1, 0)]
        return tuple(Division(self.first, self.second, share, ()) for share in whole)


def adjusted_winner(first: Points, second: Points) -> Division:
    """Return how two sides divide issues by adjusted winner.

    Parameters
    ----------
    first, second
        The points of each side, by issue, none negative, and some issue with points from each.

    Raises
    ------
    BadUse
        If the sides value different issues, the points are negative or floats, or do not add up
        to the same.

    Examples
    --------
    >>> found = adjusted_winner({"land": 60, "water": 40}, {"land": 30, "water": 70})
    >>> [f"{issue}: {part}" for issue, part in found.share.items()], [str(p) for p in found.points]
    (['land: 1', 'water: 1/11'], ['700/11', '700/11'])
    """
    _check(first, second)
    share: dict[str, Fraction] = {}
    for issue in first:
        if first[issue] != second[issue]:
            share[issue] = Fraction(int(first[issue] > second[issue]))
    for issue in first:  # ties go to the side that is behind
        if issue not in share:
            behind = _points(first, second, share)
            share[issue] = Fraction(int(behind[0] < behind[1]))
    transfers = _transfers(first, second, share)
    return Division(first, second, {issue: share[issue] for issue in first}, tuple(transfers))


def swayed_by(first: Points, second: Points, issue: str, by: Fraction) -> Fraction:
    """Return what the first side gains, in its true points, by overstating one issue and understating the others.

    Parameters
    ----------
    first, second
        The true points.
    issue
        The issue that the first side overstates; a negative part understates it.
    by
        By which part of its points.

    Raises
    ------
    BadUse
        If the issue would get more than all points, or the others have none to take from.

    Examples
    --------
    >>> str(swayed_by({"land": 60, "water": 40}, {"land": 30, "water": 70}, "land", Fraction(-1, 10)))
    '600/319'
    """
    total = Fraction(sum(first.values()))
    stated = Fraction(first[issue]) * (1 + by)
    rest = total - first[issue]
    if rest <= 0 or not 0 <= stated <= total:
        msg = f"'{issue}' cannot be stated as {stated} of {total} points"
        raise BadUse(msg)
    told = {
        name: stated if name == issue else Fraction(value) * (total - stated) / rest for name, value in first.items()
    }
    honest, misled = adjusted_winner(first, second), adjusted_winner(told, second)
    return _points(first, second, misled.share)[0] - honest.points[0]


def _transfers(first: Points, second: Points, share: dict[str, Fraction]) -> list[tuple[str, Fraction]]:
    """Hand over, from the side ahead, issues in the order of the ratio of points, until both are equal."""
    mine, yours = _points(first, second, share)
    giver, taker, given = (first, second, Fraction(0)) if mine > yours else (second, first, Fraction(1))
    held = [issue for issue in first if share[issue] != given and (giver[issue] or taker[issue])]
    held.sort(key=lambda issue: (taker[issue] == 0, Fraction(giver[issue]) / (taker[issue] or 1)))
    done = []
    for issue in held:
        ahead = abs(_points(first, second, share)[0] - _points(first, second, share)[1])
        if ahead == 0:
            break
        part = min(Fraction(1), ahead / (Fraction(giver[issue]) + taker[issue]))
        share[issue] += (given - share[issue]) * part
        done.append((issue, part))
        if part < 1:
            break
    return done


def _points(first: Points, second: Points, share: Mapping[str, Fraction]) -> tuple[Fraction, Fraction]:
    mine = sum((part * first[issue] for issue, part in share.items()), Fraction(0))
    return mine, sum(((1 - part) * second[issue] for issue, part in share.items()), Fraction(0))


def _check(first: Points, second: Points) -> None:
    if first.keys() != second.keys() or not first:
        msg = f"both sides value the same issues; they differ on {listed(sorted(first.keys() ^ second.keys()))}"
        raise BadUse(msg)
    for value in (*first.values(), *second.values()):
        if not isinstance(value, int | Fraction) or value < 0:
            msg = f"points are whole numbers or fractions from 0, so that equal is equal; {value!r} is not"
            raise BadUse(msg)
    if sum(first.values()) != sum(second.values()) or not sum(first.values()):
        msg = f"both sides have the same points to spread; they are {sum(first.values())} and {sum(second.values())}"
        raise BadUse(msg)
