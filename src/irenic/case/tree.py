"""YAML text as a tree in which every value knows where it stands.

Nothing is typed here: every scalar stays the text the analyst wrote, so the
actor ``NO`` stays ``NO``, ``1:30`` stays ``1:30`` and ``1.10`` stays ``1.10``. What
a text means (a number, a date, a name) is decided by the section that holds it.

Limits keep a hostile file from exhausting the machine: size, depth, and the
number of values after aliases are followed. The tree is built from the parser's
events; an alias shares the node it names instead of copying it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from irenic.errors import Problem, Where

Keys: TypeAlias = tuple[str, ...]
"""Keys from the root of a case; an item of a list is named by its number from 0."""
Operation: TypeAlias = Literal["times", "plus"]

LARGEST_FILE = 4_000_000
"""Bytes of one file of a case; the reference case has a fiftieth of it."""
DEEPEST = 24
"""Levels of nesting; the format itself needs nine."""
MOST_VALUES = 300_000
"""Values in one file, counting an aliased value as often as it is used."""
_TOO_DEEP: Final = f"nested more than {DEEPEST} levels deep"
_LINE_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for the parser, which counts them."""
_CONTROL: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What no YAML file may hold."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a file.

    Parameters
    ----------
    where
        Where it begins.
    span
        The characters of the file it covers, as ``(start, stop)``.
    size
        How many values it stands for, itself included.
    depth
        How many levels it has, itself included.
    """

    where: Where
    span: tuple[int, int] = (0, 0)
    size: int = 1
    depth: int = field(default=1, kw_only=True)


@dataclass(frozen=True, slots=True)
class Scalar(Node):
    """Text, or nothing; ``quoted`` text is never read as nothing."""

    text: str = ""
    quoted: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was written, or a word that YAML has for nothing."""
        return not self.quoted and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Entries(Node):
    """Keys with values, in the order written; ``keys`` are the key nodes."""

    values: Mapping[str, Node] = field(default_factory=dict)
    keys: Mapping[str, Scalar] = field(default_factory=dict)
    inline: bool = False

    def with_value(self, key: str, value: Node, key_node: Scalar | None = None) -> "Entries":
        """Return the same entries with one value replaced or added."""
        keys = self.keys if key in self.keys or key_node is None else {**self.keys, key: key_node}
        return replace(self, values={**self.values, key: value}, keys=keys)


