"""Formulas over the moves of a case, as preference statements and infeasibility rules use them.

A formula is made of moves (``usa.withdraw``) with ``not``, ``and``, ``or``, ``if`` and ``iff``;
``-``, ``&`` and ``|`` may be written for the first three. They bind in that order, the tightest
first: ``not a and b if c`` is ``((not a) and b) if c``. ``a if b`` is false only where ``b`` holds
and ``a`` does not. ``if`` and ``iff`` do not chain: use parentheses.

References
----------
Option prioritisation and its connectives: :cite:t:`fang2003`.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal, NoReturn, TypeAlias

from irenic.errors import BadValue, nearest_name

LONGEST: Final = 400
"""Characters; nobody reads a longer statement."""
DEEPEST: Final = 30
"""Parentheses and ``not`` within each other, so that nesting cannot exhaust the stack."""

_TOKEN: Final = re.compile(r"\s*(?:(?P<word>[^\W\d_][\w-]*(?:\.[\w-]+)*)|(?P<sign>[-!&|()])|(?P<other>\S))")
_SIGNS: Final = {"-": "not", "!": "not", "&": "and", "|": "or"}
_WORDS: Final = ("not", "and", "or", "if", "iff")
_ALLOWED: Final = "moves such as usa.withdraw joined by not, and, or, if, iff and parentheses"


@dataclass(frozen=True, slots=True)
class Move:
    """A move that an actor has made, as ``actor.move``; ``column`` counts from 1."""

    actor: str
    name: str
    column: int

    @property
    def label(self) -> str:
        """The move as it is written."""
        return f"{self.actor}.{self.name}"


@dataclass(frozen=True, slots=True)
class Not:
    """True where the part is false."""

    part: "Formula"


@dataclass(frozen=True, slots=True)
class Joined:
    """Two parts joined by a connective, in the order written."""

    by: Literal["and", "or", "if", "iff"]
    left: "Formula"
    right: "Formula"


Formula: TypeAlias = Move | Not | Joined


def read_formula(text: str) -> Formula:
    """Read a formula.

    Raises
    ------
    BadValue
        If it is not one; the message gives the column.

    Examples
    --------
    >>> read_formula("not usa.sanction")
    Not(part=Move(actor='usa', name='sanction', column=5))
    >>> [move.label for move in moves_of(read_formula("usa.withdraw & usa.sanction"))]
    ['usa.withdraw', 'usa.sanction']
    """
    if len(text) > LONGEST:
        raise BadValue(wrong=f"a formula of {len(text):,} characters", allowed=f"at most {LONGEST}")
    reader = _Reader(_tokens(text))
    formula = reader.conditional()
    if reader.token != "":
        reader.refuse(f"'{reader.token}' does not belong here", nearest_name(reader.token.lower(), _WORDS))
    return formula


def moves_of(formula: Formula) -> tuple[Move, ...]:
    """Return the moves a formula speaks of, in the order written."""
    match formula:
        case Move():
            return (formula,)
        case Not(part):
            return moves_of(part)
        case Joined(_, left, right):
            return moves_of(left) + moves_of(right)


def holds(formula: Formula, made: frozenset[str]) -> bool:
    """Return whether a formula is true when exactly the given moves have been made.

    Examples
    --------
    >>> holds(read_formula("russia.ceasefire if usa.sanction"), frozenset({"usa.sanction"}))
    False
    """
    match formula:
        case Move():
            return formula.label in made
        case Not(part):
            return not holds(part, made)
        case Joined("and", left, right):
            return holds(left, made) and holds(right, made)
        case Joined("or", left, right):
            return holds(left, made) or holds(right, made)
        case Joined("if", left, right):
            return holds(left, made) or not holds(right, made)
        case Joined(_, left, right):
            return holds(left, made) == holds(right, made)


def spelled(formula: Formula) -> str:
    """Return a formula as text, with no more parentheses than it needs.

    Examples
    --------
    >>> spelled(read_formula("-(usa.sanction | usa.aid) if (russia.ceasefire)"))
    'not (usa.sanction or usa.aid) if russia.ceasefire'
    """
    return _spelled(formula, 0)


_TIGHTNESS: Final = {"if": 0, "iff": 0, "or": 1, "and": 2}


def _spelled(formula: Formula, around: int) -> str:
    """Return a formula as text, in parentheses if it binds less tightly than what is around it."""
    match formula:
        case Move():
            return formula.label
        case Not(part):
            return f"not {_spelled(part, 3)}"
        case Joined(by, left, right):
            own = _TIGHTNESS[by]
            # Of "if" and "iff", neither side may be another; "and" and "or" chain to the left.
            text = f"{_spelled(left, max(own, 1))} {by} {_spelled(right, own + 1)}"
            return f"({text})" if own < around else text


def _tokens(text: str) -> list[tuple[str, int]]:
    tokens = []
    for match in _TOKEN.finditer(text.rstrip()):
        kind = match.lastgroup or "other"
        token, column = match[kind], match.start(kind) + 1
        if kind == "other":
            raise BadValue(wrong=f"'{token}' at column {column} does not belong in a formula", allowed=_ALLOWED)
        tokens.append((_SIGNS.get(token, token), column))
    return [*tokens, ("", len(text) + 1)]


@dataclass(slots=True)
class _Reader:
    """Recursive descent, one method a level of binding."""

    tokens: list[tuple[str, int]]
    at: int = 0
    depth: int = 0

    @property
    def token(self) -> str:
        return self.tokens[self.at][0]

    def refuse(self, wrong: str, nearest: str = "") -> NoReturn:
        raise BadValue(wrong=f"{wrong} (column {self.tokens[self.at][1]})", allowed=_ALLOWED, nearest=nearest)

    def conditional(self) -> Formula:
        left = self.chain("or")
        if self.token not in ("if", "iff"):
            return left
        by: Literal["if", "iff"] = "if" if self.token == "if" else "iff"
        self.at += 1
        right = self.chain("or")
        if self.token in ("if", "iff"):
            self.refuse(f"a second '{self.token}' needs parentheses")
        return Joined(by, left, right)

    def chain(self, by: Literal["and", "or"]) -> Formula:
        left = self.chain("and") if by == "or" else self.negation()
        while self.token == by:
            self.at += 1
            left = Joined(by, left, self.chain("and") if by == "or" else self.negation())
        return left

    def negation(self) -> Formula:
        self.depth += 1
        if self.depth > DEEPEST:
            self.refuse(f"nested more than {DEEPEST} levels deep")
        found = self.part()
        self.depth -= 1
        return found

    def part(self) -> Formula:
        if self.token == "not":
            self.at += 1
            return Not(self.negation())
        if self.token == "(":
            return self.bracket()
        return self.move()

    def bracket(self) -> Formula:
        self.at += 1
        inside = self.conditional()
        if self.token != ")":
            self.refuse("a closing parenthesis is missing")
        self.at += 1
        return inside

    def move(self) -> Move:
        token, column = self.tokens[self.at]
        actor, dot, name = token.partition(".")
        if token == "":
            self.refuse("the formula ends too early")
        if token in _WORDS:
            self.refuse(f"'{token}' stands where a move was expected")
        if not dot or "." in name:
            nearest = nearest_name(token.lower(), _WORDS)
            hint = "" if nearest else "; a formula names moves as actor.move, and no states"
            self.refuse(f"'{token}' is not a move{hint}", nearest)
        self.at += 1
        return Move(actor, name, column)
