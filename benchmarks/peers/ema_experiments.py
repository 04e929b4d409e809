"""Weighted mean and median in NumPy, one experiment at a time, driven by EMA workbench; see ``engine.py``."""

import json
import logging
import sys
from time import perf_counter
from typing import Any

import numpy as np
from ema_workbench import ArrayOutcome, Model, RealParameter, SequentialEvaluator
from memory import peak


def main() -> None:
    """Time some experiments, sampling included."""
    logging.disable()
    asked = json.load(sys.stdin)
    cells = asked["actors"] * asked["issues"]
    random = np.random.default_rng(1)
    rest = random.random(3 * cells)  # what the peer does not vary
    count = asked["inputs"]

    def model(**values: float) -> dict[str, Any]:
        numbers = np.concatenate([np.fromiter(values.values(), float, count), rest])[: 3 * cells]
        position, salience, capability = numbers.reshape(3, asked["issues"], asked["actors"])
        weight = salience * capability
        order = np.argsort(position, axis=1)
        reached = np.take_along_axis(weight, order, 1).cumsum(axis=1)
        first = (reached >= reached[:, -1:] / 2).argmax(axis=1)
        median = np.take_along_axis(position, order, 1)[np.arange(len(first)), first]
        return {"mean": (weight * position).sum(axis=1) / weight.sum(axis=1), "median": median}

    driven = Model("baselines", function=model)
    driven.uncertainties = [RealParameter(f"x{n}", 0.0, 1.0) for n in range(count)]
    driven.outcomes = [ArrayOutcome("mean"), ArrayOutcome("median")]
    with SequentialEvaluator(driven) as evaluator:
        evaluator.perform_experiments(scenarios=2)
        start = perf_counter()
        _, outcomes = evaluator.perform_experiments(scenarios=asked["experiments"])
        taken = perf_counter() - start
    assert len(outcomes["mean"]) == asked["experiments"]
    print(json.dumps({"seconds": taken, "peak": peak()}))


if __name__ == "__main__":
    main()
