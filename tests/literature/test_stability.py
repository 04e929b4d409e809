"""Published conflicts, typed in: the states at rest that the literature gives.

Elmira: a firm is ordered to clean up an aquifer. Steps and payoffs are those of a script of H. Xu (2007), which
gives the model of Fang, Hipel and Kilgour, *Interactive Decision Making* (1993); state 9 stands for every state in
which the firm abandons its plant. The equilibria are those for which this conflict is known, from memory: no
published table could be looked at. That the firm and the ministry together move on from 5 to 8: Kilgour, Hipel,
Fang and Peng, *Coalition Analysis in Group Decision Support* (2001), from memory as well.

The games of two are textbook matter; so are their equilibria.
"""

import numpy as np
import pytest

from irenic.models.stability.coalitions import coalitions_rest, every_coalition
from irenic.models.stability.concepts import FOUR, stable
from irenic.models.stability.graph import Graph
from irenic.models.stability.move_form import MoveForm

STEPS = {
    "ministry": "12 34 56 78",
    "firm": "13 19 24 29 39 49 57 59 68 69 79 89",
    "council": "15 51 26 62 73 37 48 84",
}
ELMIRA = Graph.of_arcs(
    list(STEPS), "123456789", {actor: [tuple(s) for s in text.split()] for actor, text in STEPS.items()}
)
PAYOFF = np.array([[4, 3, 8, 7, 5, 2, 9, 6, 1], [9, 2, 4, 8, 6, 1, 3, 7, 5], [6, 2, 8, 3, 7, 4, 9, 5, 1]])


def named(rests):
    """Return the numbers that the paper gives to states."""
    return [int(at) + 1 for at in np.flatnonzero(rests)]


def test_in_elmira_delay_modification_and_closure_can_last():
    found = dict(zip(FOUR, stable(ELMIRA, PAYOFF).all(axis=-2), strict=True))
    assert named(found["nash"]) == named(found["seq"]) == [5, 8, 9]
    assert named(found["gmr"]) == named(found["smr"]) == [1, 4, 5, 8, 9]


def test_in_elmira_the_ministry_and_the_firm_together_leave_the_deadlock_for_a_settlement():
    together = every_coalition(ELMIRA.actors, least=2)
    found = coalitions_rest(ELMIRA, PAYOFF, together, concepts=["cr"])[0]
    moving = {some: named(~rests) for some, rests in zip(together, found, strict=True)}
    assert moving == {
        ("ministry", "firm"): [2, 5, 6],
        ("ministry", "council"): [1, 3],
        ("firm", "council"): [2, 6],
        ("ministry", "firm", "council"): [2, 6],
    }


GAMES = {  # payoffs of the row player at neither, row alone, column alone, both; then the equilibria of each concept
    "prisoner's dilemma": ([3, 4, 1, 2], {"nash": [3], "gmr": [0, 3], "smr": [0, 3], "seq": [0, 3]}),
    "chicken": ([3, 4, 2, 1], {"nash": [1, 2], "gmr": [0, 1, 2], "smr": [0, 1, 2], "seq": [1, 2]}),
    "stag hunt": ([4, 3, 1, 2], {"nash": [0, 3], "gmr": [0, 3], "smr": [0, 3], "seq": [0, 3]}),
    "deadlock": ([2, 4, 1, 3], {"nash": [3], "gmr": [3], "smr": [3], "seq": [3]}),
}


@pytest.mark.parametrize("game", GAMES)
def test_games_of_two_rest_where_textbooks_say(game):
    payoff, equilibria = GAMES[game]
    form = MoveForm.of_moves({"row": ["defect"], "column": ["defect"]})
    found = stable(form, np.array([payoff, np.array(payoff)[[0, 2, 1, 3]]])).all(axis=-2)
    assert {concept: np.flatnonzero(found[at]).tolist() for at, concept in enumerate(FOUR)} == equilibria
