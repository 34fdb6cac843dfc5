"""Texts, times, dated names and placeholders."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from support.small import content

from simulator.model.base import Text, format_time, parse_duration, parse_time
from simulator.model.content import Content
from simulator.model.titles import Term, fill, placeholders


@pytest.mark.parametrize(
    ("written", "seconds"), [("D1 00:00", 0), ("D1 13:05", 47_100), ("D2 08:40", 117_600), ("D60 23:59:59", 5_183_999)]
)
def test_times(written: str, seconds: int) -> None:
    assert parse_time(written) == seconds


@pytest.mark.parametrize("written", ["13:05", "D0 13:05", "D1 24:00", "D1 13:60", "D1  13:05", "D1 13:05 ", "d1 13:05"])
def test_what_is_no_time(written: str) -> None:
    with pytest.raises(ValueError, match=re.escape(written)):
        parse_time(written)


@given(st.integers(0, 9000 * 1440))
def test_minutes_come_back(minutes: int) -> None:
    assert parse_time(format_time(minutes * 60)) == minutes * 60


@pytest.mark.parametrize(("written", "seconds"), [("0s", 0), ("90s", 90), ("20m", 1200), ("2h", 7200), ("3d", 259_200)])
def test_durations(written: str, seconds: int) -> None:
    assert parse_duration(written) == seconds


@pytest.mark.parametrize("written", ["20", "20 m", "-5m", "1.5h", "m", "01m"])
def test_what_is_no_duration(written: str) -> None:
    with pytest.raises(ValueError, match=re.escape(written)):
        parse_duration(written)


def test_a_text_without_a_translation_shows_its_own_language() -> None:
    assert Text({"ja": "課長"}).to("en") == "課長"


def test_a_plain_text_is_of_the_documents_language() -> None:
    assert Text.model_validate("head", context={"lang": "en"}).root == {"en": "head"}


TERM = Term.model_validate(
    {
        "id": "ciso",
        "names": [
            {"name": "旧", "until": "2024-02-29"},
            {"name": "新", "since": "2024-03-01", "until": "2025-03-31"},
        ],
    }
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 2, 29), "旧"),
        (date(2024, 3, 1), "新"),
        (date(2025, 3, 31), "新"),
        (date(2030, 1, 1), "新"),  # after the last range the last name stays
    ],
)
def test_the_date_decides_the_name(day: date, name: str) -> None:
    assert TERM.on(day).to("ja") == name


def test_placeholders_are_found_and_filled_once() -> None:
    names = {("term", "ciso"): "{who:mayor}", ("who", "mayor"): "市長"}

    assert placeholders("{term:ciso}と{who:mayor}") == [("term", "ciso"), ("who", "mayor")]
    assert fill("{term:ciso}と{who:mayor}と{who:ghost}", names) == "{who:mayor}と市長とghost"


def test_content_survives_its_normal_form() -> None:
    small = content()

    assert Content.model_validate(small.normal_form()) == small
    assert Content.model_validate(small.normal_form()).digest == small.digest


def test_any_change_of_content_changes_its_digest() -> None:
    assert content(version="2").digest != content().digest


def test_an_unknown_key_is_a_mistake() -> None:
    with pytest.raises(ValidationError):
        content(surprise=1)
