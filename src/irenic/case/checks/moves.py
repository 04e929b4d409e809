"""Checks of moves, and of preferences over them."""

from contextlib import suppress
from itertools import combinations

from irenic.case.checks.faults import Faults
from irenic.case.document import Document
from irenic.case.formula import Formula, holds, moves_of, read_formula
from irenic.case.sections.moves import Moves
from irenic.case.sections.preferences import Preference, Preferences, Reading
from irenic.case.states import States, states_of
from irenic.case.tree import Keys
from irenic.errors import BadValue, nearest_name


def check_moves(faults: Faults) -> None:
    """Check that formulas speak of moves that exist, that no rule forbids the present, and what names mean."""
    moves = faults.document.moves
    if moves is None:
        return
    for actor in moves.by_actor:
        faults.expect(("moves", actor), "actor", actor, faults.names("actors"), key=True)
    sound = [_check_rule(faults, moves, index) for index in range(len(moves.infeasible))]
    sound += [_check_formula(faults, ("moves", "same", str(index)), each) for index, each in enumerate(moves.same)]
    for name, state in moves.states.items():
        _check_formula(faults, ("moves", "states", name, "when"), state.when)
    if not all(sound) or not _whole(faults, moves):
        return
    known = _check_meant(faults, moves)
    try:
        states = states_of(moves)
    except BadValue as error:
        faults.add(("moves", *error.at), error.wrong, error.allowed, key=not error.at)
    else:
        for issue in known:
            _check_together(faults, states, issue, moves.meant[issue])


def check_patched_moves(faults: Faults, entered: Document) -> None:
    """Check that a patch leaves the moves and adds no state: answers are kept under the states as entered."""
    before, after = entered.moves, faults.document.moves
    if before is None or after is None or not _whole(faults, after):
        return
    for actor, own in after.by_actor.items():
        for move in own:
            if move not in before.by_actor.get(actor, {}):
                wrong, allowed = "a patch cannot add a move", "a move that the case has without it"
                faults.add(("moves", actor, move), wrong, allowed, key=True)
    if [each.when for each in before.states.values()] != [each.when for each in after.states.values()]:
        faults.add(("moves", "states"), "a patch cannot change what a name stands for", "the names as entered")
    if before.same != after.same:
        faults.add(("moves", "same"), "a patch cannot change which states are one", "the list as entered")
    with suppress(BadValue):  # what makes no states is a problem of its own
        _check_added(faults, states_of(before), states_of(after))


def _check_added(faults: Faults, before: States, after: States) -> None:
    added = after.feasible & ~before.feasible
    if before.moves == after.moves and added:
        state = after.label((added & -added).bit_length() - 1)
        wrong = f"makes {state} possible, which cannot occur in the case as entered"
        faults.add(("moves", "infeasible"), wrong, "the rules as entered, and more of them")


def _check_meant(faults: Faults, moves: Moves) -> list[str]:
    """Check that moves mean options of issues, and return the issues of which all moves do."""
    sound = []
    for issue, by_move in moves.meant.items():
        ats: list[Keys] = [("moves", *move.split("."), "means", issue) for move in by_move]
        known = [faults.expect(at, "issue", issue, faults.names("issues"), key=True) for at in ats]
        if not all(known):
            continue
        named, options = zip(ats, by_move.values(), strict=True), faults.options(issue)
        known = [faults.expect(at, "option", option, options) for at, option in named]
        if all(known):
            sound.append(issue)
        entry = faults.document.issues.get(issue)
        if entry is not None and not entry.now:
            wrong = f"'{issue}' has no 'now', so what holds without this move is open"
            faults.add(ats[0], wrong, f"issues.{issue}.now", key=True)
    return sound


def _check_together(faults: Faults, states: States, issue: str, by_move: dict[str, str]) -> None:
    """Check that no two moves that can occur together mean different options of an issue."""
    made = {move: states.where(read_formula(move)) for move in by_move}
    for (one, option), (other, another) in combinations(by_move.items(), 2):
        if option != another and made[one] & made[other]:
            at = ("moves", *other.split("."), "means", issue)
            wrong = f"means '{another}' while {one}, which can be made beside it, means '{option}'"
            faults.add(at, wrong, "the same option, or a rule under 'infeasible'")


def _check_rule(faults: Faults, moves: Moves, index: int) -> bool:
    """Return whether a rule can be held against states."""
    at, rule = ("moves", "infeasible", str(index), "never"), moves.infeasible[index]
    if not _check_formula(faults, at, rule.never):
        return False
    present = frozenset(f"{a}.{m}" for a, made in moves.by_actor.items() for m, move in made.items() if move.now)
    if holds(rule.never, present):
        made = ", ".join(sorted(present)) or "no move has been made"
        faults.add(at, f"forbids the present, in which {made}")
        return False
    return True


