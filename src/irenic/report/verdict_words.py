"""Verdicts on arguments in words, with the numbers always beside the word."""

from irenic.case.outcomes import outcome_of
from irenic.report.claims import expected
from irenic.report.words import capitalised, count, listing, on_the_line, percent, points
from irenic.study.arguments import Answer, Trial
from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.outcomes import ON_A_LINE, WHETHER
from irenic.study.plan import AS_ENTERED
from irenic.study.verdicts import VERDICTS, Tally, Verdict


def verdict_sentence(run: Run, trial: Trial) -> str:
    """Return the verdict on an argument under one reading, and what it rests on.

    Examples
    --------
    >>> import irenic, tempfile
    >>> from irenic.study.arguments import trials
    >>> case = irenic.load("ukraine-2025")
    >>> run = irenic.assess(case, draws=4, folder=tempfile.mkdtemp(), under=("conquest-spreads",), only=("influence",))
    >>> verdict_sentence(run, trials(run, "conquest-spreads")[0]).split(":")[0]
    'Cannot test'
    """
    if not trial.answers:
        return f"Cannot test: {trial.reason.rstrip('.')}."
    told = [answer_sentence(run, answer) for answer in trial.answers]
    return f"{trial.verdict.capitalize()}. {' '.join(told)}"


def answer_sentence(run: Run, answer: Answer) -> str:
    """Return what one family says of one outcome."""
    said = expected(run.case.document, answer.outcome, answer.expectation)
    head = f"{capitalised(said.outcome)}, expected “{said.expectation}” ({answer.family})"
    if answer.tally is None:
        return f"{head}: cannot test, as {answer.reason}."
    noted = f". {capitalised(answer.reason.rstrip('.'))}" if answer.reason else ""
    return f"{head}: {answer.verdict}; {counted(answer)}{noted}."


def counted(answer: Answer) -> str:
    """Return for, against and neither as shares of draws, and the mean change or level."""
    tally = answer.tally
    if tally is None:
        return answer.reason
    parts = [f"for the author {_share(tally.author)}", f"against {_share(tally.opposite)}"]
    if answer.expectation in ("rises", "falls"):
        parts.append(f"neither {_share(tally.neither)}")
    left = f"; {count(tally.left_out, 'draw')} without an answer left out" if tally.left_out else ""
    return f"{', '.join(parts)} of {count(tally.draws, 'draw')}{left}; {_level(answer, tally)}"


def _level(answer: Answer, tally: Tally) -> str:
    """Return where the outcome stands without and with what is done."""
    before, after = float(tally.sides.before.mean()), float(tally.sides.after.mean())
    if outcome_of(answer.outcome).pattern in WHETHER:
        return f"so in {percent(before)} of them without, in {percent(after)} with what is supposed"
    change = tally.change
    sign = "up" if change.value > 0 else "down"
    on_a_line = outcome_of(answer.outcome).pattern in ON_A_LINE
    without, with_it = (on_the_line(mean) if on_a_line else percent(mean) for mean in (before, after))
    moved = f"on average {without} without, {with_it} with what is supposed"
    if before == after or not change.clear:
        return moved
    return f"{moved}, {sign} by {on_the_line(abs(change.value)) if on_a_line else points(change.value)}"


def _share(chance: Chance) -> str:
    return f"{percent(chance.share)} ({percent(chance.low)} to {percent(chance.high)})"


def readings_sentence(run: Run, found: tuple[Trial, ...]) -> str:
    """Return how an argument fares under the perspectives.

    Examples
    --------
    >>> import irenic, tempfile
    >>> from irenic.study.arguments import trials
    >>> case = irenic.load("ukraine-2025")
    >>> run = irenic.assess(case, draws=4, folder=tempfile.mkdtemp(), under=("conquest-spreads",), only=("influence",))
    >>> readings_sentence(run, trials(run, "conquest-spreads"))
    'Cannot test under every perspective.'
    """
    by_verdict: dict[Verdict, list[str]] = {}
    for trial in found:
        if trial.reading != AS_ENTERED:
            by_verdict.setdefault(trial.verdict, []).append(f"“{run.arm(trial.reading).label}”")
    if not by_verdict:
        return "The case has no perspectives."
    if len(by_verdict) == 1:
        return f"{next(iter(by_verdict)).capitalize()} under every perspective."
    parts = [f"{verdict} under {listing(by_verdict[verdict])}" for verdict in VERDICTS if verdict in by_verdict]
    return f"{capitalised('; '.join(parts))}."
