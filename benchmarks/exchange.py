"""Files of NegMAS: that both programs make the same of what either writes, outcome by outcome."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.peer import ABSENT, ask
from benchmarks.rows import Row, verdict
from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.compose import bargain
from irenic.study.negmas_files import read_negmas, write_negmas

TITLE: Final = "files of NegMAS, read and written"
LASTS: Final = "half a minute"
FULL, TINY = 8, 1
"""Scenarios."""
ODD = ("NO", "yes", "1:30", "1.10", "null", "~", "a: b")
"""Names that a reader of YAML could take for something else."""
NUMBERS = 13
"""Numbers that the peer wants for a side."""


def measure(scenarios: int) -> list[Row]:
    """Hand scenarios over in both directions, and compare what every outcome is worth."""
    random = np.random.default_rng(1)
    gaps: list[float] = []
    for _ in range(scenarios):
        with tempfile.TemporaryDirectory() as folder:
            found = _gaps(random, Path(folder))
        if found is None:
            return [Row("files from and to NegMAS", "not compared", ABSENT)]
        gaps += found
    agree = sum(gap <= 1e-9 for gap in gaps)
    said = f"{agree:,} of {len(gaps):,} utilities agree, largest gap {max(gaps):.0e}"
    what = f"files from and to NegMAS, {scenarios} scenarios each way, YAML and JSON"
    return [Row(what, said, goal=verdict("all agree", agree == len(gaps)))]


def _gaps(random: np.random.Generator, folder: Path) -> list[float] | None:
    """Return the gaps of one scenario of ours, and of one of theirs in two forms."""
    ours = _ours(random)
    places = {name: folder / name for name in ("ours", "yml", "json")}
    for place in places.values():
        place.mkdir()
    write_negmas(ours, places["ours"])
    forms = {form: str(places[form]) for form in ("yml", "json")}
    numbers = random.normal(size=(2, NUMBERS)).tolist()
    said = ask("negmas_files.py", {"read": [str(places["ours"])], "write": forms, "numbers": numbers})
    if said is None:
        return None
    found = _compared(ours, said["read"][str(places["ours"])])
    for form in forms:
        found += _compared(read_negmas(places[form]), said["written"])
    return found


def _ours(random: np.random.Generator) -> Bargain:
    issues = {f"issue {n}": ODD[: random.integers(2, len(ODD) + 1)] for n in range(3)}
    return bargain(
        {f"actor{n}": {i: {o: random.normal() for o in options} for i, options in issues.items()} for n in range(2)},
        {"actor0": random.normal(), "actor1": -np.inf},
    )


def _compared(over: Bargain, theirs: Mapping[str, Any]) -> list[float]:
    """Return how far every utility is from that of the peer."""
    gaps = []
    for actor, listed in theirs.items():
        packages = [{i: f"{i}.{o}" for i, o in zip(over.issues, outcome, strict=True)} for outcome, _ in listed]
        worth = over.utility(np.array([over.numbers(package) for package in packages])).sel(actor=actor)
        gaps += np.abs(worth.to_numpy() - [value for _, value in listed]).tolist()
    return gaps
