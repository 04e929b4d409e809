"""The chapters of the report, in the order they are read. A written list: add one, and it is there.

A chapter is a title, a template, and a function that gives the template what it shows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, Final

from irenic.case.document import Document
from irenic.case.red_lines import signatories
from irenic.report.claims import claims, lacking
from irenic.report.dates import KNOWN_HOW, day_words, when_words
from irenic.report.evidence import cites, disputes, evidence, source_entries
from irenic.report.figures import actor_map, position_line, readings, timeline
from irenic.report.figures.actor_map import edges
from irenic.report.figures.position_line import ANSWERS, rows_of, stands
from irenic.report.figures.readings import signed
from irenic.report.figures.timeline import MOST, entries
from irenic.report.findings import findings
from irenic.report.labels import actor_name, issue_name, option_label, path_words
from irenic.report.overlays import overlay
from irenic.report.proposals import Cell, proposal_table, reason
from irenic.report.redaction import Withheld
from irenic.report.shifts import Shifts, shifts
from irenic.report.svg import svg_of
from irenic.report.words import listing, number
from irenic.study.assess import Run


@dataclass(frozen=True)
class Shown:
    """What a chapter is made from: the run without what is withheld, and what that is."""

    run: Run
    hidden: Withheld

    @cached_property
    def shifts(self) -> Shifts:
        """What every perspective and scenario moves."""
        return shifts(self.run)

    @property
    def document(self) -> Document:
        """The case as this report may show it."""
        return self.run.case.document


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of the report."""

    name: str
    title: str
    fill: Callable[[Shown], dict[str, Any]]

    @property
    def template(self) -> str:
        """The file it is written by."""
        return f"{self.name}.html.j2"


FRAME: Final = (
    ("feasible", "Which packages does every side that must sign prefer to fighting on, inside its red lines?"),
    ("likely", "What will be agreed, when, and with which chance?"),
    ("durable", "Will it hold once signed, and which guarantee would make it hold?"),
    ("why", "What stops a deal, and which disputed belief decides the answer?"),
)
"""The four questions of Irenic. Each has its part of the answer in ``_frame``."""
_TITLES: Final = {
    "proposals": "Proposals and red lines",
    "pressure": "Where pressure balances",
    "perspectives": "If one author is right",
    "scenarios": "If somebody does something",
    "limits": "What this does not answer",
    "basis": "What it rests on",
}


def _findings(shown: Shown) -> dict[str, Any]:
    found = findings(shown.run)
    groups = [
        (_TITLES.get(kind, kind), [finding.sentence for finding in group])
        for kind, group in groupby(found, key=lambda finding: finding.kind)
    ]
    return {"groups": groups, "frame": _frame()}


def _frame() -> list[tuple[str, str, str]]:
    """Return the four questions with what this version can say to each."""
    answers = {
        "feasible": "Only in part: the table of proposals says which of them cross a red line. Whether anybody "
        "prefers them to fighting on is not answered by this version.",
        "likely": "Only in part: the lines of the issues say where pressure balances on each issue alone. When "
        "anything would be signed, and with which chance, is not answered by this version.",
        "durable": "Not answered by this version: it has no model of what happens after a signature.",
        "why": "Only in part: red lines that are crossed, and how far each reading and scenario moves the "
        "balance. What stops a deal altogether is not answered by this version.",
    }
    return [(word, question, answers[word]) for word, question in FRAME]


def _issues(shown: Shown) -> dict[str, Any]:
    run, document = shown.run, shown.document
    found = []
    for issue, entry in document.issues.items():
        laid = overlay(run, issue)
        picture = svg_of(position_line(run, issue))
        found.append({"entry": entry, "svg": picture, "arms": laid.arms, "rows": _issue_rows(run, issue)})
    return {"issues": found}


