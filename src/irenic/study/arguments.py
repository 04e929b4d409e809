"""A published argument, tested: whether what its author says would follow does follow.

Every draw is solved without and with what the argument supposes, from the same numbers, as entered and under every
perspective, and each family of models has its own verdict. See :mod:`irenic.study.verdicts` for the rule.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from irenic.case.case import Case
from irenic.case.outcomes import outcome_of
from irenic.errors import expect_known
from irenic.study.assess import FAMILY, Run
from irenic.study.outcomes import BUILT_IN, in_each_draw, step_of
from irenic.study.plan import Arm, supposed_arm
from irenic.study.verdicts import SPOILS_FIRST, Tally, Verdict, tally, weakest

SAME_TO_THE_BIT: Final = "in no draw does what is supposed change anything here"


@dataclass(frozen=True, slots=True)
class Answer:
    """One outcome that an argument expects, as one family sees it.

    Parameters
    ----------
    outcome, expectation
        What is expected of what.
    family
        The model family that was asked.
    tally
        The draws for, against and neither; nothing if it cannot be tested.
    reason
        Why it cannot be tested; else what is to be known about the answer, or nothing.
    """

    outcome: str
    expectation: str
    family: str
    tally: Tally | None
    reason: str = ""

    @property
    def verdict(self) -> Verdict:
        """The verdict of this family on this outcome."""
        return "cannot test" if self.tally is None else self.tally.verdict


@dataclass(frozen=True, slots=True)
class Trial:
    """An argument under one reading of the case.

    Parameters
    ----------
    argument
        Its name.
    reading
        The arm without what the argument supposes.
    arm
        The arm with it; nothing if it cannot be done under this reading.
    answers
        Every outcome it expects, by every family that gives it.
    reason
        Why nothing of it can be tested, or nothing.
    """

    argument: str
    reading: str
    arm: str | None
    answers: tuple[Answer, ...]
    reason: str = ""

    @property
    def verdict(self) -> Verdict:
        """The weakest verdict on what could be tested."""
        return weakest([answer.verdict for answer in self.answers]) if self.answers else "cannot test"

    def on(self, other: Answer) -> Answer | None:
        """Return the answer to the same question as another one, which may be of another reading."""
        same = (each for each in self.answers if (each.outcome, each.family) == (other.outcome, other.family))
        return next(same, None)


def trials(run: Run, argument: str) -> tuple[Trial, ...]:
    """Return an argument under every reading of the case: as entered first, then each perspective.

    Parameters
    ----------
    run
        A finished run under what arguments suppose.
    argument
        Its name.

    Raises
    ------
    UnknownName
        If the run does not test this argument.

    Examples
    --------
    >>> import irenic, tempfile
    >>> case = irenic.load("ukraine-2025")
    >>> run = irenic.assess(case, draws=4, folder=tempfile.mkdtemp(), under=("conquest-spreads",), only=("influence",))
    >>> trials(run, "conquest-spreads")[0].verdict
    'cannot test'
    """
    expect_known("argument", (argument,), argued(run))
    return tuple(_trial(run, argument, arm) for arm in run.arms if not arm.case.acted)


def deciding(trial: Trial) -> Answer:
    """Return the answer that decides the verdict on a trial that has answers: the first of the weakest."""
    return min(trial.answers, key=lambda answer: SPOILS_FIRST.index(answer.verdict))


def argued(run: Run) -> tuple[str, ...]:
    """Return the arguments that a run puts to the test."""
    return run.plan.under if isinstance(run.plan.under, tuple) else ()


def families_for(case: Case, arguments: Collection[str]) -> tuple[str, ...]:
    """Return the families that some arguments of a case need, and those that explain them, in the order of running.

    Examples
    --------
    >>> from irenic.examples import load
    >>> families_for(load("ukraine-2025"), ["primacy-blocks-peace"])
    ('war', 'bargaining')
    """
    expected = [outcome_of(outcome) for name in arguments for outcome in case.document.arguments[name].then]
    named = {family for outcome in expected for family in (*outcome.families, *outcome.explained_by)}
    return tuple(name for name in FAMILY if name in named)


def with_opponents(case: Case, arguments: Collection[str]) -> tuple[str, ...]:
    """Return some arguments and those they clash with, in the order of the case.

    Raises
    ------
    UnknownName
        If the case has no such argument.

    Examples
    --------
    >>> from irenic.examples import load
    >>> with_opponents(load("ukraine-2025"), ["europe-cannot-carry-it"])
    ('europe-cannot-carry-it', 'patrons-replace-america')
    """
    expect_known("argument", arguments, case.document.arguments)
    wanted = {*arguments, *(other for name in arguments for other in case.document.arguments[name].clashes)}
    return tuple(name for name in case.document.arguments if name in wanted)


def _trial(run: Run, argument: str, reading: Arm) -> Trial:
    written = run.case.document.arguments[argument]
    if written.outside or written.if_ is None:
        return Trial(argument, reading.name, None, (), written.outside or "it supposes nothing")
    arm = supposed_arm(reading.case, argument)
    if arm not in (there.name for there in run.arms):
        return Trial(argument, reading.name, None, (), "what it supposes cannot be done under this reading")
    answers = [
        _answer(run, outcome, expectation, family, (reading.name, arm))
        for outcome, expectation in written.then.items()
        for family in outcome_of(outcome).families
    ]
    return Trial(argument, reading.name, arm, tuple(answers))


def _answer(run: Run, outcome: str, expectation: str, family: str, arms: tuple[str, str]) -> Answer:
    lacking = _lacks(run, family, arms)
    if lacking:
        return Answer(outcome, expectation, family, None, lacking)
    before, after = (in_each_draw(run, outcome, family, arm) for arm in arms)
    found = None if before is None or after is None else tally(before, after, expectation, step_of(outcome))
    if found is None:
        return Answer(outcome, expectation, family, None, "there is no draw in which both sides have an answer")
    built_in = BUILT_IN.get((outcome_of(outcome).pattern, family), "")
    return Answer(outcome, expectation, family, found, built_in or (SAME_TO_THE_BIT if found.untouched else ""))


def _lacks(run: Run, family: str, arms: tuple[str, str]) -> str:
    """Return what a family needs and one of two arms lacks, or nothing."""
    for arm in arms:
        lacking = FAMILY[family].lacks(run.arm(arm).case.document)
        if lacking:
            return f"it needs {lacking}"
    return ""
