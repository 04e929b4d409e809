"""What changed between two versions of a case: by meaning, not by lines.

Both versions are read, and what they say is compared: value by value, number by number, locator by
locator. How it is written, and the order of what has none, is no difference.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from pydantic import BaseModel

from irenic.case.basis import BASIS_KEYS, NO_BASIS, Basis, read_basis
from irenic.case.case import Case
from irenic.case.meaning import in_words, meaning, nothing, order_free, paired
from irenic.case.overlay import Patch, patches_at
from irenic.case.places import Percentiles, percentiles_at
from irenic.case.quantity import Quantity, as_written, read_quantity
from irenic.case.scales import FACTOR, NUMBER
from irenic.case.sections.preferences import Reading
from irenic.case.tree import Keys, Node, find, is_index, path_text, plain, where_is
from irenic.case.validate import as_spelled
from irenic.errors import BadValue, Where
from irenic.sources.locator import Locator

KINDS: Final[tuple[tuple[Keys, str], ...]] = (
    (("sources", "*"), "source"),
    (("sources", "*", "says", "*"), "passage"),
    (("sources", "*", "leave_out", "*"), "paragraphs left out"),
    (("actors", "*"), "actor"),
    (("actors", "*", "other_red_lines", "*"), "red line"),
    (("issues", "*"), "issue"),
    (("issues", "*", "options", "*"), "option"),
    (("positions", "*", "*"), "position"),
    (("positions", "*", "*", "refuses"), "red line"),
    (("positions", "*", "*", "accepts"), "red line"),
    (("correlations", "*"), "correlation"),
    (("proposals", "*"), "proposal"),
    (("war",), "war"),
    (("moves",), "list of moves"),
    (("moves", "*", "*"), "move"),
    (("moves", "infeasible", "*"), "rule"),
    (("moves", "same", "*"), "merged states"),
    (("moves", "states", "*"), "state"),
    (("preferences", "*", "*"), "preference"),
    (("preferences", "*", "order"), "priorities"),
    (("preferences", "*", "order", "*"), "preference"),
    (("preferences", "*", "ranking", "*"), "rank"),
    (("preferences", "*", "coders", "*"), "coder"),
    (("preferences", "*", "coders", "*", "*"), "preference"),
    (("preferences", "*", "coders", "*", "order"), "priorities"),
    (("preferences", "*", "coders", "*", "order", "*"), "preference"),
    (("preferences", "*", "coders", "*", "ranking", "*"), "rank"),
    (("levers", "*"), "lever"),
    (("scenarios", "*"), "scenario"),
    (("perspectives", "*"), "perspective"),
    (("contradictions", "*"), "contradiction"),
    (("contradictions", "*", "versions", "*"), "version"),
    (("arguments", "*"), "argument"),
    (("events", "*"), "event"),
    (("forecasts", "*"), "forecast"),
)
"""What stands where, in words; the longest pattern that a path begins with counts."""
_PATCHES: Final = ("does", "set")
_ORDERED: Final = ("preferences",)
"""Lists whose order says something."""
_TITLES: Final = ("name", "title", "label", "topic", "what", "says")


@dataclass(frozen=True, slots=True)
class Side:
    """A value in one version.

    Parameters
    ----------
    written
        As it is written there, or what leaving it out stands for.
    where
        Its place, or that of the entry around it.
    percentiles
        Of a number, the 5th, 50th and 95th.
    """

    written: str
    where: Where
    percentiles: Percentiles | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same in both versions.

    Parameters
    ----------
    what
        What kind of thing: ``actor``, ``number``, ``locator``, ``lever`` and so on.
    part
        Which part of it, such as ``role``; empty where it is there in one version only, and for numbers,
        locators and judgements, which have no parts.
    path
        Where it stands in the case.
    old, new
        What it was, and what it is; ``None`` where there is none.
    """

    what: str
    part: str
    path: str
    old: Side | None
    new: Side | None

    @property
    def change(self) -> Literal["added", "removed", "changed"]:
        """What happened to it."""
        return "added" if self.old is None else "removed" if self.new is None else "changed"


@dataclass(frozen=True, slots=True)
class _At:
    """The same place in both versions; the item of a list may have another number in each."""

    old: Keys = ()
    new: Keys = ()

    def down(self, old: str, new: str | None = None) -> "_At":
        return _At((*self.old, old), (*self.new, old if new is None else new))


@dataclass(frozen=True, slots=True)
class _Found:
    """Two values that mean different things; ``None`` where there is none."""

    at: _At
    old: Any
    new: Any


def differences(old: Case, new: Case) -> tuple[Difference, ...]:
    """Return what changed between two versions of a case, section by section.

    Examples
    --------
    >>> import irenic
    >>> case = irenic.load("two-villages")
    >>> differences(case, case)
    ()
    """
    return tuple(_told(found, old, new) for found in _between(old.document, new.document, _At(), (old, new)))


