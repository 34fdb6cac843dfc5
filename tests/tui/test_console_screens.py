"""The console as a facilitator sees it: both languages, the smallest and a comfortable terminal."""

import pytest
from console_office import Office, running
from grid_snapshot_review import same_as_kept
from rich.cells import cell_len

from simulator.engine import commands as c
from simulator.engine.control_commands import ExtendPhase, Improvise
from simulator.model.verdict import Confidence, Evidence, Judgement, Verdict

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
TOUR = {
    "board": [],
    "board-one-team": ["1"],
    "msel": ["0", "f3", "down", "down"],
    "msel-read": ["home", "down", "enter"],
    "feed": ["escape", "f4"],
    "verdicts": ["f5"],
    "seats": ["f6"],
    "codes": ["c"],
    "join": ["p"],
    "help": ["escape", "f1"],
    "clock": ["escape", "f7"],
    "compose": ["escape", "f9"],
    "message": ["escape", "m"],
    "observation": ["escape", "o"],
    "send": ["escape", "f3", "end", "s"],
    "skip": ["escape", "home", "down", "down", "down", "down", "x"],
    "end": ["escape", "e"],
}
"""Views with the keys that lead to each from the one before."""
NASTY = "\x1b]0;owned\x07 [red]課長に報告[/red] \u202eしました"


def happen(office: Office) -> None:
    """A quarter of an hour into the exercise: one team is behind, one inject is held, one skipped, one made up."""
    desk = office.desk
    desk.happen("a", c.MarkRead(at=0, actor="seat:front", seat="front", inject="I01"))
    desk.pass_time(40)
    answer = {"seat": "front", "role": "desk", "kind": "text", "inject": "I01", "parts": {"text": NASTY}}
    desk.happen("a", c.SubmitResponse(at=0, actor="seat:front", **answer))  # type: ignore[arg-type]
    evidence = (Evidence("r1", "text", "課長に報告", (0, 5), "words"),)
    met = Judgement("A01", Verdict.MET, Confidence.AUTO, "words", evidence=evidence)
    harm = Judgement("N01", Verdict.NOT_MET, Confidence.PROPOSED, "words", evidence=evidence, harm=True)
    desk.happen("a", c.RecordJudgements(at=0, reply="r1", judgements=(met, harm)))
    desk.happen("b", c.Skip(at=0, inject="I06", reason="会議室は同じ"))
    desk.happen("a", c.Hold(at=0, inject="I04"))
    desk.happen("b", c.SetPace(at=0, percent=200))
    made = desk.session.improvise(
        Improvise(at=desk.time, lang="ja", title="市長からの電話", body="どうなっている。", asks="text", limit=600)
    )
    assert isinstance(made, str)
    desk.happen("a", c.SendNow(at=0, inject=made))
    desk.happen("a", ExtendPhase(at=0, minutes=5))
    desk.happen("a", c.NoteObservation(at=0, actor="facilitator", text="声が大きい", role="desk"))
    desk.pass_time(170)


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_screens(size: str, lang: str) -> None:
    found: dict[str, str] = {}
    async with running(lang, SIZES[size]) as office:
        happen(office)
        await office.pass_time(0)
        for view, keys in TOUR.items():
            await office.press(*keys)
            found[view] = office.grid()

    for view, text in found.items():
        assert all(cell_len(line) <= SIZES[size][0] for line in text.splitlines()), view
        assert not {character for character in text if character in "\x1b\x07\u202e"}, view
        same_as_kept(f"console/{view}-{size}-{lang}", text)
