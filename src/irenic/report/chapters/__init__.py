"""The chapters of the report, in the order they are read. A written list: add one, and it is there.

Answers come first, then what they leave open, then the material they rest on.

A chapter is a title, a template, and a function that gives the template what it shows.
"""

from typing import Final

from irenic.case.document import Document
from irenic.report.chapters.answers import (
    durable_chapter,
    feasible_chapter,
    findings_chapter,
    likely_chapter,
    why_chapter,
)
from irenic.report.chapters.basis import evidence_chapter, limits_chapter, making_chapter, sources_chapter
from irenic.report.chapters.choice import choice_chapter
from irenic.report.chapters.course import (
    disputes_chapter,
    moves_chapter,
    readings_chapter,
    timeline_chapter,
)
from irenic.report.chapters.credibility import credibility_chapter
from irenic.report.chapters.decides import decides_chapter
from irenic.report.chapters.grid import grid_chapter
from irenic.report.chapters.mediator import mediator_chapter
from irenic.report.chapters.record import record_chapter
from irenic.report.chapters.resting import resting_chapter
from irenic.report.chapters.shown import Chapter
from irenic.report.chapters.stakes import actors_chapter, issues_chapter, proposals_chapter
from irenic.report.chapters.verdicts import claims_chapter
from irenic.report.dates import day_words

CHAPTERS: Final = (
    Chapter("findings", "What was found", findings_chapter),
    Chapter("feasible", "Feasible: what all could sign", feasible_chapter, "answer"),
    Chapter("proposals", "Which proposals could be signed", proposals_chapter),
    Chapter("likely", "Likely: what would be signed, and when", likely_chapter, "answer"),
    Chapter("durable", "Durable: whether it would hold", durable_chapter, "answer"),
    Chapter("why", "Why: what stands in the way", why_chapter, "answer"),
    Chapter("decides", "What decides the answer", decides_chapter, "answer"),
    Chapter("claims", "Arguments, put to the test", claims_chapter),
    Chapter("mediator", "What the mediator would do of its own will", mediator_chapter, "answer"),
    Chapter("resting", "Rest: where the parties could stay", resting_chapter, "answer"),
    Chapter("choice", "What third parties should choose", choice_chapter, "answer"),
    Chapter("credibility", "Belief: whom the parties can trust", credibility_chapter, "answer"),
    Chapter("grid", "Side by side: every reading, every answer, every family", grid_chapter),
    Chapter("limits", "What this report cannot say", limits_chapter),
    Chapter("issues", "The issues, one by one", issues_chapter),
    Chapter("readings", "How perspectives and scenarios move the balance", readings_chapter),
    Chapter("actors", "Who takes part", actors_chapter),
    Chapter("timeline", "What happened, and what was proposed", timeline_chapter),
    Chapter("disputes", "Where the sources disagree", disputes_chapter),
    Chapter("record", "Forecasts, and what came", record_chapter),
    Chapter("moves", "Levers and scenarios", moves_chapter),
    Chapter("evidence", "Every number, and what it rests on", evidence_chapter),
    Chapter("sources", "Sources", sources_chapter),
    Chapter("making", "How it was made", making_chapter),
)
"""Every chapter of the report."""


def as_of_words(document: Document) -> str:
    """Return the day a case describes, in words; empty where it says none."""
    return day_words(document.as_of) if document.as_of else ""
