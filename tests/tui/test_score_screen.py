"""The score card after an exercise: what failed first, every reason beside its step, no way into a timeline."""

from pathlib import Path

import pytest
from grid_snapshot_review import grid, press, same_as_kept
from support.reviewed import opened
from textual.app import App

import simulator.tui.play_app as play_app
from simulator.report.score_context import explained
from simulator.tui.line_list import LineList
from simulator.tui.score.pane import EvidenceBlock, ScorePane
from simulator.tui.score.screen import ScoreScreen
from simulator.tui.score.step_list import failures, step_rows
from simulator.tui.score.words import ReviewWording

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}


class Host(App[None]):
    """An app with the style sheet that exercises are played in."""

    CSS_PATH = Path(play_app.__file__).with_name("play.tcss")
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, team: str, lang: str) -> None:
        super().__init__()
        self.closed = False
        self._score = ScoreScreen(explained(opened("good", "poor"), lang), team)

    def on_mount(self) -> None:
        self.push_screen(self._score, lambda _: setattr(self, "closed", True))


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("team", ["good", "poor"])
async def test_screen(team: str, size: str, lang: str) -> None:
    app = Host(team, lang)
    async with app.run_test(size=SIZES[size]) as pilot:
        await press(pilot, ["f8", "f8"])
        same_as_kept(f"score/{team}-{size}-{lang}", grid(app))


async def test_critical_failures_stay_in_sight_wherever_one_reads() -> None:
    app = Host("poor", "en")
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in ([], ["end"], ["home", "down", "down", "enter"], ["pagedown", "end"]):
            await press(pilot, keys)
            assert "!! Critical failures (1): N01" in grid(app)
            assert "!! Must-nots done (1): N02" in grid(app)


async def test_evidence_is_read_here_and_leads_nowhere() -> None:
    app = Host("good", "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["enter"])
        assert isinstance(app.focused, EvidenceBlock)
        assert "To the timeline" not in grid(app)

        await press(pilot, ["enter", "left"])
        assert isinstance(app.screen, ScoreScreen)
        assert isinstance(app.focused, LineList)


async def test_tab_goes_through_steps_text_and_evidence() -> None:
    app = Host("good", "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["tab", "tab"])
        assert isinstance(app.focused, EvidenceBlock)


async def test_a_step_without_evidence_can_still_be_scrolled() -> None:
    app = Host("good", "en")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["end", "enter"])

        assert app.focused is not None
        assert app.focused.id == "score-details"
        assert "Nothing in the log shows that this was done." in grid(app)


async def test_leaving() -> None:
    app = Host("good", "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["escape"])

        assert app.closed


async def test_the_help_explains_marks_and_points() -> None:
    app = Host("good", "ja")
    async with app.run_test(size=(100, 60)) as pilot:
        await press(pilot, ["f1"])
        text = grid(app)

    assert "一部。行ったが" in text
    assert "手順の得点 ＝ 配点" in text
    assert "減点のあった次の手順" in text


async def test_a_click_chooses_a_step() -> None:
    app = Host("good", "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        steps = app.screen.query_one("#score-steps", LineList)
        await pilot.click(steps, offset=(5, 2))
        await pilot.pause()

        assert app.screen.query_one(ScorePane).step == "A02"


def test_failures_are_all_steps_that_lost_points_and_nothing_else() -> None:
    good, poor = explained(opened("good", "poor"), "en").teams

    assert failures(good) == ("A04",)
    assert failures(poor) == ("A01", "A02", "A03", "N01", "N02")


@pytest.mark.parametrize("columns", [20, 33, 60])
def test_rows_of_steps_have_one_line_and_unique_ids(columns: int) -> None:
    team = explained(opened("poor"), "ja").teams[0]
    rows = step_rows(ReviewWording("ja"), team, columns)
    ids = [row.id for row in rows if row.id]

    assert len(ids) == len(set(ids))
    assert all(len(row.lines) == 1 for row in rows)
