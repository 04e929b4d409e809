"""Reading files: whatever they hold, the answer is a document or a list of problems."""

import json
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import strategies
from irenic.case.case import Case
from irenic.case.check import check_folder
from irenic.case.draft import starter
from irenic.case.tree import (
    MOST_VALUES,
    Altered,
    Entries,
    Items,
    Node,
    Scalar,
    find,
    path_text,
    plain,
    read_tree,
    where_is,
)
from irenic.case.validate import as_spelled
from irenic.errors import InvalidCase, Where
from irenic.examples import NAMES, files_of

BUNDLED = {name: files_of(name) for name in NAMES}
BUNDLED["starter"] = starter()


def checked(files):
    """Check a case that is laid down for it; return the problems, which must be at places of its files."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, content in files.items():
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        found = check_folder(folder)
        for problem in found.problems:
            assert problem.wrong
            assert Path(problem.where.file).name in files
            assert problem.where.line >= 1
            assert problem.where.column >= 1
            assert str(problem).isprintable()
        if not found.problems:
            for note in Case.read(folder).check():
                assert note.paths
        return found.problems


@given(st.binary(max_size=200))
@example(b"\r\r\r\ra: b: c")
@example("\u2028\u2028\u2028a: b: c".encode())
@example(b"\xef\xbb\xbfirenic: 1\ntitle: T\n")
@example(b"a: &a [*a]\n")
@example(b"%YAML 9.9\n---\n")
def test_any_bytes_are_a_case_or_problems(data):
    checked({"case.yaml": data})


@given(st.text(alphabet="a1:-[]{}&*#!|>'\"%@`,? \n\t\r\u2028\ufeff\x01<", max_size=60))
def test_any_text_that_looks_like_yaml_is_a_tree_or_problems(text):
    tree = read_tree(text, "case.yaml")
    for problem in tree.problems:
        assert problem.where.line <= 2 + sum(text.count(end) for end in "\n\r\u2028")
    if tree.root is not None:
        assert json.dumps(plain(tree.root))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=80)
@given(st.dictionaries(strategies.keys, strategies.trees, max_size=5))
def test_any_tree_is_a_case_or_problems(tree):
    whole = {"irenic": "1", "title": "T", **tree}
    checked({"case.yaml": json.dumps(whole, ensure_ascii=True)})


def _cuttings(text):
    """Return places of a text at which something can be damaged: tokens and line ends."""
    return [index for index, character in enumerate(text) if character in " ,:{}[]\n"]


@pytest.mark.parametrize("name", BUNDLED)
def test_a_damaged_case_is_a_case_or_problems(name):
    """Seeded accidents: something is cut out, doubled, or put where it does not belong."""
    files = BUNDLED[name]
    chance = random.Random(name)
    for _ in range(5 if name == "ukraine-2025" else 50):
        file = chance.choice(list(files))
        text = files[file]
        places = _cuttings(text)
        start = chance.choice(places)
        stop = min(start + chance.randrange(40), len(text))
        put = chance.choice(["", "nan", "²", "[", "x", "60 to 40", "*a", "!!int ", "times 2", text[start:stop]])
        problems = checked({**files, file: text[:start] + put + text[stop:]})
        assert all(str(problem) for problem in problems)


_BASE = """\
irenic: 1
title: T
actors: {a: {name: A, role: party}, b: {name: B, role: party}}
issues: {i: {name: I, question: Q, options: {x: {at: 0, label: X}, y: {at: 50, label: Y}, z: {at: 100, label: Z}}}}
positions: {a: {i: {wants: x, salience: 50}}}
capability: {a: 50, b: 40 to 60}
levers: {l: {label: L, by: a, does: {capability.a: 5}}}
war:
  {challenger: a, defender: b, front: {positions: 5, now: 2}, battle: {decisive: 10%, steepness: 1},
   forces: {own: {a: 1, b: 1}}, cost: {a: 1%, b: 1%}, patience: {a: 90%, b: 90%}, optimism: {a: 1, b: 1},
   proposes: {a: 50%, b: 50%}}
