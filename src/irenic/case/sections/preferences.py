"""What each actor likes better: statements in an order, statements with weights, or states in a ranking."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, get_args

from pydantic import BeforeValidator, ConfigDict, Field

from irenic.case.belief import Choices, mean
from irenic.case.fields import Chance, Name, Number, Read, Statement, YesNo, read_name, read_text
from irenic.case.formula import Formula, read_formula
from irenic.case.quantity import Quantity, read_quantity
from irenic.case.scales import SHARE, Scale
from irenic.case.sections.base import Based, short_form
from irenic.errors import below

HELD: Final = Scale("whether it is wanted", 0, 1, ends=("no", "yes"))
PLACE: Final = Scale("a place in the order", 0, 1e6)
TURN: Final = Scale("which coder is right, by number", 1, 1000)


def read_held(written: object) -> Quantity:
    """Read the chance of a yes as the belief in a yes, which is 1, or a no, which is 0.

    A chance that is uncertain itself counts by its mean: whether something holds once tells no more apart.

    Examples
    --------
    >>> read_held("70%").belief
    Choices(values=(1.0, 0.0), chances=(0.7, 0.30000000000000004))
    """
    stated = read_quantity(written, SHARE)
    chance = mean(stated.belief, SHARE)
    return Quantity(Choices((1.0, 0.0), (chance, 1 - chance)), HELD, stated.written, stated.basis)


def read_patterns(written: object) -> tuple[Formula | str, ...]:
    """Read the states of one place in a ranking: names of states, or formulas over moves.

    Examples
    --------
    >>> read_patterns(["deal", "not usa.sanction"])
    ('deal', Not(part=Move(actor='usa', name='sanction', column=5)))
    """
    if not isinstance(written, list | tuple):
        return (_read_pattern(written),)
    found = []
    for index, item in enumerate(written):
        with below(str(index)):
            found.append(_read_pattern(item))
    return tuple(found)


def _read_pattern(written: object) -> Formula | str:
    text = read_text(written)
    return read_formula(text) if "." in text or " " in text else read_name(text)


_CHANCE_SCHEMA: Final = get_args(Chance)[1].schema
_TEXT_OR_LIST: Final = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Held = Annotated[Quantity, Read(read_held, {"anyOf": [*_CHANCE_SCHEMA["anyOf"], {"type": "object"}]})]
Place = Annotated[
    Quantity,
    Read(
        lambda written: read_quantity(written, PLACE),
        {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string"}, {"type": "object"}]},
    ),
]
Patterns = Annotated[tuple[Formula | str, ...], Read(read_patterns, _TEXT_OR_LIST)]


class Wish(Based):
    """One of several statements that are equally important."""

    wants: Statement = Field(description="a formula over moves")


class Preference(Based):
    """A statement an actor wants to be true, or several of the same importance."""

    wants: Statement | None = Field(None, description="a formula over moves")
    equal: tuple[Annotated[Wish, short_form("wants", Wish)], ...] = Field(
        (), description="instead of 'wants': statements of the same importance; the more of them true, the better"
    )
    chance: Held | None = Field(None, description="how likely the actor is to want it at all; left out: certain")
    place: Place | None = Field(
        None,
        description="its place in the order, where it may be another than the one it is written at; 1 is the first",
    )
    weight: Number | None = Field(
        None, description="what it counts where statements are added up instead of put in an order; below 0 if unwanted"
    )
    vital: YesNo = Field(
        False, description="whether one of two states is much better than the other if this tells them apart first"
    )

    @property
    def statements(self) -> tuple[Formula, ...]:
        """Its statements; more than one only if they are equally important."""
        return (self.wants,) if self.wants is not None else tuple(wish.wants for wish in self.equal)

    @property
    def numbered(self) -> bool:
        """Whether it states a number, so that it is drawn."""
        return any(number is not None for number in (self.chance, self.place, self.weight))


def _expand_preference(written: Any) -> Any:
    if isinstance(written, list | tuple):
        return {"equal": written}
    return written if isinstance(written, dict) else {"wants": written}


PreferenceForm = Annotated[
    Preference, BeforeValidator(_expand_preference, json_schema_input_type=str | list[str | Wish] | Preference)
]


class Rank(Based):
    """A place in a ranking of states."""

    fits: Patterns = Field(description="the states that share it: names of states, or formulas over moves")
    gap: YesNo = Field(False, description="whether everything below it is much worse")


def _expand_rank(written: Any) -> Any:
    return written if isinstance(written, dict) else {"fits": written}


RankForm = Annotated[Rank, BeforeValidator(_expand_rank, json_schema_input_type=str | list[str] | Rank)]


class Reading(Based):
    """One account of what an actor likes better."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[Name, PreferenceForm]

    order: tuple[PreferenceForm, ...] = Field(
        (), description="statements, the most important first; a bare list means this"
    )
    ranking: tuple[RankForm, ...] = Field(
        (), description="instead of statements: the states, those the actor likes best first"
    )

    @property
    def named(self) -> Mapping[str, Preference]:
        """The statements that have names, in the order written."""
        return dict(self.__pydantic_extra__)

    @property
    def entries(self) -> Iterator[tuple[str, Preference]]:
        """Each statement with its keys below the reading, in the order written."""
        yield from ((f"order.{index}", entry) for index, entry in enumerate(self.order))
        yield from self.named.items()


def _expand_reading(written: Any) -> Any:
    return {"order": written} if isinstance(written, list | tuple) else written


class Coder(Reading):
    """What one of several coders holds an actor to like better; any other key names a statement."""

    chance: Chance | None = Field(None, description="how likely this coder is to be right; left out: all alike")


CoderForm = Annotated[Coder, BeforeValidator(_expand_reading, json_schema_input_type=list[PreferenceForm] | Coder)]


class Preferences(Reading):
    """What an actor likes better; any other key names a statement, and their order is that of importance."""

    coders: dict[Name, CoderForm] = Field(
        default_factory=dict, description="instead of all else: what several coders hold, kept apart"
    )

    @property
    def readings(self) -> Mapping[str, Reading]:
        """What each coder holds, or the one reading there is, by the keys that lead to it."""
        return {f"coders.{name}": reading for name, reading in self.coders.items()} or {"": self}

    @property
    def turn(self) -> Quantity | None:
        """Which of the coders is right, as a number from 1; nothing where there is one reading."""
        if not self.coders:
            return None
        stated = [reading.chance for reading in self.coders.values()]
        chances = [chance for chance in stated if chance is not None]
        even = [1 / len(stated)] * len(stated)
        numbers = tuple(float(number + 1) for number in range(len(stated)))
        belief = Choices(numbers, tuple(chances if len(chances) == len(stated) else even))
        return Quantity(belief, TURN, f"one of {len(stated)} coders", self.basis)


PreferencesForm = Annotated[
    Preferences, BeforeValidator(_expand_reading, json_schema_input_type=list[PreferenceForm] | Preferences)
]
