"""What each actor can do or leave, and which states that makes."""

from typing import Annotated

from pydantic import ConfigDict, Field

from irenic.case.fields import Name, Statement, Text, YesNo
from irenic.case.sections.base import Based, Section, short_form


class Move(Based):
    """Something an actor can do or leave."""

    label: Text = Field(description="what it means, in words")
    reversible: YesNo = Field(True, description="whether it can be undone")
    again: YesNo = Field(True, description="whether it can be made where it is not; no for what can only be given up")
    now: YesNo = Field(False, description="whether it has been made already")
    means: dict[Name, Name] = Field(
        default_factory=dict, description="issue by issue, the option that holds once it is made; else the one of now"
    )


class Rule(Based):
    """A combination of moves that cannot occur."""

    never: Statement = Field(description="a formula over moves that is never true")


class NamedState(Based):
    """A name for a state, or for all states that have something in common."""

    when: Statement = Field(description="a formula over moves that is true in these states and in no other")
    label: Text = Field("", description="what such a state is, in words")


class Moves(Section):
    """What each actor can do, and which combinations cannot occur."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, dict[Name, Annotated[Move, short_form("label", Move)]]]

    infeasible: tuple[Annotated[Rule, short_form("never", Rule)], ...] = Field(
        (), description="combinations that cannot occur, as formulas"
    )
    same: tuple[Statement, ...] = Field(
        (), description="formulas; all combinations in which one of them is true are a single state"
    )
    states: dict[Name, Annotated[NamedState, short_form("when", NamedState)]] = Field(
        default_factory=dict, description="names for states, as rankings use them and answers speak of them"
    )

    @property
    def meant(self) -> dict[str, dict[str, str]]:
        """Issue by issue, what the moves that speak of it mean: the option, by the move as ``actor.move``."""
        found: dict[str, dict[str, str]] = {}
        for actor, own in self.by_actor.items():
            for name, move in own.items():
                for issue, option in move.means.items():
                    found.setdefault(issue, {})[f"{actor}.{name}"] = option
        return found

    @property
    def by_actor(self) -> dict[str, dict[str, Move]]:
        """The moves of each actor."""
        return dict(self.__pydantic_extra__)
