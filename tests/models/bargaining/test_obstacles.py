"""Conflicts, ways out and least concessions: against listing packages, and against an integer program."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from irenic.models.bargaining.bargain import RuledOut
from irenic.models.bargaining.compose import bargain, with_terms
from irenic.models.bargaining.obstacles import (
    least_greatest_concession,
    least_total_concession,
    what_stands_in_the_way,
    who_rejects,
)
from irenic.models.bargaining.zone import zone_of_agreement
from models.bargaining import oracles


def violated(over, package):
    """Return the demands a package violates, each as (actor, reason, options)."""
    found = set()
    _, refuses, limits = oracles.tables(over)
    for actor in over.actors:
        limit = limits[actor]
        if limit > float("-inf") and oracles.worth(over, package, actor) < round(limit * 10**9):
            found.add((actor, "reservation", ()))
        for issue, options in over.issues.items():
            refused = tuple(o for o in options if refuses[actor, o])
            if package[list(over.issues).index(issue)] in refused:
                found.add((actor, "red line", refused))
    for pair in over.ruled_out:
        if set(pair.options) <= set(package):
            found.add((pair.actor, "red line", pair.options))
    return frozenset(found)


def plain(sets):
    return {frozenset((s.actor, s.reason, s.options) for s in stands) for stands in sets}


@given(oracles.bargains(most_issues=3))
@settings(max_examples=80)
def test_conflicts_and_ways_out_are_those_of_the_packages_listed(over):
    ways_out = oracles.minimal({violated(over, package) for package in oracles.every_package(over)})
    demands = sorted(set().union(*ways_out))
    conflicts = oracles.minimal({s for s in oracles.subsets(demands) if all(s & way for way in ways_out)}) - (
        {frozenset()} if frozenset() not in ways_out else set()
    )
    found = what_stands_in_the_way(over)
    assert found.complete
    assert plain(found.ways_out) == ways_out
    assert plain(found.conflicts) == (set() if frozenset() in ways_out else conflicts)
    assert bool(found.conflicts) == zone_of_agreement(over).is_empty


@given(oracles.bargains(), st.data())
@settings(max_examples=40)
def test_who_rejects_a_package_and_why_is_what_the_tables_say(over, data):
    package = data.draw(st.sampled_from(oracles.every_package(over)))
    found = who_rejects(over, dict(zip(over.issues, package, strict=True)))
    assert plain([found]) == {violated(over, package)}


@given(oracles.bargains())
@settings(max_examples=80)
def test_least_concessions_are_those_of_the_packages_listed(over):
    inside = [p for p in oracles.every_package(over) if not any(oracles.crosses(over, p, a) for a in over.actors)]
    greatest, total = least_greatest_concession(over), least_total_concession(over)
    if not inside:
        assert greatest is None
        assert total is None
        return
    limits = {a: limit for a, limit in oracles.tables(over)[2].items() if limit > float("-inf")}

    def lacking(package):
        return [max(0, round(limit * 10**9) - oracles.worth(over, package, a)) for a, limit in limits.items()]

    for found, measure in ((greatest, lambda lack: max(lack, default=0)), (total, sum)):
        assert round(found.amount * 1e9) == min(measure(lacking(p)) for p in inside)
        assert tuple(found.package.values.tolist()) in inside
        assert round(measure(found.by.values.tolist()) * 1e9) == round(found.amount * 1e9)


def integer_program(table, limits, allowed, *, total):
    """Solve the least concession as a mixed-integer program: one binary for every option."""
    issues, options, actors = table.shape
    binaries = issues * options
    width = binaries + (actors if total else 1)
    cost = np.r_[np.zeros(binaries), np.ones(width - binaries)]
    one_each = np.zeros((issues, width))
    for i in range(issues):
        one_each[i, i * options : (i + 1) * options] = 1
    enough = np.zeros((actors, width))
    enough[:, :binaries] = table.reshape(binaries, actors).T
    enough[:, binaries:] = np.eye(actors) if total else 1
    found = milp(
        cost,
        constraints=[LinearConstraint(one_each, 1, 1), LinearConstraint(enough, limits, np.inf)],
        integrality=np.r_[np.ones(binaries), np.zeros(width - binaries)],
        bounds=Bounds(0, np.r_[allowed.ravel().astype(float), np.full(width - binaries, np.inf)]),
        options={"mip_rel_gap": 0},
    )
    return found.fun


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_a_second_solver_finds_the_same_least_concessions(seed):
    rng = np.random.default_rng(seed)
    issues, options, actors = int(rng.integers(1, 6)), 3, int(rng.integers(1, 8))
    table, limits = rng.random((issues, options, actors)).round(3), (rng.random(actors) * issues).round(3)
    allowed = rng.random((issues, options)) < 0.8
    allowed[np.arange(issues), rng.integers(0, options, issues)] = True
    over = bargain(
        {
            f"a{j}": {f"i{i}": {f"o{k}": table[i, k, j] for k in range(options)} for i in range(issues)}
            for j in range(actors)
        },
        {f"a{j}": limits[j] for j in range(actors)},
        refuses={"a0": [f"i{i}.o{k}" for i, k in np.argwhere(~allowed).tolist()]},
    )
    assert np.isclose(
        least_greatest_concession(over).amount, integer_program(table, limits, allowed, total=False), atol=1e-6
    )
    assert np.isclose(
        least_total_concession(over).amount, integer_program(table, limits, allowed, total=True), atol=1e-6
    )


def test_a_red_line_over_two_options_is_named_as_such():
    over = with_terms(
        bargain({"a": {"x": {"p": 1}, "y": {"q": 1}}, "b": {"x": {"p": 1}, "y": {"q": 1}}}),
        ruled_out=[RuledOut("b", ("y.q", "x.p"))],
    )
    found = what_stands_in_the_way(over)
    assert [[(s.actor, s.options) for s in stands] for stands in found.conflicts] == [[("b", ("y.q", "x.p"))]]
    assert least_greatest_concession(over) is None


def test_a_search_cut_short_says_that_it_is_not_complete():
    over = bargain({"a": {"x": {"p": 0}, "y": {"q": 0}}}, {"a": 1}, refuses={"a": ["x.p", "y.q"]})
    assert len(what_stands_in_the_way(over).conflicts) == 3
    cut = what_stands_in_the_way(over, most=2)
    assert (len(cut.conflicts), cut.complete) == (2, False)
