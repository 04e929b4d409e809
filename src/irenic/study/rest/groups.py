"""Which groups of actors are looked at where several could act together: all, or in large conflicts the small ones."""

from collections.abc import Sequence
from math import comb
from typing import Final

from irenic.models.stability.coalitions import every_coalition

MOST: Final = 255
"""Groups at the most, single actors included: all groups of eight actors."""


def largest_group(actors: Sequence[str]) -> int:
    """Return how many members the largest groups have that are looked at; two at the least, if there are two.

    Examples
    --------
    >>> largest_group("abcde"), largest_group("abcdefghijkl")
    (5, 2)
    """
    number, size = 0, 0
    while size < len(actors) and (number := number + comb(len(actors), size + 1)) <= MOST:
        size += 1
    return max(size, min(2, len(actors)))


def groups(actors: Sequence[str], least: int = 1) -> list[tuple[str, ...]]:
    """Return the groups that are looked at, the small ones first.

    Parameters
    ----------
    actors
        The actors.
    least
        How many members a group has at the least.

    Examples
    --------
    >>> groups("abc", least=2)
    [('a', 'b'), ('a', 'c'), ('b', 'c'), ('a', 'b', 'c')]
    """
    return every_coalition(actors, least, largest_group(actors))
