"""What a chapter is made from, and what it is made of: pictures with a table each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from irenic.case.document import Document
from irenic.report.deciding import Moved, moved
from irenic.report.findings import Finding, findings
from irenic.report.labels import actor_name
from irenic.report.redaction import Withheld
from irenic.report.shifts import Shifts, shifts
from irenic.study.assess import Run


@dataclass(frozen=True)
class Shown:
    """What a chapter is made from: the run without what is withheld, what that is, and the runs beside it.

    ``argued`` is a run that tests arguments, ``chosen`` one that tests policies.
    """

    run: Run
    hidden: Withheld
    argued: Run | None = None
    chosen: Run | None = None

    @cached_property
    def shifts(self) -> Shifts:
        """What every perspective and scenario moves."""
        return shifts(self.run)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, in sentences."""
        return findings(self.run)

    @cached_property
    def moved(self) -> tuple[Moved, ...]:
        """Which beliefs move the answers."""
        return moved(self.run)

    @property
    def document(self) -> Document:
        """The case as this report may show it."""
        return self.run.case.document

    def sentences(self, *kinds: str) -> list[str]:
        """Return the findings of some kinds, in the order of the kinds."""
        return [finding.sentence for kind in kinds for finding in self.findings if finding.kind == kind]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter of the report; several may be written by one template."""

    name: str
    title: str
    fill: Callable[[Shown], dict[str, Any]]
    template: str = ""

    @property
    def file(self) -> str:
        """The template it is written by."""
        return f"{self.template or self.name}.html.j2"


@dataclass(frozen=True, slots=True)
class Table:
    """What a picture shows, in words and numbers; the first cell of a row is its head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture with how to read it above, what it leaves out below, and the same as a table.

    ``arms`` is what the page's script may lay over it; nothing where there is nothing to lay over.
    """

    title: str
    reading: str
    svg: Markup
    caption: str
    table: Table
    arms: tuple[dict[str, Any], ...] = ()


def made_by(document: Document, name: str) -> str:
    """Return who made a proposal: an actor, or the author of a source who recommends it."""
    return actor_name(document, name) if name in document.actors else f"the author of “{document.sources[name].title}”"
