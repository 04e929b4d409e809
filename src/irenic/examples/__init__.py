"""Bundled cases, opened by name; folders of one's own, opened by path."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from irenic.errors import UnknownName

if TYPE_CHECKING:
    from irenic.case.case import Case

NAMES: Final = (
    "ukraine-2025",
    "car-emissions",
    "elmira",
    "korea",
    "prisoners-dilemma",
    "chicken",
    "two-villages",
)
"""The bundled cases, the reference case first, and last the one for learning the format."""


def folder_of(name_or_folder: str | Path) -> Path:
    """Return the folder of a case.

    A folder with that path wins over a bundled case of the same name.

    Raises
    ------
    UnknownName
        If there is neither.

    Examples
    --------
    >>> folder_of("ukraine-2025").name
    'ukraine-2025'
    """
    path = Path(name_or_folder)
    with suppress(OSError):  # a name too long for any folder is no folder
        if path.exists():
            return path
    return bundled(str(name_or_folder), "folder or bundled case")


def bundled(name: str, kind: str = "bundled case") -> Path:
    """Return the folder of a bundled case.

    Raises
    ------
    UnknownName
        If there is no such case.
    """
    if name not in NAMES:
        raise UnknownName(kind, name, NAMES)
    return Path(__file__).parent / name


def load(name_or_folder: str | Path) -> "Case":
    """Open a bundled case by name, or a case folder by path.

    Raises
    ------
    UnknownName
        If there is neither.
    InvalidCase
        If the case has problems; the error lists all of them.

    Examples
    --------
    >>> load("car-emissions").document.title
    'European standards for car emissions'
    """
    # Imported here, because `irenic new --from` copies a case without reading it.
    from irenic.case.case import Case

    return Case.read(folder_of(name_or_folder))


def files_of(name: str) -> dict[str, str]:
    """Return the files of a bundled case, to be copied and changed.

    Examples
    --------
    >>> list(files_of("two-villages"))
    ['case.yaml']
    """
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(bundled(name).glob("*.yaml"))}
