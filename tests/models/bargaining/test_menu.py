"""The menu of a war: efficient, beside every guarantee, inside the limits asked for."""

from itertools import product

import numpy as np
import pytest
import xarray as xr
from hypothesis import example, given, settings
from hypothesis import strategies as st

from irenic.models.bargaining.menu import AS_THINGS_ARE, WITH_AND_WITHOUT, menu
from irenic.models.bargaining.packages import worths_of


def dataset(seed, draws=2):
    """Return a random case of two parties and a mediator that some options need."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 4, rng.integers(1, 5))
    issues = [f"i{n}" for n in range(len(sizes))]
    owner = [issue for issue, size in zip(issues, sizes, strict=True) for _ in range(size)]
    needs = np.zeros((len(owner), 3), dtype=bool)
    needs[:, 2] = rng.random(len(owner)) < 0.3
    penalty = np.where(np.array(owner) == "i0", rng.random((draws, len(owner))), 0.0) * rng.integers(0, 2)
    first = np.array([owner.index(issue) == n for n, issue in enumerate(owner)])
    return xr.Dataset(
        {
            "position": (("draw", "actor", "issue"), rng.integers(0, 5, (draws, 3, len(issues))) * 25.0),
            "salience": (("draw", "actor", "issue"), rng.random((draws, 3, len(issues)))),
            "has_position": (("actor", "issue"), rng.random((3, len(issues))) < 0.8),
            "place": (("draw", "option"), rng.integers(0, 5, (draws, len(owner))) * 25.0),
            "refuses": (("actor", "option"), rng.random((3, len(owner))) < 0.15),
            "signs": ("actor", [True, True, False]),
            "needs": (("option", "actor"), needs),
            "holds_now": ("option", first & (rng.random(len(owner)) < 0.7)),
            "option_penalty": (("draw", "option"), penalty),
            "mediates": ("actor", [False, False, True]),
            "leaning": ("draw", rng.uniform(-1, 1, draws)),
        },
        coords={
            "draw": np.arange(draws),
            "actor": ["a", "b", "m"],
            "party": ["a", "b"],
            "issue": issues,
            "option": [f"{issue}.o{n}" for n, issue in enumerate(owner)],
            "issue_of_option": ("option", owner),
        },
    )


def listed(case, draw):
    """List every package with what it is worth to each actor, the red lines it keeps, the consent it has."""
    at, worth = case.sel(draw=draw), worths_of(case).sel(draw=draw).values
    owner, refuses, needs = at.issue_of_option.values, at.refuses.values, at.needs.values
    now = [float(worth[actor][at.holds_now.values].sum()) for actor in range(3)]
    for package in product(*(np.flatnonzero(owner == issue).tolist() for issue in at.issue.values)):
        utility = [sum(worth[actor][option] for option in package) for actor in range(3)]
        asked = any(needs[option][2] for option in package)
        who = (0, 1, 2) if asked else (0, 1)
        within = not any(refuses[actor][option] for actor in who for option in package)
        yield package, utility, within, not asked or utility[2] >= now[2] - 5e-10


def shown(found, draw):
    at = found.sel(draw=draw)
    for n in range(at.sizes["package"]):
        chosen = tuple(np.flatnonzero(at.contains.values[n]).tolist())
        yield chosen, at.package_utility.values[:, n], bool(at.within_red_lines[n]), bool(at.offered[n])


@example(104)  # the present itself needs the mediator, and is worth to it exactly what it asks for
@given(st.integers(0, 2**32 - 1))
@settings(max_examples=60)
def test_what_is_allowed_and_missing_from_the_menu_is_matched_by_a_package_with_the_same_guarantee(seed):
    case = dataset(seed)
    guarded = bool(case.option_penalty.any())
    found = menu(case, WITH_AND_WITHOUT, most=10_000)
    for draw in case.draw.values:
        on_menu = list(shown(found, draw))
        for package, utility, within, offered in listed(case, draw):
            assert any(
                min(u[0] - utility[0], u[1] - utility[1]) >= -1e-8
                and (w or not within)
                and (o or not offered)
                and (other[0] == package[0] or not guarded)
                for other, u, w, o in on_menu
            )


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=60)
def test_every_package_on_the_menu_is_what_it_says(seed):
    case = dataset(seed)
    for limits in (AS_THINGS_ARE, WITH_AND_WITHOUT):
        found = menu(case, limits)
        for draw in case.draw.values:
            all_packages = {package: rest for package, *rest in listed(case, draw)}
            lean = float(case.leaning.sel(draw=draw))
            for n, (package, utility, within, offered) in enumerate(shown(found, draw)):
                expected, inside, consent = all_packages[package]
                assert np.allclose(utility, expected[:2])
                assert (within, offered) == (inside, consent)
                side = expected[0] if lean > 0 else expected[1]
                wishes = (1 - abs(lean)) * expected[2] + abs(lean) * side
                assert np.isclose(float(found.mediator_utility.sel(draw=draw)[n]), wishes)
                penalty = float(case.option_penalty.sel(draw=draw)[list(package)].sum())
                assert np.isclose(float(found.penalty.sel(draw=draw)[n]), penalty)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_draws_are_answered_each_for_itself(seed):
    case = dataset(seed, draws=3)
    whole = menu(case)
    for draw in range(3):
        alone = menu(case.isel(draw=[draw]))
        # The guarantee is one of the case, not of the draw, and a draw of zeros alone would not show it.
        if bool(case.option_penalty.any()) and not bool(case.option_penalty[draw].any()):
            continue
        some = alone.sizes["package"]
        assert np.array_equal(whole.contains.values[draw, :some], alone.contains.values[0])
        assert (whole.contains.values[draw, some:] == alone.contains.values[0, -1]).all()


def test_a_long_frontier_is_thinned_evenly_and_keeps_both_ends():
    options = 101
    place = np.linspace(0, 100, options)
    case = dataset(0, draws=1)
    case = xr.Dataset(
        {
            "position": (("draw", "actor", "issue"), [[[0.0], [100.0], [50.0]]]),
            "salience": (("draw", "actor", "issue"), [[[1.0]] * 3]),
            "has_position": (("actor", "issue"), [[True], [True], [False]]),
            "place": (("draw", "option"), [place]),
            "refuses": (("actor", "option"), np.zeros((3, options), dtype=bool)),
            "signs": ("actor", [True, True, False]),
            "option_penalty": (("draw", "option"), np.zeros((1, options))),
            "mediates": ("actor", [False, False, True]),
            "leaning": ("draw", [0.0]),
        },
        coords={
            "draw": [0],
            "actor": ["a", "b", "m"],
            "party": ["a", "b"],
            "issue": ["line"],
            "option": [f"line.o{n}" for n in range(options)],
            "issue_of_option": ("option", ["line"] * options),
        },
    )
    utility = menu(case, most=11).package_utility.values[0, 0]
    assert utility == pytest.approx(np.linspace(1, 0, 11))
    assert menu(case, most=2).package_utility.values[0, 0] == pytest.approx([1, 0])
