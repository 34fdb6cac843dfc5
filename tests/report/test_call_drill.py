"""``tabletop calls``: the drill of a log as text, Markdown and JSON, byte for byte in both languages."""

import json
import os
from pathlib import Path

import pytest
from support.calls import drill_content, drill_team
from support.reviewed import record
from support.small import DAY_ONE

from simulator.cli.main import main
from simulator.engine import call_commands as cc
from simulator.engine.commands import Command, FinishTeam, StartTeam, Tick
from simulator.log.sqlite import create_log, open_log
from simulator.log.verify import verify
from simulator.report.timeline import timeline
from simulator.report.width import width
from simulator.session.opening import create_exercise, opened_log
from simulator.session.runner import Session

GOLDEN = Path(__file__).parent / "golden"
START = 1_700_000_000_000


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A drill with everything in it: a stand-in, a wrong number, silence, one who is not in it, a poor repetition."""
    path = tmp_path / "drill-1.sqlite"
    store = create_log(path, "drill-1")
    create_exercise(store, drill_content(), (drill_team(),), {}, DAY_ONE, "en", START)
    opened = opened_log(store, str(path))
    session = Session(store, opened.world, dict(opened.states))

    def call(name: str, seat: str, role: str, by: str = "phone", whom: str | None = None) -> Command:
        return cc.MakeCall(at=0, seat=seat, role=role, call=name, by=by, whom=whom)

    doings: list[tuple[int, Command]] = [
        (0, StartTeam(at=0)),
        (2, call("C2", "front", "desk")),
        (9, call("C2", "front", "desk", whom="deputy")),
        (20, call("C4", "front", "desk")),
        (65, call("C1", "front", "desk")),
        (70, cc.AcknowledgeCall(at=0, seat="back", role="boss", call="C1", words="All right.")),
        (75, call("C3", "back", "boss")),
    ]
    for seconds, command in doings:
        at = START + seconds * 1000
        fields = {name: getattr(command, name) for name in command.__dataclass_fields__}
        if seconds:
            session.submit("blue", Tick(at=at))
        assert session.submit("blue", type(command)(**{**fields, "at": at})) is None
    session.submit("blue", Tick(at=START + 100_000))
    store.close()
    return path


@pytest.mark.parametrize("form", ["text", "md", "json"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_drill_of_a_log(log: Path, form: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", lang, "calls", str(log), "--format", form]) == 1

    out, err = capsys.readouterr()
    path = GOLDEN / f"calls-{lang}.{form}"
    if os.environ.get("TABLETOP_UPDATE_SCREENS") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(out, encoding="utf-8")
    assert err == ""
    assert out == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_text_keeps_to_the_width(
    log: Path, lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    main(["--lang", lang, "calls", str(log)])

    assert max(width(line) for line in capsys.readouterr().out.splitlines()) <= 72


def test_json_is_plain_data(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--lang", "en", "calls", str(log), "--format", "json"])
    team = json.loads(capsys.readouterr().out)["teams"][0]

    assert {line["id"]: line["outcome"] for line in team["lines"]} == {
        "C0": "reached",
        "C1": "reached",
        "C2": "reached",
        "C3": "wrong_number",
        "C4": "declines",
        "C5": "not_called",
    }
    assert [line["stand_in"] for line in team["lines"] if line["id"] == "C2"] == ["deputy"]
    assert [line["on_time"] for line in team["lines"] if line["id"] == "C1"] == [False]
    assert (team["totals"]["reached"], team["totals"]["asked"], team["totals"]["reached_percent"]) == (2, 4, 50)


def test_a_log_without_a_call_tree_is_no_contact_drill(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "small-1.sqlite"
    store = create_log(path, "small-1")
    record(store)
    store.close()

    assert main(["--lang", "en", "calls", str(path)]) == 2
    assert "no contact drill" in capsys.readouterr().err


def test_an_unknown_team(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "calls", str(log), "--team", "green"]) == 2
    assert "green" in capsys.readouterr().err


@pytest.mark.parametrize("by", ["phone", "email"])
def test_a_call_that_waits_at_the_end_is_told_so(by: str, log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_log(log)
    opened = opened_log(store, str(log))
    session = Session(store, opened.world, dict(opened.states))
    call = cc.MakeCall(at=START + 101_000, seat="back", role="boss", call="C5", by=by)
    assert session.submit("blue", call) is None
    assert session.submit("blue", FinishTeam(at=START + 102_000)) is None
    assert verify(store).ok
    store.close()
    main(["--lang", "en", "calls", str(log), "--format", "json"])
    line = {one["id"]: one for one in json.loads(capsys.readouterr().out)["teams"][0]["lines"]}["C5"]

    assert (line["outcome"], line["reached_at"]) == ({"phone": "cut_off", "email": "waiting"}[by], None)
    assert ("ringing when the exercise ended" in line["todo"]) is (by == "phone")
    assert "by telephone until" in line["todo"] or by == "phone"
    store = open_log(log)
    again = opened_log(store, str(log))
    store.close()
    rows = timeline(again.world, "blue", again.entries["blue"], "en")
    said = {"phone": "still ringing at the end", "email": "nothing came back"}
    assert any(row.title.endswith(f"was not reached: {said[by]}") for row in rows)
    for form in ("text", "md"):
        for lang in ("ja", "en"):
            assert main(["--lang", lang, "calls", str(log), "--format", form]) == 1
    told = capsys.readouterr().out
    assert ("呼出し中に訓練終了" in told) is (by == "phone")
