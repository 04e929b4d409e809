"""The grammar of numbers: how an analyst writes what is believed.

======================================= =====================================================
written                                 meaning
======================================= =====================================================
``50``                                  exactly 50
``40 to 60``                            5th and 95th percentile
``40 to 60 (80%)``                      10th and 90th percentile: 80 % lies between
``unknown``                             anywhere on the whole scale; flagged by ``check``
``{low: 40, high: 60, mode: 45, ...}``  the long form: ``level``, ``shape``, limits
``{choices: {40: 30%, 60: 70%}}``       one of a few values, with their chances
``{coders: [40, 50 to 60]}``            several coders' values, kept apart
======================================= =====================================================

Every form may stand under ``value:`` beside what it rests on (:mod:`irenic.case.basis`).
A range in the short form is always a normal distribution with those two percentiles;
where the scale ends, what would lie beyond stays at its end. One family, no switching:
so 90 to 100 on a line that ends at 100 keeps both of its percentiles.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from irenic.case.basis import BASIS_KEYS, NO_BASIS, Basis, read_basis
from irenic.case.belief import (
    Belief,
    Changed,
    Choices,
    Coders,
    End,
    Exact,
    PlaceOf,
    Range,
    Step,
    Unknown,
    ends,
    mean,
    percentiles,
)
from irenic.case.scales import FACTOR, NUMBER, Scale
from irenic.case.shapes import BOUNDED, PEAKED, SHAPES, Shape, ShapeName
from irenic.case.tree import Arithmetic
from irenic.errors import BadValue, below, listed, nearest_name


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a case: what is believed, on which scale, and what that rests on.

    Parameters
    ----------
    belief
        What the number is believed to be.
    scale
        The scale it lies on.
    written
        The number as the analyst wrote it.
    basis
        What it rests on; empty where only the entry around it says so.

    Examples
    --------
    >>> from irenic.case.scales import SCORE
    >>> quantity = read_quantity("40 to 60 (80%)", SCORE)
    >>> quantity.belief.low, quantity.belief.high, quantity.belief.shape.level
    (40.0, 60.0, 0.8)
    """

    belief: Belief
    scale: Scale
    written: str
    basis: Basis = NO_BASIS

    @property
    def names(self) -> tuple[str, ...]:
        """The options named in place of numbers."""
        return tuple(end for end in ends(self.belief) if isinstance(end, str))

    def percentiles(self, place_of: PlaceOf = float) -> tuple[float, float, float]:
        """Return the 5th, 50th and 95th percentile; ``place_of`` gives the place of a named option."""
        return percentiles(self.belief, self.scale, place_of)


FORMS: Final = "50, 40 to 60, 40 to 60 (80%), unknown, or a long form with low and high, choices or coders"
NUMBER_PATTERN: Final = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?(?: ?%)?"
RANGE_KEYS: Final = ("low", "high", "mode", "level", "shape", "at_least", "at_most")
LONG_KEYS: Final = ("value", "choices", "coders", *RANGE_KEYS, *BASIS_KEYS)

LARGEST: Final = 1e15
"""No number of a case is larger, so that no draw can leave what a computer can hold."""

_NUMBER: Final = re.compile(NUMBER_PATTERN)
_NAME: Final = re.compile(r"[^\W\d_][\w-]*")
_RANGE: Final = re.compile(r"(?P<low>\S+(?: ?%)?) to (?P<high>\S+(?: ?%)?)(?: \((?P<level>[^()]*)\))?")
_SLOPPY_RANGE: Final = re.compile(r"(\d[\d.]*%?) ?(?:-|–|—|\.\.|…|/) ?(\d[\d.]*%?)")
_BARE: Final = re.compile(r"[\w.+](?:[\w .+()%;!/–—'-]*[\w.)%!])?|-[\w.][\w.%]*")
_NOT_NUMBERS: Final = frozenset(
    sign + dot + word for sign in ("", "+", "-") for dot in ("", ".") for word in ("nan", "inf", "infinity")
)


