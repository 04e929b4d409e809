"""Every number of a case with what it rests on, down to what the paragraphs say."""

from collections.abc import Iterator
from dataclasses import dataclass

from irenic.case.basis import Basis, Confidence
from irenic.case.belief import Unknown
from irenic.case.case import Case
from irenic.case.document import Document
from irenic.case.places import place_of
from irenic.case.sections.evidence import Modality
from irenic.case.stated_changes import StatedChange
from irenic.case.walk import Placed
from irenic.report.belief_words import number_words
from irenic.report.dates import KNOWN_HOW, when_words
from irenic.report.labels import actor_name
from irenic.report.words import capitalised, number
from irenic.sources.locator import Locator


@dataclass(frozen=True, slots=True)
class Said:
    """What one or several paragraphs say, in the analyst's words.

    Parameters
    ----------
    paragraphs
        Which, such as ``p10-p11``.
    says
        The paraphrase; empty where none is entered.
    how
        Who is reported to say so, and how it is said; empty where the author asserts it.
    """

    paragraphs: str
    says: str
    how: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A locator with all that a reader needs to judge it.

    Parameters
    ----------
    locator
        As it is written in the case.
    source
        The short name of the source.
    title, author, date
        Of the source, as far as they are known.
    said
        What the paragraphs say.
    withheld
        Whether the source is withheld from this report.
    """

    locator: str
    source: str
    title: str
    author: str
    date: str
    said: tuple[Said, ...]
    withheld: bool


@dataclass(frozen=True, slots=True)
class Entered:
    """A number or a change as it was entered, and what it rests on.

    Parameters
    ----------
    label, written
        What it is, and how the analyst wrote it.
    percentiles
        The 5th, 50th and 95th, in words; empty for a change.
    unknown
        Whether it is drawn from its whole scale.
    confidence, judgement, cites
        What it rests on.
    """

    label: str
    written: str
    percentiles: tuple[str, ...]
    unknown: bool
    confidence: Confidence | None
    judgement: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers of one kind."""

    title: str
    rows: tuple[Entered, ...]


_SECTIONS = {
    "issues": "Where the options lie",
    "positions": "What actors want, and how much they mind",
    "capability": "What actors can bring to bear",
    "correlations": "What is high or low together",
    "war": "The battlefield, and what going on costs",
    "preferences": "What actors like better, step by step",
}
_HOLDERS = {
    "levers": "What levers change",
    "scenarios": "What scenarios change",
    "perspectives": "What perspectives change",
    "contradictions": "What versions of a contradiction change",
    "arguments": "What arguments suppose",
}


def evidence(case: Case) -> tuple[Group, ...]:
    """Return every number and change of a case, group by group.

    Examples
    --------
    >>> from irenic.examples import load
    >>> groups = evidence(load("two-villages"))
    >>> [(group.title, len(group.rows)) for group in groups][-1]
    ('What actors can bring to bear', 2)
    """
    rows: dict[str, list[Entered]] = {}
    for placed in case.numbers:
        rows.setdefault(_SECTIONS[placed.keys[0]], []).append(_number(case.document, placed))
    for change in case.changes:
        section = change.path.partition(".")[0]
        rows.setdefault(_HOLDERS[section], []).append(_change(case.document, change))
    return tuple(Group(title, tuple(found)) for title, found in rows.items())


def _number(document: Document, placed: Placed) -> Entered:
    quantity = placed.quantity
    issue = document.issues[placed.keys[2]] if placed.keys[0] == "positions" else None
    found = quantity.percentiles(lambda end: place_of(issue, end) if issue else float(end))
    percentiles = tuple(_percent(value) if "%" in quantity.written else number(value) for value in found)
    return Entered(
        capitalised(number_words(document, placed.path)),
        quantity.written,
        percentiles,
        isinstance(quantity.belief, Unknown),
        *_rest(document, placed.basis),
    )


def _percent(value: float) -> str:
    return f"{number(100 * value)}%"


def _change(document: Document, change: StatedChange) -> Entered:
    label = f"{_holder(document, change.path)}: {number_words(document, change.target)}"
    return Entered(label, change.written, (), False, *_rest(document, change.basis))


