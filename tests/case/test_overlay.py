"""Perspectives and scenarios: any order gives the same case, and what conflicts is told from both sides."""

import json
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.case import overlay as overlays
from irenic.case.case import Case
from irenic.case.check import check_folder
from irenic.case.overlay import with_perspectives, with_scenarios
from irenic.case.tree import plain, read_tree
from irenic.errors import InvalidCase, UnfitPatches, UnknownName
from irenic.examples import load

PATHS = ["capability.a", "capability.b", "positions.a.i", "positions.a.i.salience", "war.cost.a"]
BASE = {"capability": {"a": "5", "b": "6"}, "positions": {"a": {"i": {"salience": "7"}}}, "war": {"cost": {"a": "1"}}}

patch = st.one_of(
    st.sampled_from(["1", "2"]),
    st.sampled_from(["times 2", "times 3", "plus 1"]),
    st.just({"times": "2", "because": "s#p1"}),
)
overlay = st.fixed_dictionaries({"set": st.dictionaries(st.sampled_from(PATHS), patch, max_size=3)})


@st.composite
def families(draw):
    """Return three overlays of one kind; each may build on those before it."""
    made = {name: draw(overlay) for name in "pqr"}
    made["q"]["builds_on"] = draw(st.sampled_from([[], ["p"]]))
    made["r"]["builds_on"] = draw(st.sampled_from([[], ["p"], ["p", "q"], ["q", "p"]]))
    return made


def root_of(tree):
    return read_tree(json.dumps(tree), "case.yaml").root


def outcome(apply, root, names):
    """Return the case as plain data, or the sorted paths of what conflicts."""
    try:
        return plain(apply(root, names))
    except UnfitPatches as error:
        return sorted({frozenset(_both(problem)) for problem in error.problems}, key=sorted)


def _both(problem):
    if " and by " not in problem.wrong:
        return [problem.path]
    return [problem.path, problem.wrong.split(" and by ")[1].split(" (")[0]]


@settings(max_examples=60)
@given(families(), st.sampled_from(["perspectives", "scenarios"]))
def test_the_order_in_which_overlays_are_named_changes_nothing(made, section):
    root = root_of({**BASE, section: made})
    apply = with_perspectives if section == "perspectives" else with_scenarios
    results = [outcome(apply, root, names) for names in permutations("pqr")]
    assert all(result == results[0] for result in results)


@settings(max_examples=60)
@given(families())
def test_the_order_in_which_overlays_are_written_changes_nothing_but_where_a_conflict_is_told(made):
    results = []
    for names in permutations("pqr"):
        root = root_of({**BASE, "scenarios": {name: made[name] for name in names}})
        results.append(outcome(with_scenarios, root, "pqr"))
    assert all(result == results[0] for result in results)


@given(overlay, overlay)
def test_two_overlays_conflict_exactly_where_their_order_would_matter(one, other):
    """The rule, written down once more: paths that overlap must be the same, with the same kind of change."""
    root = root_of({**BASE, "scenarios": {"p": one, "q": other}})
    if any(isinstance(outcome(with_scenarios, root, name), list) for name in "pq"):
        return
    pairs = [(p, q) for p in one["set"] for q in other["set"] if _overlap(p, q)]
    clash = any(
        p != q
        or _kind(one["set"][p]) != _kind(other["set"][q])
        or (_kind(one["set"][p]) == "set" and one["set"][p] != other["set"][q])
        for p, q in pairs
    )
    assert isinstance(outcome(with_scenarios, root, "pq"), list) == clash


def _overlap(one, other):
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def _kind(written):
    if isinstance(written, dict):
        return "times"
    return written.split()[0] if " " in written else "set"


def write(tmp_path, text):
    head = "irenic: 1\ntitle: T\nactors: {a: {name: A, role: party}, b: {name: B, role: party}}\n"
    (tmp_path / "case.yaml").write_text(head + text, encoding="utf-8")
    return Case.read(tmp_path)


def capability(case):
    return {name: score.percentiles()[1] for name, score in case.document.capability.items()}


def test_an_overlay_wins_over_what_it_builds_on(tmp_path):
    case = write(
        tmp_path,
        "capability: {a: 5, b: 6}\n"
        "perspectives:\n"
        "  p: {label: P, set: {capability.a: 10, capability.b: 20}}\n"
        "  q: {label: Q, builds_on: p, set: {capability.a: 30}}\n",
    )
    assert capability(case.under(perspective="q")) == {"a": 30, "b": 20}
    assert capability(case.under(perspective=["p", "q"])) == {"a": 30, "b": 20}
    assert capability(case) == {"a": 5, "b": 6}


def test_what_two_overlays_both_build_on_counts_once(tmp_path):
    case = write(
        tmp_path,
        "capability: {a: 5}\n"
        "scenarios:\n"
        "  base: {label: B, set: {capability.a: times 2}}\n"
        "  p: {label: P, builds_on: base}\n"
        "  q: {label: Q, builds_on: base, set: {capability.a: times 3}}\n",
    )
    assert capability(case.under(scenario="p")) == {"a": 10}
    assert capability(case.under(scenario=["p", "q"])) == {"a": 30}


