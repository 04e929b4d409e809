"""How firmly the parties rest in a state, as a table."""

from collections.abc import Mapping
from typing import Final

from irenic.case.document import Document
from irenic.models.stability.strength import SANCTIONING
from irenic.report.state_words import CONCEPT_NAMES, name_words
from irenic.report.words import listing
from irenic.study.rest.firmness import Firmness
from irenic.study.rest.resting import Resting

STRONG: Final = tuple(concept for concept in CONCEPT_NAMES if concept in SANCTIONING)
"""The concepts under which something is strongly stable, in the order told."""
COLUMNS: Final = (
    "State",
    "Nobody wants to leave (Nash)",
    "No group leaves either",
    *(f"Held by what is much worse ({CONCEPT_NAMES[concept]})" for concept in STRONG),
    "Whatever is uncertain",
)
"""The heads of the table."""
HOW_TO_READ: Final = (
    "No group leaves either: none, each by steps of its members, can end in what each of them prefers. Held by what is "
    "much worse: somebody wants to leave and all stay, since each such step has an answer that is much worse for "
    "whoever takes it; only what a statement calls vital is much worse, and – stands where none does. In the table, "
    "whatever is uncertain: if nothing is known about what an actor prefers of two states but what all draws have in "
    "common, all stay in any case, in no case, or perhaps."
)


def firmness_rows(
    document: Document, found: Resting, firm: Mapping[str, Firmness]
) -> list[tuple[str, list[float | None], str]]:
    """Return for each state what it is called, its shares in the order of the table, and what holds in any case."""
    return [
        (
            _called(document, found, state),
            [
                each.alone.share,
                each.together.share,
                *(each.held[concept].share if each.held else None for concept in STRONG),
            ],
            whatever_words(each),
        )
        for state, each in firm.items()
    ]


def _called(document: Document, found: Resting, state: str) -> str:
    """Return the names that a state comes closest to lasting of, or that it is the present."""
    if state == found.now:
        return "The present"
    return listing(name_words(document, name) for name, closest in found.closest.items() if closest == state)


def whatever_words(firm: Firmness) -> str:
    """Return under which concepts all rest whatever is uncertain, perhaps, or in no case.

    Examples
    --------
    >>> from irenic.study.intervals import Chance
    >>> never = Chance(0.0, 0.0, 0.1)
    >>> whatever_words(Firmness(never, never, {}, {"nash": "in no case", "seq": "perhaps", "smr": "perhaps"}))
    'perhaps (SEQ and SMR), in no case (Nash)'
    """
    by_word: dict[str, list[str]] = {"in any case": [], "perhaps": [], "in no case": []}
    for concept, name in CONCEPT_NAMES.items():
        if concept in firm.whatever:
            by_word[firm.whatever[concept]].append(name)
    if not firm.whatever:
        return "too many states to say"
    return ", ".join(f"{word} ({listing(names)})" for word, names in by_word.items() if names)
