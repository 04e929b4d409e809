"""The compiled kernels against plain NumPy, and what compiling must not change."""

import ast
import os
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from irenic.models.war import kernels
from irenic.models.war.games import Rules, games_of
from irenic.models.war.kernels.game import BINDING, REVISABLE, SELF_ENFORCING, TIE, TRUCE, WAR, Game, Games, Plan, Play
from irenic.models.war.kernels.menu import frontier, undominated
from irenic.models.war.kernels.reference import reference
from irenic.models.war.kernels.solve import solve

KERNELS = Path(kernels.__path__[0])
PLAIN = "what_it_likes_best or longer_and_wider or l9 or l13"
"""Tests that reach every compiled function and are quick without compiling."""


def compare(games, plan):
    ours, plain = solve(games, plan), reference(games, plan)
    np.testing.assert_allclose(ours.value[:, :, 1:-1], plain.value.swapaxes(1, 2), atol=1e-12, rtol=0)
    np.testing.assert_allclose(ours.refuse[:, :, 1:-1], plain.refuse.swapaxes(1, 2), atol=1e-12, rtol=0)
    here = np.take_along_axis(plain.pick, games.start[:, None, None] - 1, axis=1)[:, 0]
    signs = ours.settled[:, 0] > 0
    assert (signs == (here[:, 0] >= 0))[games.truce == 0].all()
    return ours, plain


@pytest.mark.parametrize(
    ("contract", "noise", "seed"), [*product(("binding", "self-enforcing", "revisable"), (0.0, 0.02), (1, 2))]
)
def test_the_compiled_kernel_equals_plain_numpy(war, contract, noise, seed):
    case = war(seed, draws=40, packages=30, positions=9, months=30)
    case = case.assign(ceasefire_first=case["ceasefire_first"].where(case.draw % 2 == 0, 0))
    games, plan = games_of(case, Rules(contract, noise=noise))
    ours, _ = compare(games, plan)
    assert 0 < (ours.settled.sum(axis=1) > 0.5).sum() <= 40


@pytest.mark.parametrize("contract", [BINDING, SELF_ENFORCING, REVISABLE])
def test_the_compiled_kernel_equals_plain_numpy_with_a_mediator_that_chooses(war, contract):
    games, _ = games_of(war(3, draws=20, packages=10), Rules())
    rng = np.random.default_rng(3)
    several = {"up": 0.1, "down": 0.1, "cost": 0.03}
    levers = {
        name: np.repeat(getattr(games, name), 3, axis=1) + rng.uniform(0, most, (20, 3, 3))
        for name, most in several.items()
    }
    games = games._replace(
        **levers,
        allowed=np.repeat(games.allowed, 3, axis=1) & (rng.random((20, 3, 10)) < 0.8),
        proposes=np.repeat(games.proposes, 3, axis=1),
        end=np.repeat(games.end, 2, axis=1),
    )
    available = np.ones((18, 2, 3), bool)
    available[:, 1, :2] = False
    compare(games, Plan(available, np.array([-1, -1, 1]), contract, False))


def tie_game(utility, **changes):
    """One month of a war that is worth nothing to either, with the given packages."""
    utility = np.array(utility, float)
    parts = {
        "utility": utility,
        "allowed": np.ones((1, utility.shape[1]), bool),
        "penalty": np.zeros((2, utility.shape[1])),
        "up": np.zeros((1, 3)),
        "down": np.zeros((1, 3)),
        "cost": np.zeros((1, 3)),
        "proposes": [[1.0, 0.0, 0.0]],
        "held": np.zeros((3, 3)),
        "end": np.zeros((1, 3, 3)),
        "discount": np.full(3, 0.5),
        "rearm": np.zeros(2),
        "lapse": 0.0,
        "noise": 0.0,
        "truce": 0.0,
        "start": 1,
        **changes,
    }
    return Games(**{name: np.array(parts[name])[None] for name in Games._fields})


ONE_MONTH = Plan(np.ones((1, 1, 1), bool), np.array([-1]), BINDING, False)
ALL = [BINDING, SELF_ENFORCING, REVISABLE]


