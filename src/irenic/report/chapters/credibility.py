"""The chapter on whom the parties can believe, and on what talk alone can do."""

from typing import Any, Final

from irenic.report.chapters.shown import Plate, Shown, Table
from irenic.report.credibility_words import KIND
from irenic.report.figures.trust import trust_by_steps
from irenic.report.labels import actor_name
from irenic.report.svg import svg_of
from irenic.report.words import listing, percent, percents
from irenic.study.families import TRUST
from irenic.study.needs import war_lacks
from irenic.study.prospects import said
from irenic.study.steps import by_steps

_PARTS: Final = {
    "trust": "trust and steps (war.trust)",
    "attacks": "attacks by extremists (war.attacks)",
    "resolve": "demands, the mediator's word and talk alone (war.resolve)",
}
"""What is asked only if the case says something of it."""


def credibility_chapter(shown: Shown) -> dict[str, Any]:
    """Return whom the parties can believe."""
    document = shown.document
    lacks = war_lacks(document)
    told = said(shown.run, TRUST.name) is not None
    silent = [words for part, words in _PARTS.items() if told and document.war and getattr(document.war, part) is None]
    return {
        "question": TRUST.question,
        "sentences": shown.sentences(KIND),
        "cannot": f"Cannot test: the case lacks {lacks}." if lacks else "",
        "plates": _steps(shown),
        "notes": [f"Cannot test, because the case says nothing of it: {listing(silent)}."] if silent else [],
    }


def _steps(shown: Shown) -> list[Plate]:
    found = by_steps(shown.run)
    if found is None:
        return []
    names = [actor_name(shown.document, party) for party in found.there]
    heads = [f"{name} trusts enough" for name in names] + [f"{name} would show itself" for name in names]
    rows = [
        (
            str(number),
            f"{percent(needed.middle)} ({percents(needed)})",
            *(percent(shares[at].share) for part in (found.enough, found.shows) for shares in part.values()),
        )
        for at, (number, needed) in enumerate(zip(found.numbers, found.needed, strict=True))
    ]
    plate = Plate(
        "How much trust the first step needs",
        "The more steps a settlement is carried out in, the less trust the first one needs: less is lost if the other "
        "cheats. The band spans nine draws in ten, the line is the middle draw. Beside it stands the trust that there "
        "is, its dot in the middle draw.",
        svg_of(trust_by_steps(shown.run)),
        "A step that is too small teaches nothing: an untrustworthy side waits for the rest. The table says in which "
        "share of draws it would not.",
        Table("The first of so many steps", ("Steps", "Trust needed", *heads), tuple(rows)),
    )
    return [plate]
