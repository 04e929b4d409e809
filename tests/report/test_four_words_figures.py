"""The pictures of the four words, read from the drawn SVG, against sums made here from the run itself."""

import math
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from scipy import stats

import irenic
from drawings import SPACE, drawn, overlap, placed, titles, words
from irenic.errors import BadUse
from irenic.report.figures import (
    acceptance,
    frictions,
    frontier,
    guarantee_strength,
    heat,
    openings,
    settlement_chance,
    survival,
    win_set,
)
from irenic.report.figures.acceptance import acceptances
from irenic.report.figures.axis import Axis
from irenic.report.figures.bargain import bargain, weightiest
from irenic.report.figures.fan import Fan, settled_by
from irenic.report.figures.frontier import efficient, frontier_of
from irenic.report.figures.heat import cell_colour
from irenic.report.figures.win_set import win_set_of
from irenic.report.grid import Cell, grid
from irenic.report.overlays import fan_overlay
from irenic.report.svg import svg_of
from irenic.study.headlines import in_every_draw

PICTURES = {
    "acceptance": acceptance,
    "frictions": frictions,
    "frontier": frontier,
    "guarantee_strength": guarantee_strength,
    "heat": heat,
    "openings": openings,
    "settlement_chance": settlement_chance,
    "survival": survival,
    "win_set": win_set,
}


def clashes(root):
    boxes = [(placed(text), "".join(text.itertext())) for text in root.iter(f"{SPACE}text") if "".join(text.itertext())]
    assert len(boxes) > 5
    return [(a, b) for i, (one, a) in enumerate(boxes) for other, b in boxes[i + 1 :] if overlap(one, other, height=2)]


@pytest.mark.parametrize("name", PICTURES)
def test_no_two_texts_of_a_picture_lie_over_each_other(valley_run, runs, name):
    for run in (valley_run, runs("ukraine-2025")):
        root = drawn(PICTURES[name](run))
        assert clashes(root) == []
        _, _, wide, high = map(float, root.get("viewBox").split())
        for text in root.iter(f"{SPACE}text"):
            left, top, right, foot = placed(text)
            assert left >= -1
            assert top >= -1
            assert right <= wide + 1
            assert foot <= high + 4


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_the_same_every_time_and_has_no_computed_number_in_its_description(valley_run, name):
    picture = svg_of(PICTURES[name](valley_run))
    assert svg_of(PICTURES[name](valley_run)) == picture
    assert not re.search(r"\d\.\d|\d%", ElementTree.fromstring(picture).get("aria-label"))


@pytest.mark.parametrize("name", PICTURES)
def test_hostile_text_is_only_ever_text_in_a_picture(hostile_run, name):
    root = drawn(PICTURES[name](hostile_run))
    names = {element.tag.removeprefix(SPACE) for element in root.iter()}
    assert names <= {"svg", "g", "rect", "path", "line", "text", "tspan", "title"}
    assert not any(key.startswith("on") or "href" in key for element in root.iter() for key in element.attrib)
    assert "\u202e" not in "".join(root.itertext())


@pytest.mark.parametrize("name", ["frontier", "acceptance", "settlement_chance", "survival", "guarantee_strength"])
def test_a_picture_can_be_drawn_under_a_scenario_and_differs(valley_run, name):
    assert svg_of(PICTURES[name](valley_run, arm="scenario.no-aid")) != svg_of(PICTURES[name](valley_run))


def test_the_months_of_a_fan_are_the_chances_of_the_run_summed_up(valley_run):
    settled = valley_run.answers("war").settled.values
    fan = settled_by(valley_run)
    assert fan.months == tuple(range(7))
    for month in range(1, 7):
        chances = [sum(row[:month]) for row in settled]
        assert fan.mean[month] == pytest.approx(sum(chances) / len(chances))
        assert fan.middle[month] == pytest.approx(sorted(chances)[5] / 2 + sorted(chances)[6] / 2)
    assert fan.mean[0] == 0.0


def test_a_fan_ends_where_nothing_is_known():
    fan = Fan.of(np.array([[0.9, 0.5, np.nan], [0.7, np.nan, np.nan]]), 1.0)
    assert fan.months == (0, 1, 2)
    assert fan.mean.tolist() == pytest.approx([1.0, 0.8, 0.5])


def test_under_another_arm_the_case_as_entered_stays_in_the_fan(valley_run):
    alone, both = svg_of(settlement_chance(valley_run)), svg_of(settlement_chance(valley_run, "scenario.no-aid"))
    assert "#AA4499" not in alone
    assert both.count("#AA4499") >= 2
    assert "the case as entered:" in both
    assert "the case as entered:" not in alone


