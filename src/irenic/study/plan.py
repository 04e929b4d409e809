"""What a run will compute: under which assumptions, with which families, on which draws."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final

from irenic.arrays.shares import BLOCK, Points
from irenic.case.case import Case
from irenic.case.walk import Placed
from irenic.errors import BadUse, UnknownName
from irenic.study.families import FAMILIES, Family

MOST_DRAWS: Final = 10_000_000
AS_ENTERED: Final = "as-entered"
"""The name of the arm without any overlay."""
_MATTERS: Final = ("irenic", "numba", "numpy", "scipy")
"""Packages whose version may change the last bits of a result."""


@dataclass(frozen=True, slots=True)
class Arm:
    """The case under one perspective or one scenario, or as entered.

    Parameters
    ----------
    name
        Unique in a run, such as ``perspective.wolff``.
    label
        What it is, in words.
    case
        The case with the overlay applied.
    changed
        The paths of the numbers that may differ from those of the case as entered; all of
        them for the case as entered itself.
    families
        The families whose answer may differ from that on the case as entered.
    """

    name: str
    label: str
    case: Case
    changed: tuple[str, ...]
    families: tuple[Family, ...]


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
    """

    case: Case
    arms: tuple[Arm, ...]
    families: tuple[Family, ...]
    draws: int
    seed: int
    points: Points = "random"

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
            "block": BLOCK,
            "arms": {arm.name: [family.name for family in arm.families] for arm in self.arms},
            "versions": {package: version(package) for package in _MATTERS},
        }

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of all that determines the results."""
        return hashlib.sha256(json.dumps(self.manifest).encode()).hexdigest()


def plan(case: Case, draws: int, seed: int, points: Points = "random", only: Collection[str] = ()) -> Plan:
    """Plan a run of a case as entered, under each perspective and under each scenario.

    Parameters
    ----------
    case
        The case as entered.
    draws, seed, points
        How many draws, from which seed, random or Sobol.
    only
        The names of the families wanted, which bring those along whose answers they take; left out, all
        that the case has inputs for.

    Raises
    ------
    BadUse
        If the numbers make no sense, or no family has what it needs.
    UnknownName
        If there is no such family.
    """
    if not 1 <= draws <= MOST_DRAWS:
        msg = f"{draws:,} draws; allowed: 1 to {MOST_DRAWS:,}"
        raise BadUse(msg)
    if seed < 0:
        msg = f"the seed is {seed}; allowed: 0 or more"
        raise BadUse(msg)
    for name in only:
        if name not in (family.name for family in FAMILIES):
            kind = "family"
            raise UnknownName(kind, name, (family.name for family in FAMILIES))
    named = {*only, *(before for family in FAMILIES if family.name in only for before in family.takes)}
    wanted = [family for family in FAMILIES if not only or family.name in named]
    families = tuple(family for family in wanted if not family.lacks(case.document))
    if not families:
        lacks = "; ".join(f"{family.name} needs {family.lacks(case.document)}" for family in wanted)
        msg = f"there is nothing to compute: {lacks}"
        raise BadUse(msg)
    return Plan(case, _arms(case, families), families, draws, seed, points)


def _arms(case: Case, families: tuple[Family, ...]) -> tuple[Arm, ...]:
    arms = [Arm(AS_ENTERED, "The case as entered", case, tuple(placed.path for placed in case.drawn), families)]
    for name, perspective in case.document.perspectives.items():
        arms.append(_arm(f"perspective.{name}", perspective.label, case, case.under(perspective=name), families))
    for name, scenario in case.document.scenarios.items():
        arms.append(_arm(f"scenario.{name}", scenario.label, case, case.under(scenario=name), families))
    return tuple(arms)


def _arm(name: str, label: str, entered: Case, case: Case, families: tuple[Family, ...]) -> Arm:
    before = {placed.path: placed.quantity.belief for placed in entered.drawn}
    moved = {issue for issue, entry in case.document.issues.items() if entered.document.issues.get(issue) != entry}
    changed = tuple(
        placed.path
        for placed in case.drawn
        if before.get(placed.path) != placed.quantity.belief or _lies_on(placed, moved)
    )
    run_here = (family for family in families if family.under_scenarios or not case.scenarios)
    touched = tuple(family for family in run_here if _touches(family, entered, case))
    return Arm(name, label, case, changed, touched)


def _lies_on(placed: Placed, issues: Collection[str]) -> bool:
    """Return whether a number is a place on one of some issues, so that it may move with their options."""
    section, *rest = placed.keys
    return (section == "issues" and rest[0] in issues) or (section == "positions" and rest[1] in issues)


def _touches(family: Family, entered: Case, case: Case) -> bool:
    return any(getattr(entered.document, part) != getattr(case.document, part) for part in family.reads)
