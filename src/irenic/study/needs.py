"""What each family needs of a case; light enough for ``irenic check`` to ask."""

from irenic.case.document import Document
from irenic.case.states import states_of
from irenic.errors import BadValue


def influence_lacks(document: Document) -> str:
    """Return what a case lacks for the baselines of influence, or nothing."""
    wanted = any(p.wants is not None for held in document.positions.values() for p in held.values())
    return "" if wanted else "positions with 'wants' on at least one issue"


def bargaining_lacks(document: Document) -> str:
    """Return what a case lacks for bargaining over packages, or nothing."""
    parties = document.signatories or [name for name, actor in document.actors.items() if actor.role == "party"]
    if len(parties) < 2:
        return "two parties or more who must sign"
    silent = [party for party in parties if all(p.wants is None for p in document.positions.get(party, {}).values())]
    return f"what these want on some issue: {', '.join(silent)}" if silent else ""


def war_lacks(document: Document) -> str:
    """Return what a case lacks for the war with its talks, or nothing."""
    if document.war is None:
        return "the section 'war'"
    sides = {document.war.challenger, document.war.defender}
    signing = set(document.signatories) or sides
    lacks = bargaining_lacks(document)
    return lacks or ("" if sides <= signing else "both parties of the war among those who sign")


def stability_lacks(document: Document) -> str:
    """Return what a case lacks for the graph model, or nothing."""
    if document.moves is None or not any(document.moves.by_actor.values()):
        return "the section 'moves'"
    try:
        states_of(document.moves)
    except BadValue as error:
        # Overlays that fit the case each alone may together make a present that cannot occur.
        return f"a present that can occur: {error.wrong}"
    movers = {actor for actor, own in document.moves.by_actor.items() if own}
    known = movers & set(document.preferences) or document.derives
    return "" if known else "the section 'preferences', for an actor with moves"


def mediator_lacks(document: Document) -> str:
    """Return what a case lacks for a mediator with a will of its own, or nothing."""
    lacks = war_lacks(document)
    if lacks or document.war is None:
        return lacks
    return "" if document.war.mediator is not None else "'mediator' in the section 'war'"