@pytest.mark.parametrize("contract", ALL)
def test_ties_go_to_what_the_other_side_likes_better_and_then_to_the_first(contract):
    plan = ONE_MONTH._replace(contract=contract)
    found = solve(tie_game([[0.5, 0.5, 0.5, 0.2], [0.1, 0.4, 0.4, 0.9], [0, 0, 1, 0]]), plan)
    assert found.package[0].tolist() == [0, 1, 0, 0]


@pytest.mark.parametrize("contract", ALL)
def test_rounding_decides_no_tie(contract):
    plan = ONE_MONTH._replace(contract=contract)
    almost = 0.1 + 0.2  # not quite 0.3
    found = solve(tie_game([[almost, 0.3], [0.1, 0.4], [0, 0]]), plan)
    assert found.package[0].tolist() == [0, 1]


@pytest.mark.parametrize("contract", ALL)
def test_whoever_is_indifferent_signs_also_when_rounding_says_otherwise(contract):
    plan = ONE_MONTH._replace(contract=contract)
    held = np.zeros((3, 3))
    held[0] = 0.1 + 0.2
    games = tie_game([[0.3], [0.5], [0.0]], held=held, end=held[None])
    assert solve(games, plan).settled[0, 0] == 1.0


@pytest.mark.parametrize("contract", ALL)
def test_the_mediators_text_is_the_package_it_likes_best_among_those_that_both_sign(contract):
    plan = ONE_MONTH._replace(contract=contract)
    games = tie_game([[0.5, 0.1, -0.1], [0.1, 0.5, 0.9], [0.2, 0.7, 1.0]], proposes=[[0.5, 0.0, 0.5]])
    found = solve(games, plan)
    assert found.package[0].tolist() == [0.5, 0.5, 0.0]


def test_leaving_out_dominated_packages_changes_nothing():
    """Every package is either looked at or beaten by one that is: the full menu gives the same answer."""
    rng = np.random.default_rng(7)
    dropped = 0
    for _ in range(50):
        n = int(rng.integers(2, 40))
        # A coarse grid, so that there are copies and ties.
        utility = rng.integers(0, 6, (3, n)) / 5
        games = tie_game(
            utility,
            allowed=rng.random((1, n)) < 0.8,
            up=np.full((1, 3), 0.3),
            down=np.full((1, 3), 0.2),
            cost=[[0.02, 0.03, 0.0]],
            proposes=[rng.dirichlet((1, 1, 1))],
            held=np.array([[0, 0.5, 1], [1, 0.5, 0], [0, 0, 0]]),
            end=rng.uniform(0, 1, (1, 3, 3)),
            discount=np.array([0.9, 0.95, 1.0]),
        )
        plan = Plan(np.ones((8, 1, 1), bool), np.array([-1]), BINDING, False)
        dropped += n - len(undominated(games.utility[0], games.allowed[0]))
        ours, plain = solve(games, plan), reference(games, plan)
        np.testing.assert_allclose(ours.value[:, :, 1:-1], plain.value.swapaxes(1, 2), atol=1e-12)
        picked = np.zeros(n)
        for by in range(3):
            if plain.pick[0, 0, by] >= 0:
                picked[plain.pick[0, 0, by]] += games.proposes[0, 0, by]
        if picked.any():
            np.testing.assert_allclose(ours.package[0], picked, atol=1e-12)
    assert dropped > 300


def test_a_dominated_package_can_be_signed_where_settlements_must_enforce_themselves():
    """Why the menu is not cut there: by its penalty alone the challenger is kept from breaking either package.

    In the first the defender keeps its word as well. In the second, which gives the defender less and
    nobody more, the defender breaks it, which frees the challenger; so the challenger prefers it.
    """
    end = np.array([[0.0, 0.0, 0.0], [0.0, 0.3, 0.0], [0.0, 0.0, 0.0]])
    end[0, 1] = 0.9
    held = np.zeros((3, 3))
    games = tie_game(
        [[0.5, 0.5], [0.4, 0.2], [0.0, 0.0]],
        penalty=[[0.9, 0.9], [0.0, 0.0]],
        held=held,
        end=end[None],
        cost=[[0.0, 0.0, 0.0], [0.6, 0.3, 0.0]],
        discount=np.array([0.9, 0.9, 1.0]),
        **{name: np.zeros((2, 3)) for name in ("up", "down")},
        proposes=[[1.0, 0, 0]] * 2,
        allowed=[[False, False], [True, True]],
    )
    # Signed in the first month, while fighting on is worth little; tested in the second, when it is worth much.
    available = np.zeros((2, 1, 2), bool)
    available[0, 0, 1] = available[1, 0, 0] = True
    plan = Plan(available, np.array([-1, -1]), SELF_ENFORCING, False)
    assert undominated(games.utility[0], games.allowed[0]).tolist() == [0]
    assert solve(games, plan).package[0].tolist() == [0.0, 1.0]


