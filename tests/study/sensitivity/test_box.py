"""Peeling and pasting against a plain listing of every slice, and boxes whose truth is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from irenic.arrays.shares import Shares
from irenic.errors import BadUse
from irenic.study.sensitivity.box import LEAST, SLICE, Face, by_chance, inside, pasted, peeled
from irenic.study.sensitivity.discovery import discover


def uniform(draws, *names, seed=1):
    """Return independent shares of some names, shape (input, draw)."""
    return np.array([Shares(seed, 0, draws).of(name) for name in names])


def slices(rows, box):
    """Yield every slice of a box, as its face and what it leaves; ties go with the last draw of a slice."""
    want = int((len(box) - 1) * SLICE) + 1
    for number, row in enumerate(rows):
        for above in (False, True):
            ranked = sorted((row[d] for d in box), reverse=not above)
            last = ranked[want - 1]
            left = [d for d in box if (row[d] > last if above else row[d] < last)]
            if left:
                nearest = min(row[d] for d in left) if above else max(row[d] for d in left)
                yield (number, above, (last + nearest) / 2), left


def peeled_by_listing(rows, hit):
    """Peel a box by trying every slice from scratch; yield the face and what is left, step by step."""
    box, faces, least = list(range(len(hit))), [], int(np.ceil(LEAST * len(hit)))
    restricted = set()
    while True:
        density = sum(hit[d] for d in box) / len(box)
        trials = []
        for face, left in slices(rows, box):
            rise = sum(hit[d] for d in left) / len(left) - density
            trials.append((rise / (len(box) - len(left)), face[0] in restricted, face, left))
        score = max((trial[0] for trial in trials), default=0)
        best = [trial for trial in trials if trial[0] == score]
        best = [trial for trial in best if trial[1]] or best
        if density in (0, 1) or not trials or len(best[0][3]) < least:
            return faces
        faces.append((best[0][2], best[0][3]))
        restricted.add(best[0][2][0])
        box = best[0][3]


@given(st.integers(0, 10_000), st.sampled_from([4, 15, 1000]), st.integers(40, 90))
@settings(max_examples=40)
def test_peeling_takes_the_slices_that_a_listing_of_all_finds_best(seed, values, draws):
    x = np.floor(uniform(draws, "a", "b", "c", seed=seed) * values)
    hit = x[0] + x[1] + values * uniform(draws, "noise", seed=seed)[0] > 1.6 * values
    trajectory, expected = peeled(x, hit), peeled_by_listing(x.tolist(), hit.tolist())
    assert [(f.number, f.above, f.edge) for f in trajectory.faces] == [face for face, _ in expected]
    assert trajectory.draws.tolist() == [len(left) for _, left in expected]
    assert trajectory.hits.tolist() == [sum(hit[d] for d in left) for _, left in expected]


@given(st.integers(0, 10_000))
@settings(max_examples=30)
def test_the_faces_of_every_step_hold_the_draws_that_it_counts(seed):
    x = np.floor(uniform(400, "a", "b", "c", seed=seed) * 30)
    hit = (x[0] > 15) ^ (uniform(400, "noise", seed=seed)[0] > 0.8)
    trajectory = peeled(x, hit)
    for step in range(len(trajectory.faces)):
        within = inside(trajectory.box(step + 1), x)
        assert (within.sum(), hit[within].sum()) == (trajectory.draws[step], trajectory.hits[step])
    assert (np.diff(trajectory.draws) < 0).all()
    assert (trajectory.draws >= LEAST * 400).all()


def test_nothing_is_peeled_where_all_or_no_draws_are_hits():
    x = uniform(100, "a", "b")
    for all_of_them in (True, False):
        assert peeled(x, np.full(100, all_of_them)).faces == ()


def test_pasting_gives_back_what_peeling_cut_off_by_mistake():
    x = uniform(2000, "a", "b")
    hit = (x[0] > 0.6) & (x[0] < 0.95)
    narrow = (Face(0, above=True, edge=0.8),)
    wide = pasted(narrow, x, hit)
    assert 0.59 < wide[0].edge < 0.8
    before, after = (inside(box, x) for box in (narrow, wide))
    assert hit[after].mean() > hit[before].mean()
    assert (after | ~before).all()


def test_pasting_leaves_a_box_alone_that_nothing_makes_denser():
    x = uniform(1000, "a", "b")
    exact = (Face(0, above=True, edge=0.5), Face(1, above=False, edge=0.3))
    assert pasted(exact, x, (x[0] > 0.5) & (x[1] < 0.3)) == exact


def test_pasting_drops_a_face_that_keeps_the_best_draws_out():
    values = np.array([np.repeat([0.0, 1.0], 50)])
    assert pasted((Face(0, above=True, edge=0.5),), values, values[0] == 0) == ()


def test_how_likely_chance_does_as_well_is_the_binomial_test():
    x = uniform(300, "a", "b")
    hit = (x[0] > 0.4) & (uniform(300, "noise")[0] > 0.3)
    box = (Face(0, above=True, edge=0.5), Face(1, above=False, edge=0.7))
    for face in box:
        other = [f for f in box if f != face]
        density = hit[inside(tuple(other), x)].mean()
        within = inside(box, x)
        expected = binomtest(int(hit[within].sum()), int(within.sum()), density, alternative="greater").pvalue
        assert by_chance(box, face, x, hit) == pytest.approx(expected)
    assert by_chance(box, box[0], x, hit) < 0.001 < 0.05 < by_chance(box, box[1], x, hit)


# ---- Scenario discovery


def test_a_lever_that_only_matters_beyond_a_threshold_is_found_with_its_threshold():
    x = uniform(4000, "lever", "belief", "c", "d", "e")
    hit = (x[0] > 0.5) & (x[1] > 0.6)
    found = discover(x, hit, ("lever", "belief", "c", "d", "e"))
    assert {(c.name, c.above) for c in found.boxes[0].conditions} == {("lever", True), ("belief", True)}
    edges = {c.name: c.edge for c in found.boxes[0].conditions}
    assert edges == pytest.approx({"lever": 0.5, "belief": 0.6}, abs=0.03)
    assert found.boxes[0].density.share > 0.95
    assert found.boxes[0].coverage.share > 0.95
    assert found.base.share == hit.mean()


def test_two_causes_are_two_boxes():
    x = uniform(6000, "a", "b", "c")
    found = discover(x, (x[0] > 0.85) | (x[1] < 0.1), "abc")
    assert [[c.name for c in box.conditions] for box in found.boxes[:2]] == [["a"], ["b"]]
    # A draw with both causes counts in the first box only.
    assert 0.9 < sum(box.coverage.share for box in found.boxes) <= 1


def test_where_no_input_matters_there_is_no_box():
    found = 0
    for seed in range(20):
        x = uniform(800, *"abcdef", seed=seed)
        found += bool(discover(x, uniform(800, "noise", seed=seed)[0] < 0.3, "abcdef").boxes)
    assert found <= 3


def test_what_is_said_of_a_box_comes_from_draws_that_took_no_part_in_the_search():
    x = uniform(400, *"abcd")
    hit = uniform(400, "noise")[0] < 0.5 + 0.4 * (x[0] > 0.5)
    found = discover(x, hit, "abcd")
    (box,) = found.boxes[:1]
    half = np.arange(400) % 2 == 1
    holds = np.ones(400, dtype=bool)
    for c in box.conditions:
        holds &= x["abcd".index(c.name)] > c.edge if c.above else x["abcd".index(c.name)] < c.edge
    assert box.density.share == hit[half & holds].mean()
    assert box.coverage.share == holds[half & hit].mean()
    assert box.mass == holds[half].mean()
    assert box.density.low < box.density.share < box.density.high


def test_too_few_hits_or_too_few_others_are_not_looked_at():
    x = uniform(400, "a", "b")
    for hit in (x[0] < 0.05, x[0] > 0.05):
        assert not discover(x, hit, "ab").enough
        assert discover(x, hit, "ab").boxes == ()


@pytest.mark.parametrize("shape", [(3,), (2, 4)])
def test_shapes_that_do_not_fit_and_gaps_are_refused(shape):
    with pytest.raises(BadUse, match=r"allowed: \(input, draw\) and \(draw,\), without gaps"):
        discover(np.full(shape, np.nan), np.ones(4, dtype=bool), "ab")
