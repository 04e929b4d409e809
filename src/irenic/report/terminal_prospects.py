"""Tables of what a run found: proposals, terms, and every reading and scenario side by side."""

from typing import Final

from irenic.case.document import Document
from irenic.report.agreement_words import agreement_sentences, agreement_table
from irenic.report.grid import grid
from irenic.report.headline_words import short_words
from irenic.report.labels import actor_name, issue_name, option_label
from irenic.report.proposals import proposal_table
from irenic.report.resting_words import COLUMNS, HOW_TO_READ, resting_rows
from irenic.report.terminal import Block, Line, Table
from irenic.report.terminal_proposals import proposals_table
from irenic.report.words import count, listing, percent
from irenic.study.assess import Run
from irenic.study.clashes import openings as openings_of
from irenic.study.prospects import Standing, standings, terms
from irenic.study.rest.resting import resting

_RARE: Final = 0.005
"""Options with a smaller chance are left out of the table of terms."""


def standings_table(run: Run) -> list[Block]:
    """Return the proposals with who could accept them; without a bargain, with the red lines they cross."""
    document, found = run.case.document, standings(run)
    if not found:
        return proposals_table(document)
    holders = list(dict.fromkeys([*(a for each in found for a in _speaking(document, each)), *_holders(document)]))
    columns = ("Proposal", *(actor_name(document, actor) for actor in holders), "All sign")
    rows = [
        (
            document.proposals[each.proposal].label,
            *(_cell(document, each, actor) for actor in holders),
            percent(each.signable.share),
        )
        for each in found
    ]
    told = (
        "In how many draws each could accept it, filled in to its liking; refuses: it crosses a red line. "
        "All sign: all who sign could accept the same way to fill it in."
    )
    if any("(refuses)" in row for row in rows):
        told += " In brackets: an actor whose consent it does not need."
    return [Table(columns, rows, frozenset({"All sign"})), Line(told, indent=2)]


def openings_table(run: Run) -> list[Block]:
    """Return how often all could sign each proposal that is stuck, and what would open it."""
    document, found = run.case.document, openings_of(run)
    if not found:
        return []
    columns = ("Proposal", "As it is", "Red line gone", "One issue open", "Which")
    rows = [
        (
            document.proposals[each.proposal].label,
            str(each.signed),
            "–" if each.without is None else str(each.without),
            "–" if each.changed is None else str(each.changed),
            issue_name(document, each.issue) if each.issue else "",
        )
        for each in found
    ]
    told = (
        f"In how many of {count(found[0].draws, 'draw')} all could sign: as it is; if the one red line that rules its "
        "terms out were gone, and –, if there is none or several; if the one issue on which that helps most were open, "
        "and –, if none does. "
        "More on each, and who could give what to whom: in the report."
    )
    return [Table(columns, rows, frozenset(columns[1:4])), Line(told, indent=2)]


def terms_table(run: Run) -> list[Block]:
    """Return how likely each option is, if there is a settlement; the likeliest first."""
    document = run.case.document
    rows = []
    for issue, options in terms(run).items():
        ranked = sorted(options, key=lambda option: -options[option])
        for place, option in enumerate(option for option in ranked if options[option] >= _RARE):
            name = issue_name(document, issue) if place == 0 else ""
            rows.append((name, option_label(document, issue, option), percent(min(options[option], 1.0))))
    return [Table(("Issue", "If they sign", "Chance"), rows, frozenset({"Chance"}))] if rows else []


def agreement_lines(run: Run) -> list[Block]:
    """Return whether the families that answer the same question agree, and where each points."""
    columns, rows = agreement_table(run)
    lines: list[Block] = [Line(sentence, 2, "- ") for sentence in agreement_sentences(run)]
    return [*lines, Table(columns, rows)] if rows else lines


def arms_table(run: Run) -> list[Block]:
    """Return every answer under every perspective and scenario, the case as entered first."""
    found = grid(run)
    if len(run.arms) == 1 or not found.heads:
        return []
    heads = {short_words(run.case.document, head): at for at, head in enumerate(found.heads)}
    rows = [("As entered", *(cell.said for cell in found.entered))]
    rows += [(arm.label, *(cell.said for cell in cells)) for arm, cells in found.rows]
    told = (
        "▲ and ▼: clearly above or below the case as entered, draw by draw. Package and Ripe: shares of draws. "
        "The others: chances, on average. –: no answer."
    )
    still = [Line(f"No row, since they change nothing here: {listing(found.still)}.", 2)] if found.still else []
    return [Table(("Under", *heads), rows, frozenset(heads)), Line(told, 2), *still]


def _holders(document: Document) -> tuple[str, ...]:
    rows = proposal_table(document)
    return tuple(rows[0].cells) if rows else ()


def _speaking(document: Document, found: Standing) -> tuple[str, ...]:
    """Return those whose consent a proposal needs, and who want anything at all."""
    return tuple(actor for actor in found.accepts if document.positions.get(actor))


def _cell(document: Document, found: Standing, actor: str) -> str:
    if actor in found.accepts:
        return "refuses" if actor in found.blocked_by else percent(found.accepts[actor].share)
    row = next(row for row in proposal_table(document) if row.proposal == found.proposal)
    return "(refuses)" if actor in row.cells and row.cells[actor].verdict == "crosses" else ""


def resting_table(run: Run) -> list[Block]:
    """Return where the parties could rest, by concept, and how far that is from the present."""
    found = resting(run)
    if found is None:
        return []
    rows = resting_rows(run.case.document, found)
    return [Table(COLUMNS, rows, frozenset(COLUMNS[1:])), Line(HOW_TO_READ, indent=2)]
