"""When a step is due. Legal dates are the worked examples of the guideline's counting rule."""

from datetime import date

import pytest

from simulator.model.base import DAY, parse_time
from simulator.model.deadlines import due, is_closed_in_japan, legal_limit
from simulator.model.manual import Deadline

DAY_ONE = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("known_on", "days", "last"),
    [
        (date(2024, 2, 29), 30, date(2024, 3, 29)),
        (date(2024, 2, 29), 60, date(2024, 4, 30)),  # day 60 is a Sunday, the day after a national holiday
        (date(2024, 2, 29), 5, date(2024, 3, 4)),
        (date(2024, 12, 1), 30, date(2025, 1, 6)),  # day 30 is 30 December; 4 and 5 January are a weekend
        (date(2026, 4, 30), 5, date(2026, 5, 7)),  # three holidays and a substitute holiday
    ],
)
def test_legal_limits(known_on: date, days: int, last: date) -> None:
    assert legal_limit(known_on, days) == last


@pytest.mark.parametrize("day", [date(2024, 12, 29), date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 3)])
def test_offices_are_closed_over_the_new_year(day: date) -> None:
    assert is_closed_in_japan(day)


def test_the_fourth_of_january_is_open() -> None:
    assert not is_closed_in_japan(date(2024, 1, 4))


def test_a_span_runs_from_its_moment() -> None:
    limit = Deadline.model_validate({"within": 600, "from": "T0"})

    assert due(limit, {"T0": 1000}, {}, DAY_ONE) == 1600
    assert due(limit, {}, {}, DAY_ONE) is None


def test_a_span_may_run_from_another_step() -> None:
    limit = Deadline.model_validate({"within": 600, "from": "A08"})

    assert due(limit, {}, {"A08": 50}, DAY_ONE) == 650


def test_before_is_due_when_the_other_step_is_done() -> None:
    limit = Deadline(before="A28")

    assert due(limit, {}, {}, DAY_ONE) is None
    assert due(limit, {}, {"A28": 70}, DAY_ONE) == 70


def test_a_legal_limit_ends_with_its_day() -> None:
    limit = Deadline.model_validate({"legal_days": 5, "from": "K"})
    end = due(limit, {"K": parse_time("D1 13:05")}, {}, DAY_ONE)

    # Day 5 of 29 February is Monday 4 March, the fifth day of the story.
    assert end == 5 * DAY - 1


def test_no_limit_is_never_due() -> None:
    assert due(None, {"T0": 0}, {}, DAY_ONE) is None
