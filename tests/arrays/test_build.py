"""A case as a dataset: every label, no gaps, nothing that the vocabulary does not know."""

import numpy as np
import pytest

import irenic.vocabulary as vocabulary
from irenic.arrays.build import build
from irenic.arrays.sample import draw
from irenic.arrays.shares import Shares
from irenic.examples import NAMES, load

WORDS = {value for name, value in vars(vocabulary).items() if name.isupper()}


STAKES = ("ukraine-2025", "car-emissions", "two-villages")
"""The bundled cases in which something is negotiated about."""


@pytest.fixture(scope="module", params=STAKES)
def built(request):
    case = load(request.param)
    return case, build(case, Shares(1, 1000, 1100))


@pytest.mark.parametrize("name", NAMES)
def test_there_is_no_nan_anywhere_under_any_overlay(name):
    case = load(name)
    under = [case, *(case.under(perspective=each) for each in case.document.perspectives)]
    for arm in [*under, *(case.under(scenario=each) for each in case.document.scenarios)]:
        dataset = build(arm, Shares(1, 0, 20))
        assert not [str(each) for each, values in dataset.variables.items() if values.isnull().any()]


def test_every_dimension_and_variable_is_in_the_vocabulary(built):
    _, dataset = built
    assert {*dataset.dims, *dataset.variables} <= WORDS
    certain = {"has_position", "signs", "ratifies", "refuses", "needs", "holds_now", "proposed"}
    certain |= {"backs", "mediates", "kept_anyhow", "freezes"}
    for name, values in dataset.data_vars.items():
        assert (values.dims[:1] == ("draw",)) == (name not in {*certain, "phases"}), name
        assert (values.dtype == bool) == (name in certain), name


def test_every_number_lies_on_its_scale(built):
    _, dataset = built
    for name, high in (("position", 100), ("salience", 1), ("capability", 100), ("place", 100)):
        assert dataset[name].min() >= 0
        assert dataset[name].max() <= high


def test_the_draws_are_labelled_by_their_number(built):
    _, dataset = built
    assert list(dataset["draw"].to_numpy()) == list(range(1000, 1100))


def test_every_drawn_value_stands_at_its_labels(built):
    case, dataset = built
    values = draw(case, Shares(1, 1000, 1100))
    held = 0
    for actor in case.document.actors:
        for issue in case.document.issues:
            cell = {"actor": actor, "issue": issue}
            wants = values.get(f"positions.{actor}.{issue}.wants")
            assert bool(dataset["has_position"].sel(cell)) == (wants is not None)
            if wants is None:
                assert not dataset["position"].sel(cell).any()
                assert not dataset["salience"].sel(cell).any()
            else:
                held += 1
                assert np.array_equal(dataset["position"].sel(cell), wants)
                salience = values[f"positions.{actor}.{issue}.salience"] / 100
                assert np.array_equal(dataset["salience"].sel(cell), salience)
    assert held > 0
    for issue, entry in case.document.issues.items():
        for option in entry.options:
            place = dataset["place"].sel(option=f"{issue}.{option}")
            assert np.array_equal(place, values[f"issues.{issue}.options.{option}.at"])
            assert str(place["issue_of_option"].to_numpy()) == issue


def test_whoever_only_refuses_holds_no_position(write_case):
    case = write_case("positions:\n  a: {x: {refuses: high, judgement: made up}}\n")
    dataset = build(case, Shares(1, 0, 3))
    assert not dataset["has_position"].any()
    assert not dataset["capability"].any()


def test_a_portion_of_draws_is_that_portion_of_the_whole():
    case = load("two-villages")
    whole = build(case, Shares(1, 0, 3000))
    assert whole.sel(draw=slice(900, 2099)).identical(build(case, Shares(1, 900, 2100)))
