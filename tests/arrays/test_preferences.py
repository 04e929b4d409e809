"""Every form in which a case states preferences, held against levels worked out by hand."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from irenic.arrays.conflict import conflict
from irenic.arrays.preferences import bands as divided
from irenic.arrays.preferences import prioritised, without_gaps
from irenic.arrays.sample import draw, shares_for
from irenic.arrays.shares import Shares

MOVES = "moves:\n  a: {go: Goes, stay: Stays}\n  b: {pay: Pays}\n"
MANY = Shares(1, 0, 4000)


@pytest.fixture
def levels(write_case):
    """Return a function that gives the levels of A in some draws, ``(draw, state)``; states run from NNN to YYY."""

    def of(preferences, shares=MANY, moves=MOVES):
        case = write_case(moves + "preferences:\n  a:" + preferences)
        return conflict(case, shares).level.sel(mover="a").values

    return of


def same(levels):
    """Return the levels where they are the same in every draw."""
    assert (levels == levels[0]).all()
    return list(levels[0])


def test_of_statements_of_the_same_importance_more_is_better_and_none_goes_first(levels):
    assert same(levels(" [[a.go, b.pay], a.stay]\n")) == [0, 2, 1, 3, 2, 4, 3, 5]
    assert same(levels(" {both: {equal: [a.go, b.pay]}, last: a.stay}\n")) == [0, 2, 1, 3, 2, 4, 3, 5]
    assert same(levels(" {x: {wants: a.go, place: 1}, y: {wants: b.pay, place: 1}, z: a.stay}\n")) == [
        0, 2, 1, 3, 2, 4, 3, 5,
    ]  # fmt: skip


def test_names_are_in_the_order_written_and_a_place_overrules_it(levels):
    listed = same(levels(" [b.pay, a.go, a.stay]\n"))
    assert same(levels(" {x: b.pay, y: a.go, z: a.stay}\n")) == listed
    assert same(levels(" {y: {wants: a.go, place: 2.5}, x: {wants: b.pay, place: 2}, z: {wants: a.stay}}\n")) == listed
    assert same(levels(" {y: a.go, z: a.stay, x: {wants: b.pay, place: 0.5}}\n")) == listed


def test_an_uncertain_place_puts_a_statement_now_here_now_there(levels):
    found = levels(" {x: a.go, y: a.stay, z: {wants: b.pay, place: {choices: {0.5: 30%, 1.5: 20%, 3: 50%}}}}\n")
    orders = {"zxy": [0, 2, 1, 3, 4, 6, 5, 7], "xzy": [0, 4, 1, 5, 2, 6, 3, 7], "xyz": [0, 4, 2, 6, 1, 5, 3, 7]}
    shares = {name: (found == row).all(axis=1).mean() for name, row in orders.items()}
    assert sum(shares.values()) == pytest.approx(1)
    assert (shares["zxy"], shares["xzy"]) == (pytest.approx(0.3, abs=0.03), pytest.approx(0.2, abs=0.03))


def test_statements_of_unknown_order_come_in_every_order(levels):
    text = ", ".join(
        f"{name}: {{wants: {move}, place: 1 to 3}}"
        for name, move in zip("xyz", ("a.go", "a.stay", "b.pay"), strict=True)
    )
    found = levels(f" {{{text}}}\n")
    _, counts = np.unique(found, axis=0, return_counts=True)
    assert len(counts) == 6
    assert (np.abs(counts / len(found) - 1 / 6) < 0.03).all()


@pytest.mark.parametrize("chance", ["70%", "60% to 80%", "{choices: {60%: 50%, 80%: 50%}}", "{coders: [60%, 80%]}"])
def test_an_uncertain_statement_is_held_in_that_share_of_the_draws(levels, chance):
    found = levels(f" {{x: {{wants: a.go, chance: {chance}}}, y: a.stay}}\n")
    held = (found == [0, 2, 1, 3, 0, 2, 1, 3]).all(axis=1)
    left = (found == [0, 0, 1, 1, 0, 0, 1, 1]).all(axis=1)
    assert (held | left).all()
    assert held.mean() == pytest.approx(0.7, abs=0.02)


@pytest.mark.parametrize(("chance", "expected"), [("0%", [0] * 8), ("100%", [0, 1] * 4)])
def test_a_chance_of_nothing_or_of_everything_is_certain(levels, chance, expected):
    assert same(levels(f" {{x: {{wants: a.go, chance: {chance}}}}}\n")) == expected


def test_weights_are_added_up_and_may_count_against_a_state(levels):
    weighted = " {x: {wants: a.go, weight: 2}, y: {wants: a.stay, weight: 3}, z: {wants: b.pay, weight: -5}}\n"
    assert same(levels(weighted)) == [3, 4, 5, 6, 0, 1, 2, 3]


def test_weights_in_decimals_tie_where_their_sums_are_equal(levels):
    weighted = " {x: {wants: a.go, weight: 0.1}, y: {wants: a.stay, weight: 0.2}, z: {wants: b.pay, weight: 0.3}}\n"
    found = dict(
        zip(
            ["".join(s) for s in np.array(["NNN", "YNN", "NYN", "YYN", "NNY", "YNY", "NYY", "YYY"])],
            same(levels(weighted)),
            strict=True,
        )
    )
    assert found["YYN"] == found["NNY"] == 3


def test_an_uncertain_weight_is_drawn(levels):
    found = levels(" {x: {wants: a.go, weight: 1}, z: {wants: b.pay, weight: {choices: {0.5: 40%, 2: 60%}}}}\n")
    assert (found[:, 4] > found[:, 1]).mean() == pytest.approx(0.6, abs=0.03)


def test_a_ranking_puts_states_where_they_fit_first_and_the_rest_last(levels):
    moves = MOVES + "  states: {quiet: not a.go and not a.stay and not b.pay}\n"
    ranking = " {ranking: [b.pay and a.go, [quiet, a.go and a.stay], a.go]}\n"
    assert same(levels(ranking, moves=moves)) == [2, 1, 0, 2, 0, 3, 0, 3]


def test_one_of_several_coders_is_right_in_each_draw(levels):
    coders = " {coders: {anna: {chance: 80%, order: [a.go]}, ben: {chance: 20%, ranking: [b.pay]}}}\n"
    found = levels(coders)
    anna, ben = (found == [0, 1] * 4).all(axis=1), (found == [0, 0, 0, 0, 1, 1, 1, 1]).all(axis=1)
    assert (anna ^ ben).all()
    assert anna.mean() == pytest.approx(0.8, abs=0.02)
    assert (levels(" {coders: {anna: [a.go], ben: [b.pay]}}\n")[:, 1] == 1).mean() == pytest.approx(0.5, abs=0.03)


def test_a_coder_may_be_uncertain_as_well(levels):
    found = levels(" {coders: {anna: {x: {wants: a.go, chance: 50%}}, ben: [b.pay]}}\n")
    assert (found[:, 1] == 1).mean() == pytest.approx(0.25, abs=0.03)


def test_a_statement_more_changes_no_other_draw(write_case):
    text = MOVES + "preferences: {a: {x: {wants: a.go, chance: 50%}, y: {wants: b.pay, place: 1 to 2}}}\n"
    more = text.replace("{a: {x:", "{b: {w: {wants: a.go, chance: 10%}}, a: {first: {wants: a.stay, chance: 30%}, x:")
    before, after = preferences_drawn(write_case(text)), preferences_drawn(write_case(more))
    assert [*before] == ["preferences.a.x.chance", "preferences.a.y.place"]
    assert all((values == after[path]).all() for path, values in before.items())


def preferences_drawn(case):
    return draw(case, MANY, [placed.path for placed in case.drawn_preferences])


@pytest.mark.parametrize("points", ["random", "sobol"])
def test_preferences_change_no_draw_of_the_other_families(write_case, points):
    bare = write_case("capability: {a: 10 to 90}\n")
    held = write_case(f"capability: {{a: 10 to 90}}\n{MOVES}preferences: {{a: {{x: {{wants: a.go, chance: 50%}}}}}}\n")
    before, after = (draw(case, shares_for(case, 0, 64, 1, points)) for case in (bare, held))
    assert [*before] == [*after]
    assert all((values == after[path]).all() for path, values in before.items())


def test_levels_do_not_depend_on_the_portion_they_are_drawn_in(levels):
    text = " {x: {wants: a.go, chance: 50%}, y: {wants: b.pay, place: 0 to 3}, z: a.stay}\n"
    assert (levels(text)[700:1500] == levels(text, Shares(1, 700, 1500))).all()


def test_a_perspective_may_replace_an_actors_preferences_or_one_number_of_them(write_case):
    case = write_case(
        MOVES
        + """
