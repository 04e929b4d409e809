"""Which lever moves where the parties could rest, in sentences and as a table."""

from collections.abc import Iterator, Sequence
from typing import Final

from irenic.case.document import Document
from irenic.report.finding import Finding, plain
from irenic.report.state_words import CONCEPT_NAMES, name_words
from irenic.report.words import listing, percent
from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.rest.lever_steps import Pulled, what_levers_move

_FAR: Final = 0.05
"""By how much a share has to move to be told of."""
_TOLD: Final = 3
"""Names told of for one lever, those that move most."""


def lever_step_findings(run: Run) -> Iterator[Finding]:
    """Yield for each lever that changes moves or preferences what it does by itself, those that move most first.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("elmira"), draws=4, folder=tempfile.mkdtemp())
    >>> list(lever_step_findings(run))
    []
    """
    document, pulled = run.case.document, what_levers_move(run)
    for lever in dict.fromkeys(each.lever for each in pulled):
        own = sorted((each for each in pulled if each.lever == lever), key=lambda each: -_far(each.reached))
        label = f"Lever “{document.levers[lever].label}”, pulled by itself:"
        told = [words for words in (_ways(document, own), _places(document, own)) if words]
        nothing = f"neither where all would stay nor where steps lead moves by {percent(_FAR)} of draws or more"
        sentence = f"{label} {'; '.join(told) or nothing}."
        yield Finding("resting", sentence, lever, {each.name: plain(each) for each in own})


def _ways(document: Document, own: Sequence[Pulled]) -> str:
    told = [f"{name_words(document, each.name)} {_instead(each.reached)}" for each in own if _far(each.reached) >= _FAR]
    return f"steps that each prefers lead to {listing(told[:_TOLD])}" if told else ""


def _places(document: Document, own: Sequence[Pulled]) -> str:
    """Say where all would stay more or less often, each name by the concept under which that moves most."""
    told = []
    for each in own:
        concept = max(CONCEPT_NAMES, key=lambda concept: _far(each.rests[concept]))
        if _far(each.rests[concept]) >= _FAR:
            told.append(f"{name_words(document, each.name)} {_instead(each.rests[concept])} ({CONCEPT_NAMES[concept]})")
    return f"all would stay in {listing(told[:_TOLD])}" if told else ""


def _far(shares: tuple[Chance, Chance]) -> float:
    before, after = shares
    return abs(after.share - before.share)


def _instead(shares: tuple[Chance, Chance]) -> str:
    before, after = shares
    return f"in {percent(after.share)} of draws instead of {percent(before.share)}"
