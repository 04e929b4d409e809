"""Who could give what to whom: the best exchange from every proposal on the table, draw by draw.

A proposal leaves things open. It is filled in as if every issue were settled for itself: by the option inside
all red lines whose shares of what is possible there are most even between those who sign. So are the
issues on which red lines leave none of its terms. From there an exchange changes up to three issues at
once, inside all red lines and with the third parties that are needed, and nobody who is asked is worse off.
"""

from typing import NamedTuple

import numpy as np
import xarray as xr

from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.fair_packages import voting
from irenic.models.bargaining.frontier import efficient_packages
from irenic.models.bargaining.kernels.grid import Bools, Floats, Ints
from irenic.models.bargaining.kernels.swaps import most_even
from irenic.models.bargaining.kernels.utilities import starts_of
from irenic.models.bargaining.logrolls import Exchange, best_exchange
from irenic.models.bargaining.packages import check, issue_numbers, labelled, reservations, terms_of, worths_of
from irenic.models.bargaining.third_parties import Circle, circles
from irenic.vocabulary import (
    ACTOR,
    DRAW,
    FILLED_IN,
    ISSUE,
    ISSUE_OF_OPTION,
    LEFT_ON_THE_TABLE,
    OPTION,
    PROPOSAL,
    SIGNS,
    TRADE_GAIN,
    TRADED,
)


class _Trade(NamedTuple):
    """A proposal filled in, the best exchange from there, and what all who sign could still gain at once."""

    # What the worst-off has beyond its reservation after the exchange, by which circles are compared, comes last.

    package: dict[str, str]
    exchange: Exchange | None
    left: float
    asked: tuple[str, ...]
    worst_off: float

    @property
    def after(self) -> dict[str, str]:
        """The package after the exchange."""
        changes = self.exchange.changes if self.exchange else {}
        return {**self.package, **{issue: new for issue, (_, new) in changes.items()}}

    def gains(self, issues: list[str]) -> Floats:
        """Return what everyone who is asked gains on every issue, ``(issue, actor)``."""
        found = np.zeros((len(issues), len(self.asked)))
        if self.exchange is not None:
            rows = [issues.index(issue) for issue in self.exchange.changes]
            found[rows] = self.exchange.by_issue.transpose(ISSUE, ACTOR).to_numpy()
        return found


def what_could_be_traded(case: xr.Dataset) -> xr.Dataset:
    """Return the best exchange from every proposal, filled in issue by issue.

    Parameters
    ----------
    case
        As for :func:`~irenic.models.bargaining.packages.what_could_all_sign`.

    Returns
    -------
    xarray.Dataset
        ``filled_in`` and ``traded`` by draw, proposal and option: the proposal, and what it becomes by
        the exchange that gives the most to whoever gains least, and then the most to all; the two are
        equal where nothing can be exchanged. ``trade_gain`` by draw, proposal, issue and actor: who
        gives on an issue is below 0, who gets above; NaN for those who are not asked.
        ``left_on_the_table`` by draw and proposal: the distance to the frontier, from the proposal as
        filled in; NaN where there is no package that all accept. Of several circles of third
        parties, the one counts in which the worst-off ends best; all of it holds within that circle.
        All is NaN where red lines leave no option on some issue.

    Raises
    ------
    BadUse
        If a variable is missing, has a wrong dimension or missing values, or nobody signs.

    Examples
    --------
    East cares about the water and West about the road, and a proposal gives each what the other cares about:

    >>> case = xr.Dataset(
    ...     {
    ...         "position": (("draw", "actor", "issue"), [[[0.0, 0.0], [100.0, 100.0]]]),
    ...         "salience": (("draw", "actor", "issue"), [[[0.8, 0.2], [0.2, 0.8]]]),
    ...         "has_position": (("actor", "issue"), [[True, True], [True, True]]),
    ...         "place": (("draw", "option"), [[0.0, 100.0, 0.0, 100.0]]),
    ...         "refuses": (("actor", "option"), np.zeros((2, 4), dtype=bool)),
    ...         "signs": ("actor", [True, True]),
    ...         "proposed": (("proposal", "option"), [[False, True, True, False]]),
    ...     },
    ...     coords={
    ...         "actor": ["east", "west"],
    ...         "issue": ["water", "road"],
    ...         "option": ["water.east", "water.west", "road.east", "road.west"],
    ...         "issue_of_option": ("option", ["water", "water", "road", "road"]),
    ...         "proposal": ["wrong"],
    ...     },
    ... )
    >>> found = what_could_be_traded(case)
    >>> found.trade_gain.sel(draw=0, proposal="wrong", actor="east").values.tolist()
    [0.8, -0.2]
    >>> found.left_on_the_table.values.round(9).tolist()
    [[0.6]]
    """
    check(case)
    actors, issues = case[ACTOR].to_numpy().tolist(), case[ISSUE].to_numpy().tolist()
    options = case[OPTION].to_numpy().tolist()
    terms = terms_of(case, issue_numbers(case))
    size = (case.sizes[DRAW], len(terms))
    before, after = np.full((2, *size, len(options)), np.nan)
    gain, left = np.full((*size, len(issues), len(actors)), np.nan), np.full(size, np.nan)
    for (draw, at), found in _trades(case, terms).items():
        left[draw, at] = found.left
        before[draw, at] = np.isin(options, list(found.package.values()))
        after[draw, at] = np.isin(options, list(found.after.values()))
        gain[draw, at][:, [actors.index(actor) for actor in found.asked]] = found.gains(issues)
    return xr.Dataset(
        {
            FILLED_IN: labelled(case, before, (DRAW, PROPOSAL, OPTION)),
            TRADED: labelled(case, after, (DRAW, PROPOSAL, OPTION)),
            TRADE_GAIN: labelled(case, gain, (DRAW, PROPOSAL, ISSUE, ACTOR)),
            LEFT_ON_THE_TABLE: labelled(case, left, (DRAW, PROPOSAL)),
        }
    )


