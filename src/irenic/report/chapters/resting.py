"""The chapter on places to rest: where the parties could stay, and what leads there."""

from typing import Any, Final

from irenic.report.chapters.shown import Plate, Shown, Table
from irenic.report.figures.places import places
from irenic.report.figures.state_graph import MOST, drawn_states, state_graph
from irenic.report.resting_words import COLUMNS, HOW_TO_READ, resting_rows
from irenic.report.stability_words import Names, certificate_sentences
from irenic.report.state_words import FORESIGHT, state_words
from irenic.report.svg import svg_of
from irenic.report.words import count, percent
from irenic.study.needs import stability_lacks
from irenic.study.proofs import proofs
from irenic.study.resting import Resting, resting
from irenic.study.settlement import EXPLAINED

QUESTION: Final = "Where would everybody rather stay than move, and do steps that each prefers lead there?"
NOTES: Final = (
    "This looks at what each side can do next and what it likes better, in order only: how much better, when, and at "
    "what risk, is left out. A step can be taken back in the next one unless the case says otherwise. + stands before "
    "a move that is taken up, - before one that is dropped.",
)


def resting_chapter(shown: Shown) -> dict[str, Any]:
    """Return where the parties could rest."""
    found, lacks = resting(shown.run), stability_lacks(shown.document)
    reason = f"the case lacks {lacks}" if lacks else "the run leaves out the model for it"
    return {
        "question": QUESTION,
        "sentences": shown.sentences("resting"),
        "cannot": "" if found else f"Cannot test: {reason}.",
        "plates": [_places(shown, found), _graph(shown, found)] if found and found.states else [],
        "notes": list(NOTES) if found else [],
        "folded": _proofs(shown, found) if found and found.states else [],
    }


def _proofs(shown: Shown, found: Resting) -> list[tuple[str, list[str]]]:
    """Return why everybody stays in the present or does not, under each concept."""
    names = Names.of(shown.document, found.states, found.now)
    return [
        (
            f"Why the parties stay in the present or do not, in the first draw, {told}",
            [" ".join(certificate_sentences(proof, names)) for proof in proofs(shown.run, found.now, concept)],
        )
        for concept, told in FORESIGHT.items()
    ]


def _places(shown: Shown, found: Resting) -> Plate:
    rows = tuple(resting_rows(shown.document, found))
    return Plate(
        "In how many draws all would stay",
        "Every row is a state, or all states of which the same is true: then it counts that one of them is a place to "
        "rest. The number is the share of draws, the bluer the higher.",
        svg_of(places(shown.run)),
        f"{HOW_TO_READ} Each row without a name is told by what sets it apart from the present.",
        Table("Places to rest", COLUMNS, rows),
    )


def _graph(shown: Shown, found: Resting) -> Plate:
    labels = drawn_states(shown.run, found)
    rows = tuple(
        (
            str(number),
            state_words(shown.document, label),
            percent(found.states[label].rests["nash"].share),
            percent(found.states[label].reached["improvements"].share),
        )
        for number, label in enumerate(labels, start=1)
    )
    many = len(found.states)
    left = (
        f" Of {many:,} states, the present is drawn, some places to rest, and what lies between." if many > MOST else ""
    )
    draws = count(min(EXPLAINED, shown.run.plan.draws), "draw")
    return Plate(
        "Who would step from where to where",
        "Every circle is a state; its number stands in the table below. An arrow is a step that whoever takes it "
        "prefers in more than half of the draws.",
        svg_of(state_graph(shown.run)),
        f"Steps are those preferred in the first {draws}.{left} Steps to states that are not drawn are left out.",
        Table("The states by number", ("Number", "State", "All would stay", "By steps each prefers"), rows),
    )