def read_quantity(written: object, scale: Scale) -> Quantity:
    """Read a number in any form of the grammar.

    Parameters
    ----------
    written
        Text, a number, or the dictionary of a long form.
    scale
        The scale it must lie on.

    Raises
    ------
    BadValue
        If it is not understood or lies outside the scale.

    Examples
    --------
    >>> from irenic.case.scales import SHARE
    >>> read_quantity("20% to 40%", SHARE).belief.high
    0.4
    """
    if isinstance(written, Arithmetic):
        return _read_changed(written, scale)
    if not isinstance(written, Mapping):
        return Quantity(_read_belief(written, scale), scale, as_written(written))
    for key in written:
        if key not in LONG_KEYS:
            raise BadValue(
                wrong=f"unknown key '{key}'",
                allowed=listed(LONG_KEYS, 20),
                nearest=nearest_name(str(key), LONG_KEYS),
                at=(str(key),),
            )
    belief = {key: value for key, value in written.items() if key not in BASIS_KEYS}
    return Quantity(_read_long(belief, scale), scale, as_written(belief), read_basis(written))


def as_written(written: object) -> str:
    """Return a value on one line, as the analyst could have written it.

    Examples
    --------
    >>> as_written({"low": "40", "high": "60"})
    '{low: 40, high: 60}'
    """
    if isinstance(written, Mapping):
        if set(written) == {"value"}:
            return as_written(written["value"])
        return "{" + ", ".join(f"{_within(key)}: {_within(value)}" for key, value in written.items()) + "}"
    if isinstance(written, list | tuple):
        return "[" + ", ".join(_within(value) for value in written) + "]"
    return "nothing" if written is None else " ".join(str(written).split())


def _within(written: object) -> str:
    """Return what stands inside brackets, in quotes where it would otherwise end too early."""
    text = as_written(written)
    if isinstance(written, str) and (text == "null" or not _BARE.fullmatch(text)):
        return json.dumps(text, ensure_ascii=False)
    return text


def _read_changed(written: Arithmetic, scale: Scale) -> Quantity:
    base = read_quantity(written.base, scale)
    steps, text = [], base.written
    for kind, by, path in written.steps:
        change = read_quantity(by, FACTOR if kind == "times" else NUMBER)
        width = scale.high - scale.low
        if kind == "plus" and abs(mean(change.belief, NUMBER)) > width:
            meant = f"plus {change.written}%" if scale.percent and not change.written.endswith("%") else ""
            wrong, allowed = f"'plus {change.written}' goes further than the whole scale", f"{-width:g} to {width:g}"
            raise BadValue(wrong=wrong, allowed=allowed, nearest=meant)
        steps.append(Step(kind, change.belief, path))
        text += f", {kind} {change.written}"
    return replace(base, belief=Changed(base.belief, tuple(steps)), written=text)


def _read_belief(written: object, scale: Scale) -> Belief:
    if written is None:
        raise BadValue(wrong="nothing is written here", allowed=FORMS)
    if isinstance(written, Mapping):
        return _read_long(written, scale)
    if isinstance(written, list | tuple):
        raise BadValue(wrong="a list cannot be a number", allowed=FORMS)
    return _read_short(_text(written), scale)


def _read_short(text: str, scale: Scale) -> Belief:
    if text == "unknown":
        if not scale.bounded:
            raise BadValue(
                wrong="'unknown' needs a scale with two ends, and this one has none", allowed="a range such as 1 to 3"
            )
        return Unknown()
    match = _RANGE.fullmatch(text)
    if match is None:
        return Exact(_read_end(text, scale))
    low, high = _read_end(match["low"], scale), _read_end(match["high"], scale)
    _refuse_upside_down(low, high, f"{match['high']} to {match['low']}")
    if match["level"] is None:
        return Range(low, high)
    if not match["level"].endswith("%"):
        raise BadValue(wrong=f"the level '({match['level']})' lacks its percent sign", allowed="a level such as (80%)")
    return Range(low, high, _shape("normal", _read_level(match["level"]), 0.5))


def _read_end(text: str, scale: Scale) -> End:
    if _NUMBER.fullmatch(text):
        return _on_scale(text, scale)
    if text.lower() in _NOT_NUMBERS:
        raise BadValue(wrong=f"'{text}' is not a number anyone can hold", allowed="a number, a range, or unknown")
    if scale.named and _NAME.fullmatch(text):
        return text
    sloppy = _SLOPPY_RANGE.fullmatch(text)
    meant = f"{sloppy[1]} to {sloppy[2]}" if sloppy else nearest_name(text, ["unknown"])
    raise BadValue(wrong=f"'{text}' is not a number", allowed=FORMS, nearest=meant)