def _issue_rows(run: Run, issue: str) -> list[dict[str, Any]]:
    """Return the picture of an issue as a table."""
    document, found = run.case.document, stands(run, issue)
    lines = [line for line in run.case.red_lines() if line.issue == issue]
    rows = []
    for key in rows_of(run.case, issue, found):
        refused = [
            option_label(document, issue, option) for line in lines if line.actor == key for option in line.refused
        ]
        spread = found.get(key)
        percentiles = [number(value) for value in (spread.low, spread.middle, spread.high)] if spread else []
        name = ANSWERS.get(key) or actor_name(document, key)
        notes = [line.note for line in lines if line.actor == key and line.note]
        rows.append({"name": name, "percentiles": percentiles, "refused": refused, "notes": notes})
    return rows


def _actors(shown: Shown) -> dict[str, Any]:
    document = shown.document
    rows = []
    for name, actor in document.actors.items():
        lines = [(line.says, line.modality, cites(document, line.because)) for line in actor.other_red_lines]
        people = "" if name in shown.hidden.actors else listing(actor.people)
        note = "withheld" if name in shown.hidden.actors else actor.note
        rows.append(
            {"actor": actor, "people": people, "note": note, "lines": lines, "cites": cites(document, actor.because)}
        )
    tied = bool(edges(document))
    return {"actors": rows, "svg": svg_of(actor_map(document)) if tied else None}


def _timeline(shown: Shown) -> dict[str, Any]:
    found = entries(shown.document)
    dated = [entry for entry in found if entry.when.dated]
    pictures = [svg_of(timeline(shown.document, dated[start : start + MOST])) for start in range(0, len(dated), MOST)]
    document = shown.document
    undated = [
        (entry.kind, entry.text, listing(_maker(document, maker) for maker in entry.who))
        for entry in found
        if not entry.when.dated
    ]
    events = [
        (when_words(event.on), KNOWN_HOW[event.date_basis], event.what, cites(document, event.because))
        for event in document.events
    ]
    return {"pictures": pictures, "undated": undated, "events": events}


def _proposals(shown: Shown) -> dict[str, Any]:
    document = shown.document
    table = proposal_table(document)
    holders = [actor_name(document, actor) for actor in (table[0].cells if table else ())]
    rows = []
    for row in table:
        entry = document.proposals[row.proposal]
        terms = [
            (issue_name(document, issue), listing(f"“{option_label(document, issue, o)}”" for o in options))
            for issue, options in entry.terms.items()
        ]
        cells = [_cell_words(document, row.proposal, actor, cell) for actor, cell in row.cells.items()]
        rows.append(
            {
                "entry": entry,
                "by": listing(_maker(document, maker) for maker in entry.by),
                "when": when_words(entry.on),
                "terms": terms,
                "signs": listing(actor_name(document, actor) for actor in signatories(document, row.proposal)),
                "cells": cells,
                "cites": cites(document, entry.because),
            }
        )
    return {"holders": holders, "rows": rows}


def _maker(document: Document, name: str) -> str:
    """Return who made a proposal: an actor, or the author of a source who recommends it."""
    return actor_name(document, name) if name in document.actors else f"the author of “{document.sources[name].title}”"


_VERDICTS: Final = {
    "crosses": ("✕", "cannot sign"),
    "may cross": ("?", "may not sign"),
    "inside": ("✓", "crosses none"),
    "silent": ("–", "silent"),
}


def _cell_words(document: Document, proposal: str, actor: str, cell: Cell) -> dict[str, Any]:
    """Return a cell of the table in words: the verdict, and every red line that decides it."""
    sign, words = _VERDICTS[cell.verdict]
    if not cell.must_sign:
        words = {"crosses": "refuses it, need not sign", "may cross": "may refuse it, need not sign"}.get(
            cell.verdict, words
        )
    reasons = [reason(document, proposal, line) for line in cell.lines]
    kind = cell.verdict.replace(" ", "-") + ("" if cell.must_sign else " outside")
    return {"actor": actor_name(document, actor), "sign": sign, "words": words, "reasons": reasons, "kind": kind}


