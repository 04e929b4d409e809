"""What ``irenic diff`` says: every difference in words, with its path and its place in both versions."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from irenic.case.case import Case
from irenic.case.diff import Difference, Side
from irenic.case.document import Document
from irenic.report.labels import actor_name, issue_name, option_label, path_words
from irenic.report.terminal import Block, Fixed, Heading, Line
from irenic.report.terminal_numbers import short
from irenic.report.words import capitalised, count, listing

BULLETS: Final = {"added": "+ ", "removed": "- ", "changed": "~ "}
LONGEST: Final = 300
"""Characters of a text that are told; the rest is left to the file."""
_SINGLE: Final = {"case": "head of the case", "war": "fact of the war", "paragraphs left out": "range left out"}
_PLURALS: Final = {
    "patch": "patches",
    "case": "heads of the case",
    "war": "facts of the war",
    "list of moves": "lists of moves",
    "paragraphs left out": "ranges left out",
}
_SHORT: Final = 60
_WITHIN: Final = (
    "number",
    "locator",
    "judgement",
    "confidence",
    "patch",
    "position",
    "red line",
    "option",
    "preference",
)
"""What stands in an entry, which is named beside it."""


def diff_page(old: Case, new: Case, found: Sequence[Difference]) -> list[Block]:
    """Return every difference between two versions of a case, section by section.

    Parameters
    ----------
    old, new
        The two versions.
    found
        What differs.
    """
    if not found:
        return [Line("No difference: both say the same. How it is written, and the order of names, may differ.")]
    blocks: list[Block] = [Line(f"{count(len(found), 'difference')}: {summary(found)}.")]
    for section, group in groupby(found, key=lambda each: each.path.partition(".")[0]):
        blocks.append(Heading(section.replace("_", " ").capitalize()))
        for each in group:
            blocks += _told(each, (old.document if each.new is None else new.document))
    told = "+ added, - removed, ~ changed. In brackets: the 5th, 50th and 95th percentile of a number."
    return [*blocks, Heading("How to read this"), Line(told, indent=2)]


def summary(found: Sequence[Difference]) -> str:
    """Return how many differences of each kind there are, the most frequent first."""
    kinds = Counter(each.what for each in found)
    return listing(_many(kind, number) for kind, number in kinds.most_common())


def difference_words(each: Difference, document: Document) -> str:
    """Return a difference as a sentence without its place.

    Parameters
    ----------
    each
        The difference.
    document
        The version in which it stands, for the names of things.
    """
    about = entry_words(document, each.path)
    what = capitalised(each.what)
    if each.part:
        head = f"{what}{f' {about}' if about else ''}, {each.part.replace('_', ' ')} {each.change}"
    else:
        head = f"{what} {each.change}" + (f", {about}" if about and each.what in _WITHIN else "")
    if each.old and each.new:
        return f"{head}: {_within(each, document)}{_value(each.old)} becomes {_value(each.new)}"
    return f"{head}: {_within(each, document)}{_value(each.new or each.old)}"


def entry_words(document: Document, path: str) -> str:
    """Return which entry a path leads into, in the words of the case; empty where the path says it all.

    Examples
    --------
    >>> from irenic.examples import load
    >>> entry_words(load("two-villages").document, "proposals.elders.terms.water")
    "“The elders' draft”"
    """
    words = path_words(document, path)
    if words != path:
        return words
    section, *rest = path.split(".")
    match path.split("."):
        case ["issues", issue, "options", option, *_]:
            return f"“{option_label(document, issue, option)}” of {issue_name(document, issue)}"
        case ["positions", actor, issue, *_]:
            return f"{actor_name(document, actor)} on {issue_name(document, issue)}"
        case ["preferences", actor, *_]:
            return actor_name(document, actor)
    held: Any = getattr(document, section, None)
    entry = held.get(rest[0]) if isinstance(held, dict) and rest else None
    titles = (getattr(entry, key, "") for key in ("name", "label", "title", "topic", "says", "what"))
    title = next((found for found in titles if isinstance(found, str) and found), "")
    return f"“{title if len(title) <= _SHORT else f'{title[:_SHORT]} …'}”" if title else ""


def diff_data(old: Case, new: Case, found: Sequence[Difference]) -> dict[str, Any]:
    """Return the same as plain data for ``--json``."""
    return {
        "old": {"case": old.name, "folder": str(old.folder), "fingerprint": old.fingerprint},
        "new": {"case": new.name, "folder": str(new.folder), "fingerprint": new.fingerprint},
        "same": not found,
        "differences": difference_data(found),
    }


def difference_data(found: Sequence[Difference]) -> list[dict[str, Any]]:
    """Return differences as plain data."""
    return [
        {
            "change": each.change,
            "what": each.what,
            "part": each.part,
            "path": each.path,
            "old": _side_data(each.old),
            "new": _side_data(each.new),
        }
        for each in found
    ]


def _told(each: Difference, document: Document) -> list[Block]:
    sides = [(each.new, ""), (each.old, "before: " if each.new else "")]
    places = [f"{said}{side.where}" for side, said in sides if side]
    return [
        Line(difference_words(each, document), 2, BULLETS[each.change]),
        Fixed(f"    {each.path}  {', '.join(places)}"),
    ]


def _value(side: Side | None) -> str:
    if side is None:
        return ""
    text = side.written if len(side.written) <= LONGEST else f"{side.written[:LONGEST]} …"
    if side.percentiles is None:
        return f"“{text}”"
    return f"{text} ({', '.join(short(value) for value in side.percentiles)})"


def _within(each: Difference, document: Document) -> str:
    """Return what a patch changes; nothing for what is no patch."""
    target = each.path.partition("[")[2].removesuffix("]")
    return f"{path_words(document, target)}: " if each.what == "patch" else ""


def _many(kind: str, number: int) -> str:
    if number == 1:
        return f"1 {_SINGLE.get(kind, kind)}"
    return f"{number} {_PLURALS.get(kind, f'{kind}s')}"


def _side_data(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    place = {"file": side.where.file, "line": side.where.line, "column": side.where.column}
    p5, p50, p95 = side.percentiles or (None, None, None)
    return {"written": side.written, **place, "p5": p5, "p50": p50, "p95": p95}
