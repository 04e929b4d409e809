"""A policy as a row of a table: what it brings, what that adds to things as they are, what it costs."""

from typing import Final

import numpy as np

from irenic.report.choice_words import cost_words, policy_words
from irenic.report.words import percent, points, signed
from irenic.study.averages import Average
from irenic.study.choice import Choice, Goal

HEADS: Final = ("Policy", "Brings", "Change", "Soon", "Package", "Costs", "Most regret")
"""What stands in each place."""
_BESIDE: Final[tuple[Goal, ...]] = ("soon", "package")


def policy_row(choice: Choice, at: int) -> tuple[str, ...]:
    """Return a policy with its numbers, as words; those under :data:`HEADS`."""
    policy = choice.policies[at]
    ranking, spent = choice.first.ranking, choice.cost(policy)
    return (
        policy_words(choice.run.case.document, policy),
        percent(float(ranking.means[0, at])),
        change_words(choice.first.change(0, at)) if policy else "–",
        *(_brings(choice, goal, at) for goal in _BESIDE),
        "–" if spent is None else cost_words(spent).split(" ")[0],
        points(float(ranking.greatest[at])),
    )


def _brings(choice: Choice, goal: Goal, at: int) -> str:
    chosen = choice.by_goal.get(goal)
    return "–" if chosen is None else percent(float(chosen.ranking.means[0, at]))


def change_words(change: Average) -> str:
    """Return a mean difference between chances in points, with its interval where the draws allow one.

    Examples
    --------
    >>> change_words(Average(0.023, -0.015, 0.061, 200)), change_words(Average(0.1, -np.inf, np.inf, 4))
    ('+2.3 (-1.5 to +6.1)', '+10')
    """
    low, high = 100 * change.low, 100 * change.high
    interval = f" ({signed(low)} to {signed(high)})" if np.isfinite(low) else ""
    return f"{signed(100 * change.value)}{interval}"
