"""Drafts survive, refusals are explained, hostile text stays text, a small terminal loses nothing."""

import re
from pathlib import Path

import pytest
from fake_content import INJECTS, look_content, two
from play_pilot import LARGE, SMALL, playing
from rich.style import Style
from textual.geometry import Region
from textual.widgets import TextArea

from simulator import engine
from simulator.engine.commands import Refusal
from simulator.tui.composer.box import ReplyBox
from simulator.tui.dialogs import TooSmall
from simulator.tui.inbox import Inbox
from simulator.tui.painting import STYLES, Painter
from simulator.tui.refusals import SENTENCES, sentence
from simulator.tui.wording import Wording

HOSTILE = (
    "[red]danger[/] [@click=app.quit]x[/] \x1b[31mESC\x1b]0;title\x07 \u202eesrever\u202c zero\u200bwidth \x9b2J [/oops"
)


async def test_a_draft_is_kept_while_typing_without_a_timer_of_its_own() -> None:
    async with playing("desk") as player:
        await player.press("enter", "enter")
        await player.write("draft")
        player.desk.tick()
        assert player.seat.kept == [("I01", {"text": "draft"})]

        player.desk.tick()
        assert len(player.seat.kept) == 1, "an unchanged draft is not written again"


async def test_a_draft_is_kept_when_another_inject_is_opened_and_comes_back() -> None:
    async with playing("desk") as player:
        await player.pass_time(190)
        await player.open("I01")
        await player.press("enter")
        await player.write("half")
        await player.open("I02")
        await player.press("enter", "down", "space")
        await player.open("I01")
        assert player.desk.query_one(ReplyBox).draft() == {"text": "half"}

        await player.open("I02")
        assert player.desk.query_one(ReplyBox).draft() == {"options": "wait"}


@pytest.mark.parametrize(
    ("inject", "draft"),
    [
        ("I01", {"text": "text"}),
        ("I02", {"options": "keep wait"}),
        ("I03", {"field:what": "a\nb", "field:number": "3"}),
        ("I04", {"to": "head police", "by": "fax", "message": "m"}),
        ("I05", {"options": "no", "reason": "r"}),
        ("I06", {}),
        (None, {"role": "head", "way": "text", "to": "mayor", "by": "email", "message": "m", "text": "t"}),
    ],
)
async def test_drafts_of_each_kind_are_restored_after_a_stop(inject: str | None, draft: dict[str, str]) -> None:
    async with playing("desk", "head", drafts={inject: draft}) as player:
        await player.pass_time(190)
        if inject is None:
            await player.press("f2")
        else:
            await player.open(inject)

        assert player.desk.query_one(ReplyBox).draft() == draft


async def test_a_sent_draft_is_forgotten() -> None:
    async with playing("desk", drafts={"I01": {"text": "ready"}}) as player:
        await player.press("enter", "f9")

        assert player.seat.drafts == {}
        assert player.desk.query_one(ReplyBox).draft() == {}


@pytest.mark.parametrize(("lang", "told"), [("en", "Nothing is written yet"), ("ja", "まだ何も書かれていません")])
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_refusal_stands_beside_the_composer(lang: str, told: str, size: tuple[int, int]) -> None:
    async with playing("desk", lang=lang, size=size) as player:
        await player.press("enter", "enter", "f9")

        assert told in player.grid()
        assert player.desk.query_one("#text", TextArea).has_focus


async def test_too_long_a_response_is_refused_and_kept() -> None:
    async with playing("desk", size=SMALL) as player:
        await player.press("enter", "enter")
        await player.write("あ" * 10_001)
        await player.press("f9")

        assert "at most 10000 characters" in player.desk.query_one(ReplyBox).told
        assert len(player.desk.query_one(ReplyBox).draft()["text"]) == 10_001


