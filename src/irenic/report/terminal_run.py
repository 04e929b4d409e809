"""What ``irenic assess`` says: the four words at the top, then findings by question, and tables."""

import math
from collections.abc import Sequence, Sized
from dataclasses import asdict
from typing import Any, Final

from irenic.case.document import Document
from irenic.report.finding import plain
from irenic.report.findings import IF_AS_ENTERED, findings
from irenic.report.labels import issue_name, option_label
from irenic.report.proposals import Row, proposal_table
from irenic.report.terminal import Bar, Block, Heading, Line, Table
from irenic.report.terminal_prospects import (
    agreement_lines,
    arms_table,
    openings_table,
    resting_table,
    standings_table,
    terms_table,
)
from irenic.report.words import between, count, listing, percent
from irenic.study.assess import Run
from irenic.study.belief import belief
from irenic.study.intervals import Spread
from irenic.study.pressure import Pressure, answered, pressure
from irenic.study.prospects import durability, feasibility, obstacles, ripeness, terms, timing
from irenic.study.rest.resting import resting

WORDS: Final = {"feasible": "Feasible", "likely": "Likely", "durable": "Durable", "why": "Why not"}
"""The four words, as they stand before their sentences."""
QUESTIONS: Final = {
    "perspectives": "Feasible: under whose reading of the case?",
    "proposals": "Feasible: which proposals could be signed, and whom do they fail for?",
    "concessions": "Feasible: what would have to give?",
    "trades": "Feasible: how could the issues be divided?",
    "terms": "Likely: what would be signed?",
    "timing": "Likely: how would the war end?",
    "pressure": "Likely: where does the pressure of all actors balance on each issue?",
    "agreement": "Likely: do the models agree where they answer the same question?",
    "guarantees": "Durable: which guarantee would make a settlement hold?",
    "ripeness": "Why: are the parties stuck and hurting, and is there a way out?",
    "trust": "Why: whom can the parties believe, and what can talk alone do?",
    "scenarios": "Why: what would change the answer?",
    "mediator": "Why: what would the mediator do of its own will?",
    "resting": "Rest: where could the parties stay, and what leads there?",
    "limits": "What does this not say?",
    "basis": "What does it rest on?",
}
"""The question that each kind of finding answers, in the order of a reader's interest."""


def run_page(run: Run) -> list[Block]:
    """Return what a run found, in words and tables."""
    plan = run.plan
    drawn = "Sobol points" if plan.points == "sobol" else "draws"
    made = f"{plan.draws:,} {drawn} from seed {plan.seed}, {_under(run)}"
    blocks: list[Block] = [Line(f"{run.case.document.title}: {made}. {IF_AS_ENTERED}:")]
    found = findings(run)
    wide = max(len(word) for word in WORDS.values()) + 2
    blocks += [Line(finding.sentence, 2, f"{WORDS[finding.kind]:{wide}}") for finding in found if finding.kind in WORDS]
    for kind, question in QUESTIONS.items():
        told = [finding for finding in found if finding.kind == kind]
        tables = _tables_for(kind, run)
        if told or tables:
            blocks += [Heading(question), *(Line(finding.sentence, 2, "- ") for finding in told), *tables]
    return blocks


def _under(run: Run) -> str:
    document = run.case.document
    overlays: dict[str, Sized] = {"perspective": document.perspectives, "scenario": document.scenarios}
    counted = [count(len(there), what) for what, there in overlays.items() if there]
    if run.plan.under == "combinations":
        counted.append("every scenario under every perspective")
    return listing(["on the case as entered", *(f"under {each}" for each in counted)])


def run_data(run: Run) -> dict[str, Any]:
    """Return the same as plain data for ``--json``; what is not a finite number is ``null``."""
    data = {
        "case": run.case.name,
        "run": str(run.folder),
        "draws": run.plan.draws,
        "seed": run.plan.seed,
        "points": run.plan.points,
        "arms": [arm.name for arm in run.arms],
        "findings": [finding.as_dict() for finding in findings(run)],
        "prospects": [_prospects(run, arm.name) for arm in run.arms],
        "proposals": [_row_data(row) for row in proposal_table(run.case.document)],
        "issues": [_issue_data(pressure(run, issue)) for issue in answered(run)],
    }
    finite: dict[str, Any] = _finite(data)
    return finite


def _tables_for(kind: str, run: Run) -> Sequence[Block]:
    if kind == "proposals":
        return standings_table(run)
    if kind == "concessions":
        return openings_table(run)
    if kind == "terms":
        return terms_table(run)
    if kind == "agreement":
        return agreement_lines(run)
    if kind == "scenarios":
        return arms_table(run)
    if kind == "resting":
        return resting_table(run)
    if kind == "pressure":
        document = run.case.document
        columns = ("Issue", "Mean", "On the line 0–100", "Nearest option", "Of draws", "Median")
        rows = [_issue_row(document, pressure(run, issue)) for issue in answered(run)]
        told = "Mean, Median: of the positions, weighted by capability times salience; the range of nine draws in ten."
        return [Table(columns, rows, frozenset({"Of draws"})), Line(told, indent=2)] if rows else []
    return []


def _issue_row(document: Document, answer: Pressure) -> tuple[str | Bar | None, ...]:
    label = option_label(document, answer.issue, answer.best)
    return (
        issue_name(document, answer.issue),
        between(answer.compromise),
        _bar(answer.compromise),
        label,
        percent(answer.nearest[answer.best].share),
        between(answer.median),
    )


def _bar(spread: Spread) -> Bar:
    return Bar((spread.low, spread.middle, spread.high))


def _prospects(run: Run, arm: str) -> dict[str, Any]:
    """Return what the families say under an arm; ``null`` where they have no answer."""
    summaries = {
        "feasible": feasibility(run, arm),
        "likely": timing(run, arm),
        "durable": durability(run, arm),
        "why": obstacles(run, arm),
        "ripeness": ripeness(run, arm),
        "trust": belief(run, arm),
        "rest": resting(run, arm),
    }
    told = {word: None if summary is None else plain(summary) for word, summary in summaries.items()}
    return {"arm": arm, "label": run.arm(arm).label, **told, "terms": terms(run, arm)}


def _row_data(row: Row) -> dict[str, Any]:
    return {
        "proposal": row.proposal,
        "blocked_by": list(row.blocked_by()),
        "doubtful_for": list(row.doubtful_for()),
        "red_lines": {
            actor: {"verdict": cell.verdict, "must_sign": cell.must_sign, "issues": [line.issue for line in cell.lines]}
            for actor, cell in row.cells.items()
        },
    }


def _issue_data(answer: Pressure) -> dict[str, Any]:
    return {
        "issue": answer.issue,
        "speakers": list(answer.speakers),
        "mean": asdict(answer.compromise),
        "median": asdict(answer.median),
        "nearest": answer.best,
        "nearest_median": answer.best_median,
        "share_of_draws": asdict(answer.nearest[answer.best]),
        "agree": asdict(answer.agree),
    }


def _finite(data: Any) -> Any:
    """Return data without infinities and NaN, which JSON does not know."""
    if isinstance(data, dict):
        return {str(key): _finite(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_finite(value) for value in data]
    if isinstance(data, float) and not math.isfinite(data):
        return None
    return data
