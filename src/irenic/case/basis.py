"""What an entry of a case rests on: sentences of sources, or somebody's judgement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, cast

from irenic.errors import BadLocator, BadValue, below, listed, nearest_name
from irenic.sources.locator import Locator

Confidence: TypeAlias = Literal["low", "medium", "high"]
CONFIDENCES: Final = ("low", "medium", "high")
BASIS_KEYS: Final = ("because", "judgement", "confidence")


@dataclass(frozen=True, slots=True)
class Basis:
    """What a number or statement rests on.

    Parameters
    ----------
    because
        The paragraphs that say so.
    judgement
        A stated reason where no source says so, or beside one that does.
    confidence
        How good the basis is; it never changes a range.
    """

    because: tuple[Locator, ...] = ()
    judgement: str = ""
    confidence: Confidence | None = None

    @property
    def stated(self) -> bool:
        """Whether there is a locator or a judgement at all."""
        return bool(self.because or self.judgement)

    def or_else(self, around: "Basis") -> "Basis":
        """Return this basis, or that of the entry around where this one states nothing.

        Examples
        --------
        >>> Basis().or_else(Basis(judgement="seen in 2024")).judgement
        'seen in 2024'
        """
        if not self.stated:
            return Basis(around.because, around.judgement, self.confidence or around.confidence)
        return Basis(self.because, self.judgement, self.confidence or around.confidence)


NO_BASIS: Final = Basis()


def read_basis(written: Mapping[str, Any]) -> Basis:
    """Read ``because``, ``judgement`` and ``confidence`` from an entry that may hold more.

    Raises
    ------
    BadValue
        If one of them is not written as it should be.

    Examples
    --------
    >>> print(read_basis({"because": "coughlin#p19"}).because[0])
    coughlin#p19
    """
    with below("because"):
        because = read_locators(written.get("because"))
    judgement = written.get("judgement") or ""
    if not isinstance(judgement, str):
        raise BadValue(wrong="a judgement is a sentence", allowed='judgement: "why this range"', at=("judgement",))
    confidence = written.get("confidence")
    if confidence is not None and confidence not in CONFIDENCES:
        wrong, found = f"unknown confidence '{confidence}'", str(confidence)
        raise BadValue(
            wrong=wrong, allowed=listed(CONFIDENCES), nearest=nearest_name(found, CONFIDENCES), at=("confidence",)
        )
    return Basis(because, judgement, cast("Confidence | None", confidence))


def read_locators(written: object) -> tuple[Locator, ...]:
    """Read one locator, or a list of them.

    Raises
    ------
    BadValue
        If one is not written as ``source#p12``.
    """
    if written is None:
        return ()
    if not isinstance(written, list | tuple):
        return (_read_locator(written),)
    found = []
    for index, text in enumerate(written):
        with below(str(index)):
            found.append(_read_locator(text))
    return tuple(found)


def _read_locator(written: object) -> Locator:
    try:
        return Locator.parse(str(written).strip())
    except BadLocator as error:
        raise BadValue(wrong=str(error)) from error
