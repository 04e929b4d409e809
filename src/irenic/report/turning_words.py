"""What analyses of a run found about one answer, in words: where it comes about, and which belief would turn it."""

from collections.abc import Iterator

from irenic.case.case import Case
from irenic.report.belief_words import conditions_words, number_words, value_words
from irenic.report.words import count, percent
from irenic.study.sensitivity.discovery import Discovery
from irenic.study.sensitivity.flips import Flips


def where_sentences(case: Case, found: Discovery, what: str) -> Iterator[str]:
    """Yield under which conditions something comes about.

    Parameters
    ----------
    case
        The case the numbers are of.
    found
        The conditions.
    what
        What comes about, as a clause, such as ``it fails``.

    Examples
    --------
    >>> import irenic, tempfile
    >>> from irenic.study.sensitivity.asked import when_does_it
    >>> run = irenic.assess(irenic.load("two-villages"), draws=2000, folder=tempfile.mkdtemp())
    >>> found = when_does_it(run, run.answers("influence").compromise.sel(issue="water") > 70)
    >>> next(where_sentences(run.case, found, "it is above 70")).split(" in ")[0]
    'it is above 70'
    """
    for box in found.boxes:
        density = f"{percent(box.density.share)} ({percent(box.density.low)} to {percent(box.density.high)})"
        yield (
            f"{what} in {density} of the draws in which {conditions_words(case, box.conditions)}, against "
            f"{percent(found.base.share)} of all; {percent(box.coverage.share)} of the draws in which {what} are such "
            "draws."
        )


def belief_that_turns(case: Case, found: Flips) -> tuple[str, str]:
    """Return where the first belief that would turn an answer would have to lie, and how many others would do so.

    Parameters
    ----------
    case
        The case the numbers are of.
    found
        The beliefs that would turn it; at least one.
    """
    first = found.flips[0]
    low, at, high = (value_words(case, first.name, value) for value in (first.low, first.threshold, first.high))
    side = "above" if first.above else "below"
    others = len(found.flips) - 1
    more = f" {count(others, 'other belief')} would do so, too." if others else ""
    name = number_words(case.document, first.name)
    return f"if {name} were known to lie {side} {at} ({low} to {high})", more
