"""Chapters about what happened, what others believe, what might be done, and what would follow."""

from collections.abc import Mapping
from typing import Any, Final

from irenic.case.document import Document
from irenic.report.belief_words import number_words
from irenic.report.chapters.shown import Shown, made_by
from irenic.report.dates import KNOWN_HOW, when_words
from irenic.report.evidence import cites, disputes
from irenic.report.figures import readings, timeline
from irenic.report.figures.bargain import has_answers
from irenic.report.figures.timeline import MOST, entries
from irenic.report.labels import actor_name, issue_name
from irenic.report.svg import svg_of
from irenic.report.words import capitalised, listing, signed

_BESIDE: Final = ("because", "judgement", "confidence", "modality")
"""What stands beside a value and does not change it."""


def timeline_chapter(shown: Shown) -> dict[str, Any]:
    """Return what happened and what was proposed."""
    found = entries(shown.document)
    dated = [entry for entry in found if entry.when.dated]
    pictures = [svg_of(timeline(shown.document, dated[start : start + MOST])) for start in range(0, len(dated), MOST)]
    document = shown.document
    undated = [
        (entry.kind, entry.text, listing(made_by(document, maker) for maker in entry.who))
        for entry in found
        if not entry.when.dated
    ]
    events = [
        (when_words(event.on), KNOWN_HOW[event.date_basis], event.what, cites(document, event.because))
        for event in document.events
    ]
    return {"pictures": pictures, "undated": undated, "events": events}


def readings_chapter(shown: Shown) -> dict[str, Any]:
    """Return how perspectives and scenarios move the balance of pressure."""
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
    return {
        "svg": picture,
        "heads": heads,
        "rows": rows,
        "ends": ends,
        "still": found.still,
        "war": has_answers(shown.run, "war"),
        "rests": has_answers(shown.run, "stability"),
    }


def disputes_chapter(shown: Shown) -> dict[str, Any]:
    """Return where the sources disagree."""
    return {"disputes": disputes(shown.document)}


def moves_chapter(shown: Shown) -> dict[str, Any]:
    """Return levers and scenarios."""
    document = shown.document
    levers = [
        {
            "lever": lever,
            "by": listing(actor_name(document, actor) for actor in lever.by),
            "on": listing(actor_name(document, actor) for actor in lever.on),
            "does": [_becomes(document, path, value) for path, value in lever.does.items()],
            "cites": cites(document, lever.because),
        }
        for lever in document.levers.values()
    ]
    scenarios = [
        {
            "scenario": scenario,
            "pull": [document.levers[lever].label for lever in scenario.pull],
            "set": [_becomes(document, path, value) for path, value in scenario.set.items()],
            "cites": cites(document, scenario.because),
        }
        for scenario in document.scenarios.values()
    ]
    return {"levers": levers, "scenarios": scenarios}


def _becomes(document: Document, path: str, value: Any) -> tuple[str, str]:
    """Return what is changed, and what becomes of it, both in words."""
    keys = path.split(".")
    named = {name: actor.name for name, actor in document.actors.items()}
    if keys[0] == "positions":
        named = {name: f"“{option.label}”" for name, option in document.issues[keys[2]].options.items()}
    words = number_words(document, path)
    return capitalised(words), _does(value, named)


def _does(value: Any, named: Mapping[str, str]) -> str:
    """Return what becomes of a value, without what that rests on; the table of numbers has it."""
    if isinstance(value, dict):
        bare = {key: _does(inner, named) for key, inner in value.items() if key not in _BESIDE}
        only = set(bare) in ({"value"}, {"options"})
        return next(iter(bare.values())) if only else ", ".join(f"{key} {inner}" for key, inner in bare.items())
    if isinstance(value, list | tuple):
        return listing(_does(each, named) for each in value)
    return " to ".join(named.get(end, end) for end in str(value).split(" to "))
