"""A case folder read into one tree: ``case.yaml``, and files named after sections.

Reading never follows a link out of the folder, never opens what is not a plain
file, and refuses files too large to have been written by a person.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from irenic.case import CASE_FILE
from irenic.case.document import SECTIONS
from irenic.case.tree import LARGEST_FILE, Entries, Node, Scalar, read_tree
from irenic.errors import Problem, Where, listed, nearest_name


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
    """

    path: Path
    root: Entries
    files: dict[str, str]
    problems: tuple[Problem, ...]


def read_folder(path: Path) -> Folder:
    """Read the files of a case folder.

    Parameters
    ----------
    path
        The folder, or the ``case.yaml`` in it.
    """
    folder = path.parent if path.name == CASE_FILE else path
    here = Where(str(folder / CASE_FILE))
    if not (folder / CASE_FILE).exists():
        found = "there is no such folder" if not folder.is_dir() else f"the folder has no {CASE_FILE}"
        problem = Problem(Where(str(folder)), "", found, f"a folder with a {CASE_FILE}; irenic new makes one")
        return Folder(folder, Entries(here), {}, (problem,))
    reader = _Reader(folder, [], {})
    root = reader.entries_of(CASE_FILE) or Entries(here)
    for name in sorted(item.name for item in folder.iterdir() if item.suffix in (".yaml", ".yml")):
        if name != CASE_FILE:
            root = reader.joined(root, name)
    return Folder(folder, root, reader.files, tuple(reader.problems))


def resolve_inside(folder: Path, relative: str) -> Path | None:
    """Return a file within a folder, or ``None`` if the path or a link leads out of it.

    Examples
    --------
    >>> resolve_inside(Path("."), "../elsewhere.txt") is None
    True
    """
    home = folder.resolve()
    target = (folder / relative).resolve()
    return target if target.is_relative_to(home) else None


@dataclass(slots=True)
class _Reader:
    folder: Path
    problems: list[Problem]
    files: dict[str, str]

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
        return None

    def _node_of(self, name: str) -> Node | None:
        text = self._text_of(name)
        if text is None:
            return None
        shown = str(self.folder / name)
        tree = read_tree(text, shown)
        self.problems.extend(tree.problems)
        if tree.root is None and not tree.problems:
            self._note(Where(shown), "the file is empty", "irenic new makes a case to start from")
        return tree.root

    def _text_of(self, name: str) -> str | None:
        where = Where(str(self.folder / name))
        file = resolve_inside(self.folder, name)
        if file is None:
            self._note(where, "a link leads out of the case folder", "a file inside the folder")
        elif not file.is_file():
            self._note(where, "this is not a file that can be read")
        elif file.stat().st_size > LARGEST_FILE:
            size = file.stat().st_size / 1e6
            self._note(where, f"the file has {size:.1f} MB", f"at most {LARGEST_FILE / 1e6:.0f} MB a file")
        else:
            return self._decoded(name, file.read_bytes())
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
