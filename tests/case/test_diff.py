"""Two versions of a case are compared by what they say: nothing that changed is missed, nothing else is told."""

# ruff: noqa: E501 -- an edit and all that is told of it stand on one line

import shutil
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

import irenic
from irenic.case.belief import Exact
from irenic.case.case import Case
from irenic.case.diff import differences
from irenic.case.meaning import paired
from irenic.case.walk import quantities
from irenic.examples import NAMES, folder_of

CASE = """\
irenic: 1
title: A test
sources:
  s: {title: S, paragraphs: 9, says: {p1: One, p2-p3: Two}}
actors:
  a: {name: A, role: party, backs: [b, c], because: [s#p1, s#p2]}
  b: {name: B, role: party, of: c}
  c: {name: C, role: patron}
issues:
  x:
    name: X
    question: Which?
    options:
      low: {at: 0, label: Low}
      mid: {at: 40 to 60, label: Middle}
      high: {at: 100, label: High}
positions:
  a: {x: {wants: low to mid, refuses: [high], salience: 50, judgement: J}}
  b: {x: {wants: high, accepts: {options: [mid, high], because: s#p4}}}
capability: {a: {value: {choices: {40: 30%, 60: 70%}}, judgement: J}, b: {coders: {k: 40, l: 50 to 60}}}
proposals:
  p: {label: P, by: [a, b], on: 2025-05, terms: {x: [low, mid]}}
moves:
  a: {go: {label: Go}, stay: {label: Stay}}
  infeasible: ["a.go and a.stay"]
preferences:
  a: [a.go, not a.stay]
levers:
  l: {label: L, by: c, does: {capability.a: times 1.1 to 1.5, positions.b.x.wants: mid}, judgement: J}
scenarios:
  z: {label: Z, pull: l, set: {capability.b: {value: 50, because: s#p5}}}
arguments:
  g: {says: G, by: s#p6, if: {scenario: z}, then: {packages.feasible: rises}}
events:
  - {on: 2025-01, what: First}
  - {on: 2025-02, what: Second, who: a}
  - {on: 2025-03, what: Third}
"""

SAME = [
    ("backs: [b, c]", "backs: [c, b]"),
    ("because: [s#p1, s#p2]", "because: [s#p2, s#p1]"),
    ("refuses: [high]", "refuses: {options: high}"),
    ("salience: 50", "salience: {value: 50.0}"),
    ("at: 40 to 60", "at: {low: 40, high: 60.0}"),
    ("{40: 30%, 60: 70%}", "{60: 0.7, 40: 0.3}"),
    ("{k: 40, l: 50 to 60}", "{l: 50 to 60, k: 40}"),
    ("on: 2025-05, terms", "on: 2025-05-01 to 2025-05-31, terms"),
    ("title: A test", "title:   >-\n  A\n  test"),
    ("times 1.1 to 1.5", "{times: 1.10 to 1.5}"),
    ("a: {name: A, role: party,", "a: {role: party, name: A,"),
    ('["a.go and a.stay"]', '["a.go   &   a.stay"]'),
    (
        "  - {on: 2025-01, what: First}\n  - {on: 2025-02, what: Second, who: a}",
        "  - {on: 2025-02, who: [a], what: Second}\n  - {what: First, on: 2025-01}",
    ),
    ("{p1: One, p2-p3: Two}", "{p2-3: Two, p1: One}"),
]

