"""Where the case comes from: sources, what they say, where they contradict, what happened."""

from typing import Annotated, Any, Literal

from pydantic import Field

from irenic.case.fields import Count, Date, Name, Names, Paragraphs, Text
from irenic.case.sections.base import Based, Section, short_form

Mark = Literal["public", "internal", "restricted"]
Modality = Literal["asserted", "reported", "hedged", "counterfactual", "normative", "quoted"]
DateBasis = Literal["absolute", "inferred from weekday", "inferred month", "relative only"]


class Said(Section):
    """What a paragraph of a source says, in the analyst's own words."""

    says: Text = Field(description="a paraphrase; never the sentence itself")
    speaker: Name | None = Field(None, description="the actor reported to say so; left out, the author says it")
    modality: Modality = Field("asserted", description="how it is said")


class LeftOut(Section):
    """Paragraphs that must not be cited, such as reader comments below an article."""

    paragraphs: Paragraphs = Field(description="p24-p43")
    why: Text = Field(description="what they are")


class Source(Section):
    """A document the case rests on."""

    title: Text = Field(description="its title, or a description where it has none")
    author: Text = Field("", description="who wrote it")
    publisher: Text = Field("", description="who published it")
    published: Date | None = Field(None, description="2025-05-20, 2025-05, or after 2025-05-19")
    published_basis: DateBasis | None = Field(None, description="how that date is known")
    stance: Text = Field("", description="its thesis in a few words")
    file: Text = Field("", description="the text within the folder of the case, such as sources/coughlin.txt")
    sha256: Text = Field("", description="of that file, so that a changed text is noticed")
    paragraphs: Count | None = Field(None, description="how many non-blank lines the text has")
    leave_out: tuple[LeftOut, ...] = Field((), description="paragraphs that must not be cited")
    mark: Mark = Field("internal", description="who may see it; a report for others withholds it")
    says: dict[Paragraphs, Annotated[Said, short_form("says", Said)]] = Field(
        default_factory=dict, description="paragraph by paragraph, in your own words"
    )


class Version(Based):
    """One side of a contradiction."""

    says: Text = Field(description="what this version holds")
    set: dict[str, Any] = Field(default_factory=dict, description="what the case becomes under it: path and value")


class Contradiction(Section):
    """A point on which the sources disagree; all versions are kept, a perspective takes one."""

    topic: Text = Field(description="what they disagree about")
    versions: dict[Name, Version] = Field(description="at least two")


class Event(Based):
    """Something that happened, with how its date is known."""

    on: Date = Field(description="2025-05-16, 2025-05, after 2025-05-19, or undated")
    date_basis: DateBasis = Field("absolute", description="how the date is known")
    who: Names = Field((), description="the actors involved")
    what: Text = Field(description="what happened, in your own words")
