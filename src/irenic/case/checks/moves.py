"""Checks of moves, and of preferences over them."""

from irenic.case.checks.faults import Faults
from irenic.case.formula import Formula, holds, moves_of
from irenic.case.sections.moves import Moves
from irenic.case.states import states_of
from irenic.case.tree import Keys
from irenic.errors import BadValue


def check_moves(faults: Faults) -> None:
    """Check that formulas speak of moves that exist, and that no rule forbids the present."""
    moves = faults.document.moves
    if moves is None:
        return
    for actor in moves.by_actor:
        faults.expect(("moves", actor), "actor", actor, faults.names("actors"), key=True)
    present = frozenset(f"{a}.{m}" for a, made in moves.by_actor.items() for m, move in made.items() if move.now)
    sound = True
    for index, rule in enumerate(moves.infeasible):
        at = ("moves", "infeasible", str(index), "never")
        if not _check_formula(faults, at, rule.never):
            sound = False
        elif holds(rule.never, present):
            made = ", ".join(sorted(present)) or "no move has been made"
            faults.add(at, f"forbids the present, in which {made}")
            sound = False
    if sound:
        _check_size(faults, moves)


def _check_size(faults: Faults, moves: Moves) -> None:
    try:
        states_of(moves)
    except BadValue as error:
        faults.add(("moves",), error.wrong, error.allowed, key=True)


def check_preferences(faults: Faults) -> None:
    """Check that preferences are held by actors, over moves that exist."""
    for actor, statements in faults.document.preferences.items():
        faults.expect(("preferences", actor), "actor", actor, faults.names("actors"), key=True)
        for index, statement in enumerate(statements):
            _check_formula(faults, ("preferences", actor, str(index), "wants"), statement.wants)


def _check_formula(faults: Faults, at: Keys, formula: Formula) -> bool:
    known = [f"{a}.{m}" for a in faults.names("moves") if a != "infeasible" for m in faults.names("moves", a)]
    unknown = [move for move in moves_of(formula) if not faults.expect(at, "move", move.label, known)]
    return not unknown