@dataclass(frozen=True, slots=True)
class Items(Node):
    """A list of values."""

    values: tuple[Node, ...] = ()
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Altered(Node):
    """A number to which patches apply arithmetic: ``(times or plus, the number, its own path)``."""

    base: Node = field(default_factory=lambda: Scalar(Where("")))
    steps: tuple[tuple[Operation, Node, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """What :func:`plain` makes of an :class:`Altered` node; a quantity is read from it."""

    base: Any
    steps: tuple[tuple[Operation, Any, str], ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """One file as read: its root (``None`` if empty or broken) and what is wrong with it."""

    root: Node | None
    problems: tuple[Problem, ...]


def plain(node: Node) -> Any:
    """Return a node as text, lists and dictionaries, without places."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Entries):
        return {key: plain(value) for key, value in node.values.items()}
    if isinstance(node, Items):
        return [plain(value) for value in node.values]
    if isinstance(node, Altered):
        return Arithmetic(plain(node.base), tuple((kind, plain(by), path) for kind, by, path in node.steps))
    msg = f"a node of no known kind: {node!r}"
    raise TypeError(msg)


def descend(node: Node, path: Keys) -> Iterator[Node]:
    """Yield the nodes along a path, from the root down as far as the path exists."""
    yield node
    for step in path:
        child = _child(node, step)
        if child is None:
            return
        node = child
        yield node


def find(node: Node, path: Keys) -> Node | None:
    """Return the node at a path, or ``None``."""
    found = list(descend(node, path))
    return found[-1] if len(found) == len(path) + 1 else None


def where_is(root: Node, path: Keys, *, key: bool = False) -> Where:
    """Return where a path stands, or where the nearest part of it that exists stands.

    Parameters
    ----------
    root
        The tree.
    path
        The keys from the root; an item of a list is named by its number from 0.
    key
        Point to the last key itself instead of its value.
    """
    found = list(descend(root, path))
    complete = len(found) == len(path) + 1
    holder = found[-2] if complete and len(found) > 1 else found[-1]
    if key and complete and path and isinstance(holder, Entries):
        return holder.keys[path[-1]].where
    return found[-1].where


def path_text(path: Keys) -> str:
    """Return a path as one word; a key that contains a dot stands in brackets.

    Examples
    --------
    >>> path_text(("levers", "stop-aid", "does", "war.forces.aid.usa"))
    'levers.stop-aid.does[war.forces.aid.usa]'
    """
    text = ""
    for step in path:
        text += f"[{step}]" if "." in step else f".{step}" if text else step
    return text


def _child(node: Node, step: str) -> Node | None:
    if isinstance(node, Entries):
        return node.values.get(step)
    if isinstance(node, Items) and is_index(step) and int(step) < len(node.values):
        return node.values[int(step)]
    return None


def is_index(step: str) -> bool:
    """Return whether a key can be the number of an item of a list.

    Examples
    --------
    >>> is_index("12"), is_index("²"), is_index("9" * 5000)
    (True, False, False)
    """
    return step.isdecimal() and len(step) <= 6


def read_tree(text: str, file: str) -> Tree:
    """Read one YAML file.

    Parameters
    ----------
    text
        The contents of the file.
    file
        Its name, for messages.

    Examples
    --------
    >>> tree = read_tree("actors: {NO: {name: Norway}}", "case.yaml")
    >>> plain(tree.root)
    {'actors': {'NO': {'name': 'Norway'}}}
    >>> print(where_is(tree.root, ("actors", "NO", "name")))
    case.yaml:1:21
    """
    builder = _Builder(file)
    try:
        for event in YAML(typ="safe").parse(text):
            builder.take(event)
    except _Refused as refused:
        return Tree(None, (*builder.problems, refused.problem))
    except MarkedYAMLError as error:
        return Tree(None, (*builder.problems, _syntax_problem(error, text, file)))
    except YAMLError:
        where = _first_control_character(text, file)
        problem = Problem(where, "", "not YAML: a control character stands here; remove it")
        return Tree(None, (*builder.problems, problem))
    return Tree(builder.root, tuple(builder.problems))


def _syntax_problem(error: MarkedYAMLError, text: str, file: str) -> Problem:
    mark = error.problem_mark
    where = Where(file, mark.line + 1, mark.column + 1) if mark else Where(file)
    context = f" {error.context}," if error.context else ""
    line = _LINE_BREAK.split(text)[where.line - 1 : where.line]
    hint = ""
    if any("\t" in part for part in line):
        hint = "; indent with spaces, not with tabs"
    elif "mapping values are not allowed" in str(error.problem):
        hint = "; put a text that contains ': ' in quotes"
    elif "unexpected ':'" in str(error.problem):
        hint = "; within { } or [ ], put a text that contains ':' in quotes"
    return Problem(where, "", f"not YAML:{context} {error.problem or 'it cannot be read'}{hint}")


def _first_control_character(text: str, file: str) -> Where:
    for number, line in enumerate(_LINE_BREAK.split(text), start=1):
        if found := _CONTROL.search(line):
            return Where(file, number, found.start() + 1)
    return Where(file)


class _Refused(Exception):
    """A limit was passed: reading stops here. A signal inside this file, no error for anyone else."""

    def __init__(self, where: Where, wrong: str) -> None:
        self.problem = Problem(where, "", wrong)
        super().__init__(wrong)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    where: Where
    start: int
    anchor: str | None
    mapping: bool
    inline: bool
    values: list[Node] = field(default_factory=list)
    keys: dict[str, Scalar] = field(default_factory=dict)
    entries: dict[str, Node] = field(default_factory=dict)
    key: Scalar | None = None
    skip_value: bool = False
    size: int = 1
    depth: int = 1


@dataclass(slots=True)
class _Builder:
    """Turns the parser's events into nodes, and notes what no case may hold."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    root: Node | None = None
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, Node] = field(default_factory=dict)
    documents: int = 0

    def take(self, event: Event) -> None:
        where = Where(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
        span = (event.start_mark.index, event.end_mark.index)
        match event:
            case ScalarEvent():
                self._refuse_tag(event.tag, where)
                quoted = event.style in ("'", '"', "|", ">")
                self._finish(Scalar(where, span, 1, event.value, quoted), event.anchor)
            case AliasEvent():
                self._place(self._aliased(event.anchor, Scalar(where, span, 1, event.anchor)))
            case MappingStartEvent() | SequenceStartEvent():
                self._refuse_tag(event.tag, where)
                self._begin(event, where)
            case MappingEndEvent() | SequenceEndEvent():
                done = self.open.pop()
                self._finish(_closed(done, event.end_mark.index), done.anchor)
            case DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise _Refused(where, "a second document begins here; a file of a case holds one")

    def _note(self, where: Where, wrong: str) -> None:
        self.problems.append(Problem(where, "", wrong))

    def _refuse_tag(self, tag: str | None, where: Where) -> None:
        if tag not in (None, "!"):
            self._note(where, f"the tag '{tag}' is not allowed; write the value without it")

    def _aliased(self, anchor: str, instead: Scalar) -> Node:
        if anchor not in self.anchors:
            self._note(instead.where, f"'*{anchor}' refers to nothing written before it")
        return self.anchors.get(anchor, instead)

    def _begin(self, event: MappingStartEvent | SequenceStartEvent, where: Where) -> None:
        if len(self.open) >= DEEPEST:
            raise _Refused(where, _TOO_DEEP)
        mapping = isinstance(event, MappingStartEvent)
        inline = bool(event.flow_style)
        self.open.append(_Open(where, event.start_mark.index, event.anchor, mapping, inline))

    def _finish(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = node
        self._place(node)

    def _place(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        holder = self.open[-1]
        holder.size += node.size
        if holder.size > MOST_VALUES:
            wrong = f"aliases (*name) expand to more than {MOST_VALUES:,} values; write the values out"
            raise _Refused(holder.where, wrong)
        holder.depth = max(holder.depth, node.depth + 1)
        if len(self.open) + node.depth > DEEPEST + 1:
            raise _Refused(node.where, _TOO_DEEP)
        if not holder.mapping:
            holder.values.append(node)
        elif holder.key is None and not holder.skip_value:
            self._take_key(holder, node)
        else:
            _take_value(holder, node)

    def _take_key(self, holder: _Open, node: Node) -> None:
        if not isinstance(node, Scalar) or node.empty or node.text != node.text.strip():
            self._note(node.where, "a key must be a word")
            holder.skip_value = True
        elif node.text in holder.keys:
            first = holder.keys[node.text].where.line
            self._note(node.where, f"the key '{node.text}' stands here a second time; first on line {first}")
            holder.skip_value = True
        else:
            holder.key = node


def _take_value(holder: _Open, node: Node) -> None:
    if holder.key is not None:
        holder.keys[holder.key.text] = holder.key
        holder.entries[holder.key.text] = node
    holder.key = None
    holder.skip_value = False


def _closed(done: _Open, stop: int) -> Node:
    span = (done.start, stop)
    if done.mapping:
        return Entries(done.where, span, done.size, done.entries, done.keys, done.inline, depth=done.depth)
    return Items(done.where, span, done.size, tuple(done.values), done.inline, depth=done.depth)
