"""Every code that ``check`` can print is explained; the examples are what they say they are."""

import re
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.content.code_help import code_help
from simulator.content.reading import read_bytes

CONTENT = Path(__file__).parent.parent.parent / "simulator" / "content"
_NO_CODES = {"extends.manual"}


def codes_in_the_source() -> set[str]:
    found: set[str] = set()
    for path in CONTENT.rglob("*.py"):
        names = re.findall(r'"([a-z_0-9]+\.[a-z_0-9]+)"', path.read_text(encoding="utf-8"))
        found |= {name for name in names if not name.endswith((".yaml", ".json")) and not name.startswith("simulator.")}
    return found - _NO_CODES


def test_every_code_is_explained_and_nothing_else() -> None:
    assert set(code_help()) == codes_in_the_source()


def test_japanese_and_english_are_not_mixed_up() -> None:
    for code, help_ in code_help().items():
        assert re.search("[ぁ-ん]", help_.words["ja"]), code
        assert not re.search("[ぁ-んァ-ン一-龥]", help_.words["en"]), code


@pytest.mark.parametrize("code", [code for code, one in code_help().items() if one.good])
def test_a_good_example_is_readable(code: str) -> None:
    example = code_help()[code].good.replace("…", "x")
    assert read_bytes(example.encode(), "example").problems == ()


@pytest.mark.parametrize("code", [code for code, one in code_help().items() if code.startswith("yaml.") and one.bad])
def test_a_bad_example_of_yaml_gets_its_code(code: str) -> None:
    assert code in {problem.code for problem in read_bytes(code_help()[code].bad.encode(), "example").problems}


@pytest.mark.parametrize(("lang", "words"), [("ja", "期限は"), ("en", "exactly one of")])
def test_a_code_is_explained(lang: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "deadline.keys", "--lang", lang]) == 0
    assert words in capsys.readouterr().out


def test_an_unknown_code_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "deadline.key", "--lang", "en"]) == 2
    assert "deadline.keys" in capsys.readouterr().err


def test_something_has_to_be_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--lang", "en"]) == 2
    assert "Name what to check" in capsys.readouterr().err
