"""What an actor without stated preferences likes better, as far as its positions tell."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from irenic.case.document import Document
from irenic.case.sections.moves import Moves
from irenic.case.states import States

Values = NDArray[np.float64]


def issues_told(document: Document, section: Moves, mover: str) -> tuple[str, ...]:
    """Return the issues on which an actor wants something and moves make a difference.

    Examples
    --------
    >>> from irenic.examples import load
    >>> document = load("two-villages").document
    >>> issues_told(document, document.moves, "hill")
    ()
    """
    held = document.positions.get(mover, {})
    return tuple(issue for issue in section.meant if issue in held and held[issue].wants is not None)


def paths_of(document: Document, section: Moves, mover: str) -> Iterator[str]:
    """Yield the paths of the numbers that the preferences of an actor are derived from."""
    for issue in issues_told(document, section, mover):
        yield f"positions.{mover}.{issue}.wants"
        yield f"positions.{mover}.{issue}.salience"
        yield from (f"issues.{issue}.options.{option}.at" for option in document.issues[issue].options)


def derived(document: Document, section: Moves, states: States, mover: str, values: Mapping[str, Values]) -> Values:
    """Return what each state is worth to an actor by its positions alone.

    On an issue, a state is worth the salience times the nearness of its option to what the actor wants, as a
    package is in bargaining. Issues that no move speaks of, what a move costs, and red lines do not enter.

    Parameters
    ----------
    document
        A case, overlays applied.
    section
        Its moves, some of which say what they mean.
    states
        Its states.
    mover
        Whose preferences are derived.
    values
        The drawn values by path, those of :func:`paths_of` among them.

    Returns
    -------
    numpy.ndarray
        ``(draw, state)``, on no scale that means anything beyond the order.
    """
    total: Values | float = 0.0
    for issue in issues_told(document, section, mover):
        at = f"positions.{mover}.{issue}"
        place = {name: values[f"issues.{issue}.options.{name}.at"] for name in document.issues[issue].options}
        options = _options(document, section, states, issue)
        distance = np.abs(np.array([place[option] for option in options]).T - values[f"{at}.wants"][:, None])
        total = total + values[f"{at}.salience"][:, None] * (1 - distance / 100)
    return np.asarray(total)


def _options(document: Document, section: Moves, states: States, issue: str) -> list[str]:
    """Return which option of an issue holds in each state: that of a move that is made, or else the one of now."""
    numbers = {states.moves.index(move): option for move, option in section.meant[issue].items()}
    now = document.issues[issue].now or ""
    return [next((option for number, option in numbers.items() if state >> number & 1), now) for state in states]
