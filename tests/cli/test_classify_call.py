"""``tabletop classify``: questions, results in both languages, wrong calls."""

import json

import pytest

from simulator.cli.main import main


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(["classify", *words])
    except SystemExit as end:
        code = int(end.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_without_facts_the_questions_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "--lang", "ja")
    assert code == 0
    assert "wrongful=none|feared|confirmed|unknown" in out
    assert "本人の数" in out


def test_the_story_of_a_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "--scenario", "lost-file-posted-online", "--lang", "ja")
    assert code == 0
    assert "確報：令和6年4月30日（火）まで" in out
    assert "規則第2条第2号：該当（不正の目的 おそれがある）" in out
    assert "脅威度3" in out


def test_english_has_no_japanese_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "--scenario", "lost-file-posted-online", "--lang", "en")
    assert code == 0
    assert "Final report: by Tue 30 Apr 2024" in out
    assert not any("\u3040" <= letter <= "\u9fff" for letter in out)


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    facts = ["my-number=yes", "public=yes", "recovered-unseen=no", "encrypted=no", "wrongful=none"]
    _, out, _ = call(capsys, *(f"--fact={fact}" for fact in facts), "--known", "2024-02-29", "--json")
    first = json.loads(out)["regimes"][0]
    assert (first["outcome"], first["duty"], first["open"]) == ("legal-30", "legal", [])
    assert first["due"][1] == {"id": "final", "first": None, "last": "2024-03-29"}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--fact", "persns=3"], "persons"),
        (["--fact", "public=perhaps"], "unknown"),
        (["--fact", "persons=many"], "persons"),
        (["no-such-manual"], "no-such-manual"),
        (["--scenario", "no-such-scenario"], "no-such-scenario"),
        (["--known", "29.2.2024"], "2024-02-29"),
    ],
)
def test_wrong_calls(capsys: pytest.CaptureFixture[str], words: list[str], named: str) -> None:
    code, out, err = call(capsys, *words)
    assert (code, out) == (2, "")
    assert named in err
