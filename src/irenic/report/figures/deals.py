"""What two or more could bring about together, and in how many draws."""

from collections.abc import Sequence
from typing import Final

from irenic.case.document import Document
from irenic.report.deal_words import members_words
from irenic.report.figures.axis import Axis, percent_ticks
from irenic.report.figures.canvas import Chart
from irenic.report.figures.dots import NAMES, RIGHT, dot_rows
from irenic.report.figures.style import BLUE
from irenic.report.words import percent
from irenic.study.rest.deals import Deal

MOST: Final = 8
"""Deals at the most, the most frequent; the table has all."""


def deals(document: Document, found: Sequence[Deal]) -> Chart:
    """Draw in which share of draws there is a deal between whom, with its 95 % interval.

    Parameters
    ----------
    document
        The case.
    found
        The deals.
    """
    rows = [
        (
            members_words(document, deal),
            (deal.often.share, deal.often.low, deal.often.high),
            percent(deal.often.share),
        )
        for deal in found[:MOST]
    ]
    ends = ("no draw has a deal", "every draw has one")
    return dot_rows(rows, Axis(0, 1, NAMES, RIGHT), percent_ticks(), ends, ((), BLUE))
