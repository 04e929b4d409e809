"""Two runs are held against each other: by the numbers they share where they do, by their intervals where not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import irenic
from irenic.study.compare import compare, difference, on_the_same_numbers
from irenic.study.headlines import headlines, in_every_draw
from small_war import PARTIES, WAR

# Newcombe (1998), table II, method 10: the two shares, and the interval of their difference.
NEWCOMBE = [
    ((56, 70), (48, 80), (0.0524, 0.3339)),
    ((9, 10), (3, 10), (0.1705, 0.8090)),
    ((6, 7), (2, 7), (0.0582, 0.8062)),
    ((5, 56), (0, 29), (-0.0381, 0.1926)),
    ((0, 10), (0, 20), (-0.1611, 0.2775)),
    ((0, 10), (0, 10), (-0.2775, 0.2775)),
    ((10, 10), (0, 20), (0.6791, 1.0000)),
    ((10, 10), (0, 10), (0.6075, 1.0000)),
]
SAMPLES = st.lists(st.floats(0, 1), min_size=6, max_size=30).map(np.array)


def shares(yes, of):
    return np.array([1.0] * yes + [0.0] * (of - yes))


@pytest.mark.parametrize(("one", "other", "interval"), NEWCOMBE)
def test_the_interval_of_two_independent_shares_is_the_published_one(one, other, interval):
    found = difference(shares(*other), shares(*one), kind="share", paired=False)
    assert (round(found.low, 4), round(found.high, 4)) == pytest.approx(interval)
    assert found.value == pytest.approx(one[0] / one[1] - other[0] / other[1])


@given(SAMPLES, SAMPLES)
def test_the_interval_of_two_independent_means_is_that_of_welch(one, other):
    found = difference(one, other, kind="chance", paired=False)
    assert found.value == pytest.approx(other.mean() - one.mean())
    if min(np.ptp(one), np.ptp(other)) > 1e-3:
        expected = stats.ttest_ind(other, one, equal_var=False).confidence_interval(0.95)
        assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


@given(SAMPLES)
def test_pairs_leave_out_what_both_share(values):
    found = difference(values, values + 0.25, kind="chance", paired=True)
    assert (found.low, found.high) == pytest.approx((0.25, 0.25))


def test_draws_without_an_answer_are_left_out_in_pairs_and_apart():
    one, other = np.array([np.nan, *[0.5] * 7]), np.array([*[0.75] * 7, np.nan])
    assert difference(one, other, kind="chance", paired=True).draws == 6
    assert difference(one, other, kind="chance", paired=False).draws == 7


def test_few_draws_give_no_interval():
    few = np.array([0.0, 1.0, 1.0])
    for kind in ("share", "chance"):
        assert difference(few, few, kind=kind, paired=False).low == -np.inf


@pytest.fixture
def run_of(write_case, tmp_path):
    """Return a function that runs the small war after an edit, on influence, war and bargaining."""

    def run(name, before="", after="", draws=30, seed=1, **options):
        assert WAR.count(before) == 1 or not before
        text = WAR.replace(before, after) if before else WAR
        case = write_case(text, name, PARTIES)
        only = ("influence", "bargaining")
        return irenic.assess(case, draws=draws, seed=seed, folder=tmp_path / f"run-{name}", only=only, **options)

    return run


def test_two_runs_of_one_case_are_the_same_in_every_draw(run_of):
    found = compare(run_of("one"), run_of("two"))
    assert (found.case, found.plan, found.paired) == ((), {}, True)
    assert {change.verdict for change in found.changes} == {"the same"}
    assert found.arms == tuple(arm.name for arm in found.new.arms)


def test_what_changed_in_the_case_shows_in_the_answers_it_reaches_and_in_no_other(run_of):
    before = "north:\n    land: {wants: 80 to 100"
    found = compare(run_of("one"), run_of("two", before, "north:\n    land: {wants: 60 to 80"))
    assert [each.path for each in found.case] == ["positions.north.land.wants"]
    entered = {change.headline.name: change for change in found.changes if change.arm == "as-entered"}
    assert entered["compromise.land"].verdict == "falls"
    assert entered["compromise.guard"].verdict == "the same"
    one, two = (in_every_draw(run, entered["compromise.land"].headline) for run in (found.old, found.new))
    assert entered["compromise.land"].difference.value == pytest.approx(float(np.mean(two - one)))
    assert entered["compromise.land"].difference.high < 0


def test_on_common_random_numbers_a_difference_is_seen_that_apart_is_not(run_of):
    edit = ("land: {wants: 80 to 100", "land: {wants: 79 to 99")
    paired = compare(run_of("one"), run_of("two", *edit))
    apart = compare(run_of("one"), run_of("three", *edit, seed=2))
    verdicts = [
        next(c.verdict for c in found.changes if c.headline.name == "compromise.land" and c.arm == "as-entered")
        for found in (paired, apart)
    ]
    assert (paired.paired, apart.paired) == (True, False)
    assert verdicts == ["falls", "unclear"]


def test_seed_draws_points_families_and_arms_that_differ_are_told(run_of):
    old = run_of("one")
    new = run_of(
        "two", "  gloomy: {label: The gloomy", "  cheerful: {label: The gloomy", draws=40, seed=7, points="sobol"
    )
    found = compare(old, new)
    assert found.plan == {"draws": ("30", "40"), "seed": ("1", "7"), "points": ("random", "sobol")}
    assert (found.gone, found.added) == (("perspective.gloomy",), ("perspective.cheerful",))


def test_sobol_points_are_shared_only_where_the_numbers_are(run_of):
    one, same = run_of("one", points="sobol"), run_of("two", points="sobol")
    other = run_of("three", "fading: {value: 10% to 30%", "fading: {value: 20% to 30%", points="sobol")
    assert on_the_same_numbers(one, same)
    assert on_the_same_numbers(one, other)
    fewer = run_of("four", "  south: {value: 40 to 60, judgement: J}\n", "", points="sobol")
    assert not on_the_same_numbers(one, run_of("five", points="random"))
    assert on_the_same_numbers(one, fewer) == (one.arms[0].changed == fewer.arms[0].changed)


def test_the_headlines_of_a_war_are_read_from_its_answers(write_case, tmp_path):
    text = WAR.replace("months: 24", "months: 6")
    run = irenic.assess(write_case(text, "war", PARTIES), draws=8, folder=tmp_path / "run", only=("war",))
    found = {headline.name: in_every_draw(run, headline) for headline in headlines(run)}
    answers = run.answers("war")
    assert {"settled.6", "holds.6", "victory.north", "victory.south", "alone", "ripe", "feasible"} <= set(found)
    assert "settled.12" not in found
    assert found["settled.6"] == pytest.approx(answers["settled"].sum("month").to_numpy())
    south = answers["victory"].sel(party="south").sum("month")
    assert found["victory.south"] == pytest.approx(south.to_numpy())
