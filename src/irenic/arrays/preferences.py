"""What the actors of a conflict like better, as levels of its states, and what they like much better, as bands."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from irenic.arrays.derived import derived, issues_told, paths_of
from irenic.arrays.moves import held_in, labels_of
from irenic.case.document import Document
from irenic.case.sections.moves import Moves
from irenic.case.sections.preferences import Preference, Preferences, Reading
from irenic.case.states import States, states_of
from irenic.vocabulary import BAND, DERIVED, DRAW, LEVEL, MOVER, STATE

Bools = NDArray[np.bool_]
Whole = NDArray[np.int64]
Values = NDArray[np.float64]

ALIKE: Final = 1e-9
"""By what share of all weights together two sums may differ and still be a tie: sums of decimals are not exact."""


class Ranks(NamedTuple):
    """What one mover likes better, and what much better, each from 0, ``(…, state)``."""

    level: Whole
    band: Whole


def preferences(document: Document, section: Moves, values: Mapping[str, Values], draws: int) -> xr.Dataset:
    """Return how much each actor with moves likes each state.

    Of two states, an actor likes that one better in which the more important statements are true: the first
    statement that tells them apart decides. Where statements have weights, their sum decides instead, and where
    states are ranked, their rank. States that nothing tells apart are tied. Where a vital statement decides, one is
    much better than the other, and so is whatever is above the one than whatever is below the other.

    Parameters
    ----------
    document
        A case, overlays applied.
    section
        Its moves.
    values
        The drawn values by path, each of shape ``(draw,)``; others than those of preferences may be among them.
    draws
        How many draws there are.

    Returns
    -------
    xarray.Dataset
        ``level`` by draw, mover and state: 0 for what the mover likes least, and one more for each group of
        tied states above it. ``band`` likewise: one more for each gap below. Without preferences, a mover's levels
        are derived from its positions as far as moves say what they mean, and ``derived`` by mover says so; else it
        likes all states the same. Neither knows of gaps.

    References
    ----------
    Option prioritisation, option weighting and direct ranking: :cite:t:`fang2003`.

    Examples
    --------
    >>> from irenic.examples import load
    >>> document = load("two-villages").document
    >>> preferences(document, document.moves, {}, 1).level.sel(mover="hill").values.tolist()
    [[1, 1, 0, 2, 2, 3]]
    """
    states = states_of(section)
    movers = [actor for actor, own in section.by_actor.items() if own]
    level, band = np.zeros((2, draws, len(movers), len(states)), dtype=np.int64)
    for place, mover in enumerate(movers):
        if mover in document.preferences:
            drawn = _Drawn(values, draws, f"preferences.{mover}")
            level[:, place], band[:, place] = _ranks(document.preferences[mover], states, section, drawn)
        elif issues_told(document, section, mover):
            worth = derived(document, section, states, mover, values)
            level[:, place] = without_gaps(worth, ALIKE * np.abs(worth).max(axis=1))
    guessed = [mover not in document.preferences and bool(issues_told(document, section, mover)) for mover in movers]
    return xr.Dataset(
        {LEVEL: ((DRAW, MOVER, STATE), level), BAND: ((DRAW, MOVER, STATE), band), DERIVED: (MOVER, guessed)},
        coords={MOVER: movers, STATE: labels_of(states)},
    )


def paths_for(document: Document, section: Moves) -> list[str]:
    """Return the paths of the numbers outside preferences that levels are derived from."""
    movers = [actor for actor, own in section.by_actor.items() if own and actor not in document.preferences]
    return [path for mover in movers for path in paths_of(document, section, mover)]


class _Drawn:
    """The drawn values below a path."""

    def __init__(self, values: Mapping[str, Values], size: int, at: str) -> None:
        self._values, self._at, self.size = values, at, size

    def below(self, key: str) -> "_Drawn":
        return _Drawn(self._values, self.size, f"{self._at}.{key}") if key else self

    def __call__(self, key: str, otherwise: float) -> Values:
        """Return a value in every draw; ``otherwise`` where the case states none."""
        found = self._values.get(f"{self._at}.{key}")
        return np.full(self.size, otherwise) if found is None else found


def _ranks(held: Preferences, states: States, section: Moves, drawn: _Drawn) -> Ranks:
    """Return the ranks of one mover in every draw, ``(draw, state)``: in each, those of the coder whose turn it is."""
    turn = drawn("coders", 1.0).astype(np.int64) - 1
    found = np.zeros((2, drawn.size, len(states)), dtype=np.int64)
    for number, (way, reading) in enumerate(held.readings.items()):
        found = np.where((turn == number)[:, None], _ranks_of(reading, states, section, drawn.below(way)), found)
    return Ranks(*found)


def _ranks_of(reading: Reading, states: States, section: Moves, drawn: _Drawn) -> Ranks:
    """Return the ranks by what one coder holds, ``(draw, state)``."""
    if reading.ranking:
        ranked = _ranked(reading, states, section)
        return Ranks(*(np.broadcast_to(each, (drawn.size, len(states))) for each in ranked))
    entries = list(reading.entries)
    true = _true_in(states, [entry for _, entry in entries])
    wanted = np.array([drawn(f"{way}.chance", 1.0) for way, _ in entries]).reshape(len(entries), drawn.size).T > 0
    if any(entry.weight is not None for _, entry in entries):
        weights = np.array([drawn(f"{way}.weight", 0.0) for way, _ in entries]).T * wanted
        level = without_gaps(weights @ true, ALIKE * np.abs(weights).sum(axis=1))
        return Ranks(level, np.zeros_like(level))
    places = np.array([drawn(f"{way}.place", number + 1.0) for number, (way, _) in enumerate(entries)])
    vital = np.array([entry.vital for _, entry in entries], dtype=bool)
    return _in_order(true, vital, places.reshape(len(entries), drawn.size).T, wanted)


def _true_in(states: States, entries: Sequence[Preference]) -> Whole:
    """Return how many statements of an entry are true in a state, ``(entry, state)``."""
    rows = [held_in(states, entry.statements).sum(axis=0) for entry in entries]
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(states))


def _ranked(reading: Reading, states: States, section: Moves) -> Ranks:
    """Return the ranks of a ranking: the first place that fits a state is its own; those in none come last."""
    places = len(reading.ranking)
    place = np.full(len(states), places)
    for number in reversed(range(places)):
        formulas = [
            section.states[pattern].when if isinstance(pattern, str) else pattern
            for pattern in reading.ranking[number].fits
        ]
        place[held_in(states, formulas).any(axis=0)] = number
    gaps_above = np.cumsum([0, *(rank.gap for rank in reading.ranking)])
    return Ranks(*(_from_zero(-each) for each in (place, gaps_above[place])))


def _from_zero(numbers: Whole) -> Whole:
    """Return the rank of each number: 0 for the lowest, one more for each number that is higher."""
    _, ranks = np.unique(numbers, return_inverse=True)
    return ranks.astype(np.int64)


def _in_order(true: Whole, vital: Bools, places: Values, wanted: Bools) -> Ranks:
    """Return the ranks that statements give, ``(draw, state)``; draws in which they stand alike are done once.

    Parameters
    ----------
    true
        How many statements of an entry are true in a state, ``(entry, state)``.
    vital
        Whether an entry is vital, ``(entry,)``.
    places, wanted
        Where an entry stands in the order, and whether it is wanted at all, ``(draw, entry)``.
    """
    ranks = without_gaps(places, np.zeros(len(places)))
    alike, draw = np.unique(np.hstack([ranks, wanted]), axis=0, return_inverse=True)
    level, band = np.zeros((2, len(alike), true.shape[1]), dtype=np.int64)
    for number, row in enumerate(alike):
        rank, stays = np.split(row, 2)
        joint = np.zeros((int(rank.max(initial=-1)) + 1, true.shape[1]), dtype=np.int64)
        np.add.at(joint, rank, true * stays[:, None])
        level[number] = prioritised(joint)
        grave = np.isin(np.arange(len(joint)), rank[(stays > 0) & vital])
        if grave.any():
            band[number] = bands(joint, grave, level[number])
    return Ranks(level[draw.reshape(-1)], band[draw.reshape(-1)])


def bands(true: Whole, grave: Bools, level: Whole) -> Whole:
    """Return the bands into which vital statements divide levels.

    Parameters
    ----------
    true
        How many statements of each place are true in which states, the most important first, ``(place, state)``.
    grave
        Whether a vital statement is among those of a place, ``(place,)``.
    level
        What :func:`prioritised` gives.

    Returns
    -------
    numpy.ndarray
        ``(state,)``: 0 for the lowest, one more above each gap. There is a gap between a level and the next if the
        place that decides between them holds a vital statement.

    Examples
    --------
    >>> true = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])
    >>> bands(true, np.array([True, False]), prioritised(true)).tolist()
    [0, 0, 1, 1]
    """
    _, on_level = np.unique(level, return_index=True)
    differ = np.diff(true[:, on_level], axis=1) != 0
    gaps = grave[differ.argmax(axis=0)] if len(true) else []
    found: Whole = np.concatenate([[0], np.cumsum(gaps)]).astype(np.int64)[level]
    return found


def prioritised(true: NDArray[np.generic]) -> Whole:
    """Return the levels that statements give to states.

    Parameters
    ----------
    true
        Which statements are true in which states, or how many of those that are equally important; the most
        important first, ``(statement, state)``.

    Returns
    -------
    numpy.ndarray
        ``(state,)``: 0 for the states in which the statements do worst, compared one after the other.

    Examples
    --------
    >>> prioritised(np.array([[True, False, True], [False, True, False]])).tolist()
    [1, 0, 1]
    """
    if not len(true):
        return np.zeros(true.shape[1], dtype=np.int64)
    _, level = np.unique(true.T, axis=0, return_inverse=True)
    ranks: Whole = level.reshape(-1).astype(np.int64)
    return ranks


def without_gaps(numbers: Values, alike: Values) -> Whole:
    """Return the rank of each number in its row: 0 for the lowest, one more for each that is higher.

    Parameters
    ----------
    numbers
        Shape ``(row, number)``.
    alike
        By how much a number may exceed the next lower one of its row and still be a tie, ``(row,)``.

    Examples
    --------
    >>> without_gaps(np.array([[0.3, -1.0, 0.1 + 0.2]]), np.array([1e-9])).tolist()
    [[1, 0, 1]]
    """
    order = np.argsort(numbers, axis=1, kind="stable")
    higher = np.diff(np.take_along_axis(numbers, order, axis=1), axis=1) > alike[:, None]
    ranks = np.zeros(numbers.shape, dtype=np.int64)
    np.put_along_axis(ranks, order[:, 1:], np.cumsum(higher, axis=1), axis=1)
    return ranks