"""
_PATHS = st.one_of(
    st.sampled_from(
        [
            "capability.a",
            "capability.c",
            "positions.a.i.wants",
            "positions.a.i",
            "issues.i.options.y.at",
            "war.front.now",
            "actors.a",
            "war.front.positions",
            "actors.a.name",
            "levers.l.by",
            "issues.i.options",
            "signatories",
            "war.cost.a",
            "war",
            "levers.l.does",
            "positions.a.i.earlier.²",
        ]
    ),
    st.text(alphabet="a.iwr²", max_size=8),
)


@settings(max_examples=80)
@given(st.dictionaries(_PATHS, strategies.trees, min_size=1, max_size=3))
@example({"issues.i.options.y.at": "plus 5"})
@example({"war.front.now": "plus 1"})
@example({"war.front.now": {"times": "1 to 2", "judgement": "j"}})
@example({"positions.a.i.wants": "plus 5"})
def test_any_patch_is_applied_or_a_problem(patches):
    scenario = json.dumps({"s": {"label": "S", "set": patches}}, ensure_ascii=True)
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "case.yaml").write_text(f"{_BASE}scenarios: {scenario}\n", encoding="utf-8")
        if check_folder(Path(scratch)).problems:
            return
        case = Case.read(scratch).under(scenario="s")
        assert case.scenarios == ("s",)
        assert all(len(placed.path) > 0 for placed in case.drawn)


def test_arithmetic_that_moves_an_option_past_the_next_is_a_problem(tmp_path):
    text = _BASE + "scenarios: {s: {label: S, set: {issues.i.options.x.at: plus 60}}}\n"
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    (problem,) = check_folder(tmp_path).problems
    assert problem.wrong == "lies at 50, before the option above it at 60"


def test_arithmetic_that_leaves_the_battlefield_is_a_problem(tmp_path):
    text = _BASE + "scenarios: {s: {label: S, set: {war.front.now: plus 3 to 4}}}\n"
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    (problem,) = check_folder(tmp_path).problems
    assert problem.sentence == (
        "war.front.now: 2, plus 3 to 4 leaves the battlefield; allowed: 0 to 4, as there are 5 positions"
    )


# What the tree promises.


def test_every_scalar_stays_what_was_written():
    lines = ["NO: no", "time: 1:30", "version: 1.10", "hex: 0x1F", "big: 1_000", "date: 2025-05-20", "nul: ~"]
    written = "\n".join([*lines, "quoted: 'null'"])
    assert plain(read_tree(written, "case.yaml").root) == {
        "NO": "no",
        "time": "1:30",
        "version": "1.10",
        "hex": "0x1F",
        "big": "1_000",
        "date": "2025-05-20",
        "nul": None,
        "quoted": "null",
    }


@given(
    st.recursive(
        st.text(alphabet="ab cä€😀", min_size=1, max_size=5),
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(strategies.names, inner, max_size=3)),
        max_leaves=12,
    )
)
def test_a_tree_is_what_was_written_and_every_span_covers_its_value(written):
    text = json.dumps({"root": written}, ensure_ascii=False)
    root = read_tree(text, "case.yaml").root
    assert plain(root) == {"root": written}
    for node in _nodes(root):
        start, stop = node.span
        assert json.loads(text[start:stop]) == plain(node)
        assert (node.where.line, node.where.column) == (1, start + 1)
        assert node.size == _counted(plain(node))
        assert node.depth == _deep(plain(node))


def _nodes(node):
    yield node
    inner = node.values.values() if isinstance(node, Entries) else node.values if isinstance(node, Items) else ()
    for child in inner:
        yield from _nodes(child)


def _counted(value):
    if isinstance(value, dict):
        return 1 + len(value) + sum(map(_counted, value.values()))
    return 1 + sum(map(_counted, value)) if isinstance(value, list) else 1


def _deep(value):
    inner = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
    return 1 + max(map(_deep, inner), default=0)


def test_an_alias_shares_the_node_it_names():
    root = read_tree("a: &x {b: c}\nd: *x\n", "case.yaml").root
    assert find(root, ("d",)) is find(root, ("a",))
    assert where_is(root, ("d", "b")) == Where("case.yaml", 1, 11)


def test_aliases_may_be_used_as_long_as_they_stay_small():
    text = "a: &a [1, 2]\nb: [" + ", ".join(["*a"] * 100) + "]\n"
    assert read_tree(text, "case.yaml").problems == ()
    assert find(read_tree(text, "case.yaml").root, ("b",)).size == 301
    assert MOST_VALUES > 301


def test_where_a_path_ends_early_the_nearest_part_is_shown():
    root = read_tree("a:\n  b: [c]\n", "case.yaml").root
    assert str(where_is(root, ("a", "b", "0"))) == "case.yaml:2:7"
    assert str(where_is(root, ("a", "b", "9"))) == "case.yaml:2:6"
    assert str(where_is(root, ("a", "b"), key=True)) == "case.yaml:2:3"
    assert str(where_is(root, ("a", "z"), key=True)) == "case.yaml:2:3"
    assert str(where_is(root, ())) == "case.yaml:1:1"
    assert find(root, ("a", "b", "²")) is None


def test_a_path_with_a_dot_in_a_key_stands_in_brackets():
    assert path_text(("a", "b.c", "d")) == "a[b.c].d"


def test_a_changed_number_is_plain_arithmetic():
    where = Where("case.yaml")
    altered = Altered(where, base=Scalar(where, text="5"), steps=(("times", Scalar(where, text="2"), "p"),))
    assert plain(altered).steps == (("times", "2", "p"),)
    with pytest.raises(TypeError):
        plain(Node(where))


@given(st.sets(st.integers(0, 9), max_size=8), st.integers(0, 9))
def test_a_number_in_a_shortened_list_is_the_number_before_it_was_shortened(cut, index):
    left = [number for number in range(10) if number not in cut]
    expected = str(left[index]) if index < len(left) else str(index)
    root = read_tree("events: [" + ", ".join("{on: 2025}" for _ in range(10)) + "]", "case.yaml").root
    assert as_spelled(root, ("events", str(index), "on"), {("events",): left}) == ("events", expected, "on")


def test_all_problems_of_many_files_are_told_at_once(tmp_path):
    files = {"case.yaml": "irenic: 3\ntitle: T\n", "actors.yaml": "a: {name: A}\n", "events.yaml": "- {what: W}\n"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InvalidCase) as raised:
        Case.read(tmp_path)
    assert [Path(p.where.file).name for p in raised.value.problems] == ["actors.yaml", "case.yaml", "events.yaml"]


def test_a_case_may_be_named_by_its_file(tmp_path):
    (tmp_path / "case.yaml").write_text("irenic: 1\ntitle: T\n", encoding="utf-8")
    assert Case.read(tmp_path / "case.yaml").fingerprint == Case.read(tmp_path).fingerprint
