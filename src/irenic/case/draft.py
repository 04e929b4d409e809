"""A new case folder to start from; it imports nothing heavy, so that it is there at once."""

import re
import tempfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Final

from irenic.case import CASE_FILE, SCHEMA_FILE
from irenic.errors import BadUse

STARTER_FILE: Final = "starter.yaml"
_EDITOR_LINE: Final = re.compile(r"\A# yaml-language-server: \$schema=.*")


def starter() -> dict[str, str]:
    """Return the files of a first case: two parties, one issue, every line explained."""
    text = resources.files("irenic.case").joinpath(STARTER_FILE).read_text(encoding="utf-8")
    return {CASE_FILE: text}


def new_case(target: Path, files: Mapping[str, str]) -> Path:
    """Make a case folder out of files, with the schema that lets an editor complete and check.

    Parameters
    ----------
    target
        The folder to make; it must not exist, or must be empty.
    files
        The texts by file name.

    Returns
    -------
    Path
        The ``case.yaml`` in it.

    Raises
    ------
    BadUse
        If the folder is there and holds something, or cannot be made.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp()) / "my-case"
    >>> new_case(folder, starter()).read_text(encoding="utf-8").splitlines()[0]
    '# yaml-language-server: $schema=case.schema.json'
    """
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            msg = f"{target} exists and is not empty; name a new folder"
            raise BadUse(msg)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as scratch:
            draft = Path(scratch) / "draft"
            draft.mkdir()
            for name, text in {**files, SCHEMA_FILE: shipped_schema()}.items():
                (draft / name).write_text(_EDITOR_LINE.sub(_editor_line, text), encoding="utf-8")
            if target.exists():
                target.rmdir()
            draft.rename(target)
    except OSError as error:
        msg = f"{target} cannot be made: {error.strerror or error}"
        raise BadUse(msg) from error
    return target / CASE_FILE


def _editor_line(_: re.Match[str]) -> str:
    return f"# yaml-language-server: $schema={SCHEMA_FILE}"


def shipped_schema() -> str:
    """Return the schema file of the package."""
    return resources.files("irenic.case").joinpath(SCHEMA_FILE).read_text(encoding="utf-8")
