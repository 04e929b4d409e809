"""What ``irenic score`` says, and the forecasts as ``irenic show`` lists them."""

from dataclasses import asdict
from typing import Any

from irenic.case.case import Case
from irenic.report.finding import plain
from irenic.report.record import Entry, entries
from irenic.report.terminal import Block, Heading, Line


def forecasts_page(case: Case) -> list[Block]:
    """Return the forecasts of a case, each with what was said and what came."""
    blocks: list[Block] = []
    for entry in entries(case.document):
        cited = ", ".join(map(str, entry.by))
        decided = f" Decided by {entry.decided}." if entry.decided else ""
        blocks += [
            Line(f"{entry.what} ({entry.name}) [{cited}]", 2, "- "),
            Line(f"{entry.made}. {entry.chance}.{decided} {_came(entry)}", 6),
            *(Line(f"As an outcome of the models: {outcome}.", 6) for outcome in entry.outcomes),
        ]
    return [Heading("Forecasts"), *blocks] if blocks else []


def score_page(case: Case) -> list[Block]:
    """Return how good the forecasts of a case were."""
    from irenic.report.score_words import counted, score_sentences

    forecasts = case.document.forecasts
    if not forecasts:
        return [Line(f"{case.name} has no forecasts; write some under 'forecasts'.")]
    told: list[Block] = [Line(sentence, 2, "- ") for sentence in score_sentences(forecasts)]
    return [Line(f"{case.document.title}. {counted(forecasts)}"), *told]


def score_data(case: Case) -> dict[str, Any]:
    """Return the same as plain data for ``--json``; a log score of minus infinity is ``null``."""
    from irenic.study.score import resolved, score

    scores = score(resolved(case.document.forecasts))
    told = None if scores is None else {**plain(scores), "log_is_infinite": bool(scores.failed)}
    return {
        "case": case.name,
        "forecasts": [{**asdict(entry), **_located(entry)} for entry in entries(case.document)],
        "scores": told,
    }


def _located(entry: Entry) -> dict[str, list[str]]:
    return {"by": [str(locator) for locator in entry.by], "because": [str(locator) for locator in entry.because]}


def _came(entry: Entry) -> str:
    words = {"yes": "It came.", "no": "It did not come.", "unknown": "Whether it came is unknown."}
    cited = f" [{', '.join(map(str, entry.because))}]" if entry.because else ""
    return f"{words[entry.came]}{cited}{f' {entry.why}' if entry.why else ''}"
