"""Bargains from and to NegMAS scenarios, as the plain data that its YAML and JSON files hold.

A NegMAS scenario, as version 0.16 of that library writes it, is an outcome space, which lists issues and
their values, and one utility function for each side: a weight for every issue times a *value
function* of the value chosen, added up. Every scalar is taken as the text that was written, so that an option ``NO``
stays ``NO``; files are read and written by :mod:`irenic.study.negmas_files`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np

from irenic.errors import BadUse, listed
from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.compose import bargain
from irenic.models.bargaining.foreign import check_sayable, whole_numbers
from irenic.vocabulary import ACTOR, OPTION

Plain: TypeAlias = Mapping[str, Any]
Worths: TypeAlias = dict[str, dict[str, float]]
"""What options are worth, by issue and option."""

TYPE_KEYS: Final = ("type", "__python_class__")
RANGES: Final = ("ContiguousIssue",)
LISTS: Final = (
    "CategoricalIssue",
    "OrdinalIssue",
    "DiscreteOrdinalIssue",
    "CardinalIssue",
    "DiscreteCardinalIssue",
    "SingletonIssue",
)
SPACES: Final = ("DiscreteCartesianOutcomeSpace", "CartesianOutcomeSpace")
ADDITIVE: Final = ("LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction")
LINEAR: Final = ("LinearUtilityFunction", "AffineUtilityFunction")
DISCOUNTED: Final = ("ExpDiscountedUFun", "LinDiscountedUFun")
LINES: Final[Mapping[str, set[str]]] = {
    "IdentityFun": set(),
    "LinearFun": {"slope"},
    "AffineFun": {"slope", "bias"},
    "ConstFun": {"bias"},
}
"""Value functions that are lines, and the numbers each needs."""
SAYS_NOTHING: Final = {*TYPE_KEYS, "name", "id", "path", "stability", "outcome_space"}
"""Keys that change no utility."""


def kind(data: Any) -> str:
    """Return the type that a NegMAS object states, without the module it comes from.

    Examples
    --------
    >>> kind({"type": "negmas.outcomes.CategoricalIssue"})
    'CategoricalIssue'
    """
    found = next((data[key] for key in TYPE_KEYS if key in data), None) if isinstance(data, Mapping) else None
    return found.rpartition(".")[2] if isinstance(found, str) else ""


def from_negmas(space: Plain, functions: Mapping[str, Plain]) -> Bargain:
    """Return the bargain of an outcome space and of one utility function for each side.

    Parameters
    ----------
    space
        The outcome space; its issues are lists of values or ranges of whole numbers.
    functions
        By actor. Utilities are weighted sums of tables, identities, lines and constants.

    Returns
    -------
    Bargain
        Reservations are those of the files. Where they are minus infinity, there is none, and the
        disagreement is 0. Discounts are not read: utilities are those of an agreement at once.

    Raises
    ------
    BadUse
        If an issue, a utility function or a value function is of another type, or lacks something.

    Examples
    --------
    >>> space = {"type": "CartesianOutcomeSpace", "issues": [
    ...     {"type": "CategoricalIssue", "name": "price", "values": ["low", "high"]},
    ...     {"type": "ContiguousIssue", "name": "years", "values": ["1", "3"]}]}
    >>> buyer = {"type": "LinearAdditiveUtilityFunction", "weights": ["0.5", "0.25"], "reserved_value": "0.4",
    ...     "values": [{"type": "TableFun", "mapping": {"low": "1", "high": "0.2"}},
    ...                {"type": "AffineFun", "slope": "-1", "bias": "4"}]}
    >>> from_negmas(space, {"buyer": buyer}).worth.values.tolist()
    [[0.5, 0.1, 0.75, 0.5, 0.25]]
    """
    _known("the domain", "outcome space", kind(space), SPACES)
    issues = _issues(space)
    worth, least = {}, {}
    for actor, function in functions.items():
        where = f"the utility function of '{actor}'"
        least[actor] = _number(where, "reserved_value", function.get("reserved_value", "-inf"))
        if function.get("reserved_outcome") is not None:
            msg = f"{where}: it has a reserved_outcome; only a reserved_value is read"
            raise BadUse(msg)
        worth[actor] = _worths(where, issues, function)
    return bargain(worth, least)


def to_negmas(over: Bargain) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return a bargain as a NegMAS outcome space and a utility function for each actor.

    Utilities and reservations stay what they are: weights are 1, and tables hold the worths.

    Raises
    ------
    BadUse
        If the bargain says what the format cannot: red lines, terms over two options, ratifiers, or a
        disagreement other than the reservation.

    Examples
    --------
    >>> space, functions = to_negmas(bargain({"a": {"cake": {"all": 4, "half": 1}}}, {"a": 2}))
    >>> functions["a"]["values"], functions["a"]["reserved_value"]
    ([{'type': 'TableFun', 'mapping': {'all': 4.0, 'half': 1.0}}], 2.0)
    """
    check_sayable(over, "a NegMAS file")
    issues = {issue: [option.removeprefix(f"{issue}.") for option in options] for issue, options in over.issues.items()}
    space = {
        "type": SPACES[0],
        "name": "domain",
        "issues": [{"type": LISTS[0], "name": issue, "values": values} for issue, values in issues.items()],
    }
    functions = {}
    for actor in over.actors:
        tables = []
        for issue, options in over.issues.items():
            numbers = over.worth.sel({ACTOR: actor, OPTION: list(options)}).to_numpy().astype(float).tolist()
            tables.append({"type": "TableFun", "mapping": dict(zip(issues[issue], numbers, strict=True))})
        functions[actor] = {
            "type": ADDITIVE[0],
            "name": actor,
            "values": tables,
            "weights": [1.0] * len(tables),
            "reserved_value": float(over.reservation.sel({ACTOR: actor})),
        }
    return space, functions


