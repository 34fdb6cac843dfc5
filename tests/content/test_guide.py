"""The author's guide typed in as it stands: it passes ``check``, plays, and does what the guide says of it."""

import json
import re
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.content.checking import check

DOCS = Path(__file__).parent.parent.parent / "docs"
GUIDES = {"en": DOCS / "guide.md", "ja": DOCS / "guide.ja.md"}
BLOCK = re.compile(r'(?ms)^```yaml title="([^"]+)"( append="yes")?\n(.*?)^```$')
SCENARIO = "tablet-on-the-bus"

both = pytest.mark.parametrize("lang", ["en", "ja"])


@pytest.fixture
def typed(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with everything that the guide has its reader write."""
    monkeypatch.chdir(tmp_path)
    assert main(["schema", "--output", "schema"]) == 0
    for name, more, text in BLOCK.findall(GUIDES[lang].read_text(encoding="utf-8")):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert path.exists() is bool(more), f"{name}: only what was begun is gone on with"
        path.write_text((path.read_text(encoding="utf-8") if more else "") + text, encoding="utf-8")
    return tmp_path


@both
def test_what_the_guide_writes_passes_check(typed: Path) -> None:
    problems = check([str(typed)]).problems
    assert [problem for problem in problems if problem.code != "i18n.missing"] == []


@both
def test_its_model_team_does_everything_in_time(typed: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["rehearse", SCENARIO, "--json", "--lang", lang]) == 0
    team = json.loads(capsys.readouterr().out)["teams"][0]
    assert (team["percent"], team["critical"], team["harm"]) == (100.0, [], [])


@both
def test_the_mistakes_that_it_speaks_of_are_told_apart(
    typed: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The passcode given out is a must-not and brings the contingency."""
    script = typed / "scenarios" / SCENARIO / "teams" / "model.yaml"
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace("choice: a}", "choice: b}"), encoding="utf-8")
    capsys.readouterr()
    assert main(["rehearse", SCENARIO, "--json", "--lang", lang, "--log", "one.sqlite"]) == 0
    assert json.loads(capsys.readouterr().out)["teams"][0]["harm"] == ["X01"]
    assert main(["log", "show", "one.sqlite", "--lang", lang]) == 0
    assert "C02" in capsys.readouterr().out


def test_both_guides_write_the_same_files_and_ids() -> None:
    def written(lang: str) -> list[tuple[str, str, list[str]]]:
        blocks = BLOCK.findall(GUIDES[lang].read_text(encoding="utf-8"))
        return [
            (name, more, re.findall(r"\bid: ([\w-]+)", text))
            for name, more, text in blocks
            if ".ja." not in name and ".en." not in name
        ]

    assert written("ja") == written("en")