preferences: {a: {x: {wants: a.go, chance: 50%}, y: a.stay}}
perspectives:
  sure: {label: Sure, set: {preferences.a.x.chance: 100%}, judgement: made up}
  other: {label: Other, set: {preferences.a: [b.pay]}, judgement: made up}
  more: {label: More, set: {preferences.a.z: b.pay}, judgement: made up}
"""
    )
    assert same(conflict(case.under(perspective="sure"), MANY).level.sel(mover="a").values) == [0, 2, 1, 3] * 2
    assert same(conflict(case.under(perspective="other"), MANY).level.sel(mover="a").values) == [0] * 4 + [1] * 4
    assert conflict(case.under(perspective="more"), MANY).level.sel(mover="a").values.max() == 7


def test_states_called_the_same_are_one_with_the_steps_of_all(write_case):
    moves = """
moves:
  a: {go: {label: Goes, reversible: no}, stay: Stays}
  b: {pay: Pays}
  same: [a.go]
  states: {gone: a.go}
"""
    found = conflict(write_case(moves + "preferences: {a: [b.pay, not a.go]}\n"), Shares(1, 0, 1))
    assert list(found.state.values) == ["NNN", "YNN", "NYN", "NNY", "NYY"]
    assert list(found.combinations.values) == [1, 4, 1, 1, 1]
    assert list(found.state_name.values) == ["", "gone", "", "", ""]
    steps = {(int(b), int(f), int(t)) for b, f, t in zip(found.step_by, found.step_from, found.step_to, strict=True)}
    assert steps == {
        (0, 0, 1), (0, 0, 2), (0, 2, 0), (0, 2, 1), (0, 3, 1), (0, 3, 4), (0, 4, 1), (0, 4, 3),
        (1, 0, 3), (1, 2, 4), (1, 3, 0), (1, 4, 2),
    }  # fmt: skip
    # The merged state stands for the combination with the fewest moves, in which nobody pays.
    assert list(found.level.sel(mover="a").values[0]) == [1, 0, 1, 2, 2]


def test_a_name_may_stand_for_one_state_or_for_several(write_case):
    moves = MOVES + "  states: {quiet: not (a.go or a.stay or b.pay), still: {when: not a.go, label: A stays}}\n"
    found = conflict(write_case(moves), Shares(1, 0, 1))
    assert list(found.state_name.values) == ["quiet", *[""] * 7]
    assert list(found.named_state.values) == ["quiet", "still"]
    assert found.fits.sel(named_state="still").values.tolist() == [True, False] * 4


MEANT = """
moves:
  a: {yield: {label: Yields, means: {x: low}}, push: {label: Pushes, means: {x: high}}}
  b: {pay: Pays}
  infeasible: [a.yield and a.push]
