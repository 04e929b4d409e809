"""Which proposal crosses whose red line: a table, and what follows from it."""

from dataclasses import dataclass

from irenic.case.document import Document
from irenic.case.red_lines import Crossing, RedLine, crossings, red_lines, signatories
from irenic.report.labels import actor_name, issue_name, option_label
from irenic.report.words import listing


@dataclass(frozen=True, slots=True)
class Cell:
    """How one proposal stands to the red lines of one actor.

    Parameters
    ----------
    verdict
        The worst over the actor's red lines: ``crosses``, ``may cross``, ``inside``, ``silent``.
    must_sign
        Whether the proposal needs this actor's consent.
    lines
        The red lines that are crossed or may be.
    """

    verdict: Crossing
    must_sign: bool
    lines: tuple[RedLine, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal against everybody's red lines.

    Parameters
    ----------
    proposal
        Its short name.
    cells
        By actor, for every actor who has a red line on an issue.
    """

    proposal: str
    cells: dict[str, Cell]

    def blocked_by(self) -> tuple[str, ...]:
        """Return those who must sign and whose red line the proposal crosses."""
        return tuple(actor for actor, cell in self.cells.items() if cell.must_sign and cell.verdict == "crosses")

    def doubtful_for(self) -> tuple[str, ...]:
        """Return those who must sign and whose red line it crosses under some of the terms left open."""
        return tuple(actor for actor, cell in self.cells.items() if cell.must_sign and cell.verdict == "may cross")


_ORDER: tuple[Crossing, ...] = ("crosses", "may cross", "inside", "silent")


def proposal_table(document: Document) -> tuple[Row, ...]:
    """Return every proposal against the red lines of everybody who has one.

    Examples
    --------
    >>> from irenic.examples import load
    >>> [row.blocked_by() for row in proposal_table(load("two-villages").document)]
    [()]
    """
    holders = tuple(dict.fromkeys(line.actor for line in red_lines(document)))
    return tuple(_row(document, proposal, holders) for proposal in document.proposals)


def _row(document: Document, proposal: str, holders: tuple[str, ...]) -> Row:
    signs = signatories(document, proposal)
    found = crossings(document, proposal)
    cells = {}
    for actor in holders:
        own = [(line, verdict) for line, verdict in found if line.actor == actor]
        worst = min((verdict for _, verdict in own), key=_ORDER.index)
        lines = tuple(line for line, verdict in own if verdict in ("crosses", "may cross"))
        cells[actor] = Cell(worst, actor in signs, lines)
    return Row(proposal, cells)


def reason(document: Document, proposal: str, line: RedLine) -> str:
    """Return in words why a proposal crosses a red line.

    Examples
    --------
    >>> from irenic.examples import load
    >>> document = load("ukraine-2025").document
    >>> line = next(line for line in red_lines(document) if (line.actor, line.issue) == ("ukraine", "crimea"))
    >>> reason(document, "crimea-recognition", line)
    'Crimea: Ukraine refuses “Ukraine recognises it as Russian”'
    """
    terms = document.proposals[proposal].terms[line.issue]
    refused = [option_label(document, line.issue, option) for option in terms if option in line.refused]
    quoted = listing(f"“{label}”" for label in refused)
    return f"{issue_name(document, line.issue)}: {actor_name(document, line.actor)} refuses {quoted}"
