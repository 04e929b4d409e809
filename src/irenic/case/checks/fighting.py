"""Checks of the battlefield."""

from irenic.case.checks.credibility import check_credibility
from irenic.case.checks.faults import Faults
from irenic.case.sections.war import Breach, War


def check_war(faults: Faults) -> None:
    """Check that the war section names its parties everywhere, and its front stands on the battlefield."""
    war = faults.document.war
    if war is None:
        return
    parties = [name for name, actor in faults.document.actors.items() if actor.role == "party"]
    for side, name in (("challenger", war.challenger), ("defender", war.defender)):
        faults.expect(("war", side), "party", name, parties or faults.names("actors"))
    if war.challenger == war.defender:
        faults.add(("war", "defender"), "is the challenger as well", "two different parties")
    elif {war.challenger, war.defender} <= set(parties):  # else every key of theirs would be a second problem
        _check_sides(faults, war)
        check_credibility(faults, war)
    _check_actors(faults, war)
    _check_front(faults, war)
    if war.breach is not None:
        _check_breach(faults, war.breach)
    if war.mediator is not None:
        faults.expect(("war", "mediator", "actor"), "actor", war.mediator.actor, faults.names("actors"))


def _check_sides(faults: Faults, war: War) -> None:
    sides = (war.challenger, war.defender)
    complete = {
        ("war", "forces", "own"): war.forces.own,
        ("war", "cost"): war.cost,
        ("war", "patience"): war.patience,
        ("war", "optimism"): war.optimism,
    }
    for at, by_party in complete.items():
        for side in sides:
            if not faults.has(at, side):
                faults.add(at, f"has no value for {side}", key=True)
        for name in by_party:
            faults.expect((*at, name), "party of this war", name, sides, key=True)


def _check_actors(faults: Faults, war: War) -> None:
    open_to_all = {
        ("war", "forces", "aid"): war.forces.aid,
        ("war", "leader_cost"): war.leader_cost,
        ("war", "proposes"): war.proposes,
    }
    for at, by_actor in open_to_all.items():
        for name in by_actor:
            faults.expect((*at, name), "actor", name, faults.names("actors"), key=True)


def _check_front(faults: Faults, war: War) -> None:
    last = war.front.positions - 1
    if last < 2:
        faults.add(("war", "front", "positions"), "a front needs at least three positions", "3 or more")
        return
    low, _, high = war.front.now.percentiles()
    if low < 0 or high > last:
        wrong = f"{war.front.now.written} leaves the battlefield"
        faults.add(("war", "front", "now"), wrong, f"0 to {last}, as there are {war.front.positions} positions")


def _check_breach(faults: Faults, breach: Breach) -> None:
    if faults.expect(("war", "breach", "issue"), "issue", breach.issue, faults.names("issues")):
        for option in breach.penalty:
            faults.expect(
                ("war", "breach", "penalty", option), "option", option, faults.options(breach.issue), key=True
            )
