"""Red lines, and which proposals cross them: what can be said before any model runs."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from irenic.case.basis import Basis
from irenic.case.document import Document
from irenic.case.sections.evidence import Modality
from irenic.case.sections.stakes import Limits

Crossing: TypeAlias = Literal["crosses", "may cross", "inside", "silent"]
"""Whether terms lie beyond a red line: all of them, some of those left open, none, or not touched."""


@dataclass(frozen=True, slots=True)
class RedLine:
    """Options of one issue that an actor will not sign.

    Parameters
    ----------
    actor, issue
        Whose line it is, and on which issue.
    refused
        The options beyond it.
    accepted
        The options within it.
    modality
        How the source puts it.
    note
        The line in words, where the options do not say it all.
    basis
        What it rests on.
    """

    actor: str
    issue: str
    refused: tuple[str, ...]
    accepted: tuple[str, ...]
    modality: Modality
    note: str
    basis: Basis

    def crossing(self, open_options: tuple[str, ...]) -> Crossing:
        """Return whether terms cross the line.

        Parameters
        ----------
        open_options
            The options that the terms leave open on this issue; none if they are silent on it.

        Examples
        --------
        >>> line = RedLine("ukraine", "crimea", ("recognised",), ("returned", "held"), "asserted", "", Basis())
        >>> line.crossing(("recognised",)), line.crossing(("held", "recognised")), line.crossing(())
        ('crosses', 'may cross', 'silent')
        """
        beyond = [option in self.refused for option in open_options]
        if not beyond:
            return "silent"
        return "crosses" if all(beyond) else "may cross" if any(beyond) else "inside"


def red_lines(document: Document) -> tuple[RedLine, ...]:
    """Return every red line of a case that lies on an issue, in the order of the positions."""
    found = []
    for actor, by_issue in document.positions.items():
        for issue, position in by_issue.items():
            options = tuple(document.issues[issue].options)
            for limits, refuses in ((position.refuses, True), (position.accepts, False)):
                if limits is not None:
                    found.append(_red_line(actor, issue, limits, options, refuses=refuses, around=position.basis))
    return tuple(found)


def _red_line(
    actor: str, issue: str, limits: Limits, options: tuple[str, ...], *, refuses: bool, around: Basis
) -> RedLine:
    named = tuple(option for option in options if option in limits.options)
    others = tuple(option for option in options if option not in limits.options)
    refused, accepted = (named, others) if refuses else (others, named)
    return RedLine(actor, issue, refused, accepted, limits.modality, limits.note, limits.basis.or_else(around))


def crossings(document: Document, proposal: str) -> tuple[tuple[RedLine, Crossing], ...]:
    """Return how a proposal stands to every red line of a case."""
    terms = document.proposals[proposal].terms
    return tuple((line, line.crossing(terms.get(line.issue, ()))) for line in red_lines(document))


def signatories(document: Document, proposal: str) -> tuple[str, ...]:
    """Return the actors whose consent a proposal needs.

    These are the parties (or the ``signatories``, where the case names them), those whom a
    term of the proposal names under ``needs``, and the ratifiers at home of any of these.
    """
    parties = [name for name, actor in document.actors.items() if actor.role == "party"]
    needed = list(document.signatories or parties)
    for issue, options in document.proposals[proposal].terms.items():
        for option in options:
            needed += document.issues[issue].options[option].needs
    for actor in tuple(needed):
        needed += document.actors[actor].ratified_by
    return tuple(dict.fromkeys(needed))
