"""Every fault is told in a whole sentence, at its place, and all of them at once."""

import json
import os
from pathlib import Path

import pytest

from case.broken_cases import ACTORS, HEAD, TABLE, WHOLE
from irenic.case.case import Case
from irenic.case.check import check_folder
from irenic.case.tree import LARGEST_FILE
from irenic.errors import InvalidCase, IrenicError


def lay(folder, text):
    """Write a case, given as its ``case.yaml`` or as files, and return its folder."""
    for name, content in (text if isinstance(text, dict) else {"case.yaml": text}).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def told(folder):
    """Return the problems of a folder as ``(file, line, column, sentence)``."""
    return [
        (Path(p.where.file).name, p.where.line, p.where.column, p.sentence.replace(str(folder), "FOLDER"))
        for p in check_folder(folder).problems
    ]


def fits(found, expected):
    """Compare sentences; ``...`` in the expected one stands for anything."""
    parts = expected.split("...")
    return found == expected or (
        len(parts) > 1 and found.startswith(parts[0]) and found.endswith(parts[-1]) and len(found) > len(expected) - 3
    )


@pytest.mark.parametrize("broken", TABLE, ids=[broken.name for broken in TABLE])
def test_a_broken_case_says_what_is_wrong_where_it_is_wrong(broken, tmp_path):
    found = told(lay(tmp_path, broken.text))
    expected = [problem if len(problem) == 4 else ("case.yaml", *problem) for problem in broken.problems]
    assert [problem[:3] for problem in found] == [problem[:3] for problem in expected], found
    for (*_, sentence), (*_, wanted) in zip(found, expected, strict=True):
        assert fits(sentence, wanted), f"\n{sentence}\n{wanted}"


def test_the_table_holds_a_case_of_every_kind_that_was_asked_for():
    assert len(TABLE) > 150
    assert len({broken.name for broken in TABLE}) == len(TABLE)


def test_five_faults_in_one_case_are_five_problems_in_the_order_of_the_file(tmp_path):
    text = WHOLE + (
        "capability: {a: 101, c: 5}\n"
        "positions: {a: {i: {wants: z, salince: 5}}}\n"
        "proposals: {p: {label: P, by: a, on: 2025-13, terms: {i: x}}}\n"
    )
    found = told(lay(tmp_path, text))
    assert [problem[1:3] for problem in found] == [(5, 17), (5, 22), (6, 28), (6, 31), (7, 38)]
    with pytest.raises(InvalidCase) as raised:
        Case.read(tmp_path)
    assert str(raised.value).startswith("5 problems\n")
    assert len(str(raised.value).splitlines()) == 6


def test_the_whole_line_begins_with_a_place_that_an_editor_opens(tmp_path):
    lay(tmp_path, "irenic: 1\ntitle: T\nactor: {}\n")
    (problem,) = check_folder(tmp_path).problems
    assert str(problem).startswith(f"{tmp_path / 'case.yaml'}:3:1: unknown key 'actor'; allowed: irenic, title, ")
    plain = json.loads(json.dumps(problem.as_dict()))
    assert (plain["line"], plain["column"], plain["nearest"]) == (3, 1, "actors")


def test_one_fault_of_an_item_does_not_move_the_place_of_the_next(tmp_path):
    """Broken items are cut out before references are checked; what follows keeps its number."""
    events = [f"  - {{on: 2025, what: {n}, who: [a]}}\n" for n in range(12)]
    events[8] = "  - {on: 2025}\n"
    events[10] = "  - {on: never, what: 10}\n"
    events[11] = "  - {on: 2025, what: 11, who: [zz]}\n"
    found = told(lay(tmp_path, HEAD + ACTORS + "events:\n" + "".join(events)))
    assert [problem[1:3] for problem in found] == [(13, 5), (15, 10), (16, 32)]
    assert found[2][3] == "events.11.who.0: unknown actor 'zz'; allowed: a, b"


def test_control_characters_of_a_case_never_reach_the_terminal(tmp_path):
    lay(tmp_path, HEAD + 'signatories: "a\\e[2Jb"\n')
    (problem,) = check_folder(tmp_path).problems
    assert "\x1b" not in str(problem)
    assert "\\x1b[2J" in str(problem)


@pytest.mark.parametrize("path", ["nowhere", "nowhere/case.yaml", "file.txt", "file.txt/case.yaml"])
def test_a_folder_that_is_not_there_is_a_problem_of_the_case(path, tmp_path):
    (tmp_path / "file.txt").write_text("text", encoding="utf-8")
    (problem,) = check_folder(tmp_path / path).problems
    assert problem.sentence == "there is no such folder; allowed: a folder with a case.yaml; irenic new makes one"


def test_a_folder_without_a_case_file_is_a_problem_of_the_case(tmp_path):
    (problem,) = check_folder(tmp_path).problems
    assert (
        str(problem)
        == f"{tmp_path}:1:1: the folder has no case.yaml; allowed: a folder with a case.yaml; irenic new makes one"
    )