def _readings(shown: Shown) -> dict[str, Any]:
    document, found = shown.document, shown.shifts
    heads = [issue_name(document, issue) for issue in found.issues]
    rows = []
    for row in found.moving:
        cells = [
            (signed(row.by_issue[issue].median.value), row.by_issue[issue].spread) if issue in row.by_issue else None
            for issue in found.issues
        ]
        rows.append({"label": row.label, "kind": row.kind, "cells": cells})
    ends = []
    for issue in found.issues:
        options = list(document.issues[issue].options.values())
        ends.append((issue_name(document, issue), options[0].label, options[-1].label))
    picture = svg_of(readings(shown.run, found)) if found.moving else None
    return {"svg": picture, "heads": heads, "rows": rows, "ends": ends, "still": found.still, "entered": found.entered}


def _disputes(shown: Shown) -> dict[str, Any]:
    return {"disputes": disputes(shown.document)}


def _moves(shown: Shown) -> dict[str, Any]:
    document = shown.document
    levers = [
        {
            "lever": lever,
            "by": listing(actor_name(document, actor) for actor in lever.by),
            "on": listing(actor_name(document, actor) for actor in lever.on),
            "does": [(path_words(document, path), _does(value)) for path, value in lever.does.items()],
            "cites": cites(document, lever.because),
        }
        for lever in document.levers.values()
    ]
    scenarios = [
        {
            "scenario": scenario,
            "pull": [document.levers[lever].label for lever in scenario.pull],
            "set": [(path_words(document, path), _does(value)) for path, value in scenario.set.items()],
            "cites": cites(document, scenario.because),
        }
        for scenario in document.scenarios.values()
    ]
    return {"levers": levers, "scenarios": scenarios}


def _does(value: Any) -> str:
    """Return what becomes of a value, without what that rests on; the table of numbers has it."""
    if isinstance(value, dict):
        bare = {key: _does(inner) for key, inner in value.items() if key not in ("because", "judgement", "confidence")}
        return bare["value"] if set(bare) == {"value"} else ", ".join(f"{key} {inner}" for key, inner in bare.items())
    return listing(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _claims(shown: Shown) -> dict[str, Any]:
    return {"claims": claims(shown.document), "lacking": lacking(shown.document)}


def _evidence(shown: Shown) -> dict[str, Any]:
    return {"numbers": evidence(shown.run.case)}


def _sources(shown: Shown) -> dict[str, Any]:
    return {"sources": source_entries(shown.document)}


def _limits(shown: Shown) -> dict[str, Any]:
    document = shown.document
    offered = {(issue, o) for p in document.proposals.values() for issue, options in p.terms.items() for o in options}
    unused = (
        {}
        if not offered
        else {
            entry.name: [option.label for name, option in entry.options.items() if (issue, name) not in offered]
            for issue, entry in document.issues.items()
        }
    )
    notes = [(note.words, [path_words(document, path) for path in note.paths]) for note in shown.run.case.check()]
    still = shown.shifts.still
    return {"unused": {name: labels for name, labels in unused.items() if labels}, "notes": notes, "unmoved": still}


def _making(shown: Shown) -> dict[str, Any]:
    made = shown.run.plan.manifest
    return {"made": made, "folder": shown.run.folder.name, "arm_count": len(shown.run.arms)}


CHAPTERS: Final = (
    Chapter("findings", "What was found", _findings),
    Chapter("issues", "The issues, one by one", _issues),
    Chapter("proposals", "Proposals against red lines", _proposals),
    Chapter("actors", "Who takes part", _actors),
    Chapter("timeline", "What happened, and what was proposed", _timeline),
    Chapter("readings", "How perspectives and scenarios move the balance", _readings),
    Chapter("disputes", "Where the sources disagree", _disputes),
    Chapter("claims", "Arguments", _claims),
    Chapter("moves", "Levers and scenarios", _moves),
    Chapter("evidence", "Every number, and what it rests on", _evidence),
    Chapter("sources", "Sources", _sources),
    Chapter("limits", "What this report cannot say", _limits),
    Chapter("making", "How it was made", _making),
)
"""Every chapter of the report."""


def as_of_words(document: Document) -> str:
    """Return the day a case describes, in words; empty where it says none."""
    return day_words(document.as_of) if document.as_of else ""