def test_every_refusal_of_the_engine_that_a_seat_can_meet_has_a_sentence() -> None:
    folder = Path(engine.__file__).parent
    said = "".join((folder / name).read_text(encoding="utf-8") for name in ("decide.py", "responses.py"))
    codes = set(re.findall(r'Refusal\("([a-z._]+)"', said))
    # Only facilitators, evaluators and faulty programs meet these.
    others = {"seat.unknown", "reply.unknown", "inject.unknown", "inject.already_delivered", "step.unknown"}
    others |= {"verdict.without_reason", "response.kind_unknown", "response.part_unknown"}

    assert len(codes) > 20
    assert codes - others - set(SENTENCES) == set()


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_refusals_say_what_to_do_and_an_unknown_one_is_told_too(lang: str) -> None:
    words = Wording(lang)

    assert "10000" in sentence(words, Refusal("response.too_long", {"limit": "10000"}))
    assert "人数" in sentence(words, Refusal("response.field_required", {"field": "n"}), {"n": "人数"})
    assert "new.code" in sentence(words, Refusal("new.code", {"x": "y"}))


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_hostile_content_and_replies_stay_text(size: tuple[int, int]) -> None:
    first = {**INJECTS[0], "title": two(HOSTILE, HOSTILE), "body": two(HOSTILE, HOSTILE)}
    first["attachments"] = [{"name": two(HOSTILE, HOSTILE), "text": two(HOSTILE, HOSTILE)}]
    async with playing("desk", size=size, content=look_content(injects=[first])) as player:
        await player.press("enter", "enter")
        await player.write(HOSTILE)
        shown = player.grid()
        await player.press("f9", "f5")
        shown += player.grid()
        await player.press("escape", "enter", "tab", "enter")
        shown += player.grid()

        assert player.seat.view().chronology[0].words[0][1] == HOSTILE
        assert "[red]danger[/]" in shown
        assert "␛[31mESC" in shown
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u200b]", shown)


async def test_ten_thousand_characters_are_shown_to_their_end() -> None:
    async with playing("desk", size=SMALL) as player:
        await player.press("enter", "enter")
        await player.write("長" * 9_995 + "[/b]終")
        await player.press("f9", "f5")
        assert "[/b]終" in player.grid()
        assert len(player.seat.view().chronology[0].words[0][1]) == 10_000


async def test_a_small_terminal_asks_for_more_room_and_loses_nothing() -> None:
    async with playing("desk", lang="ja", size=SMALL) as player:
        await player.press("enter", "enter")
        await player.write("途中まで")
        await player.resize(59, 24)
        assert "画面を広げてください。" in player.grid()
        assert "59 x 24" in player.grid()
        await player.resize(40, 10)
        assert "40 x 10" in player.grid()

        await player.resize(60, 18)
        assert not isinstance(player.app.screen, TooSmall)
        await player.write("続き")
        assert player.desk.query_one(ReplyBox).draft() == {"text": "途中まで続き"}


async def test_starting_in_a_small_terminal_goes_on_once_it_is_larger() -> None:
    async with playing("desk", size=(50, 10)) as player:
        assert isinstance(player.app.screen, TooSmall)

        await player.resize(80, 24)
        await player.press("enter")
        assert player.desk.opened == "I01"


async def test_the_smallest_terminal_does_the_main_job() -> None:
    async with playing("desk", lang="ja", size=(60, 18)) as player:
        await player.press("enter", "enter")
        await player.write("報告する")
        assert "報告する" in player.grid()
        await player.press("f9")
        assert player.seat.view().inbox[0].answered_at is not None
        assert player.desk.query_one(Inbox).has_focus


async def test_without_colours_marks_are_words_and_what_matters_is_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with playing("desk") as player:
        assert ">new  13:05 phone" in player.grid()
        await player.press("enter")
        assert ">todo 13:05 phone" in player.grid()
        painter = Painter(player.desk.query_one(Inbox))
        assert [name for name in ("cursor", "alert", "mark", "key") if not painter.style(name).reverse] == []


async def test_every_style_that_spans_may_carry_is_in_the_style_sheet() -> None:
    async with playing("desk") as player:
        painter = Painter(player.desk.query_one(Inbox))

        assert [name for name in STYLES if painter.style(name) == Style()] == []


@pytest.mark.parametrize("inject", ["I01", "I02", "I03", "I04", "I05", "I06"])
async def test_a_repaint_while_the_composer_is_being_removed_does_no_harm(inject: str) -> None:
    async with playing("desk", "head") as player:
        await player.pass_time(190)
        await player.open(inject)
        box = player.desk.query_one(ReplyBox)
        widgets = list(box.walk_children(with_self=True))
        await player.desk.drop_box()

        assert len(widgets) > 4
        for widget in widgets:
            widget.refresh()
            assert [strip.text.strip() for strip in widget.render_lines(Region(0, 0, 8, 2))] == ["", ""]
