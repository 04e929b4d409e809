"""Runs of the reference case: processors, bytes that repeat, and how time and memory grow with the draws.

All families are run with few draws, because a war is solved anew in every draw under every scenario; what
is asked of the first draws only weighs the more there. The baselines alone are run with many.
"""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from benchmarks.fresh import fresh
from benchmarks.peers.memory import peak
from benchmarks.rows import Row, compared, seconds, size, verdict

TITLE: Final = "runs of the reference case, imports included"
LASTS: Final = "some minutes"
FULL, TINY = 24, 2
"""Draws of all families."""
MORE: Final = 500
"""How many times as many draws the baselines alone get, and four times as many again to see what grows."""
MILLION: Final = 1_000_000
CASE, SEED = "ukraine-2025", 1


def measure(draws: int) -> Iterator[Row]:
    """Assess with all families on one and two workers, then with the baselines alone and more and more draws."""
    one = fresh(__name__, "run", CASE, draws, (), {"workers": 1, "chunk": 3})
    two = fresh(__name__, "run", CASE, draws, (), {"workers": 2})
    what = f"assess {CASE}, {draws:,} draws of all families, two workers"
    yield compared(what, two["seconds"], "one worker", one["seconds"], size(two["peak"]))
    same = one["digest"] == two["digest"]
    yield Row("  the same digest with another chunk", _yes(same), goal=verdict("the same", same))
    few = fresh(__name__, "run", CASE, draws * MORE, ("influence",), {})
    many = fresh(__name__, "run", CASE, draws * MORE * 4, ("influence",), {})
    for found, number in ((few, draws * MORE), (many, draws * MORE * 4)):
        what = f"assess {CASE} --only influence, {number:,} draws"
        rate = f"{number * found['arms'] / found['seconds']:,.0f} draws a second over {found['arms']} arms"
        kept = f"keeps {size(found['bytes'])} in {found['files']} files"
        yield Row(what, seconds(found["seconds"]), f"{rate}, {kept}", "", size(found["peak"]))
    yield _million(few, many, draws * MORE * 3)


def _million(few: Mapping[str, Any], many: Mapping[str, Any], between: int) -> Row:
    """Return what a million draws would take, by what each draw between two runs took."""
    needed, added, kept = ((many[name] - few[name]) / between * MILLION for name in ("seconds", "peak", "bytes"))
    found = f"{seconds(max(needed, 0))}, {kept / 1e9:.1f} GB on the disk"
    memory = size(int(many["peak"] + max(added, 0)))
    return Row(f"  so {MILLION:,} draws would need", found, "by what each further draw took", "", memory)


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
