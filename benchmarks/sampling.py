"""Draws of one range, against the quantile function of SciPy on the same shares."""

from time import perf_counter
from typing import Any, Final

import numpy as np
from scipy.stats import norm

from benchmarks.fresh import fresh
from benchmarks.peers.memory import peak
from benchmarks.rows import Row, compared, size
from irenic.arrays.sample import draw
from irenic.arrays.shares import Shares
from irenic.examples import load

TITLE: Final = "numbers drawn from a range"
LASTS: Final = "seconds"
FULL, TINY = 1_000_000, 1000
"""Draws."""
RANGE = "capability.hill"
"""In the case of the two villages, it is 30 to 60 on a score from 0 to 100."""


def measure(draws: int) -> list[Row]:
    """Compare the two on some draws."""
    found = fresh(__name__, "run", draws)
    return [
        compared(f"{draws:,} draws of '30 to 60'", found["ours"], "scipy.stats", found["theirs"], size(found["peak"])),
        Row("the random shares for them", f"{found['shares'] * 1000:.1f} ms"),
    ]


def run(draws: int) -> dict[str, Any]:
    """Time both on the same shares, and hold the draws against each other."""
    case = load("two-villages")
    shares = Shares(1, 0, draws)
    start = perf_counter()
    share = shares.of(RANGE)
    made = perf_counter() - start
    start = perf_counter()
    drawn = draw(case, shares, [RANGE])[RANGE]
    ours, most = perf_counter() - start, peak()
    start = perf_counter()
    expected = np.clip(norm(45, 15 / norm.ppf(0.95)).ppf(share), 0, 100)
    theirs = perf_counter() - start
    np.testing.assert_allclose(drawn, expected, atol=1e-9)
    return {"ours": ours, "theirs": theirs, "shares": made, "peak": most}
