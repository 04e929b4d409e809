"""What two or more could bring about together, on cases whose truth is known by construction."""

from itertools import combinations

import numpy as np
import pytest

from irenic.examples import load
from irenic.models.stability.conflict import levels_of
from irenic.models.stability.outlook import graph_of
from irenic.report.page import report_page
from irenic.study.assess import assess
from irenic.study.rest.deals import deals_from
from irenic.study.rest.first_draws import COUNTED, conflict_in_first_draws
from irenic.study.rest.groups import MOST, groups, largest_group
from models.stability import conflicts, oracle

TRADE = """
actors:
  a: {name: A, role: party}
  b: {name: B, role: party}
  c: {name: C, role: party}
moves:
  a: {sell: {label: Sells, judgement: J}}
  b: {pay: {label: Pays, judgement: J}}
  c: {watch: {label: Watches, judgement: J}}
preferences:
  a:
    price: {wants: b.pay, judgement: J}
    goods: {wants: not a.sell, judgement: J}
  b:
    goods: {wants: a.sell, chance: 40%, judgement: J}
    price: {wants: not b.pay, judgement: J}
  c: [b.pay]
"""


def test_a_deal_is_there_where_each_gives_what_the_other_wants_and_only_then(write_case, tmp_path):
    run = assess(write_case(TRADE, stakes=""), 300, folder=tmp_path / "run", only=["states"])
    (deal,) = deals_from(run, "NNN")
    assert (deal.members, deal.to) == (("a", "b"), "YYN")
    # B wants the goods in so many draws, and C, who likes the end as well, has nothing to do for it.
    assert abs(deal.often.share - 0.4) < 0.1
    assert deal.in_draws == round(deal.often.share * COUNTED)
    assert deals_from(run, "YYN") == ()


def test_a_deal_that_another_improves_for_one_and_worsens_for_none_is_not_told(write_case, tmp_path):
    text = TRADE.replace("a: {sell:", "a: {dance: {label: Dances, judgement: J}, sell:")
    text = text.replace(
        "    goods: {wants: not a.sell", "    joy: {wants: a.dance, judgement: J}\n    goods: {wants: not a.sell"
    )
    run = assess(write_case(text, stakes=""), 50, folder=tmp_path / "run", only=["states"])
    (deal,) = deals_from(run, "NNNN")
    assert (deal.members, deal.to) == (("a", "b"), "YYYN")


def test_two_who_each_do_what_they_like_anyway_have_no_deal(write_case, tmp_path):
    text = """
    moves: {a: {sing: Sings}, b: {dance: Dances}}
    preferences: {a: [a.sing], b: [b.dance]}
    """
    run = assess(write_case(text), 4, folder=tmp_path / "run", only=["states"])
    assert deals_from(run, "NN") == ()


def test_together_the_ministry_and_the_firm_leave_what_nobody_leaves_alone(tmp_path):
    """The jump from delay to a softer order, which the literature on coalitions starts from (Kilgour et al. 2001)."""
    run = assess(load("elmira"), 4, folder=tmp_path / "run", only=["states"])
    (deal,) = deals_from(run, "NNNY")
    assert (deal.members, deal.to, deal.often.share) == (("ministry", "uniroyal"), "YYNY", 1)


@pytest.mark.parametrize("seed", range(1, 4))
def test_deals_of_the_reference_case_are_what_the_definition_says(tmp_path, seed):
    run = assess(load("ukraine-2025"), 3, seed, folder=tmp_path / "run", only=["states"])
    seen = conflict_in_first_draws(run, COUNTED)
    graph, levels = graph_of(seen), levels_of(seen)
    steps, start = conflicts.steps(graph), graph.states.index("NYYNYNNNNNN")
    found = {deal.members: deal for deal in deals_from(run, "NYYNYNNNNNN")}
    for members in combinations(range(len(graph.actors)), 2):
        both = oracle.in_sequence(steps, frozenset(members), start)
        alone = set().union(*(oracle.in_sequence(steps, frozenset([one]), start) for one in members))
        draws = 0
        for level in levels:
            best = [
                max(level[i][t] for t in {start} | oracle.in_sequence(steps, frozenset([i]), start)) for i in members
            ]
            gains = [t for t in both if all(level[i][t] > most for i, most in zip(members, best, strict=True))]
            draws += any(not any(all(level[i][f] >= level[i][t] for i in members) for f in alone) for t in gains)
        names = tuple(graph.actors[i] for i in members)
        assert draws == (round(3 * found[names].often.share) if names in found else 0)
        if names in found:
            to = graph.states.index(found[names].to)
            assert to in both - alone
            assert np.mean([all(level[i][to] > level[i][start] for i in members) for level in levels]) > 0


def test_of_many_actors_the_small_groups_are_looked_at(tmp_path, write_case):
    names = [f"a{number}" for number in range(12)]
    actors = ", ".join(f"{name}: {{name: {name.upper()}, role: party}}" for name in names)
    moves = ", ".join(f"{name}: {{give: Gives}}" for name in names[:9])
    # Everybody wants what the next one could give, and to give nothing.
    likes = ", ".join(f"{name}: [{names[(at + 1) % 9]}.give, not {name}.give]" for at, name in enumerate(names[:9]))
    case = write_case(f"actors: {{{actors}}}\nmoves: {{{moves}}}\npreferences: {{{likes}}}\n", stakes="")
    run = assess(case, 2, folder=tmp_path / "run", only=["states"])
    assert largest_group(names[:9]) == 4
    assert deals_from(run, "N" * 9) == ()  # it would take all nine, which are not looked at
    page = report_page(run)
    assert "Only groups of up to 4 are looked at." in page


@pytest.mark.parametrize(("actors", "size"), [(1, 1), (2, 2), (8, 8), (9, 4), (12, 2), (40, 2)])
def test_as_many_groups_are_looked_at_as_take_little_time(actors, size):
    names = [str(number) for number in range(actors)]
    assert largest_group(names) == size
    assert max(map(len, groups(names))) == size
    assert len(groups(names)) <= max(MOST, actors + actors * (actors - 1) // 2)
