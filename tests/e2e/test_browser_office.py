"""The exercise office at a browser: what it is told on the page of control while that page stays open."""

import errno

import pytest
from playwright.async_api import expect
from support.browsing import CHROMIUM, CLERK, SKIP, Browsers, House

from simulator.session.room_port import Part

pytestmark = pytest.mark.skipif(not CHROMIUM, reason=SKIP)


@pytest.mark.parametrize(("lang", "told"), [("ja", "参加コード"), ("en", "join codes")])
async def test_codes_that_cannot_be_saved_are_told_as_long_as_it_lasts(
    house: House, browsers: Browsers, lang: str, told: str
) -> None:
    desk = await browsers.desk(house, viewport={"width": 390, "height": 800})
    page = await desk.come_in(house.code(Part.FACILITATOR), lang=lang)
    await expect(page.locator("#trouble")).to_be_empty()

    house.hall.access.unkept = OSError(errno.ENOSPC, "no space")
    await expect(page.locator("#trouble")).to_contain_text(told)
    assert await desk.serious() == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    house.hall.access.unkept = None
    await expect(page.locator("#trouble")).to_be_empty()


@pytest.mark.parametrize(("lang", "told"), [("ja", "空席（佐藤が"), ("en", "left empty: 佐藤 left")])
async def test_a_seat_that_was_left_is_said_and_stays_told_until_somebody_is_back(
    house: House, browsers: Browsers, lang: str, told: str
) -> None:
    await house.begin()
    office = await browsers.desk(house, viewport={"width": 390, "height": 800})
    board = await office.come_in(house.code(Part.FACILITATOR), lang=lang)
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.SEAT, CLERK), "佐藤")
    people = board.locator("#people-part")
    await expect(people).to_contain_text("佐藤")

    await page.click("form[action='/leave'] button")
    await expect(people).to_contain_text(told)
    await expect(board.locator("#notice")).to_contain_text("佐藤")
    assert await office.serious() == []
    assert await board.evaluate("document.documentElement.scrollWidth <= innerWidth")

    house.clock.set(house.clock.now() + 240_000)
    await office.open("/control")
    await expect(people).to_contain_text("4分" if lang == "ja" else "4 min")
    await desk.come_in(house.code(Part.SEAT, CLERK), "佐藤")
    await expect(people).not_to_contain_text(told)
