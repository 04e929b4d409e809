"""What a report may not show, taken out of the run before anything is written.

Whatever is marked above the mark of the report is replaced at the door, in the case itself, so
no sentence, picture or table further on can leak it: it does not have it. A withheld source
keeps a number, so that a reader sees how much rests on it, and loses everything else.
"""

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from irenic.case.case import Case
from irenic.case.document import Document
from irenic.case.quantity import Quantity
from irenic.case.sections.changes import Perspective
from irenic.case.sections.evidence import Mark, Source
from irenic.case.tree import Altered, Entries, Items, Scalar
from irenic.report.words import count, listing
from irenic.sources.locator import Locator
from irenic.study.assess import Run
from irenic.study.plan import label_of

MARKS: Final[tuple[Mark, ...]] = ("public", "internal", "restricted")
_Any = TypeVar("_Any")


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is withheld from a report.

    Parameters
    ----------
    mark
        The mark of the report.
    sources
        The sources withheld, each with the name it has instead.
    actors
        The actors whose people and notes are withheld.
    """

    mark: Mark
    sources: dict[str, str]
    actors: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What is withheld, in words; empty if nothing is.

        Examples
        --------
        >>> Withheld("public", {"diary": "withheld-1"}, ()).sentence
        '1 source is marked above “public” and withheld from this report.'
        """
        parts = [count(len(self.sources), "source")] if self.sources else []
        if self.actors:
            parts.append(f"the people and the note of {count(len(self.actors), 'actor')}")
        verb = "is" if len(self.sources) == 1 and not self.actors else "are"
        return f"{listing(parts)} {verb} marked above “{self.mark}” and withheld from this report." if parts else ""


def withheld(document: Document, mark: Mark) -> Withheld:
    """Return what a report with a mark must not show.

    Examples
    --------
    >>> from irenic.examples import load
    >>> withheld(load("ukraine-2025").document, "public").sources
    {}
    """

    def above(own: Mark) -> bool:
        return MARKS.index(own) > MARKS.index(mark)

    hidden = [name for name, source in document.sources.items() if above(source.mark)]
    free = (f"withheld-{number}" for number in range(1, 10**6) if f"withheld-{number}" not in document.sources)
    told = [name for name, actor in document.actors.items() if above(actor.mark) and (actor.people or actor.note)]
    return Withheld(mark, dict(zip(hidden, free, strict=False)), tuple(told))


def redacted(run: Run, hidden: Withheld) -> Run:
    """Return a run without what is withheld; its answers are the same."""
    if not hidden.sentence:
        return run
    shown = copy(run)
    arms = []
    for arm in run.arms:
        case = _case(arm.case, hidden)
        arms.append(replace(arm, label=_cleaner(run.case.document, hidden)(label_of(case)), case=case))
    shown.plan = replace(run.plan, case=arms[0].case, arms=tuple(arms))
    return shown


def _case(case: Case, hidden: Withheld) -> Case:
    clean = _cleaner(case.document, hidden)
    root = _tree(case.root.with_value("sources", Entries(case.root.where)), clean)
    return replace(case, document=_document(case.document, hidden, clean), root=root)


def _cleaner(document: Document, hidden: Withheld) -> Callable[[str], str]:
    """Return a function that takes locators, authors and titles of withheld sources out of a text."""
    known: dict[str, str] = {}
    patterns: list[str] = []
    for name, instead in hidden.sources.items():
        source = document.sources[name]
        known[name] = instead
        patterns.append(rf"(?<![\w-]){re.escape(name)}(?=#p)")
        for text in (source.author, source.title, source.publisher):
            # "Author not stated" and the like are no secret, and short words would hit anything.
            if len(text) > 5 and not text.startswith("not "):
                known[text] = "a withheld source"
                patterns.append(re.escape(text))
    if not patterns:
        return lambda text: text
    pattern = re.compile("|".join(sorted(patterns, key=len, reverse=True)))
    return lambda text: pattern.sub(lambda match: known[match[0]], text)


def _document(document: Document, hidden: Withheld, clean: Callable[[str], str]) -> Document:
    shown = _through(document, hidden, clean)
    sources = {}
    for name, source in shown.sources.items():
        instead = hidden.sources.get(name)
        number = instead.removeprefix("withheld-") if instead else ""
        blank = Source.model_validate({"title": f"Withheld source {number}", "mark": source.mark})
        sources[instead or name] = blank if instead else source
    actors = {
        name: actor.model_copy(update={"people": (), "note": ""}) if name in hidden.actors else actor
        for name, actor in shown.actors.items()
    }
    proposals = {
        name: entry.model_copy(update={"by": tuple(_by(maker, document, hidden) for maker in entry.by)})
        for name, entry in shown.proposals.items()
    }
    perspectives = {name: _perspective(entry, hidden) for name, entry in shown.perspectives.items()}
    update = {"sources": sources, "actors": actors, "proposals": proposals, "perspectives": perspectives}
    return shown.model_copy(update=update)


def _by(maker: str, document: Document, hidden: Withheld) -> str:
    return maker if maker in document.actors else hidden.sources.get(maker, maker)


def _perspective(entry: Perspective, hidden: Withheld) -> Perspective:
    """Return a perspective without the name of the withheld source whose beliefs it holds."""
    instead = hidden.sources.get(entry.source or "")
    if instead is None:
        return entry
    label = f"Reading of withheld source {instead.removeprefix('withheld-')}"
    return entry.model_copy(update={"source": instead, "label": label})


def _through(item: _Any, hidden: Withheld, clean: Callable[[str], str]) -> _Any:
    """Return a part of a case in which every text is cleaned and every locator renamed."""
    made: Any = item
    if isinstance(item, str):
        made = clean(item)
    elif isinstance(item, Quantity):
        because = tuple(_locator(locator, hidden) for locator in item.basis.because)
        made = replace(item, basis=replace(item.basis, because=because, judgement=clean(item.basis.judgement)))
    elif isinstance(item, Locator):
        made = _locator(item, hidden)
    elif isinstance(item, BaseModel):
        made = item.model_copy(update={name: _through(value, hidden, clean) for name, value in item})
    elif isinstance(item, dict):
        made = {key: _through(value, hidden, clean) for key, value in item.items()}
    elif type(item) is tuple:
        made = tuple(_through(value, hidden, clean) for value in made)
    elif isinstance(item, list):
        made = [_through(value, hidden, clean) for value in item]
    result: _Any = made
    return result


def _locator(locator: Locator, hidden: Withheld) -> Locator:
    return replace(locator, source=hidden.sources.get(locator.source, locator.source))


def _tree(node: Any, clean: Callable[[str], str]) -> Any:
    """Return a tree of a case file with every text cleaned."""
    if isinstance(node, Scalar):
        return replace(node, text=clean(node.text))
    if isinstance(node, Entries):
        return replace(node, values={key: _tree(value, clean) for key, value in node.values.items()})
    if isinstance(node, Items):
        return replace(node, values=tuple(_tree(value, clean) for value in node.values))
    altered: Altered = node
    steps = tuple((kind, _tree(by, clean), at) for kind, by, at in altered.steps)
    return replace(altered, base=_tree(altered.base, clean), steps=steps)
