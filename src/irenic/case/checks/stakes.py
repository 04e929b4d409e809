"""Checks of actors, issues, positions and proposals."""

from irenic.case.belief import Exact, Range
from irenic.case.checks.faults import Faults
from irenic.case.places import place_of
from irenic.case.sections.stakes import Position
from irenic.case.tree import Keys


def check_actors(faults: Faults) -> None:
    """Check that actors refer to other actors, and not to themselves."""
    known = faults.names("actors")
    faults.expect_all(("signatories",), "actor", faults.document.signatories, known)
    for name, actor in faults.document.actors.items():
        at = ("actors", name)
        others = [other for other in known if other != name]
        faults.expect_all((*at, "backs"), "actor", actor.backs, others)
        faults.expect_all((*at, "ratified_by"), "actor", actor.ratified_by, others)
        if actor.of is not None:
            faults.expect((*at, "of"), "actor", actor.of, others)
        if actor.role == "faction" and not faults.has(at, "of"):
            faults.add((*at, "role"), "a faction needs 'of': the actor it belongs to", key=True)


def check_issues(faults: Faults) -> None:
    """Check that an issue has at least two options, in their order along the line."""
    for name, issue in faults.document.issues.items():
        at = ("issues", name, "options")
        known = faults.options(name)
        if len(known) < 2:
            faults.add(at, "an issue needs at least two options", key=True)
        if issue.now is not None:
            faults.expect(("issues", name, "now"), "option", issue.now, known)
        before = None
        for option_name, option in issue.options.items():
            faults.expect_all((*at, option_name, "needs"), "actor", option.needs, faults.names("actors"))
            middle = option.at.percentiles()[1]
            if before is not None and middle < before:
                wrong = f"lies at {middle:g}, before the option above it at {before:g}"
                faults.add((*at, option_name, "at"), wrong, "options in their order along the line, the lowest first")
            before = middle


def check_positions(faults: Faults) -> None:
    """Check that positions are held by actors on issues, and speak of that issue's options."""
    for actor, by_issue in faults.document.positions.items():
        faults.expect(("positions", actor), "actor", actor, faults.names("actors"), key=True)
        for issue, position in by_issue.items():
            at = ("positions", actor, issue)
            if faults.expect(at, "issue", issue, faults.names("issues"), key=True):
                _check_position(faults, at, position)
    for actor in faults.document.capability:
        faults.expect(("capability", actor), "actor", actor, faults.names("actors"), key=True)


def _check_position(faults: Faults, at: Keys, position: Position) -> None:
    known = faults.options(at[2])
    if not faults.has(at, "wants", "refuses", "accepts"):
        faults.add(at, "says nothing", "'wants', 'refuses' or 'accepts'", key=True)
    if position.refuses and position.accepts:
        wrong = "stands beside 'refuses'; one of them says it all"
        faults.add((*at, "accepts"), wrong, "'refuses' or 'accepts'", key=True)
    for key, limits in (("refuses", position.refuses), ("accepts", position.accepts)):
        faults.expect_all((*at, key, "options"), "option", limits.options if limits else (), known)
    for index, earlier in enumerate(position.earlier):
        faults.expect_all((*at, "earlier", str(index), "wants"), "option", earlier.wants.names, known)
    if position.wants is not None:
        faults.expect_all((*at, "wants"), "option", position.wants.names, known)
        _check_wants(faults, at, position)


def _check_wants(faults: Faults, at: Keys, position: Position) -> None:
    wants, issue = position.wants, faults.document.issues.get(at[2])
    if wants is None or issue is None or not set(wants.names) <= set(issue.options):
        return
    if isinstance(wants.belief, Range):
        low, high = (place_of(issue, end) for end in (wants.belief.low, wants.belief.high))
        if low > high:
            wrong = f"the range is upside down: {wants.belief.low} lies at {low:g}, {wants.belief.high} at {high:g}"
            meant = f"{wants.belief.high} to {wants.belief.low}"
            faults.add((*at, "wants"), wrong, "the option that lies lower first", meant)
    if isinstance(wants.belief, Exact) and position.refuses and wants.belief.value in position.refuses.options:
        faults.add((*at, "refuses"), f"refuses '{wants.belief.value}', which is what it wants", key=True)


def check_proposals(faults: Faults) -> None:
    """Check that proposals are made by actors, or recommended by sources, in terms of the issues."""
    actors, sources = faults.names("actors"), faults.names("sources")
    for name, proposal in faults.document.proposals.items():
        at = ("proposals", name)
        faults.expect_all((*at, "by"), "actor or source", proposal.by, (*actors, *sources))
        for issue, options in proposal.terms.items():
            if faults.expect((*at, "terms", issue), "issue", issue, faults.names("issues"), key=True):
                faults.expect_all((*at, "terms", issue), "option", options, faults.options(issue))
        if not faults.has(at, "terms", "beyond"):
            faults.add((*at, "terms"), "has no terms", "'terms' on issues, or 'beyond' in words", key=True)
