"""The page on drills from the news points at lines of the drill that ships: each holds what the page quotes."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGES = {"en": ROOT / "docs" / "news-to-drill.md", "ja": ROOT / "docs" / "news-to-drill.ja.md"}
FILES = {
    "scenario.yaml": ROOT / "scenarios" / "news-to-drill" / "scenario.yaml",
    "manual.yaml": ROOT / "manuals" / "counter-papers-procedure" / "manual.yaml",
}
POINTER = re.compile(r"`(scenario\.yaml|manual\.yaml):(\d+)` `([^`]+)`")


def pointers(lang: str) -> list[tuple[str, int, str]]:
    found = POINTER.findall(PAGES[lang].read_text(encoding="utf-8"))
    return [(name, int(line), quoted) for name, line, quoted in found]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_pointer_meets_the_line_it_quotes(lang: str) -> None:
    points = pointers(lang)
    assert {name for name, _, _ in points} == set(FILES)

    for name, line, quoted in points:
        text = FILES[name].read_text(encoding="utf-8").splitlines()[line - 1]

        assert text.strip().startswith(quoted), f"{name}:{line} reads {text.strip()!r}"


def test_both_languages_point_at_the_same_lines() -> None:
    assert pointers("en") == pointers("ja")


def test_every_inject_has_its_row_in_the_worksheet() -> None:
    injects = set(re.findall(r"(?m)^  - (id: [IC]\d\d)$", FILES["scenario.yaml"].read_text(encoding="utf-8")))
    pointed = {quoted.removeprefix("- ") for _, _, quoted in pointers("en")}

    assert injects - pointed == {"id: I04"}, "the first-report form comes from the manual, not from the news"
