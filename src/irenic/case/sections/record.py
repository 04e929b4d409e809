"""What was forecast, when, with which chance, and what happened."""

from typing import Annotated, Literal

from pydantic import Field

from irenic.case.fields import Chance, Date, Locators, Text
from irenic.case.sections.base import Based, short_form
from irenic.case.sections.evidence import DateBasis, Modality

Answer = Literal["yes", "no", "unknown"]


class Resolved(Based):
    """What happened; the basis says how it is known."""

    came: Answer = Field(description="whether it came true; unknown while nothing tells")


class Forecast(Based):
    """Something that was said to come, and what happened."""

    what: Text = Field(description="what is forecast, in your own words, so that it can be told whether it came true")
    by: Locators = Field(description="where it is made")
    modality: Modality = Field("asserted", description="how it is made")
    on: Date = Field(description="when it was made")
    date_basis: DateBasis = Field("absolute", description="how that date is known")
    chance: Chance | None = Field(None, description="how likely it is said to be, 0 to 1; only if a number is stated")
    words: Text = Field("", description="how likely it is said to be, in your own words, where no number is stated")
    then: dict[str, Text] = Field(
        default_factory=dict, description="the same as outcomes of the models, and what is expected of them"
    )
    resolves_by: Date | None = Field(None, description="when it is decided; left out where it sets no end")
    resolved: Annotated[Resolved, short_form("came", Resolved)] = Field(
        default_factory=lambda: Resolved.model_validate({"came": "unknown"}),
        description="yes, no or unknown, with what it rests on",
    )
