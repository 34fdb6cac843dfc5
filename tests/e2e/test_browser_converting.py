"""A text that an input method is still converting is never lost, whatever the page renews meanwhile."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from support.browsing import CHROMIUM, CLERK, HEAD, SKIP, TEAM, Browsers, House, open_house
from support.calls import drill_content

from simulator.engine.commands import SubmitResponse
from simulator.engine.talk_commands import HangUp, PickUp, SendMessage
from simulator.session.room_port import Part

pytestmark = pytest.mark.skipif(not CHROMIUM, reason=SKIP)


@pytest.fixture
async def house(house: House) -> House:
    """Begun."""
    await house.begin()
    return house


async def converting(page: Page, field: str, meanwhile: Callable[[], Awaitable[None]]) -> None:
    """Write, open a conversion, let ``meanwhile`` happen, then decide it: nothing is lost, doubled or cut short."""
    await page.focus(field)
    await page.keyboard.insert_text("前の文。")
    await page.evaluate(
        "window.ended = 0; document.addEventListener('compositionend', () => { window.ended += 1; }, true)"
    )
    session = await page.context.new_cdp_session(page)
    for text in ("ふぁ", "ふぁいる"):
        await session.send("Input.imeSetComposition", {"text": text, "selectionStart": 4, "selectionEnd": 4})
    await meanwhile()
    assert await page.evaluate("window.ended") == 0, "the conversion has been broken off"
    await expect(page.locator(field)).to_be_focused()
    await expect(page.locator(field)).to_have_value("前の文。ふぁいる")
    await session.send("Input.insertText", {"text": "ファイル"})
    await session.detach()
    await expect(page.locator(field)).to_have_value("前の文。ファイル")


@pytest.mark.parametrize(
    ("path", "field"),
    [("/seat/inject/I01", "#f-message"), ("/seat/own", "#f-own"), ("/seat/contacts", "#q"), ("/seat/own", "#f-filter")],
)
async def test_when_an_inject_arrives(house: House, browsers: Browsers, path: str, field: str) -> None:
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.SEAT, CLERK))
    await desk.open(path)

    async def arrives() -> None:
        await house.pass_time(150)
        await expect(page.locator("#notice")).to_contain_text("清掃員が見たもの")

    await converting(page, field, arrives)


async def call(house: House, by: str = "phone") -> str:
    """The clerk calls or writes to the head; the name of the talk."""
    sent = SubmitResponse(
        at=house.clock.now(), seat=CLERK, role=CLERK, kind="contact", to=(HEAD,), by=by, parts={"message": "課長、"}
    )
    assert await house.hall.batches.submit(TEAM, sent) is None
    return next(reversed(house.hall.session.states[TEAM].talks))


async def test_when_the_other_side_hangs_up(house: House, browsers: Browsers) -> None:
    talk = await call(house)
    await house.hall.batches.submit(TEAM, PickUp(at=house.clock.now(), actor=f"seat:{HEAD}", seat=HEAD, talk=talk))
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.SEAT, HEAD))
    await desk.open("/seat/talks")

    async def hangs_up() -> None:
        command = HangUp(at=house.clock.now(), actor=f"seat:{CLERK}", seat=CLERK, talk=talk)
        assert await house.hall.batches.submit(TEAM, command) is None
        await expect(page.locator("#talks .badge").first).to_contain_text("終了")

    await converting(page, f"#say-{talk}", hangs_up)
    ids = await page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids)), "the old talk and the new one do not stand side by side"


async def test_when_another_message_comes_in(house: House, browsers: Browsers) -> None:
    talk = await call(house, "email")
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.SEAT, HEAD))
    await desk.open("/seat/talks")

    async def another() -> None:
        await call(house, "email")
        await expect(page.locator("#talks > article")).to_have_count(2)

    await converting(page, f"#say-{talk}", another)
    await page.keyboard.press("Control+Enter")
    await expect(page.locator("#talks")).to_contain_text("前の文。ファイル")


async def test_at_the_desk_of_the_exercise_office(house: House, browsers: Browsers) -> None:
    office = await browsers.desk(house)
    page = await office.come_in(house.code(Part.FACILITATOR))

    async def goes_on() -> None:
        await call(house)
        await house.pass_time(150)
        await expect(page.locator("#mselsum-I02")).to_contain_text("付与済み")

    await converting(page, "#msg-text", goes_on)


async def test_the_repeating_back_of_a_drill(tmp_path: Path, browsers: Browsers) -> None:
    """The field stands in a part of the page that is made anew with every change."""
    async with open_house(tmp_path, ("desk", "boss"), drill_content()) as house:
        await house.begin()
        await house.pass_time(1)
        desk = await browsers.desk(house)
        page = await desk.come_in(house.code(Part.SEAT, "desk"))
        await desk.open("/seat/calls")

        async def another() -> None:
            message = SendMessage(at=house.clock.now(), sender="control", to=("desk",), text="急いで", by="email")
            assert await house.hall.batches.submit("blue", message) is None
            await expect(page.locator("#notice")).to_contain_text("訓練事務局")

        await converting(page, "#rep-C0-desk", another)
        assert house.errors == []
