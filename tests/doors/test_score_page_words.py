"""What a score page says of evidence for which the log has an id: titles, as far as the seat knows them."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from simulator.doors.http.pages.values import shown_by
from simulator.scoring.scorecard import CitedEvidence


def step(*evidence: tuple[str, str]) -> Any:
    return SimpleNamespace(
        evidence=tuple(CitedEvidence("team1", 1, part, text, (0, len(text)), "r") for part, text in evidence)
    )


def view() -> Any:
    option = SimpleNamespace(id="wait", label="待つ")
    return SimpleNamespace(
        contacts=(SimpleNamespace(id="police", title="水郷警察署（架空）"),),
        timetable=None,
        inbox=(SimpleNamespace(ask=SimpleNamespace(options=(option,))), SimpleNamespace(ask=None)),
    )


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ((("to", "police"),), "水郷警察署（架空）"),
        ((("option", "wait"),), "待つ"),
        ((("text", "12時30分"),), "12時30分"),
        ((("to", "unknown-id"), ("text", "届け出た")), "届け出た"),
        ((("row", "stop-it"),), ""),
        ((), ""),
    ],
)
def test_no_id_stands_where_words_should(evidence: tuple[tuple[str, str], ...], told: str) -> None:
    assert shown_by(cast("Any", step(*evidence)), cast("Any", view())) == told
