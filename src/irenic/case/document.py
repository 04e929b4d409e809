"""A whole case as data: the sections of ``case.yaml`` and their meaning."""

from typing import Annotated

from pydantic import Field

from irenic.case.fields import Day, Name, Names, Read, Score, Text, read_count
from irenic.case.sections.base import Section
from irenic.case.sections.changes import Argument, Correlation, Lever, Perspective, Scenario
from irenic.case.sections.evidence import Contradiction, Event, Source
from irenic.case.sections.moves import Moves
from irenic.case.sections.preferences import PreferencesForm
from irenic.case.sections.record import Forecast
from irenic.case.sections.stakes import Actor, Issue, Position, Proposal
from irenic.case.sections.war import War
from irenic.errors import BadValue

FORMAT = 1
"""The version of the format this Irenic reads."""


def _read_format(written: object) -> int:
    version = read_count(written)
    if version != FORMAT:
        wrong = f"format version {version} is not known to this Irenic"
        raise BadValue(wrong=wrong, allowed=f"irenic: {FORMAT}; a newer case needs a newer Irenic")
    return version


class Document(Section):
    """Everything a case says; a missing section only switches off the analyses that need it."""

    irenic: Annotated[int, Read(_read_format, {"const": FORMAT})] = Field(description="the version of this format")
    title: Text = Field(description="what the case is about")
    summary: Text = Field("", description="a few sentences for a reader who knows nothing of it")
    as_of: Day | None = Field(None, description="the day the case describes")
    sources: dict[Name, Source] = Field(default_factory=dict, description="what the case rests on")
    actors: dict[Name, Actor] = Field(default_factory=dict, description="who takes part")
    signatories: Names = Field((), description="who must sign; left out: the parties")
    issues: dict[Name, Issue] = Field(default_factory=dict, description="what is negotiated about")
    positions: dict[Name, dict[Name, Position]] = Field(
        default_factory=dict, description="actor by actor, issue by issue"
    )
    capability: dict[Name, Score] = Field(
        default_factory=dict, description="what each actor can bring to bear, 0 to 100"
    )
    correlations: tuple[Correlation, ...] = Field((), description="numbers that are high or low together")
    proposals: dict[Name, Proposal] = Field(default_factory=dict, description="packages on the table")
    war: War | None = Field(None, description="the battlefield and what going on costs")
    moves: Moves | None = Field(None, description="what each actor can do or leave")
    preferences: dict[Name, PreferencesForm] = Field(
        default_factory=dict,
        description="what each actor likes better: statements over moves, the most important first, or states",
    )
    levers: dict[Name, Lever] = Field(default_factory=dict, description="what third parties can do")
    scenarios: dict[Name, Scenario] = Field(default_factory=dict, description="what might be done")
    perspectives: dict[Name, Perspective] = Field(default_factory=dict, description="whose reading of the case")
    contradictions: dict[Name, Contradiction] = Field(default_factory=dict, description="where the sources disagree")
    arguments: dict[Name, Argument] = Field(default_factory=dict, description="published claims to test")
    events: tuple[Event, ...] = Field((), description="what happened")
    forecasts: dict[Name, Forecast] = Field(default_factory=dict, description="what was said to come, and what came")

    @property
    def derives(self) -> tuple[object, ...]:
        """What preferences over moves are derived from where an actor states none; nothing where none are derived."""
        told = self.moves is not None and self.moves.meant
        silent = self.moves is not None and set(self.moves.by_actor) - set(self.preferences)
        return (self.positions, self.issues) if told and silent else ()


_HEAD = ("irenic", "title", "summary", "as_of", "signatories")
SECTIONS = tuple(name for name in Document.model_fields if name not in _HEAD)
"""The sections that may stand in a file of their own, such as ``positions.yaml``."""
