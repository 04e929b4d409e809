"""What the files of other tools for negotiation can hold, whatever their format."""

from typing import Final

import numpy as np

from irenic.errors import BadUse
from irenic.models.bargaining.bargain import Bargain

MOST_OPTIONS: Final = 10_000
"""Options of one issue at the most; a range of whole numbers is easily written far longer."""


def check_sayable(over: Bargain, what: str, **more: bool) -> None:
    """Refuse a bargain that says more than the files of other tools can hold.

    Parameters
    ----------
    over
        The bargain.
    what
        The kind of file, for the message.
    more
        What this kind cannot hold besides, and whether the bargain has it.

    Raises
    ------
    BadUse
        If it has red lines, terms over two options, ratifiers, something in ``more``, or a
        disagreement other than the reservation.

    Examples
    --------
    >>> from irenic.models.bargaining.compose import bargain
    >>> check_sayable(bargain({"a": {"cake": {"all": 1}}}, ratifiers=["a"]), "a Genius file")
    Traceback (most recent call last):
    irenic.errors.BadUse: a Genius file cannot say ratifiers
    """
    losing = np.where(np.isfinite(over.reservation), over.reservation, 0.0)
    odd = {
        "red lines": bool(over.refuses.any()) or bool(over.ruled_out),
        "linkages": bool(over.linkages),
        "ratifiers": bool(over.ratifiers),
        **{name.replace("_", " "): there for name, there in more.items()},
        "a disagreement other than the reservation": bool((over.disagreement.to_numpy() != losing).any()),
    }
    if any(odd.values()):
        msg = f"{what} cannot say {', '.join(name for name, there in odd.items() if there)}"
        raise BadUse(msg)


def whole_numbers(where: str, first: str, last: str) -> list[str]:
    """Return a range of whole numbers, both ends included, as text.

    Raises
    ------
    BadUse
        If an end is no whole number, the first comes after the last, or there are too many.

    Examples
    --------
    >>> whole_numbers("issue 'years'", "1", "3")
    ['1', '2', '3']
    """
    try:
        low, high = int(first), int(last)
    except ValueError as error:
        msg = f"{where}: it runs from {first[:40]!r} to {last[:40]!r}, which are not whole numbers"
        raise BadUse(msg) from error
    if not low <= high < low + MOST_OPTIONS:
        msg = f"{where}: it runs from {low} to {high}; allowed are 1 to {MOST_OPTIONS:,} options, the least first"
        raise BadUse(msg)
    return [str(number) for number in range(low, high + 1)]