CHANGES = [
    # edit, and the differences: change, what, part, path, line of the old, line of the new
    ("title: A test", "title: Another", [("changed", "case", "title", "title", 2, 2)]),
    ("  b: {name: B, role: party, of: c}", "  b: {name: B, role: party}", [("removed", "actor", "of", "actors.b.of", 7, None)]),
    ("role: patron", "role: host", [("changed", "actor", "role", "actors.c.role", 8, 8)]),
    ("backs: [b, c]", "backs: c", [("removed", "actor", "backs", "actors.a.backs", 6, None)]),
    ("[s#p1, s#p2]", "[s#p1, s#p3]", [
        ("removed", "locator", "", "actors.a.because", 6, None),
        ("added", "locator", "", "actors.a.because", None, 6),
    ]),
    ("at: 40 to 60", "at: 45 to 60", [("changed", "number", "", "issues.x.options.mid.at", 15, 15)]),
    ("label: Middle", "label: Centre", [("changed", "option", "label", "issues.x.options.mid.label", 15, 15)]),
    ("wants: low to mid", "wants: mid", [("changed", "number", "", "positions.a.x.wants", 18, 18)]),
    (", salience: 50, j", ", j", [("removed", "number", "", "positions.a.x.salience", 18, None)]),
    ("judgement: J}}\n  b: {x", "judgement: K}}\n  b: {x", [("changed", "judgement", "", "positions.a.x.judgement", 18, 18)]),
    ("refuses: [high], ", "", [("removed", "red line", "", "positions.a.x.refuses", 18, None)]),
    ("[mid, high]", "high", [("removed", "red line", "options", "positions.b.x.accepts.options", 19, None)]),
    ("because: s#p4", "because: s#p5", [
        ("removed", "locator", "", "positions.b.x.accepts.because", 19, None),
        ("added", "locator", "", "positions.b.x.accepts.because", None, 19),
    ]),
    ("30%, 60: 70%", "20%, 60: 80%", [("changed", "number", "", "capability.a", 20, 20)]),
    ("l: 50 to 60}", "m: 50 to 60}", [("changed", "number", "", "capability.b", 20, 20)]),
    ("[low, mid]", "low", [("removed", "proposal", "terms.x", "proposals.p.terms.x", 22, None)]),
    ("label: Stay}", "label: Stay, now: yes}", [("changed", "move", "now", "moves.a.stay.now", 24, 24)]),
    ("[a.go, not a.stay]", "[not a.stay, a.go]", [
        ("changed", "preference", "wants", "preferences.a.order.0.wants", 27, 27),
        ("changed", "preference", "wants", "preferences.a.order.1.wants", 27, 27),
    ]),
    ("1.1 to 1.5", "1.2 to 1.5", [("changed", "patch", "", "levers.l.does[capability.a]", 29, 29)]),
    ("wants: mid}", "wants: mid to high}", [("changed", "patch", "", "levers.l.does[positions.b.x.wants]", 29, 29)]),
    ("  l: {label: L", "  m: {label: M, by: c, outside: O}\n  l: {label: L", [("added", "lever", "", "levers.m", None, 29)]),
    ("because: s#p5}}", "because: s#p5, confidence: low}}", [
        ("added", "confidence", "", "scenarios.z.set[capability.b].confidence", None, 31)
    ]),
    ("feasible: rises", "feasible: falls", [
        ("changed", "argument", "then[packages.feasible]", "arguments.g.then[packages.feasible]", 33, 33)
    ]),
    ("  - {on: 2025-01, what: First}\n", "", [("removed", "event", "", "events.0", 35, None)]),
    ("what: Second,", "what: The second,", [("changed", "event", "what", "events.1.what", 36, 36)]),
    ("p2-p3: Two", "p2-p3: Three", [("changed", "passage", "says", "sources.s.says.p2-p3.says", 4, 4)]),
]  # fmt: skip


def read(folder, name, text):
    (folder / name).mkdir()
    (folder / name / "case.yaml").write_text(text, encoding="utf-8")
    return Case.read(folder / name)


def edited(before, after):
    assert CASE.count(before) == 1, before
    return CASE.replace(before, after)


def told(found):
    return [(d.change, d.what, d.part, d.path, d.old and d.old.where.line, d.new and d.new.where.line) for d in found]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_what_is_only_written_in_another_way_is_no_difference(tmp_path, before, after):
    assert differences(read(tmp_path, "old", CASE), read(tmp_path, "new", edited(before, after))) == ()


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_a_change_is_told_with_its_kind_its_path_and_its_line(tmp_path, before, after, expected):
    old, new = read(tmp_path, "old", CASE), read(tmp_path, "new", edited(before, after))
    assert told(differences(old, new)) == expected


@pytest.mark.parametrize(("before", "after"), [each[:2] for each in CHANGES])
def test_the_way_back_is_told_the_other_way_round(tmp_path, before, after):
    old, new = read(tmp_path, "old", CASE), read(tmp_path, "new", edited(before, after))
    forth = sorted(repr((d.what, d.new, d.old)) for d in differences(old, new))
    assert forth == sorted(repr((d.what, d.old, d.new)) for d in differences(new, old))


def test_all_changes_at_once_are_all_told(tmp_path):
    text, expected = CASE, 0
    for before, after, found in CHANGES:
        if before in text and text.count(before) == 1 and "\n" not in after + before:
            text, expected = text.replace(before, after), expected + len(found)
    found = differences(read(tmp_path, "old", CASE), read(tmp_path, "new", text))
    assert expected > 20
    assert len(found) == expected


