"""Files of GMCR+: what they say becomes a sound case that says the same, and what a case cannot say is refused."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from irenic.arrays.conflict import conflict
from irenic.arrays.shares import Shares
from irenic.case.case import Case
from irenic.case.draft import new_case
from irenic.case.gmcr import files_of_gmcr
from irenic.errors import BadUse

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "stability.json"
DIRECTIONS = {"reversible": "both", "irreversible N->Y only": "fwd", "irreversible Y->N only": "back"}
SHUT_ALONE_OR_TALK = {"compound": True, "members": [[[0, "Y"], [2, "N"]], [[2, "Y"]]]}
DUEL = {
    "program": "gmcr-py",
    "options": [
        {"name": "Shut: it all", "permittedDirection": "fwd"},
        {"name": "Talk", "permittedDirection": "back"},
        {"name": "Talk", "permittedDirection": "both"},
    ],
    "decisionMakers": [
        {"name": "If", "options": [0, 1], "preferences": [[[1, "Y"]], SHUT_ALONE_OR_TALK]},
        {"name": "The 2nd", "options": [2], "preferences": []},
    ],
    "infeasibles": [[[0, "N"], [1, "N"], [2, "N"]]],
}


def read(folder, data, name="duel"):
    """Write a file, read it as a case, and return the case."""
    (folder / f"{name}.gmcr").write_text(json.dumps(data), encoding="utf-8")
    return Case.read(new_case(folder / name, files_of_gmcr(folder / f"{name}.gmcr")))


def test_names_directions_rules_and_statements_are_those_of_the_file(tmp_path):
    case = read(tmp_path, DUEL)
    found = conflict(case, Shares(1, 0, 1))
    assert [actor.name for actor in case.document.actors.values()] == ["If", "The 2nd"]
    assert list(found.move.values) == ["a-if.shut-it-all", "a-if.talk", "the-2nd.talk"]
    assert list(found.state.values) == ["YNN", "NYN", "YYN", "NNY", "YNY", "NYY", "YYY"]
    assert list(found.can_make.values) == [True, False, True]
    assert list(found.can_undo.values) == [False, True, True]
    assert list(found.level.sel(mover="a-if").values[0]) == [0, 1, 2, 0, 0, 2, 2]
    assert not found.level.sel(mover="the-2nd").any()


def test_the_lowest_state_that_can_occur_is_entered_as_the_present_and_the_case_says_so(tmp_path):
    case = read(tmp_path, DUEL)
    found = conflict(case, Shares(1, 0, 1))
    assert list(found.state.values[found.status_quo]) == ["YNN"]
    assert "That file does not say which state is in force" in (case.folder / "case.yaml").read_text(encoding="utf-8")


def test_a_ranking_by_hand_counts_instead_of_the_statements(tmp_path):
    makers = [{**maker, "preferenceRanking": [7, [1, 2], 3, 4, 5, 6]} for maker in DUEL["decisionMakers"]]
    case = read(tmp_path, {**DUEL, "decisionMakers": makers, "useManualPreferenceRanking": True})
    found = conflict(case, Shares(1, 0, 1))
    assert list(found.level.sel(mover="a-if").values[0]) == [4, 4, 3, 2, 1, 0, 5]
    assert list(found.state_name.values)[:2] == ["state-1", "state-2"]


def without(key):
    return {name: value for name, value in DUEL.items() if name != key}


def with_first(**more):
    first, *rest = DUEL["decisionMakers"]
    return {**DUEL, "decisionMakers": [{**first, **more}, *rest]}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ([], "list indices"),
        (without("options"), "'options'"),
        (with_first(options=[0]), "each option must be controlled by exactly one decision maker"),
        (with_first(options=[0, 1, 2]), "each option must be controlled by exactly one decision maker"),
        (with_first(misperceptions=[[[0, "Y"]]]), "it has misperceptions, which a case cannot say"),
        (with_first(preferences=[[[0, "M"]]]), "'M'"),
        (with_first(preferences=[[[7, "Y"]]]), "7"),
        ({**DUEL, "useManualPreferenceVectors": True}, "vectors of an old version"),
        ({**DUEL, "infeasibles": [[[0, "Y"]], [[0, "N"]]]}, "no state is feasible"),
        (with_first(preferences=[{"members": [[[0, "Y"]]] * 30}]), "a formula of 656 characters; allowed: at most 400"),
        (
            {"options": [{"name": "x"}] * 21, "decisionMakers": [{"name": "a", "options": [*range(21)]}]},
            "it has 21 options; a case may have 20",
        ),
    ],
)
def test_what_a_case_cannot_say_is_refused(data, told, tmp_path):
    with pytest.raises(BadUse, match="is no file of GMCR\\+ that can be read: ") as raised:
        read(tmp_path, data)
    assert told in str(raised.value)


def test_what_is_no_file_is_told(tmp_path):
    with pytest.raises(BadUse, match=r"nowhere\.gmcr is no file of GMCR\+ that can be read: .*No such file"):
        files_of_gmcr(tmp_path / "nowhere.gmcr")
    (tmp_path / "text.gmcr").write_text("{", encoding="utf-8")
    with pytest.raises(BadUse, match="is no file of GMCR"):
        files_of_gmcr(tmp_path / "text.gmcr")
    with (tmp_path / "huge.gmcr").open("wb") as file:
        file.truncate(5_000_000)
    with pytest.raises(BadUse, match="it has more than 4,000,000 bytes"):
        files_of_gmcr(tmp_path / "huge.gmcr")


def file_of(published):
    """Write what is published of a conflict as GMCR+ would."""

    def pattern(text):
        return [[place, mark] for place, mark in enumerate(text.rjust(len(published["options"]), "-")) if mark in "YN"]

    def statement(said):
        return pattern(said) if isinstance(said, str) else {"compound": True, "members": [pattern(one) for one in said]}

    number = {option["name"]: place for place, option in enumerate(published["options"])}
    return {
        "options": [
            {"name": option["name"], "permittedDirection": DIRECTIONS[option["move"]]}
            for option in published["options"]
        ],
        "decisionMakers": [
            {
                "name": maker["name"],
                "options": [number[option] for option in maker["options"]],
                "preferences": [statement(said) for said in published["preference_statements"][maker["name"]]],
                "preferenceRanking": published["rankings"][maker["name"]],
            }
            for maker in published["decision_makers"]
        ],
        "infeasibles": [pattern(rule) for rule in published["infeasible_conditions"]],
        "useManualPreferenceRanking": published["preferences_given_as"] == "ranking",
    }


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference data is not beside this checkout")
@pytest.mark.parametrize("name", ["Cuban", "Elmira", "Prisoners"])
def test_states_steps_and_rankings_of_a_file_are_those_that_are_published_of_it(name, tmp_path):
    cases = json.loads(REFERENCE.read_text(encoding="utf-8"))["cases"]
    published = next(each for each in cases if each["case"] == name)
    found = conflict(read(tmp_path, file_of(published), name), Shares(1, 0, 1))
    assert list(found.state.values) == [state["yn"] for state in published["states"]]
    for place, maker in enumerate(maker["name"] for maker in published["decision_makers"]):
        level = found.level.values[0, place]
        tied = [[rank] if isinstance(rank, int) else rank for rank in published["rankings"][maker]]
        levels = [{int(level[state - 1]) for state in rank} for rank in tied]
        assert all(len(rank) == 1 for rank in levels)
        assert all(max(better) > max(worse) for better, worse in pairwise(levels))
        steps = zip(found.step_by.values, found.step_from.values, found.step_to.values, strict=True)
        ours = [(int(start) + 1, int(end) + 1) for by, start, end in steps if by == place]
        assert ours == [(int(start), end) for start, ends in published["reachable"][maker].items() for end in ends]
