"""Which of some policies is best where several readings stand side by side: the least greatest regret.

Shapes: ``values`` is ``(reading, policy, draw)``, the same draws everywhere, without gaps; more is better. The rule was
fixed before any policy was run: ``docs/decisions/0018``.

References
----------
The greatest regret as what a choice is judged by: :cite:t:`savage1951`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse
from irenic.study.averages import Average, reach_of
from irenic.study.resamples import resamples
from irenic.study.verdicts import FEWEST

Values = NDArray[np.float64]

RESAMPLES: Final = 500
POINT: Final = 0.01
"""What counts as better: a percentage point."""
TIE: Final = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Policies ranked by their greatest regret over the readings.

    Parameters
    ----------
    means
        What each policy brings on average, shape ``(reading, policy)``.
    choice
        The policy whose greatest regret is least, by its place.
    sure
        The share of resamples in which it is that.
    twins
        The policies that bring the same in every draw of every reading as the choice does.
    rivals
        The policies that are not told apart from it, the closest first.
    near
        Whether those are all within a point of it, beyond doubt.
    draws
        How many draws.
    """

    means: Values
    choice: int
    sure: float
    twins: tuple[int, ...]
    rivals: tuple[int, ...]
    near: bool
    draws: int

    @property
    def regret(self) -> Values:
        """How much the best policy of a reading does better, shape ``(reading, policy)``."""
        return regret_of(self.means)

    @property
    def greatest(self) -> Values:
        """The greatest regret of each policy, shape ``(policy,)``."""
        worst: Values = self.regret.max(axis=0)
        return worst

    @property
    def order(self) -> tuple[int, ...]:
        """The policies from the least greatest regret to the greatest."""
        return tuple(int(at) for at in np.argsort(np.round(self.greatest / TIE), kind="stable"))

    @property
    def enough(self) -> bool:
        """Whether there are draws enough to name a choice."""
        return self.draws >= FEWEST

    @property
    def clear(self) -> bool:
        """Whether the choice is told apart from every other policy, or from all that differ by more than a point."""
        return self.enough and (not self.rivals or self.near)


def regret_of(means: Values) -> Values:
    """Return how much the best policy of a reading does better than each, shape ``(..., reading, policy)``.

    Examples
    --------
    >>> regret_of(np.array([[0.5, 0.2], [0.1, 0.3]]))
    array([[0. , 0.3],
           [0.2, 0. ]])
    """
    best: Values = means.max(axis=-1, keepdims=True) - means
    return best


def rank(values: Values, seed: int = 1) -> Ranking:
    """Rank policies by their greatest regret.

    Parameters
    ----------
    values
        What each policy brings, shape ``(reading, policy, draw)``; of equal ones the first is taken.
    seed
        Where the random numbers of the resamples start.

    Raises
    ------
    BadUse
        If the shape is another, nothing is there, or something is missing.

    Examples
    --------
    The second policy is second best under both readings, and that is the best one can be sure of:

    >>> means = np.array([[0.6, 0.5, 0.1], [0.1, 0.5, 0.6]])
    >>> found = rank(np.repeat(means[:, :, None], 40, axis=2))
    >>> found.choice, found.greatest.round(2).tolist(), found.sure
    (1, [0.5, 0.1, 0.5], 1.0)
    """
    if values.ndim != 3 or not values.size or not np.isfinite(values).all():
        msg = f"values of shape {values.shape}, or gaps in them; allowed: (reading, policy, draw), without gaps"
        raise BadUse(msg)
    means = values.mean(axis=-1)
    worst = regret_of(means).max(axis=0)
    choice = int(np.flatnonzero(worst <= worst.min() + TIE)[0])
    resampled = regret_of(_resampled(values, seed)).max(axis=-2)
    sure = float((resampled[:, choice] <= resampled.min(axis=-1) + TIE).mean())
    same = np.abs(values - values[:, [choice]]).max(axis=(0, 2)) <= TIE
    low, high = np.quantile(resampled - resampled[:, [choice]], (0.025, 0.975), axis=0)
    rivals = sorted(np.flatnonzero(~same & (low <= TIE)), key=lambda at: worst[at])
    near = bool(all(max(-low[at], high[at]) <= POINT for at in rivals))
    twins = tuple(int(at) for at in np.flatnonzero(same) if at != choice)
    return Ranking(means, choice, sure, twins, tuple(int(at) for at in rivals), near, values.shape[2])


def _resampled(values: Values, seed: int) -> Values:
    """Return the means over resamples of the draws, the same for all, shape ``(resample, reading, policy)``."""
    draws, table = values.shape[2], values.reshape(-1, values.shape[2])
    means = [table @ times / draws for times in resamples("choice", RESAMPLES, draws, seed)]
    return np.reshape(means, (RESAMPLES, *values.shape[:2]))


def better_ones(values: Values, choice: int) -> dict[int, tuple[int, Average]]:
    """Return the readings under which another policy does better beyond doubt, by more than a point.

    Parameters
    ----------
    values
        As for :func:`rank`.
    choice
        The policy that others are held against.

    Returns
    -------
    dict
        By reading: the best policy there, and by how much it is better, draw by draw.

    Examples
    --------
    >>> means = np.array([[0.6, 0.5], [0.1, 0.5]])
    >>> found = better_ones(np.repeat(means[:, :, None], 40, axis=2), choice=1)
    >>> [(reading, best, round(more.value, 2)) for reading, (best, more) in found.items()]
    [(0, 0, 0.1)]
    """
    found = {}
    for reading, brings in enumerate(values):
        best = int(brings.mean(axis=-1).argmax())
        more = Average.of(brings[best] - brings[choice])
        if more.value > POINT and more.low > 0:
            found[reading] = (best, more)
    return found


def brings_no_more(values: Values, policy: int, others: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return which of some others a policy does not surpass by more than a point under any reading, beyond doubt.

    Parameters
    ----------
    values
        As for :func:`rank`; with fewer than six draws nothing is beyond doubt.
    policy, others
        Which policies.

    Examples
    --------
    >>> means = np.array([[0.5, 0.5, 0.2], [0.5, 0.505, 0.6]])
    >>> brings_no_more(np.repeat(means[:, :, None], 40, axis=2), 1, (0, 2))
    array([ True, False])
    """
    more = values[:, [policy]] - values[:, list(others)]
    found: NDArray[np.bool_] = (more.mean(axis=-1) + reach_of(more) <= POINT + TIE).all(axis=0)
    return found
