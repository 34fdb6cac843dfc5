"""A valid document damaged at random: nothing is ever raised, and what is damaged is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from content_files import FILES, write_library
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.content.checking import check
from simulator.content.loading import load_manual, load_scenario, load_scripts
from simulator.content.problems import Problem, errors_of
from simulator.words import translator

NAMES = sorted(FILES)
JUNK = [
    "",
    " ",
    "- ",
    "x",
    "a: b",
    "- a: b",
    "  x: 1",
    "[",
    "]",
    "{a: ",
    "}",
    "'",
    '"',
    "|",
    "\t",
    "：",
    "&a",
    "*a",
    "!t",
    "#",
    "---",
]
LOCAL = {"", " ", "x", "a: b", "- a: b", "  x: 1", "：", "#", "]", "}", "!t"}
_INDENT = re.compile(r"[ -]*")


def problems_of(root: Path, name: str, text: str | bytes) -> list[Problem]:
    """Problems of the library with one document's text, in the order of the report; each can be told in words."""
    paths = write_library(root)
    paths[name].write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    problems = check([str(root)], roots=()).problems
    for problem in problems:
        for lang in ("ja", "en"):
            assert problem.line_for(translator("content", lang))
    return list(problems)


def construct(lines: list[str], at: int) -> tuple[int, int]:
    """First and last line (from 1) of the part of a document that line ``at`` (from 0) belongs to.

    That is the nearest thing around it which begins in the first columns: a top-level key with all that is below it, or
    one entry of a top-level list.
    """

    def begins(n: int) -> bool:
        indent = _INDENT.match(lines[n])
        return bool(lines[n].strip()) and indent is not None and (len(indent[0]) == 0 or lines[n].startswith("  - "))

    first = next((n for n in range(min(at, len(lines) - 1), -1, -1) if begins(n)), 0)
    last = next((n - 1 for n in range(max(at, first) + 1, len(lines)) if begins(n)), len(lines) - 1)
    return first + 1, last + 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data(), name=st.sampled_from(NAMES))
def test_damage_never_raises_and_is_named(tmp_path: Path, data: st.DataObject, name: str) -> None:
    lines = FILES[name][1].split("\n")[:-1]
    at = data.draw(st.integers(0, len(lines) - 1), label="line")
    way = data.draw(st.sampled_from(["delete", "duplicate", "replace", "indent", "dedent"]), label="damage")
    damaged = list(lines)
    if way == "delete":
        del damaged[at]
    elif way == "duplicate":
        damaged.insert(at, lines[at])
    elif way == "replace":
        damaged[at] = data.draw(st.sampled_from(JUNK), label="junk")
    elif way == "indent":
        damaged[at] = " " * data.draw(st.integers(1, 5)) + lines[at]
    else:
        damaged[at] = lines[at].removeprefix(" ")

    problems = problems_of(tmp_path, name, "\n".join(damaged) + "\n")

    invalid = {"yaml", "file", "kind", "key", "value", "lang"}
    file = str(tmp_path / FILES[name][0])
    here = [p for p in problems if p.file == file and p.severity == "error" and p.code.split(".")[0] in invalid]
    # Junk may open a bracket or a quote that closes where the author's next one stands; everything else is local.
    if here and (way != "replace" or damaged[at] in LOCAL):
        first, last = construct(lines, at)
        # One line more than the original, and the lines after the damaged part, where YAML notices some of it.
        places = {*range(first - 1, last + 3)}
        if not lines[at].startswith(" "):
            places |= {1, 2}  # a key that is missing at the top is named where the document begins
        assert {problem.line for problem in here} & places, (way, lines[at], here)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data(), name=st.sampled_from(NAMES))
def test_random_bytes_in_a_document_never_raise(tmp_path: Path, data: st.DataObject, name: str) -> None:
    raw = bytearray(FILES[name][1].encode())
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(raw)))
        end = min(len(raw), start + data.draw(st.integers(0, 20)))
        raw[start:end] = data.draw(st.one_of(st.binary(max_size=6), st.sampled_from([j.encode() for j in JUNK])))

    problems_of(tmp_path, name, bytes(raw))
    loaded = load_scenario(tmp_path / FILES["scenario"][0], roots=())
    assert (loaded.content is None) == bool(errors_of(loaded.problems))
    load_scripts(tmp_path / FILES["scenario"][0], roots=())
    load_manual(tmp_path / FILES["manual"][0], roots=())


VALUES = [
    "",
    "null",
    "x",
    "1",
    "-1",
    "true",
    "[]",
    "{}",
    "[x]",
    "{x: y}",
    "[[]]",
    "[{}]",
    "{ja: {}}",
    "{ja: [], en: 1}",
    "D1 13:00",
    "2h",
]


@pytest.mark.parametrize("name", NAMES)
def test_every_value_replaced_by_another_shape_never_raises(tmp_path: Path, name: str) -> None:
    lines = FILES[name][1].split("\n")[:-1]
    seen: set[str] = set()
    for at, line in enumerate(lines):
        key = re.match(r"(\s*(?:- )?[\w-]+:)", line)
        if key is None:
            continue
        # Whatever belonged to the old value is left out with it.
        indent = len(line) - len(line.lstrip())
        after = next((n for n in range(at + 1, len(lines)) if _depth(lines[n]) <= indent), len(lines))
        rest = lines[after:] if "- " not in key[1] else lines[at + 1 :]
        value = VALUES[at % len(VALUES)]
        seen |= {
            p.code for p in problems_of(tmp_path, name, "\n".join([*lines[:at], f"{key[1]} {value}", *rest]) + "\n")
        }
    # Each of pydantic's errors that content can cause has words of its own.
    assert seen
    assert "value.other" not in seen


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 99
