"""The model families there are, and what each needs of a case. A written list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import xarray as xr

from irenic.case.document import Document
from irenic.models.influence.baselines import where_pressure_balances
from irenic.vocabulary import COMPROMISE, DRAW, ISSUE, MEDIAN_HIGH, MEDIAN_LOW


@dataclass(frozen=True, slots=True)
class Family:
    """A model family as the study runs it.

    Parameters
    ----------
    name
        Its name, which is also its group in a run.
    question
        What it answers, in words.
    reads
        The sections of a case its answer can depend on; if an overlay changes none of them,
        the answer is that of the case as entered, and is not computed again.
    lacks
        Says what a case lacks for it, or nothing.
    answers
        The variables it gives, with their dimensions.
    run
        Computes them from the dataset of some draws.
    """

    name: str
    question: str
    reads: tuple[str, ...]
    lacks: Callable[[Document], str]
    answers: dict[str, tuple[str, ...]]
    run: Callable[[xr.Dataset], xr.Dataset]


def _influence_lacks(document: Document) -> str:
    wanted = any(p.wants is not None for held in document.positions.values() for p in held.values())
    return "" if wanted else "positions with 'wants' on at least one issue"


INFLUENCE: Final = Family(
    name="influence",
    question="Where does the pressure of all actors balance on each issue?",
    reads=("actors", "issues", "positions", "capability", "correlations"),
    lacks=_influence_lacks,
    answers=dict.fromkeys((COMPROMISE, MEDIAN_LOW, MEDIAN_HIGH), (DRAW, ISSUE)),
    run=lambda dataset: where_pressure_balances(dataset).dataset,
)

FAMILIES: Final = (INFLUENCE,)
"""Every family of this version. ``bargaining``, ``war`` and ``stability`` are to come."""