def test_what_may_be_laid_over_a_fan_are_the_arms_that_reach_the_war(valley_run):
    (found,) = fan_overlay(valley_run, settled_by, "The chance of a settlement")
    assert found["label"] == "The Crown looks away"
    (_, middle), (_, mean) = found["lines"]
    fan = settled_by(valley_run, "scenario.no-aid")
    for path, values in ((middle, fan.middle), (mean, fan.mean)):
        points = [tuple(map(float, point.split(","))) for point in path.removeprefix("M").split("L")]
        assert points[0] == (150, 276)
        assert [x for x, _ in points] == [150 + 75 * month for month in range(7)]
        assert [(276 - y) / 260 for _, y in points] == pytest.approx(values.tolist(), abs=0.003)


def test_an_even_handed_package_in_the_zone_gives_both_what_they_must_get(valley_run):
    found = frontier_of(valley_run)
    war = valley_run.answers("war").fighting_on.values
    assert found.parties == ("hill", "vale")
    assert any(np.allclose(found.least, row) for row in war)
    medians = np.median(war, axis=0)
    nearest = min(abs(row - medians).sum() for row in war)
    assert abs(found.least - medians).sum() == pytest.approx(nearest)
    known = ~np.isnan(found.even).any(axis=1)
    assert known.sum() == valley_run.answers("bargaining").agreement.values.sum()
    assert (found.even[known] >= war[known] - 1e-9).all()


def test_no_efficient_package_is_beaten_by_another(valley_run):
    found = frontier_of(valley_run)
    front = found.efficient
    assert len(front) >= 1
    for point in front:
        assert not any((other >= point).all() and (other > point + 1e-9).any() for other in found.allowed)
    assert efficient(np.empty((0, 2))).shape == (0, 2)


def test_acceptance_is_the_share_of_draws_and_a_red_line_bars_it(valley_run):
    found, answers = acceptances(valley_run), valley_run.answers("bargaining")
    for proposal, row in found.rows.items():
        for actor, cell in row.items():
            expected = answers.accepts.sel(proposal=proposal, actor=actor).values.mean()
            assert cell.share.share == pytest.approx(expected)
        assert found.together[proposal].share == pytest.approx(answers.signable.sel(proposal=proposal).values.mean())
    assert found.rows["surrender"]["vale"].crossing == "crosses"
    assert found.rows["surrender"]["vale"].share.share == 0.0
    assert found.rows["open"]["vale"].crossing == "may cross"
    assert found.signers == ("hill", "vale")


def test_crossing_a_red_line_is_a_shape_and_not_a_colour_alone(valley_run):
    found = titles(drawn(acceptance(valley_run)))
    crossing = [text for text in found if "a red line of its own" in text]
    assert [text.split("; it ")[1] for text in crossing] == [
        "crosses a red line of its own",
        "may cross a red line of its own",
    ]
    assert all(text.startswith("Vale on ") for text in crossing)


def test_who_need_not_sign_stands_in_brackets(runs):
    shown = words(drawn(acceptance(runs("ukraine-2025"))))
    found = acceptances(runs("ukraine-2025"))
    outside = sum(not cell.must_sign for row in found.rows.values() for cell in row.values())
    assert sum(text.startswith("(") and text.endswith("%)") for text in shown) == outside > 0


def test_a_pair_of_options_can_be_signed_where_a_package_of_just_these_suits_both(valley_run):
    # With two issues a pair is a package, so utilities can be added up by hand.
    found, case = win_set_of(valley_run, ("land", "keeper")), bargain(valley_run)
    places = {"vale-all": 0, "halves": 50, "hill-all": 100, "nobody": 0, "crown": 100}
    issues = {"land": ["vale-all", "halves", "hill-all"], "keeper": ["nobody", "crown"]}
    for (land, keeper), chance in found.share.items():
        holds = []
        for draw in range(12):
            fine = land != "hill-all"
            for actor in ("hill", "vale"):
                got = worst = best = 0.0
                for issue, option in (("land", land), ("keeper", keeper)):
                    at = case.sel(actor=actor, issue=issue).isel(draw=draw)
                    losses = {o: float(at.salience) * abs(places[o] - float(at.position)) for o in issues[issue]}
                    got += losses[option]
                    worst += max(losses.values())
                    best += min(losses.values())
                least = float(case.reservation.sel(actor=actor).isel(draw=draw))
                fine = fine and (worst - got) / (worst - best) >= least - 1e-9
            holds.append(fine)
        assert chance.share == pytest.approx(sum(holds) / 12), (land, keeper)
    assert found.refused["land", "hill-all"] == ("vale",)
    assert any(chance.share > 0 for chance in found.share.values())


