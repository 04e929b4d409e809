"""Runs of the reference case: their time, their memory, their files, and whether their bytes repeat.

A run of all families is measured with fewer draws than one of the baselines alone, because a war
is solved anew in every draw under every scenario.
"""

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.fresh import fresh, peak
from benchmarks.rows import Row, compared, size

FULL, TINY = 10_000, 20
SHARE = 10
"""How many times as many draws the baselines alone get."""
CASE, SEED = "ukraine-2025", 1


def measure(draws: int) -> list[Row]:
    """Assess with the baselines alone, then with all families, each three times in three processes."""
    return [*_measure(draws, ("influence",)), *_measure(max(draws // SHARE, 2), ())]


def _measure(draws: int, only: Sequence[str]) -> list[Row]:
    """Assess as usual, again, and with one worker and another chunk."""
    ways: tuple[dict[str, int], ...] = ({}, {}, {"workers": 1, "chunk": 3})
    usual, again, other = (fresh(__name__, "run", CASE, draws, only, work) for work in ways)
    command = f"assess {CASE} --draws {draws} --seed {SEED}" + "".join(f" --only {name}" for name in only)
    best = min(usual["seconds"], again["seconds"])
    return [
        compared(f"{command}, imports included", best, "one worker", other["seconds"], usual["peak"]),
        Row("  its draws a second over all arms", f"{draws * usual['arms'] / best:,.0f}"),
        Row("  what it keeps", f"{usual['files']} files", size(usual["bytes"])),
        Row("  the same digest when run again", _yes(usual["digest"] == again["digest"])),
        Row("  the same draws with another chunk and one worker", _yes(usual["draws"] == other["draws"])),
        Row("  the same digest with another chunk and one worker", _yes(usual["digest"] == other["digest"])),
    ]


def run(case: str, draws: int, only: Sequence[str], work: Mapping[str, int]) -> dict[str, Any]:
    """Assess a bundled case in this process."""
    start = perf_counter()
    import irenic
    from irenic.study.engine import Work

    with tempfile.TemporaryDirectory() as folder:
        done = irenic.assess(irenic.load(case), draws, SEED, folder=folder, work=Work(**work), only=only)
        needed, most = perf_counter() - start, peak()
        kept = [path for path in Path(folder).rglob("*") if path.is_file()]
        return {
            "seconds": needed,
            "peak": most,
            "arms": len(done.arms),
            "files": len(kept),
            "bytes": sum(path.stat().st_size for path in kept),
            "digest": done.digest,
            "draws": hashlib.sha256(done.draws().to_numpy().tobytes()).hexdigest(),
        }


def _yes(holds: bool) -> str:
    return "yes" if holds else "NO"
