"""What a run found, in plain sentences: the four words first, and what they rest on last."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from irenic.case.belief import Unknown
from irenic.case.case import Case
from irenic.report.credibility_words import credibility_findings
from irenic.report.finding import Finding
from irenic.report.four_words import details, headlines
from irenic.report.labels import actor_name, issue_name, option_label
from irenic.report.limits import limits
from irenic.report.mediator_words import mediator_findings
from irenic.report.proposal_words import proposal_findings
from irenic.report.resting_words import resting_findings
from irenic.report.trade_words import concession_findings, trade_findings
from irenic.report.what_if import by_perspective, by_scenario, untested
from irenic.report.words import between, count, likelihood, listing, number, on_the_line, percent
from irenic.study.assess import Run
from irenic.study.effects import unmoved
from irenic.study.pressure import Pressure, Shift, answered, pressure, shift

__all__ = ["IF_AS_ENTERED", "Finding", "findings"]

IF_AS_ENTERED = "If the inputs are as entered"


def findings(run: Run) -> tuple[Finding, ...]:
    """Return what a run found.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=200, folder=tempfile.mkdtemp())
    >>> findings(run)[0].sentence.split(":")[0]
    'There is a package that Hill village and Valley village both prefer to the present state, inside every red line'
    """
    answers = {issue: pressure(run, issue) for issue in answered(run)}
    still = unmoved(run)
    others = [*_shift_findings(run, answers), *untested(run, still)]
    return (
        *headlines(run),
        *by_perspective(run, still),
        *(finding for finding in others if finding.kind == "perspectives"),
        *by_scenario(run, still),
        *(finding for finding in others if finding.kind == "scenarios"),
        *mediator_findings(run),
        *resting_findings(run),
        *proposal_findings(run),
        *concession_findings(run),
        *trade_findings(run),
        *details(run),
        *credibility_findings(run),
        *(_pressure_finding(run.case, answer) for answer in answers.values()),
        *limits(run),
        _basis(run.case),
    )


def _pressure_finding(case: Case, answer: Pressure) -> Finding:
    document = case.document
    name = issue_name(document, answer.issue)
    if len(answer.speakers) == 1:
        only = actor_name(document, answer.speakers[0])
        sentence = f"{name}: only {only} is known to want anything, so there is no pressure to weigh."
        return Finding("pressure", sentence, answer.issue, {"speakers": list(answer.speakers)})
    best = option_label(document, answer.issue, answer.best)
    chance = answer.nearest[answer.best]
    sentence = (
        f"{name}: pressure balances at {between(answer.compromise)} on the line from 0 to 100, "
        f"nearest to “{best}”: {likelihood(chance)}."
    )
    sentence += _median_words(case, answer) + _refusal_words(case, answer)
    return Finding("pressure", sentence, answer.issue, _numbers(answer))


def _median_words(case: Case, answer: Pressure) -> str:
    agree = percent(answer.agree.share)
    if answer.best_median == answer.best:
        return f" The weighted median points there, too; the two agree in {agree} of draws."
    label = option_label(case.document, answer.issue, answer.best_median)
    where = f"“{label}” ({between(answer.median)})"
    return f" The weighted median points elsewhere, to {where}; the two agree in {agree} of draws."


def _refusal_words(case: Case, answer: Pressure) -> str:
    often = [actor for actor, chance in answer.refused.items() if chance.share >= 0.5]
    if not often:
        return ""
    named = listing(f"{actor_name(case.document, actor)} ({percent(answer.refused[actor].share)})" for actor in often)
    return f" It is a place refused by {named}."


def _numbers(answer: Pressure) -> dict[str, Any]:
    return {
        "compromise": asdict(answer.compromise),
        "median": asdict(answer.median),
        "nearest": {option: chance.share for option, chance in answer.nearest.items()},
        "nearest_median": {option: chance.share for option, chance in answer.nearest_median.items()},
        "agree": answer.agree.share,
        "refused": {actor: chance.share for actor, chance in answer.refused.items()},
    }


def _shift_findings(run: Run, answers: dict[str, Pressure]) -> Iterator[Finding]:
    disputed = [issue for issue, answer in answers.items() if len(answer.speakers) > 1]
    for kind, prefix in (("perspectives", "perspective."), ("scenarios", "scenario.")):
        arms = [arm for arm in run.arms if arm.name.startswith(prefix)]
        live = [arm for arm in arms if arm.differs("influence")]
        shifts = [shift(run, issue, arm) for arm in live for issue in disputed]
        moved = sorted((s for s in shifts if s.median.low > 0 or s.median.high < 0), key=lambda s: -abs(s.median.value))
        if moved:
            yield _largest_shift(run, kind, moved)


def _largest_shift(run: Run, kind: str, moved: list[Shift]) -> Finding:
    first = moved[0]
    arm, name = run.arm(first.arm), issue_name(run.case.document, first.issue)
    amount = f"{number(abs(first.median.value))} points {'up' if first.median.value > 0 else 'down'}"
    least = min(abs(first.median.low), abs(first.median.high))
    close = [other for other in moved[1:] if abs(other.median.value) > least]
    if close:
        others = count(len(close), "other")
        head = f"Not enough draws to rank {kind} by pressure"
        sentence = f"{head}: “{arm.label}” on {name} ({amount}) and {others} move the balance."
    else:
        what = kind.removesuffix("s")
        spread = f"from {on_the_line(first.spread.low)} to {on_the_line(first.spread.high)}"
        head = f"The {what} “{arm.label}” moves the balance of pressure most"
        sentence = f"{head}: {name} by {amount} ({spread} over the draws)."
    numbers = {"moves": [{"arm": s.arm, "issue": s.issue, **asdict(s.median)} for s in moved]}
    return Finding(kind, sentence, first.issue, numbers)


def _basis(case: Case) -> Finding:
    bases = [placed.basis for placed in case.quantities] + [change.basis for change in case.changes]
    kinds = Counter((bool(basis.because), bool(basis.judgement)) for basis in bases)
    numbers = {
        "a source": kinds[True, False],
        "a source and a judgement": kinds[True, True],
        "judgement alone": kinds[False, True],
        "nothing that is stated": kinds[False, False],
    }
    unknown = sum(isinstance(placed.quantity.belief, Unknown) for placed in case.numbers)
    parts = listing(f"{number} {_verb('rest', number)} on {what}" for what, number in numbers.items() if number)
    open_ones = f"{count(unknown, 'number')} {'is' if unknown == 1 else 'are'} unknown"
    sentence = f"{len(bases)} numbers and changes are entered: {parts}; {open_ones}."
    return Finding("basis", sentence, numbers={**numbers, "unknown": unknown})


def _verb(plural: str, number: int) -> str:
    """Return a verb of the third person as the number of those who act wants it."""
    if number != 1:
        return plural
    return plural + ("es" if plural.endswith("s") else "s")
