"""Folders of NegMAS scenarios, in YAML or JSON, read into bargains and written from them.

What a file means is :mod:`irenic.models.bargaining.negmas`'s business, which takes plain data; files are
opened here, above the layers of cases and of models, because YAML is read as cases are: every scalar stays the
text that was written, a key cannot stand twice, and size, depth and aliases have limits.
"""

import json
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, Final, Literal

from ruamel.yaml import YAML

from irenic.case.tree import LARGEST_FILE, plain, read_tree
from irenic.errors import BadUse, listed
from irenic.models.bargaining.bargain import Bargain
from irenic.models.bargaining.negmas import from_negmas, kind, to_negmas

SUFFIXES: Final = (".yml", ".yaml", ".json")


def read_negmas(folder: Path | str) -> Bargain:
    """Return the bargain of a folder with a NegMAS scenario; actors are named after their files.

    Parameters
    ----------
    folder
        It holds one file with an outcome space and, for each side, one with a utility function, in
        YAML or JSON. Files whose names begin with ``_`` or ``.`` are not opened.

    Returns
    -------
    Bargain
        Reservations are those of the files. Where they are minus infinity, there is none, and the
        disagreement is 0. Discounts are not read: utilities are those of an agreement at once.

    Raises
    ------
    BadUse
        If there is no such folder, not one outcome space, no utility function, or two with one name; or if
        a file cannot be read, or says something else than discrete issues and additive utilities.

    Examples
    --------
    >>> import tempfile
    >>> from irenic.models.bargaining.compose import bargain
    >>> cake = bargain({"a": {"cake": {"a": 4, "b": 1}}, "b": {"cake": {"a": -1, "b": 3}}}, {"a": 2})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = write_negmas(cake, folder)
    ...     again = read_negmas(folder)
    >>> [path.name for path in files], again.worth.identical(cake.worth)
    (['domain.yml', 'a.yml', 'b.yml'], True)
    """
    place = Path(folder)
    if not place.is_dir():
        msg = f"{place}: there is no such folder"
        raise BadUse(msg)
    paths = sorted(p for p in place.iterdir() if p.suffix in SUFFIXES and p.name[0] not in "._")
    data = {path: _read(path) for path in paths}
    spaces = [path for path in paths if kind(data[path]).endswith("OutcomeSpace")]
    others = [path for path in paths if path not in spaces]
    if len(spaces) != 1 or not others:
        msg = (
            f"{place}: a scenario is one outcome space and a utility function for each side; there is "
            f"{listed(path.name for path in spaces) or 'no outcome space'} beside {len(others)} others"
        )
        raise BadUse(msg)
    if len({path.stem for path in others}) < len(others):
        msg = f"{place}: each side needs a file with a name of its own; there is {listed(path.name for path in others)}"
        raise BadUse(msg)
    try:
        return from_negmas(data[spaces[0]], {path.stem: data[path] for path in others})
    except BadUse as error:
        msg = f"{place}: {error}"
        raise BadUse(msg) from error


def write_negmas(over: Bargain, folder: Path | str, form: Literal["yml", "json"] = "yml") -> tuple[Path, ...]:
    """Write a bargain as a NegMAS scenario, and return its files, that of the domain first.

    Raises
    ------
    BadUse
        If the bargain says what the format cannot: red lines, terms over two options, ratifiers, or a
        disagreement other than the reservation; or if the name of an actor cannot be that of a file.

    Examples
    --------
    >>> import tempfile
    >>> from irenic.models.bargaining.compose import bargain
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = write_negmas(bargain({"NO": {"side": {"yes": 1, "no": 0}}}), folder)
    ...     print(files[1].read_text(encoding="utf-8"))
    %YAML 1.1
    ---
    type: LinearAdditiveUtilityFunction
    name: 'NO'
    values:
    - type: TableFun
      mapping:
        'yes': 1.0
        'no': 0.0
    weights:
    - 1.0
    reserved_value: 0.0
    <BLANKLINE>
    """
    space, functions = to_negmas(over)
    for actor in functions:
        if actor == space["name"] or Path(actor).name != actor or actor[0] in "._" or "\\" in actor:
            msg = f"the name {actor!r} of an actor cannot be the name of its file"
            raise BadUse(msg)
    texts = {name: (_json if form == "json" else _yaml)(data) for name, data in (("domain", space), *functions.items())}
    files = tuple(Path(folder, f"{name}.{form}") for name in texts)
    for path, text in zip(files, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return files


def _read(path: Path) -> Any:
    """Return what a file holds, every scalar as text."""
    data = path.read_bytes()
    if len(data) > LARGEST_FILE:
        msg = f"{path}: it has {len(data):,} bytes; files of at most {LARGEST_FILE:,} are read"
        raise BadUse(msg)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"{path}: it is not written in UTF-8 ({error.reason})"
        raise BadUse(msg) from error
    return _read_json(path, text) if path.suffix == ".json" else _read_yaml(path, text)


def _read_yaml(path: Path, text: str) -> Any:
    tree = read_tree(text, str(path))
    if tree.problems:
        raise BadUse("\n".join(map(str, tree.problems)))
    return None if tree.root is None else plain(tree.root)


def _read_json(path: Path, text: str) -> Any:
    as_text: Callable[[str], Any] = str
    try:
        found = json.loads(
            text, object_pairs_hook=_once, parse_int=as_text, parse_float=as_text, parse_constant=as_text
        )
        return _as_written(found)
    except (BadUse, ValueError, RecursionError) as error:
        wrong = "nested too deeply" if isinstance(error, RecursionError) else error
        msg = f"{path}: it is not JSON that is read: {wrong}"
        raise BadUse(msg) from error


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Return keys with their values; refuse a key that stands there twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        msg = f"the key {next(name for name in names if names.count(name) > 1)!r} stands in one place twice"
        raise BadUse(msg)
    return found


def _as_written(found: Any) -> Any:
    """Return data with its truth values as the words that were written."""
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, list):
        return [_as_written(value) for value in found]
    return {key: _as_written(value) for key, value in found.items()} if isinstance(found, dict) else found


def _json(data: Any) -> str:
    return json.dumps(data, indent=2) + "\n"


def _yaml(data: Any) -> str:
    """Return YAML of the version that NegMAS's reader knows, in which ``NO`` has to be quoted."""
    writer = YAML(typ="safe", pure=True)
    writer.version = (1, 1)
    writer.default_flow_style = False
    writer.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # typed by its default
    text = StringIO()
    writer.dump(data, text)
    return text.getvalue()
