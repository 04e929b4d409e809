"""The smallest single change of belief that flips a verdict.

Most draws say yes, or most say no. If one input were known to lie beyond a threshold, would most
say the opposite? The share of draws that say yes is taken to rise or to fall along the input, not
both, and the threshold is where it passes one half (isotonic regression, as SciPy has it).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression
from scipy.special import ndtri

from irenic.errors import BadUse
from irenic.study.resamples import resamples
from irenic.study.sensitivity.given_data import INTERVALS, parts
from irenic.study.sensitivity.index import Values

Bools = NDArray[np.bool_]

STEPS: Final = 20
"""Into how many parts of equal frequency an input is divided to find the threshold."""
RESAMPLES: Final = 200


@dataclass(frozen=True, slots=True)
class Flip:
    """A threshold of one input beyond which the majority of draws changes its verdict.

    Parameters
    ----------
    name
        Which input.
    above
        Whether the verdict flips above the threshold, or below it.
    threshold, low, high
        Where it flips, and the ends of the 95 % interval.
    beyond
        The share of draws that lie beyond it: the larger, the smaller the change of belief.
    share
        The share of draws beyond it that say yes.
    """

    name: str
    above: bool
    threshold: float
    low: float
    high: float
    beyond: float
    share: float


@dataclass(frozen=True, slots=True)
class Flips:
    """Which single inputs flip a verdict, the smallest change first; none where none does it alone.

    Parameters
    ----------
    yes
        The share of draws that say yes.
    clear
        Whether there is a majority beyond doubt that could flip.
    flips
        Every input that flips it.
    """

    yes: float
    clear: bool
    flips: tuple[Flip, ...]


def what_flips(values: Values, holds: Bools, names: Sequence[str], seed: int = 1) -> Flips:
    """Find the inputs that flip a verdict alone.

    Parameters
    ----------
    values
        What was drawn, shape ``(input, draw)``.
    holds
        The verdict of each draw, shape ``(draw,)``.
    names
        What the inputs are called.
    seed
        Where the random numbers for the intervals start.

    Raises
    ------
    BadUse
        If the shapes do not fit.

    Notes
    -----
    An input flips the verdict if in its lowest or highest tenth the majority is another one beyond doubt: the
    score interval excludes one half, at a level that allows for the number of inputs.

    Examples
    --------
    >>> from irenic.arrays.shares import Shares
    >>> x = np.array([Shares(1, 0, 4000).of(name) for name in "ab"])
    >>> found = what_flips(x, x[0] < 0.7, "ab")
    >>> flip, = found.flips
    >>> flip.name, flip.above, round(flip.threshold, 2), round(flip.beyond, 1)
    ('a', True, 0.7, 0.3)
    """
    if values.ndim != 2 or holds.shape != values.shape[1:]:
        msg = f"inputs of shape {values.shape} and verdicts of shape {holds.shape}; allowed: (input, draw) and (draw,)"
        raise BadUse(msg)
    yes = float(holds.mean()) if len(holds) else 0.5
    z = float(-ndtri(0.025 / (2 * max(len(values), 1))))
    clear = _beyond_doubt(holds, z) != 0
    found = []
    weights = [*resamples("flip", RESAMPLES, len(holds), seed)] if clear else []
    other = -1 if yes > 0.5 else 1
    for name, row, tenth in zip(names, values, parts(values, INTERVALS) if clear else (), strict=False):
        for above, end in ((False, tenth.min()), (True, tenth.max())):
            if _beyond_doubt(holds[tenth == end], z) == other:
                found.append(Flip(name, above, *_threshold(row, holds, above, weights)))
    return Flips(yes, clear, tuple(sorted(found, key=lambda flip: -flip.beyond)))


def _beyond_doubt(holds: Bools, z: float) -> int:
    """Return 1 if most draws say yes beyond doubt, -1 if most say no, else 0: the score test of one half."""
    n = len(holds)
    apart = (2 * int(holds.sum()) - n) / np.sqrt(n) if n else 0.0
    return int(np.sign(apart)) if abs(apart) > z else 0


def _threshold(
    row: Values, holds: Bools, above: bool, weights: list[Values]
) -> tuple[float, float, float, float, float]:
    """Return the threshold, its interval, and how many draws lie beyond it, with the share of them that say yes."""
    step = np.unique(parts(row[None], STEPS)[0], return_inverse=True)[1]
    edges = _edges(row, step)
    rising = bool(holds.mean() < 0.5) == above
    places = [_crossing(step, holds, weight, rising, edges) for weight in (np.ones(len(row)), *weights)]
    low, high = np.quantile(places[1:], (0.025, 0.975), method="nearest")
    side = row > places[0] if above else row < places[0]
    return places[0], float(low), float(high), float(side.mean()), float(holds[side].mean())


def _edges(row: Values, step: NDArray[np.intp]) -> Values:
    """Return the numbers between the steps of an input, half-way from one to the next, shape ``(step - 1,)``."""
    steps = int(step.max()) + 1
    ends = [(row[step == k].min(), row[step == k].max()) for k in range(steps)]
    return np.array([(before[1] + after[0]) / 2 for before, after in pairwise(ends)])


def _crossing(step: NDArray[np.intp], holds: Bools, weight: Values, rising: bool, edges: Values) -> float:
    """Return the edge at which the share of yes, made to rise or to fall, passes one half."""
    size = np.bincount(step, weight, len(edges) + 1)
    yes = np.bincount(step, weight * holds, len(edges) + 1)
    held = size > 0
    share = np.where(held, yes / np.where(held, size, 1), 0.5)
    smooth = isotonic_regression(share, weights=np.where(held, size, 1e-9), increasing=rising).x
    first = int(np.argmax(smooth > 0.5 if rising else smooth < 0.5))
    return float(edges[min(max(first - 1, 0), len(edges) - 1)])
