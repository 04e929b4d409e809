"""How long the command takes to answer, against what was promised."""

import subprocess
import sys
from time import perf_counter

from benchmarks.rows import Row, compared

FULL, TINY = 7, 1
PROMISED = {("--help",): 0.4, ("check", "ukraine-2025"): 0.8}
"""Seconds, by what is asked."""


def measure(times: int) -> list[Row]:
    """Take the best of several starts of each."""
    return [
        compared(f"irenic {' '.join(asked)}, best of {times}", _best(asked, times), "promised", promised)
        for asked, promised in PROMISED.items()
    ]


def _best(asked: tuple[str, ...], times: int) -> float:
    return min(_once(asked) for _ in range(times))


def _once(asked: tuple[str, ...]) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, "-m", "irenic.cli", *asked], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start
