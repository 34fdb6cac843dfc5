"""Files and YAML text into plain data with places: both parsers agree, positions are right, nothing is ever raised."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from content_files import FILES
from hypothesis import given
from hypothesis import strategies as st

from simulator.content.positions import Loc
from simulator.content.reading import MAX_BYTES, read_bytes, read_file, read_text
from simulator.content.tree import MAX_DEPTH, MAX_VALUES, grow

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(10**17), max_value=10**17),
    st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x3000, exclude_categories=["C", "Zl", "Zp"])),
)
KEYS = st.text(alphabet="abcdefghijklmnop-_あい", min_size=1, max_size=8)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=25,
)


def data_of(text: str) -> Any:
    reading = read_text(text, "f")
    assert reading.problems == ()
    return reading.data


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("null", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("12", 12),
        ("-3", -3),
        ("12:30", "12:30"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("4.10", "4.10"),
        ("2024-02-29", "2024-02-29"),
        ("010", "010"),
        ("+1", "+1"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("Null", "Null"),
        ("TRUE", "TRUE"),
        ("=", "="),
        ("9" * 5000, "9" * 5000),
        ("'12'", "12"),
        ('"true"', "true"),
        ("'null'", "null"),
    ],
)
def test_only_null_flags_and_plain_integers_are_converted(words: str, value: Any) -> None:
    found = data_of(f"a: {words}\n")["a"]

    assert (found, type(found)) == (value, type(value))


def test_keys_stay_text() -> None:
    assert data_of("1: a\ntrue: b\nnull: c\n12:30: d\n") == {"1": "a", "true": "b", "null": "c", "12:30": "d"}


@pytest.mark.parametrize(
    ("raw", "place", "code"),
    [
        (b"", (1, 1), "file.empty"),
        (b"# nothing\n", (1, 1), "file.empty"),
        (b"---\n", (1, 1), "file.empty"),
        (b"\xef\xbb\xbf", (1, 1), "file.empty"),
        (b"a: b\nc: \xff\n", (2, 4), "file.encoding"),
        ("a: 日本\r\nb: ".encode() + b"\x80", (2, 4), "file.encoding"),
        ("a: 日本語の文章\n".encode("cp932"), (1, 4), "file.encoding"),
        ("a: b\n".encode("utf-16"), (1, 1), "file.encoding"),
        (b"a: b\nc: d\x00\n", (2, 5), "file.control_character"),
        (b"\xef\xbb\xbfa: \x07\n", (1, 4), "file.control_character"),
        ("a: b\r\nc: \u0085\n".encode(), (2, 4), "file.control_character"),
        (b"a: &x [1]\nb: *y\n", (2, 4), "yaml.alias"),
        (b"a: &x\n  b: *x\n", (2, 6), "yaml.alias"),
        (b"a: !!python/object:os.system x\n", (1, 4), "yaml.tag"),
        (b"a: !x [1]\n", (1, 4), "yaml.tag"),
        (b"a: 1\n--- \nb: 2\n", (2, 1), "yaml.documents"),
        (b"a: &x {b: 1}\nc:\n  <<: *x\n", (3, 3), "yaml.merge"),
        (b"a: 1\nb: 2\na: 3\n", (3, 1), "yaml.duplicate_key"),
        (b"'a': 1\na: 3\n", (2, 1), "yaml.duplicate_key"),
        (b"x: {a: 1, a: 2}\n", (1, 11), "yaml.duplicate_key"),
        (b"[1]: 2\n", (1, 1), "yaml.key"),
        (b"a: &x y\n*x : 2\n", (2, 1), "yaml.key"),
        (b'a: "\\e[31m"\n', (1, 4), "file.control_character"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_problem(raw: bytes, place: tuple[int, int], code: str) -> None:
    problems = read_bytes(raw, "f").problems

    assert [(p.line, p.col, p.code) for p in problems] == [(*place, code)]
    assert problems[0].remedy


def test_an_encoding_is_guessed() -> None:
    (problem,) = read_bytes("名前: 水郷市\n".encode("cp932"), "f").problems

    assert problem.params == {"offset": 0, "encoding": "Shift_JIS"}


def test_a_byte_order_mark_is_accepted_and_moves_no_column() -> None:
    reading = read_bytes(b"\xef\xbb\xbfa: b\n", "f")

    assert reading.data == {"a": "b"}
    assert reading.place is not None
    assert reading.place.value(("a",)) == ("f", 1, 4)


def test_every_duplicate_key_is_reported_and_the_first_counts() -> None:
    reading = read_text("a: 1\na: 2\nb: {c: 1, c: [x], c: 3}\n", "f")

    assert [(p.line, p.col) for p in reading.problems] == [(2, 1), (3, 11), (3, 19)]
    assert reading.data == {"a": 1, "b": {"c": 1}}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[[{a: ["])
def test_deep_nesting_is_refused_without_recursion(opening: str) -> None:
    problems = read_text(opening * 100_000, "f").problems

    assert [p.code for p in problems] == ["yaml.depth"] or [p.code for p in problems] == ["yaml.key"]


def test_nesting_is_refused_just_beyond_the_limit() -> None:
    assert read_text("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f").problems == ()
    assert [p.code for p in read_text("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "f").problems] == ["yaml.depth"]


def test_aliases_cannot_nest_deeper_than_the_limit() -> None:
    half = MAX_DEPTH // 2 + 1
    text = f"a: &a {'[' * half}{']' * half}\nb: {'[' * half}*a{']' * half}\n"

    assert [(p.line, p.code) for p in read_text(text, "f").problems] == [(2, "yaml.depth")]


def test_aliases_cannot_blow_up() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]

    (problem,) = read_text("\n".join(lines), "f").problems

    assert (problem.code, problem.params) == ("yaml.too_many", {"limit": MAX_VALUES})


def test_an_alias_is_placed_where_it_is_used() -> None:
    reading = read_text("a: &x {b: 1}\nc: *x\n", "f")

    assert reading.data == {"a": {"b": 1}, "c": {"b": 1}}
    assert reading.place is not None
    assert reading.place.value(("c",)) == ("f", 2, 4)
    assert reading.place.value(("c", "b")) == ("f", 1, 11)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"a: " + b"x" * MAX_BYTES)
    os.mkfifo(tmp_path / "pipe.yaml")

    codes = {
        name: [p.code for p in read_file(tmp_path / name).problems]
        for name in ("large.yaml", "none.yaml", "none/none.yaml", "", "pipe.yaml", "n" * 5000, "a\0b")
    }

    assert codes == {
        "large.yaml": ["file.too_big"],
        "none.yaml": ["file.missing"],
        "none/none.yaml": ["file.missing"],
        "": ["file.folder"],
        "pipe.yaml": ["file.unreadable"],
        "n" * 5000: ["file.unreadable"],
        "a\0b": ["file.missing"],
    }


@given(st.binary(max_size=200))
def test_random_bytes_are_never_raised(raw: bytes) -> None:
    reading = read_bytes(raw, "f")

    assert (reading.place is None) == (reading.data is None)
    assert reading.place is not None or len(reading.problems) == 1


@given(st.text(alphabet=":-?[]{},&*!|>'\"%@`#\n\t \\ux0あa：\u3000<~", max_size=80))
def test_both_parsers_agree(text: str) -> None:
    quick, plain = (grow(text, "f", loader) for loader in (yaml.CSafeLoader, yaml.SafeLoader))

    # The two differ in a few corners of broken text; where both can read it, data and places are the same.
    if quick[1] is not None and plain[1] is not None:
        assert quick[0] == plain[0]
        for loc, value in _leaves(quick[0]):
            # Where nothing is written they differ in where that nothing is.
            assert value is None or quick[1].value(loc) == plain[1].value(loc)
    for data, place, problems in (quick, plain):
        assert place is not None or (data is None and len(problems) == 1)


@given(TREES, st.booleans(), st.sampled_from([40, 80, 10_000]))
def test_positions_point_at_what_was_written(tree: Any, flow: bool, width: int) -> None:
    document = {"root": tree}
    text = yaml.safe_dump(document, default_flow_style=flow, allow_unicode=True, width=width, sort_keys=False)
    reading = read_text(text, "f")
    if "&" in text or reading.place is None:
        return  # the writer made anchors, or escapes that content may not hold
    lines = text.split("\n")

    for loc, value in _leaves(reading.data):
        _, line, col = reading.place.value(loc)
        here = lines[line - 1][col - 1 :]
        if isinstance(value, str) and here[:1] not in {"'", '"', "|", ">", "?"}:
            assert here.startswith(value.split("\n")[0].split(" ")[0])
        elif isinstance(value, bool):
            assert here.startswith(str(value).lower())
        elif isinstance(value, int):
            assert here.startswith(str(value))
    for loc in _keys(reading.data):
        _, line, col = reading.place.key(loc)
        here = lines[line - 1][col - 1 :]
        assert here.startswith(str(loc[-1])) or here[:1] in {"'", '"', "?"}


def test_positions_of_a_known_document() -> None:
    reading = read_text(FILES["scenario"][1], "f")
    assert reading.place is not None

    spots = {
        loc: (reading.place.key(loc)[1:], reading.place.value(loc)[1:])
        for loc in [("kind",), ("moments", "T0", "inject"), ("phases", 0, "exits", 1, "when", "any", 1, "missed")]
    }

    assert spots == {
        ("kind",): ((2, 1), (2, 7)),
        ("moments", "T0", "inject"): ((17, 8), (17, 16)),
        ("phases", 0, "exits", 1, "when", "any", 1, "missed"): ((32, 15), (32, 23)),
    }


def test_places_that_do_not_exist_are_those_of_what_is_around_them() -> None:
    reading = read_text("a:\n  - b: 1\n", "f")
    assert reading.place is not None

    assert reading.place.value(("a", 0, "c")) == ("f", 2, 5)
    assert reading.place.value(("a", 7, "c")) == ("f", 2, 3)
    assert reading.place.key(("x", "y")) == ("f", 1, 1)


def _leaves(value: Any, loc: Loc = ()) -> list[tuple[Loc, Any]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in _leaves(inner, (*loc, key))]
    if isinstance(value, list):
        return [leaf for n, inner in enumerate(value) for leaf in _leaves(inner, (*loc, n))]
    return [(loc, value)]


def _keys(value: Any, loc: Loc = ()) -> list[Loc]:
    if isinstance(value, dict):
        return [one for key, inner in value.items() for one in [(*loc, key), *_keys(inner, (*loc, key))]]
    if isinstance(value, list):
        return [one for n, inner in enumerate(value) for one in _keys(inner, (*loc, n))]
    return []
