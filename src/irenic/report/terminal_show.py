"""A case in words, section by section: what ``irenic show`` prints."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from irenic.case.case import Case
from irenic.case.quantity import as_written
from irenic.case.red_lines import RedLine, red_lines
from irenic.case.sections.evidence import Event, Source
from irenic.case.sections.stakes import Position, Proposal
from irenic.case.stated_changes import StatedChange
from irenic.case.tree import Altered, Entries, Items, Keys, Node, Scalar, plain
from irenic.errors import UnknownName
from irenic.report.labels import actor_name, issue_name, option_label
from irenic.report.proposals import Row, proposal_table, reason
from irenic.report.terminal import Block, Cell, Heading, Line, Table
from irenic.report.terminal_entry import entry_data, entry_lines, entry_page, keys_of
from irenic.report.terminal_numbers import RIGHT, number_cells, number_table
from irenic.report.terminal_proposals import proposals_table
from irenic.report.terminal_score import forecasts_page
from irenic.report.words import capitalised, count, listing

_UNQUOTED: Final = ("because", "judgement", "confidence")


def show_page(case: Case, what: str = "") -> list[Block]:
    """Return a case in words, one section of it, or one entry.

    Parameters
    ----------
    case
        The case, under whatever overlays.
    what
        The name of a section, the path of an entry, or nothing for the whole case.

    Raises
    ------
    UnknownName
        If there is no such section or entry.

    Examples
    --------
    >>> from irenic.examples import load
    >>> show_page(load("two-villages"), "actors")[0].text
    'Actors'
    """
    head = _overlay_page(case)
    if not what:
        return [*_title_page(case), *head, *(block for show in SECTIONS.values() for block in show(case))]
    if what in SECTIONS:
        return [*head, *(SECTIONS[what](case) or [Line(f"{case.name} has no {what.replace('-', ' ')}.")])]
    return [*head, *entry_page(case, _known(case, what))]


def show_data(case: Case, what: str = "") -> dict[str, Any]:
    """Return the same as plain data for ``--json``: the case as written, under its overlays.

    Raises
    ------
    UnknownName
        If there is no such section or entry.
    """
    head = {
        "case": case.name,
        "title": case.document.title,
        "perspectives": list(case.perspectives),
        "scenarios": list(case.scenarios),
    }
    if what == "red-lines":
        return {**head, "red_lines": [_red_line_data(line) for line in case.red_lines()]}
    if what in SECTIONS and what not in case.root.values:
        return {**head, "entry": None}
    return {**head, "entry": entry_data(case, _known(case, what) if what else ())}


def _red_line_data(line: RedLine) -> dict[str, Any]:
    return {
        "actor": line.actor,
        "issue": line.issue,
        "refused": list(line.refused),
        "modality": line.modality,
        "note": line.note,
        "because": [str(locator) for locator in line.basis.because],
        "judgement": line.basis.judgement,
    }


def _known(case: Case, what: str) -> Keys:
    """Return the keys of a path whose first part is a section of the case."""
    keys = keys_of(what)
    if keys and keys[0] in case.root.values:
        return keys
    kind = "section or entry"
    raise UnknownName(kind, what, dict.fromkeys([*SECTIONS, *case.root.values]))


def _title_page(case: Case) -> list[Block]:
    document = case.document
    day = [Line(f"As of {document.as_of.isoformat()}.")] if document.as_of else []
    return [Heading(document.title), *day, *([Line(document.summary)] if document.summary else [])]


def _overlay_page(case: Case) -> list[Block]:
    """Return which overlays are in force, and every value that is another under them."""
    labels = [f"“{case.document.perspectives[name].label}”" for name in case.perspectives]
    labels += [f"“{case.document.scenarios[name].label}”" for name in case.scenarios]
    if not labels:
        return []
    before, after = dict(_values(case.entered, "")), dict(_values(case.root, ""))
    paths = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    rows = [(path, before.get(path, "–"), after.get(path, "–")) for path in paths]
    head = Heading(f"Under {listing(labels)}, {count(len(rows), 'value')} {'differs' if len(rows) == 1 else 'differ'}")
    return [head, Table(("Value", "As entered", "Here"), rows)]


def _values(node: Node, path: str) -> Iterable[tuple[str, str]]:
    """Yield every value of a tree as it is written; what a value rests on is not part of it."""
    if isinstance(node, Entries):
        for key, inner in node.values.items():
            if key not in _UNQUOTED:
                yield from _values(inner, f"{path}.{key}" if path else key)
    elif isinstance(node, Altered):
        base = ", ".join(written for _, written in _values(node.base, ""))
        yield path.removesuffix(".value"), f"{base}, {', '.join(f'{kind} {_stated(by)}' for kind, by, _ in node.steps)}"
    elif isinstance(node, Scalar | Items):
        yield path.removesuffix(".value"), as_written(plain(node))


def _stated(node: Node) -> str:
    return ", ".join(written for _, written in _values(node, ""))


def _actors(case: Case) -> list[Block]:
    document = case.document
    rows = []
    for name, actor in document.actors.items():
        facts = [f"of {actor_name(document, actor.of)}"] if actor.of else []
        facts += [f"backs {_names(case, actor.backs)}"] if actor.backs else []
        facts += [f"needs at home: {_names(case, actor.ratified_by)}"] if actor.ratified_by else []
        rows.append((actor.name, name, actor.role, ". ".join([*_upper(facts), *([actor.note] if actor.note else [])])))
    return _titled("Actors", [Table(("Actor", "Short name", "Role", "Note"), rows)] if rows else [])


def _upper(facts: Iterable[str]) -> list[str]:
    joined = "; ".join(facts)
    return [capitalised(joined)] if joined else []


def _issues(case: Case) -> list[Block]:
    numbers = {placed.path: placed for placed in case.quantities}
    blocks: list[Block] = []
    for name, issue in case.document.issues.items():
        blocks.append(Heading(f"{issue.name} ({name}): {issue.question}", level=2))
        rows = []
        for option, entry in issue.options.items():
            now = " (now)" if issue.now == option else ""
            needs = f" Needs {_names(case, entry.needs)}." if entry.needs else ""
            _, _, _, bar = number_cells(case.document, numbers[f"issues.{name}.options.{option}.at"])
            rows.append((option, entry.at.written, bar, f"{entry.label}{now}{needs and '.'}{needs}"))
        blocks.append(Table(("Option", "At", "On the line 0–100", "What it means"), rows))
    return _titled("Issues", blocks)


def _positions(case: Case) -> list[Block]:
    document = case.document
    blocks: list[Block] = []
    for issue, entry in document.issues.items():
        held = [(actor, by_issue[issue]) for actor, by_issue in document.positions.items() if issue in by_issue]
        rows = [_position_row(case, actor, issue, position) for actor, position in held]
        if rows:
            columns = ("Actor", "Wants", "5%", "50%", "95%", "On the line 0–100", "Salience", "Refuses")
            blocks += [Heading(f"{entry.name}: {entry.question}", level=2), Table(columns, rows, RIGHT)]
    told = Line("5%, 50%, 95%: nine draws in ten lie between the first and the last.", indent=2)
    return _titled("Positions", [told, *blocks] if blocks else [])


def _position_row(case: Case, actor: str, issue: str, position: Position) -> tuple[Cell, ...]:
    numbers = {placed.path: placed for placed in case.quantities}
    wants = numbers.get(f"positions.{actor}.{issue}.wants")
    cells = number_cells(case.document, wants) if wants else ("", "", "", None)
    refused = [o for line in case.red_lines() if (line.actor, line.issue) == (actor, issue) for o in line.refused]
    salience = position.salience.written if position.salience else "not entered" if wants else ""
    return (
        actor_name(case.document, actor),
        position.wants.written if position.wants else "",
        *cells,
        salience,
        ", ".join(refused),
    )


def _red_lines(case: Case) -> list[Block]:
    document = case.document
    blocks: list[Block] = []
    for line in red_lines(document):
        refused = listing(f"“{option_label(document, line.issue, option)}”" for option in line.refused)
        how = "" if line.modality == "asserted" else f" ({line.modality})"
        note = f" {line.note}" if line.note else ""
        sentence = f"{actor_name(document, line.actor)} on {issue_name(document, line.issue)}: refuses {refused}{how}."
        blocks.append(Line(sentence + note, 2, "- "))
    for actor in document.actors.values():
        blocks += [Line(f"{actor.name}, on none of the issues: {line.says}", 2, "- ") for line in actor.other_red_lines]
    return _titled("Red lines", blocks)


def _proposals(case: Case) -> list[Block]:
    document = case.document
    table = proposals_table(document)
    rows = {row.proposal: row for row in proposal_table(document)}
    blocks: list[Block] = []
    for name, proposal in document.proposals.items():
        blocks.append(Line(_proposal_words(case, name, proposal), 2, "- "))
        blocks += _reasons(case, rows[name])
    return _titled("Proposals", [*blocks, *_titled("Proposals against red lines", table)])


def _reasons(case: Case, row: Row) -> list[Block]:
    """Return why those who must sign a proposal cannot, or may not be able to."""
    blocks: list[Block] = []
    for cell in row.cells.values():
        if cell.must_sign:
            head = "Crosses a red line" if cell.verdict == "crosses" else "May cross a red line, as terms are open"
            blocks += [Line(f"{head}. {reason(case.document, row.proposal, line)}.", 6) for line in cell.lines]
    return blocks


def _proposal_words(case: Case, name: str, proposal: Proposal) -> str:
    document = case.document
    terms = [
        f"{issue_name(document, issue)}: {' or '.join(f'“{option_label(document, issue, o)}”' for o in options)}"
        for issue, options in proposal.terms.items()
    ]
    day = _dated(proposal.on.written, proposal.date_basis)
    facts = [f"{proposal.label} ({name}), by {_names(case, proposal.by)}, {day}"]
    facts += ["; ".join(terms)] if terms else []
    facts += [proposal.beyond] if proposal.beyond else []
    facts += [f"Status: {proposal.status}"] if proposal.status else []
    return ". ".join(fact.rstrip(".") for fact in facts) + "."


def _dated(written: str, basis: str) -> str:
    return written if basis == "absolute" else f"{written} ({basis})"


def _capability(case: Case) -> list[Block]:
    numbers = [placed for placed in case.drawn if placed.keys[0] == "capability"]
    return _titled("Capability", [number_table(case.document, numbers, 1)] if numbers else [])


def _war(case: Case) -> list[Block]:
    war = case.document.war
    if war is None:
        return []
    head = f"{actor_name(case.document, war.challenger)} against {actor_name(case.document, war.defender)}."
    numbers = [placed for placed in case.quantities if placed.keys[0] == "war"]
    return _titled("War", [Line(head, indent=2), number_table(case.document, numbers, 1)])


def _as_entered(case: Case, section: str) -> list[Block]:
    lines = entry_lines(case, (section,)) if section in case.root.values else []
    return _titled(section.capitalize(), [*lines])


def _levers(case: Case) -> list[Block]:
    blocks: list[Block] = []
    for name, lever in case.document.levers.items():
        on = f" on {_names(case, lever.on)}" if lever.on else ""
        blocks.append(Line(f"{lever.label} ({name}): {_names(case, lever.by)}{on}.", 2, "- "))
        blocks += _changes(case, "levers", name)
        blocks += [Line(f"Outside every model: {lever.outside}", indent=6)] if lever.outside else []
    return _titled("Levers", blocks)


def _scenarios(case: Case) -> list[Block]:
    blocks: list[Block] = []
    for name, scenario in case.document.scenarios.items():
        parts = [f"pulls {', '.join(scenario.pull)}"] if scenario.pull else []
        parts += [f"builds on {', '.join(scenario.builds_on)}"] if scenario.builds_on else []
        blocks.append(Line(f"{scenario.label} ({name}){': ' if parts else ''}{'; '.join(parts)}.", 2, "- "))
        blocks += _changes(case, "scenarios", name)
    return _titled("Scenarios", blocks)


def _perspectives(case: Case) -> list[Block]:
    blocks: list[Block] = []
    for name, perspective in case.document.perspectives.items():
        built = f" Builds on {', '.join(perspective.builds_on)}." if perspective.builds_on else ""
        blocks.append(Line(f"{perspective.label} ({name}).{built}", 2, "- "))
        for topic, version in perspective.takes.items():
            contradiction = case.document.contradictions[topic]
            blocks.append(Line(f"{contradiction.topic} {contradiction.versions[version].says}", indent=6))
        blocks += _changes(case, "perspectives", name)
    return _titled("Perspectives", blocks)


def _changes(case: Case, section: str, name: str) -> list[Block]:
    start = f"{section}.{name}."
    return [Line(_change_words(change), indent=6) for change in case.changes if change.path.startswith(start)]


def _change_words(change: StatedChange) -> str:
    return f"{change.target}: {change.written}"


def _contradictions(case: Case) -> list[Block]:
    blocks: list[Block] = []
    for name, contradiction in case.document.contradictions.items():
        blocks.append(Line(f"{contradiction.topic} ({name})", 2, "- "))
        versions = contradiction.versions.values()
        blocks += [Line(f"{version.says}{_cited(version.because)}", 6, "- ") for version in versions]
    return _titled("Contradictions", blocks)


def _arguments(case: Case) -> list[Block]:
    blocks: list[Block] = []
    for name, argument in case.document.arguments.items():
        blocks.append(Line(f"{argument.says} ({name}){_cited(argument.by)}", 2, "- "))
        blocks += [Line(f"Clashes with {', '.join(argument.clashes)}.", indent=6)] if argument.clashes else []
        blocks += [Line(f"Cannot be tested here: {argument.outside}", indent=6)] if argument.outside else []
    return _titled("Arguments", blocks)


def _events(case: Case) -> list[Block]:
    ordered = sorted(case.document.events, key=_day)
    rows = [(_dated(event.on.written, event.date_basis), _names(case, event.who), event.what) for event in ordered]
    return _titled("Events", [Table(("When", "Who", "What"), rows)] if rows else [])


def _day(event: Event) -> tuple[date, date]:
    """Return where an event stands in a timeline: by its first day; the undated last."""
    first = event.on.first or event.on.last or date.max
    return first, event.on.last or date.max


def _sources(case: Case) -> list[Block]:
    blocks = [Line(_source_words(name, source), 2, "- ") for name, source in case.document.sources.items()]
    return _titled("Sources", [*blocks])


def _source_words(name: str, source: Source) -> str:
    facts = [source.author, f"“{source.title}”", source.publisher, source.published.written if source.published else ""]
    stance = f" {source.stance}" if source.stance else ""
    said = f"{count(len(source.says), 'passage')} in our own words; {source.mark}."
    return f"{name}: {', '.join(fact for fact in facts if fact)}.{stance} ({said.rstrip('.')})"


def _cited(locators: Iterable[object]) -> str:
    cited = ", ".join(str(locator) for locator in locators)
    return f" [{cited}]" if cited else ""


def _names(case: Case, actors: Iterable[str]) -> str:
    return listing(actor_name(case.document, actor) for actor in actors)


def _titled(title: str, blocks: list[Block]) -> list[Block]:
    return [Heading(title), *blocks] if blocks else []


SECTIONS: Final[Mapping[str, Callable[[Case], list[Block]]]] = {
    "actors": _actors,
    "issues": _issues,
    "positions": _positions,
    "red-lines": _red_lines,
    "capability": _capability,
    "proposals": _proposals,
    "war": _war,
    "moves": partial(_as_entered, section="moves"),
    "preferences": partial(_as_entered, section="preferences"),
    "levers": _levers,
    "scenarios": _scenarios,
    "perspectives": _perspectives,
    "contradictions": _contradictions,
    "arguments": _arguments,
    "events": _events,
    "forecasts": forecasts_page,
    "sources": _sources,
}
"""What can be shown by name, in the order a reader meets it."""
