"""The moves and preferences of a case as arrays, held against lists made by hand and by the definitions."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import irenic.vocabulary as vocabulary
from irenic.arrays.conflict import conflict
from irenic.arrays.preferences import prioritised
from irenic.arrays.shares import Shares
from irenic.case.formula import holds, read_formula
from irenic.case.sections.moves import Moves
from irenic.case.states import MOST_STATES, States, states_of, truth
from irenic.errors import BadUse, BadValue
from irenic.examples import NAMES, load
from strategies import formulas

ONE = Shares(1, 0, 1)
WORDS = {value for name, value in vars(vocabulary).items() if name.isupper()}
MOVES = ("a.go", "a.stay", "b.pay", "b.no-deal")
DUEL = """
moves:
  a: {go: Goes, leave: {label: Leaves, reversible: no}}
  b: {pay: {label: Pays, now: yes}}
  infeasible: [a.leave and b.pay and not a.go]
preferences:
  a: [b.pay, not a.go]
  b: [a.go iff b.pay]
"""


@pytest.fixture
def duel(write_case):
    return conflict(write_case(DUEL), Shares(1, 5, 8))


def in_full(formula):
    """Write a formula with every parenthesis there can be."""
    by, *parts = formula
    if not parts:
        return by
    return f"({f' {by} '.join(map(in_full, parts))})" if len(parts) == 2 else f"(not {in_full(parts[0])})"


def made(state, moves):
    """Return the moves made in a state, by its label."""
    return frozenset(move for move, mark in zip(moves, state, strict=True) if mark == "Y")


def test_states_are_all_combinations_that_no_rule_forbids_by_rising_value(duel):
    assert list(duel.move.values) == ["a.go", "a.leave", "b.pay"]
    assert list(duel.state.values) == ["NNN", "YNN", "NYN", "YYN", "NNY", "YNY", "YYY"]
    assert ["".join("NY"[mark] for mark in row) for row in duel.made.values.astype(int)] == list(duel.state.values)


def test_the_status_quo_is_what_is_made_now(duel):
    assert list(duel.state.values[duel.status_quo]) == ["NNY"]


def test_a_step_changes_moves_of_one_actor_and_takes_none_back_that_is_for_good(duel):
    """By the definition, pair by pair: leaving is for good, and the forbidden state is passed over."""
    states, moves = list(duel.state.values), list(duel.move.values)
    found = set(zip(duel.step_by.values, duel.step_from.values, duel.step_to.values, strict=True))
    for by, mover in enumerate(duel.mover.values):
        for start, end in product(states, states):
            before, after = made(start, moves), made(end, moves)
            changed = before ^ after
            legal = bool(changed) and all(move.startswith(f"{mover}.") for move in changed)
            legal = legal and "a.leave" not in before - after
            assert ((by, states.index(start), states.index(end)) in found) == legal
    assert list(duel.mover.values) == ["a", "b"]
    assert (states.index("NNY"), states.index("YYY")) in {(start, to) for by, start, to in found if by == 0}


def test_steps_are_sorted_by_actor_then_from_where_then_to_where(duel):
    rows = list(zip(duel.step_by.values, duel.step_from.values, duel.step_to.values, strict=True))
    assert rows == sorted(set(rows))


def test_an_actor_is_the_mover_of_its_moves(duel):
    assert list(duel.mover_of_move.values) == ["a", "a", "b"]
    assert list(duel.can_undo.values) == [True, False, True]
    assert duel.can_make.all()


def test_levels_are_the_same_in_every_draw_where_nothing_is_uncertain(duel):
    assert list(duel["draw"].values) == [5, 6, 7]
    by_hand = {"NNN": 1, "YNN": 0, "NYN": 1, "YYN": 0, "NNY": 3, "YNY": 2, "YYY": 2}
    for draw in range(3):
        assert dict(zip(duel.state.values, duel.level.values[draw, 0], strict=True)) == by_hand
        assert list(duel.level.values[draw, 1]) == [1, 0, 1, 0, 0, 1, 1]


def test_an_actor_without_statements_likes_all_states_the_same(write_case):
    found = conflict(write_case("moves: {a: {go: Goes}, b: {pay: Pays}}\n"), ONE)
    assert not found.level.any()


def test_actors_without_moves_are_no_movers(write_case):
    found = conflict(write_case("moves: {b: {pay: Pays}}\npreferences: {a: [b.pay]}\n"), ONE)
    assert list(found.mover.values) == ["b"]


def test_a_case_without_moves_is_told_what_it_lacks(write_case):
    with pytest.raises(BadUse, match="the case has no moves; say under 'moves'"):
        conflict(write_case(""), ONE)


def test_the_label_of_every_array_is_in_the_vocabulary():
    for name in NAMES:
        case = load(name)
        if case.document.moves is not None:
            found = conflict(case, ONE)
            assert {*found.dims, *found.variables} <= WORDS


@given(formulas())
def test_a_truth_is_the_formula_held_against_every_combination(formula):
    read = read_formula(in_full(formula))
    found = truth(read, MOVES)
    for number, row in enumerate(product([False, True], repeat=len(MOVES))):
        chosen = frozenset(move for move, mark in zip(MOVES, reversed(row), strict=True) if mark)
        value = sum(2 ** MOVES.index(move) for move in chosen)
        assert bool(found >> value & 1) == holds(read, chosen), number


@given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), max_size=4))
def test_levels_put_states_in_the_order_of_their_scores_without_gaps(rows):
    """Peng's score: a statement is worth twice the next one."""
    scores = [sum(2 ** (len(rows) - place) * row[state] for place, row in enumerate(rows)) for state in range(5)]
    level = prioritised(np.array(rows, dtype=bool).reshape(len(rows), 5))
    assert list(level) == [sorted(set(scores)).index(score) for score in scores]


def test_more_statements_than_a_whole_number_has_bits_do_not_overflow():
    held = np.zeros((200, 3), dtype=bool)
    held[199, 1] = held[0, 2] = True
    assert list(prioritised(held)) == [0, 1, 2]


def test_iterating_over_states_gives_each_that_can_occur_once():
    states = States(("a.go", "b.go"), 0b1011, 0)
    assert (list(states), len(states)) == ([0, 1, 3], 3)


def of_moves(**counts):
    return Moves.model_validate({actor: {f"m{n}": "Does" for n in range(count)} for actor, count in counts.items()})


def test_too_many_moves_and_too_many_states_are_told():
    """As a sound case may become under several overlays at once, which nothing checks together."""
    assert len(states_of(of_moves(a=10))) == MOST_STATES
    with pytest.raises(BadValue, match="2,048 combinations of moves can occur"):
        states_of(of_moves(a=10, b=1))
    with pytest.raises(BadValue, match="21 moves have more combinations than can be looked at"):
        states_of(of_moves(a=10, b=11))


def test_a_present_that_cannot_occur_is_told():
    moves = Moves.model_validate({"a": {"go": {"label": "Goes", "now": "yes"}, "stay": "S"}, "infeasible": ["a.go"]})
    with pytest.raises(BadValue, match="the moves made now cannot occur together: YN"):
        states_of(moves)


def test_a_formula_over_another_move_has_no_truth():
    with pytest.raises(BadValue, match=r"unknown move 'a\.goo'"):
        truth(read_formula("a.goo"), MOVES)