def test_what_is_believed_comes_before_what_is_done_whichever_is_named_first(tmp_path):
    case = write(
        tmp_path,
        "capability: {a: 5}\n"
        "levers: {l: {label: L, by: b, does: {capability.a: times 2}}}\n"
        "scenarios: {s: {label: S, pull: l}}\n"
        "perspectives: {p: {label: P, set: {capability.a: 20}}}\n",
    )
    first = case.under(perspective="p").under(scenario="s")
    last = case.under(scenario="s").under(perspective="p")
    assert capability(first) == capability(last) == {"a": 40}
    assert first.root == last.root
    assert (first.perspectives, first.scenarios) == (("p",), ("s",))


def test_a_perspective_takes_a_version_of_a_contradiction(tmp_path):
    case = write(
        tmp_path,
        "capability: {a: 5}\n"
        "contradictions: {c: {topic: T, versions: {v: {says: V, set: {capability.a: 50}}, w: {says: W}}}}\n"
        "perspectives: {p: {label: P, takes: {c: v}}, q: {label: Q, takes: {c: w}}}\n",
    )
    assert capability(case.under(perspective="p")) == {"a": 50}
    assert capability(case.under(perspective="q")) == {"a": 5}


def test_a_conflict_is_told_whichever_of_the_two_is_named_first(tmp_path):
    case = write(
        tmp_path,
        "capability: {a: 5}\n"
        "scenarios:\n"
        "  p: {label: P, set: {capability.a: 6}}\n"
        "  q: {label: Q, set: {capability.a: 7}}\n",
    )
    for names in (["p", "q"], ["q", "p"]):
        with pytest.raises(UnfitPatches) as raised:
            case.under(scenario=names)
        assert str(raised.value) == (
            f"{tmp_path}/case.yaml:7:37: scenarios.q.set[capability.a]: 'capability.a' is changed here and by "
            f"scenarios.p.set[capability.a] ({tmp_path}/case.yaml:6:37); "
            "allowed: one of them, or both 'times', or both 'plus'"
        )


def test_two_overlays_that_set_the_same_do_not_conflict(tmp_path):
    case = write(
        tmp_path,
        "capability: {a: 5}\n"
        "scenarios: {p: {label: P, set: {capability.a: 6}}, q: {label: Q, set: {capability.a: 6}}}\n",
    )
    assert capability(case.under(scenario=["p", "q"])) == {"a": 6}


def test_overlays_that_are_sound_alone_may_not_be_sound_together(tmp_path):
    case = write(
        tmp_path,
        "capability: {a: {low: 5, high: 50}}\n"
        "perspectives: {p: {label: P, set: {capability.a.low: 40}}}\n"
        "scenarios: {s: {label: S, set: {capability.a.high: 30}}}\n",
    )
    assert capability(case.under(perspective="p")) == {"a": 45}
    with pytest.raises(InvalidCase, match="the range is upside down: 40 is more than 30"):
        case.under(perspective="p", scenario="s")


def test_an_overlay_that_is_not_there_is_told_with_the_nearest_name():
    case = load("ukraine-2025")
    with pytest.raises(UnknownName, match=r"no scenario 'walkaway'; there is .*; did you mean 'walk-away'"):
        case.under(scenario="walkaway")
    with pytest.raises(UnknownName, match="no perspective 'walk-away'"):
        case.under(perspective="walk-away")


def test_a_chain_of_twenty_overlays_is_enough_for_anybody(tmp_path):
    names = [f"s{number}" for number in range(23)]
    lines = [f"  {name}: {{label: L, builds_on: {after}}}\n" for name, after in pairwise(names)]
    text = "scenarios:\n" + "".join(lines) + f"  {names[-1]}: {{label: L}}\n"
    (tmp_path / "case.yaml").write_text("irenic: 1\ntitle: T\n" + text, encoding="utf-8")
    problems = check_folder(tmp_path).problems
    assert problems
    assert all("'builds_on' never ends" in problem.wrong for problem in problems)


def test_overlays_that_build_on_each_other_in_a_web_are_read_once_each(tmp_path, monkeypatch):
    """Nineteen levels of four: there are more ways through them than a machine could follow."""
    lines = ["  s0: {label: L, set: {capability.a: times 2}}\n"]
    for number in range(1, 19):
        bases = ", ".join(f"s{base}" for base in range(max(0, number - 4), number))
        lines.append(f"  s{number}: {{label: L, builds_on: [{bases}]}}\n")
    case = write(tmp_path, "capability: {a: 5}\nscenarios:\n" + "".join(lines))
    read = []
    own = overlays._own_patches
    monkeypatch.setattr(overlays, "_own_patches", lambda root, at: read.append(at[-1]) or own(root, at))
    assert capability(case.under(scenario="s18")) == {"a": 10}
    assert sorted(read) == sorted(f"s{number}" for number in range(19))


