"""One entry of a case: what it says, what is drawn from it, and what it rests on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pydantic import BaseModel

from irenic.case.basis import BASIS_KEYS, NO_BASIS, Basis
from irenic.case.case import Case
from irenic.case.document import Document
from irenic.case.quantity import Quantity, as_written
from irenic.case.sections.base import Based
from irenic.case.sections.changes import Argument
from irenic.case.tree import Arithmetic, Entries, Items, Keys, descend, find, path_text, plain, where_is
from irenic.errors import UnknownName
from irenic.report.labels import actor_name, path_words
from irenic.report.terminal import Block, Heading, Line
from irenic.report.terminal_numbers import number_table, numbers_data
from irenic.sources.locator import Locator

_STEP: Final = re.compile(r"\[([^\]]*)\]|([^.\[\]]+)")


def keys_of(path: str) -> Keys:
    """Return the keys of a path as it is printed everywhere.

    Examples
    --------
    >>> keys_of("levers.stop-aid.does[war.forces.aid.usa]")
    ('levers', 'stop-aid', 'does', 'war.forces.aid.usa')
    """
    return tuple(bracketed or bare for bracketed, bare in _STEP.findall(path))


def entry_page(case: Case, keys: Keys) -> list[Block]:
    """Return one entry in full.

    Raises
    ------
    UnknownName
        If nothing stands there; the nearest name is given.
    """
    path = path_text(keys)
    stated = entry_lines(case, keys)
    words = path_words(case.document, path)
    blocks: list[Block] = [
        Heading(path if words == path else f"{words} ({path})"),
        Line(f"Written at {where_is(case.root, keys)}", indent=2),
        *stated,
    ]
    numbers = [placed for placed in case.numbers if placed.keys[: len(keys)] == keys]
    if numbers:
        alone = numbers[0].keys == keys
        blocks += [Heading("Drawn from"), number_table(case.document, numbers, len(keys) - alone)]
    bases: dict[Basis, list[str]] = {}
    for name, basis in _bases(case.document, keys):
        bases.setdefault(basis, []).append(name)
    blocks.append(Heading("Rests on"))
    for basis, names in bases.items():
        told = [name for name in names if name]
        about = f"{', '.join(told)}:" if told and len(bases) > 1 else ""
        blocks += [Line(about, indent=2)] if about else []
        blocks += basis_lines(case.document, basis, indent=4 if about else 2)
    return blocks


def entry_lines(case: Case, keys: Keys) -> list[Line]:
    """Return what an entry says, a line a value; what it rests on is told elsewhere."""
    return [Line(line, indent) for line, indent in _lines(_written(case, keys), 2)]


def entry_data(case: Case, keys: Keys) -> dict[str, Any]:
    """Return the same as plain data for ``--json``."""
    written = _written(case, keys)
    basis = basis_at(case.document, keys)
    return {
        "path": path_text(keys),
        "written": _plain(written),
        "where": str(where_is(case.root, keys)),
        "numbers": numbers_data(case, [p for p in case.numbers if p.keys[: len(keys)] == keys]),
        "because": [str(locator) for locator in basis.because],
        "judgement": basis.judgement,
        "confidence": basis.confidence,
    }


def basis_at(document: Document, keys: Keys) -> Basis:
    """Return what the value at a path rests on: its own statement, or that of the entry around it."""
    item: Any = document
    basis = NO_BASIS
    for key in keys:
        item = dict(_items(item)).get(key)
        basis = _own(item, basis)
    return basis


def _own(item: Any, around: Basis) -> Basis:
    """Return what an item says it rests on, or what is around it rests on; an argument rests on who makes it."""
    if isinstance(item, Argument):
        return replace(item.basis, because=(*item.by, *item.because))
    return item.basis.or_else(around) if isinstance(item, Based | Quantity) else around


def basis_lines(document: Document, basis: Basis, indent: int) -> list[Block]:
    """Return what something rests on: paragraphs with their paraphrase, and judgements."""
    blocks: list[Block] = [
        Line(f"{locator}: {said}", indent, "- ") for locator in basis.because for said in _said(document, locator)
    ]
    if basis.judgement:
        blocks.append(Line(f"judgement: {basis.judgement}", indent, "- "))
    if basis.confidence:
        blocks.append(Line(f"confidence in this basis: {basis.confidence}", indent, "- "))
    return blocks or [Line("Nothing that is stated.", indent)]


def _said(document: Document, locator: Locator) -> list[str]:
    """Return what the paragraphs of a locator say, in the words of the case."""
    found = []
    for (first, last), said in document.sources[locator.source].says.items():
        if any(number in locator.paragraphs for number in range(first, last + 1)):
            how: list[str] = [] if said.modality == "asserted" else [said.modality]
            if said.speaker:
                how.insert(0, f"said by {actor_name(document, said.speaker)}")
            found.append(f"{said.says} ({', '.join(how)})" if how else said.says)
    return [" ".join(found)] if found else ["no paraphrase is entered"]


def _written(case: Case, keys: Keys) -> Any:
    node = find(case.root, keys)
    if node is not None:
        return plain(node)
    found = list(descend(case.root, keys))
    known = keys[: len(found) - 1]
    names = [path_text((*known, name)) for name in found[-1].values] if isinstance(found[-1], Entries) else []
    if isinstance(found[-1], Items):
        names = [path_text((*known, str(index))) for index in range(len(found[-1].values))]
    kind = "entry"
    raise UnknownName(kind, path_text(keys[: len(found)]), names)


def _lines(written: Any, indent: int) -> Iterator[tuple[str, int]]:
    """Yield what an entry says as short lines, each with how far it is indented."""
    if isinstance(written, Mapping):
        for key, value in written.items():
            if key in BASIS_KEYS:
                continue
            if isinstance(value, Mapping) and not _is_quantity(value):
                yield f"{key}:", indent
                yield from _lines(value, indent + 2)
            else:
                yield f"{key}: {_flat(value)}", indent
    elif isinstance(written, list):
        for item in written:
            yield f"- {_flat(item)}", indent
    else:
        yield _flat(written), indent


def _is_quantity(value: Mapping[str, Any]) -> bool:
    return bool({"value", "low", "choices", "coders"} & set(value))


def _flat(written: Any) -> str:
    if isinstance(written, Arithmetic):
        return ", ".join([_flat(written.base), *(f"{kind} {_flat(by)}" for kind, by, _ in written.steps)])
    if isinstance(written, Mapping):
        return as_written({key: value for key, value in written.items() if key not in BASIS_KEYS})
    return as_written(written)


def _plain(written: Any) -> Any:
    """Return what is written as data that JSON can hold."""
    if isinstance(written, Mapping):
        return {key: _plain(value) for key, value in written.items()}
    if isinstance(written, list):
        return [_plain(value) for value in written]
    return _flat(written) if isinstance(written, Arithmetic) else written


def _bases(document: Document, keys: Keys) -> Iterator[tuple[str, Basis]]:
    """Yield what an entry rests on, and everything in it that says so for itself, named by its path within."""
    item: Any = document
    for key in keys:
        item = dict(_items(item)).get(key)
    own = basis_at(document, keys)
    within = [found for found in _within(item, (), own) if found[0]]
    if own.stated or not any(basis.stated for _, basis in within):
        yield "", own
    yield from ((path_text(path), basis) for path, basis in within if basis.stated)


def _within(item: Any, path: Keys, around: Basis) -> Iterator[tuple[Keys, Basis]]:
    if isinstance(item, Based | Quantity):
        around = _own(item, around)
        yield path, around
    for key, value in _items(item):
        yield from _within(value, (*path, key), around)


def _items(item: Any) -> Iterator[tuple[str, Any]]:
    """Yield what stands under the keys of a section, a mapping or a list, as the case spells the keys."""
    if isinstance(item, BaseModel):
        fields = type(item).model_fields
        yield from ((fields[name].alias or name if name in fields else name, value) for name, value in item)
    elif isinstance(item, Mapping):
        yield from item.items()
    elif isinstance(item, tuple):
        yield from ((str(index), value) for index, value in enumerate(item))
