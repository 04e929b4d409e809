"""What it would be worth to find out before choosing: the expected value of perfect information.

References
----------
From given draws, by conditional means along one input: :cite:t:`strong2013`, whose estimate is the
mean of the greatest mean in each group; it is too high, since the greatest of noisy means is. Here
the action of a group is chosen without the draws it is then judged on.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from irenic.errors import BadUse
from irenic.study.averages import Average
from irenic.study.sensitivity.given_data import groups_for, parts
from irenic.study.sensitivity.index import Indices, Values

FOLDS: Final = 5
"""In how many parts the draws are judged, each by what the others say."""


@dataclass(frozen=True, slots=True, eq=False)
class Information:
    """What knowing would be worth, in the unit of the utilities.

    Parameters
    ----------
    best
        The action that is best on average as things are known now, by its place.
    means
        What each action is worth on average, shape ``(action,)``.
    everything
        What it would be worth to know everything before choosing; no finding is worth more.
    single
        What it would be worth to know one input, for every input.
    """

    best: int
    means: Values
    everything: Average
    single: Indices


def value_of_information(values: Values, utility: Values) -> Information:
    """Return what it would be worth to know inputs before choosing one of a few actions.

    Parameters
    ----------
    values
        What was drawn, shape ``(input, draw)``.
    utility
        What each action is worth in each draw, shape ``(action, draw)``.

    Raises
    ------
    BadUse
        If the shapes do not fit, there are fewer than two actions, or something is missing.

    Examples
    --------
    Going is worth the input less one half, staying is worth nothing. To know the input is worth
    an eighth: it is above one half in half of the draws, by a quarter on average.

    >>> from irenic.arrays.shares import Shares
    >>> x = np.array([Shares(1, 0, 5000).of(name) for name in "ab"])
    >>> found = value_of_information(x, np.array([x[0] - 0.5, 0 * x[0]]))
    >>> round(found.everything.value, 2), round(float(found.single.value[0]), 2), str(found.single.of(1))
    (0.12, 0.12, 'not distinguishable from 0')
    """
    _check(values, utility)
    means = utility.mean(axis=1)
    best = int(means.argmax())
    gains = np.array([_gain(row, utility, best) for row in parts(values, groups_for(utility.shape[1]))])
    n = gains.shape[1]
    mean, error = gains.mean(axis=1), gains.std(axis=1, ddof=1) / np.sqrt(n)
    reach, strict = (float(stdtrit(n - 1, 1 - tail)) * error for tail in (0.025, 0.025 / len(gains)))
    single = Indices(mean, mean - reach, mean + reach, float("nan"), mean > strict)
    return Information(best, means, Average.of(utility.max(axis=0) - utility[best]), single)


def _gain(group: NDArray[np.uint8], utility: Values, best: int) -> Values:
    """Return what the action of its group gains in each draw over the best one, shape ``(draw,)``."""
    draws = np.arange(utility.shape[1])
    fold = draws % FOLDS
    groups = int(group.max()) + 1
    cell = group.astype(np.intp) * FOLDS + fold
    sums = np.array([np.bincount(cell, row, groups * FOLDS) for row in utility]).reshape(-1, groups, FOLDS)
    count = np.bincount(cell, minlength=groups * FOLDS).reshape(groups, FOLDS)
    others = count.sum(axis=1, keepdims=True) - count
    elsewhere = (sums.sum(axis=2, keepdims=True) - sums) / np.maximum(others, 1)
    chosen = np.where(others > 0, elsewhere.argmax(axis=0), best)[group, fold]
    gained: Values = utility[chosen, draws] - utility[best]
    return gained


def _check(values: Values, utility: Values) -> None:
    if values.ndim != 2 or utility.ndim != 2 or utility.shape[1:] != values.shape[1:] or not len(values):
        shapes = f"{values.shape} and utilities of shape {utility.shape}"
        msg = f"inputs of shape {shapes}; allowed: (input, draw) and (action, draw)"
        raise BadUse(msg)
    if len(utility) < 2:
        msg = "there is one action; allowed: two or more, since there is nothing to choose otherwise"
        raise BadUse(msg)
    if utility.shape[1] < 2 * FOLDS or not (np.isfinite(values).all() and np.isfinite(utility).all()):
        msg = f"something is missing, or there are fewer than {2 * FOLDS} draws; leave out draws with gaps, and say so"
        raise BadUse(msg)
