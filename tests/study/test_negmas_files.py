"""NegMAS scenarios: utilities worked out by hand, the way there and back, and what is refused."""

import json

import numpy as np
import pytest
from hypothesis import given, settings

from irenic.errors import BadUse
from irenic.models.bargaining.bargain import Linkage
from irenic.models.bargaining.compose import bargain, with_terms
from irenic.study.negmas_files import read_negmas, write_negmas
from models.bargaining import oracles

DOMAIN = """\
type: negmas.outcomes.DiscreteCartesianOutcomeSpace
name: hostel
path: null
issues:
- {name: side, type: CategoricalIssue, values: [NO, yes]}
- {name: years, type: ContiguousIssue, values: [2, 4]}
- {name: share, type: DiscreteCardinalIssue, values: [0.5, 1]}
"""
LANDLORD = """\
type: LinearAdditiveUtilityFunction
name: landlord
stability: 2047
reserved_outcome: null
reserved_value: 0.3
values:
- {type: TableFun, mapping: {'NO': 1.0, 'yes': 1.0e-05}}
- {type: AffineFun, slope: 0.25, bias: -0.5}
- {type: IdentityFun}
weights: [0.2, 0.4, 0.5]
"""
TENANT = """\
type: ExpDiscountedUFun
discount: 0.9
reserved_value: -.inf
ufun:
  type: LinearAdditiveUtilityFunction
  reserved_value: 0.7
  bias: 0.125
  values:
    years: {type: LinearFun, slope: -1}
    side: {NO: 0, yes: 8}
    share: {type: ConstFun, bias: 0.5}
  weights: {side: 1, years: 2, share: 3}
"""
# By hand, in the order NO, yes; 2, 3, 4; 0.5, 1. The bias of the tenant stands with the first issue.
WORTHS = [
    [0.2, 0.2e-5, 0.0, 0.4 * 0.25, 0.4 * 0.5, 0.25, 0.5],
    [0.125, 8.125, -4, -6, -8, 1.5, 1.5],
]


def folder_with(folder, **texts):
    """Write texts as YAML files, and return their folder."""
    for name, text in texts.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def test_every_option_is_worth_what_the_files_say(tmp_path):
    (tmp_path / "_stats.yaml").write_text("anything: else", encoding="utf-8")
    found = read_negmas(folder_with(tmp_path, hostel=DOMAIN, a_landlord=LANDLORD, b_tenant=TENANT))
    assert found.actors == ("a_landlord", "b_tenant")
    assert found.issues == {
        "side": ("side.NO", "side.yes"),
        "years": ("years.2", "years.3", "years.4"),
        "share": ("share.0.5", "share.1"),
    }
    assert np.allclose(found.worth.values, WORTHS, rtol=1e-15)
    assert found.reservation.values.tolist() == [0.3, -np.inf]
    assert found.disagreement.values.tolist() == [0.3, 0]


def test_json_says_the_same_as_yaml(tmp_path):
    space = {
        "__python_class__": "negmas.outcomes.outcome_space.CartesianOutcomeSpace",
        "issues": [{"type": "SingletonIssue", "name": "ja \U0001f54a", "values": [True]}],
    }
    one = {"type": "LinearAdditiveUtilityFunction", "reserved_value": -np.inf, "values": [{"true": 2}]}
    (tmp_path / "space.json").write_text(json.dumps(space), encoding="utf-8")
    (tmp_path / "one.json").write_text("\ufeff" + json.dumps(one), encoding="utf-8")
    found = read_negmas(tmp_path)
    assert found.issues == {"ja \U0001f54a": ("ja \U0001f54a.true",)}
    assert found.worth.values.tolist() == [[2]]


def test_a_function_of_numbers_alone_needs_only_weights(tmp_path):
    line = "{type: AffineUtilityFunction, weights: [2, -1], bias: 0.5, reserved_value: 0}"
    space = DOMAIN.replace("- {name: side, type: CategoricalIssue, values: [NO, yes]}\n", "")
    found = read_negmas(folder_with(tmp_path, space=space, one=line))
    assert found.worth.values.tolist() == [[4.5, 6.5, 8.5, -0.5, -1]]


