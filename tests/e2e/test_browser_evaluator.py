"""The evaluator's desk in Chromium: by keyboard, while the team plays on, on a phone, for everybody."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect
from support.browsing import CHROMIUM, CLERK, HEAD, SKIP, TEAM, Browsers, House

from simulator.engine.commands import SubmitResponse
from simulator.model.verdict import Verdict
from simulator.session.room_port import Part

pytestmark = pytest.mark.skipif(not CHROMIUM, reason=SKIP)

PAGES = (
    "/evaluator",
    "/evaluator?show=all",
    f"/evaluator/step?team={TEAM}&step=A01",
    f"/evaluator/step?team={TEAM}&step=A02&show=all",
    f"/evaluator/step?team={TEAM}&step=A05&show=open",
    "/evaluator/ratings",
    "/evaluator/notes",
    "/evaluator/agreement",
    "/control",
)


@pytest.fixture
async def house(house: House) -> House:
    """Begun."""
    await house.begin()
    return house


@pytest.fixture
async def browsers(browsers: Browsers) -> AsyncIterator[Browsers]:
    """Browsers that complain of nothing either."""
    yield browsers
    for desk in browsers.desks:
        assert desk.complaints == []


async def report(house: House) -> None:
    """The clerk reports to the head, which shows A02 and not A01; then the limit of A01 passes."""
    said = {"message": "名簿のファイルが見当たりません。"}
    await house.hall.batches.submit(
        TEAM,
        SubmitResponse(
            at=house.clock.now(), seat=CLERK, role=CLERK, kind="contact", inject="I01", to=(HEAD,), by="phone",
            parts=said,
        ),
    )  # fmt: skip
    await house.pass_time(310)


async def test_a_verdict_is_decided_by_keyboard_alone_while_the_team_plays_on(house: House, browsers: Browsers) -> None:
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.EVALUATOR), "Ann", lang="en")
    await expect(page.locator("#first")).to_contain_text("Nothing waits here")
    await report(house)
    await expect(page.locator("#go-next")).to_be_visible()
    await page.focus("#go-next")
    await page.keyboard.press("Enter")
    await expect(page.locator("#step-head")).to_contain_text("A01")

    # What is being written stays, whatever the team does meanwhile.
    await page.focus("#v-met")
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    await page.keyboard.type("They said it aloud.")
    await house.pass_time(300)
    await expect(page.locator("#q-blue-A03")).to_be_visible()
    await expect(page.locator("#reason")).to_have_value("They said it aloud.")
    await page.keyboard.press("Control+Enter")

    await expect(page.locator("#verdict-part")).to_contain_text("Evaluator Ann: ◎ met. They said it aloud.")
    decided = house.hall.session.states[TEAM].evaluation.decided
    assert [(one.step, one.actor, one.verdict) for one in decided] == [("A01", "evaluator:Ann", Verdict.MET)]


@pytest.mark.parametrize(("lang", "scheme"), [("ja", "light"), ("en", "dark")])
async def test_no_page_of_the_desk_has_serious_faults_or_is_too_wide_for_a_phone(
    house: House, browsers: Browsers, lang: str, scheme: str
) -> None:
    await report(house)
    desk = await browsers.desk(house, viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page = await desk.come_in(house.code(Part.EVALUATOR), "Ann", lang=lang)
    found: list[str] = []
    for path in PAGES:
        await desk.open(path)
        await expect(page.locator("h1")).to_be_visible()
        found += await desk.serious()
        if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{path} is too wide")

    assert found == []
