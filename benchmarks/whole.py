"""The reference case with all families and many draws: time, memory, and whether its bytes repeat. Takes long."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.command import run
from benchmarks.rows import Row, seconds, size, verdict
from irenic.study.assess import Run

TITLE: Final = "the whole of the reference case"
LASTS: Final = "the longest by far, an hour or more for 10,000 draws, and it is run twice"
FULL, TINY = 10_000, 4
CASE, SEED = "ukraine-2025", 1
CHUNKS: Final = (1, 7)
"""How many pieces of work make a task, each time."""


def measure(draws: int) -> Iterator[Row]:
    """Run the command twice, the second time cut in other pieces, and compare the digests of what is kept."""
    digests = []
    for chunk in CHUNKS:
        with tempfile.TemporaryDirectory() as folder:
            kept = str(Path(folder) / "run")
            asked = ("assess", CASE, "--draws", str(draws), "--seed", str(SEED))
            taken = run(*asked, "--chunk", str(chunk), "-q", "-o", kept)
            digests.append(Run(kept).digest)
        what = f"irenic {' '.join(asked)} --chunk {chunk}"
        yield Row(what, seconds(taken.seconds), f"digest {digests[-1][:12]}", "", size(taken.peak))
    same = digests[0] == digests[1]
    yield Row("  the same digest with either chunk", "yes" if same else "NO", goal=verdict("the same", same))
