"""Writing one value: that value changes, and not a byte besides."""

import hashlib
import tempfile
from codecs import BOM_UTF8
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.case.case import Case
from irenic.case.draft import new_case, starter
from irenic.case.edit import write_value
from irenic.case.tree import Entries, find
from irenic.errors import BadUse, InvalidCase, UnknownName
from irenic.examples import files_of

TEXT = """\
# A case with comments, gaps and odd alignment.
irenic:   1
title: "T"   # quoted

actors:
  a:   {name: A,   role: party}   # the first
  b: {name: B, role: party,}

issues:
  i:
    name: I
    question: Q
    options:
      x: {at: 0, label: X}
      y:
        at: 100
        label: >-
          Y at
          length
    # a comment at the end

positions:
  a:
    i: {wants: x, salience: 50}
  b:
    i:
      wants: y   # so they say
      salience:   40 to 60
      note: |
        Two
        lines.

capability:
  a: 5
  b: unknown   # nobody knows
summary:
"""


@pytest.fixture
def open_case(tmp_path):
    def opened(text=TEXT):
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        (tmp_path / "case.yaml").write_bytes(data.replace(b"summary:\n", b"").replace(b"summary:\r\n", b""))
        return Case.read(tmp_path)

    return opened


def text_of(case, name="case.yaml"):
    return (case.folder / name).read_bytes().decode("utf-8")