def test_old_and_new_belief_are_echoed_at_5_50_and_95(tmp_path):
    old, new = read(tmp_path, "old", CASE), read(tmp_path, "new", edited("wants: low to mid", "wants: 20 to 60"))
    (found,) = differences(old, new)
    assert (found.old.written, found.new.written) == ("low to mid", "20 to 60")
    assert found.old.percentiles == pytest.approx((0, 25, 50))
    assert found.new.percentiles == pytest.approx((20, 40, 60))


def test_a_factor_of_a_lever_is_echoed_as_well(tmp_path):
    (found,) = differences(read(tmp_path, "old", CASE), read(tmp_path, "new", edited("1.1 to 1.5", "1.2 to 1.6")))
    assert found.old.written == "times 1.1 to 1.5"
    assert found.new.percentiles == pytest.approx((1.2, 1.4, 1.6))


def test_a_war_that_is_left_out_is_one_difference():
    case = irenic.load("ukraine-2025")
    peace = replace(case, document=case.document.model_copy(update={"war": None}))
    (found,) = differences(case, peace)
    assert (found.change, found.what, found.path) == ("removed", "war", "war")


@pytest.mark.parametrize("name", NAMES)
def test_a_case_written_anew_with_its_keys_in_another_order_is_the_same_case(name, tmp_path):
    shutil.copytree(folder_of(name), tmp_path / name)
    yaml = YAML(typ="rt")
    for file in (tmp_path / name).glob("*.yaml"):
        content = yaml.load(file)
        with file.open("w", encoding="utf-8") as stream:
            yaml.dump(backwards(content, file.stem), stream)
    assert differences(irenic.load(name), Case.read(tmp_path / name)) == ()


def backwards(item, key):
    """Return mappings with their keys the other way round; options and statements keep the order that they have."""
    if isinstance(item, dict):
        keys = list(item) if key == "ordered" else list(reversed(item))
        ordered = "ordered" if key == "preferences" else ""
        return {str(k): backwards(item[k], ordered or {"options": "ordered"}.get(k, str(k))) for k in keys}
    return [backwards(part, "") for part in item] if isinstance(item, list) else str(item)


def test_another_order_of_named_statements_is_told(tmp_path):
    named = edited("  a: [a.go, not a.stay]", "  a: {x: a.go, y: not a.stay, z: a.go}")
    turned = named.replace("{x: a.go, y: not a.stay, z: a.go}", "{y: not a.stay, x: a.go}")
    found = differences(read(tmp_path, "old", named), read(tmp_path, "new", turned))
    assert [(d.change, d.what, d.path) for d in found] == [
        ("removed", "preference", "preferences.a.z"),
        ("changed", "priorities", "preferences.a.order"),
    ]
    assert (found[1].old.written, found[1].new.written) == ("x, y", "y, x")


@given(st.sets(st.integers(0, 60), min_size=1, max_size=6))
def test_exactly_the_numbers_that_were_changed_are_told(which):
    case = irenic.load("two-villages")
    numbers = list(quantities(case.document))
    chosen = {numbers[index % len(numbers)].path for index in which}
    changed = case.document
    for placed in numbers:
        if placed.path in chosen:
            changed = with_number(changed, placed.keys, placed.quantity)
    found = differences(case, replace(case, document=changed))
    assert {each.path for each in found} == chosen
    assert {each.what for each in found} == {"number"}


def with_number(item, keys, quantity):
    """Return a document in which one number is believed to be certain."""
    if not keys:
        return replace(quantity, belief=Exact(33.25), written="33.25")
    key, *rest = keys
    if isinstance(item, dict):
        return {**item, key: with_number(item[key], rest, quantity)}
    return item.model_copy(update={key: with_number(getattr(item, key), rest, quantity)})


@given(st.lists(st.integers(0, 9), max_size=6), st.lists(st.integers(0, 9), max_size=6))
def test_every_item_of_two_lists_is_paired_once_or_left_alone(old, new):
    pairs = paired(old, new, lambda one, other: 1 - abs(one - other) / 5)
    assert sorted(i for i, _ in pairs if i is not None) == list(range(len(old)))
    assert sorted(j for _, j in pairs if j is not None) == list(range(len(new)))
    assert all(abs(old[i] - new[j]) <= 2 for i, j in pairs if i is not None and j is not None)
    alone = [old[i] for i, j in pairs if j is None], [new[j] for i, j in pairs if i is None]
    assert not set(alone[0]) & set(alone[1])
