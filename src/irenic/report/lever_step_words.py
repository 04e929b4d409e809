"""Which lever moves where the parties could rest, in sentences and as a table."""

from collections.abc import Iterator, Sequence

from irenic.case.document import Document
from irenic.report.finding import Finding, plain
from irenic.report.state_words import name_words
from irenic.report.words import listing, percent
from irenic.study.assess import Run
from irenic.study.lever_steps import Pulled, what_levers_move

_FAR = 0.05
"""By how much a share has to move to be told of."""
_TOLD = 3
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
        own = [each for each in pulled if each.lever == lever]
        label = f"Lever “{document.levers[lever].label}”, pulled by itself:"
        told = [words for words in (_ways(document, own), _places(document, own)) if words]
        sentence = f"{label} {'; '.join(told)}." if told else f"{label} no share moves by {percent(_FAR)} or more."
        yield Finding("resting", sentence, lever, {each.name: plain(each) for each in own})


def _ways(document: Document, own: Sequence[Pulled]) -> str:
    moved = sorted(own, key=lambda each: -abs(each.reached[1].share - each.reached[0].share))
    told = [
        f"{name_words(document, each.name)} in {percent(each.reached[1].share)} of draws instead of "
        f"{percent(each.reached[0].share)}"
        for each in moved[:_TOLD]
        if abs(each.reached[1].share - each.reached[0].share) >= _FAR
    ]
    return f"steps that each prefers lead to {listing(told)}" if told else ""


def _places(document: Document, own: Sequence[Pulled]) -> str:
    moved = [each for each in own if abs(each.rests[1].share - each.rests[0].share) >= _FAR]
    told = [
        f"{name_words(document, each.name)} in {percent(each.rests[1].share)} instead of {percent(each.rests[0].share)}"
        for each in moved[:_TOLD]
    ]
    return f"all would stay in {listing(told)}" if told else ""