def _holder(document: Document, path: str) -> str:
    """Return the lever, overlay, version or argument that states a change, in words."""
    section, name, *rest = path.split("[")[0].split(".")
    if section == "contradictions":
        contradiction = document.contradictions[name]
        return f"{contradiction.topic} “{contradiction.versions[rest[1]].says}”"
    if section == "arguments":
        return document.arguments[name].says
    if section == "levers":
        return document.levers[name].label
    return document.scenarios[name].label if section == "scenarios" else document.perspectives[name].label


def _rest(document: Document, basis: Basis) -> tuple[Confidence | None, str, tuple[Cite, ...]]:
    return basis.confidence, basis.judgement, cites(document, basis.because)


def cites(document: Document, because: tuple[Locator, ...]) -> tuple[Cite, ...]:
    """Return locators with what their paragraphs say.

    Examples
    --------
    >>> from irenic.examples import load
    >>> cite, = cites(load("ukraine-2025").document, (Locator("wolff", 17, 18),))
    >>> cite.author, [said.paragraphs for said in cite.said]
    ('Stefan Wolff', ['p17', 'p18'])
    """
    return tuple(_cite(document, locator) for locator in because)


def _cite(document: Document, locator: Locator) -> Cite:
    source = document.sources[locator.source]
    date = when_words(source.published) if source.published else ""
    if source.published and source.published_basis and source.published_basis != "absolute":
        date += f" ({KNOWN_HOW[source.published_basis]})"
    withheld = locator.source.startswith("withheld-") and not source.says
    said = () if withheld else tuple(_said(document, locator))
    return Cite(str(locator), locator.source, source.title, source.author, date, said, withheld)


def _said(document: Document, locator: Locator) -> Iterator[Said]:
    for (first, last), said in document.sources[locator.source].says.items():
        if first <= locator.last and last >= locator.first:
            yield Said(_paragraphs(first, last), said.says, how_said(document, said.speaker, said.modality))


def _paragraphs(first: int, last: int) -> str:
    return f"p{first}" if first == last else f"p{first}-p{last}"


def how_said(document: Document, speaker: str | None, modality: Modality) -> str:
    """Return who says something and how, in a few words; empty where the author asserts it.

    Examples
    --------
    >>> from irenic.examples import load
    >>> how_said(load("ukraine-2025").document, "usa", "reported")
    'United States, as reported'
    """
    how = {"asserted": "", "reported": "as reported", "quoted": "as quoted", "hedged": "with a reservation"}
    words = how.get(modality, f"{modality}")
    parts = ([actor_name(document, speaker)] if speaker else []) + ([words] if words else [])
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source as the list of sources shows it."""

    name: str
    title: str
    author: str
    publisher: str
    date: str
    stance: str
    said: tuple[Said, ...]
    left_out: tuple[str, ...]


def source_entries(document: Document) -> tuple[SourceEntry, ...]:
    """Return every source with what its paragraphs say.

    Examples
    --------
    >>> from irenic.examples import load
    >>> source_entries(load("ukraine-2025").document)[1].left_out[0]
    'p22-p23: the byline and the licence'
    """
    found = []
    for name, source in document.sources.items():
        said = tuple(
            Said(_paragraphs(*span), entry.says, how_said(document, entry.speaker, entry.modality))
            for span, entry in source.says.items()
        )
        left_out = tuple(f"{_paragraphs(*entry.paragraphs)}: {entry.why}" for entry in source.leave_out)
        date = when_words(source.published) if source.published else ""
        entry = SourceEntry(name, source.title, source.author, source.publisher, date, source.stance, said, left_out)
        found.append(entry)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """A version of a contradiction, and the perspectives that take it."""

    says: str
    cites: tuple[Cite, ...]
    taken_by: tuple[str, ...]
    changes: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """A point on which the sources disagree."""

    topic: str
    versions: tuple[VersionEntry, ...]


def disputes(document: Document) -> tuple[Dispute, ...]:
    """Return where the sources disagree, with which perspective takes which version.

    Examples
    --------
    >>> from irenic.examples import load
    >>> first = disputes(load("ukraine-2025").document)[0]
    >>> first.topic, first.versions[0].taken_by
    ('Has the United States left the mediation?', ('Wolff: a reset that will fail',))
    """
    found = []
    for topic, contradiction in document.contradictions.items():
        versions = tuple(
            VersionEntry(
                version.says,
                cites(document, version.because),
                tuple(held.label for held in document.perspectives.values() if held.takes.get(topic) == name),
                bool(version.set),
            )
            for name, version in contradiction.versions.items()
        )
        found.append(Dispute(contradiction.topic, versions))
    return tuple(found)
