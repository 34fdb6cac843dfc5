"""``graph``, ``msel``, ``rehearse --explore`` and ``--inject`` as an author calls them."""

import csv
import io
import json
from pathlib import Path

import pytest
import yaml

from simulator.cli.main import main
from simulator.content.loading import load_scenario

FLAGSHIP = "lost-file-posted-online"


def said(capsys: pytest.CaptureFixture[str], *call: str, lang: str = "en") -> tuple[int, str, str]:
    try:
        code = main(["--lang", lang, *call])
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """A story with a dead end, a phase that nothing leads to, and an inject in it."""
    turning = {"when": {"phase_time": "10m"}}
    scenario = {
        "kind": "scenario",
        "id": "broken",
        "lang": "en",
        "title": "Broken",
        "version": "1",
        "summary": "s",
        "briefing": "b",
        "organization": "suigo-city",
        "manual": "municipal-incident-procedure",
        "day_one": "2024-02-29",
        "start": "one",
        "phases": [
            {"id": "one", "title": "One", "start": "D1 09:00", "minutes": 2, "exits": [{"to": "trap", **turning}]},
            {"id": "trap", "title": "Trap"},
            {"id": "isle", "title": "Isle", "exits": [{"to": "over", **turning}]},
            {"id": "over", "title": "Over", "end": True},
        ],
        "injects": [
            {
                "id": name,
                "title": name,
                "phases": [phase],
                "at": "D1 09:00",
                "from": "control",
                "to": ["digital-lead"],
                "channel": "control",
                "body": "b",
            }
            for name, phase in (("I1", "one"), ("I2", "isle"))
        ],
    }
    path = tmp_path / "scenario.yaml"
    path.write_text(yaml.safe_dump(scenario, sort_keys=False), encoding="utf-8")
    return str(path)


def test_a_story_that_is_not_finished_can_be_drawn_but_not_played(broken: str) -> None:
    assert load_scenario(broken).content is None
    loaded = load_scenario(broken, unfinished=True)
    assert loaded.content is not None
    assert {problem.code for problem in loaded.problems} >= {"phase.no_exit", "phase.unreachable", "inject.never"}


def test_other_mistakes_keep_even_a_draft_from_being_drawn(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(broken).write_text(Path(broken).read_text().replace("to: trap", "to: nowhere"), encoding="utf-8")

    code, out, err = said(capsys, "graph", broken)

    assert (code, out) == (2, "")
    assert "nowhere" in err


def test_graph_draws_and_names_what_is_in_trouble(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "graph", broken)

    assert code == 0
    assert out.startswith("stateDiagram-v2\n")
    assert "class p2_trap trouble" in out
    assert "phase trap (Trap): dead end" in err
    assert "phase isle (Isle): never reached" in err


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_graph_of_the_shipped_scenario(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "graph", FLAGSHIP, "--injects", lang=lang)
    assert (code, err) == (0, "")
    assert out.count(" --> ") == 22
    assert out.count("note right of") == 10

    path = tmp_path / "phases.md"
    code, out, err = said(capsys, "graph", FLAGSHIP, "--output", str(path), lang=lang)
    assert (code, out) == (0, "")
    text = path.read_text(encoding="utf-8")
    assert "\n```mermaid\nstateDiagram-v2\n" in text
    assert text.endswith("```\n")

    code, out, _ = said(capsys, "graph", FLAGSHIP, "--json", lang=lang)
    assert [phase["id"] for phase in json.loads(out)["phases"]][:2] == ["discovery", "containment"]
    code, out, _ = said(capsys, "graph", FLAGSHIP, "--text", lang=lang)
    assert out.startswith(" 1 ● ")


def test_what_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "msel", FLAGSHIP, "--output", str(tmp_path / "no" / "where.csv"))

    assert (code, out) == (2, "")
    assert "cannot be written" in err


def test_explore_says_what_is_never_reached(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "rehearse", broken, "--explore")

    assert code == 1
    assert "isle Isle: no way leads there" in out
    assert "I2 I2: its phase was never entered (isle Isle)" in out
    assert "Teams got stuck in trap Trap" in out

    code, out, _ = said(capsys, "rehearse", broken, "--explore", "--json", "--budget", "5", lang="ja")
    assert code == 1
    data = json.loads(out)
    assert data["walks"] <= 5
    assert [m["id"] for m in data["missing"] if m["kind"] == "phase"] == ["isle", "over"]


def test_explore_of_the_shipped_scenario_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "rehearse", FLAGSHIP, "--explore", lang="ja")

    assert (code, err) == (0, "")
    assert "◎ 状況付与　50件中50件" in out
    assert "×" not in out


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_one_inject_is_printed_where_there_is_no_terminal(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "rehearse", FLAGSHIP, "--inject", "I08", "--as", "data-desk-lead", lang=lang)

    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 24
    assert ("Three photos, 412 views" if lang == "en" else "写真３枚、閲覧412") in out


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        (("--inject", "i8"), "I08"),
        (("--inject", "I08", "--as", "citizen-head"), "digital-lead"),
        (("--inject", "I08", "--size", "wide"), "80x24"),
        (("--explore", "--budget", "0"), "1-100000"),
    ],
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_wrong_calls_name_what_would_be_right(
    call: tuple[str, ...], shown: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = said(capsys, "rehearse", FLAGSHIP, *call, lang=lang)

    assert (code, out) == (2, "")
    assert shown in err


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_msel_in_every_form(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "msel", FLAGSHIP, lang=lang)
    assert (code, err) == (0, "")
    assert "D58 09:00" in out

    code, out, _ = said(capsys, "msel", FLAGSHIP, "--format", "md", lang=lang)
    assert out.startswith("# ")
    code, out, _ = said(capsys, "msel", FLAGSHIP, "--json", "--secrets", lang=lang)
    assert json.loads(out)["rows"][0]["trap"]

    path = tmp_path / "msel.csv"
    code, out, _ = said(capsys, "msel", FLAGSHIP, "--output", str(path), lang=lang)
    assert (code, out) == (0, "")
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))) == 51


@pytest.mark.parametrize(("command", "name", "known"), [("msel", "a.xlsx", ".csv"), ("graph", "a.png", ".md")])
def test_an_ending_that_nothing_is_written_for_is_refused(
    command: str, name: str, known: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang, words in (("en", "is not known"), ("ja", "作れません")):
        code, out, err = said(capsys, command, FLAGSHIP, "--output", str(tmp_path / name), lang=lang)
        assert (code, out) == (2, "")
        assert words in err
        assert ".md" in err
        assert known in err
    assert not (tmp_path / name).exists()
