"""What the pictures must show, read from the drawn SVG, and that nothing in them collides."""

import re
from xml.etree import ElementTree

import pytest

from drawings import SPACE, drawn, overlap, placed, titles, words
from irenic.case.document import Document
from irenic.errors import IrenicError
from irenic.examples import load
from irenic.report.figures import actor_map, position_line, readings, timeline
from irenic.report.figures.actor_map import edges
from irenic.report.figures.position_line import LEFT, RIGHT, across, line_layout
from irenic.report.figures.readings import cell_colour
from irenic.report.figures.style import lines, side_colours
from irenic.report.figures.timeline import entries
from irenic.report.shifts import shifts
from irenic.report.svg import rebuilt, svg_of
from irenic.study.intervals import Middle, Spread
from irenic.study.pressure import Shift

ISSUES = tuple(load("ukraine-2025").document.issues)


@pytest.mark.parametrize("issue", ISSUES)
def test_no_two_texts_of_a_position_line_lie_over_each_other(runs, issue):
    root = drawn(position_line(runs("ukraine-2025"), issue))
    boxes = [(placed(text), "".join(text.itertext())) for text in root.iter(f"{SPACE}text") if "".join(text.itertext())]
    assert len(boxes) > 5
    clashes = [(a, b) for i, (one, a) in enumerate(boxes) for other, b in boxes[i + 1 :] if overlap(one, other)]
    assert clashes == []


@pytest.mark.parametrize("issue", ISSUES)
def test_a_position_line_names_every_option_and_everybody_who_wants_or_refuses_something(runs, issue):
    document = runs("ukraine-2025").case.document
    shown = words(drawn(position_line(runs("ukraine-2025"), issue)))
    for option in document.issues[issue].options.values():
        assert any(text.startswith(option.label) for text in shown), option.label
    for actor, held in document.positions.items():
        if issue in held:
            assert document.actors[actor].name in shown


def test_a_cross_stands_for_every_refused_option_and_nothing_else(runs):
    found = [title for title in titles(drawn(position_line(runs("ukraine-2025"), "table"))) if "refuses" in title]
    assert found == [
        "European states refuses: Washington and Moscow alone",
        "European states refuses: Moscow and Kyiv directly",
        "European states refuses: Moscow, Kyiv and Washington",
    ]


def test_a_larger_pull_has_a_larger_dot(runs):
    root = drawn(position_line(runs("car-emissions"), "delay"))
    tall = {}
    for path in root.iter(f"{SPACE}path"):
        title = path.find(f"{SPACE}title")
        radius = re.match(r"M([\d.]+),0A", path.get("d"))
        if title is not None and radius:
            tall[title.text.split(":")[0]] = float(radius[1])
    # Capability times salience as published: Germany 16 × 80, France 16 × 60, Ireland 5 × 10.
    assert tall["Germany"] > tall["France"] > tall["Ireland"]


def test_under_another_arm_the_case_as_entered_stays_in_the_picture(runs):
    run = runs("ukraine-2025")
    alone = svg_of(position_line(run, "territory"))
    both = svg_of(position_line(run, "territory", "perspective.february-call"))
    assert "#AA4499" not in alone
    assert both.count("#AA4499") >= 10


def test_the_line_begins_at_0_and_ends_at_100():
    assert (across(0), across(50), across(100)) == (LEFT, (LEFT + RIGHT) / 2, RIGHT)


def test_an_issue_on_which_nobody_wants_anything_is_still_drawn(write_case):
    import irenic

    case = write_case(
        """
        positions:
          a: {x: {refuses: low}, y: {wants: up}}
          b: {x: {refuses: high}}
        capability: {a: 10 to 20}
        """,
        stakes="""\
actors:
  a: {name: A, role: party}
  b: {name: B, role: party}
issues:
  x: {name: X, question: "What of X?", options: {low: {at: 0, label: Low}, high: {at: 100, label: High}}}
  y: {name: Y, question: "What of Y?", options: {down: {at: 0, label: Down}, up: {at: 100, label: Up}}}
""",
    )
    run = irenic.assess(case, draws=5, folder=case.folder.parent / "run")
    shown = words(drawn(position_line(run, "x")))
    assert shown.count("only refuses") == 2
    assert "Weighted mean" not in shown
    assert "Weighted mean" in words(drawn(position_line(run, "y")))


def test_labels_that_would_collide_stand_on_levels_of_their_own():
    text = {
        "irenic": "1",
        "title": "t",
        "issues": {
            "x": {
                "name": "X",
                "question": "?",
                "options": {f"o{i}": {"at": str(40 + 4 * i), "label": "Some long label of it"} for i in range(4)},
            }
        },
    }
    layout = line_layout(Document.model_validate(text), "x", ["a"])
    assert len({y for _, _, y in layout.labels}) == 4
    assert layout.rows["a"] > max(y for _, _, y in layout.labels)


