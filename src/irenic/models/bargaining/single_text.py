"""One text on the table: a mediator redrafts it until nobody can be helped without harm to another.

The procedure of Camp David: the sides do not make offers; they criticise one draft, and the
mediator redrafts (:cite:t:`raiffa1982`). Here a draft is adopted if it leaves nobody worse off. A
mediator who changes one issue at a time is stuck at once where interests are opposed, so drafts
may change several.
"""

from dataclasses import dataclass

import numpy as np
import xarray as xr

from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.logrolls import Exchange, who_could_give_what
from irenic.vocabulary import ACTOR, ISSUE


@dataclass(frozen=True)
class Draft:
    """One state of the text.

    Parameters
    ----------
    package
        What it says, an option for every issue.
    criticism
        What each actor could gain on each issue at the most, inside all red lines, by issue and
        actor: where it will press for changes.
    adopted
        The exchange that led here; none for the first draft.
    """

    package: dict[str, str]
    criticism: xr.DataArray
    adopted: Exchange | None


def redrafted(over: Bargain, package: dict[str, str], issues: int = 2) -> tuple[Draft, ...]:
    """Return the drafts of a single text, from the first to one that no redraft of a few issues improves.

    In every round the mediator puts forward the exchange with the greatest joint gain among
    those that leave nobody worse off. The last draft is efficient among its neighbours, not
    always among all packages.

    Parameters
    ----------
    over
        The bargain.
    package
        The first draft, an option for every issue.
    issues
        How many issues a redraft may change.

    Examples
    --------
    >>> from irenic.models.bargaining.compose import bargain
    >>> villages = bargain(
    ...     {
    ...         "east": {"water": {"east": 70, "west": 0}, "road": {"east": 30, "west": 0}},
    ...         "west": {"water": {"east": 0, "west": 40}, "road": {"east": 0, "west": 60}},
    ...     }
    ... )
    >>> for draft in redrafted(villages, {"water": "water.west", "road": "road.east"}):
    ...     print(draft.package)
    {'water': 'water.west', 'road': 'road.east'}
    {'water': 'water.east', 'road': 'road.west'}
    """
    drafts = [_draft(over, package, None)]
    while exchanges := who_could_give_what(over, drafts[-1].package, issues):
        changed = {issue: new for issue, (_, new) in exchanges[0].changes.items()}
        drafts.append(_draft(over, drafts[-1].package | changed, exchanges[0]))
    return tuple(drafts)


def _draft(over: Bargain, package: dict[str, str], adopted: Exchange | None) -> Draft:
    stakes, numbers = over.stakes, over.numbers(package)
    gain = [
        (np.where(is_open[:, None], column, column[now]).max(axis=0) - column[now]) / over.scale
        for column, is_open, now in zip(stakes.columns, stakes.open, numbers, strict=True)
    ]
    labels = {ISSUE: list(over.issues), ACTOR: list(over.actors)}
    return Draft(
        dict(package), xr.DataArray(np.maximum(gain, 0.0).round(9), dims=(ISSUE, ACTOR), coords=labels), adopted
    )
