"""How long the command takes to answer, and what it needs for that, against what was promised."""

import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from time import perf_counter
from typing import Final

from benchmarks.command import run
from benchmarks.rows import Row, seconds, size, within

TITLE: Final = "the time until the command answers"
LASTS: Final = "half a minute"
FULL, TINY = 9, 1
"""Starts of each."""
PROMISED: Final = {("--help",): 0.4, ("check", "ukraine-2025"): 0.8}
"""Seconds, by what is asked."""


def measure(times: int) -> Iterator[Row]:
    """Take the median of several starts of each, after one that is not timed; Python alone is beside it."""
    bare = median(_bare() for _ in range(times))
    for asked, promised in PROMISED.items():
        first = run(*asked)
        needed = median(run(*asked).seconds for _ in range(times))
        what = f"irenic {' '.join(asked)}, median of {times}"
        beside = f"Python that does nothing: {seconds(bare)}"
        yield Row(what, seconds(needed), beside, "", size(first.peak), within(promised, needed))


def _bare() -> float:
    start = perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return perf_counter() - start
