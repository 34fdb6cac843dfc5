"""The program called wrongly, from strange places, with names and dates that nobody thought of."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from simulator.cli.main import main

ROOT = Path(__file__).parent.parent.parent
FLAGSHIP = "lost-file-posted-online"
ONE = ("rehearse", FLAGSHIP, "--team", "late")
"""The quickest rehearsal: one team."""


class Said(NamedTuple):
    code: int
    out: str
    err: str


class Screen(io.StringIO):
    """A stream that calls itself a terminal."""

    def isatty(self) -> bool:
        return True


def tabletop(*words: str, lang: str = "en", stream: type[io.StringIO] = io.StringIO) -> Said:
    """What the program says, in this process; a bug that it caught itself is a failure here."""
    out, err = stream(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([*words, "--lang", lang])
        except SystemExit as ended:
            code = int(ended.code or 0)
    said = Said(code, out.getvalue(), err.getvalue())
    assert code in {0, 1, 2}, said
    assert "Traceback" not in said.out + said.err
    return said


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    yield
    assert list(Path().rglob("crash-*")) == []


def japanese(text: str) -> bool:
    return re.search(r"[ぁ-んァ-ヶ一-龠]", text) is not None


WRONG = [
    ("rehearse", ""),
    ("rehearse", "."),
    ("rehearse", "no/such/file.yaml"),
    ("rehearse", "x" * 300),
    ("rehearse", FLAGSHIP, "--team", ""),
    ("rehearse", FLAGSHIP, "--team", "late", "--team", "nobody"),
    ("rehearse", FLAGSHIP, "--script", ""),
    ("rehearse", FLAGSHIP, "--script", "no-such.yaml"),
    ("rehearse", FLAGSHIP, "--date", "2024-02-30"),
    ("rehearse", FLAGSHIP, "--date", "令和6年2月29日"),
    (*ONE, "--log", ""),
    (*ONE, "--log", "."),
    (*ONE, "--log", "kept.sqlite"),
    (*ONE, "--log", "kept.sqlite/inside.sqlite"),
    (*ONE, "--log", "x" * 300),
    ("score", ""),
    ("score", "."),
    ("score", "kept.sqlite"),
    ("score", "nothing", "--logs", "kept.sqlite"),
    ("log", "list", "kept.sqlite"),
    ("log", "list", "no-such-folder"),
    ("log", "show", ""),
    ("log", "verify", "kept.sqlite", "--heads", "no-such-file"),
    ("log", "import", "kept.sqlite", "--output", "new.sqlite"),
    ("log", "import", "no-such.jsonl", "--output", "new.sqlite"),
    ("check", ""),
    ("check", "no-such"),
    ("check", "x" * 300),
    ("calibrate", "no-such-manual", "kept.sqlite"),
    ("calibrate", "municipal-incident-procedure", "no-such.jsonl"),
    ("play", "--pace", "0"),
    ("play", "--pace", "9" * 5000),
    ("play", "--pace", "-100"),
    ("play",),
    ("review", "kept.sqlite"),
]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("call", WRONG, ids=lambda call: " ".join(call)[:50])
def test_a_wrong_call_ends_with_2_says_why_and_leaves_everything_as_it_was(call: tuple[str, ...], lang: str) -> None:
    Path("kept.sqlite").write_text("mine")
    said = tabletop(*call, lang=lang)

    assert (said.code, said.out) == (2, "")
    assert 1 <= len(said.err.splitlines()) <= 4
    assert japanese(said.err) is (lang == "ja") or "令和" in str(call)
    assert [path.name for path in Path().iterdir()] == ["kept.sqlite"]
    assert Path("kept.sqlite").read_text() == "mine"


@pytest.mark.parametrize("roles", ["", " , ,", "nobody", "mayor", "child-family", "all,nobody", "ALL", "[bold]x[/]"])
def test_roles_that_are_none_are_refused_before_any_screen_opens(roles: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Screen())
    said = tabletop("play", "--as", roles, stream=Screen)

    assert said.code == 2
    assert "child-family-clerk" in said.err, "the roles that there are"
    assert list(Path().iterdir()) == []


NAMES = [
    *("with space.sqlite", "水郷市　訓練.sqlite", "new\nline.sqlite", "%41?mode=ro#x.sqlite", "-dash.sqlite"),
    *("a.b.c", "x'y\"z", "[bold]x[/].sqlite", "{path}.sqlite"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_log_with_an_unusual_name_in_a_new_folder(name: str) -> None:
    path = str(Path("new folder") / "深い" / name)
    assert tabletop(*ONE, "--log", path).code == 0
    assert tabletop("log", "verify", path).code == 0
    listed = json.loads(tabletop("log", "list", str(Path(path).parent), "--json").out)
    scored = json.loads(tabletop("score", path, "--json").out)

    assert scored["exercise"] == Path(path).stem
    assert [entry["exercise"] for entry in listed] == ([Path(path).stem] if name.endswith(".sqlite") else [])
    if name.endswith(".sqlite") and not name.startswith("-"):
        assert tabletop("score", Path(name).stem, "--logs", str(Path(path).parent)).code == 0


def test_names_that_would_act_on_a_terminal_are_shown_and_do_nothing() -> None:
    name = "\x1b]0;owned\x07\u202egnp.sqlite"
    tabletop(*ONE, "--log", name)
    shown = [tabletop("score", name), tabletop("log", "list", "."), tabletop("log", "verify", name)]

    assert {one.code for one in shown} == {0}
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", "".join(one.out for one in shown)) == []


@pytest.mark.parametrize("date", ["0001-01-01", "1970-01-01", "2023-12-29", "2024-02-29", "2025-01-01", "2099-12-31"])
def test_the_story_may_begin_on_any_day(date: str) -> None:
    told = tabletop(*ONE, "--date", date, "--json")
    steps = {step["step"]: step for step in json.loads(told.out)["teams"][0]["steps"]}

    assert told.code == 0
    # The preliminary report is due on day 5 from D2, or on the next open day: never earlier, at most ten days later.
    assert 5 <= steps["A20"]["due"] // 86_400 <= 15


def test_a_limit_that_ends_on_closed_days_moves_to_the_first_open_one() -> None:
    def due(date: str) -> int:
        found = json.loads(tabletop(*ONE, "--date", date, "--json").out)["teams"][0]["steps"]
        return next(int(step["due"]) // 86_400 for step in found if step["step"] == "A20")

    # Known on D2, which is day 1, so that day 5 is D6 (5 days after D1): a Monday; a Saturday; 29 December.
    assert due("2025-01-15") == 5
    assert due("2025-01-13") == 7
    assert due("2025-12-24") == 12


def test_a_library_here_wins_and_a_broken_one_here_is_not_passed_over() -> None:
    for folder in ("scenarios", "roles"):
        shutil.copytree(ROOT / folder, folder)
    organization = Path("roles") / "suigo-city" / "organization.yaml"
    organization.write_text("kind: [", encoding="utf-8")
    broken = tabletop(*ONE)
    shutil.rmtree("roles")
    shutil.rmtree("scenarios")

    assert broken.code == 2
    assert broken.err.startswith("roles/suigo-city/organization.yaml:")
    assert tabletop(*ONE).code == 0


@pytest.mark.parametrize("call", [("score",), ("log", "show"), ("log", "export")], ids=" ".join)
def test_a_reader_that_goes_away_is_no_error(call: tuple[str, ...]) -> None:
    tabletop(*ONE, "--log", "r.sqlite")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TABLETOP_LANG": "en"}
    program = [sys.executable, "-m", "simulator", *call, "r.sqlite"]
    with subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read()

    assert (running.returncode, said) == (0, b"")


LIMITS = [20_000, 100_000, 300_000]
"""Bytes that a file may have: less than a log's tables, than its opening, than its story."""


