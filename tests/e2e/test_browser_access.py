"""The pages for everybody: accessibility rules, keyboard alone, phone, twice as large, from the back row, on paper."""

import asyncio
import shutil
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from support.browsing import CHROMIUM, CLERK, HEAD, SKIP, TEAM, Browsers, House, open_house, replies, seat_pages
from tui.fake_content import look_content

from simulator.engine.commands import FinishTeam
from simulator.session.room_port import Part

pytestmark = pytest.mark.skipif(not CHROMIUM, reason=SKIP)

SEAT_PAGES = seat_pages("I01")


async def test_by_keyboard_alone(house: House, browsers: Browsers) -> None:
    await house.begin()
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.SEAT, CLERK), lang="en")
    await desk.open("/seat")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.className") == "skip"
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.id") == "go-next"
    assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#answer")

    for _ in range(60):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.id") == "c-child-family-head":
            await page.keyboard.press("Space")
        if await page.evaluate("document.activeElement.id") == "f-message":
            break
    await page.keyboard.type("The file is gone.")
    await page.keyboard.press("Control+Enter")

    await expect(page.locator(".sent")).to_contain_text("Sent.")
    assert replies(house)[0].parts == {"message": "The file is gone."}


QUIZ = {
    "kind": "quiz",
    "prompt": {"en": "Which?", "ja": "どれですか。"},
    "options": [
        {"id": "a", "label": {"en": "One", "ja": "一"}, "right": True},
        {"id": "b", "label": {"en": "Two", "ja": "二"}},
    ],
    "explanation": {"en": "Because of A01.", "ja": "A01 による。"},
}


async def by_keys(page: Page, form: str) -> None:
    """Tab through ``form`` from the top of the page: tick, write, and press its button with Enter."""
    done: set[str] = set()
    for _ in range(120):
        await page.keyboard.press("Tab")
        at = await page.evaluate(
            "form => { const one = document.activeElement; return one.closest(form) ? [one.tagName, one.type, one.name]"
            " : null; }",
            form,
        )
        if at is None:
            continue
        tag, kind, name = at
        if tag == "BUTTON":
            await page.keyboard.press("Enter")
            await page.locator(".sent").first.wait_for()
            return
        if kind in {"radio", "checkbox"} and name not in done:
            await page.keyboard.press("Space")
        elif tag in {"TEXTAREA", "INPUT"} and kind not in {"radio", "checkbox", "search"}:
            await page.keyboard.type("10")
        done.add(name)
    raise AssertionError("the button was not reached")


async def test_every_kind_of_response_is_sent_by_keyboard_alone(tmp_path: Path, browsers: Browsers) -> None:
    base = look_content().normal_form()["scenario"]["injects"]
    quiz = {**base[0], "id": "I09", "ask": QUIZ}
    async with open_house(tmp_path, ("desk", "head"), look_content(injects=[*base, quiz])) as house:
        await house.begin()
        await house.pass_time(600)
        asked = {}
        for seat in ("desk", "head"):
            desk = await browsers.desk(house)
            page = await desk.come_in(house.code(Part.SEAT, seat))
            received = await page.evaluate("[...document.querySelectorAll('.row a')].map((one) => one.id)")
            for inject in house.hall.session.world.scenario.injects:
                if f"in-{inject.id}" not in received:
                    continue
                await desk.open(f"/seat/inject/{inject.id}")
                if inject.ask is None or not await page.locator("#answer form").count():
                    continue
                await by_keys(page, "#answer form")
                asked[inject.ask.kind] = inject.id
            if seat == "desk":
                for draft in ("own-contact", "own-text"):
                    await desk.open("/seat/own")
                    await by_keys(page, f"form[data-draft={draft}]")
            assert desk.complaints == []

        sent = replies(house)
        assert {*asked} == {"text", "choice", "decision", "form", "contact", "acknowledge", "quiz"}
        assert {(one.kind, one.inject) for one in sent} >= set(asked.items())
        assert {(one.kind, one.inject) for one in sent} >= {("contact", None), ("text", None)}


async def test_the_score_card_is_opened_by_keyboard_and_printed_in_full(house: House, browsers: Browsers) -> None:
    await house.begin()
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.SEAT, CLERK))
    await desk.open("/seat/inject/I01")
    await page.check("#c-child-family-head")
    await page.fill(
        "#f-message", "保育課に届けるファイルを喫煙所に置き忘れました。13時05分に気付き、すぐ課長に報告します。"
    )
    await page.keyboard.press("Control+Enter")
    await page.locator(".sent").wait_for()
    assert await house.hall.batches.submit(TEAM, FinishTeam(at=house.clock.now())) is None
    await desk.open("/seat/score")

    summary = page.locator("#score-A02 > summary")
    for _ in range(60):
        await page.keyboard.press("Tab")
        if await summary.evaluate("one => one === document.activeElement"):
            break
    await page.keyboard.press("Enter")
    body = page.locator("#score-A02-body")
    await expect(body).to_be_visible()
    await expect(body.locator("mark").first).to_be_visible()
    await expect(body).to_contain_text("置き忘れました")
    await expect(body).to_contain_text("手順書の定め")
    assert await page.locator("details[open]").count() == 1
    await page.locator("[data-open-all]").press("Enter")
    assert await desk.serious() == []
    await page.locator("[data-open-all]").press("Enter")
    assert await page.locator("details[open]").count() == 0

    await page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert await page.locator("details.step-score:not([open])").count() == 0
    await page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert await page.locator("details[open]").count() == 0
    assert desk.complaints == []


