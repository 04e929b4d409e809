"""The chapter on what was forecast and what came."""

from typing import Any

from irenic.report.chapters.shown import Shown
from irenic.report.evidence import cites
from irenic.report.record import entries
from irenic.report.score_words import counted, score_sentences


def record_chapter(shown: Shown) -> dict[str, Any]:
    """Return the forecasts, each with what came, and how good they were."""
    document = shown.document
    forecasts = [
        {"entry": entry, "by": cites(document, entry.by), "because": cites(document, entry.because)}
        for entry in entries(document)
    ]
    told = score_sentences(document.forecasts) if forecasts else ()
    return {"forecasts": forecasts, "counted": counted(document.forecasts), "sentences": told}