def changed_lines(before, after):
    """Return the lines that went and those that came, in a text with as many or more lines."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("path", "value", "went", "came"),
    [
        (
            "positions.a.i.salience",
            "55 to 65",
            "    i: {wants: x, salience: 50}\n",
            "    i: {wants: x, salience: 55 to 65}\n",
        ),
        ("positions.b.i.salience", 45, "      salience:   40 to 60\n", "      salience:   45\n"),
        ("positions.b.i.wants", "x", "      wants: y   # so they say\n", "      wants: x   # so they say\n"),
        ("capability.b", "10 to 20", "  b: unknown   # nobody knows\n", "  b: 10 to 20   # nobody knows\n"),
        (
            "capability.a",
            {"value": 5, "judgement": "A guess: low."},
            "  a: 5\n",
            "  a: {value: 5, judgement: 'A guess: low.'}\n",
        ),
        ("title", "War: the end", 'title: "T"   # quoted\n', "title: 'War: the end'   # quoted\n"),
        (
            "actors.a.name",
            "Ärger # 1",
            "  a:   {name: A,   role: party}   # the first\n",
            "  a:   {name: 'Ärger # 1',   role: party}   # the first\n",
        ),
        (
            "actors.a.people",
            ["B, C", "D"],
            "  a:   {name: A,   role: party}   # the first\n",
            "  a:   {name: A,   role: party, people: ['B, C', D]}   # the first\n",
        ),
        ("actors.b.note", "null", "  b: {name: B, role: party,}\n", "  b: {name: B, role: party, note: 'null'}\n"),
        (
            "actors.a",
            {"name": "C", "role": "party"},
            "  a:   {name: A,   role: party}   # the first\n",
            "  a:   {name: C, role: party}   # the first\n",
        ),
    ],
)
def test_only_the_line_of_the_value_changes(path, value, went, came, open_case):
    case = open_case()
    before = text_of(case)
    after = text_of(write_value(case, path, value))
    assert changed_lines(before, after) == ([went], [came])
    assert after == before.replace(went, came, 1)


def test_a_new_key_is_added_below_the_last_one_of_its_entry(open_case):
    case = open_case()
    before = text_of(case)
    after = text_of(write_value(case, "issues.i.now", "x"))
    assert changed_lines(before, after) == ([], ["    now: x\n"])
    assert after.replace("    now: x\n", "") == before
    again = text_of(write_value(Case.read(case.folder), "positions.b.i.judgement", "Why not"))
    assert again.replace("      judgement: Why not\n", "") == after
    assert Case.read(case.folder).document.positions["b"]["i"].judgement == "Why not"


def test_a_new_section_is_added_at_the_end_even_without_a_last_line_break(open_case):
    case = open_case(TEXT.replace("summary:\n", "").rstrip("\n"))
    after = text_of(write_value(case, "as_of", "2025-05-20"))
    assert after.endswith("# nobody knows\nas_of: '2025-05-20'")


def test_line_breaks_of_windows_stay(open_case):
    case = open_case(TEXT.replace("\n", "\r\n"))
    before = text_of(case)
    case = write_value(case, "capability.a", 7)
    assert text_of(case) == before.replace("  a: 5\r\n", "  a: 7\r\n")
    after = text_of(write_value(case, "issues.i.now", "x"))
    assert "    now: x\r\n" in after
    assert after.count("\n") == after.count("\r\n")


def test_a_byte_order_mark_stays(open_case):
    case = write_value(open_case(BOM_UTF8 + TEXT.encode()), "capability.a", 7)
    data = (case.folder / "case.yaml").read_bytes()
    assert data.startswith(BOM_UTF8 + b"# A case")
    assert data.count(BOM_UTF8) == 1
    assert case.document.capability["a"].written == "7"


def test_a_value_in_a_file_of_its_own_is_written_there(tmp_path):
    for name, text in {
        "case.yaml": "irenic: 1\ntitle: T\nactors: {a: {name: A, role: party}}\n",
        "capability.yaml": "a: 5\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    case = write_value(Case.read(tmp_path), "capability.a", "6 to 7")
    assert text_of(case, "capability.yaml") == "a: 6 to 7\n"
    assert text_of(case) == "irenic: 1\ntitle: T\nactors: {a: {name: A, role: party}}\n"


@settings(max_examples=50)
@given(
    st.sampled_from(["title", "actors.a.name", "positions.b.i.note", "issues.i.options.y.label", "summary"]),
    st.text(alphabet="ab1 :#,-'\"{}[]&*!|>%@`\n\tä😀", min_size=1, max_size=20).filter(lambda text: text.strip()),
)
def test_any_text_reads_back_as_it_was_written_and_nothing_else_changes(path, value):
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "case.yaml"
        file.write_text(TEXT.replace("summary:\n", "summary: S\n"), encoding="utf-8")
        case = Case.read(scratch)
        try:
            written = write_value(case, path, value)
        except BadUse:
            assert file.read_text(encoding="utf-8") == TEXT.replace("summary:\n", "summary: S\n")
            return
        found = written.document
        for key in path.split("."):
            found = found[key] if isinstance(found, dict) else getattr(found, key)
        assert found == value.strip()
        others = [line for line in TEXT.splitlines() if line.startswith(("#", "  a:", "capability", "      wants"))]
        kept = file.read_text(encoding="utf-8").splitlines()
        assert all(line in kept for line in others if not (path == "actors.a.name" and line.startswith("  a:   {")))


def refused(case, path, value, error):
    before = {file.name: file.read_bytes() for file in case.folder.iterdir()}
    with pytest.raises(error) as raised:
        write_value(case, path, value)
    assert {file.name: file.read_bytes() for file in case.folder.iterdir()} == before
    return str(raised.value)


def test_nothing_is_written_when_the_case_would_be_broken(open_case):
    case = open_case()
    told = refused(case, "capability.a", 500, InvalidCase)
    assert f"{case.folder}/case.yaml:34:6: capability.a: 500 lies outside the scale" in told
    told = refused(case, "positions.a.i.wants", "z", InvalidCase)
    assert "unknown option 'z'" in told
    assert refused(case, "actors.a.rule", "party", InvalidCase)


def test_nothing_is_written_when_an_attached_text_lacks_the_paragraph(open_case):
    case = open_case(TEXT + "sources: {s: {title: S, file: s.txt}}\n")
    (case.folder / "s.txt").write_text("one\ntwo\n", encoding="utf-8")
    assert "there is no paragraph 3" in refused(case, "actors.a.because", "s#p3", InvalidCase)
    assert write_value(case, "actors.a.because", "s#p2").document.actors["a"].because


def test_a_file_that_has_changed_since_is_not_written(open_case):
    case = open_case()
    (case.folder / "case.yaml").write_text(text_of(case) + "# more\n", encoding="utf-8")
    assert "has changed since the case was read" in refused(case, "capability.a", 6, BadUse)


def test_a_file_that_is_gone_is_told(open_case):
    case = open_case()
    (case.folder / "case.yaml").unlink()
    assert "case.yaml cannot be read" in refused(case, "capability.a", 6, BadUse)


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing_behind(open_case, monkeypatch):
    case = open_case()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert refused(case, "capability.a", 6, BadUse).endswith("cannot be written: No space left on device")


@pytest.mark.parametrize(
    ("path", "value", "error", "told"),
    [
        ("positions.b.i", {"wants": "x"}, BadUse, "'positions.b.i' is a whole block; change one of the values in it"),
        (
            "positions.c.i.wants",
            "x",
            UnknownName,
            "no value 'positions.c.i'; there is positions.a, positions.b; did you mean 'positions.b'?",
        ),
        ("capability.a.judgement", "j", BadUse, "'capability.a' has no keys; write it anew, as keys with values"),
        (
            "capability.a",
            object(),
            BadUse,
            "a object cannot be written into a case; write text, a number, a list or a dictionary",
        ),
    ],
)
def test_what_cannot_be_written_is_told_in_words(path, value, error, told, open_case):
    assert refused(open_case(), path, value, error) == told


def test_a_value_that_others_share_is_not_written(open_case):
    case = open_case(TEXT.replace("a: 5", "a: &five 5").replace("b: unknown ", "b: *five "))
    for name in "ab":
        told = refused(case, f"capability.{name}", 6, BadUse)
        assert "cannot be written without touching what stands around it" in told


def test_an_item_of_a_list_can_be_written(open_case):
    case = open_case(TEXT + "events:\n  - {on: 2025, what: W}\n  - {on: 2024, what: V}\n")
    before = text_of(case)
    assert text_of(write_value(case, "events.1.on", "2023")) == before.replace("2024", "2023")


def test_permissions_of_the_file_stay(open_case):
    case = open_case()
    (case.folder / "case.yaml").chmod(0o640)
    write_value(case, "capability.a", 6)
    assert (case.folder / "case.yaml").stat().st_mode & 0o777 == 0o640


def test_the_case_that_comes_back_is_the_case_on_disk(open_case):
    case = open_case()
    written = write_value(case, "capability.a", 6)
    assert written.fingerprint == Case.read(case.folder).fingerprint != case.fingerprint
    assert written.files["case.yaml"] == hashlib.sha256((case.folder / "case.yaml").read_bytes()).hexdigest()


def test_every_number_of_the_reference_case_can_be_written_in_place(tmp_path):
    """A sample across all files: the file differs in one line only."""
    case = Case.read(new_case(tmp_path / "copy", files_of("ukraine-2025")).parent)
    for placed in [placed for placed in case.quantities if placed.keys[0] in ("capability", "war")][::12]:
        name = f"{placed.keys[0]}.yaml"
        file = tmp_path / "copy" / (name if name in case.files else "case.yaml")
        before = file.read_text(encoding="utf-8")
        path = f"{placed.path}.value" if isinstance(find(case.root, placed.keys), Entries) else placed.path
        case = write_value(case, path, "unknown" if placed.quantity.scale.bounded else "0.5")
        pairs = list(zip(before.splitlines(), file.read_text(encoding="utf-8").splitlines(), strict=True))
        assert sum(old != new for old, new in pairs) <= 1
        assert len(pairs) > 50


# A new case.


def test_the_starter_is_a_case_without_problems_and_with_few_notes(tmp_path):
    case = Case.read(new_case(tmp_path / "new", starter()).parent)
    assert len(case.check()) <= 2
    assert {line.split(":")[0] for line in starter()["case.yaml"].splitlines() if line and line[0].isalpha()} >= {
        "sources",
        "actors",
        "issues",
        "positions",
        "capability",
        "proposals",
        "scenarios",
        "perspectives",
    }


@pytest.mark.parametrize("target", ["new", "deep/er/new", "there"])
def test_a_new_case_holds_its_files_and_the_schema_and_nothing_else(target, tmp_path):
    (tmp_path / "there").mkdir()
    made = new_case(tmp_path / target, starter())
    assert made == tmp_path / target / "case.yaml"
    assert sorted(file.name for file in made.parent.iterdir()) == ["case.schema.json", "case.yaml"]
    assert made.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=case.schema.json\n")
    assert not [path for path in made.parent.parent.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("kind", ["file", "full"])
def test_what_is_there_already_is_never_overwritten(kind, tmp_path):
    target = tmp_path / "there"
    if kind == "file":
        target.write_text("mine", encoding="utf-8")
    else:
        target.mkdir()
        (target / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BadUse, match="exists and is not empty; name a new folder"):
        new_case(target, starter())
    assert (target if kind == "file" else target / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_case_that_cannot_be_made_leaves_nothing_half_written(tmp_path, monkeypatch):
    wrote = Path.write_text

    def full(path, *arguments, **named):
        if path.name == "case.schema.json":
            raise OSError(28, "No space left on device")
        return wrote(path, *arguments, **named)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(BadUse, match="new cannot be made: No space left on device"):
        new_case(tmp_path / "new", starter())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_below_a_file_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("text", encoding="utf-8")
    with pytest.raises(BadUse, match="cannot be made"):
        new_case(tmp_path / "file" / "new", starter())
