"""What a run takes beyond its models, and experiments a second beside EMA workbench.

The time beyond the models is that of drawing, labelling and writing. It is measured by timing each call of a
model family, on one worker, so that no two calls overlap, in time of the processor, which others on the
machine do not stretch; what remains of the run is the engine.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter, process_time
from typing import Any, Final

from benchmarks.fresh import fresh
from benchmarks.peer import ABSENT, ask
from benchmarks.peers.memory import peak
from benchmarks.rows import Row, seconds, size, sizes, times, verdict

TITLE: Final = "what the engine adds to the models"
LASTS: Final = "two minutes"
FULL, TINY = 16, 1
"""Draws of all families."""
LONGER: Final = (4, 32)
"""How many times as many draws war and bargaining get, to see what each further draw takes."""
MORE: Final = 640
"""How many times as many draws the baselines alone get: whole blocks of 1,024."""
CASE, SEED = "ukraine-2025", 1
GOAL: Final = 0.02
"""The part of a run that may be the engine's."""
BY_PEER: Final = 50
"""How many times as many experiments EMA workbench gets."""


def measure(draws: int) -> Iterator[Row]:
    """Measure all families, then the baselines alone, which leave the engine the most to do, beside the peer."""
    whole = fresh(__name__, "run", CASE, draws, ())
    said = f"{1 - whole['models'] / whole['seconds']:.1%} of {seconds(whole['seconds'])}"
    what = f"part of a run beyond the models, {CASE}, {draws:,} draws, all families"
    yield Row(what, said, "so few draws: mostly what is done once for a run", "", size(whole["peak"]))
    few, many = (fresh(__name__, "run", CASE, draws * more, ("bargaining",)) for more in LONGER)
    models, all_of_it = ((many[name] - few[name]) / draws / (LONGER[1] - LONGER[0]) for name in ("models", "seconds"))
    part = max(1 - models / all_of_it, 0.0)
    what = f"  part of what each further draw takes under {many['arms']} arms, war and bargaining"
    aim = verdict(f"≤ {GOAL:.0%}", part <= GOAL)
    yield Row(what, f"{part:.1%} of {seconds(all_of_it)}", "", "", size(many["peak"]), aim)
    light = fresh(__name__, "run", CASE, draws * MORE, ("influence",))
    beyond = (light["seconds"] - light["models"]) / light["experiments"]
    yield Row("  a draw under one reading, drawn and written", f"{beyond * 1e6:,.0f} µs", "no model")
    yield _beside_ema(light, draws * BY_PEER)


def _beside_ema(light: dict[str, Any], experiments: int) -> Row:
    """Return experiments a second of the baselines, beside a peer with as many inputs, actors and issues."""
    rate = light["experiments"] / light["waited"]
    what = f"experiments a second: mean and median, {light['inputs']} inputs, kept on disk"
    asked = {name: light[name] for name in ("inputs", "actors", "issues")} | {"experiments": experiments}
    theirs = ask("ema_experiments.py", asked)
    if theirs is None:
        return Row(what, f"{rate:,.0f}", ABSENT, memory=size(light["peak"]))
    other = experiments / theirs["seconds"]
    beside = f"EMA workbench, one process, kept in memory: {other:,.0f}"
    return Row(what, f"{rate:,.0f}", beside, times(rate / other), sizes(light["peak"], theirs["peak"]))


def run(case: str, draws: int, only: Sequence[str]) -> dict[str, Any]:
    """Assess a bundled case on one worker, and time its models."""
    import irenic
    from irenic.study.engine import Work
    from irenic.study.families import FAMILIES

    chosen = irenic.load(case)
    alone = Work(workers=1)
    with tempfile.TemporaryDirectory() as folder:
        irenic.assess(chosen, 1, SEED, folder=folder, work=alone, only=only)  # a go that is not timed
    taken: list[float] = []
    for family in FAMILIES:
        object.__setattr__(family, "run", _timed(family.run, taken))
    with tempfile.TemporaryDirectory() as folder:
        start, by_processor = perf_counter(), process_time()
        done = irenic.assess(chosen, draws, SEED, folder=folder, work=alone, only=only)
        waited, needed = perf_counter() - start, process_time() - by_processor
    document = chosen.document
    return {
        "seconds": needed,
        "waited": waited,
        "arms": len(done.arms),
        "models": sum(taken),
        "experiments": draws * sum(bool(arm.families) for arm in done.arms),
        "inputs": len(chosen.drawn),
        "actors": len(document.actors),
        "issues": len(document.issues),
        "peak": peak(),
    }


def _timed(function: Callable[..., Any], taken: list[float]) -> Callable[..., Any]:
    def called(*given: Any) -> Any:
        start = process_time()
        found = function(*given)
        taken.append(process_time() - start)
        return found

    return called
