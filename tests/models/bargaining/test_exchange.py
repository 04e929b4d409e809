"""Genius files: their convention, where they start counting, and what is refused unread."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from irenic.errors import BadUse
from irenic.models.bargaining.compose import bargain
from irenic.models.bargaining.exchange import read_genius, write_genius
from irenic.models.bargaining.frontier import efficient_packages
from models.bargaining import oracles

REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "bargaining.json"

PROFILE = """\
<utility_space><objective index="0" name="a deal">
<issue index="{first}" name="price" type="discrete">
  <item index="{first}" value="low" evaluation="30"/><item index="9" value="high" evaluation="12"/>
</issue>
<issue index="{second}" name="R&amp;D" type="discrete"><item index="1" value="&lt;much&gt;" evaluation="5"/></issue>
<weight index="{first}" value="0.25"/><weight index="{second}" value="0.75"/>
</objective><discount_factor value="0.5"/><reservation value="0.2"/></utility_space>
"""
INTEGER = '<u><issue name="size" index="1" type="integer" {ends}>{line}</issue><weight index="1" value="0.5"/></u>'


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 3)])
def test_evaluations_count_as_parts_of_the_largest_wherever_the_file_starts_counting(tmp_path, first, second):
    path = tmp_path / "seller.xml"
    path.write_text("\ufeff" + PROFILE.format(first=first, second=second), encoding="utf-8")
    found = read_genius([path])
    assert found.actors == ("seller",)
    assert found.issues == {"price": ("price.low", "price.high"), "R&D": ("R&D.<much>",)}
    assert found.worth.values.tolist() == [[0.25, 0.1, 0.75]]
    assert found.reservation.values.tolist() == found.disagreement.values.tolist() == [0.2]


@pytest.mark.parametrize("place", ["issue", "range"])
def test_whole_numbers_count_from_the_lower_bound_and_are_worth_between_0_and_1(tmp_path, place):
    ends, line = 'lowerbound="3" upperbound="6"', '<evaluator ftype="linear" slope="0.5" offset="-0.25"/>'
    text = INTEGER.format(ends=ends, line=line)
    if place == "range":
        text = INTEGER.format(ends="", line=f"<range {ends}/>{line}")
    path = tmp_path / "seller.xml"
    path.write_text(text, encoding="utf-8")
    found = read_genius([path])
    assert found.issues == {"size": ("size.3", "size.4", "size.5", "size.6")}
    # by hand: -0.25 is held at 0, then 0.25 and 0.75, then 1.25 is held at 1; each times the weight of 0.5
    assert found.worth.values.tolist() == [[0, 0.125, 0.375, 0.5]]


@pytest.mark.skipif(not REFERENCE.exists(), reason="the shared reference cases are not beside this checkout")
def test_the_tables_of_the_reference_are_those_of_its_raw_weights_and_evaluations(tmp_path):
    cases = json.loads(REFERENCE.read_text(encoding="utf-8"))["cases"]
    raw = [case for case in cases if case["convention"].startswith("genius")]
    assert len(raw) > 5
    for case in raw:
        for party in case["parties"]:
            issues = zip(case["issues"], party["evaluations"], strict=True)
            listed = "".join(
                f'<issue index="{n}" name="i{n}">'
                + "".join(f'<item value="o{k}" evaluation="{v!r}"/>' for k, v in enumerate(row))
                + f'</issue><weight index="{n}" value="{party["weights"][n]!r}"/>'
                for n, (_, row) in enumerate(issues)
            )
            path = tmp_path / "one.xml"
            path.write_text(f"<utility_space><objective>{listed}</objective></utility_space>", encoding="utf-8")
            assert np.allclose(read_genius([path]).worth.values[0], np.concatenate(party["table"]), rtol=1e-15)


@given(oracles.bargains(terms=False))
@settings(max_examples=25)
def test_what_is_written_is_read_again_with_the_same_frontier(tmp_path_factory, over):
    plain = type(over)(over.worth, over.reservation.clip(min=0), over.reservation.clip(min=0), over.refuses & False)
    files = write_genius(plain, tmp_path_factory.mktemp("genius"))
    assert [path.name for path in files] == ["domain.xml", *(f"{n}-{a}.xml" for n, a in enumerate(over.actors, 1))]
    again = read_genius(files[1:])
    best = np.array(
        [sum(over.worth.sel(actor=a, option=list(o)).max() for o in over.issues.values()) for a in over.actors]
    )
    if (best == 0).any():
        return
    assert np.allclose(again.worth.values * best[:, None], over.worth.values)
    mine, theirs = efficient_packages(plain), efficient_packages(again)
    assert [mine.packages(n).values.tolist() for n in range(mine.size)] == [
        theirs.packages(n).values.tolist() for n in range(theirs.size)
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "declares a document type"),
        ("<utility_space>", "not well-formed"),
        ("<utility_space/>", "there is no issue in it"),
        (
            '<u><issue name="size" index="1" type="real" lowerbound="1"/><weight index="1" value="1"/></u>',
            "'size' of type 'real' has no options with evaluations; only .* 'discrete' and 'integer' are read",
        ),
        (INTEGER.format(ends='lowerbound="1" upperbound="x"', line=""), "'size': it runs from '1' to 'x', which are"),
        (INTEGER.format(ends='lowerbound="2" upperbound="1"', line=""), "from 2 to 1; allowed are 1 to 10,000 options"),
        (INTEGER.format(ends='lowerbound="1" upperbound="99999999999"', line=""), "from 1 to 99999999999; allowed"),
        (INTEGER.format(ends='lowerbound="1" upperbound="2"', line=""), "slope and offset; there is none"),
        (
            INTEGER.format(ends='lowerbound="1" upperbound="2"', line='<evaluator ftype="triangular" slope="1"/>'),
            "of type 'linear' .*; there is one of type 'triangular' with ftype, slope",
        ),
        ('<u><issue name="size" index="1"><item value="a" evaluation="1"/></issue></u>', "'size' has no weight"),
        (
            '<u><issue name="s" index="1"><item value="a" evaluation="x"/></issue></u>',
            "evaluation='x', which is not a number",
        ),
        ('<u><issue name="s" index="1"><item value="a" evaluation="inf"/></issue></u>', "which is not a number"),
    ],
)
def test_a_file_that_is_no_profile_is_refused_with_its_name(tmp_path, text, message):
    path = tmp_path / "odd.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadUse, match=message) as refused:
        read_genius([path])
    assert "odd.xml" in str(refused.value)


def test_another_encoding_cannot_smuggle_a_document_type_in(tmp_path):
    path = tmp_path / "odd.xml"
    path.write_text("<!DOCTYPE x><x/>", encoding="utf-16")
    with pytest.raises(BadUse, match="not written in UTF-8"):
        read_genius([path])


def test_sides_without_names_of_their_own_are_refused(tmp_path):
    with pytest.raises(BadUse, match="a name of its own; there is none"):
        read_genius([])
    with pytest.raises(BadUse, match="there is a, a"):
        read_genius([tmp_path / "x" / "a.xml", tmp_path / "y" / "a.xml"])


def test_what_the_format_cannot_say_is_refused(tmp_path):
    odd = bargain({"a": {"x": {"p": -1}}}, {"a": -np.inf}, refuses={"a": ["x.p"]}, ratifiers=["a"])
    with pytest.raises(BadUse, match="red lines, ratifiers, options worth less than 0, an actor without a reservation"):
        write_genius(odd, tmp_path)
