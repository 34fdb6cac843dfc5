"""``tabletop report``: formats, files, and what it says when it cannot."""

import json
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.report import aar_pdf

LOGS = Path(__file__).parents[2] / "logs"
LOG = str(LOGS / "sample-lost-file-posted-online.sqlite")


def test_markdown_goes_to_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "ja", "report", LOG, "--format", "md", "--team", "late", "--place", "庁議室"]) == 0

    out = capsys.readouterr().out
    assert out.startswith("# 「置き忘れたファイルがネットに載った日」対応訓練　実施報告書\n")
    assert "| 場所 | 庁議室 |" in out


@pytest.mark.parametrize(("ending", "begins"), [("html", "<!DOCTYPE html>"), ("json", "{"), ("md", "# After-action")])
def test_the_ending_says_the_format(tmp_path: Path, ending: str, begins: str) -> None:
    target = tmp_path / f"report.{ending}"
    target.write_text("what was there", encoding="utf-8")
    target.chmod(0o640)

    assert main(["--lang", "en", "report", LOG, "--team", "late", "--output", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith(begins)
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_responses_are_left_out_when_asked(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    main(["--lang", "ja", "report", LOG, "--no-responses", "--output", str(target)])

    data = json.loads(target.read_text(encoding="utf-8"))
    assert data["responses_shown"] is False
    assert all(not quote["pieces"] for team in data["teams"] for step in team["steps"] for quote in step["quotes"])


def test_times_of_day_follow_the_zone(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--lang", "en", "report", LOG, "--format", "md", "--team", "late", "--zone", "+00:00"])

    assert "04:30–06:56" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--output", "report.odt"], "Add --format"),
        (["--team", "nobody"], "There is no team nobody"),
        (["--format", "pdf"], "add --output FILE"),
        (["--output", "no/such/folder/report.md"], "cannot be written"),
    ],
)
def test_a_wrong_call_says_what_to_do(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["--lang", "en", "report", LOG, *words]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_zone_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "en", "report", LOG, "--zone", "Tokyo"])

    assert ended.value.code == 2
    assert "+09:00" in capsys.readouterr().err


def test_without_a_browser_the_remedy_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(aar_pdf.BROWSER_VARIABLE, "no-such-browser")

    assert main(["--lang", "en", "report", LOG, "--team", "late", "--output", str(tmp_path / "r.pdf")]) == 2
    err = capsys.readouterr().err
    assert "TABLETOP_BROWSER" in err
    assert "--format html" in err
    assert list(tmp_path.iterdir()) == []


def test_what_was_there_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.md"
    target.write_text("kept", encoding="utf-8")

    def full(self: Path, other: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    assert main(["--lang", "en", "report", LOG, "--team", "late", "--output", str(target)]) == 2
    assert target.read_text(encoding="utf-8") == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]
