"""Ways through a review: from a score to the words that show it and back, filters, search, teams."""

from dataclasses import replace
from typing import Any

import pytest
from grid_snapshot_review import grid, press
from support.reviewed import opened

from simulator.report.rows import RowKind
from simulator.tui.line_list import LineList
from simulator.tui.review.app import ReviewApp, ReviewScreen
from simulator.tui.review.data import ReviewData, review_data
from simulator.tui.review.filters import Filters, selected
from simulator.tui.review.timeline_pane import TimelinePane
from simulator.tui.score.pane import EvidenceBlock, ScorePane


def app_of(*teams: str, lang: str = "en") -> ReviewApp:
    return ReviewApp(review_data(opened(*teams), lang))


def parts(app: ReviewApp) -> tuple[ReviewScreen, TimelinePane, ScorePane]:
    screen = app.screen
    assert isinstance(screen, ReviewScreen)
    return screen, screen.query_one(TimelinePane), screen.query_one(ScorePane)


def seq_of_reply(team: str, number: int) -> int:
    return opened("good", "poor").states[team].responses[number].seq


async def test_from_evidence_to_its_row_and_back_to_that_evidence() -> None:
    app = app_of("good", "poor")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["f3", "down", "enter"])
        screen, timeline, score = parts(app)
        assert score.step == "A02"
        assert isinstance(app.focused, EvidenceBlock)

        await press(pilot, ["enter"])
        assert (screen.pane, timeline.at) == ("timeline", f"good#{seq_of_reply('good', 1)}")
        assert app.focused is timeline.query_one(LineList)

        await press(pilot, ["escape"])
        assert (screen.pane, score.step) == ("score", "A02")
        assert isinstance(app.focused, EvidenceBlock)


async def test_from_a_row_to_its_step_of_its_team_and_back() -> None:
    app = app_of("good", "poor")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["down"])
        screen, timeline, score = parts(app)
        timeline.show_row(f"poor#{seq_of_reply('poor', 0)}")
        await press(pilot, ["enter"])
        assert (screen.pane, score.team.id, score.step) == ("score", "poor", "A01")
        assert isinstance(app.focused, EvidenceBlock)

        await press(pilot, ["escape"])
        assert (screen.pane, timeline.at) == ("timeline", f"poor#{seq_of_reply('poor', 0)}")
        assert timeline.filters.team == "poor"
        assert score.team.id == "good"


async def test_a_row_of_several_steps_asks_which() -> None:
    app = app_of("good", "poor")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen, timeline, score = parts(app)
        timeline.show_row(f"poor#{seq_of_reply('poor', 1)}")
        await press(pilot, ["enter"])
        assert "Which step?" in grid(app)

        await press(pilot, ["down", "enter"])
        assert (screen.pane, score.step) == ("score", "N02")


async def test_a_row_of_no_step_stays_where_it_is() -> None:
    app = app_of("good")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["home", "enter"])
        screen, _, _ = parts(app)

        assert screen.pane == "timeline"


async def test_a_click_reads_a_row_and_does_not_jump() -> None:
    app = app_of("good")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen, timeline, _ = parts(app)
        await pilot.click(timeline.query_one(LineList), offset=(20, 2))
        await pilot.pause()

        assert (screen.pane, timeline.at) == ("timeline", "good#4")
        assert "within the limit" in grid(app)


async def test_back_needs_somewhere_to_go_back_to() -> None:
    app = app_of("good")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["f3", "escape", "escape"])
        screen, _, _ = parts(app)

        assert screen.pane == "score"
        assert "Esc" not in grid(app).splitlines()[-1]


async def test_a_jump_to_a_row_that_filters_hide_drops_them() -> None:
    app = app_of("good", "poor")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen, timeline, _ = parts(app)
        timeline.narrow(Filters(team="poor", kind="phase"))
        await press(pilot, ["f3", "enter", "enter"])

        assert screen.pane == "timeline"
        assert timeline.filters == Filters(team="good")
        assert timeline.at == f"good#{seq_of_reply('good', 0)}"

        await press(pilot, ["escape", "f2"])
        assert timeline.at == f"good#{seq_of_reply('good', 0)}"


async def test_another_team_is_looked_at_through_the_same_filters() -> None:
    app = app_of("good", "poor")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        _, timeline, _ = parts(app)
        asked = Filters(team="good", kind="verdict", role="desk", section="front", verdict="met", query="ward")
        timeline.narrow(asked)
        await press(pilot, ["f5", "down", "enter"])

        assert timeline.filters == replace(asked, team="poor")


