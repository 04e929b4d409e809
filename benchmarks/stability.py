"""Where the parties rest, in large conflicts and in many draws of a small one; a million verdicts against definitions.

The definitions are those of the tests: sets, one state at a time, nothing shared with what they check.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import numpy as np

from benchmarks.fresh import fresh
from benchmarks.peers.memory import peak
from benchmarks.rows import Row, compared, seconds, size, verdict, within
from benchmarks.timing import best
from irenic.models.stability.concepts import FOUR, stable
from irenic.models.stability.move_form import MoveForm

TITLE: Final = "where the parties rest: Nash, GMR, SMR and SEQ for every actor in every state"
LASTS: Final = "three minutes"
FULL, TINY = 20, 6
"""Moves of the conflict of four actors: 2 to that power are its states; the other sizes follow."""
VERDICTS_PER_STATE: Final = 1
"""Verdicts held against the definitions for every state: a million at full size."""
DRAWS_PER_STATE: Final = 0.1
"""Draws of preferences for every state: a hundred thousand at full size."""
LIMITS: Final = {4: (10, 500), 3: (20, None)}
"""Seconds and megabytes for so many actors."""


def measure(moves: int) -> Iterator[Row]:
    """Time two large conflicts, many draws of a small one and a middling one beside the definitions, and compare."""
    for actors, more in ((4, 0), (3, 2)):
        found = fresh(__name__, "large", actors, moves + more)
        limit, most = LIMITS[actors]
        goal = within(limit, found["seconds"])
        if most:
            goal += "; " + verdict(f"< {most} MB", found["peak"] < most * 1e6)
        what = f"{2 ** (moves + more):,} states × {actors} actors"
        yield Row(what, seconds(found["seconds"]), memory=size(found["peak"]), goal=goal)
    draws = max(2, int(2**moves * DRAWS_PER_STATE))
    found = fresh(__name__, "draws", draws)
    what = f"{draws:,} draws of preferences, {found['states']} states × 4 actors"
    yield Row(what, seconds(found["seconds"]), memory=size(found["peak"]), goal=within(10, found["seconds"]))
    found = fresh(__name__, "beside", min(9, moves))
    what = f"{found['states']:,} states × 4 actors"
    yield compared(what, found["ours"], "the definitions, in sets", found["theirs"])
    found = fresh(__name__, "checked", int(2**moves * VERDICTS_PER_STATE))
    what = f"{found['verdicts']:,} verdicts on random conflicts"
    aim = verdict("0 differ", not found["different"])
    yield Row(what, f"{found['different']} differ", "the definitions, in sets", goal=aim)


def conflict(actors: int, moves: int) -> MoveForm:
    """Return a conflict in which every combination of moves can occur, and every move can be taken back."""
    own = np.array_split(np.arange(moves), actors)
    return MoveForm.of_moves({f"a{at}": list(map(str, some)) for at, some in enumerate(own)})


def large(actors: int, moves: int) -> dict[str, Any]:
    """Time the four concepts on one large conflict with a strict ranking for every actor."""
    random = np.random.default_rng(1)
    over = conflict(actors, moves)
    level = np.stack([random.permutation(len(over.made)) for _ in range(actors)])
    stable(conflict(actors, actors), level[:, : 2**actors])  # compiled, or read from the disk
    start = perf_counter()
    stable(over, level)
    return {"seconds": perf_counter() - start, "peak": peak()}


def draws(count: int) -> dict[str, Any]:
    """Time the four concepts on many draws of preferences over 23 states."""
    random = np.random.default_rng(2)
    kept = np.sort(random.choice(2**8, 23, replace=False))
    made = (kept[:, None] >> np.arange(8) & 1).astype(bool)
    every = conflict(4, 8)
    over = MoveForm(every.actors, every.moves, every.owner, every.can_make, every.can_undo, made)
    level = random.permuted(np.broadcast_to(np.arange(23), (count, 4, 23)), axis=-1)
    stable(over, level[:1])
    start = perf_counter()
    stable(over, level)
    return {"seconds": perf_counter() - start, "peak": peak(), "states": 23}


def beside(moves: int) -> dict[str, Any]:
    """Time the definitions and the kernel on one conflict, and hold the answers against each other."""
    conflicts, oracle, _ = _definitions()
    random = np.random.default_rng(3)
    over = conflict(4, moves)
    level = random.integers(0, len(over.made), (4, len(over.made)))
    taken, ours = best(lambda: stable(over, level))
    steps, states = conflicts.steps(over.graph), range(len(over.made))
    start = perf_counter()
    theirs = [[[oracle.FOUR[c](steps, level, i, s) for s in states] for i in range(4)] for c in FOUR]
    found = {"ours": taken, "theirs": perf_counter() - start, "states": len(states)}
    np.testing.assert_array_equal(ours, theirs)
    return found


def checked(verdicts: int) -> dict[str, Any]:
    """Count the verdicts that differ from the definitions."""
    _, _, fuzz = _definitions()
    made, different = fuzz.fuzz(verdicts, seed=1)
    return {"verdicts": made.total(), "different": different.total()}


def _definitions() -> tuple[Any, Any, Any]:
    """Return the modules of the tests that say what is right: they are found where the tests find them."""
    sys.path.append(str(Path(__file__).parents[1] / "tests"))
    from models.stability import conflicts, fuzz, oracle

    return conflicts, oracle, fuzz
