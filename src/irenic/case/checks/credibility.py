"""Checks of what the sides of a war can believe: trust, attacks, and what is hidden of resolve."""

from typing import Final

from irenic.case.checks.faults import Faults
from irenic.case.quantity import Quantity
from irenic.case.sections.war import Resolve, Trust, War
from irenic.case.tree import Keys

_ROUNDING: Final = 1e-6
"""How far the percentile of a range may miss what was written."""


def check_credibility(faults: Faults, war: War) -> None:
    """Check that trust and resolve are stated for both sides, and that the types differ the right way round."""
    if war.phases < 1:
        faults.add(("war", "phases"), "a settlement is carried out in one step at least", "1 or more")
    sides = (war.challenger, war.defender)
    if war.trust is not None:
        _check_trust(faults, war.trust, sides)
    if war.resolve is not None:
        _check_resolve(faults, war.resolve, sides)


def _check_trust(faults: Faults, trust: Trust, sides: tuple[str, str]) -> None:
    at = ("war", "trust")
    _check_sides(faults, (*at, "trustworthy"), sides)
    _from_one(faults, (*at, "temptation"), trust.temptation, "an untrustworthy side gains by cheating")
    if trust.gain.percentiles()[2] >= 1:
        wrong = f"{trust.gain.written} reaches 1, but a trustworthy side loses by cheating"
        faults.add((*at, "gain"), wrong, "below 1, which is what the settlement is worth")


def _check_resolve(faults: Faults, resolve: Resolve, sides: tuple[str, str]) -> None:
    at = ("war", "resolve", "parties")
    _check_sides(faults, at, sides)
    for name, party in resolve.parties.items():
        _from_one(faults, (*at, name, "weak"), party.weak, "war costs a weak side no less than is entered")

    if resolve.upper_hand is not None and resolve.upper_hand.percentiles()[0] < 0.5 - _ROUNDING:
        wrong = f"{resolve.upper_hand.written} reaches below one half, but a tough side takes more than a weak one"
        faults.add(("war", "resolve", "upper_hand"), wrong, "50% to 100%")


def _check_sides(faults: Faults, at: Keys, sides: tuple[str, str]) -> None:
    for side in sides:
        if not faults.has(at, side):
            faults.add(at, f"has no value for {side}", key=True)
    for name in faults.names(*at):
        faults.expect((*at, name), "party of this war", name, sides, key=True)


def _from_one(faults: Faults, at: Keys, quantity: Quantity, why: str) -> None:
    if quantity.percentiles()[0] < 1 - _ROUNDING:
        faults.add(at, f"{quantity.written} reaches below 1, but {why}", "1 or more")
