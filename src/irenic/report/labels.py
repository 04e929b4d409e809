"""Names of the case as a reader knows them: labels instead of short names."""

from irenic.case.document import Document


def actor_name(document: Document, actor: str) -> str:
    """Return how an actor is called; a source that made a proposal is called by its author."""
    if actor in document.actors:
        return document.actors[actor].name
    source = document.sources.get(actor)
    return f"the author of '{actor}'" if source is None or not source.author else source.author


def issue_name(document: Document, issue: str) -> str:
    """Return how an issue is called."""
    return document.issues[issue].name


def option_label(document: Document, issue: str, option: str) -> str:
    """Return what an option means, in words."""
    return document.issues[issue].options[option].label


def path_words(document: Document, path: str) -> str:
    """Return a path with names a reader knows in place of short names.

    Examples
    --------
    >>> from irenic.examples import load
    >>> path_words(load("two-villages").document, "positions.hill.water.salience")
    'Hill village on Water: salience'
    """
    match path.split("."):
        case ["positions", actor, issue, what]:
            return f"{actor_name(document, actor)} on {issue_name(document, issue)}: {what}"
        case ["positions", actor, issue, "earlier", _, _]:
            return f"{actor_name(document, actor)} on {issue_name(document, issue)}: wanted earlier"
        case ["capability", actor]:
            return f"{actor_name(document, actor)}: capability"
        case ["issues", issue, "options", option, "at"]:
            return f"{issue_name(document, issue)}: place of '{option_label(document, issue, option)}'"
        case ["war", *rest]:
            known = [actor_name(document, part) if part in document.actors else part.replace("_", " ") for part in rest]
            return f"War: {', '.join(known)}"
    return path
