"""The bargain of a case, draw by draw, against listing every package of every draw."""

from itertools import product

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.errors import BadUse
from irenic.models.bargaining.fair_packages import what_would_be_fair
from irenic.models.bargaining.kernels.draws import signable, weigh
from irenic.models.bargaining.packages import what_could_all_sign, worths_of


def dataset(seed, *, draws=3, signers=2):
    """Return a random case with silence, red lines, proposals and round numbers that make ties."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 4, rng.integers(1, 4))
    issues = [f"i{n}" for n in range(len(sizes))]
    owner = [issue for issue, size in zip(issues, sizes, strict=True) for _ in range(size)]
    actors = [f"a{n}" for n in range(signers + 1)]
    refuses = rng.random((len(actors), len(owner))) < 0.15
    return xr.Dataset(
        {
            "position": (("draw", "actor", "issue"), rng.integers(0, 5, (draws, len(actors), len(issues))) * 25.0),
            "salience": (("draw", "actor", "issue"), rng.integers(0, 5, (draws, len(actors), len(issues))) / 4),
            "has_position": (("actor", "issue"), rng.random((len(actors), len(issues))) < 0.8),
            "place": (("draw", "option"), rng.integers(0, 5, (draws, len(owner))) * 25.0),
            "refuses": (("actor", "option"), refuses),
            "signs": ("actor", [True] * signers + [False]),
            "reservation": (("draw", "actor"), rng.choice([0.0, 0.3, 0.6, 0.9], (draws, len(actors)))),
            "proposed": (("proposal", "option"), rng.random((4, len(owner))) < 0.4),
        },
        coords={
            "draw": np.arange(draws) + 5,
            "actor": actors,
            "issue": issues,
            "option": [f"{issue}.o{n}" for n, issue in enumerate(owner)],
            "issue_of_option": ("option", owner),
            "proposal": list("pqrs"),
        },
    )


def answers(case):
    """Return all that the family says of a case."""
    return what_could_all_sign(case).dataset.merge(what_would_be_fair(case).dataset)


def utilities(case, draw):
    """Return what every package is worth to every actor, from the formula, as a dictionary."""
    at = case.sel(draw=draw)
    owner = at.issue_of_option.values
    options = [[o for o, i in zip(at.option.values, owner, strict=True) if i == issue] for issue in at.issue.values]
    losses = {}
    for package in product(*options):
        for actor in at.actor.values:
            lost = 0.0
            for issue, option in zip(at.issue.values, package, strict=True):
                if bool(at.has_position.sel(actor=actor, issue=issue)):
                    wants = float(at.position.sel(actor=actor, issue=issue))
                    distance = abs(float(at.place.sel(option=option)) - wants)
                    lost += float(at.salience.sel(actor=actor, issue=issue)) * distance
            losses[package, actor] = lost
    found = {}
    for (package, actor), lost in losses.items():
        worst = max(value for (_, a), value in losses.items() if a == actor)
        best = min(value for (_, a), value in losses.items() if a == actor)
        found[package, actor] = round((worst - lost) / (worst - best), 9) if worst > best else 0.0
    return found, list(product(*options))


def oracle(case, draw):
    value, packages = utilities(case, draw)
    signers = [a for a in case.actor.values if bool(case.signs.sel(actor=a))]
    caring = [a for a in signers if any(value[p, a] > 0 for p in packages)] or signers
    least = {a: float(case.reservation.sel(draw=draw, actor=a)) for a in case.actor.values}

    def inside(package, actor):
        return not any(bool(case.refuses.sel(actor=actor, option=option)) for option in package)

    def fits(package, proposal):
        terms = {o for o in case.option.values if bool(case.proposed.sel(proposal=proposal, option=o))}
        touched = {o.split(".")[0] for o in terms}
        return all(o in terms or o.split(".")[0] not in touched for o in package)

    possible = [p for p in packages if all(inside(p, a) for a in signers)]
    accepted = [p for p in possible if all(value[p, a] >= least[a] for a in signers)]
    vector = {p: tuple(value[p, a] for a in caring) for p in accepted}

    def beats(q, p):
        return vector[q] != vector[p] and all(x >= y for x, y in zip(vector[q], vector[p], strict=True))

    efficient = [p for p in accepted if not any(beats(q, p) for q in accepted)]
    return {
        "agreement": bool(accepted),
        "packages": efficient,
        "concession": min((max(0.0, *(least[a] - value[p, a] for a in signers)) for p in possible), default=np.nan),
        "accepts": {
            (q, a): any(inside(p, a) and value[p, a] >= least[a] for p in packages if fits(p, q))
            for q in case.proposal.values
            for a in case.actor.values
        },
        "signable": {q: any(fits(p, q) for p in accepted) for q in case.proposal.values},
        "gains": {p: [value[p, a] - least[a] for a in caring] for p in efficient},
        "value": value,
    }


@given(st.integers(0, 2**32 - 1), st.integers(1, 3))
@settings(max_examples=40)
def test_every_answer_is_what_listing_the_packages_says(seed, signers):
    case = dataset(seed, draws=2, signers=signers)
    found = answers(case)
    for draw in case.draw.values:
        expected, got = oracle(case, draw), found.sel(draw=draw)
        assert bool(got.agreement) == expected["agreement"]
        assert int(got.efficient_packages) == len(expected["packages"])
        options = {option for package in expected["packages"] for option in package}
        assert set(case.option.values[got.efficient.values].tolist()) == options
        assert np.isclose(float(got.concession), expected["concession"], atol=2e-9, equal_nan=True)
        for (proposal, actor), accepts in expected["accepts"].items():
            assert bool(got.accepts.sel(proposal=proposal, actor=actor)) == accepts
        for proposal, signs in expected["signable"].items():
            assert bool(got.signable.sel(proposal=proposal)) == signs
        if expected["agreement"]:
            _check_points(case, got, expected)


def _check_points(case, got, expected):
    chosen = tuple(case.option.values[got.nash.values].tolist())
    gains = expected["gains"]
    assert chosen in gains
    products = {p: np.prod(g) if min(g) > 0 else 0.0 for p, g in gains.items()}
    assert products[chosen] >= max(products.values()) - 1e-9
    for actor in case.actor.values:
        assert np.isclose(float(got.nash_utility.sel(actor=actor)), expected["value"][chosen, actor], atol=2e-9)
    ideal = np.max(list(gains.values()), axis=0)
    shares = {p: np.sort((np.array(g) / np.where(ideal > 0, ideal, 1))[ideal > 1e-9]) for p, g in gains.items()}
    even = tuple(case.option.values[got.kalai_smorodinsky.values].tolist())
    assert all(shares[even].min(initial=1) >= other.min(initial=1) - 1e-6 for other in shares.values())


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=25)
def test_blocks_of_draws_and_shuffled_actors_change_nothing(seed):
    case = dataset(seed, draws=4)
    whole = answers(case)
    parts = [answers(case.isel(draw=part)) for part in (slice(0, 1), slice(1, 4))]
    xr.testing.assert_identical(whole, xr.concat(parts, "draw"))
    shuffled = answers(case.isel(actor=[2, 0, 1]))
    unmoved = ["accepts", "agreement", "efficient", "signable"]
    xr.testing.assert_identical(shuffled.sel(actor=case.actor)[unmoved], whole[unmoved])


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=60)
def test_weighing_brackets_what_the_worst_off_can_get(seed):
    rng = np.random.default_rng(seed)
    issue = np.repeat(np.arange(3), 3)
    worth, least = rng.random((2, 3, 9)), rng.random((2, 3))
    allowed = rng.random(9) < 0.8
    allowed[[0, 4, 8]] = True
    found, bound = weigh(worth, least, allowed, issue)
    for draw in range(2):
        packages = product(*(np.flatnonzero(allowed & (issue == i)) for i in range(3)))
        best = max((worth[draw][:, list(p)].sum(axis=1) - least[draw]).min() for p in packages)
        assert found[draw] <= best + 1e-12
        assert bound[draw] >= best - 1e-12


def test_a_package_that_no_weighing_finds_is_found_all_the_same():
    worth = np.array([[[1.0, 0.5, 0.0], [0.0, 0.5, 1.0]]])
    least, issue, allowed = np.full((1, 2), 0.5), np.zeros(3, dtype=np.int64), np.ones(3, dtype=bool)
    found, bound = weigh(worth, least, allowed, issue)
    assert found[0] < 0 <= bound[0] + 1e-12
    assert signable(worth, least, allowed, issue).tolist() == [True]
    assert signable(worth, least + 1e-6, allowed, issue).tolist() == [False]


@pytest.mark.parametrize("reservation", [None, np.nan])
def test_without_reservations_what_holds_now_counts_and_nothing_where_nothing_does(reservation):
    case = dataset(3, draws=1).drop_vars(["reservation", "proposed"])
    options, owner = case.option.values, case.issue_of_option.values
    first = np.array([np.flatnonzero(owner == owner[n])[0] == n for n in range(len(options))])
    case = case.assign(refuses=case.refuses & False)
    for now in (first, first & (owner != owner[0]), first & False):
        worth = (worths_of(case) * now).sum("option")
        left_out = case.assign(holds_now=("option", now))
        if reservation is not None:
            left_out = left_out.assign(reservation=worth.drop_vars("draw", errors="ignore") * reservation)
        given = case.assign(reservation=worth)
        xr.testing.assert_identical(answers(left_out), answers(given))
    assert what_could_all_sign(case).accepts.sizes["proposal"] == 0


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=60)
def test_third_parties_have_a_say_about_what_needs_them_and_about_nothing_else(seed):
    rng = np.random.default_rng(seed)
    case = dataset(seed, draws=2, signers=2)
    needs = np.zeros((case.sizes["option"], 3), dtype=bool)
    needs[:, 2] = rng.random(case.sizes["option"]) < 0.5
    case = case.assign(needs=(("option", "actor"), needs))
    found = answers(case)
    for draw in case.draw.values:
        value, packages = utilities(case, draw)
        asked = {p: any(needs[list(case.option.values).index(o), 2] for o in p) for p in packages}
        consents = [
            p
            for p in packages
            if all(
                value[p, a] >= float(case.reservation.sel(draw=draw, actor=a))
                and not any(bool(case.refuses.sel(actor=a, option=o)) for o in p)
                for a in ("a0", "a1", *(["a2"] if asked[p] else []))
            )
        ]
        got = found.sel(draw=draw)
        assert bool(got.agreement) == bool(consents)
        for proposal in case.proposal.values:
            terms = {o for o in case.option.values if bool(case.proposed.sel(proposal=proposal, option=o))}
            spoken = {o.split(".")[0] for o in terms}
            fits = [p for p in consents if all(o in terms or o.split(".")[0] not in spoken for o in p)]
            assert bool(got.signable.sel(proposal=proposal)) == bool(fits)
        if consents:
            assert tuple(case.option.values[got.nash.values].tolist()) in consents


def test_a_stated_worth_takes_the_place_of_the_distance():
    case = dataset(5, draws=1)
    case = case.assign(has_position=case.has_position | True, salience=case.salience * 0 + 1)
    stated = np.full(case.refuses.shape, np.nan)
    plain = worths_of(case)
    xr.testing.assert_identical(worths_of(case.assign(worth=(("actor", "option"), stated))), plain)
    stated[0] = np.linspace(0, 1, case.sizes["option"])
    changed = worths_of(case.assign(worth=(("actor", "option"), stated)))
    assert not np.allclose(changed[:, 0], plain[:, 0])
    assert np.allclose(changed[:, 1:], plain[:, 1:])


def test_who_ratifies_has_to_accept_but_has_no_say_in_what_is_fair():
    case = xr.Dataset(
        {
            "position": (("draw", "actor", "issue"), [[[0.0], [100.0], [0.0]]]),
            "salience": (("draw", "actor", "issue"), [[[1.0]] * 3]),
            "has_position": (("actor", "issue"), [[True]] * 3),
            "place": (("draw", "option"), [[0.0, 40.0, 60.0, 100.0]]),
            "refuses": (("actor", "option"), np.zeros((3, 4), dtype=bool)),
            "signs": ("actor", [True] * 3),
            "ratifies": ("actor", [False, False, True]),
            "reservation": (("draw", "actor"), [[0.0, 0.0, 0.3]]),
        },
        coords={"actor": ["a", "b", "house"], "issue": ["x"], "issue_of_option": ("option", ["x"] * 4)},
    )
    assert what_would_be_fair(case).efficient.values.tolist() == [[True, True, True, False]]
    assert what_would_be_fair(case).nash.values.sum() == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda case: case.drop_vars("refuses"), "the dataset lacks refuses"),
        (lambda case: case.isel(draw=0), "has no dimension 'draw'"),
        (lambda case: case.assign(signs=case.signs & False), "nobody signs"),
        (lambda case: case.assign(position=case.position * np.nan), "'position' has missing values"),
        (lambda case: case.isel(option=slice(None, None, -1)), "options stand together"),
    ],
)
def test_a_dataset_that_cannot_be_bargained_over_is_refused(change, message):
    case = dataset(5)
    assert case.sizes["issue"] > 1
    with pytest.raises(BadUse, match=message):
        what_could_all_sign(change(case))