def _trades(case: xr.Dataset, terms: Bools) -> dict[tuple[int, int], _Trade]:
    """Return what could be traded, by draw and proposal."""
    issue, worths = issue_numbers(case), worths_of(case).to_numpy()
    least, every = reservations(case, worths), np.arange(issue[-1] + 1)
    best: dict[tuple[int, int], _Trade] = {}
    for circle in (each for each in circles(case) if np.isin(every, issue[each.allowed]).all()):
        kept = [_kept(within, circle.allowed, issue) for within in terms]
        for draw in range(len(worths)):
            over = _bargain(case, circle, worths[draw], least[draw])
            outcomes = efficient_packages(over).utility.to_numpy()
            # Several proposals may keep the same terms; what they come to is asked once.
            found = {within.tobytes(): within for within in kept}
            trades = {
                key: _trade(over, outcomes, np.split(within, starts_of(issue)[1:])) for key, within in found.items()
            }
            for at, within in enumerate(kept):
                trade = trades[within.tobytes()]
                if (draw, at) not in best or trade.worst_off > best[draw, at].worst_off:
                    best[draw, at] = trade
    return best


def _kept(within: Bools, allowed: Bools, issue: Ints) -> Bools:
    """Return the options of a proposal that are allowed, and all that are on issues where none of them is."""
    kept = within & allowed
    lost = ~np.isin(issue, issue[kept])
    return kept | (lost & allowed)


def _trade(over: Bargain, outcomes: Floats, kept: list[Bools]) -> _Trade:
    """Return a proposal filled in issue by issue within one bargain, and the best exchange from there."""
    rows = [np.flatnonzero(options) for options in kept]
    columns = [column[options][:, over.voting] for column, options in zip(over.stakes.columns, rows, strict=True)]
    numbers = np.array([options[most_even(column)] for column, options in zip(columns, rows, strict=True)])
    labels = over.packages(numbers[None]).to_numpy()[0].tolist()
    package = dict(zip(over.issues, labels, strict=True))
    now = over.utility(numbers[None]).to_numpy()[0]
    left = max(float((outcomes - now[over.voting]).min(axis=1).max()), 0.0) if len(outcomes) else np.nan
    exchange = best_exchange(over, package)
    gains = 0.0 if exchange is None else exchange.gains.transpose(ACTOR).to_numpy()
    beyond = now + gains - over.reservation.to_numpy()
    return _Trade(package, exchange, left, over.actors, float(beyond[over.voting].min()))


def _bargain(case: xr.Dataset, circle: Circle, worth: Floats, least: Floats) -> Bargain:
    """Return the bargain of one draw with one circle: whatever is not to be had there is refused by all."""
    signs = case[SIGNS].to_numpy()
    asked = np.flatnonzero(signs | circle.members)
    actors = case[ACTOR].to_numpy()[asked].tolist()
    labels = {ACTOR: actors, OPTION: case[OPTION].to_numpy()}
    issue = {ISSUE_OF_OPTION: (OPTION, case[ISSUE_OF_OPTION].to_numpy())}
    floor = xr.DataArray(least[asked], dims=ACTOR, coords={ACTOR: actors})
    closed = np.broadcast_to(~circle.allowed, (len(asked), len(circle.allowed)))
    votes = voting(case, worth[None])[asked].tolist()
    return Bargain(
        xr.DataArray(worth[asked], dims=(ACTOR, OPTION), coords=labels | issue),
        floor,
        floor,
        xr.DataArray(closed, dims=(ACTOR, OPTION), coords=labels),
        ratifiers=tuple(actor for actor, gains in zip(actors, votes, strict=True) if not gains),
    )
