"""Counts of packages against listing them."""

import pytest
from hypothesis import given, settings

from irenic.errors import UnknownName
from irenic.models.bargaining.compose import bargain
from irenic.models.bargaining.zone import zone_of_agreement
from models.bargaining import oracles


@given(oracles.bargains(most_actors=4))
@settings(max_examples=40)
def test_counts_are_those_of_the_packages_listed(over):
    zone = zone_of_agreement(over)
    packages = oracles.every_package(over)
    accepting = [{a for a in over.actors if oracles.accepts(over, p, a)} for p in packages]
    crossing = [any(oracles.crosses(over, p, a) for a in over.actors) for p in packages]
    everyone = set(over.actors)
    assert zone.size == len(packages)
    assert str(zone.inside_red_lines) == str(crossing.count(False))
    assert str(zone.accepted_by_all) == str(accepting.count(everyone))
    assert zone.is_empty == (everyone not in accepting)
    for actor in over.actors:
        assert str(zone.accepted_by[actor]) == str(sum(actor in who for who in accepting))
        assert str(zone.accepted_by_others[actor]) == str(sum(who >= everyone - {actor} for who in accepting))
    veto = over.actors[:1]
    rule = [len(who) >= len(everyone) - 1 and veto[0] in who for who in accepting]
    assert str(zone.accepted_by_all_but_one(veto)) == str(sum(rule))


@given(oracles.bargains(most_actors=2))
@settings(max_examples=40)
def test_bounds_hold_the_exact_count(over):
    exact = zone_of_agreement(over).accepted_by_all.least
    bounds = zone_of_agreement(over, rows=1).accepted_by_all
    assert bounds.least <= exact <= bounds.most


def test_more_packages_than_64_bits_hold_are_counted():
    zone = zone_of_agreement(bargain({"a": {f"i{n}": {"x": 1.0, "y": 0.0} for n in range(100)}}, {"a": 1.0}))
    assert (zone.size, zone.accepted_by_all.least, zone.accepted_by_all.exact) == (2**100, 2**100 - 1, True)


def test_a_veto_of_nobody_is_refused():
    zone = zone_of_agreement(bargain({"anna": {"x": {"p": 1}}}))
    with pytest.raises(UnknownName, match="did you mean 'anna'"):
        zone.accepted_by_all_but_one(["ana"])
