"""The first answers of a run as a reader knows them: what each says, its value, and how it changed."""

from irenic.case.document import Document
from irenic.report.labels import actor_name, issue_name
from irenic.report.words import number, percent, signed
from irenic.study.averages import Average
from irenic.study.headlines import Headline


def headline_words(document: Document, headline: Headline) -> str:
    """Return what an answer says.

    Examples
    --------
    >>> from irenic.examples import load
    >>> from irenic.study.headlines import Headline
    >>> headline_words(load("two-villages").document, Headline("compromise.water", "influence", "place", len, "water"))
    'Where pressure balances on Water, 0 to 100'
    """
    about = headline.about
    match headline.group:
        case "settled":
            return f"Settled within {about} months"
        case "holds":
            return f"If settled, unbroken after {about} months"
        case "victory":
            return f"{actor_name(document, about)} wins outright, with talks going on"
        case "signable":
            return f"All who must could sign “{document.proposals[about].label}”"
        case "compromise":
            return f"Where pressure balances on {issue_name(document, about)}, 0 to 100"
    challenger = actor_name(document, document.war.challenger) if document.war else ""
    return {
        "package": "There is a package that all could sign",
        "feasible": "Both sides of the war would rather sign some package now",
        "alone": f"{challenger} wins in the end if nobody ever talks",
        "ripe": "Ripe: both stuck and hurting, with a way out",
    }[headline.group]


def short_words(document: Document, headline: Headline) -> str:
    """Return what an answer says in a word or two, for the head of a column.

    Examples
    --------
    >>> from irenic.examples import load
    >>> from irenic.study.headlines import Headline
    >>> short_words(load("two-villages").document, Headline("settled.12", "war", "chance", len, "12"))
    'Settled in 12'
    """
    about = headline.about
    match headline.group:
        case "settled":
            return f"Settled in {about}"
        case "holds":
            return f"Holds {about}"
        case "victory":
            return f"{actor_name(document, about)} wins"
        case "signable":
            return f"Signed: {document.proposals[about].label}"
    return headline.group.capitalize()


def value_words(headline: Headline, average: Average) -> str:
    """Return a mean as a percentage, or as a place on a line."""
    # Rounding in sums of chances may leave a hair above 1.
    return number(average.value) if headline.kind == "place" else percent(min(max(average.value, 0.0), 1.0))


def change_words(headline: Headline, change: Average) -> str:
    """Return a difference in points, of a percentage or of a line, with its interval.

    Examples
    --------
    >>> from irenic.study.headlines import Headline
    >>> change_words(Headline("package", "bargaining", "share", len), Average(0.12, 0.08, 0.16, 100))
    '+12 (+8 to +16)'
    """
    scale = 1 if headline.kind == "place" else 100
    value, low, high = (scale * end for end in (change.value, change.low, change.high))
    return signed(value) if abs(low) == float("inf") else f"{signed(value)} ({signed(low)} to {signed(high)})"
