"""Arguments put to the test, for a terminal and for programs."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any, Final

from irenic.report.carrier_words import carrier_sentence
from irenic.report.claims import condition_words
from irenic.report.failing_words import failing_sentences
from irenic.report.finding import plain
from irenic.report.rival_words import rival_sentences
from irenic.report.terminal import Block, Heading, Line, Table
from irenic.report.verdict_words import answer_sentence, readings_sentence, verdict_sentence
from irenic.report.words import count
from irenic.study.arguments import Answer, Trial, argued, trials
from irenic.study.assess import Run
from irenic.study.carriers import what_carries
from irenic.study.verdicts import VERDICTS

_HOW: Final = (
    "Verdicts as entered, and in how many perspectives each. A draw is for the author if what is claimed happens in "
    "it. Holds: in two draws of three at least. Holds weakly: more often than the opposite. Reversed: less often. No "
    "effect: nine in ten do not move, or as many one way as the other. An argument is as good as the weakest thing "
    "that it claims."
)


def arguments_page(run: Run, chosen: Collection[str] = ()) -> list[Block]:
    """Return the table of verdicts, and a card for each argument that was asked for by name.

    Parameters
    ----------
    run
        A finished run under what arguments suppose.
    chosen
        The arguments with a card.
    """
    document = run.case.document
    found = {name: trials(run, name) for name in argued(run)}
    drawn = "Sobol points" if run.plan.points == "sobol" else "draws"
    made = f"{document.title}: {count(len(found), 'argument')} on {run.plan.draws:,} {drawn} from seed {run.plan.seed}"
    blocks: list[Block] = [Line(f"{made}, each solved without and with what is supposed.")]
    rows = [(name, entered.verdict, _counted(others)) for name, (entered, *others) in found.items()]
    blocks += [Table(("Argument", "As entered", "Under the perspectives"), rows), Line(_HOW, 2)]
    for name in chosen:
        blocks += [Heading(document.arguments[name].says), *_card(run, name, found)]
    return blocks


def _counted(found: list[Trial]) -> str:
    """Return how often each verdict falls, the most frequent first."""
    often = {verdict: sum(trial.verdict == verdict for trial in found) for verdict in VERDICTS}
    there = sorted((verdict for verdict in VERDICTS if often[verdict]), key=lambda verdict: -often[verdict])
    return ", ".join(f"{verdict} {often[verdict]}" for verdict in there) or "–"


def _card(run: Run, name: str, tried: dict[str, tuple[Trial, ...]]) -> list[Block]:
    document = run.case.document
    argument, found = document.arguments[name], tried[name]
    lines: list[Block] = [Line(f"{', '.join(map(str, argument.by))} ({argument.modality})", 2, "By       ")]
    supposed = condition_words(document, argument)
    if supposed:
        lines.append(Line(supposed, 2, "If       "))
    lines.append(Line(verdict_sentence(run, found[0]), 2, "Verdict  "))
    if found[0].answers:
        lines.append(Line(readings_sentence(run, found), 2, "Readings "))
    lines += [Line(sentence, 2, "When     ") for sentence in failing_sentences(run, found[0])]
    through = carrier_sentence(run, found[0])
    if through:
        lines.append(Line(through, 2, "Through  "))
    for other in argument.clashes:
        if other in tried:
            said = f"“{document.arguments[other].says}” {tried[other][0].verdict.capitalize()}."
            lines.append(Line(" ".join((said, *rival_sentences(run, found[0], tried[other][0]))), 2, "Against  "))
    return lines


def arguments_data(run: Run) -> dict[str, Any]:
    """Return every verdict with what it rests on, for programs."""
    plan = run.plan
    return {
        "case": run.case.name,
        "run": str(run.folder),
        "draws": plan.draws,
        "seed": plan.seed,
        "points": plan.points,
        "arguments": [
            {
                "argument": name,
                "says": run.case.document.arguments[name].says,
                "clashes": list(run.case.document.arguments[name].clashes),
                "readings": [_trial_data(run, trial) for trial in trials(run, name)],
            }
            for name in argued(run)
        ],
    }


def _trial_data(run: Run, trial: Trial) -> dict[str, Any]:
    return {
        "reading": trial.reading,
        "arm": trial.arm,
        "verdict": trial.verdict,
        "reason": trial.reason,
        "answers": [_answer_data(run, answer) for answer in trial.answers],
        "through": plain(carriers) if (carriers := what_carries(run, trial)) else None,
    }


def _answer_data(run: Run, answer: Answer) -> dict[str, Any]:
    said = {
        "outcome": answer.outcome,
        "expected": answer.expectation,
        "family": answer.family,
        "verdict": answer.verdict,
        "reason": answer.reason,
        "sentence": answer_sentence(run, answer),
    }
    if answer.tally is None:
        return said
    tally = answer.tally
    return said | {
        "draws": tally.draws,
        "left_out": tally.left_out,
        "for": asdict(tally.author),
        "against": asdict(tally.opposite),
        "neither": asdict(tally.neither),
        "before": float(tally.sides.before.mean()),
        "after": float(tally.sides.after.mean()),
    }
