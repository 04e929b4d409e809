"""The kinds of value a section may hold, each with its reader and its JSON Schema.

Everything arrives as text (:mod:`irenic.case.tree`); the annotation of a field decides what
the text means. A reader raises :class:`~irenic.errors.BadValue`, which pydantic carries to
the list of problems together with the place of the field.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Annotated, Any, Final, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from irenic.case.basis import read_locators
from irenic.case.belief import Exact
from irenic.case.formula import Formula, read_formula
from irenic.case.quantity import NUMBER_PATTERN, RANGE_KEYS, Quantity, read_quantity
from irenic.case.scales import AMOUNT, FACTOR, LINE, NAMED_LINE, NUMBER, SCORE, SHARE, Scale
from irenic.case.shapes import SHAPES
from irenic.case.tree import Arithmetic
from irenic.case.when import When
from irenic.errors import BadValue, below
from irenic.sources.locator import Locator

ERROR_TYPE: Final = "irenic"
"""The type pydantic gives to the errors of our readers."""
NAME_PATTERN: Final = r"[^\W\d_][\w-]*"
_NAME: Final = re.compile(NAME_PATTERN)
_PARAGRAPHS: Final = re.compile(r"p([1-9]\d{0,5})(?:-p?([1-9]\d{0,5}))?")
_YES: Final = {"yes": True, "true": True, "no": False, "false": False}


class Read:
    """A pydantic annotation: the value is read by one function, whatever the declared type.

    Parameters
    ----------
    read
        Takes what was written, returns the value or raises ``BadValue``.
    schema
        The JSON Schema of what may be written.
    """

    def __init__(self, read: Callable[[Any], Any], schema: dict[str, Any]) -> None:
        self._read = read
        self.schema = schema

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return a validator that calls the reader."""
        return core_schema.no_info_plain_validator_function(self._carry)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the schema of what may be written."""
        return deepcopy(self.schema)

    def _carry(self, written: object) -> object:
        try:
            return self._read(written)
        except BadValue as error:
            raise carried(error) from error


def carried(error: BadValue) -> PydanticCustomError:
    """Return the error that pydantic collects in place of ours, with all its parts."""
    parts = {"wrong": error.wrong, "allowed": error.allowed, "nearest": error.nearest, "at": error.at}
    return PydanticCustomError(ERROR_TYPE, "{wrong}", parts)


def read_text(written: object) -> str:
    """Read text of any length; white space at the ends is dropped.

    Examples
    --------
    >>> read_text(" 2014 ")
    '2014'
    """
    if written is None or written == "":
        raise BadValue(wrong="nothing is written here", allowed="text")
    if isinstance(written, Arithmetic):
        raise BadValue(wrong="'times' and 'plus' change numbers only, and this is none")
    if isinstance(written, list | tuple | dict):
        kind = "a list" if isinstance(written, list | tuple) else "keys with values"
        raise BadValue(
            wrong=f"text was expected here, not {kind}", allowed="text; put it in quotes if it contains ': ' or ' #'"
        )
    return str(written).strip()


def read_name(written: object) -> str:
    """Read the short name of something: a letter first, then letters, digits and dashes.

    Examples
    --------
    >>> read_name("us-hawks")
    'us-hawks'
    """
    text = read_text(written)
    if not _NAME.fullmatch(text):
        allowed = "a letter first, then letters, digits and dashes, such as us-hawks"
        raise BadValue(wrong=f"'{text}' cannot be a name", allowed=allowed, nearest=_name_like(text))
    return text


def _name_like(text: str) -> str:
    like = re.sub(r"[^\w-]+", "-", text.lower()).strip("-_")
    return like if _NAME.fullmatch(like) else ""


def read_names(written: object) -> tuple[str, ...]:
    """Read one name, or a list of names without repetition.

    Examples
    --------
    >>> read_names(["usa", "europe"])
    ('usa', 'europe')
    """
    if not isinstance(written, list | tuple):
        return (read_name(written),)
    names: list[str] = []
    for index, item in enumerate(written):
        with below(str(index)):
            name = read_name(item)
            if name in names:
                raise BadValue(wrong=f"'{name}' stands here a second time")
        names.append(name)
    return tuple(names)


def read_texts(written: object) -> tuple[str, ...]:
    """Read one text, or a list of texts."""
    if not isinstance(written, list | tuple):
        return (read_text(written),)
    texts = []
    for index, item in enumerate(written):
        with below(str(index)):
            texts.append(read_text(item))
    return tuple(texts)


def read_paragraphs(written: object) -> tuple[int, int]:
    """Read paragraph numbers of one source: ``p19`` or ``p10-p11``.

    Examples
    --------
    >>> read_paragraphs("p10-p11")
    (10, 11)
    """
    text = read_text(written)
    match = _PARAGRAPHS.fullmatch(text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if last < first:
        raise BadValue(
            wrong=f"'{text}' does not name paragraphs",
            allowed="p12, or p12-p14",
            nearest=f"p{text}" if text.isdigit() else "",
        )
    return first, last


def read_count(written: object) -> int:
    """Read a whole number that counts something.

    Examples
    --------
    >>> read_count("13")
    13
    """
    text = read_text(written)
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise BadValue(wrong=f"'{text}' is not a whole number", allowed="a whole number from 0 to 999999")
    return int(text)


def read_yes(written: object) -> bool:
    """Read ``yes`` or ``no``.

    Examples
    --------
    >>> read_yes("no")
    False
    """
    text = read_text(written)
    if text.lower() not in _YES:
        raise BadValue(wrong=f"'{text}' is neither yes nor no", allowed="yes, no")
    return _YES[text.lower()]


def read_day(written: object) -> date:
    """Read one day of the calendar.

    Examples
    --------
    >>> read_day("2025-05-20")
    datetime.date(2025, 5, 20)
    """
    when = When.parse(read_text(written))
    if when.first is None or when.first != when.last:
        raise BadValue(wrong=f"'{when.written}' is not one day", allowed="a day such as 2025-05-20")
    return when.first


def read_chance(written: object) -> float:
    """Read one chance, as a source states it.

    Examples
    --------
    >>> read_chance("70%")
    0.7
    """
    text = read_text(written)
    belief = read_quantity(text, SHARE).belief
    if not isinstance(belief, Exact) or isinstance(belief.value, str):
        allowed = "one number such as 70%; for a range, the one that is to count, and why under 'judgement'"
        raise BadValue(wrong=f"'{text}' is not one chance", allowed=allowed)
    return belief.value


def _quantity_on(scale: Scale) -> Read:
    number: dict[str, Any] = {"type": "number"}
    short = {"type": "string"} if scale.named else {"type": "string", "pattern": _short_pattern(scale)}
    end = {"anyOf": [number, {"type": "string"}]}
    long_form = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "value": {"anyOf": [number, {"type": "string"}, {"type": "object"}]},
            **{key: end for key in RANGE_KEYS if key != "shape"},
            "shape": {"enum": list(SHAPES)},
            "choices": {"type": "object", "description": "values with their chances, which add up to 100%"},
            "coders": {"type": ["array", "object"], "description": "what several coders say, kept apart"},
            **BASIS_SCHEMA,
        },
    }
    if scale.bounded:
        number = {"type": "number", "minimum": scale.low, "maximum": scale.high}
    words = f"{scale.words}, {scale.bounds}; for example 50, 40 to 60, or 40 to 60 (80%)"
    schema = {"anyOf": [number, short, long_form], "description": words}
    return Read(lambda written: read_quantity(written, scale), schema)


def _short_pattern(scale: Scale) -> str:
    unknown = "unknown|" if scale.bounded else ""
    return f"^({unknown}{NUMBER_PATTERN}( to {NUMBER_PATTERN}( \\(\\d+(\\.\\d+)?%\\))?)?)$".replace("?:", "")


_LOCATOR_SCHEMA: Final = {"type": "string", "pattern": r"^[^\s#]+#p[1-9][0-9]*(-p?[1-9][0-9]*)?$"}
_LOCATORS_SCHEMA: Final = {
    "anyOf": [_LOCATOR_SCHEMA, {"type": "array", "items": _LOCATOR_SCHEMA}],
    "description": "the paragraphs this rests on, such as coughlin#p13",
}
BASIS_SCHEMA: Final[dict[str, Any]] = {
    "because": _LOCATORS_SCHEMA,
    "judgement": {"type": "string", "description": "why, where no source says so"},
    "confidence": {"enum": ["low", "medium", "high"], "description": "how good the basis is; never changes a range"},
}
_TEXT_SCHEMA: Final = {"type": ["string", "number"]}
_NAME_SCHEMA: Final = {"type": "string", "pattern": r"^[^\s\d.,:#{}\[\]_-][^\s.,:#{}\[\]]*$"}


def _one_or_list(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [item, {"type": "array", "items": item}]}


Text = Annotated[str, Read(read_text, _TEXT_SCHEMA)]
Texts = Annotated[tuple[str, ...], Read(read_texts, _one_or_list(_TEXT_SCHEMA))]
Name = Annotated[str, Read(read_name, _NAME_SCHEMA)]
Names = Annotated[tuple[str, ...], Read(read_names, _one_or_list(_NAME_SCHEMA))]
Locators = Annotated[tuple[Locator, ...], Read(read_locators, _LOCATORS_SCHEMA)]
Paragraphs = Annotated[tuple[int, int], Read(read_paragraphs, {"type": "string", "pattern": r"^p\d+(-p?\d+)?$"})]
Count = Annotated[int, Read(read_count, {"type": "integer", "minimum": 0})]
YesNo = Annotated[bool, Read(read_yes, {"enum": ["yes", "no", True, False]})]
Chance = Annotated[
    float, Read(read_chance, {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string"}]})
]
Day = Annotated[date, Read(read_day, {"type": "string", "pattern": r"^\d{4}-\d{1,2}-\d{1,2}$"})]
Date = Annotated[When, Read(lambda written: When.parse(read_text(written)), {"type": ["string", "integer"]})]
Statement = Annotated[Formula, Read(lambda written: read_formula(read_text(written)), {"type": "string"})]

Place = Annotated[Quantity, _quantity_on(LINE)]
NamedPlace = Annotated[Quantity, _quantity_on(NAMED_LINE)]
Score = Annotated[Quantity, _quantity_on(SCORE)]
Share = Annotated[Quantity, _quantity_on(SHARE)]
Amount = Annotated[Quantity, _quantity_on(AMOUNT)]
Factor = Annotated[Quantity, _quantity_on(FACTOR)]
Number = Annotated[Quantity, _quantity_on(NUMBER)]

SHARED_SCHEMAS: Final[dict[str, dict[str, Any]]] = {
    "to-100": get_args(Score)[1].schema,
    "place-or-option": get_args(NamedPlace)[1].schema,
    "share": get_args(Share)[1].schema,
    "number": get_args(Number)[1].schema,
    "locators": _LOCATORS_SCHEMA,
    "names": get_args(Names)[1].schema,
    "name": _NAME_SCHEMA,
    "text": _TEXT_SCHEMA,
}
"""Schemas that many fields share; the published schema writes each of them once."""
