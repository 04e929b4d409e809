"""The tables of the reference of the case format, written from the schema so that they cannot rot.

Run ``python docs/format_tables.py`` after a change of the format; a test compares the two.
"""

from pathlib import Path
from typing import Any

from irenic.case.json_schema import json_schema

PAGE = Path(__file__).parent / "reference" / "case-format.md"
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"

# The sections in the order a reader meets them, each with the part of the schema it is.
ORDER = (
    ("The case itself", None),
    ("Source", "Source"),
    ("Source: what a paragraph says", "Said"),
    ("Source: paragraphs left out", "LeftOut"),
    ("Actor", "Actor"),
    ("Actor: other red lines", "OtherRedLine"),
    ("Issue", "Issue"),
    ("Issue: option", "Option"),
    ("Position", "Position"),
    ("Position: refuses, accepts", "Limits"),
    ("Position: earlier", "Earlier"),
    ("Proposal", "Proposal"),
    ("Correlation", "Correlation"),
    ("War", "War"),
    ("War: front", "Front"),
    ("War: battle", "Battle"),
    ("War: forces", "Forces"),
    ("War: breach", "Breach"),
    ("War: mediator", "Mediator"),
    ("War: trust", "Trust"),
    ("War: attacks", "Attacks"),
    ("War: resolve", "Resolve"),
    ("War: resolve, a party", "Tough"),
    ("Moves", "Moves"),
    ("Moves: move", "Move"),
    ("Moves: rule", "Rule"),
    ("Moves: named state", "NamedState"),
    ("Preferences", "Preferences"),
    ("Preferences: statement", "Preference"),
    ("Preferences: equal", "Wish"),
    ("Preferences: ranking", "Rank"),
    ("Preferences: coder", "Coder"),
    ("Lever", "Lever"),
    ("Scenario", "Scenario"),
    ("Perspective", "Perspective"),
    ("Contradiction", "Contradiction"),
    ("Contradiction: version", "Version"),
    ("Argument", "Argument"),
    ("Argument: if", "Condition"),
    ("Event", "Event"),
    ("Forecast", "Forecast"),
    ("Forecast: resolved", "Resolved"),
)
KINDS = {
    "to-100": "number, 0 to 100",
    "place-or-option": "option, or number, 0 to 100",
    "share": "number, 0 to 1",
    "number": "number",
    "locators": "locators",
    "names": "names",
    "name": "name",
    "text": "text",
}


def tables() -> str:
    """Return all tables, one a section."""
    schema = json_schema()
    parts = schema["$defs"]
    named = {part for _, part in ORDER if part}
    forgotten = {part for part in parts if part[0].isupper()} - named
    if forgotten:
        msg = f"sections that the reference lacks: {sorted(forgotten)}"
        raise ValueError(msg)
    return "\n".join(_table(title, parts[name] if name else schema) for title, name in ORDER)


def _table(title: str, part: dict[str, Any]) -> str:
    needed = part.get("required", ())
    rows = [
        f"| `{key}`{' (must)' if key in needed else ''} | {_kind(value)} | {value.get('description', '')} |"
        for key, value in part["properties"].items()
    ]
    intro = [part["description"], ""] if title != ORDER[0][0] else []
    extra = []
    if isinstance(part.get("additionalProperties"), dict):
        extra = [f"| *any name* | {_kind(part['additionalProperties'])} | |"]
    return "\n".join([f"### {title}", "", *intro, "| key | written as | meaning |", "|---|---|---|", *rows, *extra, ""])


def _kind(value: dict[str, Any]) -> str:
    """Return in words what may be written."""
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[-1]
        return KINDS.get(name) or _link(name)
    if "anyOf" in value:
        return _either(value["anyOf"])
    if "enum" in value:
        return ", ".join(f"`{_word(item)}`" for item in dict.fromkeys(map(_word, value["enum"])))
    if "const" in value:
        return f"`{value['const']}`"
    return _shape(value)


def _link(part: str) -> str:
    """Return a link to the table of an entry."""
    title = next(title for title, name in ORDER if name == part)
    slug = title.lower().replace(" ", "-").replace(":", "").replace(",", "")
    return f"[{title.lower()}](#{slug})"


def _word(item: object) -> str:
    return {True: "yes", False: "no"}.get(item, str(item)) if isinstance(item, bool) else str(item)


def _either(forms: list[dict[str, Any]]) -> str:
    numeric = [form for form in forms if form.get("type") == "number"]
    if numeric:
        if numeric[0].get("maximum") == 1:
            return "number, 0 to 1"
        return "number, 0 or more" if numeric[0].get("minimum") == 0 else "number"
    words = dict.fromkeys(_kind(form) for form in forms if form.get("type") != "null")
    return ", or ".join(words)


def _shape(value: dict[str, Any]) -> str:
    if value.get("type") == "array":
        return f"list of: {_kind(value['items'])}"
    if value.get("type") == "object":
        inner = value.get("additionalProperties") or next(iter(value.get("patternProperties", {}).values()), {})
        return f"by name: {_kind(inner)}" if isinstance(inner, dict) and inner else "by path: anything"
    if value.get("type") == "integer":
        return "whole number"
    return {"^\\d{4}-\\d{1,2}-\\d{1,2}$": "day"}.get(value.get("pattern", ""), "text")


def page_with_tables(page: str) -> str:
    """Return a page with the text between its two marks replaced by the tables of today."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{tables()}\n{END}{tail}"


if __name__ == "__main__":
    PAGE.write_text(page_with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
