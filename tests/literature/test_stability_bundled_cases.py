"""The bundled cases of the graph model: the states, steps and rankings that are published of them."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from irenic.arrays.conflict import conflict
from irenic.arrays.shares import Shares
from irenic.examples import load

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "stability.json"
pytestmark = pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference data is not beside this checkout")

ELMIRA = {"ministry": "MoE", "uniroyal": "Uniroyal", "town": "Local Government"}
KOREA = {"usa": "US", "north-korea": "North Korea"}
CASES = [
    ("elmira", None, "Elmira (9 states, published numbering)", ELMIRA),
    ("korea", None, "Korea base", KOREA),
    ("korea", "no-way-back", "Korea base, invasion irreversible", KOREA),
    ("korea", "bloodthirsty", "Korea bloodthirsty", KOREA),
    ("prisoners-dilemma", None, "Prisoner's dilemma", {"anna": "Row", "bruno": "Column"}),
    ("chicken", None, "Chicken", {"ahmed": "Row", "bella": "Column"}),
]


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{case[1] or 'entered'}")
def pair(request):
    """A bundled case as arrays, what is published of it, and who is who."""
    name, perspective, title, names = request.param
    case = load(name).under(perspective=perspective or ())
    published = next(
        each for each in json.loads(REFERENCE.read_text(encoding="utf-8"))["cases"] if each["case"] == title
    )
    return conflict(case, Shares(1, 0, 2)), published, names


def numbers(found):
    """Return the published number of each state: that of its name in Elmira, else its decimal value."""
    if found.state_name.values[0] == "state-1":
        return [int(name.removeprefix("state-")) for name in found.state_name.values]
    return [sum(2**place for place, mark in enumerate(state) if mark == "Y") for state in found.state.values]


def test_the_states_are_those_published(pair):
    found, published, _ = pair
    assert sorted(numbers(found)) == sorted(published["state_labels"])


def test_who_can_go_where_is_as_published(pair):
    found, published, names = pair
    label = numbers(found)
    steps = zip(found.step_by.values, found.step_from.values, found.step_to.values, strict=True)
    ours = sorted((names[found.mover.values[by]], label[start], label[to]) for by, start, to in steps)
    if "arcs" in published:
        theirs = [(name, *arc) for name, arcs in published["arcs"].items() for arc in arcs]
    else:
        reach = published["reachable"]
        theirs = [(name, int(start), to) for name, rows in reach.items() for start, ends in rows.items() for to in ends]
    assert ours == sorted(theirs)


def test_every_side_likes_the_states_in_the_published_order(pair):
    found, published, names = pair
    label = numbers(found)
    for mover in found.mover.values:
        level = dict(zip(label, found.level.sel(mover=mover).values[1], strict=True))
        ranking = published["rankings"][names[mover]]
        assert all(level[better] > level[worse] for better, worse in pairwise(ranking)), mover


def test_the_status_quo_is_the_state_in_which_nothing_is_done(pair):
    found, _, _ = pair
    assert [str(state) for state in found.state.values[found.status_quo]] == ["N" * found.sizes["move"]]
