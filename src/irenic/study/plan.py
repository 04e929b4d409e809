"""What a run will compute: under which assumptions, with which families, on which draws."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final, Literal, TypeAlias

from irenic.arrays.shares import BLOCK, Points
from irenic.case.case import Case
from irenic.case.outcomes import outcome_of
from irenic.case.walk import Placed
from irenic.errors import BadUse, InvalidCase, UnfitPatches, expect_known
from irenic.study.families import FAMILIES, Family
from irenic.study.policies import Policies, put_under

MOST_DRAWS: Final = 10_000_000
AS_ENTERED: Final = "as-entered"
"""The name of the arm without any overlay."""
_MATTERS: Final = ("irenic", "numba", "numpy", "scipy")
"""Packages whose version may change the last bits of a result."""


Under: TypeAlias = Literal["overlays", "combinations"] | tuple[str, ...] | Policies
"""What a case is put under, beside nothing: each perspective and each scenario; these, and every scenario under
every perspective; or each perspective, and in each reading what some arguments, given by name, suppose, or the
policies of third parties."""


@dataclass(frozen=True, slots=True)
class Arm:
    """The case as entered, as somebody reads it, or after something is done in such a reading.

    Parameters
    ----------
    name
        Unique in a run, such as ``perspective.wolff``, ``scenario.walk-away``, or
        ``perspective.wolff+scenario.walk-away``.
    label
        What it is, in words.
    case
        The case with the overlays applied.
    changed
        The paths of the numbers that may differ from those of the case as entered; all of
        them for the case as entered itself.
    families
        The families with an answer of its own.
    shares
        The arm that has the answer of each other family of the run which this one can answer, by family.
    """

    name: str
    label: str
    case: Case
    changed: tuple[str, ...]
    families: tuple[Family, ...]
    shares: Mapping[str, str]

    def answered_by(self, family: str) -> str | None:
        """Return the name of the arm that has the answer of a family; nothing if the family was not asked here."""
        return self.name if any(own.name == family for own in self.families) else self.shares.get(family)

    def differs(self, *families: str) -> bool:
        """Return whether the answer of one of some families may differ from that on the case as entered."""
        return any(self.answered_by(family) not in (None, AS_ENTERED) for family in families)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that determines the bytes of a run.

    Parameters
    ----------
    case
        The case as entered.
    arms
        What it is put under, the case as entered first.
    families
        The families that the case has inputs for.
    draws, seed, points
        How many draws, from which seed, random or Sobol.
    under
        What the case is put under.
    """

    case: Case
    arms: tuple[Arm, ...]
    families: tuple[Family, ...]
    draws: int
    seed: int
    points: Points = "random"
    under: Under = "overlays"

    @property
    def blocks(self) -> int:
        """How many blocks of draws there are; the last may be shorter."""
        return -(-self.draws // BLOCK)

    def block(self, number: int) -> tuple[int, int]:
        """Return the first draw of a block and the one after its last."""
        return number * BLOCK, min((number + 1) * BLOCK, self.draws)

    def arms_of(self, family: Family) -> tuple[Arm, ...]:
        """Return the arms under which a family has an answer of its own."""
        return tuple(arm for arm in self.arms if family in arm.families)

    @property
    def manifest(self) -> dict[str, Any]:
        """The run in words and numbers, as it is kept beside the results."""
        return {
            "case": self.case.name,
            "title": self.case.document.title,
            "fingerprint": self.case.fingerprint,
            "draws": self.draws,
            "seed": self.seed,
            "points": self.points,
            "under": self.under.written if isinstance(self.under, Policies) else self.under,
            "block": BLOCK,
            "families": [family.name for family in self.families],
            "arms": {arm.name: [family.name for family in arm.families] for arm in self.arms},
            "versions": {package: version(package) for package in _MATTERS},
        }

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of all that determines the results."""
        return hashlib.sha256(json.dumps(self.manifest).encode()).hexdigest()


def plan(
    case: Case,
    draws: int,
    seed: int,
    points: Points = "random",
    only: Collection[str] = (),
    under: Under = "overlays",
) -> Plan:
    """Plan a run of a case as entered and under what it says might be believed or done.

    Parameters
    ----------
    case
        The case as entered.
    draws, seed, points
        How many draws, from which seed, random or Sobol.
    only
        The names of the families wanted, which bring those along whose answers they take; left out, all
        that the case has inputs for.
    under
        What to put it under.

    Raises
    ------
    BadUse
        If the numbers make no sense, or no family has what it needs.
    UnknownName
        If there is no such family or argument.
    """
    if not 1 <= draws <= MOST_DRAWS:
        msg = f"{draws:,} draws; allowed: 1 to {MOST_DRAWS:,}"
        raise BadUse(msg)
    if seed < 0:
        msg = f"the seed is {seed}; allowed: 0 or more"
        raise BadUse(msg)
    expect_known("family", only, [family.name for family in FAMILIES])
    expect_known("argument", under if isinstance(under, tuple) else (), case.document.arguments)
    wanted = with_those_before(only) if only else FAMILIES
    families = tuple(family for family in wanted if not family.lacks(case.document))
    if not families:
        lacks = "; ".join(f"{family.name} needs {family.lacks(case.document)}" for family in wanted)
        msg = f"there is nothing to compute: {lacks}"
        raise BadUse(msg)
    return Plan(case, _arms(case, families, under), families, draws, seed, points, under)


def with_those_before(names: Collection[str]) -> tuple[Family, ...]:
    """Return some families and those whose answers they take."""
    wanted = set(names)
    for family in reversed(FAMILIES):
        if family.name in wanted:
            wanted.update(family.takes)
    return tuple(family for family in FAMILIES if family.name in wanted)


def arm_of(case: Case) -> str:
    """Return the name of the arm of a case under some overlays.

    Examples
    --------
    >>> from irenic.examples import load
    >>> case = load("ukraine-2025")
    >>> arm_of(case), arm_of(case.under(scenario="walk-away", perspective="wolff"))
    ('as-entered', 'perspective.wolff+scenario.walk-away')
    """
    done = {"scenario": case.scenarios, "argument": case.conditions, "lever": case.levers}
    return _arm_under(perspective=case.perspectives, **done)


def supposed_arm(reading: Case, argument: str) -> str:
    """Return the name of the arm after what an argument supposes, whether or not it can be done in this reading.

    Examples
    --------
    >>> from irenic.examples import load
    >>> supposed_arm(load("ukraine-2025").under(perspective="wolff"), "patrons-replace-america")
    'perspective.wolff+scenario.walk-away'
    """
    scenario = _scenario_alone(reading, argument)
    if scenario is None:
        return _arm_under(perspective=reading.perspectives, argument=(argument,))
    return _arm_under(perspective=reading.perspectives, scenario=(scenario,))


def _arm_under(**overlays: tuple[str, ...]) -> str:
    return "+".join(f"{kind}.{name}" for kind, names in overlays.items() for name in names) or AS_ENTERED


def _scenario_alone(case: Case, argument: str) -> str | None:
    """Return the scenario that an argument supposes if it supposes nothing else."""
    condition = case.document.arguments[argument].if_
    return None if condition is None or condition.pull or condition.set else condition.scenario


def supposed(case: Case, argument: str, perspective: str | None = None) -> Case:
    """Return the case after what an argument supposes, as entered or under a perspective.

    An argument that supposes a scenario and nothing else has the arm of that scenario.

    Raises
    ------
    UnfitPatches
        If what it supposes cannot be done under the perspective.
    InvalidCase
        If that makes a case that is not sound.
    """
    beliefs = () if perspective is None else (perspective,)
    scenario = _scenario_alone(case, argument)
    if scenario is None:
        return case.under(perspective=beliefs, condition=argument)
    return case.under(perspective=beliefs, scenario=scenario)


def _arms(case: Case, families: tuple[Family, ...], under: Under) -> tuple[Arm, ...]:
    """Return the arms of a run; a family whose inputs were there before has its answer from that arm."""
    arms: dict[str, Arm] = {}
    known: dict[tuple[str, ...], str] = {}
    parts = dict.fromkeys(part for family in families for part in family.reads)
    for changed, asked in _put_under(case, families, under):
        name = arm_of(changed)
        said = {part: _said(changed, part) for part in parts}
        inputs = {family.name: (family.name, *(said[part] for part in family.reads)) for family in asked}
        shares = {family.name: known.setdefault(inputs[family.name], name) for family in asked}
        arms[name] = Arm(
            name,
            label_of(changed),
            changed,
            _changed(case, changed),
            tuple(family for family in asked if shares[family.name] == name),
            {family: arm for family, arm in shares.items() if arm != name},
        )
    return tuple(arms.values())


def _put_under(case: Case, families: tuple[Family, ...], under: Under) -> Iterator[tuple[Case, tuple[Family, ...]]]:
    """Yield the case under what it is put under, with the families asked there; readings come first."""
    document = case.document
    of_moves = tuple(family for family in families if family.under_scenarios)
    yield case, families
    for perspective in document.perspectives:
        # What explains an argument is dear, and asked as entered alone.
        yield case.under(perspective=perspective), of_moves if isinstance(under, tuple) else families
    if isinstance(under, Policies):
        for read in (case, *(case.under(perspective=name) for name in document.perspectives)):
            yield from ((pulled, of_moves) for _, pulled in put_under(read, under))
    elif isinstance(under, tuple):
        readings: tuple[str | None, ...] = (None, *document.perspectives)
        for reading in readings:
            yield from _suppositions(case, of_moves if reading else families, reading, under)
    else:
        yield from _scenarios(case, of_moves, combined=under == "combinations")


def _scenarios(
    case: Case, families: tuple[Family, ...], *, combined: bool
) -> Iterator[tuple[Case, tuple[Family, ...]]]:
    document = case.document
    for scenario in document.scenarios:
        yield case.under(scenario=scenario), families
    for perspective in document.perspectives if combined else ():
        for scenario in document.scenarios:
            # That every scenario fits every perspective is nowhere checked; one that does not is no arm.
            with suppress(UnfitPatches, InvalidCase):
                yield case.under(perspective=perspective, scenario=scenario), families


def _suppositions(
    case: Case, families: tuple[Family, ...], perspective: str | None, arguments: tuple[str, ...]
) -> Iterator[tuple[Case, tuple[Family, ...]]]:
    """Yield the case after what each argument supposes, with the families that speak of what it expects, and why."""
    found: dict[str, Case] = {}
    asked: dict[str, set[str]] = {}
    for name in arguments:
        argument = case.document.arguments[name]
        if argument.if_ is None:
            continue
        with suppress(UnfitPatches, InvalidCase):
            changed = supposed(case, name, perspective)
            found[arm_of(changed)] = changed
            for outcome in map(outcome_of, argument.then):
                asked.setdefault(arm_of(changed), set()).update(outcome.families, outcome.explained_by)
    for arm, changed in found.items():
        wanted = with_those_before(asked[arm])
        yield changed, tuple(family for family in families if family in wanted)


def label_of(case: Case) -> str:
    """Return what a case is under, in words.

    Examples
    --------
    >>> from irenic.examples import load
    >>> label_of(load("ukraine-2025").under(lever="rearmament"))
    'Arm Europe'
    """
    document = case.document
    parts = [document.perspectives[name].label for name in case.perspectives]
    parts += [document.scenarios[name].label for name in case.scenarios]
    parts += [document.arguments[name].says for name in case.conditions]
    parts += [document.levers[name].label for name in case.levers]
    return " + ".join(parts) or "The case as entered"


def _said(case: Case, part: str) -> str:
    """Return the SHA-256 of what a case says in a section; families that read nothing else have equal answers."""
    # Aid that a scenario withdraws is replaced, while aid that was never there is not: what was believed counts.
    said = [repr(getattr(document, part)) for document in (case.document, case.believed.document)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _changed(entered: Case, case: Case) -> tuple[str, ...]:
    """Return the paths of the numbers that may differ from those of the case as entered; all, for that itself."""
    if case is entered:
        return tuple(placed.path for placed in case.drawn)
    before = {placed.path: placed.quantity.belief for placed in entered.drawn}
    moved = {issue for issue, entry in case.document.issues.items() if entered.document.issues.get(issue) != entry}
    return tuple(
        placed.path
        for placed in case.drawn
        if before.get(placed.path) != placed.quantity.belief or _lies_on(placed, moved)
    )


def _lies_on(placed: Placed, issues: Collection[str]) -> bool:
    """Return whether a number is a place on one of some issues, so that it may move with their options."""
    section, *rest = placed.keys
    return (section == "issues" and rest[0] in issues) or (section == "positions" and rest[1] in issues)
