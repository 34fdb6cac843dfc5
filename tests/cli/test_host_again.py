"""An exercise that was left: how it is taken up again, and that nobody begins another one in its place unasked."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.halls import START, new_hall
from support.seat_contract import until
from support.small import content

from simulator.cli.host_again import Choice, Left, again, closing, go_on, left_behind
from simulator.engine.commands import FinishTeam, StartTeam
from simulator.log.sqlite import create_log
from simulator.session.access import Access, access_file
from simulator.session.clocks import SetClock
from simulator.session.hall import Hall
from simulator.words import translator

EN = translator("cli", "en")


def call(**given: Any) -> argparse.Namespace:
    usual = {
        "http": None,
        "ssh": None,
        "certificate": None,
        "key": None,
        "fill": None,
        "headless": False,
        "json": False,
    }
    return argparse.Namespace(**{**usual, **given})


def answers(*given: str) -> Callable[[str], str]:
    left = iter(given)
    return lambda _: next(left)


async def hosted(path: Path, clock: SetClock) -> Hall:
    hall = new_hall(clock, create_log(path, path.stem), str(path))
    await hall.start()
    return hall


async def start(hall: Hall, *teams: str) -> None:
    for team in teams:
        assert await hall.batches.submit(team, StartTeam(at=hall.clock.now())) is None


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"http": "0.0.0.0:8765"}, "tabletop host --resume a.sqlite --http 0.0.0.0:8765"),
        ({"http": "", "ssh": ":22"}, "tabletop host --resume a.sqlite --http --ssh :22"),
        ({"fill": "model", "headless": True}, "tabletop host --resume a.sqlite --fill model --headless"),
        (
            {"certificate": Path("my own.pem"), "key": Path("k.pem")},
            'tabletop host --resume a.sqlite --certificate "my own.pem" --key k.pem',
        ),
    ],
)
def test_the_line_opens_the_same_doors_again(given: dict[str, Any], line: str) -> None:
    assert again(call(**given), "a.sqlite") == line
    assert line in closing(call(**given), "a.sqlite", EN, ended=False)


def test_after_the_end_the_line_is_the_last_thing_to_do() -> None:
    told = closing(call(http=""), "a.sqlite", EN, ended=True).splitlines()
    assert [("report" in one, "--resume" in one) for one in told][-2:] == [(True, False), (False, True)]


async def test_what_was_left_is_found_until_it_ends_or_a_day_has_passed(tmp_path: Path) -> None:
    clock = SetClock(START)
    scenario = content().scenario.id
    path = tmp_path / "x.sqlite"
    hall = await hosted(path, clock)
    assert left_behind(tmp_path, scenario, START) is None

    await start(hall, "team1")
    now = START + 600_000
    assert left_behind(tmp_path, scenario, now) == Left(path, 600)
    assert left_behind(tmp_path, "another", now) is None
    assert left_behind(tmp_path / "nowhere", scenario, now) is None
    assert left_behind(tmp_path, scenario, START + 25 * 3_600_000) is None
    assert left_behind(tmp_path, scenario, now, {"y"}) == Left(path, 600)
    assert left_behind(tmp_path, scenario, now, {"y", hall.exercise}) is None, "its room is open at this moment"

    (tmp_path / "damaged.access.json").write_text("{}", encoding="utf-8")
    (tmp_path / "damaged.sqlite").write_bytes(b"no log")
    assert left_behind(tmp_path, scenario, now) == Left(path, 600)

    await start(hall, "team2")
    for team in ("team1", "team2"):
        assert await hall.batches.submit(team, FinishTeam(at=clock.now())) is None
    await until(lambda: left_behind(tmp_path, scenario, now) is None)
    await hall.stop()


async def test_the_one_that_was_played_last_is_offered(tmp_path: Path) -> None:
    for name, at in (("a", START + 60_000), ("b", START)):
        hall = await hosted(tmp_path / f"{name}.sqlite", SetClock(at))
        await start(hall, "team1")
        await hall.stop()
    assert left_behind(tmp_path, content().scenario.id, START + 60_000) == Left(tmp_path / "a.sqlite", 0)


async def test_an_exercise_played_alone_is_none_of_a_room(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    hall = await hosted(path, SetClock(START))
    await start(hall, "team1")
    await hall.stop()
    assert isinstance(hall.access, Access)
    access_file(path).unlink()
    assert left_behind(tmp_path, content().scenario.id, START) is None


@pytest.mark.parametrize(("given", "choice"), [(("1",), "resume"), (("what", "2"), "new"), (("３",), "leave")])
def test_somebody_at_a_terminal_is_asked(
    given: tuple[str, ...], choice: Choice, capsys: pytest.CaptureFixture[str]
) -> None:
    assert go_on(Left(Path("a.sqlite"), 300), call(), EN, answers(*given)) == choice
    assert "5 min ago" in capsys.readouterr().err


def test_no_answer_begins_nothing() -> None:
    def gone(_: str) -> str:
        raise EOFError

    assert go_on(Left(Path("a.sqlite"), 300), call(), EN, gone) == "leave"


def test_without_a_terminal_it_is_told_and_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert go_on(Left(Path("a.sqlite"), 300), call(http="", headless=True), EN, answers()) == "new"
    assert "tabletop host --resume a.sqlite --http --headless" in capsys.readouterr().err
