"""Formulas over moves, against an evaluator of their own over whole truth tables."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from irenic.case.formula import DEEPEST, LONGEST, Joined, Move, Not, holds, moves_of, read_formula
from irenic.errors import BadValue

# By tightness, loosest first: what may stand inside what without parentheses.
LEVEL = {"if": 0, "iff": 0, "or": 1, "and": 2, "not": 3}
SIGNS = {"not": "-", "and": "&", "or": "|", "if": "if", "iff": "iff"}


def spelled(formula, least=0, words=True):
    """Write a formula with no more parentheses than the order of binding asks for."""
    by, *parts = formula
    if not parts:
        return by
    word = by if words else SIGNS[by]
    level = LEVEL[by]
    if by == "not":
        text = f"{word} {spelled(parts[0], 3, words)}"
    elif level == 0:
        text = f"{spelled(parts[0], 1, words)} {word} {spelled(parts[1], 1, words)}"
    else:
        text = f"{spelled(parts[0], level, words)} {word} {spelled(parts[1], level + 1, words)}"
    return f"({text})" if level < least else text


def true(formula, made):
    """The definition, written down once more: a table for each connective."""
    by, *parts = formula
    if not parts:
        return by in made
    values = tuple(true(part, made) for part in parts)
    tables = {
        "not": [(False,)],
        "and": [(True, True)],
        "or": [(True, True), (True, False), (False, True)],
        "if": [(True, True), (True, False), (False, False)],
        "iff": [(True, True), (False, False)],
    }
    return values in tables[by]


def leaves(formula):
    return [formula[0]] if len(formula) == 1 else [leaf for part in formula[1:] for leaf in leaves(part)]


@given(strategies.formulas(), st.booleans())
def test_a_formula_means_the_same_in_every_state_of_its_moves(formula, words):
    text = spelled(formula, words=words)
    read = read_formula(text)
    moves = sorted(set(leaves(formula)))
    for values in product([False, True], repeat=len(moves)):
        made = frozenset(move for move, value in zip(moves, values, strict=True) if value)
        assert holds(read, made) == true(formula, made), text


@given(strategies.formulas())
def test_the_moves_of_a_formula_are_told_in_the_order_written_with_their_columns(formula):
    text = spelled(formula)
    found = moves_of(read_formula(text))
    assert [move.label for move in found] == leaves(formula)
    for move in found:
        assert text[move.column - 1 :].startswith(move.label)


@given(st.one_of(st.text(max_size=40), st.text(alphabet="a.go ()-&|!notif", max_size=LONGEST + 20)))
def test_any_text_is_a_formula_or_a_bad_value(text):
    try:
        read = read_formula(text)
    except BadValue:
        return
    assert moves_of(read)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("not a.go and b.pay if a.stay", "((not a.go) and b.pay) if a.stay"),
        ("a.go or b.pay and a.stay", "a.go or (b.pay and a.stay)"),
        ("a.go and b.pay and a.stay", "(a.go and b.pay) and a.stay"),
        ("!a.go & - b.pay | a.stay", "((not a.go) and (not b.pay)) or a.stay"),
        ("a.go iff b.pay or a.stay", "a.go iff (b.pay or a.stay)"),
    ],
)
def test_connectives_bind_in_the_order_that_is_documented(text, same):
    def shape(formula):
        match formula:
            case Move():
                return formula.label
            case Not(part):
                return ("not", shape(part))
            case Joined(by, left, right):
                return (by, shape(left), shape(right))

    assert shape(read_formula(text)) == shape(read_formula(same))


@pytest.mark.parametrize("nest", [lambda n: "(" * n + "a.go" + ")" * n, lambda n: "not " * n + "a.go"])
def test_nesting_has_a_limit_far_below_the_stack(nest):
    assert moves_of(read_formula(nest(DEEPEST - 1)))[0].label == "a.go"
    with pytest.raises(BadValue, match="nested more than 30 levels deep"):
        read_formula(nest(DEEPEST))


def test_a_second_if_needs_parentheses():
    with pytest.raises(BadValue, match="a second 'if' needs parentheses"):
        read_formula("a.go if b.pay if a.stay")
    assert moves_of(read_formula("a.go if (b.pay if a.stay)"))
