"""What somebody typed is printed by no command as what a terminal obeys, or as what a reader of Markdown follows."""

import re
from pathlib import Path

import pytest
from support.reviewed import record

from simulator.cli.main import main
from simulator.log.sqlite import create_log
from simulator.report.markdown_text import plain_markdown

BAD = "\x1b]0;owned\x07 \x9b2J \u202erev <img src=x onerror=alert(1)> [c](javascript:alert(1)) =1+1"
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The hostile team's log, with what an auditor and an organiser noted in the same spirit."""
    store = create_log(tmp_path / "x.sqlite", "x")
    record(store, "odd")
    store.close()
    return tmp_path / "x.sqlite"


def note(log: Path) -> None:
    section = ["--section", "child"]
    for call in (
        ["audit", str(log), "mark", *section, "--mark", "△", "--reason", BAD, "--as", BAD],
        ["audit", str(log), "finding", *section, "--grade", "minor", "--what", BAD, "--item-title", BAD],
        ["improve", str(log), "add", *section, "--what", BAD, "--due", "2027-03-31"],
        ["ledger", str(log), "--note", BAD, *section, "--on", "2027-03-31", "--remark", BAD],
    ):
        assert main(call) == 0


@pytest.mark.parametrize(
    "call",
    [
        ["audit"],
        ["audit", "--json"],
        ["improve"],
        ["improve", "--json"],
        ["improve", "propose", "--json"],
        ["ledger"],
        ["ledger", "--json"],
        ["score"],
        ["score", "--json"],
        ["compare"],
        ["compare", "--json"],
        ["report", "--format", "md"],
        ["report", "--format", "json"],
        ["report", "--format", "html"],
    ],
    ids=" ".join,
)
def test_no_command_prints_what_a_terminal_obeys(log: Path, call: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    note(log)
    capfd.readouterr()
    name, *rest = call
    main([name, str(log), *rest])
    out = capfd.readouterr().out

    assert out
    assert not ACTS.search(out), repr(out[max(0, ACTS.search(out).start() - 40) :][:80])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("http://evil.example/a", r"http\://evil.example/a"),
        ("HTTPS://evil.example", r"HTTPS\://evil.example"),
        ("www.evil.example", r"www\.evil.example"),
        ("a@evil.example", r"a\@evil.example"),
        ("mailto:a", r"mailto\:a"),
        ("<http://x>", r"\<http\://x\>"),
        ("12:30 and 1.5", "12:30 and 1.5"),
        ("- [x](y)", r"\- \[x\](y)"),
        ("&#104;ttp", r"\&\#104;ttp"),
    ],
)
def test_no_address_becomes_a_link(typed: str, shown: str) -> None:
    assert plain_markdown(typed) == shown