@pytest.mark.parametrize(("lang", "scheme"), [("ja", "light"), ("en", "dark")])
async def test_no_page_has_serious_faults_of_accessibility(
    house: House, browsers: Browsers, lang: str, scheme: str
) -> None:
    await house.begin()
    await house.pass_time(310)
    people = [
        (house.code(Part.SEAT, HEAD), (*SEAT_PAGES[:1], "/seat/inject/I03", *SEAT_PAGES[2:])),
        (house.code(Part.FACILITATOR), ("/control", "/control/codes")),
        (house.code(Part.OBSERVER), ("/observer",)),
        (house.code(Part.PROJECTOR), ("/projector",)),
    ]
    found: list[str] = []
    for code, paths in people:
        desk = await browsers.desk(house, color_scheme=scheme)
        await desk.open(f"/join?lang={lang}")
        found += await desk.serious()
        await desk.come_in(code, lang=lang)
        for path in paths:
            await desk.open(path)
            found += await desk.serious()
        assert desk.complaints == []

    assert found == []


@pytest.mark.parametrize("size", [(360, 740), (640, 400)], ids=["phone", "twice as large"])
async def test_nothing_has_to_be_scrolled_sideways(house: House, browsers: Browsers, size: tuple[int, int]) -> None:
    await house.begin()
    await house.pass_time(310)
    desk = await browsers.desk(house, viewport={"width": size[0], "height": size[1]})
    page = await desk.come_in(house.code(Part.SEAT, CLERK))
    office = await browsers.desk(house, viewport={"width": size[0], "height": size[1]})
    board = await office.come_in(house.code(Part.FACILITATOR))

    wide = []
    for path in SEAT_PAGES:
        await desk.open(path)
        if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    if await board.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wide.append("/control")

    assert wide == []


async def test_the_wall_is_readable_from_the_back(house: House, browsers: Browsers) -> None:
    await house.begin()
    desk = await browsers.desk(house, viewport={"width": 1920, "height": 1080})
    page = await desk.come_in(house.code(Part.PROJECTOR))
    size = "selector => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize)"

    assert await page.evaluate(size, "[data-clock=time]") >= 200
    assert await page.evaluate(size, ".wall-phase") >= 60
    assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight")


async def test_a_page_is_printed_without_what_only_a_screen_needs(
    house: House, browsers: Browsers, tmp_path: Path
) -> None:
    await house.begin()
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.SEAT, CLERK))
    await desk.open("/seat/inject/I01")
    pdf = tmp_path / "page.pdf"
    await page.pdf(path=pdf, format="A4")

    assert pdf.read_bytes().startswith(b"%PDF")
    if (tool := shutil.which("pdftotext")) is not None:
        reader = await asyncio.create_subprocess_exec(tool, str(pdf), "-", stdout=asyncio.subprocess.PIPE)
        text = (await reader.communicate())[0].decode()
        assert "さっきのファイル" in text
        assert "使い方" not in text


async def test_on_paper_nothing_is_cut_off_and_no_field_is_left(house: House, browsers: Browsers) -> None:
    await house.begin()
    await house.pass_time(310)
    office = await browsers.desk(house)
    page = await office.come_in(house.code(Part.FACILITATOR), lang="en")
    await page.set_viewport_size({"width": 1030, "height": 700})
    await page.emulate_media(media="print")

    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await page.evaluate("document.querySelector('.board').getBoundingClientRect().right <= innerWidth")
    assert await page.locator("main form:visible").count() == 0


async def test_on_a_phone_the_tab_of_the_page_is_in_sight(house: House, browsers: Browsers) -> None:
    await house.begin()
    desk = await browsers.desk(house, viewport={"width": 390, "height": 844})
    page = await desk.come_in(house.code(Part.SEAT, CLERK))
    await desk.open("/seat/talks")
    inside = "(one) => { const box = one.getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth; }"

    await expect(page.locator(".tabs [aria-current]")).to_have_text("電話・伝言")
    assert await page.locator(".tabs [aria-current]").evaluate(inside)
    await house.pass_time(150)
    await expect(page.locator("#tab-desk .count")).to_have_count(1)
    assert await page.locator(".tabs [aria-current]").evaluate(inside), "news leave it where it is"
