"""The chapter on places to rest: where the parties could stay, and what leads there."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from irenic.report.chapters.shown import Plate, Shown, Table
from irenic.report.deal_words import COLUMNS as DEALS
from irenic.report.deal_words import deal_rows
from irenic.report.figures.deals import deals
from irenic.report.figures.places import places
from irenic.report.figures.share_table import share_table
from irenic.report.figures.state_graph import MOST, drawn_states, state_graph
from irenic.report.firmness_words import COLUMNS as COLUMNS_OF_FIRMNESS
from irenic.report.firmness_words import HOW_TO_READ as HOW_FIRM
from irenic.report.firmness_words import STRONG, firmness_rows
from irenic.report.resting_words import COLUMNS, HOW_TO_READ, resting_rows
from irenic.report.stability_words import Names, certificate_sentences
from irenic.report.state_words import CONCEPT_NAMES, FORESIGHT, name_label, state_words
from irenic.report.svg import svg_of
from irenic.report.words import count, percent, share_words
from irenic.study.needs import stability_lacks
from irenic.study.rest.deals import Deal, deals_from
from irenic.study.rest.firmness import firmness
from irenic.study.rest.first_draws import COUNTED
from irenic.study.rest.groups import largest_group
from irenic.study.rest.lever_steps import Pulled, what_levers_move
from irenic.study.rest.proofs import proofs
from irenic.study.rest.resting import Resting, resting
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
        "plates": list(_plates(shown, found)) if found and found.states else [],
        "notes": list(NOTES) if found else [],
        "folded": _proofs(shown, found) if found and found.states else [],
    }


def _plates(shown: Shown, found: Resting) -> Iterator[Plate]:
    yield _places(shown, found)
    yield _graph(shown, found)
    together = deals_from(shown.run, found.now)
    if together:
        yield _deals(shown, found, together)
    yield _firmness(shown, found)
    pulled = what_levers_move(shown.run)
    if pulled:
        yield _levers(shown, pulled)


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


def _deals(shown: Shown, found: Resting, together: Sequence[Deal]) -> Plate:
    draws = count(min(COUNTED, shown.run.plan.draws), "draw")
    return Plate(
        "Who could leave the present together",
        "Every row is a group whose members could bring about together what each of them likes better than all it "
        "could do alone, and fewer of them nothing that all like as well. The dot is the share of draws in which there "
        "is such a deal, the bar its interval.",
        svg_of(deals(shown.document, together)),
        f"Counted in the first {draws}, by steps one after the other; only the end has to please, not what lies "
        f"between. Nobody is held to a deal here.{_small(found)} The table has what is done most often, and in how "
        "many draws.",
        Table("Deals from the present", DEALS, tuple(deal_rows(shown.document, together, found.now))),
    )


def _small(found: Resting) -> str:
    """Say which groups are looked at, where not all are."""
    movers = list(found.improves)
    most = largest_group(movers)
    return f" Only groups of up to {most} are looked at." if most < len(movers) else ""


def _firmness(shown: Shown, found: Resting) -> Plate:
    rows = firmness_rows(shown.document, found, firmness(shown.run, found))
    draws = count(min(COUNTED, shown.run.plan.draws), "draw")
    groups = {
        "All stay": ["nobody wants to leave (Nash)", "no group leaves either"],
        "Held by what is much worse": [CONCEPT_NAMES[concept] for concept in STRONG],
    }
    cells = tuple((words, *map(share_words, shares), whatever) for words, shares, whatever in rows)
    return Plate(
        "How firmly they would stay",
        "The present, and of each name the state that comes closest to lasting. The number is the share of draws.",
        svg_of(share_table(groups, [row[:2] for row in rows], f"How firm {len(rows)} states are, in shares of draws.")),
        f"{HOW_FIRM}{_small(found)} Counted in the first {draws}.",
        Table("How firmly they would stay", COLUMNS_OF_FIRMNESS, cells),
    )


def _levers(shown: Shown, pulled: Sequence[Pulled]) -> Plate:
    """Return where steps lead under each lever and, of the names for which that moves, where all would stay."""
    names = list(dict.fromkeys(each.name for each in pulled))
    levers = list(dict.fromkeys(each.lever for each in pulled))
    by = {(each.lever, each.name): each for each in pulled}
    moved = [name for name in names if any(len({*by[lever, name].rests["nash"]}) > 1 for lever in levers)]
    rows: list[tuple[str, list[float | None]]] = []
    for label, lever, at in (("As entered", levers[0], 0), *((_label(shown, lever), lever, 1) for lever in levers)):
        ways = [by[lever, name].reached[at].share for name in names]
        rows.append((label, [*ways, *(by[lever, name].rests["nash"][at].share for name in moved)]))
    groups = {"By steps each prefers, to": [name_label(shown.document, name) for name in names]}
    if moved:
        groups["All would stay (Nash) in"] = [name_label(shown.document, name) for name in moved]
    heads = [head for group in groups.values() for head in group]
    draws = count(min(COUNTED, shown.run.plan.draws), "draw")
    words = f"Where steps lead and all would stay, as entered and with each of {len(levers)} levers."
    return Plate(
        "Where steps would lead if a lever were pulled",
        "Every row but the first is a lever pulled by itself; every column is a state, or all of one name. The number "
        "is the share of draws in which steps that each prefers who takes them lead there.",
        svg_of(share_table(groups, rows, words)),
        f"Counted in the first {draws}, the same for every row. A lever may move the present away from a state. Levers "
        "that change no move and no preference are left out.",
        Table(
            "Where steps would lead",
            ("Lever", *heads),
            tuple((label, *map(share_words, shares)) for label, shares in rows),
        ),
    )


def _label(shown: Shown, lever: str) -> str:
    return shown.document.levers[lever].label