positions:
  a: {x: {wants: 95 to 100, salience: 30 to 60}}
  b: {x: {wants: {choices: {low: 40%, mid: 60%}}, salience: 50}}
"""


STAKES = """\
actors: {a: {name: A, role: party}, b: {name: B, role: party}}
issues:
  x:
    name: X
    question: What becomes of X?
    options: {low: {at: 0, label: Low}, mid: {at: 50, label: Middle}, high: {at: 100, label: High}}
    now: mid
"""


def with_now(write_case, text):
    return write_case(text, stakes=STAKES)


def test_without_preferences_the_order_of_states_is_that_of_nearness_to_what_is_wanted(write_case):
    case = with_now(write_case, MEANT)
    found = conflict(case, MANY)
    assert list(found.state.values) == ["NNN", "YNN", "NYN", "NNY", "YNY", "NYY"]
    assert found.derived.values.all()
    assert same(found.level.sel(mover="a").values) == [1, 0, 2, 1, 0, 2]
    low, mid = [1, 2, 0, 1, 2, 0], [1, 0, 0, 1, 0, 0]
    of_b = found.level.sel(mover="b").values
    assert ((of_b == low).all(axis=1) ^ (of_b == mid).all(axis=1)).all()
    assert (of_b == low).all(axis=1).mean() == pytest.approx(0.4, abs=0.03)
    told = {note.words: note.paths for note in case.check()}
    assert told["prefers what its positions tell, because no preferences are entered"] == ("moves.a", "moves.b")


def test_preferences_that_are_stated_are_never_derived(write_case):
    found = conflict(with_now(write_case, MEANT + "preferences: {a: [a.yield]}\n"), MANY)
    assert list(found.derived.values) == [False, True]
    assert same(found.level.sel(mover="a").values) == [0, 1, 0, 0, 1, 0]


def test_nothing_is_derived_where_no_move_says_what_it_means(write_case):
    text = MEANT.replace(", means: {x: low}", "").replace(", means: {x: high}", "")
    found = conflict(with_now(write_case, text), MANY)
    assert not found.derived.any()
    assert not found.level.any()


def test_a_case_says_which_statements_order_nothing_and_who_has_none(write_case):
    coders = "{coders: {anna: [a.go, not (a.go and b.pay)], ben: {x: b.pay}}}"
    rules = "  infeasible: [a.go and b.pay]\n  states: {deal: a.go and b.pay, quiet: not a.go}\n"
    case = write_case(MOVES + f"{rules}preferences: {{a: {coders}}}\n")
    told = {note.words: note.paths for note in case.check()}
    assert told["the same in every state that can occur, so the statement orders nothing"] == (
        "preferences.a.coders.anna.order.1",
    )
    assert told["names no state that can occur"] == ("moves.states.deal",)
    assert told["likes all states the same, because no preferences are entered"] == ("moves.b",)


@given(st.lists(st.lists(st.integers(-3, 3), min_size=4, max_size=4), min_size=1, max_size=5))
def test_ranks_without_gaps_are_positions_among_the_different_numbers(rows):
    found = without_gaps(np.array(rows, dtype=float), np.zeros(len(rows)))
    assert found.tolist() == [[sorted(set(row)).index(number) for number in row] for row in rows]


@pytest.fixture
def bands(write_case):
    """Return a function that gives the bands of A in some draws, ``(draw, state)``."""

    def of(preferences, shares=MANY, moves=MOVES):
        return conflict(write_case(moves + "preferences:\n  a:" + preferences), shares).band.sel(mover="a").values

    return of


def test_a_vital_statement_divides_what_it_tells_apart_first(bands):
    assert same(bands(" [a.go, a.stay, b.pay]\n")) == [0] * 8
    # The states run NNN, YNN, NYN, YYN, NNY, YNY, NYY, YYY.
    assert same(bands(" {order: [{wants: b.pay, vital: yes}, a.go]}\n")) == [0, 0, 0, 0, 1, 1, 1, 1]
    # What is vital and comes second divides within either half, and the gap between the halves is none.
    assert same(bands(" {order: [b.pay, {wants: a.go, vital: yes}, a.stay]}\n")) == [0, 1, 0, 1, 1, 2, 1, 2]


def test_a_gap_lies_between_neighbours_only_where_a_vital_statement_decides(levels, bands):
    # Levels: b.pay first, then a.go. Between NNY and YNN it is b.pay that decides, which is not vital.
    text = " {order: [b.pay, {wants: a.go, vital: yes}]}\n"
    level, band = same(levels(text)), same(bands(text))
    by_level = dict(zip(level, band, strict=True))
    assert [by_level[each] for each in range(4)] == [0, 1, 1, 2]


def test_statements_of_one_place_make_a_gap_where_a_vital_one_is_among_them(bands):
    two = "moves:\n  a: {go: Goes}\n  b: {pay: Pays}\n"
    # NN is below YN and NY, which tie, and these below YY.
    assert same(bands(" {order: [{equal: [a.go, b.pay], vital: yes}]}\n", moves=two)) == [0, 1, 1, 2]
    beside = " {x: {wants: a.go, place: 1, vital: yes}, y: {wants: b.pay, place: 1}}\n"
    assert same(bands(beside, moves=two)) == [0, 1, 1, 2]
    idle = " {x: {wants: a.go, place: 1, vital: yes, chance: 0%}, y: {wants: b.pay, place: 1}}\n"
    assert same(bands(idle, moves=two)) == [0] * 4


def test_a_vital_statement_that_is_not_held_divides_nothing(bands):
    found = bands(" {x: {wants: a.go, chance: 30%, vital: yes}, y: b.pay}\n")
    held = (found == [0, 1] * 4).all(axis=1)
    assert (held | (found == 0).all(axis=1)).all()
    assert held.mean() == pytest.approx(0.3, abs=0.03)


def test_a_gap_in_a_ranking_makes_all_below_much_worse(bands):
    ranking = " {ranking: [b.pay and a.go, {fits: b.pay, gap: yes}, a.go]}\n"
    assert same(bands(ranking)) == [0, 0, 0, 0, 1, 1, 1, 1]
    assert same(bands(" {ranking: [b.pay, a.go]}\n")) == [0] * 8
    # A gap below the last place parts it from the states that fit nowhere.
    assert same(bands(" {ranking: [{fits: b.pay, gap: yes}, {fits: a.go, gap: yes}]}\n")) == [0, 1, 0, 1, 2, 2, 2, 2]


def test_bands_are_those_of_the_coder_whose_turn_it_is(bands):
    found = bands(" {coders: {anna: {order: [{wants: a.go, vital: yes}]}, ben: [b.pay]}}\n")
    anna, ben = (found == [0, 1] * 4).all(axis=1), (found == 0).all(axis=1)
    assert (anna ^ ben).all()
    assert anna.mean() == pytest.approx(0.5, abs=0.03)


@given(st.lists(st.tuples(st.sampled_from(["a.go", "a.stay", "b.pay"]), st.booleans()), max_size=4))
def test_bands_rise_with_levels_and_only_where_the_deciding_statement_is_vital(written):
    """By the definition: two states, the first statement that tells them apart, and the gaps between neighbours."""
    moves = ["a.go", "a.stay", "b.pay"]
    true = np.array([[state >> moves.index(move) & 1 for state in range(8)] for move, _ in written]).reshape(-1, 8)
    vital = np.array([grave for _, grave in written], dtype=bool)
    level = prioritised(true)
    found = divided(true, vital, level)
    order = sorted(range(8), key=lambda state: level[state])
    expected, band = {order[0]: 0}, 0
    for low, high in pairwise(order):
        if level[high] > level[low]:
            first = next(k for k in range(len(written)) if true[k][low] != true[k][high])
            band += bool(vital[first])
        expected[high] = band
    assert [expected[state] for state in range(8)] == list(found)
