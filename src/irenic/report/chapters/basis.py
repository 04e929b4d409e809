"""Chapters about what the report rests on, what it cannot say, and how it was made."""

from typing import Any

from irenic.report.belief_words import number_words
from irenic.report.chapters.shown import Shown
from irenic.report.evidence import evidence, source_entries
from irenic.report.figures.bargain import has_answers
from irenic.report.figures.win_set import DRAWS
from irenic.study.assess import FAMILY
from irenic.study.own_will import own_will
from irenic.study.prospects import obstacles


def evidence_chapter(shown: Shown) -> dict[str, Any]:
    """Return every number with what it rests on."""
    return {"numbers": evidence(shown.run.case)}


def sources_chapter(shown: Shown) -> dict[str, Any]:
    """Return the sources."""
    return {"sources": source_entries(shown.document)}


def limits_chapter(shown: Shown) -> dict[str, Any]:
    """Return what the report cannot say about this case."""
    document = shown.document
    offered = {(issue, o) for p in document.proposals.values() for issue, options in p.terms.items() for o in options}
    unused = (
        {}
        if not offered
        else {
            entry.name: [option.label for name, option in entry.options.items() if (issue, name) not in offered]
            for issue, entry in document.issues.items()
        }
    )
    notes = [(note.words, [number_words(document, path) for path in note.paths]) for note in shown.run.case.check()]
    return {
        "unused": {name: labels for name, labels in unused.items() if labels},
        "notes": notes,
        "untested": [arm.label for arm in shown.run.arms[1:] if not arm.differs(*FAMILY)],
        "war": has_answers(shown.run, "war"),
        "bargaining": has_answers(shown.run, "bargaining"),
        "pairs": min(DRAWS, shown.run.plan.draws),
        "sentences": shown.sentences("limits"),
        "will": own_will(shown.run) is not None,
        "explained": found.draws if (found := obstacles(shown.run)) else 0,
    }


def making_chapter(shown: Shown) -> dict[str, Any]:
    """Return how the run was made."""
    made = shown.run.plan.manifest
    return {"made": made, "folder": shown.run.folder.name, "arm_count": len(shown.run.arms)}
