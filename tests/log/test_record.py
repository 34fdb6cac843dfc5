"""The canonical form and the hash are a format: other programs compute them too."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from log_helpers import note

from simulator.log.record import GENESIS, Row, canonical, row_of, seal, seal_all, well_formed

ROW = seal(note("紙の名簿"), "drill-1", "a", 1, GENESIS)


def test_the_format_of_a_line_is_fixed():
    assert ROW.line() == (
        '{"actor":"nursery-head","at":1776000000000,"exercise":"drill-1",'
        '"hash":"c69292cd0e04eb51ed5ae09d6c229cfd474e35108710dd70b0ab6af4dfd811a2",'
        '"kind":"note.taken","payload":{"text":"紙の名簿"},'
        '"prev":"0000000000000000000000000000000000000000000000000000000000000000",'
        '"scenario":47100,"seq":1,"stream":"a","v":1}'
    )


@given(st.dictionaries(st.text(), st.text() | st.floats(allow_nan=False, allow_infinity=False)), st.text())
def test_anybody_can_compute_the_hash_from_a_line(payload: dict[str, Any], actor: str):
    line = json.loads(seal(note(payload=payload, actor=actor, scenario=None), "drill-1", "a", 1, GENESIS).line())
    claimed = line.pop("hash")
    plain = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert hashlib.sha256(plain.encode()).hexdigest() == claimed


@pytest.mark.parametrize("field", [name for name in Row._fields if name != "hash"])
def test_the_hash_covers_every_field(field: str):
    value = getattr(ROW, field)
    changed = ROW._replace(**{field: value + 1 if isinstance(value, int) else value + " "})

    assert ROW.digest() == ROW.hash
    assert changed.digest() != ROW.hash


def test_fields_cannot_flow_into_each_other():
    one = ROW._replace(actor='x","at":1', kind="k")
    two = ROW._replace(actor="x", kind='","at":1k')

    assert one.digest() != two.digest()


def test_a_batch_is_one_chain():
    rows = seal_all([note("1"), note("2"), note("3")], "drill-1", "a", 4, ROW.hash)

    assert [row.seq for row in rows] == [5, 6, 7]
    assert [row.prev for row in rows] == [ROW.hash, rows[0].hash, rows[1].hash]


def test_a_record_and_its_row_are_the_same_thing():
    assert row_of(ROW.record()) == ROW


@given(st.text())
def test_text_that_can_be_stored_is_left_alone(text: str):
    assert well_formed(text) is text


@given(st.text(st.characters(categories=("Cs", "Lu", "So"))))
def test_text_becomes_storable_character_for_character(text: str):
    found = well_formed(text)

    found.encode("utf-8")
    assert well_formed(found) is found
    assert [char for char in found if ord(char) < 0xD800] == [char for char in text if ord(char) < 0xD800]


@given(
    st.dictionaries(st.text(st.characters(categories=("Cs", "Lu", "So"))), st.text())
    | st.dictionaries(st.integers(), st.text())
)
def test_canonical_json_is_a_fixed_point(value: dict[Any, str]):
    text = canonical(value)

    assert canonical(json.loads(text)) == text


@pytest.mark.parametrize("payload", ["[1]", "1", "null", '"text"'])
def test_a_payload_is_an_object(payload: str):
    with pytest.raises(TypeError):
        ROW._replace(payload=payload).record()
