"""What a run found, in plain sentences, the most useful first."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from irenic.case.belief import Unknown
from irenic.case.case import Case
from irenic.report.labels import actor_name, issue_name, option_label
from irenic.report.proposals import proposal_table
from irenic.report.words import between, count, likelihood, listing, number, percent
from irenic.study.assess import Run
from irenic.study.pressure import Pressure, Shift, answered, pressure, shift


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence that a reader can use, with the numbers it is made of.

    Parameters
    ----------
    kind
        ``proposals``, ``pressure``, ``perspectives``, ``scenarios``, ``limits`` or ``basis``.
    sentence
        The finding.
    about
        The issue it is about, where it is about one.
    numbers
        What the sentence says, for programs.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=200, folder=tempfile.mkdtemp())
    >>> irenic.findings(run)[0].numbers["inside"]
    ['elders']
    """

    kind: str
    sentence: str
    about: str = ""
    numbers: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain data for ``--json``."""
        return asdict(self)


IF_AS_ENTERED = "If the inputs are as entered"


def findings(run: Run) -> tuple[Finding, ...]:
    """Return what a run found.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=200, folder=tempfile.mkdtemp())
    >>> findings(run)[0].sentence
    'The one proposal on the table crosses no stated red line of those who must sign it.'
    """
    found = list(_proposal_findings(run.case))
    answers = {issue: pressure(run, issue) for issue in answered(run)}
    found += [_pressure_finding(run.case, answer) for answer in answers.values()]
    found += _shift_findings(run, answers)
    found += [_limits(run), _basis(run.case)]
    return tuple(found)


def _proposal_findings(case: Case) -> Iterator[Finding]:
    rows = proposal_table(case.document)
    testable = [row for row in rows if case.document.proposals[row.proposal].terms]
    if not testable or not testable[0].cells:
        return
    blocked = [row for row in testable if row.blocked_by()]
    doubtful = [row for row in testable if not row.blocked_by() and row.doubtful_for()]
    numbers = {
        "blocked": {row.proposal: list(row.blocked_by()) for row in blocked},
        "doubtful": {row.proposal: list(row.doubtful_for()) for row in doubtful},
        "inside": [row.proposal for row in testable if row not in blocked and row not in doubtful],
    }
    if len(testable) == 1:
        where = "on the table" if len(rows) == 1 else "with terms on the issues"
        sentence = _only_proposal(where, blocked=bool(blocked), doubtful=bool(doubtful))
    else:
        sentence = _proposal_sentence(len(testable), len(blocked), len(doubtful))
    yield Finding("proposals", sentence, numbers=numbers)
    refusers = dict.fromkeys(actor for row in blocked for actor in row.blocked_by())
    for actor in refusers:
        labels = [case.document.proposals[row.proposal].label for row in blocked if actor in row.blocked_by()]
        sentence = f"{actor_name(case.document, actor)} cannot sign {listing(f'“{label}”' for label in labels)}."
        yield Finding("proposals", sentence, numbers={"actor": actor})


def _only_proposal(where: str, *, blocked: bool, doubtful: bool) -> str:
    verb = "crosses a" if blocked else "may cross a" if doubtful else "crosses no"
    return f"The one proposal {where} {verb} stated red line of those who must sign it."


def _proposal_sentence(testable: int, blocked: int, doubtful: int) -> str:
    inside = testable - blocked - doubtful
    parts = [f"{blocked} {_verb('cross', blocked)} a stated red line of somebody who must sign"]
    if doubtful:
        parts.append(f"{doubtful} may, depending on the terms left open")
    parts.append(f"{inside} {_verb('cross', inside)} none")
    head = f"Of {testable} proposals with terms on the issues, {listing(parts)}."
    return f"{head} Crossing none does not make one acceptable."


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
        live = [arm for arm in arms if any(family.name == "influence" for family in arm.families)]
        shifts = [shift(run, issue, arm) for arm in live for issue in disputed]
        moved = sorted((s for s in shifts if s.median.low > 0 or s.median.high < 0), key=lambda s: -abs(s.median.value))
        if moved:
            yield _largest_shift(run, kind, moved)
        if len(live) < len(arms):
            yield _untested(kind, run.case, [arm.case for arm in arms if arm not in live], len(arms))


def _largest_shift(run: Run, kind: str, moved: list[Shift]) -> Finding:
    first = moved[0]
    arm, name = run.arm(first.arm), issue_name(run.case.document, first.issue)
    amount = f"{number(abs(first.median.value))} points {'up' if first.median.value > 0 else 'down'}"
    least = min(abs(first.median.low), abs(first.median.high))
    close = [other for other in moved[1:] if abs(other.median.value) > least]
    if close:
        others = count(len(close), "other")
        sentence = f"Not enough draws to rank {kind}: “{arm.label}” on {name} ({amount}) and {others} move the balance."
    else:
        what = kind.removesuffix("s")
        spread = f"from {number(first.spread.low)} to {number(first.spread.high)}"
        sentence = f"The {what} “{arm.label}” moves the balance most: {name} by {amount} ({spread} over the draws)."
    numbers = {"moves": [{"arm": s.arm, "issue": s.issue, **asdict(s.median)} for s in moved]}
    return Finding(kind, sentence, first.issue, numbers)


def _untested(kind: str, entered: Case, cases: list[Case], total: int) -> Finding:
    untested = len(cases)
    if total == 1:
        who, changes = f"The one {kind.removesuffix('s')}", "it changes"
    else:
        who, changes = f"{untested} of {total} {kind}", "it changes" if untested == 1 else "they change"
    sections = [
        section
        for section in type(entered.document).model_fields
        if any(getattr(case.document, section) != getattr(entered.document, section) for case in cases)
    ]
    what = listing("the war" if section == "war" else section for section in sections)
    rest = f"; what {changes} is {what}, and this version has no model of it" if what else ""
    sentence = f"{who} {_verb('change', untested)} nothing that pressure depends on{rest}: cannot test."
    return Finding(kind, sentence, numbers={"untested": untested, "total": total})


def _limits(run: Run) -> Finding:
    sentence = (
        "These are baselines: where pressure would balance on each issue alone. Whether a package is feasible, "
        "likely or durable is not answered by this version."
    )
    return Finding("limits", sentence, numbers={"families": [family.name for family in run.plan.families]})


def _basis(case: Case) -> Finding:
    bases = [placed.basis for placed in case.quantities] + [change.basis for change in case.changes]
    kinds = Counter((bool(basis.because), bool(basis.judgement)) for basis in bases)
    numbers = {
        "a source": kinds[True, False],
        "a source and a judgement": kinds[True, True],
        "judgement alone": kinds[False, True],
        "nothing that is stated": kinds[False, False],
    }
    unknown = sum(isinstance(placed.quantity.belief, Unknown) for placed in case.drawn)
    parts = listing(f"{number} {_verb('rest', number)} on {what}" for what, number in numbers.items() if number)
    open_ones = f"{count(unknown, 'number')} {'is' if unknown == 1 else 'are'} unknown"
    sentence = f"{len(bases)} numbers and changes are entered: {parts}; {open_ones}."
    return Finding("basis", sentence, numbers={**numbers, "unknown": unknown})


def _verb(plural: str, number: int) -> str:
    """Return a verb of the third person as the number of those who act wants it."""
    if number != 1:
        return plural
    return plural + ("es" if plural.endswith("s") else "s")