@pytest.mark.parametrize("section", ["perspectives", "scenarios"])
def test_every_overlay_of_the_reference_case_changes_something(section):
    case = load("ukraine-2025")
    for name in getattr(case.document, section):
        kind = section[:-1]
        assert case.under(**{kind: name}).root != case.root, name


PULLED = (
    "capability: {a: 5, b: 6}\n"
    "levers:\n"
    "  l: {label: L, by: b, does: {capability.a: times 2}}\n"
    "  m: {label: M, by: b, does: {capability.a: 7}}\n"
    "scenarios:\n"
    "  s: {label: S, pull: l}\n"
    "  t: {label: T, builds_on: s, set: {capability.b: 9}}\n"
    "  u: {label: U, set: {capability.a: times 3}}\n"
    "perspectives: {p: {label: P, set: {capability.a: 20}}}\n"
)


def test_a_lever_pulled_by_itself_comes_after_all_that_is_believed_and_done(tmp_path):
    case = write(tmp_path, PULLED)
    assert capability(case.under(lever="l")) == {"a": 10, "b": 6}
    assert capability(case.under(scenario="u", lever="l")) == {"a": 30, "b": 6}
    assert capability(case.under(scenario="u", lever="m")) == {"a": 7, "b": 6}
    first = case.under(lever="m").under(perspective="p").under(scenario="u")
    assert first.root == case.under(perspective="p", scenario="u", lever="m").root
    assert (first.levers, capability(first)) == (("m",), {"a": 7, "b": 6})


@pytest.mark.parametrize("scenario", ["s", "t"])
def test_a_lever_that_a_scenario_pulls_already_is_not_pulled_twice(tmp_path, scenario):
    case = write(tmp_path, PULLED).under(scenario=scenario)
    assert capability(case.under(lever="l")) == capability(case)
    assert capability(case)["a"] == 10


def test_levers_that_do_not_fit_each_other_or_are_not_there_are_refused(tmp_path):
    case = write(tmp_path, PULLED)
    with pytest.raises(UnfitPatches, match=r"'capability\.a' is changed here and by levers\.l\.does"):
        case.under(lever=["l", "m"])
    with pytest.raises(UnknownName, match="lever 'n'"):
        case.under(lever="n")


def test_what_is_believed_knows_no_lever(tmp_path):
    case = write(tmp_path, PULLED)
    assert case.under(perspective="p", lever="l").believed.document == case.under(perspective="p").document


def test_a_case_under_overlays_says_so():
    case = load("ukraine-2025").under(perspective="wolff", scenario="walk-away")
    assert repr(case).endswith("; under wolff, walk-away>")
    assert repr(case.under(lever="nato-veto")).endswith("; under wolff, walk-away, nato-veto>")
    assert case.fingerprint == load("ukraine-2025").fingerprint


ARGUED = """\
capability: {a: 5}
sources: {s: {title: S}}
levers:
  arm: {label: Arm, by: a, does: {capability.a: plus 10}}
scenarios:
  done: {label: Done, set: {capability.a: times 2}}
perspectives:
  seen: {label: Seen, set: {capability.a: 7}}
arguments:
  plain: {says: P, by: s#p1, if: {scenario: done}, then: {packages.feasible: empty}}
  more: {says: M, by: s#p1, if: {scenario: done, pull: arm}, then: {packages.feasible: empty}}
  own: {says: O, by: s#p1, if: {scenario: done, set: {capability.a: 50}}, then: {packages.feasible: empty}}
"""


@pytest.mark.parametrize(("argument", "entered", "seen"), [("plain", 10, 14), ("more", 20, 24), ("own", 50, 50)])
def test_what_an_argument_supposes_is_done_after_what_is_believed_and_its_own_words_win(
    tmp_path, argument, entered, seen
):
    case = write(tmp_path, ARGUED)
    assert capability(case.under(condition=argument)) == {"a": entered}
    under = case.under(condition=argument, perspective="seen")
    assert capability(under) == {"a": seen}
    assert (under.acted, under.believed.acted, capability(under.believed)) == (True, False, {"a": 7})


def test_what_an_unknown_argument_supposes_cannot_be_done(tmp_path):
    with pytest.raises(UnknownName, match=r"no argument 'plan'.*did you mean 'plain'"):
        write(tmp_path, ARGUED).under(condition="plan")


def test_a_lever_that_an_argument_supposes_pulled_is_not_pulled_twice(tmp_path):
    supposed = "sources: {s: {title: S}}\narguments: {c: {says: C, by: s#p1, if: {pull: l}, outside: O}}\n"
    case = write(tmp_path, supposed + PULLED).under(condition="c")
    assert capability(case)["a"] == 10
    assert capability(case.under(lever="l")) == capability(case)