def _issues(space: Plain) -> dict[str, list[str]]:
    """Return the values of every issue, as text."""
    stated = space.get("issues")
    found: dict[str, list[str]] = {}
    for issue in stated if isinstance(stated, Sequence) and not isinstance(stated, str) else []:
        name = str(issue.get("name", "")) if isinstance(issue, Mapping) else ""
        values = _values(f"the domain: issue {name!r}", issue)
        if not name or name in found or len(set(values)) < len(values):
            msg = f"the domain: issue {name!r} has no name, or its name or one of its values stands there twice"
            raise BadUse(msg)
        found[name] = values
    if not found:
        msg = "the domain: there are no issues in it"
        raise BadUse(msg)
    return found


def _values(where: str, issue: Any) -> list[str]:
    found = kind(issue)
    _known(where, "issue", found, (*LISTS, *RANGES))
    values = issue.get("values")
    if isinstance(values, Sequence) and not isinstance(values, str) and all(isinstance(v, str) for v in values):
        if found in LISTS:
            return list(values)
        if len(values) == 2:
            return whole_numbers(where, *values)
    msg = f"{where}: its values are not a list{' of the first and the last' if found in RANGES else ''}"
    raise BadUse(msg)


def _worths(where: str, issues: Mapping[str, Sequence[str]], function: Plain) -> Worths:
    """Return what every option is worth."""
    found = kind(function)
    if found in DISCOUNTED:
        return _worths(where, issues, _mapping(where, "ufun", function.get("ufun")))
    _known(where, "utility function", found, (*ADDITIVE, *LINEAR, *DISCOUNTED))
    unread = sorted(
        function.keys() - SAYS_NOTHING - {"values", "weights", "bias", "reserved_value", "reserved_outcome"}
    )
    if unread:
        msg = f"{where}: it says {listed(map(repr, unread))}, which is not read"
        raise BadUse(msg)
    weights = _by_issue(where, "weights", function.get("weights"), issues, "1")
    values = _by_issue(where, "values", function.get("values"), issues, {"type": "IdentityFun"})
    worth = {}
    for issue, options in issues.items():
        weight = _number(where, f"the weight of {issue!r}", weights[issue])
        value = _value_function(f"{where}: issue {issue!r}", values[issue])
        worth[issue] = {option: weight * value(option) for option in options}
    bias = _number(where, "bias", function.get("bias", "0"))
    first = next(iter(worth))  # one option of it is in every package, so that this adds the bias to each
    worth[first] = {option: value + bias for option, value in worth[first].items()}
    return worth


def _by_issue(where: str, what: str, stated: Any, issues: Mapping[str, Any], otherwise: Any) -> dict[str, Any]:
    """Return what is stated for each issue, in a list or by its name; what holds otherwise, where nothing is."""
    if stated is None:
        return dict.fromkeys(issues, otherwise)
    if isinstance(stated, Mapping) and stated.keys() == issues.keys():
        return dict(stated)
    if isinstance(stated, Sequence) and not isinstance(stated, str) and len(stated) == len(issues):
        return dict(zip(issues, stated, strict=True))
    msg = f"{where}: its {what} are not one for each issue; there is {listed(issues)}"
    raise BadUse(msg)


def _value_function(where: str, stated: Any) -> Callable[[str], float]:
    """Return a function from the text of an option to what it is worth."""
    stated = _mapping(where, "value function", stated)
    found = kind(stated)
    if found == "TableFun" or not any(key in stated for key in TYPE_KEYS):
        table = _mapping(where, "mapping", stated.get("mapping")) if found else stated
        return lambda option: _number(where, f"the value of {option!r}", table.get(option))
    _known(where, "value function", found, ("TableFun", *LINES))
    numbers = stated.keys() - set(TYPE_KEYS)
    if numbers != LINES[found]:
        needed = listed(sorted(LINES[found])) or "nothing"
        msg = (
            f"{where}: {found} needs {needed} beside its type; it has {listed(map(repr, sorted(numbers))) or 'nothing'}"
        )
        raise BadUse(msg)
    bias = _number(where, "bias", stated.get("bias", "0"))
    if found == "ConstFun":
        return lambda _: bias
    slope = _number(where, "slope", stated.get("slope", "1"))
    return lambda option: slope * _number(where, "an option", option) + bias


def _mapping(where: str, what: str, found: Any) -> Plain:
    if not isinstance(found, Mapping):
        msg = f"{where}: {what} is not a mapping of keys to values"
        raise BadUse(msg)
    return found


def _number(where: str, what: str, found: Any) -> float:
    """Return a number from its text; YAML writes infinity with a dot before it."""
    try:
        value = float(str(found).lower().replace(".inf", "inf"))
    except ValueError:
        value = float("nan")
    if np.isfinite(value) or (what == "reserved_value" and value == -np.inf):
        return value
    msg = f"{where}: {what} is {str(found)[:40]!r}, which is not a number"
    raise BadUse(msg)


def _known(where: str, what: str, found: str, allowed: Sequence[str]) -> None:
    """Refuse a type that is not read."""
    if found not in allowed:
        msg = f"{where}: {found[:60]!r} is no type of {what} that is read; allowed: {', '.join(allowed)}"
        raise BadUse(msg)
