"""Where the parties could rest and whether they would get there, in sentences and as a table."""

from collections.abc import Iterator
from typing import Final

from irenic.case.document import Document
from irenic.report.belief_words import number_words
from irenic.report.deal_words import deal_findings
from irenic.report.finding import Finding, plain
from irenic.report.labels import actor_name
from irenic.report.lever_step_words import lever_step_findings
from irenic.report.state_words import CONCEPT_NAMES, FORESIGHT, name_words, state_words, step_words
from irenic.report.words import capitalised, count, listing, percent
from irenic.study.assess import Run
from irenic.study.intervals import Chance
from irenic.study.plan import AS_ENTERED
from irenic.study.rest.mind_changes import MindChanges, what_would_have_to_change
from irenic.study.rest.resting import Place, Resting, resting
from irenic.study.rest.ways import Way, ways_to
from irenic.study.rest.wishes import deciding_wish

COLUMNS: Final = ("State", *CONCEPT_NAMES.values(), "Steps away", "By steps each prefers")
"""The heads of the table; the concepts by the names of the literature."""
HOW_TO_READ: Final = (
    "In how many draws all would stay. Nash: nobody looks past its own next step. SEQ: everybody fears answers that "
    "suit those who give them; SMR: any answer that it could not mend; GMR: any answer at all. In the table, steps "
    "away: the fewest from the present, two running never by the same actor; then in how many draws steps lead there "
    "that each prefers who takes them."
)
_TOLD: Final = 2
"""How many states are told of in a sentence."""
_RARE: Final = 0.05
"""States that are an equilibrium in fewer draws are left to the table."""
_ROWS: Final = 6
"""How many states without a name stand in the table."""


def resting_findings(run: Run) -> Iterator[Finding]:
    """Yield whether the present is a place to rest, which states are, and under which arms that changes.

    Examples
    --------
    >>> import irenic, tempfile
    >>> run = irenic.assess(irenic.load("prisoners-dilemma"), draws=4, folder=tempfile.mkdtemp())
    >>> [finding.about for finding in resting_findings(run)]
    ['NN', '', 'NN', 'YY']
    """
    found = resting(run)
    if found is None or not found.states:
        return
    document = run.case.document
    yield Finding("resting", _present(document, found), found.now, plain(found.states[found.now]))
    yield Finding("resting", _places(document, found), "", {"nowhere": found.nowhere and plain(found.nowhere)})
    yield from _moved(run, found)
    yield from _wishes(run, found)
    yield from deal_findings(run, found)
    yield from lever_step_findings(run)
    by_state = dict[str, list[MindChanges]]()
    for changes in what_would_have_to_change(run, found):
        by_state.setdefault(changes.state, []).append(changes)
    ways = ways_to(run, found.now, by_state)
    for state, alike in by_state.items():
        whom = listing(name_words(document, changes.name) for changes in alike)
        sentence = f"{_changes(document, whom, alike[0])} {_way(document, ways[state])}"
        yield Finding("resting", sentence, state, {**plain(alike[0]), "way": plain(ways[state])})


def resting_rows(document: Document, found: Resting) -> list[tuple[str, ...]]:
    """Return the table of :func:`shown_places`, a row for each."""
    return [(words, *_cells(place)) for words, (_, place) in shown_places(document, found).items()]


def shown_places(document: Document, found: Resting) -> dict[str, tuple[str, Place]]:
    """Return the names of the case, then the states most often an equilibrium, each in words with its label.

    States that a name of their own tells of already are left out.
    """
    rows = {name_words(document, name): (name, place) for name, place in found.named.items()}
    for state, place in list(found.states.items())[:_ROWS]:
        if any(chance.share > 0 for chance in place.rests.values()):
            rows.setdefault(state_words(document, state), (state, place))
    return rows


def _cells(place: Place) -> tuple[str, ...]:
    chances = [percent(place.rests[concept].share) for concept in FORESIGHT]
    steps = place.steps["any step"]
    ways = "holds now" if steps == 0 else percent(place.reached["improvements"].share)
    return (*chances, "–" if steps is None else f"{steps:.0f}", ways)


def _present(document: Document, found: Resting) -> str:
    place = found.states[found.now]
    what = f"The present, {state_words(document, found.now)},"
    leave = {mover: chance for mover, chance in found.improves.items() if chance.share > 0}
    if not leave:
        return f"{what} is a place to rest: in no draw has anybody a step that it prefers."
    ranked = sorted(leave, key=lambda mover: -leave[mover].share)
    movers = listing(f"{actor_name(document, mover)} ({percent(leave[mover].share)} of draws)" for mover in ranked)
    nash, cautious = (_draws(place.rests[concept]) for concept in ("nash", "gmr"))
    would = "has a step that it prefers" if len(ranked) == 1 else "each have a step that they prefer"
    return (
        f"{what} is a place to rest in {nash} {FORESIGHT['nash']}: {movers} {would}. "
        f"{capitalised(FORESIGHT['gmr'])}, it is one in {cautious}."
    )