def test_the_frontier_runs_from_one_sides_best_to_the_others_without_dents():
    utility = np.array([[0.0, 1.0, 0.5, 0.6, 0.5, 0.9], [1.0, 0.0, 0.4, 0.7, 0.2, 0.9], [0.0] * 6])
    assert frontier(utility, np.ones(6, bool)).tolist() == [1, 5, 0]
    assert frontier(utility, np.array([True] * 5 + [False])).tolist() == [1, 3, 0]
    assert frontier(utility, np.zeros(6, bool)).tolist() == []


def test_a_mediator_proposes_the_mixture_it_likes_best():
    """It cares for the package in the middle of a divisible frontier."""
    games = tie_game([[1.0, 0.6, 0.0], [0.0, 0.6, 1.0], [0.0, 1.0, 0.0]], proposes=[[0.0, 0.0, 1.0]])
    found = solve(games, ONE_MONTH._replace(divisible=True))
    assert found.package[0].tolist() == [0.0, 1.0, 0.0]
    held = np.zeros((3, 3))
    held[0] = 0.8  # less than the challenger can have by fighting is not signed
    games = games._replace(held=held[None], end=held[None, None])
    found = solve(games, ONE_MONTH._replace(divisible=True))
    assert found.package[0] == pytest.approx([0.5, 0.5, 0.0])


def test_no_compiled_function_calls_one_of_another_file():
    """Numba's disk cache does not notice when another file changes, and would return what was right once."""
    compiled = {}
    for path in KERNELS.glob("*.py"):
        tree = ast.parse(path.read_text())
        compiled[path.stem] = {
            node.name
            for node in tree.body
            if isinstance(node, ast.FunctionDef)
            and any(isinstance(mark, ast.Name) and mark.id == "compiled" for mark in node.decorator_list)
        }
    with_some = {name for name, functions in compiled.items() if functions}
    assert with_some == {"backward", "forward", "menu"}
    for name in with_some:
        tree = ast.parse((KERNELS / f"{name}.py").read_text())
        imports = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        ours = {module.removeprefix("irenic.models.war.kernels.") for module in imports if module.startswith("irenic")}
        assert ours <= {"jit", "game"}


def test_the_tuples_and_constants_that_compiled_files_share_are_these():
    """Who changes one of them changes backward.py as well, if only by a space: then Numba compiles it again."""
    game = "utility allowed penalty up down cost proposes held end discount rearm lapse noise truce start"
    assert Game._fields == Games._fields == tuple(game.split())
    play = "refuse lever pick mix agree lasts value promise signing"
    assert Play._fields == tuple(play.split())
    assert Plan._fields == ("available", "onward", "contract", "divisible")
    assert (TIE, BINDING, SELF_ENFORCING, REVISABLE, WAR, TRUCE) == (1e-12, 0, 1, 2, 0, 1)


def test_a_full_size_game_takes_milliseconds(war):
    """486 packages, 13 positions, 60 months; the goal is 5 ms on a free machine, and ten times that fails here."""
    games, plan = games_of(war(draws=4, packages=486, positions=13, months=60), Rules())
    solve(games, plan)
    begun = time.process_time()
    solve(games, plan)
    assert (time.process_time() - begun) / 4 < 0.05


def test_the_kernels_also_run_as_plain_python():
    """Without compiling, the same source gives the same answers: the game tree is met either way."""
    found = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(Path(__file__).parent), "-k", PLAIN],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout[-2000:]
    assert "passed" in found.stdout
