"""PRIM by EMA workbench and PAWN by SALib, of a sample in a file; see ``sensitivity.py``."""

import json
import logging
import sys
from time import perf_counter

import numpy as np
from memory import peak


def main() -> None:
    """Time one of the two, ``prim`` or ``pawn``, on the inputs and outcomes of a file."""
    asked = json.load(sys.stdin)
    with np.load(asked["file"]) as held:
        values, outcome, hit = held["values"], held["outcome"], held["hit"]
    names = [f"x{i}" for i in range(len(values))]
    found = _prim(values, hit, names) if asked["which"] == "prim" else _pawn(values, outcome, names)
    print(json.dumps({**found, "peak": peak()}))


def _prim(values: np.ndarray, hit: np.ndarray, names: list[str]) -> dict[str, object]:
    import pandas as pd
    from ema_workbench.analysis import prim

    logging.disable()
    table = pd.DataFrame(dict(zip(names, values, strict=True)))
    start = perf_counter()
    box = prim.Prim(table, hit, threshold=0.5, peel_alpha=0.05, mass_min=0.05).find_box()
    took = perf_counter() - start
    steps = box.peeling_trajectory
    return {"seconds": took, "coverage": steps["coverage"].tolist(), "density": steps["density"].tolist()}


def _pawn(values: np.ndarray, outcome: np.ndarray, names: list[str]) -> dict[str, object]:
    from SALib.analyze import pawn

    problem = {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names)}
    rows = np.ascontiguousarray(values.T)
    start = perf_counter()
    found = pawn.analyze(problem, rows, outcome, S=10)
    took = perf_counter() - start
    return {"seconds": took, "median": found["median"].tolist(), "maximum": found["maximum"].tolist()}


if __name__ == "__main__":
    main()
