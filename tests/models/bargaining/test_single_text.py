"""A single text: every draft is accepted, and the last is efficient among its neighbours."""

from hypothesis import given, settings
from hypothesis import strategies as st

from irenic.models.bargaining.compose import bargain
from irenic.models.bargaining.single_text import redrafted
from models.bargaining import oracles


@given(oracles.bargains(terms=False), st.data())
@settings(max_examples=40)
def test_drafts_never_hurt_anybody_and_end_where_no_neighbour_is_better(over, data):
    first = data.draw(st.sampled_from(oracles.every_package(over)))
    drafts = redrafted(over, dict(zip(over.issues, first, strict=True)))
    worth = [[oracles.worth(over, tuple(draft.package.values()), a) for a in over.actors] for draft in drafts]
    for before, after, draft in zip(worth, worth[1:], drafts[1:], strict=False):
        assert all(b >= a for a, b in zip(before, after, strict=True))
        assert sum(after) > sum(before)
        assert len(draft.adopted.changes) <= 2
    closed = {option for (_, option), refused in oracles.tables(over)[1].items() if refused}
    last = tuple(drafts[-1].package.values())
    for package in oracles.every_package(over):
        moved = [new for old, new in zip(last, package, strict=True) if old != new]
        gains = [oracles.worth(over, package, a) - now for a, now in zip(over.actors, worth[-1], strict=True)]
        assert len(moved) > 2 or closed.intersection(moved) or min(gains) < 0 or max(gains) <= 0


def test_criticism_says_what_an_actor_could_still_gain_inside_the_red_lines():
    over = bargain(
        {
            "a": {"x": {"p": 5, "q": 2, "r": 9}, "y": {"p": 1, "q": 3}},
            "b": {"x": {"p": 1, "q": 2, "r": 3}, "y": {"p": 0, "q": 0}},
        },
        refuses={"b": ["x.r"]},
    )
    (first, *_) = redrafted(over, {"x": "x.q", "y": "y.p"})
    assert first.adopted is None
    assert first.criticism.sel(actor="a").values.tolist() == [3, 2]
    assert first.criticism.sel(actor="b").values.tolist() == [0, 0]
    assert first.criticism.dims == ("issue", "actor")


def test_with_many_issues_two_at_a_time_can_stop_short_of_the_frontier():
    # Three issues have to change together: any two of the changes hurt somebody.
    actors = ("a", "b", "c")
    worth = {a: {i: {"now": 0, "then": 3 if n == m else -1} for m, i in enumerate("xyz")} for n, a in enumerate(actors)}
    over = bargain(worth)
    start = {i: f"{i}.now" for i in "xyz"}
    assert len(redrafted(over, start, issues=2)) == 1
    assert [draft.package["x"] for draft in redrafted(over, start, issues=3)] == ["x.now", "x.then"]
