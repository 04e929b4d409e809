"""Perspectives and scenarios as patches on a case: read, merged, applied.

A patch names a value by its path and says what becomes of it: another value, ``times`` a
number, or ``plus`` a number. What is *believed* (perspectives) is applied before what is
*done* (levers and scenarios), whichever is named first. Within either kind the order cannot
matter: values are set first, arithmetic follows, and two patches whose order would matter are
a conflict that is reported, never resolved silently. An overlay may build on others of its
kind; what it says itself wins over what it builds on. A lever that is pulled by itself, and not by
a scenario, comes last: it answers what is done already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast

from irenic.case.basis import BASIS_KEYS
from irenic.case.tree import Altered, Entries, Items, Keys, Node, Operation, Scalar, find, path_text, plain, where_is
from irenic.errors import Problem, UnfitPatches, listed, nearest_name

OPERATIONS: Final = ("times", "plus")
CHANGEABLE: Final = (
    "signatories",
    "actors",
    "issues",
    "positions",
    "capability",
    "proposals",
    "war",
    "moves",
    "preferences",
    "levers",
)
"""The sections a patch may reach into; the rest says what the case is, not what it holds."""

MOST_LEVELS: Final = 20
"""How deep overlays may build on each other."""


@dataclass(frozen=True, slots=True)
class Patch:
    """One change to one value.

    Parameters
    ----------
    target
        The path of the value.
    kind
        ``set`` replaces it; ``times`` and ``plus`` change a number.
    value
        The new value, or the number to change it by.
    origin
        The path at which the patch itself is written.
    """

    target: Keys
    kind: Literal["set", "times", "plus"]
    value: Node
    origin: Keys


Layer: TypeAlias = list[Patch]
"""Patches of equal standing: no two of them conflict, so their order cannot matter."""


def with_perspectives(root: Entries, names: Iterable[str]) -> Entries:
    """Return the case as the holders of some perspectives believe it to be.

    Raises
    ------
    UnfitPatches
        If two of them disagree on a value, or build on each other in a circle.
    """
    return _applied(root, "perspectives", names)


def with_scenarios(root: Entries, names: Iterable[str], conditions: Iterable[str] = ()) -> Entries:
    """Return the case after what some scenarios do, their levers included.

    Parameters
    ----------
    root
        The case before.
    names
        The scenarios.
    conditions
        Arguments whose ``if`` is done as well; what it says itself wins over its scenario.

    Raises
    ------
    UnfitPatches
        If two of them set a value differently, or build on each other in a circle.
    """
    return _applied(root, "scenarios", names, conditions)


def with_levers(root: Entries, names: Iterable[str]) -> Entries:
    """Return the case after some levers are pulled, on top of what is believed and done in it already.

    Raises
    ------
    UnfitPatches
        If two of them set a value differently, or one changes a number that is not there.
    """
    groups = [patches_at(root, ("levers", name, "does")) for name in sorted(set(names))]
    _refuse_conflicts(groups)
    return with_patches(root, [patch for group in groups for patch in group])


def pulled_by(root: Entries, names: Iterable[str], conditions: Iterable[str] = ()) -> frozenset[str]:
    """Return the levers that some scenarios and conditions of arguments pull, or what they build on pulls."""
    found: set[str] = set()
    seen, left = set[str](), list(names)
    for name in conditions:
        found.update(_names_at(root, ("arguments", name, "if", "pull")))
        left += _names_at(root, ("arguments", name, "if", "scenario"))
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            found.update(_names_at(root, ("scenarios", name, "pull")))
            left += _names_at(root, ("scenarios", name, "builds_on"))
    return frozenset(found)


def _applied(root: Entries, section: str, names: Iterable[str], conditions: Iterable[str] = ()) -> Entries:
    done: dict[str, list[Layer]] = {}
    siblings = [_layers((root, section), name, (), done) for name in sorted(set(names))]
    for name in sorted(set(conditions)):
        at = ("arguments", name, "if")
        bases = [_layers((root, section), base, (), done) for base in _names_at(root, (*at, "scenario"))]
        siblings.append([*_joined(bases), _own_patches(root, at)])
    for layer in _joined(siblings):
        root = with_patches(root, layer)
    return root


def patches_at(root: Entries, at: Keys) -> list[Patch]:
    """Return the patches that stand at a path, such as the ``set`` of an argument."""
    node = find(root, at)
    entries = node.values if isinstance(node, Entries) else {}
    return [_read_patch(tuple(path.split(".")), value, (*at, path)) for path, value in entries.items() if is_path(path)]


def is_path(text: str) -> bool:
    """Return whether a patch may stand under this path; the checks report one that may not.

    Examples
    --------
    >>> is_path("war.cost.russia"), is_path("signatories"), is_path("war"), is_path("events.0.what")
    (True, True, False, False)
    """
    keys = text.split(".")
    return keys[0] in CHANGEABLE and all(keys) and (len(keys) > 1 or text == "signatories")


def with_patches(root: Entries, patches: Sequence[Patch]) -> Entries:
    """Return the case with patches applied: values first, then arithmetic.

    Raises
    ------
    UnfitPatches
        If a patch changes a number that is not there.
    """
    for patch in patches:
        if patch.kind == "set":
            root = _replaced(root, patch.target, patch.value)
    steps: dict[Keys, list[Patch]] = {}
    for patch in patches:
        if patch.kind != "set":
            steps.setdefault(patch.target, []).append(patch)
    lost = [_nothing_there(root, patch) for target in steps if find(root, target) is None for patch in steps[target]]
    if lost:
        raise UnfitPatches(lost)
    for target, changes in steps.items():
        root = _replaced(root, target, _altered(cast("Node", find(root, target)), changes))
    return root


def _altered(base: Node, changes: Sequence[Patch]) -> Altered:
    """Wrap a number in arithmetic that commutes; sorted, so that any order gives the same bits."""
    ordered = sorted(changes, key=lambda patch: patch.origin)
    steps = tuple((cast("Operation", patch.kind), patch.value, path_text(patch.origin)) for patch in ordered)
    return Altered(ordered[0].value.where, base=base, steps=steps)


def _nothing_there(root: Entries, patch: Patch) -> Problem:
    holder = find(root, patch.target[:-1])
    known = tuple(holder.values) if isinstance(holder, Entries) else ()
    wrong = f"there is no '{path_text(patch.target)}' to change by '{patch.kind}'"
    return Problem(
        patch.value.where, path_text(patch.origin), wrong, listed(known), nearest_name(patch.target[-1], known)
    )


def _replaced(holder: Entries, target: Keys, value: Node) -> Entries:
    key, rest = target[0], target[1:]
    if rest:
        inner = holder.values.get(key)
        within = inner if isinstance(inner, Entries) else Entries(value.where)
        value = _replaced(within, rest, value)
    return holder.with_value(key, value, Scalar(value.where, text=key))


def _layers(
    within: tuple[Entries, str], name: str, above: tuple[str, ...], done: dict[str, list[Layer]]
) -> list[Layer]:
    """Return what an overlay builds on, layer by layer, and its own patches last.

    ``done`` keeps what is found, because many overlays may build on one.
    """
    root, section = within
    if name in done:
        return done[name]
    if name in above or len(above) >= MOST_LEVELS:
        chain = " → ".join((*above, name))
        where = where_is(root, (section, name), key=True)
        raise UnfitPatches([Problem(where, f"{section}.{name}", f"'builds_on' never ends: {chain}")])
    bases = sorted(_names_at(root, (section, name, "builds_on")))
    inherited = _joined([_layers(within, base, (*above, name), done) for base in bases])
    done[name] = [*inherited, _own_patches(root, (section, name))]
    return done[name]


def _own_patches(root: Entries, at: Keys) -> Layer:
    groups = [patches_at(root, (*at, "set"))]
    groups += [patches_at(root, ("levers", lever, "does")) for lever in _names_at(root, (*at, "pull"))]
    taken = find(root, (*at, "takes"))
    for topic, version in taken.values.items() if isinstance(taken, Entries) else ():
        groups.append(patches_at(root, ("contradictions", topic, "versions", str(plain(version)), "set")))
    own = [patch for group in groups for patch in group]
    _refuse_conflicts([[patch] for patch in own])
    return own


def _joined(siblings: Sequence[list[Layer]]) -> list[Layer]:
    """Put overlays of equal standing one after the other; what they share counts once."""
    _refuse_conflicts([[patch for layer in layers for patch in layer] for layers in siblings])
    seen: set[Keys] = set()
    joined = []
    for layer in (layer for layers in siblings for layer in layers):
        fresh = [patch for patch in layer if patch.origin not in seen]
        joined += [fresh] if fresh else []
        seen.update(patch.origin for patch in layer)
    return joined


def _names_at(root: Entries, keys: Keys) -> tuple[str, ...]:
    node = find(root, keys)
    if isinstance(node, Scalar) and not node.empty:
        return (node.text,)
    return tuple(item.text for item in node.values if isinstance(item, Scalar)) if isinstance(node, Items) else ()


def _read_patch(target: Keys, value: Node, origin: Keys) -> Patch:
    if isinstance(value, Scalar):
        word, _, number = value.text.partition(" ")
        if word in OPERATIONS and number.strip():
            return Patch(target, cast("Operation", word), Scalar(value.where, value.span, 1, number.strip()), origin)
    if isinstance(value, Entries):
        operations = [key for key in value.values if key in OPERATIONS]
        if len(operations) == 1 and set(value.values) <= {operations[0], *BASIS_KEYS}:
            return Patch(target, cast("Operation", operations[0]), _renamed(value, operations[0], "value"), origin)
    return Patch(target, "set", value, origin)


def _renamed(entries: Entries, key: str, new: str) -> Entries:
    values = {new if name == key else name: node for name, node in entries.values.items()}
    keys = {new if name == key else name: node for name, node in entries.keys.items()}
    return Entries(entries.where, entries.span, entries.size, values, keys, entries.inline)


def _refuse_conflicts(groups: Sequence[Layer]) -> None:
    """Refuse groups of patches whose order would matter; a group is in order within itself."""
    problems = [
        _clash_problem(patch, other)
        for index, group in enumerate(groups)
        for earlier in groups[:index]
        for patch in group
        for other in earlier
        if _conflict(patch, other) and patch not in earlier and other not in group
    ]
    if problems:
        raise UnfitPatches(problems)


def _conflict(one: Patch, other: Patch) -> bool:
    if one.origin == other.origin or not _overlap(one.target, other.target):
        return False
    if one.target != other.target or one.kind != other.kind:
        return True
    return one.kind == "set" and plain(one.value) != plain(other.value)


def _overlap(one: Keys, other: Keys) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _clash_problem(patch: Patch, clash: Patch) -> Problem:
    target = path_text(max(patch.target, clash.target, key=len))
    wrong = f"'{target}' is changed here and by {path_text(clash.origin)} ({clash.value.where})"
    allowed = "one of them, or both 'times', or both 'plus'"
    return Problem(patch.value.where, path_text(patch.origin), wrong, allowed)
