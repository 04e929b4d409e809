"""Exchanges between issues, against trying every change of a package."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.errors import BadUse, UnknownName
from irenic.models.bargaining.bargain import RuledOut
from irenic.models.bargaining.compose import bargain, with_terms
from irenic.models.bargaining.logrolls import best_exchange, integrative_potential, who_could_give_what
from models.bargaining import oracles


@given(oracles.bargains(terms=False), st.data())
@settings(max_examples=60)
def test_exchanges_are_the_smallest_changes_that_hurt_nobody(over, data):
    base = data.draw(st.sampled_from(oracles.every_package(over)))
    now = [oracles.worth(over, base, a) for a in over.actors]
    better = {}
    for package in oracles.every_package(over):
        gains = [oracles.worth(over, package, a) - was for a, was in zip(over.actors, now, strict=True)]
        moved = frozenset((i, new) for i, old, new in zip(over.issues, base, package, strict=True) if old != new)
        closed = any(oracles.tables(over)[1][a, new] for a in over.actors for _, new in moved)
        if not closed and len(moved) <= 2 and min(gains) >= 0 and max(gains) > 0:
            better[moved] = gains
    expected = {moved: gains for moved, gains in better.items() if not any(part < moved for part in better)}
    found = who_could_give_what(over, dict(zip(over.issues, base, strict=True)), issues=2)
    got = {frozenset((i, new) for i, (_, new) in e.changes.items()): e.gains.values.tolist() for e in found}
    assert got == {moved: [gain / 1e9 for gain in gains] for moved, gains in expected.items()}
    sums = [float(e.gains.sum()) for e in found]
    assert sums == sorted(sums, reverse=True)


def test_with_opposed_interests_only_exchanges_of_two_issues_help():
    over = bargain(
        {
            "east": {"water": {"east": 70, "west": 0}, "road": {"east": 30, "west": 0}},
            "west": {"water": {"east": 0, "west": 40}, "road": {"east": 0, "west": 60}},
        }
    )
    for package in oracles.every_package(over):
        assert who_could_give_what(over, dict(zip(over.issues, package, strict=True)), issues=1) == ()
    (trade,) = who_could_give_what(over, {"water": "water.west", "road": "road.east"})
    assert trade.changes == {"water": ("water.west", "water.east"), "road": ("road.east", "road.west")}
    assert trade.by_issue.values.tolist() == [[70, -40], [-30, 60]]


def test_a_trade_exists_exactly_where_the_ratios_of_the_weights_differ():
    for weights in ((1, 1), (1, 2), (3, 2)):
        east, west = {"x": 1.0, "y": 2.0}, {"x": float(weights[0]), "y": float(weights[1])}
        over = bargain(
            {
                "east": {i: {str(k): k * w for k in range(5)} for i, w in east.items()},
                "west": {i: {str(k): (4 - k) * w for k in range(5)} for i, w in west.items()},
            }
        )
        trades = [who_could_give_what(over, {"x": f"x.{a}", "y": f"y.{b}"}) for a in (1, 2, 3) for b in (1, 2, 3)]
        assert any(trades) == (weights[0] * 2 != weights[1])


@given(oracles.bargains(terms=False))
@settings(max_examples=40)
def test_the_potential_is_the_best_sum_less_the_sum_of_settling_each_issue_for_itself(over):
    open_options = [
        [o for o in named if not any(oracles.tables(over)[1][a, o] for a in over.actors)]
        for named in over.issues.values()
    ]
    if not all(open_options):
        with pytest.raises(BadUse, match="red lines leave no option"):
            integrative_potential(over)
        return
    found = integrative_potential(over)
    voters = oracles.voters(over)
    sums = [sum(oracles.worth(over, p, a) for a in voters) for p in oracles.accepted_by_all(over)]
    assert (found.gain is None) == (not sums)
    if sums:
        assert np.isclose(found.gain, max(sums) / 1e9 - float(found.compromise.sum()))


def test_exchanges_that_cannot_be_sought_are_refused():
    over = bargain({"a": {"x": {"p": 1}, "y": {"q": 1}}})
    package = {"x": "x.p", "y": "y.q"}
    with pytest.raises(BadUse, match="0 issues cannot change"):
        who_could_give_what(over, package, issues=0)
    with pytest.raises(BadUse, match="without terms over two options"):
        who_could_give_what(with_terms(over, ruled_out=[RuledOut("a", ("x.p", "y.q"))]), package)
    with pytest.raises(BadUse, match="this one lacks y"):
        who_could_give_what(over, {"x": "x.p"})
    with pytest.raises(UnknownName, match=r"no option of 'y' 'y\.p'"):
        who_could_give_what(over, {"x": "x.p", "y": "y.p"})


def test_the_best_exchange_gives_the_worst_off_most_and_no_listed_one_gives_more():
    mine = {"water": {"east": 60, "west": 0}, "road": {"east": 30, "west": 0}, "mill": {"east": 10, "west": 0}}
    yours = {"water": {"east": 0, "west": 20}, "road": {"east": 0, "west": 30}, "mill": {"east": 0, "west": 50}}
    over = bargain({"east": mine, "west": yours})
    base = {"water": "water.west", "road": "road.west", "mill": "mill.east"}
    best = best_exchange(over, base)
    assert best.gains.values.tolist() == [50.0, 30.0]
    listed = [float(exchange.gains.min()) for exchange in who_could_give_what(over, base)]
    assert float(best.gains.min()) == max(listed)


def test_a_gain_for_ratifiers_alone_is_no_exchange():
    tables = {"east": {"water": {"east": 1, "west": 1}}, "senate": {"water": {"east": 0, "west": 5}}}
    over = bargain(tables, ratifiers=["senate"])
    assert who_could_give_what(over, {"water": "water.east"})
    assert best_exchange(over, {"water": "water.east"}) is None
    assert best_exchange(bargain(tables), {"water": "water.east"}).gains.values.tolist() == [0.0, 5.0]


@pytest.mark.parametrize("issues", [0, -1])
def test_the_best_exchange_changes_an_issue_or_more(issues):
    over = bargain({"east": {"water": {"east": 1, "west": 0}}})
    with pytest.raises(BadUse, match="issues cannot change"):
        best_exchange(over, {"water": "water.east"}, issues)
