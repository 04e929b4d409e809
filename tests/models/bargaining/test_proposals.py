"""How terms stand, against listing every way to fill them in."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.errors import UnknownName
from irenic.models.bargaining.compose import bargain
from irenic.models.bargaining.proposals import how_terms_stand
from models.bargaining import oracles


@given(oracles.bargains(), st.data())
@settings(max_examples=60)
def test_standing_is_that_of_the_best_way_to_fill_the_terms_in(over, data):
    terms = {i: data.draw(st.lists(st.sampled_from(named), unique=True)) for i, named in over.issues.items()}
    within = [
        p for p in oracles.every_package(over) if all(o in (t or p) for o, t in zip(p, terms.values(), strict=True))
    ]
    found = how_terms_stand(over, terms)
    for actor in over.actors:
        best = max((oracles.worth(over, p, actor) for p in within if not oracles.crosses(over, p, actor)), default=None)
        assert np.isclose(float(found.best.sel(actor=actor)), np.nan if best is None else best / 1e9, equal_nan=True)
        assert bool(found.accepts.sel(actor=actor)) == any(oracles.accepts(over, p, actor) for p in within)
    signed = [p for p in oracles.accepted_by_all(over) if p in within]
    assert found.signable == bool(signed)
    if signed:
        vector = {p: [oracles.worth(over, p, a) for a in oracles.voters(over)] for p in oracles.accepted_by_all(over)}

        def left(package):
            return max(min(a - b for a, b in zip(other, vector[package], strict=True)) for other in vector.values())

        assert round(found.left_on_the_table * 1e9) == min(left(p) for p in signed)
        assert left(tuple(found.filled_in.values.tolist())) == min(left(p) for p in signed)
    else:
        assert found.left_on_the_table is None
        assert found.filled_in is None


def test_names_that_are_not_there_are_refused_with_the_nearest():
    over = bargain({"a": {"water": {"shared": 1}}})
    with pytest.raises(UnknownName, match="did you mean 'water'"):
        how_terms_stand(over, {"watr": []})
    with pytest.raises(UnknownName, match=r"did you mean 'water\.shared'"):
        how_terms_stand(over, {"water": ["water.share"]})