def test_the_weightiest_issues_come_first(valley_run):
    assert weightiest(valley_run) == ("land", "keeper")


def test_a_win_set_of_one_issue_is_refused(valley_run):
    with pytest.raises(BadUse, match="'land' was named twice"):
        win_set(valley_run, ("land", "land"))


def test_a_win_set_where_nobody_cares_about_two_issues_is_refused(write_case):
    case = write_case("positions: {a: {x: {wants: low}}, b: {x: {wants: high}}}\ncapability: {a: 1 to 2, b: 1 to 2}\n")
    run = irenic.assess(case, draws=3, folder=case.folder.parent / "run")
    with pytest.raises(BadUse, match="no two issues"):
        win_set(run)


def test_a_guarantee_is_strong_enough_in_the_draws_in_which_its_penalty_is(valley_run):
    needed = valley_run.answers("war").guarantee_needed.values
    penalty = valley_run.draws().sel(quantity="war.breach.penalty.nobody").values
    share = np.mean([a >= b for a, b in zip(penalty, needed, strict=True)])
    shown = words(drawn(guarantee_strength(valley_run)))
    assert f"{share:.0%}" in shown
    assert any(text.startswith("The Crown does (a breach costs") for text in shown)


def test_the_reasons_stand_in_the_order_of_what_they_take(valley_run):
    loss = valley_run.answers("frictions").loss.dropna("draw", how="all").mean("draw")
    most = str(loss.friction.values[np.argmax(loss.values)])
    assert most == "beliefs"
    shown = [text for text in words(drawn(frictions(valley_run))) if text[0].isalpha()]
    assert shown.index("Optimism: a party overrates its odds") < shown.index("Red lines")
    assert shown.index("Red lines") < shown.index("Nobody enforces a settlement")


def test_every_cell_of_the_heat_map_is_a_number_of_the_run_with_the_case_as_entered_first(valley_run):
    found = grid(valley_run)
    at = {head.name: place for place, head in enumerate(found.heads)}
    assert [arm.name for arm, _ in found.rows] == ["scenario.no-aid"]
    assert found.still == ("Hill shouts",)
    for cells, arm in ((found.entered, "as-entered"), (found.rows[0][1], "scenario.no-aid")):
        war = valley_run.answers("war", arm)
        assert cells[at["settled.6"]].value == pytest.approx(war.settled.values.sum(axis=1).mean())
        package = valley_run.answers("bargaining", arm).agreement.values
        assert cells[at["package"]].value == pytest.approx(package.mean())
    told = ["".join(text.itertext()) for text in drawn(heat(valley_run)).iter(f"{SPACE}text")]
    for cell in (*found.entered, *found.rows[0][1]):
        assert cell.said in told
    assert told.index("The case as entered") < told.index("The Crown looks away")
    assert {"never (0%)", "always (100%)"} <= set(told)


def test_a_cell_is_marked_where_it_clearly_differs_draw_by_draw(valley_run):
    found = grid(valley_run)
    for head, cell in zip(found.heads, found.rows[0][1], strict=True):
        before, after = (in_every_draw(valley_run, head, arm) for arm in ("as-entered", "scenario.no-aid"))
        moved = (after - before)[~np.isnan(after - before)]
        low = high = moved.mean()
        if np.ptp(moved) > 0:
            low, high = stats.t.interval(0.95, len(moved) - 1, moved.mean(), stats.sem(moved))
        assert cell.mark == ("▲" if low > 0 else "▼" if high < 0 else "")
    assert not any(cell.mark for cell in found.entered)


def test_the_higher_a_number_the_bluer_its_cell_and_its_text_stays_legible():
    colours = [cell_colour(Cell(value, value, value)) for value in (0, 0.25, 0.5, 0.75, 1)]
    light = [luminance(colour) for colour in colours]
    assert light == sorted(light, reverse=True)
    # Contrast as WCAG 2.1 defines it: at least 4.5 for text.
    assert (light[-1] + 0.05) / (luminance("#222222") + 0.05) > 4.5
    assert cell_colour(Cell(math.nan, math.nan, math.nan)) == "#FFFFFF"


def luminance(colour):
    """Return the relative luminance of a colour by its definition in WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("value", "place"), [(0, 100), (0.5, 150), (1, 200), (-3, 100), (7, 200)])
def test_a_number_beyond_an_axis_lies_at_its_end(value, place):
    assert Axis(0, 1, 100, 200)(value) == place
