"""Days and months before them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_portfolio.dates import months_before

pytestmark = pytest.mark.newest


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2025, 3, 31), 1, date(2025, 2, 28)),
        (date(2024, 3, 30), 1, date(2024, 2, 29)),
        (date(2025, 5, 31), 1, date(2025, 4, 30)),
        (date(2025, 8, 31), 1, date(2025, 7, 31)),
        (date(2025, 3, 29), 2, date(2025, 1, 29)),
        (date(2025, 1, 30), 24, date(2023, 1, 30)),
        (date(1, 1, 1), 1, date.min),
    ],
)
def test_months_before_a_day(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@given(st.dates(min_value=date(200, 1, 1)), st.integers(0, 1200))
def test_the_day_of_the_month_is_kept_where_there_is_one(day: date, months: int) -> None:
    before = months_before(day, months)
    following = before + timedelta(days=1)
    assert before.day == day.day or (before.day < day.day and following.day == 1)
    assert (day.year - before.year) * 12 + day.month - before.month == months
