"""Two finished runs held against each other: what of the case changed, what of the run, and what of the answers.

Where both runs have the same seed and as many draws, number by number, they are on the same random numbers: the
difference is taken draw by draw, which leaves out what both share. Otherwise the runs are independent.

References
----------
Interval of a difference of means with unequal variances: :cite:t:`welch1947`; of a difference of independent
shares, from their score intervals: :cite:t:`newcombe1998`, method 10.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from irenic.case.diff import Difference, differences
from irenic.study.assess import Run
from irenic.study.averages import Average
from irenic.study.headlines import Headline, headlines, in_every_draw
from irenic.study.intervals import Chance
from irenic.study.store import manifest_of

Values = NDArray[np.float64]
Verdict: TypeAlias = Literal["rises", "falls", "unclear", "the same", "too few draws"]

_FEWEST: Final = 6
"""Fewer draws give no interval, as with every mean."""


@dataclass(frozen=True, slots=True)
class Change:
    """How one answer under one arm differs between two runs.

    Parameters
    ----------
    headline, arm
        Which answer, under which arm.
    before, after
        The means over the draws of each run that have an answer.
    difference
        After less before, with its interval; taken over the draws that both have if they are paired.
    verdict
        ``the same`` if it is in every draw; ``unclear`` if the interval leaves the sign open.
    """

    headline: Headline
    arm: str
    before: Average
    after: Average
    difference: Average
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side.

    Parameters
    ----------
    old, new
        The runs.
    case
        What changed of the case.
    plan
        What differs of how it was run, each before and after: draws, seed, points, families, versions.
    paired
        Whether both are on the same random numbers.
    arms
        The arms that both have.
    gone, added
        The arms that only the old run and only the new one has.
    changes
        Every answer that both have, under every arm that both have.
    lacking
        The answers that only one of them has.
    """

    old: Run
    new: Run
    case: tuple[Difference, ...]
    plan: dict[str, tuple[str, str]]
    paired: bool
    arms: tuple[str, ...]
    gone: tuple[str, ...]
    added: tuple[str, ...]
    changes: tuple[Change, ...]
    lacking: tuple[str, ...]


def compare(old: Run, new: Run) -> Comparison:
    """Compare two finished runs.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=50, folder=tempfile.mkdtemp())
    >>> found = compare(run, run)
    >>> found.paired, found.case, {change.verdict for change in found.changes}
    (True, (), {'the same'})
    """
    before, after = ([arm.name for arm in run.arms] for run in (old, new))
    shared = tuple(name for name in after if name in before)
    mine, theirs = ({headline.name: headline for headline in headlines(run)} for run in (old, new))
    paired = on_the_same_numbers(old, new)
    both = [headline for name, headline in theirs.items() if name in mine]
    return Comparison(
        old,
        new,
        differences(old.case, new.case),
        _plan(old, new),
        paired,
        shared,
        tuple(name for name in before if name not in after),
        tuple(name for name in after if name not in before),
        tuple(_changes(old, new, both, shared)),
        tuple(name for name in dict.fromkeys([*mine, *theirs]) if (name in mine) != (name in theirs)),
    )


def on_the_same_numbers(old: Run, new: Run) -> bool:
    """Return whether draw by draw two runs use the same random numbers.

    A number has a stream of its own, which depends on the seed and on its path alone; only Sobol points are spread
    over all numbers together, so that they are the same only where the numbers are.
    """
    one, other = old.plan, new.plan
    if (one.draws, one.seed, one.points) != (other.draws, other.seed, other.points):
        return False
    return one.points == "random" or [arm.changed for arm in one.arms[:1]] == [arm.changed for arm in other.arms[:1]]


def difference(before: Values, after: Values, *, kind: str, paired: bool) -> Average:
    """Return by how much the mean of one sample exceeds that of another, with a 95 % interval.

    Parameters
    ----------
    before, after
        One value a draw; missing values are left out, and if paired the draw with them.
    kind
        ``share`` if the values are 0 or 1.
    paired
        Whether draw ``i`` of one belongs to draw ``i`` of the other.

    Examples
    --------
    >>> gain = difference(np.zeros(40), np.array([0.0, 1.0] * 20), kind="share", paired=False)
    >>> f"{gain.value:.2f}, {gain.low:.2f} to {gain.high:.2f}"
    '0.50, 0.33 to 0.65'
    """
    if paired:
        return Average.of(after - before)
    one, other = before[~np.isnan(before)], after[~np.isnan(after)]
    return _of_shares(one > 0, other > 0) if kind == "share" else _welch(one, other)


def _welch(one: Values, other: Values) -> Average:
    fewest = min(len(one), len(other))
    value = float(other.mean() - one.mean()) if fewest else float("nan")
    if fewest < _FEWEST:
        return Average(value, -np.inf, np.inf, fewest)
    parts = [float(sample.var(ddof=1)) / len(sample) for sample in (one, other)]
    spread = sum(parts)
    if spread == 0:
        return Average(value, value, value, fewest)
    weights = [(part / spread) ** 2 / (len(sample) - 1) for part, sample in zip(parts, (one, other), strict=True)]
    freedom = 1 / sum(weights)
    reach = float(stdtrit(freedom, 0.975)) * sqrt(spread)
    return Average(value, value - reach, value + reach, fewest)


def _of_shares(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> Average:
    fewest = min(len(one), len(other))
    if fewest < _FEWEST:
        return Average(float(other.mean() - one.mean()) if fewest else float("nan"), -np.inf, np.inf, fewest)
    before, after = Chance.of(one), Chance.of(other)
    value = after.share - before.share
    down = sqrt((after.share - after.low) ** 2 + (before.high - before.share) ** 2)
    up = sqrt((after.high - after.share) ** 2 + (before.share - before.low) ** 2)
    return Average(value, value - down, value + up, fewest)


def _changes(old: Run, new: Run, both: list[Headline], arms: tuple[str, ...]) -> Iterator[Change]:
    paired = on_the_same_numbers(old, new)
    for arm in arms:
        for headline in both:
            before, after = (in_every_draw(run, headline, arm) for run in (old, new))
            if before is None or after is None:
                continue
            found = difference(before, after, kind=headline.kind, paired=paired)
            same = paired and np.array_equal(before, after, equal_nan=True)
            yield Change(headline, arm, Average.of(before), Average.of(after), found, _verdict(found, same=same))


def _verdict(found: Average, *, same: bool) -> Verdict:
    if same:
        return "the same"
    if found.draws < _FEWEST:
        return "too few draws"
    if not found.clear:
        return "unclear"
    return "rises" if found.value > 0 else "falls"


def _plan(old: Run, new: Run) -> dict[str, tuple[str, str]]:
    facts = [_facts(run, manifest_of(run.folder)) for run in (old, new)]
    names = dict.fromkeys([*facts[0], *facts[1]])
    both = {name: (facts[0].get(name, "none"), facts[1].get(name, "none")) for name in names}
    return {name: pair for name, pair in both.items() if pair[0] != pair[1]}


def _facts(run: Run, manifest: dict[str, Any]) -> dict[str, str]:
    plan = run.plan
    return {
        "draws": f"{plan.draws:,}",
        "seed": str(plan.seed),
        "points": plan.points,
        "families": ", ".join(family.name for family in plan.families),
        **{f"version of {name}": str(version) for name, version in manifest.get("versions", {}).items()},
    }
