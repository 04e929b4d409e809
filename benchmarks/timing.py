"""The time of a function: the best of some goes, after one that is not timed."""

from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

Result = TypeVar("Result")


def best(function: Callable[[], Result], goes: int = 5) -> tuple[float, Result]:
    """Return the least of several times in seconds, and what the function returns.

    The first go reads compiled code from the disk, or compiles it; what others do on the machine can only add
    to a time, so the least is nearest to what the work takes.
    """
    found = function()
    taken = []
    for _ in range(goes):
        start = perf_counter()
        function()
        taken.append(perf_counter() - start)
    return min(taken), found
