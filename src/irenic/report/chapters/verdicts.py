"""The chapter about arguments: what each claims would follow, and whether it does."""

from dataclasses import dataclass
from typing import Any

from irenic.report.carrier_words import carrier_sentence
from irenic.report.chapters.shown import Plate, Shown, Table
from irenic.report.claims import claims, expected
from irenic.report.failing_words import elsewhere_sentences, failing_sentences
from irenic.report.figures import sides
from irenic.report.rival_words import rival_sentences
from irenic.report.svg import svg_of
from irenic.report.verdict_words import counted, readings_sentence, verdict_sentence
from irenic.study.arguments import Trial, argued, deciding, trials
from irenic.study.assess import Run


def claims_chapter(shown: Shown) -> dict[str, Any]:
    """Return the arguments, and what becomes of those that were put to the test."""
    document, run = shown.document, shown.argued
    found = {name: trials(run, name) for name in argued(run)} if run else {}
    verdicts = {name: _verdict(run, name, found) for name in found} if run else {}
    return {
        "claims": [
            (claim, verdicts.get(name)) for name, claim in zip(document.arguments, claims(document), strict=True)
        ],
        "table": _overview(run, found) if run else None,
        "draws": run.plan.draws if run else 0,
    }


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of an argument: as entered, under the perspectives, when it fails, what carries it, as a picture.

    ``elsewhere`` has, for each perspective under which that differs, when it fails; ``rivals`` has, for each argument
    it clashes with, what it says and how the two fare against each other.
    """

    verdict: str
    sentence: str
    readings: str
    when: tuple[str, ...]
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...]
    through: str
    rivals: tuple[tuple[str, str], ...]
    plate: Plate | None


def _verdict(run: Run, name: str, tried: dict[str, tuple[Trial, ...]]) -> Judged:
    found, written = tried[name], run.case.document.arguments
    readings = readings_sentence(run, found) if found[0].answers else ""
    tested = any(answer.tally is not None for answer in found[0].answers)
    return Judged(
        found[0].verdict,
        verdict_sentence(run, found[0]),
        readings,
        tuple(failing_sentences(run, found[0])),
        tuple(elsewhere_sentences(run, found)),
        carrier_sentence(run, found[0]),
        tuple(
            (f"“{written[other].says}”", _against(run, found[0], tried[other][0]))
            for other in written[name].clashes
            if other in tried
        ),
        _sides(run, found) if tested else None,
    )


def _against(run: Run, one: Trial, other: Trial) -> str:
    return " ".join((f"{other.verdict.capitalize()}.", *rival_sentences(run, one, other)))


def _sides(run: Run, found: tuple[Trial, ...]) -> Plate:
    """Return the picture of the outcome that decides, with the same as a table."""
    about = deciding(found[0])
    rows = []
    for trial in found:
        answer = trial.on(about)
        told = (trial.verdict, trial.reason) if answer is None else (answer.verdict, counted(answer))
        rows.append((run.arm(trial.reading).label, *told))
    said = expected(run.case.document, about.outcome, about.expectation)
    return Plate(
        f"For and against: {said.outcome}",
        "Each bar is all draws under one reading: blue at the left for the author, white neither, orange at the right "
        "against. The verdict stands at its end.",
        svg_of(sides(run, found[0].argument, found)),
        f"It is about what decides the verdict as entered, in the model {about.family}.",
        Table("The same in numbers", ("Under", "Verdict", "Draws"), tuple(rows)),
    )


def _overview(run: Run, found: dict[str, tuple[Trial, ...]]) -> Table:
    heads = ("Argument", *(arm.label for arm in run.arms if not arm.case.acted))
    rows = tuple(
        (run.case.document.arguments[name].says, *(trial.verdict for trial in each)) for name, each in found.items()
    )
    return Table("Every argument under every reading", heads, rows)