def _between(old: Any, new: Any, at: _At, cases: tuple[Case, Case]) -> Iterator[_Found]:
    """Yield what differs between two values at a place."""
    if isinstance(old, BaseModel) and isinstance(new, BaseModel):
        yield from _keyed(_fields(old), _fields(new), at, cases)
        yield from _order(old, new, at)
    elif _is_patches(at) and isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _patches(at, cases)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _keyed(_named(old), _named(new), at, cases)
    elif _is_list(old) and _is_list(new):
        yield from _lists(old, new, at, cases)
    elif isinstance(old, Quantity) and isinstance(new, Quantity):
        if meaning(old) != meaning(new):
            yield _Found(at, old, new)
        yield from _bases(old.basis, new.basis, at)
    elif meaning(old) != meaning(new):
        yield _Found(at, old, new)


def _order(old: BaseModel, new: BaseModel, at: _At) -> Iterator[_Found]:
    """Yield the order of the named statements of preferences, where those in both versions stand in another one."""
    if not (isinstance(old, Reading) and isinstance(new, Reading)):
        return
    before, after = ([name for name in one.named if name in other.named] for one, other in ((old, new), (new, old)))
    if before != after:
        yield _Found(at.down("order"), ", ".join(before), ", ".join(after))


def _keyed(old: Mapping[str, Any], new: Mapping[str, Any], at: _At, cases: tuple[Case, Case]) -> Iterator[_Found]:
    for key in dict.fromkeys([*old, *new]):
        before, after = (None if nothing(held.get(key)) else held[key] for held in (old, new))
        if before is None and after is None:
            continue
        if before is None or after is None:
            yield from _one_sided(before, after, at.down(key), cases)
        else:
            yield from _between(before, after, at.down(key), cases)


def _one_sided(old: Any, new: Any, at: _At, cases: tuple[Case, Case]) -> Iterator[_Found]:
    """Yield what is there in one version only: an entry as a whole, or everything that a group of entries holds."""
    there = new if old is None else old
    empty: Any = () if _is_list(there) else {}
    if _is_list(there) or isinstance(there, Mapping):
        yield from _between(empty if old is None else old, empty if new is None else new, at, cases)
    else:
        yield _Found(at, old, new)


def _lists(old: Sequence[Any], new: Sequence[Any], at: _At, cases: tuple[Case, Case]) -> Iterator[_Found]:
    if all(order_free(item) for item in (*old, *new)):
        yield from (_Found(at.down(str(i), ""), item, None) for i, item in enumerate(old) if item not in new)
        yield from (_Found(at.down("", str(i)), None, item) for i, item in enumerate(new) if item not in old)
        return

    def likeness(one: Any, other: Any) -> float:
        return _likeness(one, other, at, cases)

    if at.old[0] in _ORDERED:
        most, both = max(len(old), len(new)), min(len(old), len(new))
        pairs: list[tuple[int | None, int | None]] = [(i, i) for i in range(both)]
        pairs += [(i, None) if i < len(old) else (None, i) for i in range(both, most)]
    else:
        pairs = paired(old, new, likeness)
    for i, j in pairs:
        before, after = None if i is None else old[i], None if j is None else new[j]
        below = at.down("" if i is None else str(i), "" if j is None else str(j))
        yield from (
            _between(before, after, below, cases) if i is not None and j is not None else [_Found(below, before, after)]
        )


def _is_list(value: object) -> bool:
    """Return whether a value is a list of entries, names or locators; two paragraph numbers are none."""
    return isinstance(value, tuple) and all(isinstance(item, BaseModel) or order_free(item) for item in value)


def _likeness(one: Any, other: Any, at: _At, cases: tuple[Case, Case]) -> float:
    """Return the share of the stated fields of two items that mean the same."""
    if one == other:
        return 1.0
    stated = [key for key in _fields(one) if not (nothing(_fields(one)[key]) and nothing(_fields(other).get(key)))]
    # Indices in a path play no part in whether two items mean the same.
    apart = {found.at.new[len(at.new) + 1] for found in _between(one, other, at.down("0"), cases)}
    return 1 - len(apart & set(stated)) / len(stated)


def _fields(model: BaseModel) -> dict[str, Any]:
    known = type(model).model_fields
    return {known[name].alias or name if name in known else name: value for name, value in model}


def _named(held: Mapping[Any, Any]) -> dict[str, Any]:
    """Return entries under the names that the case writes; paragraphs are read as two numbers."""
    return {in_words(key): value for key, value in held.items()}


