"""How good the forecasts of a case were: scores, what they are held against, and what they are made of.

Of two proper scores, the Brier score is the mean squared distance between the stated chance and what came, 1 or
0 (from 0, the best, to 1; half of what :cite:t:`brier1950` sums over both outcomes); the log score is the mean
natural logarithm of the chance given to what came (at most 0, which is best; :cite:t:`good1952`). Nothing is
clipped: a chance of 0 for what came makes the log score minus infinity.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.case.sections.record import Forecast
from irenic.study.averages import Average

Values = NDArray[np.float64]

FEWEST: Final = 6
"""Fewer resolved forecasts are not scored: no interval can be given of a mean over them."""
FEWEST_ALIKE: Final = 5
"""To tell what a score is made of, every chance that is stated must be stated so often."""
HALF: Final = "always 50%"
BASE_RATE: Final = "the share that came true"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a Brier score is made of: reliability less resolution plus uncertainty.

    Parameters
    ----------
    reliability
        The mean squared distance between a stated chance and how often what it was given to came.
    resolution
        How far these shares differ from the share over all, squared, on average.
    uncertainty
        The Brier score of somebody who always states the share over all.
    """

    reliability: float
    resolution: float
    uncertainty: float


@dataclass(frozen=True, slots=True)
class Against:
    """The forecasts held against a simple rule.

    Parameters
    ----------
    brier, log
        The scores of the rule.
    gain
        By how much its Brier score is the worse one, forecast by forecast; above 0 the forecasts are better.
    """

    brier: float
    log: float
    gain: Average


@dataclass(frozen=True, slots=True)
class Scores:
    """How good the forecasts were that state a chance and are resolved.

    Parameters
    ----------
    names
        Which.
    brier
        The mean Brier score.
    log
        The mean log score of those to which no chance of 0 was given.
    failed
        Those that came with a stated chance of 0, or did not with one of 1: they make the log score infinite.
    against
        The same by simple rules: :data:`HALF`, and :data:`BASE_RATE`, which nobody knows beforehand.
    parts
        What the Brier score is made of; nothing where too few forecasts share a chance.
    """

    names: tuple[str, ...]
    brier: Average
    log: Average
    failed: tuple[str, ...]
    against: dict[str, Against]
    parts: Parts | None

    @property
    def log_score(self) -> float:
        """The mean log score of all, minus infinity if one failed."""
        return -np.inf if self.failed else self.log.value


def resolved(forecasts: Mapping[str, Forecast]) -> dict[str, tuple[float, bool]]:
    """Return the forecasts that can be scored: the stated chance, and whether it came.

    Examples
    --------
    >>> from irenic.examples import load
    >>> resolved(load("ukraine-2025").document.forecasts)
    {}
    """
    return {
        name: (forecast.chance, forecast.resolved.came == "yes")
        for name, forecast in forecasts.items()
        if forecast.chance is not None and forecast.resolved.came != "unknown"
    }


def score(found: Mapping[str, tuple[float, bool]]) -> Scores | None:
    """Score forecasts; nothing where there are too few.

    Parameters
    ----------
    found
        By name, the stated chance and whether it came.

    Examples
    --------
    >>> scores = score({f"f{i}": (0.8, i != 0) for i in range(8)})
    >>> f"{scores.brier.value:.3f}, {scores.against['always 50%'].brier:.2f}"
    '0.115, 0.25'
    >>> score({"one": (0.8, True)}) is None
    True
    """
    if len(found) < FEWEST:
        return None
    names = tuple(found)
    chances, came = (np.array(values, float) for values in zip(*found.values(), strict=True))
    scores = brier_scores(chances, came)
    logs = log_scores(chances, came)
    rules = {HALF: 0.5, BASE_RATE: float(came.mean())}
    return Scores(
        names,
        _within(Average.of(scores), 0.0, 1.0),
        _within(Average.of(logs[np.isfinite(logs)]), -np.inf, 0.0),
        tuple(name for name, log in zip(names, logs, strict=True) if np.isinf(log)),
        {rule: _against(np.full_like(chances, chance), came, scores) for rule, chance in rules.items()},
        parts(chances, came) if not too_few_alike(chances) else None,
    )


def brier_scores(chances: Values, came: Values) -> Values:
    """Return the squared distance between chances and what came, 1 or 0, shape ``(forecast,)``.

    Examples
    --------
    >>> brier_scores(np.array([0.5, 1.0]), np.array([1.0, 0.0])).tolist()
    [0.25, 1.0]
    """
    found: Values = (chances - came) ** 2
    return found


def log_scores(chances: Values, came: Values) -> Values:
    """Return the logarithm of the chance given to what came, shape ``(forecast,)``; minus infinity for none.

    Examples
    --------
    >>> log_scores(np.array([1.0, 1.0]), np.array([1.0, 0.0])).tolist()
    [0.0, -inf]
    """
    given = np.where(came > 0, chances, 1 - chances)
    found: Values = np.full_like(given, -np.inf)
    np.log(given, out=found, where=given > 0)
    return found


def too_few_alike(chances: Sequence[float] | Values) -> tuple[float, ...]:
    """Return the chances that are stated too seldom to tell how often what they are given to comes.

    Examples
    --------
    >>> too_few_alike([0.2] * 5 + [0.9] * 4)
    (0.9,)
    """
    stated, often = np.unique(np.asarray(chances, float), return_counts=True)
    return tuple(stated[often < FEWEST_ALIKE].tolist())


def parts(chances: Values, came: Values) -> Parts:
    """Return what the mean Brier score is made of, grouped by stated chance.

    The partition is that of :cite:t:`murphy1973`; it is exact because only equal chances are grouped.

    Examples
    --------
    >>> found = parts(np.array([0.2] * 5 + [0.8] * 5), np.array([0.0] * 4 + [1.0] * 6))
    >>> [round(part, 3) for part in (found.reliability, found.resolution, found.uncertainty)]
    [0.02, 0.16, 0.24]
    """
    stated, group = np.unique(chances, return_inverse=True)
    weight = np.bincount(group) / len(chances)
    share = np.bincount(group, weights=came) / np.bincount(group)
    overall = float(came.mean())
    return Parts(float(weight @ (stated - share) ** 2), float(weight @ (share - overall) ** 2), overall * (1 - overall))


def _within(average: Average, least: float, most: float) -> Average:
    """Return a mean whose interval ends where no score can lie."""
    return replace(average, low=max(average.low, least), high=min(average.high, most))


def _against(chances: Values, came: Values, scores: Values) -> Against:
    rule = brier_scores(chances, came)
    return Against(float(rule.mean()), float(log_scores(chances, came).mean()), Average.of(rule - scores))
