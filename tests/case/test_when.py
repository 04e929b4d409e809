"""Dates as sources give them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irenic.case.when import When
from irenic.errors import BadValue

days = st.dates(date(1, 1, 1), date(9999, 12, 31))


def written(day):
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


@given(days)
def test_a_day_is_that_day(day):
    when = When.parse(written(day))
    assert (when.first, when.last, when.dated) == (day, day, True)


@given(days)
def test_a_month_holds_each_of_its_days_and_none_beside(day):
    when = When.parse(f"{day.year:04}-{day.month}")
    assert when.first <= day <= when.last
    assert when.first.day == 1
    assert {when.first.month, when.last.month} == {day.month}
    assert when.last.toordinal() == 3652059 or date.fromordinal(when.last.toordinal() + 1).day == 1


@given(st.integers(1, 9999))
def test_a_year_runs_from_january_to_december(year):
    when = When.parse(f"{year:04}")
    assert (when.first, when.last) == (date(year, 1, 1), date(year, 12, 31))


@given(days, days)
def test_a_span_runs_forwards_or_is_refused(one, other):
    text = f"{written(one)}  to {written(other)}"
    if one <= other:
        when = When.parse(text)
        assert (when.first, when.last) == (one, other)
        assert when.written == f"{written(one)} to {written(other)}"
    else:
        with pytest.raises(BadValue, match="runs backwards") as raised:
            When.parse(text)
        assert raised.value.nearest == f"{written(other)} to {written(one)}"


@given(days)
def test_before_and_after_leave_one_end_open(day):
    assert When.parse(f"after {written(day)}") == When(day, None, f"after {written(day)}")
    assert When.parse(f"before {written(day)}") == When(None, day, f"before {written(day)}")


def test_undated_says_that_nothing_is_known():
    assert not When.parse("undated").dated
    assert When.parse("after 2025").dated


@given(st.one_of(st.text(max_size=20), st.text(alphabet="0129- toafterbe²", max_size=24)))
def test_any_text_is_a_date_or_a_bad_value(text):
    try:
        when = When.parse(text)
    except BadValue:
        return
    assert when.first is None or when.last is None or when.first <= when.last


@pytest.mark.parametrize("text", ["", "May 2025", "2025-02-29", "2025-13", "0000", "2025 to", "16.5.2025", "after"])
def test_what_names_no_day_is_refused(text):
    with pytest.raises(BadValue):
        When.parse(text)