def _on_scale(text: str, scale: Scale) -> float:
    percent = text.endswith("%")
    if percent and not scale.percent:
        wrong = f"'{text}' has a percent sign, but this is {scale.words} from {scale.bounds}"
        raise BadValue(wrong=wrong, allowed=scale.bounds, nearest=text.rstrip("% "))
    value = float(text.rstrip("% ")) / (100 if percent else 1)
    if abs(value) > LARGEST:
        raise BadValue(wrong=f"{text} is larger than a case can need", allowed=f"numbers up to {LARGEST:.0e}")
    if scale.low <= value <= scale.high:
        return value
    if percent:
        raise BadValue(wrong=f"'{text}' lies outside 0% to 100%", allowed="0% to 100%")
    meant = f"{text}%" if scale.percent and 1 < value <= 100 else ""
    raise BadValue(wrong=f"{text} lies outside the scale", allowed=scale.bounds, nearest=meant)


def _refuse_upside_down(low: End, high: End, meant: str) -> None:
    if not isinstance(low, str) and not isinstance(high, str) and low > high:
        raise BadValue(
            wrong=f"the range is upside down: {low:g} is more than {high:g}",
            allowed="the lower end first",
            nearest=meant,
        )


def _read_level(written: object) -> float:
    text = _text(written)
    if not _NUMBER.fullmatch(text):
        raise BadValue(wrong=f"'{text}' is not a level", allowed="a percentage such as 80%")
    value = float(text.rstrip("% ")) / 100
    if not 0.01 <= value <= 1:
        raise BadValue(wrong=f"the level {text} lies outside 1% to 100%", allowed="1% to 100%")
    return value


def _shape(name: ShapeName, level: float, mode: float) -> Shape:
    if level == 1 and name not in BOUNDED:
        wrong = f"a {name} range has no end, so nothing holds 100% of it"
        raise BadValue(wrong=wrong, allowed=f"a lower level, or one of the shapes {', '.join(BOUNDED)}")
    return Shape(name, level, mode)


def _read_long(written: Mapping[str, Any], scale: Scale) -> Belief:
    for key, read in _LONG_FORMS.items():
        if key in written:
            for other in written:
                if other != key:
                    raise BadValue(
                        wrong=f"'{other}' cannot stand beside '{key}'", allowed=f"'{key}' alone", at=(other,)
                    )
            with below(key):
                return read(written[key], scale)
    return _read_range(written, scale)


def _read_range(written: Mapping[str, Any], scale: Scale) -> Range:
    for key in ("low", "high"):
        if key not in written:
            raise BadValue(wrong=f"a long form needs '{key}'", allowed=FORMS)
    low, high = (_end_under(key, written, scale) for key in ("low", "high"))
    _refuse_upside_down(low, high, f"low: {_text(written['high'])}, high: {_text(written['low'])}")
    name = _read_shape_name(written)
    with below("mode"):
        mode = _read_mode(written, name, low, high, scale)
    with below("level"):
        shape = _shape(name, _read_level(written.get("level", "90")), mode)
    if name == "lognormal" and (isinstance(low, str) or isinstance(high, str) or not 0 < low < high):
        raise BadValue(wrong="a lognormal range needs two different numbers above 0", at=("low",))
    if name == "lognormal":
        _refuse_endless(float(low), float(high), shape)
    at_least, at_most = (_read_limit(key, written, (low, high), scale) for key in ("at_least", "at_most"))
    if at_least is not None and at_most is not None and at_least >= at_most:
        raise BadValue(wrong="'at_least' is not below 'at_most'", allowed="the lower limit first", at=("at_least",))
    return Range(low, high, shape, at_least, at_most)


def _refuse_endless(low: float, high: float, shape: Shape) -> None:
    if math.log(low) + math.log(high / low) * shape.quantile(1 - 1e-12) > math.log(LARGEST) * 6:
        wrong = "the upper tail of this range runs beyond every number"
        raise BadValue(wrong=wrong, allowed="ends closer to each other, or a higher level")


