"""Every word the product says is in the Japanese catalogue, gaps and all; nothing there is left over or stale."""

import ast
import ctypes
import io
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from babel.messages.extract import extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from simulator.words import LOCALE, preferred_language, translator

ROOT = Path(LOCALE).parent.parent
CATALOGUES = sorted(Path(LOCALE, "ja", "LC_MESSAGES").glob("*.po"))
GAP = re.compile(r"\{(\w*)[^{}]*\}")


def domain_of(path: Path) -> str:
    """The catalogue of the room that a file belongs to."""
    room = path.relative_to(ROOT).parts
    if room[:2] == ("cli", "log.py") or room[0] == "session":
        # What a session has to say is about a log that cannot be read or written.
        return "log"
    if room[0] == "tui" and room[1] in {"review", "score"}:
        return "review"
    if room[:2] == ("tui", "console"):
        return "console"
    if room[:2] == ("tui", "evaluator"):
        return "evaluator"
    if room[:3] == ("doors", "http", "pages"):
        return "web"
    return room[0]


def said() -> dict[str, set[str]]:
    """Messages in the code, by domain."""
    found: dict[str, set[str]] = {}
    for path in sorted(ROOT.rglob("*.py")):
        if len(path.relative_to(ROOT).parts) < 2 or "library" in path.parts:
            continue
        source = io.BytesIO(path.read_bytes())
        for _, message, _, _ in extract(
            "python", source, keywords={"t": None, "mark": None}, options={"encoding": "utf-8"}
        ):
            if message:  # empty where a variable is passed on
                text = message if isinstance(message, str) else message[0]
                found.setdefault(domain_of(path), set()).add(text)
    for path in sorted(ROOT.rglob("*.html")):
        with path.open("rb") as template:
            for _, _, message, _ in babel_extract(template, ["t"], [], {"trimmed": "true"}):
                if message:
                    text = message if isinstance(message, str) else str(message[0])
                    found.setdefault(domain_of(path), set()).add(text)
    return found


SAID = said()


def catalogue(domain: str) -> dict[str, str]:
    path = Path(LOCALE, "ja", "LC_MESSAGES", f"{domain}.po")
    assert path.exists(), f"there is no catalogue for {domain}"
    with path.open("rb") as stream:
        return {str(m.id): str(m.string) for m in read_po(stream) if m.id and not m.fuzzy}


@pytest.mark.parametrize("domain", sorted(SAID))
def test_everything_said_is_translated(domain: str) -> None:
    known = catalogue(domain)

    assert sorted(text for text in SAID[domain] if not known.get(text)) == []


@pytest.mark.parametrize("domain", sorted(SAID))
def test_nothing_in_a_catalogue_is_left_over(domain: str) -> None:
    assert sorted(set(catalogue(domain)) - SAID[domain]) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_translations_keep_the_gaps(path: Path) -> None:
    for text, japanese in catalogue(path.stem).items():
        if path.stem != "argparse":
            assert sorted(GAP.findall(japanese)) == sorted(GAP.findall(text)), text


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_compiled_catalogues_are_fresh(path: Path) -> None:
    compiled = path.with_suffix(".mo")

    assert compiled.exists(), "run: python hatch_build.py"
    with compiled.open("rb") as stream:
        compiled_words = {str(m.id): str(m.string) for m in read_mo(stream) if m.id}
    assert compiled_words == {k: v for k, v in catalogue(path.stem).items() if v}, "run: python hatch_build.py"


def test_a_missing_translation_would_be_found() -> None:
    """The extraction sees what it has to see."""
    assert "play an exercise on this terminal; scripted players take the other roles" in SAID["cli"]
    assert len(SAID["cli"]) > 20
    assert "Skip to the main part" in SAID["web"], "a word of a template"


@pytest.mark.parametrize(
    ("asked", "environment", "lang"),
    [
        ("ja", {"TABLETOP_LANG": "en"}, "ja"),
        (None, {"TABLETOP_LANG": "ja_JP.UTF-8", "LANG": "en_US"}, "ja"),
        (None, {"LANG": "ja_JP.UTF-8"}, "ja"),
        (None, {"LANG": "fr_FR.UTF-8"}, "en"),
        (None, {}, "en"),
    ],
)
def test_the_users_language(
    asked: str | None, environment: dict[str, str], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TABLETOP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert preferred_language(asked) == lang


def test_gaps_are_filled_and_braces_in_values_stay() -> None:
    t = translator("none", "en")

    assert t("in {path}", path="{x}") == "in {x}"
    assert t("50 %") == "50 %"


@pytest.mark.parametrize(("language", "lang"), [(0x0411, "ja"), (0x0409, "en")])
def test_windows_is_asked_for_its_language(language: int, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It sets no LANG."""
    for name in ("TABLETOP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: language)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")

    assert preferred_language() == lang


def test_nothing_is_said_inside_an_f_string() -> None:
    """What extracts messages sees into f-strings from Python 3.12 on only: a missing translation would go unnoticed."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted(ROOT.rglob("*.py"))
        for whole in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(whole, ast.JoinedStr)
        for call in ast.walk(whole)
        if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)
        if getattr(call.func, "id", getattr(call.func, "attr", "")) in {"t", "mark"}
    ]

    assert hidden == []