async def test_from_the_teams_to_a_step_and_back() -> None:
    app = app_of("good", "poor")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["f4", "down", "enter"])
        screen, _, score = parts(app)
        assert (screen.pane, score.step) == ("score", "A02")

        await press(pilot, ["escape"])
        assert screen.pane == "compare"


async def test_one_team_has_nothing_to_compare_or_choose() -> None:
    app = app_of("good")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["f4", "f5"])
        screen, _, _ = parts(app)

        assert screen.pane == "timeline"
        assert "F4" not in grid(app)
        assert "F5" not in grid(app)


async def test_next_loss_goes_round_and_back() -> None:
    app = app_of("poor")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["f3"])
        _, _, score = parts(app)
        seen = []
        for _ in range(6):
            await press(pilot, ["f8"])
            seen.append(score.step)
        assert seen == ["N02", "A01", "A02", "A03", "N01", "N02"]

        await press(pilot, ["f7"])
        assert score.step == "N01"


async def test_no_loss_is_said() -> None:
    app = app_of("good")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["f3", "f8"])
        _, _, score = parts(app)
        assert score.step == "A04"

        await press(pilot, ["f8"])
        assert score.step == "A04"


async def test_searching_narrows_while_typing_and_escape_shows_all_again() -> None:
    app = app_of("good")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["slash", *"公表"])
        _, timeline, _ = parts(app)
        everything = len(review_data(opened("good"), "en").rows)
        assert 0 < len(timeline.shown) < everything
        assert all("公表" in row.search for row in timeline.shown)

        await press(pilot, ["enter", "escape"])
        assert len(timeline.shown) == everything


async def test_typing_letters_in_the_search_field_is_only_typing() -> None:
    """q quits and f filters elsewhere."""
    app = app_of("good")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["slash", *"qfbg?"])
        _, timeline, _ = parts(app)

        assert app.is_running
        assert timeline.filters.query == "qfbg?"
        assert "No row fits." in grid(app)


async def test_filters_are_chosen_in_a_window_and_shown_in_the_status() -> None:
    app = app_of("good", "poor")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["f6", "down", "enter", "down", "down", "down", "enter"])
        await press(pilot, ["escape"])
        _, timeline, _ = parts(app)
        assert timeline.filters == Filters(team="good", kind="response")
        assert {row.kind for row in timeline.shown} == {RowKind.RESPONSE}
        assert "Kind: Reply" in grid(app)

        await press(pilot, ["f6", "delete", "escape"])
        assert timeline.filters == Filters(team="good")


async def test_all_teams_can_be_seen_in_one_timeline() -> None:
    app = app_of("good", "poor")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["f5", "up", "enter"])
        _, timeline, _ = parts(app)

        assert {row.stream for row in timeline.shown} == {"good", "poor"}
        assert "(all teams)" in grid(app)


async def test_the_palette_finds_an_action_and_does_it() -> None:
    app = app_of("good")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["ctrl+p", *"score card, step", "enter"])
        screen, _, _ = parts(app)

        assert screen.pane == "score"


@pytest.fixture(scope="module")
def data() -> ReviewData:
    return review_data(opened("good", "poor"), "en")


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (Filters(team="poor"), lambda row: row.stream == "poor"),
        (Filters(kind="verdict"), lambda row: row.kind is RowKind.VERDICT),
        (Filters(role="head"), lambda row: "head" in row.roles),
        (Filters(step="A02"), lambda row: "A02" in row.steps),
        (Filters(query="ａ０２　evidence"), lambda row: "a02" in row.search and "evidence" in row.search),
        (Filters(team="good", kind="response", role="desk"), lambda row: row.key == ("good", 4)),
    ],
)
def test_each_filter_keeps_exactly_what_it_names(filters: Filters, wanted: Any, data: ReviewData) -> None:
    found = selected(data.rows, filters, data.index)

    assert found
    assert found == tuple(row for row in data.rows if wanted(row))


def test_a_channel_keeps_its_injects_and_what_answers_them(data: ReviewData) -> None:
    found = selected(data.rows, Filters(team="good", channel="web_form"), data.index)

    assert [row.kind for row in found] == [RowKind.INJECT, RowKind.RESPONSE, RowKind.VERDICT]
    assert {row.inject for row in found} == {"I02"}


@pytest.mark.parametrize("key", ["m", "M", "f9"])
async def test_the_phases_open_by_the_letter_as_it_stands_on_the_key_line_too(key: str) -> None:
    app = app_of("good")
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, [key])
        screen, timeline, _ = parts(app)
        assert screen.pane == "phases"

        await press(pilot, ["f2", "slash", "M", "m"])
        assert (screen.pane, timeline.searching) == ("timeline", True)
