"""What the baselines of ``influence`` say on each issue, summed up over the draws."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from irenic.errors import BadUse
from irenic.study.assess import Run
from irenic.study.intervals import Chance, Middle, Spread
from irenic.study.plan import AS_ENTERED, Arm
from irenic.vocabulary import COMPROMISE, DRAW, ISSUE, MEDIAN_LOW, QUANTITY

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pressure:
    """Where the pressure of all actors balances on one issue under one arm.

    Parameters
    ----------
    issue, arm
        What it is about.
    compromise, median
        The weighted mean and the weighted median on the 0-100 line, over the draws.
    nearest, nearest_median
        For every option, the share of draws in which the weighted mean (the weighted median)
        lies nearest to it.
    agree
        The share of draws in which both lie nearest to the same option.
    refused
        For every actor with a red line here, the share of draws in which it refuses the
        option nearest to the weighted mean.
    speakers
        The actors who hold a position on the issue.
    """

    issue: str
    arm: str
    compromise: Spread
    median: Spread
    nearest: dict[str, Chance]
    nearest_median: dict[str, Chance]
    agree: Chance
    refused: dict[str, Chance]
    speakers: tuple[str, ...]

    @property
    def best(self) -> str:
        """The option most often nearest to the weighted mean."""
        return max(self.nearest, key=lambda option: self.nearest[option].share)

    @property
    def best_median(self) -> str:
        """The option most often nearest to the weighted median."""
        return max(self.nearest_median, key=lambda option: self.nearest_median[option].share)


@dataclass(frozen=True, slots=True)
class Shift:
    """How far one arm moves the weighted mean on one issue, draw by draw.

    Parameters
    ----------
    arm, issue
        What moves it, and where.
    median
        The median of the differences to the case as entered, with its interval.
    spread
        Their 5th, 50th and 95th percentile.
    """

    arm: str
    issue: str
    median: Middle
    spread: Spread


def answered(run: Run, arm: str = AS_ENTERED) -> tuple[str, ...]:
    """Return the issues on which there is an answer in at least one draw; none if the run leaves the family out."""
    if "influence" not in {family.name for family in run.plan.families}:
        return ()
    answers = run.answers("influence", arm)[COMPROMISE]
    return tuple(str(issue) for issue in answers[ISSUE].to_numpy()[answers.notnull().any(DRAW).to_numpy()])


def pressure(run: Run, issue: str, arm: str = AS_ENTERED) -> Pressure:
    """Sum up where pressure balances on an issue.

    Draws in which nobody on the issue has any weight have no answer and do not count.

    Raises
    ------
    BadUse
        If no draw has an answer: nobody with weight holds a position on the issue.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("car-emissions"), draws=10, folder=tempfile.mkdtemp())
    >>> pressure(run, "delay").best
    'seven-years'
    """
    case = run.arm(arm).case
    options = tuple(case.document.issues[issue].options)
    answers = run.answers("influence", arm).sel({ISSUE: issue})
    there = answers[COMPROMISE].notnull().to_numpy()
    if not there.any():
        msg = f"nobody with weight holds a position on '{issue}'"
        raise BadUse(msg)
    mean, median = answers[COMPROMISE].to_numpy()[there], answers[MEDIAN_LOW].to_numpy()[there]
    places = option_places(run, issue, arm)[:, there]
    near, near_median = _nearest(mean, places), _nearest(median, places)
    refused = {
        line.actor: Chance.of(np.isin(near, [options.index(option) for option in line.refused]))
        for line in case.red_lines()
        if line.issue == issue
    }
    return Pressure(
        issue,
        arm,
        Spread.of(mean),
        Spread.of(median),
        {option: Chance.of(near == index) for index, option in enumerate(options)},
        {option: Chance.of(near_median == index) for index, option in enumerate(options)},
        Chance.of(near == near_median),
        refused,
        speakers(run, issue, arm),
    )


def speakers(run: Run, issue: str, arm: str = AS_ENTERED) -> tuple[str, ...]:
    """Return the actors who hold a position on an issue."""
    held = run.arm(arm).case.document.positions
    return tuple(actor for actor in held if issue in held[actor] and held[actor][issue].wants is not None)


def shift(run: Run, issue: str, arm: Arm) -> Shift:
    """Compare the weighted mean under an arm with that on the case as entered, draw by draw."""
    before, after = (
        run.answers("influence", name)[COMPROMISE].sel({ISSUE: issue}).to_numpy() for name in (AS_ENTERED, arm.name)
    )
    return Shift(arm.name, issue, Middle.of(after - before), Spread.of(after - before))


def option_places(run: Run, issue: str, arm: str = AS_ENTERED) -> Values:
    """Return the drawn places of an issue's options under an arm, shape ``(option, draw)``."""
    case = run.arm(arm).case
    paths = [f"issues.{issue}.options.{option}.at" for option in case.document.issues[issue].options]
    return np.array([drawn(run, path, arm) for path in paths])


def drawn(run: Run, path: str, arm: str = AS_ENTERED) -> Values:
    """Return the drawn values of one number under an arm, shape ``(draw,)``."""
    values = run.draws(arm if path in run.arm(arm).changed else AS_ENTERED)
    return values.sel({QUANTITY: path}).transpose(DRAW).to_numpy()


def _nearest(answer: Values, places: Values) -> NDArray[np.intp]:
    """Return the option nearest to an answer in every draw; the lower one where two are as near."""
    nearest: NDArray[np.intp] = np.abs(places - answer).argmin(axis=0)
    return nearest
