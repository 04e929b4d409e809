"""What ``irenic assess`` says: findings by question, and two tables."""

import math
from collections.abc import Sequence, Sized
from dataclasses import asdict
from typing import Any, Final

from irenic.case.document import Document
from irenic.report.findings import IF_AS_ENTERED, findings
from irenic.report.labels import issue_name, option_label
from irenic.report.proposals import Row, proposal_table
from irenic.report.terminal import Bar, Block, Heading, Line, Table
from irenic.report.terminal_proposals import proposals_table
from irenic.report.words import between, count, listing, percent
from irenic.study.assess import Run
from irenic.study.intervals import Spread
from irenic.study.pressure import Pressure, answered, pressure

QUESTIONS: Final = {
    "proposals": "Which proposals cross whose red lines?",
    "pressure": "Where does the pressure of all actors balance on each issue?",
    "perspectives": "Whose reading of the case changes the answer?",
    "scenarios": "What would change the answer?",
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
    for kind, question in QUESTIONS.items():
        told = [finding for finding in found if finding.kind == kind]
        if told:
            blocks += [Heading(question), *(Line(finding.sentence, 2, "- ") for finding in told)]
            blocks += _table_for(kind, run)
    return blocks


def _under(run: Run) -> str:
    document = run.case.document
    overlays: dict[str, Sized] = {"perspective": document.perspectives, "scenario": document.scenarios}
    counted = [count(len(there), what) for what, there in overlays.items() if there]
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
        "proposals": [_row_data(row) for row in proposal_table(run.case.document)],
        "issues": [_issue_data(pressure(run, issue)) for issue in answered(run)],
    }
    finite: dict[str, Any] = _finite(data)
    return finite


def _table_for(kind: str, run: Run) -> Sequence[Block]:
    if kind == "proposals":
        return proposals_table(run.case.document)
    if kind == "pressure":
        document = run.case.document
        columns = ("Issue", "Mean", "On the line 0–100", "Nearest option", "Of draws", "Median")
        rows = [_issue_row(document, pressure(run, issue)) for issue in answered(run)]
        told = "Mean, Median: of the positions, weighted by capability times salience; the range of nine draws in ten."
        return [Table(columns, rows, frozenset({"Of draws"})), Line(told, indent=2)]
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
