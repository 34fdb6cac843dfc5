"""``tabletop score`` and ``tabletop review``: a card on stdout, complaints on stderr, exit codes to rely on."""

import io
import json
from pathlib import Path

import pytest
from support.reviewed import opened, record

from simulator.cli.main import main
from simulator.cli.score import print_card
from simulator.log.sqlite import create_log
from simulator.report.score_context import explained
from simulator.report.width import width
from simulator.session.scoring import score_card


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "small-1.sqlite"
    store = create_log(path, "small-1")
    record(store)
    store.close()
    return path


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_card_of_a_log_is_printed(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "ja", "score", str(log)]) == 0

    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("採点結果　名簿の紛失\n")
    assert "後手の班　全体" in out
    assert "\x1b" not in out


def test_a_log_is_found_by_its_exercise(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "score", "small-1", "--logs", str(log.parent), "--short"]) == 0

    assert "Model team: whole group" in capsys.readouterr().out


def test_json_is_the_score_card(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(log), "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(score_card(opened()).as_json()))


def test_one_team_alone(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(log), "--json", "--team", "poor"]) == 0

    assert [team["team"] for team in json.loads(capsys.readouterr().out)["teams"]] == ["poor"]


@pytest.mark.parametrize("command", ["score"])
def test_an_unknown_team_is_named_with_the_known_ones(
    command: str, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "en", command, str(log), "--team", "blue"]) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert "blue" in err
    assert "good, poor, odd" in err


@pytest.mark.parametrize("content", [None, b"", b"no database at all", b"SQLite format 3\x00" + b"\xff" * 200])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_cannot_be_read_gives_a_sentence_and_exit_code_2(
    content: bytes | None, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.sqlite"
    if content is not None:
        path.write_bytes(content)

    assert main(["--lang", lang, "score", str(path)]) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert str(path) in err
    assert "Traceback" not in err


def test_reviewing_needs_a_terminal(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "review", str(log)]) == 2

    assert "needs a terminal" in capsys.readouterr().err


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    context = explained(opened("poor"), "ja")

    coloured, file = Terminal(), io.StringIO()
    print_card(context, to=coloured)
    print_card(context, to=file)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Terminal()
    print_card(context, to=plain)

    critical = next(line for line in coloured.getvalue().splitlines() if "重大な不備" in line)
    assert critical.startswith("\x1b[1;37;41m")
    assert "\x1b" not in file.getvalue() + plain.getvalue()
    assert plain.getvalue() == file.getvalue()


@pytest.mark.parametrize(("columns", "widest"), [(40, 60), (100, 100), (400, 120)])
def test_the_card_is_as_wide_as_the_terminal_within_reason(
    columns: int, widest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = io.StringIO()
    print_card(explained(opened(), "ja"), to=out)

    assert max(map(width, out.getvalue().splitlines())) == widest