def _places(document: Document, found: Resting) -> str:
    often = [label for label, place in found.states.items() if place.rests["nash"].share >= _RARE]
    nowhere = (
        f" In {percent(found.nowhere.share)} of draws there is none." if found.nowhere and found.nowhere.share else ""
    )
    head = f"Of {count(len(found.states), 'state')}"
    if not often:
        return f"{head}, none is a place to rest in {percent(_RARE)} of draws or more {FORESIGHT['nash']}.{nowhere}"
    told = [f"{state_words(document, label)} ({_numbers(found, label)})" for label in often[:_TOLD]]
    more = f"; {count(len(often) - _TOLD, 'more state')}" if len(often) > _TOLD else ""
    return (
        f"{head}, each told by what sets it apart from the present, these are most often places to rest "
        f"{FORESIGHT['nash']}: {'; '.join(told)}{more}.{nowhere}"
    )


def _numbers(found: Resting, label: str) -> str:
    place = found.states[label]
    often = _draws(place.rests["nash"])
    if label == found.now:
        return f"{often}, the present"
    ways = place.reached["improvements"].share
    return f"{often}; steps that each prefers lead there in {percent(ways) if ways else 'none'}"


def _moved(run: Run, found: Resting) -> Iterator[Finding]:
    """Yield under which perspectives and scenarios another share of draws has a place to rest of some name."""
    document = run.case.document
    arms = [arm for arm in run.arms if arm.name != AS_ENTERED and arm.differs("stability")]
    others = {arm.name: other for arm in arms if (other := resting(run, arm.name))}
    for name, place in found.named.items():
        moved = {
            arm: other.named[name].rests["nash"]
            for arm, other in others.items()
            if name in other.named and _apart(place.rests["nash"], other.named[name].rests["nash"])
        }
        if moved:
            told = listing(f"{percent(chance.share)} under “{run.arm(arm).label}”" for arm, chance in moved.items())
            entered = _draws(place.rests["nash"])
            sentence = f"{name_words(document, name)}: a place to rest in {entered} as entered, in {told}."
            yield Finding("resting", sentence, name, {arm: plain(chance) for arm, chance in moved.items()})


def _wishes(run: Run, found: Resting) -> Iterator[Finding]:
    """Yield which uncertain wish decides most whether states of some name are places to rest; names of one together."""
    document, by_wish = run.case.document, dict[str, list[str]]()
    for name in found.named:
        wish = deciding_wish(run, name)
        if wish is not None:
            shares = f"{name_words(document, name)} ({percent(wish.low.share)} and {percent(wish.high.share)})"
            by_wish.setdefault(wish.path, []).append(shares)
    for path, told in by_wish.items():
        words = number_words(document, path)
        if path.endswith(".chance"):
            head, ends = words.replace("how likely it is that", "whether"), "without and with it"
        else:
            head, ends = words, "at its low and at its high end"
        sentence = (
            f"{capitalised(head)} decides most, in how many draws there is a place to rest {ends}: {listing(told)}."
        )
        yield Finding("resting", sentence, path)


def _changes(document: Document, whom: str, changes: MindChanges) -> str:
    state = state_words(document, changes.state)
    where = "" if state == whom else f"closest to lasting is the state {state}. "
    if not changes.actors:
        return f"{whom}: {where}It lasts as it is {FORESIGHT['nash']}."
    told = listing(
        f"{actor_name(document, actor)} ({percent(change.often.share)} of the first {count(changes.draws, 'draw')}; "
        f"most often it would rather: {step_words(document, changes.state, change.instead)})"
        for actor, change in changes.actors.items()
    )
    return f"{whom}: {where}For it to last {FORESIGHT['nash']}, somebody would have to change its mind: {told}."


def _way(document: Document, way: Way) -> str:
    """Say how the parties would get there from the present."""
    if not way.steps:
        return f"In none of the first {count(way.draws, 'draw')} do steps that each prefers lead to this state."
    steps = " → ".join(
        f"{actor_name(document, step.actor)}: {step_words(document, step.start, step.end)}" for step in way.steps
    )
    return (
        f"Steps that each prefers lead to this state in {way.reached:,} of the first {count(way.draws, 'draw')}, "
        f"most often (in {way.often:,}) {steps}."
    )


def _apart(one: Chance, other: Chance) -> bool:
    return one.low > other.high or other.low > one.high


def _draws(chance: Chance) -> str:
    return "no draw" if chance.share == 0 else f"{percent(chance.share)} of draws"
