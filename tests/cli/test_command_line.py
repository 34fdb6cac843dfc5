"""The command line as a person or a program meets it: help, languages, exit codes, crashes, quick start."""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.cli import main as cli
from simulator.cli import play
from simulator.cli.content_call import find_content
from simulator.cli.main import COMMANDS
from simulator.content.shelf import Shelf
from simulator.words import translator

ROOT = Path(__file__).parent.parent.parent
FLAGSHIP = "lost-file-posted-online"


def tabletop(*arguments: str, cwd: Path, lang: str = "en") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TABLETOP_LANG": lang, "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        cwd=cwd, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, encoding="utf-8",
    )  # fmt: skip


def japanese(text: str) -> bool:
    return re.search(r"[ぁ-んァ-ヶ一-龠]", text) is not None


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_is_there_in_both_languages_and_mixes_none(
    command: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    call = [command] if command else []
    for lang in ("en", "ja"):
        with pytest.raises(SystemExit) as ended:
            cli.main([*call, "--help", "--lang", lang])
        shown = capsys.readouterr().out

        assert ended.value.code == 0
        assert japanese(shown) is (lang == "ja")
        if lang == "ja":
            sentences = re.findall(r"(?m)^ {2,}\S.*?\s{2,}([A-Za-z].*)$", shown)
            english = [s for s in sentences if not japanese(s) and re.search("[a-z] [a-z]", s)]
            assert english == []


def test_every_command_is_in_both_readmes() -> None:
    for name in ("README.md", "README.ja.md"):
        text = (ROOT / name).read_text(encoding="utf-8")

        assert [command for command in COMMANDS if f"`tabletop {command}" not in text] == []


def test_the_readmes_give_the_same_two_commands() -> None:
    def blocks(name: str) -> list[str]:
        return re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)

    assert len(blocks("README.md")) == 2
    assert blocks("README.md") == blocks("README.ja.md")


@pytest.mark.parametrize(
    "call",
    [
        ["dance"],
        ["play", "--pace", "fast"],
        ["rehearse"],
        ["rehearse", "no-such-scenario"],
        ["rehearse", FLAGSHIP, "--team", "nobody"],
        ["rehearse", FLAGSHIP, "--date", "31/12/2024"],
        ["score", "no-such-log"],
        ["review", "no-such-log"],
        ["log", "verify", "no-such-log"],
        ["check", "no-such-path"],
        ["play"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_wrong_call_ends_with_2_and_one_clear_message(call: list[str], lang: str, tmp_path: Path) -> None:
    done = tabletop(*call, cwd=tmp_path, lang=lang)

    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    assert 0 < len(done.stderr.splitlines()) <= 6
    assert "Traceback" not in done.stderr
    assert japanese(done.stderr) is (lang == "ja")
    assert list(tmp_path.iterdir()) == []


def test_rehearse_prints_cards_that_a_program_can_read(tmp_path: Path) -> None:
    done = tabletop("rehearse", FLAGSHIP, "--json", "--team", "model", cwd=tmp_path)
    card = json.loads(done.stdout)

    assert done.returncode == 0, done.stderr
    assert {"exercise", "scenario", "manual", "teams"} <= set(card)
    assert {"team", "points", "of", "percent", "critical", "harm", "steps"} <= set(card["teams"][0])
    keys = ["step", "verdict", "by", "timeliness", "late_by_seconds", "actor", "order", "points", "of", "evidence"]
    assert set(keys) <= set(card["teams"][0]["steps"][0])
    assert list(tmp_path.iterdir()) == []


def test_a_rehearsal_is_the_same_every_time_and_its_log_scores_the_same(tmp_path: Path) -> None:
    one = tabletop("rehearse", FLAGSHIP, "--json", "--log", "one.sqlite", cwd=tmp_path)
    two = tabletop("rehearse", FLAGSHIP, "--json", "--log", "two.sqlite", cwd=tmp_path)
    scored = tabletop("score", "one.sqlite", "--json", cwd=tmp_path)

    assert json.loads(one.stdout)["teams"] == json.loads(two.stdout)["teams"]
    card = json.loads(one.stdout)
    del card["not_sent"]  # what the scripts could not send is said of the rehearsal alone
    assert json.loads(scored.stdout) == card


def test_a_log_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "kept.sqlite").write_text("mine")
    done = tabletop("rehearse", FLAGSHIP, "--log", "kept.sqlite", cwd=tmp_path)

    assert done.returncode == 2
    assert (tmp_path / "kept.sqlite").read_text() == "mine"


def test_a_bug_leaves_a_file_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words_of_a_player = "sec" + "ret"

    def broken(*_: object) -> int:
        raise ZeroDivisionError(words_of_a_player)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "_run", broken)
    code = cli.main(["check", "x", "--lang", "en"])
    shown = capsys.readouterr().err
    files = list(tmp_path.glob("crash-*.txt"))

    assert code == 3
    assert len(files) == 1
    assert str(files[0]) in shown
    assert "Traceback" not in shown
    assert "ZeroDivisionError" in files[0].read_text()
    assert "secret" not in shown + files[0].read_text()


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from simulator.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'textual', 'yaml', 'sqlmodel', 'transitions', 'asyncio'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert done.stderr.strip() == "[]"


def test_rehearse_needs_no_screen_library(tmp_path: Path) -> None:
    code = (
        "import sys; from simulator.cli.main import main\n"
        f"assert main(['rehearse', '{FLAGSHIP}', '--team', 'model', '--json']) == 0\n"
        "print(sorted({'textual', 'sqlmodel'} & set(sys.modules)), file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)

    assert done.stderr.strip() == "[]"


def played_roles(
    asked: str, capsys: pytest.CaptureFixture[str], lang: str = "ja"
) -> tuple[tuple[str, ...] | None, str]:
    content = find_content(FLAGSHIP, lang, Shelf())
    assert content is not None
    found = play._roles(asked, content, lang, content.scenario.day_one, translator("cli", lang))
    return found, capsys.readouterr().err


def test_roles_are_named_by_id_or_title(capsys: pytest.CaptureFixture[str]) -> None:
    assert played_roles("保育課長、citizen-head", capsys)[0] == ("nursery-head", "citizen-head")
    assert played_roles("ALL", capsys)[0] is None
    assert played_roles("all", capsys)[0] is not None


def test_an_unknown_role_brings_the_nearest_name_and_none_what_is_possible(capsys: pytest.CaptureFixture[str]) -> None:
    found, told = played_roles("保育課", capsys)
    assert found is None
    assert "もしかして nursery-head（保育課長）ですか。" in told

    found, told = played_roles("none", capsys, "en")
    assert found is None
    assert "tabletop rehearse" in told


@pytest.mark.parametrize(
    ("text", "percent"), [("x2", 200), ("0.5x", 50), ("Ｘ１０", 1000), ("150%", 150), ("200", 200)]
)
def test_a_pace_is_read_in_the_form_that_the_screens_show(text: str, percent: int) -> None:
    assert play._percent(translator("cli", "en"))(text) == percent


@pytest.mark.parametrize("text", ["fast", "x0.01", "x1000", "2", ""])
def test_a_pace_that_cannot_be_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=r"x0\.1 to x100|Write x1"):
        play._percent(translator("cli", "en"))(text)


def test_missing_catalogues_are_told_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("simulator.words.LOCALE", str(tmp_path))
    assert cli.main(["--lang", "ja"]) == 0
    assert "python hatch_build.py" in capsys.readouterr().err

    assert cli.main(["--lang", "en"]) == 0
    assert capsys.readouterr().err == ""
