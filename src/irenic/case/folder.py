"""A case folder read into one tree: ``case.yaml``, and files named after sections.

Reading never follows a link out of the folder, never opens what is not a plain
file, and refuses files too large to have been written by a person.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from irenic.case import CASE_FILE
from irenic.case.document import SECTIONS
from irenic.case.tree import LARGEST_FILE, Entries, Node, Scalar, read_tree
from irenic.errors import Problem, Where, listed, nearest_name

NOTHING_INSTEAD: Final[Mapping[str, str]] = MappingProxyType({})
"""The files of a folder as they are."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A case folder as read.

    Parameters
    ----------
    path
        The folder.
    root
        Its sections in one tree; empty where a file cannot be read.
    files
        The names of the files of the case and the SHA-256 of each.
    problems
        What is wrong with the files themselves.
    unreadable
        The files that are there and of which nothing could be read.
    """

    path: Path
    root: Entries
    files: dict[str, str]
    problems: tuple[Problem, ...]
    unreadable: frozenset[str] = frozenset()


def read_folder(path: Path, instead: Mapping[str, str] = NOTHING_INSTEAD) -> Folder:
    """Read the files of a case folder.

    Parameters
    ----------
    path
        The folder, or the ``case.yaml`` in it.
    instead
        Texts that take the place of files, to see what a change would do before it is made.
    """
    folder = path.parent if path.name == CASE_FILE else path
    here = Where(str(folder / CASE_FILE))
    try:
        names = sorted(item.name for item in folder.iterdir() if item.suffix in (".yaml", ".yml"))
        found = "" if (folder / CASE_FILE).exists() else f"the folder has no {CASE_FILE}"
    except (FileNotFoundError, NotADirectoryError):
        names, found = [], "there is no such folder"
    except (OSError, ValueError) as error:  # no permission, or a name that no folder can have
        names, found = [], f"the folder cannot be read: {getattr(error, 'strerror', None) or error}"
    if found:
        problem = Problem(Where(str(folder)), "", found, f"a folder with a {CASE_FILE}; irenic new makes one")
        return Folder(folder, Entries(here), {}, (problem,), frozenset([CASE_FILE]))
    reader = _Reader(folder, instead)
    root = reader.entries_of(CASE_FILE) or Entries(here)
    for name in names:
        if name != CASE_FILE:
            root = reader.joined(root, name)
    return Folder(folder, root, reader.files, tuple(reader.problems), frozenset(reader.unreadable))


def resolve_inside(folder: Path, relative: str) -> Path | None:
    """Return a file within a folder, or ``None`` if the path or a link leads out of it.

    Examples
    --------
    >>> resolve_inside(Path("."), "../elsewhere.txt") is None
    True
    """
    try:
        home = folder.resolve()
        target = (folder / relative).resolve()
        target.exists()  # refuses a name that no file can have
    except (OSError, RuntimeError, ValueError):  # RuntimeError: links in a circle
        return None
    return target if target.is_relative_to(home) else None


@dataclass(slots=True)
class _Reader:
    folder: Path
    instead: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)

    def joined(self, root: Entries, name: str) -> Entries:
        """Return the tree with the section that a file of its own holds."""
        where = Where(str(self.folder / name))
        section = Path(name).stem
        if section not in SECTIONS or not name.endswith(".yaml"):
            nearest = nearest_name(section, SECTIONS)
            allowed = f"{CASE_FILE}, or a section's name with .yaml: {listed(SECTIONS, 30)}"
            self._note(where, f"no section is called '{name}'", allowed, f"{nearest}.yaml" if nearest else "")
            return root
        node = self._node_of(name)
        if node is None:
            return root
        if section in root.values:
            first = root.keys[section].where
            self._note(where, f"the section '{section}' stands in {first} as well", "one place for each section")
            return root
        return root.with_value(section, node, Scalar(where, text=section))

    def entries_of(self, name: str) -> Entries | None:
        """Return the keys of a file that must have some."""
        node = self._node_of(name)
        if node is None or isinstance(node, Entries):
            return node
        self._note(node.where, "a case is made of keys with values", "title: …, actors: …, issues: …")
        self.unreadable.add(name)
        return None

    def _node_of(self, name: str) -> Node | None:
        text = self._text_of(name)
        if text is None:
            self.unreadable.add(name)
            return None
        shown = str(self.folder / name)
        tree = read_tree(text, shown)
        self.problems.extend(tree.problems)
        if tree.root is None and not tree.problems:
            self._note(Where(shown), "the file is empty", "irenic new makes a case to start from")
        if tree.root is None:
            self.unreadable.add(name)
        return tree.root

    def _text_of(self, name: str) -> str | None:
        where = Where(str(self.folder / name))
        file = resolve_inside(self.folder, name)
        if file is None:
            self._note(where, "a link leads out of the case folder, or in a circle", "a file inside the folder")
        elif not file.is_file():
            self._note(where, "this is not a file that can be read")
        elif file.stat().st_size > LARGEST_FILE:
            size = file.stat().st_size / 1e6
            self._note(where, f"the file has {size:.1f} MB", f"at most {LARGEST_FILE / 1e6:.0f} MB a file")
        elif name in self.instead:
            return self._decoded(name, self.instead[name].encode())
        else:
            return self._read(name, file)
        return None

    def _read(self, name: str, file: Path) -> str | None:
        try:
            return self._decoded(name, file.read_bytes())
        except OSError as error:
            self._note(Where(str(self.folder / name)), f"the file cannot be read: {error.strerror or error}")
            return None

    def _decoded(self, name: str, data: bytes) -> str | None:
        self.files[name] = hashlib.sha256(data).hexdigest()
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - data.rfind(b"\n", 0, error.start)
            where = Where(str(self.folder / name), line, column)
            self._note(where, "not UTF-8: a byte here is no character", "save the file as UTF-8")
            return None

    def _note(self, where: Where, wrong: str, allowed: str = "", nearest: str = "") -> None:
        self.problems.append(Problem(where, "", wrong, allowed, nearest))
