"""Logs that were cut, changed, renamed, written by others or are in use: a clear answer, and nothing false is shown."""

from __future__ import annotations

import io
import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from simulator.cli.main import main
from simulator.log.record import Draft, Record
from simulator.log.sqlite import create_log, open_log
from simulator.log.tables import GUARDS

DAMAGES = 60
READERS = (("log", "verify"), ("score", "--short"), ("log", "show"), ("log", "export"))


class Said(NamedTuple):
    code: int
    out: str
    err: str


def tabletop(*words: str, lang: str = "en") -> Said:
    """What the program says, in this process; a bug that it caught itself is a failure here."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([*words, "--lang", lang])
        except SystemExit as ended:
            code = int(ended.code or 0)
    said = Said(code, out.getvalue(), err.getvalue())
    assert code in {0, 1, 2}, said
    assert "Traceback" not in said.out + said.err
    return said


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of the flagship, played by one scripted team."""
    path = tmp_path_factory.mktemp("whole") / "whole.sqlite"
    tabletop("rehearse", "lost-file-posted-online", "--team", "late", "--log", str(path))
    assert tabletop("log", "verify", str(path)).code == 0
    return path


@pytest.fixture(scope="module")
def exported(whole: Path) -> str:
    return tabletop("log", "export", str(whole)).out


@pytest.fixture
def log(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to break, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(whole, "log.sqlite"))


@pytest.fixture(autouse=True)
def _no_crash_file() -> Iterator[None]:
    yield
    assert list(Path().glob("crash-*")) == []


def answers(log: Path) -> dict[str, Said]:
    """What every reading command says of ``log``."""
    return {words[-1]: tabletop(*words, str(log)) for words in READERS}


@pytest.mark.parametrize("way", ["flip", "cut", "zero", "remove", "insert"])
def test_a_log_damaged_anywhere_is_never_taken_for_whole(way: str, log: Path, exported: str) -> None:
    raw = log.read_bytes()
    rng = random.Random(way)
    refused = 0
    for _ in range(DAMAGES // 5):
        at = rng.randrange(200) if rng.random() < 0.2 else rng.randrange(len(raw))
        bad = bytearray(raw)
        if way == "flip":
            bad[at] ^= 1 << rng.randrange(8)
        elif way == "cut":
            del bad[at:]
        elif way == "zero":
            bad[at : at + 4096] = bytes(len(bad[at : at + 4096]))
        elif way == "remove":
            del bad[at : at + rng.choice([1, 100, 4096])]
        else:
            bad[at:at] = b"x" * rng.choice([1, 7, 4096])
        log.write_bytes(bad)
        said = answers(log)
        refused += said["verify"].code != 0
        if said["verify"].code == 0:
            assert said["export"].out == exported, (way, at)
        if said["export"].code == 0:
            # What is missing at the end shows against noted heads only; all that is there is as it was.
            assert exported.startswith(said["export"].out), (way, at)
        listed = tabletop("log", "list", ".")
        assert listed.code == 0
    assert refused > DAMAGES // 5 // 2


def unguarded(*statements: str) -> Callable[[sqlite3.Connection], None]:
    """Run ``statements`` with the protections away, and put the protections back as they were."""

    def harm(raw: sqlite3.Connection) -> None:
        for name in GUARDS:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        for guard in GUARDS.values():
            raw.execute(guard)

    return harm


def without_guards(raw: sqlite3.Connection) -> None:
    for name in GUARDS:
        raw.execute(f"DROP TRIGGER {name}")


CHANGED = {
    "a-word": unguarded("UPDATE events SET payload = replace(payload, 'child', 'kind') WHERE position = 5"),
    "a-verdict": unguarded(
        "UPDATE events SET payload = replace(payload, '\"met\"', '\"partial\"') WHERE kind = 'step.judged'"
    ),
    "who-did-it": unguarded("UPDATE events SET actor = 'engine' WHERE kind = 'response.submitted'"),
    "when": unguarded("UPDATE events SET scenario = scenario - 60 WHERE kind = 'response.submitted'"),
    "a-row-removed": unguarded("DELETE FROM events WHERE position = 5"),
    "two-rows-swapped": unguarded(
        "UPDATE events SET position = -1 WHERE position = 5",
        "UPDATE events SET position = 5 WHERE position = 6",
        "UPDATE events SET position = 6 WHERE position = -1",
    ),
    "a-row-moved-to-another-stream": unguarded("UPDATE events SET stream = 'other' WHERE position = 5"),
    "not-json": unguarded("UPDATE events SET payload = 'nope' WHERE position = 5"),
    "json-but-no-object": unguarded("UPDATE events SET payload = '[1]' WHERE position = 5"),
    "bytes": unguarded("UPDATE events SET payload = x'00ff' WHERE position = 5"),
    "a-number-as-a-word": unguarded("UPDATE events SET seq = 'five' WHERE position = 5"),
    "a-time-beyond-all-calendars": unguarded("UPDATE events SET at = 9223372036854775807 WHERE position = 5"),
    "escapes-in-a-name": unguarded("UPDATE events SET kind = char(27) || ']0;owned' || char(7) WHERE position = 5"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_changed_row_is_found_and_nothing_is_scored(what: str, log: Path) -> None:
    with closing(sqlite3.connect(log, isolation_level=None)) as raw:
        CHANGED[what](raw)
    said = answers(log)

    assert said["verify"].code == 1
    assert "is not as it was recorded" in said["verify"].out
    assert (said["show"].code, "\n!" in f"\n{said['show'].out}") == (1, True)
    # Rows in another order still tell each stream's story as it was recorded.
    assert said["--short"].code == (0 if what == "two-rows-swapped" else 2)
    assert "\x1b" not in "".join(one.out + one.err for one in said.values())
    shown = tabletop("log", "show", "--json", str(log))
    assert all(isinstance(json.loads(line), dict) for line in shown.out.splitlines())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor = 'x' WHERE position = 5",
        "DELETE FROM events WHERE position = 5",
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE position = 5",
        "UPDATE meta SET value = 'x'",
        "DELETE FROM meta",
    ],
)
def test_another_program_cannot_change_a_log_by_accident(statement: str, log: Path, exported: str) -> None:
    with closing(sqlite3.connect(log, isolation_level=None)) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)

    assert tabletop("log", "export", str(log)).out == exported


