"""Change one value of a case file, and not a character besides.

The parser knows where every value begins and ends, so a value is replaced in the text
itself: comments, order, alignment and line breaks of everything else stay as they are. A
change is checked before it is written, and written by renaming a finished file.
"""

import hashlib
import re
import shutil
import tempfile
from codecs import BOM_UTF8
from io import StringIO
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from irenic.case import CASE_FILE
from irenic.case.case import Case
from irenic.case.check import check_folder
from irenic.case.quantity import NUMBER_PATTERN
from irenic.case.tree import Entries, Items, Keys, Node, Scalar, find, plain, read_tree
from irenic.errors import BadUse, InvalidCase, UnknownName, Where

_VERY_WIDE: Final = 1_000_000


def write_value(case: Case, path: str, value: object) -> Case:
    """Write one value into the files of a case and return the case as it is then.

    Parameters
    ----------
    case
        A case as entered, read from a folder that can be written.
    path
        The path of the value, such as ``positions.russia.territory.salience``; the last key
        may be new.
    value
        Text, a number, or a list or dictionary of these.

    Raises
    ------
    BadUse
        If the file has changed since the case was read, or the value is a whole block.
    UnknownName
        If nothing stands where the path leads.
    InvalidCase
        If the case would have problems with it; then nothing is written.
    """
    keys = tuple(path.split("."))
    file, inner = _file_of(case, keys)
    target = case.folder / file
    data = _bytes_of(target)
    if hashlib.sha256(data).hexdigest() != case.files[file]:
        msg = f"{target} has changed since the case was read; read it again first"
        raise BadUse(msg)
    text = data.decode("utf-8-sig")
    changed = _with_value(text, inner, _inline(value))
    _refuse_side_effects(text, changed, inner)
    problems = check_folder(case.folder, {file: changed}).problems
    if problems:
        raise InvalidCase(problems)
    _replace_file(target, changed.encode("utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8"))
    return Case.read(case.folder)


def _bytes_of(target: Path) -> bytes:
    try:
        return target.read_bytes()
    except OSError as error:
        msg = f"{target} cannot be read: {error.strerror or error}"
        raise BadUse(msg) from error


def _file_of(case: Case, keys: Keys) -> tuple[str, Keys]:
    """Return the file that holds a path, and the path within that file."""
    own = f"{keys[0]}.yaml"
    return (own, keys[1:]) if own in case.files else (CASE_FILE, keys)


def _inline(value: object) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, str) and re.fullmatch(NUMBER_PATTERN, value):
        return value
    yaml = YAML(typ="rt")
    yaml.default_flow_style = True
    yaml.width = _VERY_WIDE
    yaml.allow_unicode = True
    stream = StringIO()
    try:
        yaml.dump([value], stream)
    except YAMLError as error:
        msg = f"a {type(value).__name__} cannot be written into a case; write text, a number, a list or a dictionary"
        raise BadUse(msg) from error
    return stream.getvalue().strip()[1:-1]


def _with_value(text: str, keys: Keys, inline: str) -> str:
    root = read_tree(text, "").root or Scalar(Where(""))
    node = find(root, keys)
    if node is not None:
        return _replaced(text, node, inline, keys)
    holder = find(root, keys[:-1])
    if holder is None:
        kind = "value"
        raise UnknownName(kind, ".".join(keys[:-1]), _names_near(root, keys[:-1]))
    if not isinstance(holder, Entries):
        msg = f"'{'.'.join(keys[:-1])}' has no keys; write it anew, as keys with values"
        raise BadUse(msg)
    return _added(text, holder, f"{keys[-1]}: {inline}")


def _names_near(root: Node, keys: Keys) -> list[str]:
    while keys and find(root, keys) is None:
        keys = keys[:-1]
    node = find(root, keys)
    return [".".join((*keys, name)) for name in node.values] if isinstance(node, Entries) else []


def _replaced(text: str, node: Node, inline: str, keys: Keys) -> str:
    if isinstance(node, Entries | Items) and not node.inline:
        msg = f"'{'.'.join(keys)}' is a whole block; change one of the values in it"
        raise BadUse(msg)
    start, stop = node.span
    old = text[start:stop]
    tail = old[len(old.rstrip()) :]
    space = " " if start == stop and not text[:start].endswith(" ") else ""
    return text[:start] + space + inline + tail + text[stop:]


def _added(text: str, holder: Entries, entry: str) -> str:
    """Add an entry after the last one of a mapping."""
    if holder.inline:
        inside = text[: holder.span[1] - 1].rstrip().removesuffix(",")
        comma = "" if inside.endswith("{") else ", "
        return inside + comma + entry + text[holder.span[1] - 1 :]
    end = len(text[: _last_character(holder)].rstrip())
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    indent = " " * (holder.where.column - 1)
    if text[:line_end].endswith("\r"):
        return f"{text[:line_end]}\n{indent}{entry}\r{text[line_end:]}"
    return f"{text[:line_end]}\n{indent}{entry}{text[line_end:]}"


def _last_character(node: Node) -> int:
    if isinstance(node, Entries | Items) and not node.inline and node.values:
        children = node.values.values() if isinstance(node, Entries) else node.values
        return max(_last_character(child) for child in children)
    return node.span[1]


def _refuse_side_effects(before: str, after: str, keys: Keys) -> None:
    """Read both texts: everything except the one value must be the same."""
    old, new = read_tree(before, "").root, read_tree(after, "").root
    if old is None or new is None or _without(plain(old), keys) != _without(plain(new), keys):
        msg = f"'{'.'.join(keys)}' cannot be written without touching what stands around it; edit the file by hand"
        raise BadUse(msg)


def _without(written: Any, keys: Keys) -> Any:
    if not keys or not isinstance(written, dict | list):
        return None
    if isinstance(written, list):
        return [_without(item, keys[1:]) if str(i) == keys[0] else item for i, item in enumerate(written)]
    if len(keys) == 1:
        return {key: value for key, value in written.items() if key != keys[0]}
    return {key: _without(value, keys[1:]) if key == keys[0] else value for key, value in written.items()}


def _replace_file(target: Path, data: bytes) -> None:
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as scratch:
            finished = Path(scratch) / target.name
            finished.write_bytes(data)
            shutil.copymode(target, finished)
            finished.replace(target)
    except OSError as error:
        msg = f"{target} cannot be written: {error.strerror or error}"
        raise BadUse(msg) from error