@given(oracles.bargains(terms=False))
@settings(max_examples=25)
def test_what_is_written_is_read_again_to_the_last_bit(tmp_path_factory, over):
    losing = over.reservation.where(np.isfinite(over.reservation), 0.0)
    plain = type(over)(over.worth, over.reservation, losing, over.refuses & False)
    for form in ("yml", "json"):
        folder = tmp_path_factory.mktemp("negmas")
        files = write_negmas(plain, folder, form)
        assert [path.name for path in files] == ["domain." + form, *(f"{actor}.{form}" for actor in over.actors)]
        again = read_negmas(folder)
        assert again.worth.identical(plain.worth.astype(float))
        assert again.reservation.identical(plain.reservation.astype(float))
        assert again.disagreement.equals(plain.disagreement.astype(float))


@pytest.mark.parametrize("form", ["yml", "json"])
def test_names_that_yaml_could_take_for_something_else_come_back_as_they_were(tmp_path, form):
    odd = ["NO", "yes", "1:30", "1.10", "~", "null", "- a: [", "#", "é 'x' \"y\""]
    over = bargain({"a": {"no": {option: place for place, option in enumerate(odd)}}}, {"a": -np.inf})
    write_negmas(over, tmp_path, form)
    again = read_negmas(tmp_path)
    assert again.issues == {"no": tuple(f"no.{option}" for option in odd)}
    assert again.worth.values.tolist() == [list(range(len(odd)))]
    assert again.reservation.values.tolist() == [-np.inf]


def changed(before, old, new):
    assert old in before
    return before.replace(old, new)


@pytest.mark.parametrize(
    ("domain", "landlord", "message"),
    [
        (changed(DOMAIN, "DiscreteCartesian", "Enumerating"), LANDLORD, "'EnumeratingOutcomeSpace' is no type of out"),
        (changed(DOMAIN, "ContiguousIssue", "ContinuousIssue"), LANDLORD, "'ContinuousIssue' is no type of issue"),
        (changed(DOMAIN, "[2, 4]", "[2, 3, 4]"), LANDLORD, "'years': its values are not a list of the first and the"),
        (changed(DOMAIN, "[2, 4]", "[2, 4.5]"), LANDLORD, "'years': it runs from '2' to '4.5', which are not whole"),
        (changed(DOMAIN, "[2, 4]", "[2, 20000]"), LANDLORD, "from 2 to 20000; allowed are 1 to 10,000 options"),
        (changed(DOMAIN, "[NO, yes]", "NO"), LANDLORD, "'side': its values are not a list$"),
        (changed(DOMAIN, "[NO, yes]", "[NO, {}]"), LANDLORD, "'side': its values are not a list$"),
        (changed(DOMAIN, "[NO, yes]", "[NO, 'NO']"), LANDLORD, "'side' has no name, or .* twice"),
        (changed(DOMAIN, "name: side, ", ""), LANDLORD, "issue '' has no name"),
        (DOMAIN[: DOMAIN.index("issues")], LANDLORD, "the domain: there are no issues"),
        (DOMAIN, changed(LANDLORD, "LinearAdditive", "HyperRectangle"), "of 'one': 'HyperRectangleUtilityFunction' is"),
        (DOMAIN, changed(LANDLORD, "IdentityFun", "GaussianFun"), "'share': 'GaussianFun' is no type of value"),
        (DOMAIN, changed(LANDLORD, "outcome: null", "outcome: [a]"), "it has a reserved_outcome"),
        (DOMAIN, changed(LANDLORD, "stability", "constraints"), "it says 'constraints', which is not read"),
        (DOMAIN, changed(LANDLORD, "[0.2, 0.4, 0.5]", "[0.2, 0.4]"), "its weights are not one for each issue; the"),
        (DOMAIN, changed(LANDLORD, "[0.2,", "[x,"), "the weight of 'side' is 'x', which is not a number"),
        (DOMAIN, changed(LANDLORD, "0.3", ".inf"), "reserved_value is '.inf', which is not a number"),
        (DOMAIN, changed(LANDLORD, "'yes': 1.0e-05", "x: 1"), "the value of 'yes' is 'None', which is not a number"),
        (DOMAIN, changed(LANDLORD, "mapping: {'NO': 1.0, 'yes': 1.0e-05}", "mapping: 2"), "mapping is not a mapping"),
        (DOMAIN, changed(LANDLORD, "slope: 0.25, ", ""), "'years': AffineFun needs bias, slope beside its type"),
        (DOMAIN, changed(LANDLORD, "{type: IdentityFun}", "{type: IdentityFun, f: 1}"), "IdentityFun needs nothing"),
        (DOMAIN, changed(LANDLORD, "{type: TableFun, mapping: {'NO': 1.0, 'yes': 1.0e-05}}", "{type: IdentityFun}"),
         "an option is 'NO', which is not a number"),
        (DOMAIN, changed(LANDLORD, "- {type: IdentityFun}", "- 2"), "'share': value function is not a mapping"),
        (DOMAIN, LANDLORD + "name: again\n", "one.yml:11:1: the key 'name' stands here a second time"),
        (DOMAIN, "type: [", "one.yml:2:1: not YAML"),
        (DOMAIN, "type: !!python/object:os.system x", "the tag .* is not allowed"),
        (DOMAIN, "a: &a [1, 2]\n" + "".join(f"b{n}: &b{n} [{', '.join(['*b' + str(n - 1) if n else '*a'] * 20)}]\n"
                                            for n in range(8)), "expand to more than 300,000 values"),
        (DOMAIN, "#" * 4_000_001, "it has 4,000,001 bytes; files of at most 4,000,000 are read"),
    ],
)  # fmt: skip
def test_a_file_that_says_something_else_is_refused_with_what_is_allowed(tmp_path, domain, landlord, message):
    with pytest.raises(BadUse, match=message) as refused:
        read_negmas(folder_with(tmp_path, domain=domain, one=landlord))
    assert str(tmp_path) in str(refused.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"type": "X", "type": "Y"}', "the key 'type' stands in one place twice"),
        (b"[" * 100_000, "it is not JSON that is read: nested too deeply"),
        (b"{", "it is not JSON that is read: Expecting"),
        (b"\xff\xfe", "it is not written in UTF-8"),
    ],
)
def test_json_has_the_limits_of_yaml(tmp_path, data, message):
    (tmp_path / "one.json").write_bytes(data)
    with pytest.raises(BadUse, match=message):
        read_negmas(folder_with(tmp_path, domain=DOMAIN))


