"""What two or more could bring about together, in sentences and as a table."""

from collections.abc import Iterator, Sequence
from typing import Final

from irenic.case.document import Document
from irenic.report.finding import Finding, plain
from irenic.report.labels import actor_name
from irenic.report.state_words import step_words
from irenic.report.words import count, listing, percent
from irenic.study.assess import Run
from irenic.study.rest.deals import Deal, deals_from
from irenic.study.rest.resting import Resting

COLUMNS: Final = ("Who", "In how many draws", "Most often", "Then in")
"""The heads of the table."""
_TOLD: Final = 3
"""How many deals are told of in sentences."""
_RARE: Final = 0.05
"""What fewer draws have is left to the table."""


def deal_findings(run: Run, found: Resting) -> Iterator[Finding]:
    """Yield who could leave the present together, each doing something and each to its own advantage.

    Examples
    --------
    >>> import irenic, tempfile
    >>> from irenic.study.rest.resting import resting
    >>> run = irenic.assess(irenic.load("elmira"), draws=4, folder=tempfile.mkdtemp())
    >>> [finding.sentence.split(" could")[0] for finding in deal_findings(run, resting(run))]
    ['From the present, no two or more']
    """
    document, deals = run.case.document, deals_from(run, found.now)
    often = [deal for deal in deals if deal.often.share >= _RARE][:_TOLD]
    if not often:
        few = f" in {percent(_RARE)} of draws or more" if deals else ""
        sentence = (
            f"From the present, no two or more could bring about together what each of them likes better than all it "
            f"could do alone{few}."
        )
        yield Finding("resting", sentence, found.now)
        return
    told = "; ".join(
        f"{members_words(document, deal)} in {percent(deal.often.share)} of draws, most often by "
        f"{step_words(document, found.now, deal.to)}"
        for deal in often
    )
    more = f"; {count(len(deals) - len(often), 'more group')} in the table" if len(deals) > len(often) else ""
    sentence = (
        "From the present, these could together bring about what each of them likes better than all it could do alone: "
        f"{told}{more}."
    )
    yield Finding("resting", sentence, found.now, {"+".join(deal.members): plain(deal) for deal in deals})


def deal_rows(document: Document, deals: Sequence[Deal], start: str) -> list[tuple[str, ...]]:
    """Return the table, a row for each group."""
    return [
        (
            members_words(document, deal),
            percent(deal.often.share),
            step_words(document, start, deal.to),
            count(deal.in_draws, "draw"),
        )
        for deal in deals
    ]


def members_words(document: Document, deal: Deal) -> str:
    """Return who takes part, by name."""
    return listing(actor_name(document, member) for member in deal.members)
