"""Who wants what: actors, issues with their options, positions, red lines, proposals."""

from typing import Annotated, Literal

from pydantic import Field

from irenic.case.fields import Date, Name, NamedPlace, Names, Place, Score, Text, Texts
from irenic.case.sections.base import Based, short_form
from irenic.case.sections.evidence import DateBasis, Mark, Modality

Role = Literal["party", "mediator", "patron", "faction", "alliance", "host", "bystander"]


class OtherRedLine(Based):
    """A red line that lies on none of the issues; kept and shown, tested by no model."""

    says: Text = Field(description="the line, in your own words")
    modality: Modality = Field("asserted", description="how the source puts it")


class Actor(Based):
    """A party, a third party, a faction within one, or a host."""

    name: Text = Field(description="as it should appear in reports")
    role: Role = Field(description="its part in the mediation; a party must sign")
    people: Texts = Field((), description="those who speak or act for it")
    backs: Names = Field((), description="the actors it supports")
    of: Name | None = Field(None, description="the actor a faction belongs to")
    ratified_by: Names = Field((), description="the actors at home whose consent it needs")
    note: Text = Field("", description="anything a reader should know")
    other_red_lines: tuple[OtherRedLine, ...] = Field((), description="limits that lie on no issue")
    mark: Mark = Field("internal", description="who may see its people and note")


class Option(Based):
    """A named place on the line of an issue."""

    at: Place = Field(description="its place on the line, 0 to 100")
    label: Text = Field(description="what it means, in words")
    needs: Names = Field((), description="actors beside the parties whose consent it needs")


class Issue(Based):
    """Something that is negotiated about: a line from 0 to 100 with named places on it."""

    name: Text = Field(description="a word or two, for tables")
    question: Text = Field(description="the question the options answer")
    options: dict[Name, Option] = Field(description="two or more, in their order along the line")
    now: Name | None = Field(None, description="the option that describes the present, if one does")


class Limits(Based):
    """The options an actor refuses, or the only ones it accepts."""

    options: Names = Field(description="names of options of this issue")
    modality: Modality = Field("asserted", description="how the source puts it")
    note: Text = Field("", description="the line in your own words, where the options do not say it all")


class Earlier(Based):
    """What an actor wanted before; shown, never drawn from."""

    on: Date = Field(description="when")
    wants: NamedPlace = Field(description="what it wanted then")


LimitsForm = Annotated[Limits, short_form("options", Limits, listed=True)]


class Position(Based):
    """What an actor wants on an issue, what it will not sign, and how much it cares."""

    wants: NamedPlace | None = Field(None, description="an option, a place on the line, or a range of either")
    refuses: LimitsForm | None = Field(None, description="red line: options it will not sign")
    accepts: LimitsForm | None = Field(None, description="red line: the only options it will sign")
    salience: Score | None = Field(None, description="how much the issue matters to it, 0 to 100; left out: unknown")
    earlier: tuple[Earlier, ...] = Field((), description="what it wanted before")
    note: Text = Field("", description="anything a reader should know")


class Proposal(Based):
    """A package on the table, or one that was."""

    label: Text = Field(description="a few words, for tables")
    by: Names = Field(description="the actors who made it, or the source that recommends it")
    on: Date = Field(description="when; undated where no source says")
    date_basis: DateBasis = Field("absolute", description="how the date is known")
    terms: dict[Name, Names] = Field(
        default_factory=dict, description="issue by issue: an option, or several left open"
    )
    beyond: Text = Field("", description="terms that lie on none of the issues")
    status: Text = Field("", description="what became of it")
