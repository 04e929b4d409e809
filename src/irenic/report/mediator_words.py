"""What the mediator would do of its own will, in sentences."""

from collections.abc import Iterator
from math import isinf

from irenic.case.document import Document
from irenic.report.finding import Finding, plain
from irenic.report.labels import actor_name
from irenic.report.words import count, gain, listing, percent, tenths
from irenic.study.assess import Run
from irenic.study.averages import Average
from irenic.study.own_will import OwnWill, own_will
from irenic.study.settlement import SOON


def mediator_findings(run: Run) -> Iterator[Finding]:
    """Yield what the mediator would use, whether it would walk away, and what that brings.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("two-villages"), draws=10, folder=tempfile.mkdtemp())
    >>> list(mediator_findings(run))
    []
    """
    found = own_will(run)
    if found is None:
        return
    document = run.case.document
    about = document.war.mediator.actor if document.war and document.war.mediator else ""
    who, numbers = actor_name(document, about), plain(found)
    asked = f"This was worked out for {found.draws:,} of {run.plan.draws:,} draws."
    yield Finding("mediator", " ".join([*_uses(document, found, who), asked]), about, numbers)
    yield Finding("mediator", _leaves(found), about, {"leaves": numbers["leaves"]})
    yield Finding("mediator", _brings(document, found), about, {"effect": numbers["effect"]})
    if found.no_place:
        yield Finding("mediator", _no_place(document, found), about, {"no_place": list(found.no_place)})


def months_words(average: Average) -> str:
    """Return mean months with the interval that the draws allow.

    Examples
    --------
    >>> months_words(Average(1.24, -0.1, 2.6, 24)), months_words(Average(0.0, 0.0, 0.0, 24))
    ('1.2 months (0 to 2.6)', '0 months')
    >>> months_words(Average(0.01, -0.01, 0.03, 24))
    '<0.1 months (0 to <0.1)'
    """
    # Nobody acts for fewer than no months, whatever the interval of a mean says.
    value = tenths(average.value)
    mean = f"{value} month{'' if value == '1' else 's'}"
    if isinf(average.high):
        return f"{mean} (not enough draws for a range)"
    low, high = tenths(max(average.low, 0.0)), tenths(average.high)
    return mean if low == high else f"{mean} ({low} to {high})"


def _uses(document: Document, found: OwnWill, who: str) -> Iterator[str]:
    used = {lever: use for lever, use in found.used.items() if use.ever.share > 0}
    never = [_label(document, lever) for lever in found.used if lever not in used]
    parts = [
        f"{_label(document, lever)} in {percent(use.ever.share)} of draws, {months_words(use.months)} on average"
        for lever, use in used.items()
    ]
    yield f"Left to itself, the mediator ({who}) uses {'; '.join(parts) or 'no lever in any draw'}."
    yield f"On average it leaves things as they are for {months_words(found.idle)}, before any settlement."
    first, *others = used or [""]
    if others:
        clear = all(used[first].months.clearly_differs_from(used[other].months) for other in others)
        most = f"Most of all it uses {_label(document, first)}."
        yield most if clear else "Not enough draws to say what it uses most."
    if never and used:
        yield f"It never uses {listing(never)}."


def _label(document: Document, lever: str) -> str:
    return f"“{document.levers[lever].label}”"


def _leaves(found: OwnWill) -> str:
    if found.walks_away.share == 0:
        return (
            f"The mediator walks away in no draw. So few draws leave open whether it would in up to "
            f"{percent(found.walks_away.high)} of all."
        )
    return (
        f"The mediator may walk away in {percent(found.walks_away.share)} of draws; the chance that it does is "
        f"{percent(found.leaves.value)} on average{_between(found.leaves)}."
    )


def _brings(document: Document, found: OwnWill) -> str:
    months = min(SOON, document.war.months) if document.war else SOON
    both = (
        f"With a mediator left to itself, a settlement within {count(months, 'month')} has a chance of "
        f"{percent(found.at_will.value)} on average; with one that leaves things as they are, "
        f"{percent(found.unchanged.value)}."
    )
    if not found.effect.clear:
        return f"{both} Not enough draws to tell the two apart, or no difference."
    if found.effect.value > 0:
        return f"{both} That is {gain(found.effect)}, more."
    return f"{both} That is {gain(found.effect)}, less: better terms are worth the risk to it."


def _between(average: Average) -> str:
    if average.high == float("inf"):
        return ", not enough draws for a range"
    low, high = (percent(min(max(end, 0.0), 1.0)) for end in (average.low, average.high))
    return "" if low == high else f" ({low} to {high})"


def _no_place(document: Document, found: OwnWill) -> str:
    labels = listing(_label(document, lever) for lever in found.no_place)
    does, changes = ("this lever does", "it changes") if len(found.no_place) == 1 else ("they do", "they change")
    return (
        f"Cannot test {labels}: the model of the war has no place for what {does}. In these draws {changes} no force, "
        "no cost of war, no text and no offer."
    )
