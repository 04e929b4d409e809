"""A case that has no problems: what every later layer works with."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Final

from irenic.case.check import check_folder
from irenic.case.document import Document
from irenic.case.notes import Note, notes
from irenic.case.overlay import pulled_by, with_levers, with_perspectives, with_scenarios
from irenic.case.red_lines import RedLine, red_lines
from irenic.case.stated_changes import StatedChange, stated_changes
from irenic.case.tree import Entries, plain
from irenic.case.validate import revalidate
from irenic.case.walk import Placed, left_out, quantities, turns
from irenic.errors import InvalidCase, UnknownName

_PREFERENCES: Final = "preferences"


@dataclass(frozen=True, repr=False)
class Case:
    """A case as entered, or as it is under some perspectives and scenarios.

    Parameters
    ----------
    folder
        Where it was read from.
    document
        Its sections.
    root
        The tree it was read from, every value with its place, overlays applied.
    entered
        The tree without overlays.
    files
        The files it was read from, with the SHA-256 of each.
    perspectives, scenarios
        The overlays in force.
    conditions
        The arguments whose ``if`` is done.
    levers
        The levers pulled on top of them.

    Examples
    --------
    >>> import irenic
    >>> case = irenic.load("ukraine-2025")
    >>> "russia" in {line.actor for line in case.red_lines()}
    True
    >>> case.under(perspective="wolff").perspectives
    ('wolff',)
    """

    folder: Path
    document: Document
    root: Entries
    entered: Entries
    files: Mapping[str, str]
    perspectives: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    original: "Case | None" = None
    levers: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path | str) -> "Case":
        """Read a case folder.

        Raises
        ------
        InvalidCase
            If it has problems; the error lists all of them.
        """
        checked = check_folder(Path(path))
        if checked.problems:
            raise InvalidCase(checked.problems)
        return cls(checked.folder, checked.document, checked.root, checked.root, checked.files)

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.folder.resolve().name

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of all that the case says; comments and layout do not count."""
        text = json.dumps(plain(self.entered), ensure_ascii=False, sort_keys=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def under(
        self,
        *,
        perspective: str | Iterable[str] = (),
        scenario: str | Iterable[str] = (),
        condition: str | Iterable[str] = (),
        lever: str | Iterable[str] = (),
    ) -> "Case":
        """Return the case under further perspectives and scenarios, and with further levers pulled.

        Parameters
        ----------
        perspective, scenario
            One name or several. What is believed comes before what is done, in whatever
            order they are named.
        condition
            Arguments, one name or several, whose ``if`` is done.
        lever
            One name or several: levers pulled by themselves, after all that is done otherwise. One
            that is pulled there already is in force and cannot be pulled twice.

        Raises
        ------
        UnknownName
            If there is no such overlay, argument or lever.
        UnfitPatches
            If two of them disagree on a value.
        InvalidCase
            If together they make a case that is not sound.
        """
        perspectives = self._named("perspective", self.perspectives, perspective, self.document.perspectives)
        scenarios = self._named("scenario", self.scenarios, scenario, self.document.scenarios)
        conditions = self._named("argument", self.conditions, condition, self.document.arguments)
        levers = self._named("lever", self.levers, lever, self.document.levers)
        done = with_scenarios(with_perspectives(self.entered, perspectives), scenarios, conditions)
        root = with_levers(done, set(levers) - pulled_by(self.entered, scenarios, conditions))
        read = revalidate(self.document, self.root, root)
        if read.problems:
            raise InvalidCase(read.problems)
        return replace(
            self,
            document=read.document,
            root=root,
            perspectives=perspectives,
            scenarios=scenarios,
            conditions=conditions,
            original=self.original or self,
            levers=levers,
        )

    @cached_property
    def believed(self) -> "Case":
        """The case under the same perspectives, before anything is done."""
        return (self.original or self).under(perspective=self.perspectives) if self.acted else self

    @property
    def acted(self) -> bool:
        """Whether anything is done in it, beside what is believed."""
        return bool(self.scenarios or self.conditions or self.levers)

    @staticmethod
    def _named(
        kind: str, already: tuple[str, ...], more: str | Iterable[str], known: Mapping[str, object]
    ) -> tuple[str, ...]:
        names = (more,) if isinstance(more, str) else tuple(more)
        for name in names:
            if name not in known:
                raise UnknownName(kind, name, known)
        return tuple(sorted({*already, *names}))

    @cached_property
    def quantities(self) -> tuple[Placed, ...]:
        """Every number the case states, with its path and basis."""
        return tuple(quantities(self.document))

    @cached_property
    def drawn(self) -> tuple[Placed, ...]:
        """Every number that is drawn for all families: those stated, and those left out, which are unknown."""
        stated = (placed for placed in self.quantities if placed.keys[0] != _PREFERENCES)
        return (*stated, *left_out(self.document))

    @cached_property
    def drawn_preferences(self) -> tuple[Placed, ...]:
        """Every number of the preferences, and whose turn it is among coders.

        They are drawn for the graph model alone and stand apart, so that they move no draw of other families, not
        even of Sobol points, and are no inputs of answers that cannot depend on them.
        """
        stated = (placed for placed in self.quantities if placed.keys[0] == _PREFERENCES)
        return (*stated, *turns(self.document))

    @cached_property
    def numbers(self) -> tuple[Placed, ...]:
        """Every number that is drawn for some family."""
        return (*self.drawn, *self.drawn_preferences)

    @cached_property
    def changes(self) -> tuple[StatedChange, ...]:
        """Every change that levers, scenarios, perspectives and versions state."""
        return stated_changes(self.document, self.root)

    def red_lines(self) -> tuple[RedLine, ...]:
        """Return every red line that lies on an issue."""
        return red_lines(self.document)

    def check(self) -> list[Note]:
        """Return what the case leaves open; a case with problems cannot be loaded at all."""
        return notes(self.document, self.changes, self.folder)

    def __repr__(self) -> str:
        """Return the case in one line."""
        return f"<Case {self.name}: {self.document.title}; {self._counts()}>"

    def _repr_html_(self) -> str:
        """Return the case as a notebook shows it."""
        summary = escape(self.document.summary)
        return f"<h3>{escape(self.document.title)}</h3><p>{summary}</p><p>{escape(self._counts())}</p>"

    def _counts(self) -> str:
        document = self.document
        counts: dict[str, Sized] = {
            "actor": document.actors,
            "issue": document.issues,
            "red line": self.red_lines(),
            "proposal": document.proposals,
            "scenario": document.scenarios,
            "perspective": document.perspectives,
            "argument": document.arguments,
        }
        text = ", ".join(f"{len(held)} {word}{'' if len(held) == 1 else 's'}" for word, held in counts.items() if held)
        overlays = [*self.perspectives, *self.scenarios, *self.conditions, *self.levers]
        return text + (f"; under {', '.join(overlays)}" if overlays else "")
