"""The proposals against the red lines, as a table in words; no model is needed for it."""

from collections.abc import Iterable
from typing import Final

from irenic.case.document import Document
from irenic.report.labels import actor_name
from irenic.report.proposals import Cell, proposal_table
from irenic.report.terminal import Block, Line, Table

LEGEND: Final = {
    "crosses": "the terms lie beyond a red line",
    "may cross": "some of the terms left open do",
    "inside": "none of the terms does",
    "–": "the terms are silent there",
}
"""What the words in the table of proposals mean."""


def proposals_table(document: Document) -> list[Block]:
    """Return which proposal crosses whose red lines as a table with its legend; nothing if there is neither."""
    rows = proposal_table(document)
    holders = list(rows[0].cells) if rows else []
    if not holders:
        return []
    columns = ("Proposal", *(actor_name(document, actor) for actor in holders))
    cells = [
        (document.proposals[row.proposal].label, *(_verdict(row.cells[actor]) for actor in holders)) for row in rows
    ]
    return [Table(columns, cells), Line(_legend(cells), indent=2)]


def _legend(rows: Iterable[tuple[str, ...]]) -> str:
    """Return what the words of a table mean, if they stand in it."""
    found = {cell for _, *cells in rows for cell in cells}
    words = {word.strip("()") for word in found}
    told = "; ".join(f"{word}: {meaning}" for word, meaning in LEGEND.items() if word in words)
    bracketed = any(word.startswith("(") for word in found)
    return told + (". In brackets: an actor whose consent the proposal does not need." if bracketed else ".")


def _verdict(cell: Cell) -> str:
    word = "–" if cell.verdict == "silent" else cell.verdict
    return word if cell.must_sign or cell.verdict == "silent" else f"({word})"