def _bases(old: Basis, new: Basis, at: _At) -> Iterator[_Found]:
    for i, locator in enumerate(old.because):
        if locator not in new.because:
            yield _Found(at.down("because").down(str(i)), locator, None)
    for i, locator in enumerate(new.because):
        if locator not in old.because:
            yield _Found(at.down("because").down(str(i)), None, locator)
    for key in ("judgement", "confidence"):
        before, after = (getattr(basis, key) or None for basis in (old, new))
        if meaning(before) != meaning(after):
            yield _Found(at.down(key), before, after)


# ---- Patches


def _is_patches(at: _At) -> bool:
    return len(at.old) > 2 and at.old[-1] in _PATCHES


def _patches(at: _At, cases: tuple[Case, Case]) -> Iterator[_Found]:
    old, new = (
        {path_text(patch.target): patch for patch in patches_at(case.entered, as_spelled(case.entered, keys))}
        for case, keys in zip(cases, (at.old, at.new), strict=True)
    )
    for path in dict.fromkeys([*old, *new]):
        here = at.down(path)
        before, after = old.get(path), new.get(path)
        if not (before and after and _same_change((before, after), cases)):
            yield _Found(here, before, after)
        if before and after:
            yield from _bases(_basis_of(before), _basis_of(after), here)


def _same_change(patches: tuple[Patch, Patch], cases: tuple[Case, Case]) -> bool:
    """Return whether two patches do the same: as written, or as the numbers that they are."""
    old, new = patches
    if old.kind == new.kind and meaning(_value(old)) == meaning(_value(new)):
        return True
    before, after = (patch_number(patch, case) for patch, case in zip(patches, cases, strict=True))
    return old.kind == new.kind and before is not None and after is not None and meaning(before) == meaning(after)


def _value(patch: Patch) -> Any:
    """Return the value of a patch as written, without what it rests on."""
    written = plain(patch.value)
    if not isinstance(written, dict):
        return written
    bare = {key: value for key, value in written.items() if key not in BASIS_KEYS}
    return bare["value"] if set(bare) == {"value"} else bare


def _basis_of(patch: Patch) -> Basis:
    written = plain(patch.value)
    return read_basis(written) if isinstance(written, dict) else NO_BASIS


def patch_number(patch: Patch, case: Case) -> Quantity | None:
    """Return the number a patch sets, or changes another by; nothing where it concerns no number."""
    scale = FACTOR if patch.kind == "times" else NUMBER
    if patch.kind == "set":
        met = next((placed for placed in case.quantities if placed.keys == patch.target), None)
        if met is None:
            return None
        scale = met.quantity.scale
    try:
        return read_quantity(plain(patch.value), scale)
    except BadValue:  # what is not a number in the form that the target has now
        return None


# ---- What is told


def _told(found: _Found, old: Case, new: Case) -> Difference:
    keys, value = (found.at.old, found.old) if found.new is None else (found.at.new, found.new)
    # What stands in a list without an order is told at the list.
    keys = keys[:-1] if is_index(keys[-1]) and order_free(value) else keys
    what, part = _kind(keys, value)
    return Difference(
        what, part, path_text(keys), _side(found.old, found.at.old, old), _side(found.new, found.at.new, new)
    )


def _kind(keys: Keys, value: Any) -> tuple[str, str]:
    """Return what a value is, and which part of it."""
    for kind, word in ((Quantity, "number"), (Locator, "locator"), (Patch, "patch")):
        if isinstance(value, kind):
            return word, ""
    if keys[-1] in ("judgement", "confidence"):
        return keys[-1], ""
    fitting = [(len(pattern), word) for pattern, word in KINDS if _begins(keys, pattern)]
    length, word = max(fitting, default=(0, "case"))
    return word, path_text(keys[length:])


def _begins(keys: Keys, pattern: Keys) -> bool:
    return len(keys) >= len(pattern) and all(want in ("*", key) for want, key in zip(pattern, keys, strict=False))


def _side(value: Any, keys: Keys, case: Case) -> Side | None:
    if value is None:
        return None
    where = where_is(case.entered, as_spelled(case.entered, keys), key=True)
    if isinstance(value, Patch):
        number = patch_number(value, case)
        at = percentiles_at(case.document, value.target, number) if number else None
        operation = "" if value.kind == "set" else f"{value.kind} "
        return Side(operation + as_written(_value(value)), where, at)
    if isinstance(value, Quantity):
        return Side(value.written, where, percentiles_at(case.document, keys, value))
    return Side(_entry(value, find(case.entered, keys)) if isinstance(value, BaseModel) else in_words(value), where)


def _entry(entry: BaseModel, node: Node | None) -> str:
    """Return an entry by its title, or else as it is written, without what it rests on."""
    fields = _fields(entry)
    title = next((fields[key] for key in _TITLES if isinstance(fields.get(key), str)), "")
    written = None if node is None else plain(node)
    bare = {k: v for k, v in written.items() if k not in BASIS_KEYS} if isinstance(written, dict) else written
    return title or as_written(bare)