def test_a_folder_that_holds_no_scenario_is_refused(tmp_path):
    with pytest.raises(BadUse, match="there is no such folder"):
        read_negmas(tmp_path / "none")
    with pytest.raises(BadUse, match="there is no outcome space beside 0 others"):
        read_negmas(tmp_path)
    with pytest.raises(BadUse, match=r"there is a\.yml, b\.yml beside 1 others"):
        read_negmas(folder_with(tmp_path, a=DOMAIN, b=DOMAIN, c=LANDLORD))
    (tmp_path / "b.yml").unlink()
    (tmp_path / "c.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadUse, match=r"a name of its own; there is c\.json, c\.yml"):
        read_negmas(tmp_path)


@pytest.mark.parametrize(
    ("over", "message"),
    [
        (bargain({"a": {"x": {"p": 1}}}, refuses={"a": ["x.p"]}, ratifiers=["a"]), "cannot say red lines, ratifiers"),
        (bargain({"a": {"x": {"p": 1}}}, disagreement={"a": 1}), "a disagreement other than the reservation"),
        (
            with_terms(bargain({"a": {"x": {"p": 1}, "y": {"p": 1}}}), linkages=[Linkage("a", ("x.p", "y.p"), 1)]),
            "cannot say linkages",
        ),
        (bargain({"../a": {"x": {"p": 1}}}), "the name '../a' of an actor cannot be the name of its file"),
        (bargain({"domain": {"x": {"p": 1}}}), "the name 'domain' of an actor cannot"),
    ],
)
def test_what_the_files_cannot_say_is_not_written(tmp_path, over, message):
    with pytest.raises(BadUse, match=message):
        write_negmas(over, tmp_path)
    assert not list(tmp_path.iterdir())