@pytest.mark.parametrize("name", ["x" * 400, "a\0b"])
def test_a_folder_whose_name_no_folder_can_have_is_a_problem(name):
    (problem,) = check_folder(Path(name)).problems
    assert problem.wrong.startswith("the folder cannot be read: ")


def test_a_huge_file_is_refused_without_being_read(tmp_path, monkeypatch):
    lay(tmp_path, HEAD)
    with (tmp_path / "actors.yaml").open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", _only("case.yaml", Path.read_bytes))
    assert told(tmp_path) == [("actors.yaml", 1, 1, "the file has 50.0 MB; allowed: at most 4 MB a file")]


def _only(name, read):
    def reading(path):
        assert path.name == name, f"{path.name} was read"
        return read(path)

    return reading


def test_the_largest_file_that_is_read_is_read(tmp_path):
    lay(tmp_path, HEAD + "#" * (LARGEST_FILE - len(HEAD)))
    assert told(tmp_path) == []
    lay(tmp_path, HEAD + "#" * (LARGEST_FILE - len(HEAD) + 1))
    assert [problem[3] for problem in told(tmp_path)] == ["the file has 4.0 MB; allowed: at most 4 MB a file"]


@pytest.mark.parametrize(
    ("link", "target"),
    [("actors.yaml", "../outside.yaml"), ("actors.yaml", "actors.yaml"), ("actors.yaml", "/dev/zero")],
)
def test_a_link_out_of_the_folder_is_refused(link, target, tmp_path):
    (tmp_path / "outside.yaml").write_text("a: {name: A, role: party}\n", encoding="utf-8")
    folder = lay(tmp_path / "case", HEAD)
    (folder / link).symlink_to(target)
    sentence = "a link leads out of the case folder, or in a circle; allowed: a file inside the folder"
    assert told(folder) == [("actors.yaml", 1, 1, sentence)]


def test_a_link_within_the_folder_is_followed(tmp_path):
    lay(tmp_path, {"case.yaml": HEAD, "parts/a.yaml": "a: {name: A, role: party}\n"})
    (tmp_path / "actors.yaml").symlink_to("parts/a.yaml")
    assert told(tmp_path) == []


@pytest.mark.parametrize("target", ["../outside.txt", "text.txt"])
def test_a_text_behind_a_link_that_leaves_the_folder_is_refused(target, tmp_path):
    (tmp_path / "outside.txt").write_text("secret", encoding="utf-8")
    folder = lay(tmp_path / "case", HEAD + "sources: {s: {title: S, file: text.txt}}\n")
    (folder / "text.txt").symlink_to(target)
    sentence = (
        "sources.s.file: 'text.txt' names no file inside the case folder; allowed: a path such as sources/article.txt"
    )
    assert told(folder) == [("case.yaml", 3, 31, sentence)]


@pytest.mark.parametrize("name", ["actors.yaml", "case.yaml"])
def test_what_is_no_plain_file_is_not_opened(name, tmp_path):
    if name != "case.yaml":
        lay(tmp_path, HEAD)
    os.mkfifo(tmp_path / name)
    assert told(tmp_path) == [(name, 1, 1, "this is not a file that can be read")]


def test_a_pipe_in_place_of_a_text_is_not_opened(tmp_path):
    lay(tmp_path, HEAD + "sources: {s: {title: S, file: text.txt}}\n")
    os.mkfifo(tmp_path / "text.txt")
    sentence = "sources.s.file: text.txt is not a file that can be read; allowed: a plain text file"
    assert told(tmp_path) == [("case.yaml", 3, 31, sentence)]


def test_a_file_without_permission_is_a_problem(tmp_path, monkeypatch):
    lay(tmp_path, HEAD)

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert told(tmp_path) == [("case.yaml", 1, 1, "the file cannot be read: Permission denied")]


def test_a_folder_without_permission_is_a_problem(tmp_path, monkeypatch):
    lay(tmp_path, HEAD)

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    (problem,) = check_folder(tmp_path).problems
    assert problem.wrong == "the folder cannot be read: Permission denied"


def test_every_broken_case_raises_nothing_but_an_error_of_irenic(tmp_path):
    for index, broken in enumerate(TABLE):
        folder = lay(tmp_path / str(index), broken.text)
        with pytest.raises(IrenicError):
            Case.read(folder)


def test_a_thousand_unknown_names_are_told_at_once(tmp_path):
    actors = "".join(f"  a{number}: {{name: A, role: party, backs: a1x}}\n" for number in range(1000))
    found = told(lay(tmp_path, HEAD + "actors:\n" + actors))
    assert len(found) == 1000
    assert found[0][3].endswith("a10, a11, a12 and 987 more")
    assert "did you mean" not in found[0][3], "looking for a near name among a thousand takes too long"