def _end_under(key: str, written: Mapping[str, Any], scale: Scale) -> End:
    with below(key):
        return _read_end(_text(written[key]), scale)


def _read_shape_name(written: Mapping[str, Any]) -> ShapeName:
    name = _text(written.get("shape", "pert" if "mode" in written else "normal"))
    if name not in SHAPES:
        raise BadValue(
            wrong=f"unknown shape '{name}'", allowed=listed(SHAPES), nearest=nearest_name(name, SHAPES), at=("shape",)
        )
    return cast("ShapeName", name)


def _read_mode(written: Mapping[str, Any], shape: ShapeName, low: End, high: End, scale: Scale) -> float:
    if "mode" not in written:
        if shape in PEAKED and low == high:
            raise BadValue(wrong=f"a {shape} range needs two different ends")
        return 0.5
    if shape not in PEAKED:
        raise BadValue(wrong=f"a {shape} range has no 'mode'", allowed=f"the shapes {', '.join(PEAKED)}")
    mode = _read_end(_text(written["mode"]), scale)
    if isinstance(low, str) or isinstance(high, str) or isinstance(mode, str):
        raise BadValue(wrong="a range with a 'mode' needs numbers at its ends", allowed="numbers")
    if not low < high or not low <= mode <= high:
        raise BadValue(wrong=f"the mode {mode:g} does not lie between {low:g} and {high:g}")
    return (mode - low) / (high - low)


def _read_limit(key: str, written: Mapping[str, Any], between: tuple[End, End], scale: Scale) -> float | None:
    if key not in written:
        return None
    limit = _end_under(key, written, scale)
    low, high = between
    if isinstance(limit, str) or isinstance(low, str) or isinstance(high, str):
        raise BadValue(
            wrong=f"'{key}' needs numbers here and at both ends of the range", allowed=scale.bounds, at=(key,)
        )
    if low == high or (limit > high if key == "at_least" else limit < low):
        raise BadValue(
            wrong=f"'{key}: {limit:g}' would cut off the range itself", allowed=f"{low:g} to {high:g}", at=(key,)
        )
    return limit


def _read_choices(written: object, scale: Scale) -> Choices:
    if not isinstance(written, Mapping) or not written:
        raise BadValue(wrong="'choices' needs values with their chances", allowed="{choices: {40: 30%, 60: 70%}}")
    values = tuple(_read_end(_text(key), scale) for key in written)
    chances = tuple(_read_chance(str(key), chance) for key, chance in written.items())
    if abs(sum(chances) - 1) > 1e-6:
        raise BadValue(
            wrong=f"the chances add up to {sum(chances):.4g}, not to 1", allowed="chances that add up to 100%"
        )
    return Choices(values, tuple(chance / sum(chances) for chance in chances))


def _read_chance(key: str, written: object) -> float:
    text = _text(written)
    value = float(text.rstrip("% ")) / (100 if text.endswith("%") else 1) if _NUMBER.fullmatch(text) else -1.0
    if not 0 <= value <= 1:
        raise BadValue(wrong=f"'{text}' is not a chance", allowed="0 to 1, or 0% to 100%", at=(key,))
    return value


def _read_coders(written: object, scale: Scale) -> Coders:
    if isinstance(written, list | tuple):
        keyed = {str(index): value for index, value in enumerate(written)}
        names = tuple(f"coder {index + 1}" for index in range(len(written)))
    elif isinstance(written, Mapping):
        keyed, names = dict(written), tuple(written)
    else:
        keyed, names = {}, ()
    if not keyed:
        raise BadValue(wrong="'coders' needs the coders' values", allowed="{coders: [40, 50 to 60, 55]}")
    beliefs = []
    for key, value in keyed.items():
        with below(key):
            beliefs.append(_read_belief(value, scale))
    return Coders(names, tuple(beliefs))


_LONG_FORMS: Final[dict[str, Callable[[object, Scale], Belief]]] = {
    "value": _read_belief,
    "choices": _read_choices,
    "coders": _read_coders,
}


def _text(written: object) -> str:
    if isinstance(written, str | int | float) and not isinstance(written, bool):
        return " ".join(str(written).split())
    raise BadValue(wrong="a single value was expected here", allowed=FORMS)
