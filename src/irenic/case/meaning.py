"""What a value of a case means, apart from how it is written: so that two versions can be compared.

``50`` and ``50.0`` mean the same; so do ``refuses: all`` and ``refuses: {options: [all]}``, ``2025-05`` and
``2025-05-01 to 2025-05-31``, and lists of names in another order.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from irenic.case.belief import Belief, Choices, Coders
from irenic.case.formula import Formula, Joined, Move, Not, spelled
from irenic.case.quantity import Quantity
from irenic.case.when import When
from irenic.sources.locator import Locator

_Item = TypeVar("_Item")
_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?")


def nothing(value: object) -> bool:
    """Return whether a value says nothing, so that leaving it out means the same.

    Examples
    --------
    >>> nothing(()), nothing(None), nothing(False)
    (True, True, False)
    """
    return value is None or (isinstance(value, str | tuple | Mapping) and not value)


def meaning(value: Any) -> Any:
    r"""Return a value in a form that is equal where the meaning is; white space and order do not count.

    Examples
    --------
    >>> meaning("  a \n b") == meaning("a b")
    True
    >>> meaning({"low": "40", "high": "60.0"}) == meaning({"high": "60", "low": "40"})
    True
    """
    match value:
        case Quantity():
            return belief_meaning(value.belief)
        case When():
            return (value.first, value.last)
        case Move() | Not() | Joined():
            return _formula(value)
        case str():
            return _text(value)
        case Mapping():
            return {key: meaning(inner) for key, inner in value.items()}
        case list() | tuple():
            return [meaning(inner) for inner in value]
    return value


def belief_meaning(belief: Belief) -> Any:
    """Return a belief without the order of its choices and of its coders.

    Examples
    --------
    >>> belief_meaning(Choices((1.0, 2.0), (0.4, 0.6))) == belief_meaning(Choices((2.0, 1.0), (0.6, 0.4)))
    True
    """
    if isinstance(belief, Choices):
        return ("choices", frozenset(zip(belief.values, belief.chances, strict=True)))
    if isinstance(belief, Coders):
        pairs = zip(belief.names, belief.beliefs, strict=True)
        return ("coders", sorted(repr((name, belief_meaning(inner))) for name, inner in pairs))
    return belief


def in_words(value: Any) -> str:
    """Return a value of a document as a case writes it.

    Examples
    --------
    >>> in_words(True), in_words(date(2025, 5, 20)), in_words(60), in_words((10, 11))
    ('yes', '2025-05-20', '60', 'p10-p11')
    """
    if isinstance(value, Move | Not | Joined):
        return spelled(value)
    if isinstance(value, tuple) and all(isinstance(number, int) for number in value):
        return "-".join(f"p{number}" for number in dict.fromkeys(value))
    if isinstance(value, tuple):
        return f"[{', '.join(map(in_words, value))}]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, When | Quantity):
        return value.written
    return value.isoformat() if isinstance(value, date) else str(value)


def paired(
    old: Sequence[_Item], new: Sequence[_Item], likeness: Callable[[_Item, _Item], float]
) -> list[tuple[int | None, int | None]]:
    """Pair the items of two lists whose order says nothing: first those alike, then those that are nearest.

    Parameters
    ----------
    old, new
        The two lists.
    likeness
        1 for two items that mean the same, less the more they differ; below a half they are no pair.

    Returns
    -------
    list of tuple
        The numbers of the items that belong together; ``None`` where one has no partner.

    Examples
    --------
    >>> paired(["a", "b"], ["b", "c"], lambda one, other: float(one == other))
    [(1, 0), (0, None), (None, 1)]
    """
    scores = [(-likeness(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new)]
    taken: tuple[set[int], set[int]] = (set(), set())
    found: list[tuple[int | None, int | None]] = []
    for score, i, j in sorted(scores):
        if score <= -0.5 and i not in taken[0] and j not in taken[1]:
            found.append((i, j))
            taken[0].add(i)
            taken[1].add(j)
    found += [(i, None) for i in range(len(old)) if i not in taken[0]]
    return found + [(None, j) for j in range(len(new)) if j not in taken[1]]


def _formula(formula: Formula) -> Any:
    """Return a formula without the columns its moves stand at."""
    if isinstance(formula, Move):
        return formula.label
    if isinstance(formula, Not):
        return ("not", _formula(formula.part))
    return (formula.by, _formula(formula.left), _formula(formula.right))


def _text(text: str) -> Any:
    """Return a text with its white space folded, a number as a number."""
    folded = " ".join(text.split())
    return float(folded) if _NUMBER.fullmatch(folded) else folded


def order_free(item: object) -> bool:
    """Return whether a list of such items is a set by meaning: names, texts and locators are."""
    return isinstance(item, str | Locator)