def test_the_map_has_a_box_for_every_actor_and_a_line_for_every_tie():
    document = load("ukraine-2025").document
    root = drawn(actor_map(document))
    shown = words(root)
    assert all(actor.name in shown for actor in document.actors.values())
    kinds = {edge.kind for edge in edges(document)}
    assert kinds == {"backs", "mediates", "levers", "of", "ratified_by"}
    stroked = len(list(root.iter(f"{SPACE}line")))
    assert stroked == len(edges(document)) + len(kinds)


def test_no_two_boxes_of_the_map_lie_over_each_other():
    root = drawn(actor_map(load("ukraine-2025").document))
    boxes = []
    for path in root.iter(f"{SPACE}path"):
        title = path.find(f"{SPACE}title")
        if title is not None:
            numbers = [float(n) for n in re.match(r"M([\d.]+),([\d.]+)", path.get("d")).groups()]
            boxes.append((numbers[0] - 6, numbers[1], numbers[0] + 138, numbers[1] + 42))
    assert len(boxes) == 13
    assert not any(overlap(one, other) for i, one in enumerate(boxes) for other in boxes[i + 1 :])


def test_the_two_presidents_countries_are_tied_as_the_case_says():
    ties = {(edge.kind, edge.start, edge.end) for edge in edges(load("ukraine-2025").document)}
    assert {("backs", "usa", "ukraine"), ("backs", "china", "russia"), ("of", "us-hardliners", "usa")} <= ties
    assert ("ratified_by", "usa", "us-hardliners") in ties
    assert ("levers", "usa", "usa") not in ties


def test_many_actors_of_one_kind_stand_in_several_rows_inside_the_picture():
    actors = {f"a{i}": {"name": f"Party {i}", "role": "party"} for i in range(12)}
    actors["m"] = {"name": "Mediator", "role": "mediator"}
    root = drawn(actor_map(Document.model_validate({"irenic": "1", "title": "t", "actors": actors})))
    wide = float(root.get("viewBox").split()[2])
    xs = [placed(text) for text in root.iter(f"{SPACE}text")]
    assert all(box[0] >= 0 and box[2] <= wide for box in xs)
    assert sum("Party" in text for text in words(root)) == 12


def test_the_timeline_runs_in_order_of_time_and_leaves_out_what_has_no_date():
    document = load("ukraine-2025").document
    found = entries(document)
    dated = [entry for entry in found if entry.when.dated]
    assert [entry.order for entry in dated] == sorted(entry.order for entry in dated)
    undated = [entry.text for entry in found if not entry.when.dated]
    shown = words(drawn(timeline(document)))
    assert "Phased process" in undated
    assert not set(undated) & set(shown)
    assert all(entry.text in shown for entry in dated)


def test_a_date_that_was_worked_out_is_hollow_and_one_that_is_stated_is_filled():
    root = drawn(timeline(load("ukraine-2025").document))
    fills = {}
    for path in root.iter(f"{SPACE}path"):
        title = path.find(f"{SPACE}title")
        if title is not None:
            fills[title.text] = path.get("fill")
    stated = next(fill for text, fill in fills.items() if "Direct talks in Istanbul" in text)
    inferred = next(fill for text, fill in fills.items() if "for about ninety minutes" in text)
    assert inferred == "white"
    assert stated != "white"


def test_a_timeline_draws_proposals_of_sources_and_crowds_without_a_column_for_each():
    actors = {f"a{i}": {"name": f"Actor {i}", "role": "party"} for i in range(12)}
    events = [{"on": f"2025-01-{i + 1:02}", "who": [f"a{i}"], "what": f"Event {i}"} for i in range(12)]
    proposals = {"p": {"label": "A plan", "by": "s", "on": "2025-02"}}
    content = {"irenic": "1", "title": "t", "actors": actors, "events": events, "proposals": proposals}
    content["sources"] = {"s": {"title": "An essay"}}
    root = drawn(timeline(Document.model_validate(content)))
    assert "A plan" in words(root)
    assert sum("Actor" in text for text in words(root)) == 9


def test_the_readings_draw_the_case_as_entered_first_and_every_row_that_moves_something(runs):
    run = runs("ukraine-2025")
    shown = words(drawn(readings(run)))
    found = shifts(run)
    assert "The case as entered: where pressure balances" in shown
    assert all(row.label in shown for row in found.moving)
    assert all(label not in shown for labels in found.still.values() for label in labels)
    assert shown.index("Moved by perspectives, in points") < shown.index("Moved by scenarios, in points")