def check_preferences(faults: Faults) -> None:
    """Check that preferences are held by actors, over moves and states that exist, in one form each."""
    for actor, held in faults.document.preferences.items():
        at = ("preferences", actor)
        faults.expect(at, "actor", actor, faults.names("actors"), key=True)
        _check_coders(faults, at, held)
        for way, reading in held.readings.items():
            _check_reading(faults, (*at, *way.split(".")) if way else at, reading)


def _check_coders(faults: Faults, at: Keys, held: Preferences) -> None:
    if not held.coders:
        return
    stated = {name: reading.chance for name, reading in held.coders.items() if reading.chance is not None}
    for name in held.coders:
        if stated and name not in stated:
            wrong = "has no 'chance', while another coder has one"
            faults.add((*at, "coders", name), wrong, "a chance for every coder, or for none", key=True)
    if len(stated) == len(held.coders) and abs(sum(stated.values()) - 1) > 1e-6:
        wrong = f"the chances of the coders add up to {sum(stated.values()):.4g}, not to 1"
        faults.add((*at, "coders"), wrong, "chances that add up to 100%", key=True)
    if held.order or held.named or held.ranking:
        faults.add((*at, "coders"), "what coders hold stands beside what is held anyway", "one of the two", key=True)


def _check_reading(faults: Faults, at: Keys, reading: Reading) -> None:
    forms = [bool(reading.order), bool(reading.named), bool(reading.ranking)]
    if sum(forms) > 1:
        faults.add(at, "statements and a ranking, or a list and names, stand side by side", "one of them", key=True)
    entries = [((*at, *way.split(".")), entry) for way, entry in reading.entries]
    for keys, entry in entries:
        _check_entry(faults, keys, entry, in_list=len(keys) > len(at) + 1)
    weighted = [entry.weight is not None for _, entry in entries]
    for keys, entry in entries:
        if any(weighted) and entry.weight is None:
            faults.add(keys, "has no 'weight', while another statement has one", "a weight for each, or for none")
        elif entry.weight is not None and entry.place is not None:
            faults.add((*keys, "place"), "stands beside a weight, which needs no order", "one of the two", key=True)
        if entry.weight is not None and entry.vital:
            wrong = "stands beside a weight, and what is added up has no first statement that decides"
            faults.add((*keys, "vital"), wrong, "one of the two", key=True)
    _check_ranking(faults, at, reading)


def _check_ranking(faults: Faults, at: Keys, reading: Reading) -> None:
    known = faults.names("moves", "states")
    for index, rank in enumerate(reading.ranking):
        for place, pattern in enumerate(rank.fits):
            # A single pattern need not be in a list.
            keys = (*at, "ranking", str(index), "fits", *([str(place)] if len(rank.fits) > 1 else []))
            if isinstance(pattern, str):
                faults.expect(keys, "state", pattern, known)
            else:
                _check_formula(faults, keys, pattern)


def _check_entry(faults: Faults, at: Keys, entry: Preference, *, in_list: bool) -> None:
    stated = entry.wants is not None or bool(entry.equal)
    if (entry.wants is not None and entry.equal) or not (stated or faults.has(at, "wants", "equal")):
        wrong = "has both 'wants' and 'equal'" if entry.equal else "needs either 'wants' or 'equal'"
        others = [name for name in faults.names(*at[:-1]) if name != at[-1]]
        faults.add(at, wrong, "one formula, or several of the same importance", nearest_name(at[-1], others))
    if entry.numbered and in_list:
        allowed = "{its-name: {wants: ..., chance: 70%}} instead of a list, so that the number can be drawn and changed"
        faults.add(at, "a statement with a number needs a name", allowed)
    if entry.wants is not None:
        _check_formula(faults, (*at, "wants"), entry.wants)
    for index, wish in enumerate(entry.equal):
        _check_formula(faults, (*at, "equal", str(index), "wants"), wish.wants)


def _whole(faults: Faults, moves: Moves) -> bool:
    """Return whether every move that is written could be read; else a missing one is a problem already."""
    return all(set(own) == set(faults.names("moves", actor)) for actor, own in moves.by_actor.items())


def _check_formula(faults: Faults, at: Keys, formula: Formula) -> bool:
    moves = faults.document.moves
    actors = (
        faults.names("moves")
        if moves is None
        else [a for a in faults.names("moves") if a not in type(moves).model_fields]
    )
    known = [f"{actor}.{move}" for actor in actors for move in faults.names("moves", actor)]
    unknown = [move for move in moves_of(formula) if not faults.expect(at, "move", move.label, known)]
    return not unknown