def test_missing_protections_are_told_and_the_log_still_scores(log: Path) -> None:
    with closing(sqlite3.connect(log, isolation_level=None)) as raw:
        without_guards(raw)
    said = answers(log)

    assert said["verify"].code == 1
    assert all(name in said["verify"].out for name in GUARDS)
    assert said["--short"].code == 0


def test_rows_missing_at_the_end_show_against_the_heads_that_were_noted(log: Path) -> None:
    noted = Path("heads.json")
    noted.write_text(tabletop("log", "verify", "--json", str(log)).out, encoding="utf-8")
    with closing(sqlite3.connect(log, isolation_level=None)) as raw:
        unguarded("DELETE FROM events WHERE position > 50")(raw)

    assert tabletop("log", "verify", str(log)).code == 0
    assert tabletop("log", "verify", str(log), "--heads", str(noted)).code == 1


def chained_anew(log: Path, change: Callable[[Record], Draft]) -> Path:
    """A copy of ``log`` whose rows were changed by a program that knows how to chain them."""
    with closing(open_log(log, read_only=True)) as old, closing(create_log(Path("anew.sqlite"), old.exercise)) as new:
        seqs: dict[str, int] = {}
        for record in old.read_all().records:
            new.append(record.stream, seqs.get(record.stream, 0), [change(record)])
            seqs[record.stream] = seqs.get(record.stream, 0) + 1
    return Path("anew.sqlite")


def draft(record: Record, **changes: object) -> Draft:
    kept = {name: getattr(record, name) for name in ("kind", "v", "at", "scenario", "actor", "payload")}
    return Draft(**{**kept, **changes})  # type: ignore[arg-type]


NEWER = {
    "a-newer-version-of-an-event": lambda r: draft(r, v=99) if r.kind == "response.submitted" else draft(r),
    "an-event-of-an-unknown-kind": lambda r: draft(r, kind="dance.danced") if r.seq == 7 else draft(r),
    "an-unknown-event-of-control": lambda r: draft(r, kind="dance.danced") if r.kind == "exercise.ended" else draft(r),
}
DAMAGED = {
    "a-payload-without-its-keys": lambda r: draft(r, payload={}) if r.kind == "response.submitted" else draft(r),
    "a-payload-of-another-shape": lambda r: (
        draft(r, payload={"inject": ["I01"], "to": "all", "why": 1}) if r.kind == "inject.delivered" else draft(r)
    ),
    "no-opening": lambda r: draft(r, kind="exercise.ended", payload={"reason": "x"}) if r.seq == 1 else draft(r),
}