def test_what_moves_and_what_does_not_are_all_the_arms_together(runs):
    run = runs("ukraine-2025")
    found = shifts(run)
    assert len(found.moving) + sum(map(len, found.still.values())) == len(run.arms) - 1
    assert "burden" not in found.issues


@pytest.mark.parametrize(
    ("low", "middle", "high", "purple"), [(2.0, 5.0, 9.0, True), (-9.0, -5.0, -2.0, False), (-3.0, 2.0, 9.0, None)]
)
def test_colour_says_which_way_and_white_says_either_way(low, middle, high, purple):
    colour = cell_colour(Shift("a", "x", Middle(middle, middle - 1, middle + 1), Spread(low, middle, high)))
    red, green, _ = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    assert (None if colour == "#FFFFFF" else red > green) == purple


def test_a_case_in_which_nothing_moves_has_no_readings(runs):
    assert shifts(runs("car-emissions")).moving == ()


def test_more_parties_than_colours_have_none():
    assert set(side_colours(load("car-emissions").document).values()) == {"#5F5F5F"}


def test_a_patron_has_the_colour_of_the_party_it_backs_and_a_mediator_has_none():
    colours = side_colours(load("ukraine-2025").document)
    assert colours["china"] == colours["russia"] != colours["ukraine"] == colours["europe"]
    assert colours["usa"] not in (colours["russia"], colours["ukraine"])
    assert colours["europe-opposition"] == colours["europe"]


def test_text_without_a_character_is_one_empty_line():
    assert lines("", 10) == [""]


def test_the_same_run_gives_the_same_pictures(runs):
    run = runs("ukraine-2025")
    assert svg_of(position_line(run, "crimea")) == svg_of(position_line(run, "crimea"))
    assert svg_of(readings(run)) == svg_of(readings(run))


def test_hostile_text_is_only_ever_text_in_a_picture(hostile_run):
    document = hostile_run.case.document
    for chart in (actor_map(document), timeline(document), position_line(hostile_run, "crimea"), readings(hostile_run)):
        root = drawn(chart)
        names = {element.tag.removeprefix(SPACE) for element in root.iter()}
        assert names <= {"svg", "g", "rect", "path", "line", "text", "tspan", "title"}
        attributes = {key for element in root.iter() for key in element.attrib}
        assert not any(key.startswith("on") or "href" in key for key in attributes)
        assert "\u202e" not in "".join(root.itertext())
        assert "<script>" in root.get("aria-label") or "alert" in "".join(root.itertext())


@pytest.mark.parametrize(
    ("source", "refused"),
    [
        ("<svg><script>alert(1)</script></svg>", "element 'script'"),
        ("<svg><a href='javascript:alert(1)'/></svg>", "element 'a'"),
        ("<svg><path onclick='alert(1)'/></svg>", "attribute 'onclick'"),
        ("<svg><rect fill='url(http://example.org)'/></svg>", "attribute 'fill'"),
        ("<svg><g style='fill:red'/></svg>", "attribute 'style'"),
    ],
)
def test_a_drawing_that_holds_more_than_a_picture_is_refused(source, refused):
    with pytest.raises(IrenicError, match=refused):
        rebuilt(ElementTree.fromstring(source))


def test_every_mark_that_means_something_says_so_when_it_is_pointed_at(runs):
    found = titles(drawn(position_line(runs("two-villages"), "water")))
    assert "Hill village refuses: All of it goes to the valley" in found
    assert any(text.startswith("Weighted mean: ") for text in found)


def test_every_tie_of_the_map_begins_and_ends_just_outside_a_box():
    root = drawn(actor_map(load("ukraine-2025").document))
    boxes = []
    for path in root.iter(f"{SPACE}path"):
        if path.find(f"{SPACE}title") is not None:
            x, y = (float(n) for n in re.match(r"M([\d.]+),([\d.]+)", path.get("d")).groups())
            boxes.append((x - 6, y, x + 144, y + 42))
    foot = max(box[3] for box in boxes)
    ends = []
    for line in root.iter(f"{SPACE}line"):
        x, y = (float(n) for n in re.match(r"translate\(([-\d.]+),\s*([-\d.]+)\)", line.get("transform")).groups())
        ends += [(x, y), (x + float(line.get("x2")), y + float(line.get("y2")))] if y < foot else []
    assert len(ends) == 2 * len(edges(load("ukraine-2025").document))
    for x, y in ends:
        away = min(max(left - x, 0, x - right, top - y, y - low) for left, top, right, low in boxes)
        assert 0 < away < 8
