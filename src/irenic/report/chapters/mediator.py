"""The chapter on a mediator with a will of its own."""

from typing import Any, Final

from irenic.report.chapters.shown import Plate, Shown, Table
from irenic.report.figures import lever_use
from irenic.report.mediator_words import months_words
from irenic.report.svg import svg_of
from irenic.report.words import count, percent
from irenic.study.needs import mediator_lacks
from irenic.study.own_will import OwnWill, own_will

QUESTION: Final = "What would the mediator do if nobody told it, and what would that change?"


def mediator_chapter(shown: Shown) -> dict[str, Any]:
    """Return what the mediator would do of its own will."""
    found, lacks = own_will(shown.run), mediator_lacks(shown.document)
    reason = f"the case lacks {lacks}" if lacks else "the run leaves out the model for it"
    return {
        "question": QUESTION,
        "sentences": shown.sentences("mediator"),
        "cannot": "" if found else f"Cannot test: {reason}.",
        "plates": [_use(shown, found)] if found else [],
        "notes": [],
    }


def _use(shown: Shown, found: OwnWill) -> Plate:
    rows = [
        (shown.document.levers[lever].label, months_words(use.months), percent(use.ever.share))
        for lever, use in found.used.items()
    ]
    rows.append(("Nothing: it leaves things as they are", months_words(found.idle), "–"))
    return Plate(
        "What the mediator would use, and for how long",
        "In how many months of war, before any settlement, the mediator uses each lever if it chooses anew every "
        "month what it likes best, knowing how the parties will answer. Months of a ceasefire do not count.",
        svg_of(lever_use(shown.run)),
        f"The mean over the first {count(found.draws, 'draw')} of the run, with its 95% interval. The order of levers "
        "whose intervals overlap says nothing. One lever at a time; two together are never tried.",
        Table("What the mediator uses", ("Lever", "Months, 95% interval", "Share of draws"), tuple(rows)),
    )
