"""A tree of text becomes a :class:`Document`, or a list of everything wrong with it.

One wrong value must not hide another: what pydantic refuses is reported and then cut
out of a copy, so that the rest can still be checked for references and meaning.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from inspect import get_annotations
from types import UnionType
from typing import Annotated, Any, Final, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from irenic.case.document import FORMAT, Document
from irenic.case.fields import ERROR_TYPE
from irenic.case.tree import Entries, Keys, Node, Scalar, find, is_index, path_text, plain, where_is
from irenic.errors import Problem, listed, nearest_name

Kept: TypeAlias = dict[Keys, list[int]]
"""For a list of which items were cut out, the numbers the remaining ones had."""

NOTHING_CUT: Final[Mapping[Keys, list[int]]] = {}
_STAND_IN: Final = {"irenic": str(FORMAT), "title": "untitled"}
_MOST_ROUNDS: Final = 30


@dataclass(frozen=True, slots=True)
class Understood:
    """A tree read as a document.

    Parameters
    ----------
    document
        What could be understood; all of it if there is no problem.
    problems
        Everything that could not.
    kept
        The items that are left of each list that lost some.
    """

    document: Document
    problems: tuple[Problem, ...] = ()
    kept: Kept = dataclasses.field(default_factory=dict)


def validate(root: Entries) -> Understood:
    """Read a tree as a document."""
    written = plain(root)
    try:
        return Understood(Document.model_validate(written))
    except ValidationError as error:
        problems = tuple(dict.fromkeys(_problem(root, dict(details)) for details in error.errors(include_url=False)))
        kept: Kept = {}
        return Understood(_understood(written, error, kept), problems, kept)


def revalidate(document: Document, before: Entries, after: Entries) -> Understood:
    """Read again only the sections in which a tree differs from the one a document was read from."""
    changed = {name: node for name, node in after.values.items() if before.values.get(name) is not node}
    changed = {name: node for name, node in changed.items() if name in Document.model_fields}
    if not changed:
        return Understood(document)
    head = {name: Scalar(after.where, text=text) for name, text in _STAND_IN.items()}
    part = validate(Entries(after.where, values={**head, **changed}, keys=after.keys))
    whole = document.model_copy(update={name: getattr(part.document, name) for name in changed})
    return replace(part, document=whole)


def nothing_understood() -> Document:
    """Return the document that stands in for a case of which nothing could be read."""
    return Document.model_validate(_STAND_IN)


def _understood(written: dict[str, Any], error: ValidationError, kept: Kept) -> Document:
    for _ in range(_MOST_ROUNDS):
        paths = {_cut_path(dict(details)) for details in error.errors(include_url=False)}
        for path in sorted(paths, key=_by_number, reverse=True):
            _cut(written, path, kept)
        try:
            return Document.model_validate({**_STAND_IN, **written})
        except ValidationError as again:
            error = again
    return nothing_understood()


def _cut_path(details: dict[str, Any]) -> Keys:
    path = _steps(details["loc"])
    return path[:-1] if details["type"] == "missing" else path


def _by_number(path: Keys) -> list[tuple[int, str]]:
    """Sort the items of a list by their number, so that the last is cut first and none moves before its turn."""
    return [(int(step), "") if is_index(step) else (-1, step) for step in path]


def _cut(written: dict[str, Any], path: Keys, kept: Kept) -> None:
    """Remove the value at a path, or the last value that exists on the way to it."""
    holder: Any = None
    inner: Any = written
    at: Keys = ()
    for step in path:
        below = _inside(inner, step)
        if below is not None or (isinstance(inner, dict) and step in inner):
            holder, inner, at = inner, below, (*at, step)
    if isinstance(holder, list):
        kept.setdefault(at[:-1], list(range(len(holder)))).pop(int(at[-1]))
        holder.pop(int(at[-1]))
    elif holder is not None:
        del holder[at[-1]]


def _inside(holder: Any, step: str) -> Any:
    if isinstance(holder, list):
        return holder[int(step)] if is_index(step) and int(step) < len(holder) else None
    return holder.get(step) if isinstance(holder, dict) else None


def _steps(loc: Iterable[int | str]) -> Keys:
    return tuple(str(step) for step in loc if step != "[key]")


def _problem(root: Entries, details: dict[str, Any]) -> Problem:
    kind, path = details["type"], _steps(details["loc"])
    is_key = "[key]" in details["loc"]
    if kind == ERROR_TYPE:
        context = details["ctx"]
        full = as_spelled(root, (*path, *context["at"]))
        where = where_is(root, full, key=is_key)
        return Problem(where, path_text(full), context["wrong"], context["allowed"], context["nearest"])
    if kind == "extra_forbidden":
        return _unknown_key(root, path)
    if kind == "missing":
        where = where_is(root, path[:-1], key=True)
        return Problem(where, path_text(path[:-1]), f"'{path[-1]}' is missing: {_described(path)}")
    path = as_spelled(root, path)
    where, shown = where_is(root, path), path_text(path)
    if kind == "literal_error":
        allowed = [word.strip("' ") for word in details["ctx"]["expected"].replace(" or ", ", ").split(",")]
        found = str(details["input"])
        return Problem(
            where, shown, f"'{found}' is not one of the words allowed", listed(allowed), nearest_name(found, allowed)
        )
    return Problem(where, shown, _TYPE_WORDS.get(kind, details["msg"]))


_TYPE_WORDS: Final = {
    "model_type": "keys with values were expected here",
    "dict_type": "keys with values were expected here",
    "tuple_type": "a list was expected here",
}


def _unknown_key(root: Entries, path: Keys) -> Problem:
    allowed = keys_at(path[:-1])
    where = where_is(root, path, key=True)
    wrong = f"unknown key '{path[-1]}'"
    if " " in path[-1]:
        wrong += "; if this is part of a text, put the whole text in quotes, because it holds a comma"
    return Problem(where, path_text(path[:-1]), wrong, listed(allowed, 30), nearest_name(path[-1], allowed))


def as_spelled(root: Node, path: Keys, kept: Mapping[Keys, list[int]] = NOTHING_CUT) -> Keys:
    """Return a path in a document as it is in the tree: without keys that a short form leaves out or do not exist.

    Parameters
    ----------
    root
        The tree.
    path
        The keys from the root.
    kept
        For a list of which items were cut out, the numbers that the remaining ones have in the tree.

    Examples
    --------
    >>> from irenic.case.tree import read_tree
    >>> as_spelled(read_tree("refuses: [a, b]", "case.yaml").root, ("refuses", "options", "1"))
    ('refuses', '1')
    """
    spelled: Keys = ()
    for step in path:
        left = kept.get(spelled, [])
        key = str(left[int(step)]) if is_index(step) and int(step) < len(left) else step
        if find(root, (*spelled, key)) is not None:
            spelled = (*spelled, key)
    return spelled


def keys_at(path: Keys) -> list[str]:
    """Return the keys that may stand at a path of a case.

    Examples
    --------
    >>> keys_at(("war", "front"))
    ['because', 'judgement', 'confidence', 'positions', 'now', 'meaning']
    """
    model = _model_at(path)
    return [] if model is None else [field.alias or name for name, field in model.model_fields.items()]


def _described(path: Keys) -> str:
    model = _model_at(path[:-1])
    for name, field in (model.model_fields if model else {}).items():
        if path[-1] in (name, field.alias):
            return field.description or ""
    return ""


def _model_at(path: Keys) -> type[BaseModel] | None:
    """Walk the types of the document along a path."""
    kind: Any = Document
    for step in path:
        kind = _step_into(kind, step)
    models = [part for part in _parts(kind) if isinstance(part, type) and issubclass(part, BaseModel)]
    return models[0] if models else None


def _step_into(kind: Any, step: str) -> Any:
    for part in _parts(kind):
        if get_origin(part) in (dict, Mapping):
            return get_args(part)[1]
        if get_origin(part) is tuple:
            return get_args(part)[0]
        if isinstance(part, type) and issubclass(part, BaseModel):
            return _field_type(part, step)
    return None


def _field_type(model: type[BaseModel], step: str) -> Any:
    for name, field in model.model_fields.items():
        if step in (name, field.alias):
            return field.annotation
    # What any other key holds may be said by a class that this one extends.
    extra = next((kind for each in model.__mro__ if (kind := get_annotations(each).get("__pydantic_extra__"))), None)
    return get_args(extra)[1] if extra else None


def _parts(kind: Any) -> list[Any]:
    """Return a type without its annotations, and the members of a union."""
    if get_origin(kind) is Annotated:
        return _parts(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [part for member in get_args(kind) for part in _parts(member)]
    return [kind]