@pytest.mark.parametrize("limit", LIMITS)
def test_a_file_that_cannot_grow_leaves_a_log_that_can_be_read(limit: int) -> None:
    import resource

    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TABLETOP_LANG": "en"}

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-m", "simulator", *ONE, "--log", "r.sqlite"],
        env=environment, capture_output=True, text=True, preexec_fn=small_files,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 2
    assert "r.sqlite" in done.stderr
    if Path("r.sqlite").exists():
        assert tabletop("log", "verify", "r.sqlite").code in {0, 1}
        assert tabletop("log", "show", "r.sqlite").code in {0, 1}


def test_every_command_speaks_one_language() -> None:
    for lang in ("ja", "en"):
        log = f"{lang}.sqlite"
        told = [
            tabletop(*ONE, "--log", log, lang=lang),
            tabletop("score", log, lang=lang),
            tabletop("log", "list", ".", lang=lang),
            tabletop("log", "verify", log, lang=lang),
            tabletop("check", FLAGSHIP, lang=lang),
        ]
        for line in "".join(one.out + one.err for one in told).splitlines():
            if lang == "en":
                assert not japanese(line), line
            else:
                # Three words of English in a row, outside what the product quotes.
                said = line.split("「")[0]
                assert not re.search(r"(?<![\w./-])[A-Z]?[a-z]{2,} [a-z]{2,} [a-z]{2,}", said), line
