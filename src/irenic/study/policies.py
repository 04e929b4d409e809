"""Policies: what third parties could pull together, and which of it can be put to the test.

A policy is a set of levers; the empty one leaves things as they are. Every set up to a size is a policy of its
own, none is skipped because its parts seem weak alone.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, TypeAlias

from irenic.case.case import Case
from irenic.case.document import Document
from irenic.errors import BadUse, InvalidCase, UnfitPatches, expect_known
from irenic.study.families import BARGAINING, WAR

Policy: TypeAlias = tuple[str, ...]
"""The levers of a policy, in the order of the case."""

AS_THINGS_ARE: Final[Policy] = ()
MOST_ARMS: Final = 20_000
"""More policies under all readings are refused: each is an arm of the run."""
JUDGES: Final = (WAR.name, BARGAINING.name)
"""The families that are asked what a policy brings."""
_READ: Final = frozenset({*WAR.reads, *BARGAINING.reads})
_MEDIATORS_OWN: Final = ("war.mediator.home_cost", "war.mediator.exit_cost", "war.mediator.reset_prize")
"""What only a mediator with a will of its own reads."""


@dataclass(frozen=True, slots=True)
class Policies:
    """What a run is put under to choose among policies.

    Parameters
    ----------
    levers
        The levers that are pulled, singly and in sets.
    most
        How many levers the largest set has.
    """

    levers: tuple[str, ...]
    most: int = 2

    @property
    def written(self) -> dict[str, Any]:
        """The same as a manifest holds it."""
        return {"levers": list(self.levers), "most": self.most}

    @classmethod
    def read(cls, written: dict[str, Any]) -> "Policies":
        """Return what a manifest holds."""
        return cls(tuple(written["levers"]), written["most"])

    @property
    def all(self) -> tuple[Policy, ...]:
        """Every policy, as things are first, then the small sets before the large."""
        sizes = range(self.most + 1)
        return tuple(chosen for size in sizes for chosen in combinations(self.levers, size))


def policies_of(case: Case, levers: Collection[str] = (), by: Collection[str] = (), most: int = 2) -> Policies:
    """Return the policies of third parties that can be put to the test.

    Parameters
    ----------
    case
        The case as entered.
    levers
        The levers wanted; left out, all that change something the models read here.
    by
        The actors whose levers are wanted; left out, all third parties.
    most
        How many levers are pulled together.

    Raises
    ------
    UnknownName
        If there is no such lever or actor.
    BadUse
        If no lever is left, a lever that was named cannot matter, or there are too many sets.

    Examples
    --------
    >>> from irenic.examples import load
    >>> policies_of(load("ukraine-2025"), by=["china"]).all
    ((), ('chinese-backing',))
    """
    document = case.document
    expect_known("lever", levers, document.levers)
    expect_known("actor", by, document.actors)
    wanted = [name for name in levers or document.levers if not by or set(by) & set(document.levers[name].by)]
    found = tuple(name for name in document.levers if name in wanted and not why_not(document, name))
    refused = [f"'{name}' {why_not(document, name)}" for name in levers if why_not(document, name)]
    if refused:
        msg = f"the lever {refused[0]}"
        raise BadUse(msg)
    if not found:
        whose = f" of {', '.join(by)}" if by else ""
        msg = f"the case '{case.name}' has no lever{whose} that a third party can pull and that the models read"
        raise BadUse(msg)
    if most < 1:
        msg = f"sets of {most} levers; allowed: 1 or more"
        raise BadUse(msg)
    policies = Policies(found, min(most, len(found)))
    _refuse_too_many(policies, 1 + len(document.perspectives))
    return policies


def why_not(document: Document, lever: str) -> str:
    """Return why a lever is no policy here, or nothing.

    Examples
    --------
    >>> from irenic.examples import load
    >>> why_not(load("ukraine-2025").document, "threat-to-leave")
    'changes only what the mediator itself gains or loses, which neither war nor bargaining reads'
    """
    entry = document.levers[lever]
    if not any(document.actors[actor].role != "party" for actor in entry.by):
        return "is in the hands of a party, not of a third party"
    if not entry.does:
        return f"changes no number: {entry.outside}"
    if all(path in _MEDIATORS_OWN for path in entry.does):
        return "changes only what the mediator itself gains or loses, which neither war nor bargaining reads"
    if not any(path.split(".", maxsplit=1)[0] in _READ for path in entry.does):
        return "changes nothing that war or bargaining reads"
    return ""


def put_under(reading: Case, policies: Policies) -> Iterator[tuple[Policy, Case]]:
    """Yield every policy that can be pulled under a reading, except as things are, with the case after it."""
    for policy in policies.all[1:]:
        # What does not fit together has no arm, and the choice names it.
        with suppress(UnfitPatches, InvalidCase):
            yield policy, reading.under(lever=policy)


def _refuse_too_many(policies: Policies, readings: int) -> None:
    arms = len(policies.all) * readings
    if arms > MOST_ARMS:
        msg = (
            f"{len(policies.all):,} policies under {readings} readings are {arms:,} arms; allowed: {MOST_ARMS:,}; "
            "name fewer levers, or pull fewer together"
        )
        raise BadUse(msg)
