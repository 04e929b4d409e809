"""Changes to the case: levers that somebody can pull, scenarios, perspectives, arguments.

A change is a *patch*: the path of a value and what becomes of it. What a patch may say
depends on the value it meets, so it is read where it is applied (:mod:`irenic.case.overlay`).
"""

from typing import Any

from pydantic import Field

from irenic.case.fields import Locators, Name, Names, Share, Text, Texts
from irenic.case.sections.base import Based, Section
from irenic.case.sections.evidence import Modality

PATCHES = "paths with what becomes of them: a value, 'times 1.2 to 1.8', or 'plus 5'"


class Lever(Based):
    """Something a third party can do to the others."""

    label: Text = Field(description="what it is, in words")
    by: Names = Field(description="who can pull it")
    on: Names = Field((), description="whom it works on")
    does: dict[str, Any] = Field(default_factory=dict, description=PATCHES)
    outside: Text = Field("", description="what of it no model can show, and why")


class Scenario(Based):
    """What somebody does: levers pulled and values set."""

    label: Text = Field(description="what happens, in words")
    builds_on: Names = Field((), description="scenarios it contains")
    pull: Names = Field((), description="levers that are pulled")
    set: dict[str, Any] = Field(default_factory=dict, description=PATCHES)


class Perspective(Based):
    """What one author or coder believes where others differ."""

    label: Text = Field(description="whose reading it is, in words")
    source: Name | None = Field(None, description="the source whose beliefs it holds")
    builds_on: Names = Field((), description="perspectives it starts from; what it says itself wins")
    takes: dict[Name, Name] = Field(
        default_factory=dict, description="contradiction by contradiction, the version held"
    )
    set: dict[str, Any] = Field(default_factory=dict, description=PATCHES)


class Condition(Section):
    """The ``if`` of an argument."""

    scenario: Name | None = Field(None, description="a scenario of the case")
    pull: Names = Field((), description="levers that are pulled")
    set: dict[str, Any] = Field(default_factory=dict, description=PATCHES)


class Argument(Based):
    """A published claim that something would follow from something."""

    says: Text = Field(description="the claim, in your own words")
    by: Locators = Field(description="where it is made")
    modality: Modality = Field("asserted", description="how it is made")
    if_: Condition | None = Field(None, alias="if", description="what would be done")
    then: dict[str, Text] = Field(default_factory=dict, description="outcomes, and what the author expects of them")
    clashes: Names = Field((), description="arguments of the case that claim the opposite")
    outside: Text = Field("", description="why no model here can test it, where that is so")


class Correlation(Based):
    """Numbers that are high or low together."""

    together: Texts = Field(description="paths of the numbers")
    opposed: Texts = Field((), description="paths of numbers that move the other way")
    strength: Share = Field(description="0 not at all, 1 in step")
