"""What lies ahead of the present, against the definitions and on a case whose truth is published."""

import numpy as np
import pytest

from irenic.arrays.conflict import conflict
from irenic.arrays.shares import Shares
from irenic.errors import BadUse
from irenic.examples import load
from irenic.models.stability.outlook import what_lies_ahead
from models.stability import conflicts
from models.stability.test_rests import labelled


def drawn_form(rng):
    """Return a conflict with a state."""
    return next(form for form in iter(lambda: conflicts.move_form(rng), None) if len(form.made))


def with_names(form, level, rng):
    """Return a conflict with two names for random states, and its present."""
    states = len(form.made)
    fits = rng.random((2, states)) < 0.3
    now = int(rng.integers(states))
    dataset = labelled(form, level)
    dataset["fits"] = (("named_state", "state"), fits)
    dataset["status_quo"] = ("state", np.arange(states) == now)
    return dataset.assign_coords(named_state=["one", "other"]), fits, now


@pytest.mark.parametrize("seed", range(12))
def test_names_rest_where_one_of_their_states_does_and_are_as_near_as_the_nearest(seed):
    rng = np.random.default_rng(seed)
    form = drawn_form(rng)
    level = conflicts.levels(rng, len(form.actors), len(form.made), (3,))
    dataset, fits, _ = with_names(form, level, rng)
    found = what_lies_ahead(dataset)
    for draw in range(3):
        for name, stands in enumerate(fits):
            rests = [found.equilibrium.values[draw, :, state] for state in np.flatnonzero(stands)]
            steps = [found.away.values[draw, :, state] for state in np.flatnonzero(stands)]
            assert (found.rests.values[draw, :, name] == np.any(rests, axis=0)).all()
            nearest = [min((s for s in column if not np.isnan(s)), default=np.nan) for column in np.array(steps).T]
            expected = nearest if steps else [np.nan] * 3
            np.testing.assert_array_equal(found.nearest.values[draw, :, name], expected)


@pytest.mark.parametrize("seed", range(12))
def test_whoever_has_a_step_that_it_prefers_improves_and_one_step_away_is_what_somebody_prefers(seed):
    rng = np.random.default_rng(100 + seed)
    form = drawn_form(rng)
    level = conflicts.levels(rng, len(form.actors), len(form.made), (2,))
    dataset, _, now = with_names(form, level, rng)
    found, graph = what_lies_ahead(dataset), form.graph
    for draw in range(2):
        better = {
            (actor, int(to))
            for actor in range(len(form.actors))
            for to in graph.steps(actor, now)
            if level[draw, actor, to] > level[draw, actor, now]
        }
        assert found.improves.values[draw].tolist() == [
            any(who == actor for who, _ in better) for actor in range(len(form.actors))
        ]
        away = found.away.sel(mode="improvements").values[draw]
        assert {int(at) for at in np.flatnonzero(away == 1)} == {to for _, to in better}
        assert away[now] == 0


def test_in_elmira_improvements_lead_to_the_town_insisting_and_nowhere_else():
    found = what_lies_ahead(conflict(load("elmira"), Shares(seed=1, start=0, stop=1)))
    nash = found.rests.sel(concept="nash", draw=0)
    assert nash.named_state[nash.values].values.tolist() == ["state-5", "state-8", "state-9"]
    near = found.nearest.sel(mode="improvements", draw=0)
    assert near.named_state[~np.isnan(near.values)].values.tolist() == ["state-1", "state-5"]
    assert found.improves.sel(draw=0).values.tolist() == [False, False, True]


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda case: case.drop_vars("fits"), "the dataset lacks fits"),
        (lambda case: case.drop_vars(["fits", "status_quo"]), "the dataset lacks status_quo and fits"),
        (lambda case: case.assign(status_quo=case.status_quo & False), "0 states are the status quo; allowed: one"),
        (lambda case: case.assign(status_quo=case.status_quo | True), "9 states are the status quo; allowed: one"),
    ],
)
def test_a_conflict_without_one_present_is_refused(damage, says):
    case = conflict(load("elmira"), Shares(seed=1, start=0, stop=1))
    with pytest.raises(BadUse, match=says):
        what_lies_ahead(damage(case))