@pytest.mark.parametrize("what", [*NEWER, *DAMAGED])
def test_events_that_this_version_cannot_read_are_told_apart_from_tampering(what: str, log: Path) -> None:
    said = answers(chained_anew(log, (NEWER | DAMAGED)[what]))

    # The chain is whole; only a log that does not begin with an opening is no log to verify either.
    assert said["verify"].code == (1 if what == "no-opening" else 0)
    assert said["--short"].code == 2
    assert ("newer version" in said["--short"].err) is (what in NEWER)


def test_a_log_of_a_newer_format(log: Path) -> None:
    with closing(sqlite3.connect(log, isolation_level=None)) as raw:
        unguarded("UPDATE meta SET value = '2' WHERE key = 'format'")(raw)

    for one in answers(log).values():
        assert one.code == 2
        assert "newer version" in one.err
        assert "Update tabletop" in one.err


def write_other(kind: str) -> str:
    """Something that is no log; its name."""
    path = Path(f"{kind}.sqlite")
    if kind == "empty":
        path.touch()
    elif kind == "text":
        path.write_text("kind: scenario\n")
    elif kind == "header-only":
        path.write_bytes(b"SQLite format 3\x00")
    elif kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "hanging-link":
        path.symlink_to("nowhere")
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind.startswith("tables"):
        with closing(sqlite3.connect(path)) as raw:
            tables = {"tables": ["a (b)"], "tables-alike": ["events (a)", "meta (key, value)"]}[kind]
            for table in tables:
                raw.execute(f"CREATE TABLE {table}")
            raw.commit()
    return str(path)


OTHERS = [
    "missing",
    "empty",
    "text",
    "header-only",
    "folder",
    "loop",
    "hanging-link",
    "device",
    "tables",
    "tables-alike",
]


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_is_no_log_is_told_in_two_lines_by_every_command(
    kind: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = write_other(kind)
    for words in READERS:
        said = tabletop(*words, name, lang=lang)
        assert (said.code, said.out) == (2, "")
        assert len(said.err.splitlines()) == 2
        assert name in said.err
    listed = tabletop("log", "list", ".", lang=lang)
    assert listed.code == 0 if any(Path().glob("*.sqlite")) else 2


def test_reading_goes_on_while_another_program_holds_the_log_to_write(log: Path, exported: str) -> None:
    with closing(sqlite3.connect(log, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL").fetchall()
        raw.execute("BEGIN IMMEDIATE")
        said = answers(log)
        raw.execute("ROLLBACK")

    assert {one.code for one in said.values()} == {0}
    assert said["export"].out == exported


def test_a_log_that_grows_while_it_is_read_is_read_up_to_some_row(log: Path, exported: str) -> None:
    with closing(open_log(log)) as writer:
        for number in range(5):
            writer.append("other", number, [Draft("observation.noted", 1, 0, 0, "evaluator", {"text": "x"})])
            said = answers(log)
            assert {one.code for one in said.values()} == {0}
            assert len(said["export"].out.splitlines()) == len(exported.splitlines()) + number + 1


def test_an_export_is_never_half_there_and_never_overwrites(log: Path) -> None:
    Path("kept.jsonl").write_text("mine")
    for target in ("kept.jsonl", "log.sqlite", ".", "/dev/full"):
        assert tabletop("log", "export", str(log), "--output", target).code == 2
    assert Path("kept.jsonl").read_text() == "mine"
    assert tabletop("log", "export", str(log), "--output", "no/such/folder.jsonl").code == 2
    with closing(sqlite3.connect(log, isolation_level=None)) as raw:
        CHANGED["a-word"](raw)
    assert tabletop("log", "export", str(log), "--output", "new.jsonl").code == 2
    assert sorted(path.name for path in Path().iterdir()) == ["kept.jsonl", "log.sqlite"]
