"""The labelled question: what it reads, and that labels come out where they went in."""

import numpy as np
import pytest
import xarray as xr

from irenic.errors import BadUse
from irenic.models.stability.concepts import AT_ONCE, FOUR, stable
from irenic.models.stability.conflict import conflict_of
from irenic.models.stability.graph import Graph
from irenic.models.stability.move_form import MoveForm
from irenic.models.stability.rests import where_can_they_rest, where_can_they_rest_together
from models.stability import conflicts


def labelled(form, level):
    """Return moves and steps as a case gives them, some with none of either kind left out."""
    graph = form.graph
    row = np.repeat(np.arange(graph.first[:, 1:].size), np.diff(graph.first, axis=1).ravel())
    by, start = np.divmod(row, max(len(graph.states), 1))
    return xr.Dataset(
        {
            "level": (("draw", "mover", "state"), level),
            "made": (("state", "move"), form.made),
            "can_make": ("move", form.can_make),
            "can_undo": ("move", form.can_undo),
            "combinations": ("state", np.ones(len(form.made), dtype=int)),
            "step_by": ("step", by),
            "step_from": ("step", start),
            "step_to": ("step", graph.to),
        },
        coords={
            "mover": list(form.actors),
            "state": list(graph.states),
            "move": list(form.moves),
            "mover_of_move": ("move", [form.actors[owner] for owner in form.owner]),
        },
    )


@pytest.fixture(params=range(8))
def case(request):
    rng = np.random.default_rng(request.param)
    form = conflicts.move_form(rng)
    level = conflicts.levels(rng, len(form.actors), len(form.made), (3,))
    return labelled(form, level), form, level


def test_moves_and_steps_say_the_same(case):
    dataset, form, level = case
    by_moves = where_can_they_rest(dataset.drop_vars(["step_by", "step_from", "step_to"]))
    by_steps = where_can_they_rest(dataset.drop_vars("made"))
    assert isinstance(conflict_of(dataset), MoveForm)
    assert isinstance(conflict_of(dataset.drop_vars("made")), Graph)
    xr.testing.assert_identical(by_moves.dataset, by_steps.dataset)
    assert (by_moves.stable.to_numpy() == stable(form, level)).all()
    assert by_moves.stable.dims == ("draw", "concept", "mover", "state")
    assert by_moves.stable.concept.values.tolist() == list(FOUR)


def test_merged_states_are_read_from_their_steps():
    dataset = small()
    merged = dataset.assign(combinations=dataset.combinations + 1)
    assert isinstance(conflict_of(merged), Graph)
    with pytest.raises(BadUse, match="'sim' adds up"):
        where_can_they_rest(merged, ["sim"])


def test_the_order_of_dimensions_does_not_matter(case):
    dataset, form, level = case
    turned = dataset.transpose("move", "step", "state", "mover", "draw")
    xr.testing.assert_identical(where_can_they_rest(turned).stable, where_can_they_rest(dataset).stable)
    found = where_can_they_rest(dataset, AT_ONCE)
    assert (found.equilibrium.to_numpy() == stable(form, level, AT_ONCE).all(axis=-2)).all()


def test_the_chance_is_the_share_of_draws(case):
    dataset, _, _ = case
    found = where_can_they_rest(dataset)
    assert np.allclose(found.chance, found.stable.all("mover").mean("draw"))
    together = where_can_they_rest_together(dataset, "together")
    assert together.stable.dims == ("draw", "concept", "coalition", "state")
    assert np.allclose(together.chance, together.equilibrium.mean("draw"))
    one = together.stable.sel(concept="cgmr", coalition="a").to_numpy()
    assert (one == found.stable.sel(concept="gmr", mover="a").to_numpy()).all() or len(dataset.mover) > 2


def small():
    return labelled(MoveForm.of_moves({"a": ["x"], "b": ["y"]}), np.zeros((1, 2, 4), dtype=int))


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda case: case.drop_vars(["made", "step_by"]), "the dataset lacks step_by; or, where no states are merged"),
        (lambda case: case.drop_vars("level"), "'level' is by draw, mover and state; found: nothing"),
        (lambda case: case.assign(level=case.level[0]), r"found: \('mover', 'state'\)"),
        (lambda case: case.assign_coords(mover_of_move=("move", ["a", "c"])), "'c' has a move and is no mover"),
        (lambda case: case.drop_vars("made").assign(step_by=case.step_by + 2), "beyond the 2 movers and 4 states"),
        (lambda case: case.drop_vars("made").assign(step_to=case.step_to + 9), "a state that is not there"),
    ],
)
def test_what_is_missing_or_does_not_fit_is_refused(change, wrong):
    with pytest.raises(BadUse, match=wrong):
        where_can_they_rest(change(small()))
