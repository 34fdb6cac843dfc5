"""``tabletop manual``: contents, one step, what is needed; and the page of each shipped manual."""

import json
import re
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.content.library import listed, shipped_root

MANUAL = "municipal-incident-procedure"


@pytest.mark.parametrize(
    ("lang", "limit"),
    [("ja", "期限: 「紛失に気付いた時」（T0）から5分以内"), ("en", "within 5 min of “The loss is noticed” (T0)")],
)
def test_the_contents_tell_every_step_with_its_limit(lang: str, limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manual", MANUAL, "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert limit in out
    assert re.findall(r"^  ([AN]\d\d) ", out, re.MULTILINE) == [f"A{n:02}" for n in range(1, 33)] + [
        f"N{n:02}" for n in range(1, 9)
    ]


def test_one_step_is_told_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manual", MANUAL, "--step", "A05", "--json", "--lang", "en"]) == 0
    step = json.loads(capsys.readouterr().out)
    assert step["after"] == ["A04"]
    assert step["looks_for"][0].startswith("a contact to ")
    assert all(step[key] for key in ("text", "sources", "done_when", "mistakes"))
    assert main(["manual", MANUAL, "--step", "A99", "--lang", "en"]) == 2
    assert "has no step A99" in capsys.readouterr().err


def test_needs_name_the_steps_to_leave_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manual", MANUAL, "--needs", "--roles", "suigo-city", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["missing"], found["without"]) == ([], [])
    assert {"data-desk", "police", "child-family-clerk"} <= {one["id"] for one in found["people"]}
    assert [one["id"] for one in found["moments"]] == ["T0", "P0", "K"]

    assert main(["manual", MANUAL, "--needs", "--roles", "course-room", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert "A01" in found["without"]
    assert "data-desk" in found["missing"]


def test_the_site_leads_to_every_shipped_manual() -> None:
    root = shipped_root()
    nav = re.findall(r"reference/manual-([\w-]+)\.md", Path(root, "mkdocs.yml").read_text(encoding="utf-8"))
    assert nav == [entry.id for entry in listed("manual", (root,))]


def test_all_codes_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "\ni18n.missing\n    " in out
    assert "\nref.unknown\n    " in out
