"""Browsers against a real server: the flagship's first phase, Japanese input, drafts, no script, lost connections."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from support.browsing import CHROMIUM, CLERK, HEAD, SKIP, START, TEAM, Browsers, Desk, House, open_house, replies

from simulator.engine.commands import FinishTeam
from simulator.session.room_port import Part

pytestmark = pytest.mark.skipif(not CHROMIUM, reason=SKIP)


async def convert(page: Page, steps: tuple[str, ...], result: str, *, late: bool = False) -> None:
    """Type by an input method: what stands there while it is converted, then what is decided by Enter.

    ``late``: as in browsers that give that Enter to the page as well.
    """
    session = await page.context.new_cdp_session(page)
    for text in steps:
        await session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
    if late:
        await page.keyboard.press("Enter")
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    await session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    await session.send("Input.insertText", {"text": result})
    await session.detach()


async def paste(page: Page, text: str) -> None:
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.evaluate("text => navigator.clipboard.writeText(text)", text)
    await page.keyboard.press("Control+V")


async def test_two_seats_and_the_wall_play_the_first_phase(house: House, browsers: Browsers) -> None:
    clerk, head, wall, office = [await browsers.desk(house) for _ in range(4)]
    one = await clerk.come_in(house.code(Part.SEAT, CLERK), "佐藤")
    two = await head.come_in(house.code(Part.SEAT, HEAD), "高橋")
    screen = await wall.come_in(house.code(Part.PROJECTOR))
    await expect(one.locator("#overview")).to_contain_text("まだ始まっていません")

    await house.begin()
    await expect(screen.locator(".wall-phase")).to_contain_text("発見と内部報告")
    await one.click("#in-I01")
    await one.check("#c-child-family-head")
    await one.focus("#f-message")
    await convert(one, ("ふぁいる", "ファイル"), "ファイルが見当たりません。")
    await expect(one.locator("#f-message")).to_have_value("ファイルが見当たりません。")
    await one.keyboard.press("Control+Enter")
    await expect(one.locator(".sent")).to_contain_text("送信しました")

    # The head's telephone rings: it is told, answered, and talked over, each on their own page.
    await expect(two.locator("#notice")).to_contain_text("から電話です")
    await two.click("#notice a")
    await two.get_by_role("button", name="電話に出る").click()
    await expect(two.locator("main")).to_contain_text("ファイルが見当たりません。")
    await two.get_by_label("話す").fill("分かりました。すぐ行きます。")
    await two.get_by_role("button", name="送信").click()
    await clerk.open("/seat/talks")
    await expect(one.locator("main")).to_contain_text("分かりました。すぐ行きます。")

    await house.pass_time(310)
    await head.open("/seat/inject/I03")
    await two.focus("#answer form input[name^='parts.']")
    await paste(two, "２月29日13時10分　担当者")
    first = await two.input_value("#answer form input[name^='parts.']")
    assert first == "２月29日13時10分　担当者"
    for field in await two.locator("#answer [aria-required=true]").all():
        if not await field.input_value():
            await field.fill("確認中")
    await two.get_by_role("button", name="送信").last.click()
    await expect(two.locator(".sent").first).to_contain_text("送信しました")

    desk = await office.come_in(house.code(Part.FACILITATOR))
    await desk.get_by_text("次の局面へ進める…").click()
    await desk.get_by_role("button", name="次の局面へ進める").click()
    await expect(desk.locator(".sent")).to_be_visible()
    await expect(screen.locator(".wall-phase")).to_contain_text("被害の拡大防止")
    await expect(one.locator(".phase")).to_contain_text("被害の拡大防止")

    assert [(reply.kind, reply.role) for reply in replies(house)] == [("contact", CLERK), ("form", HEAD)]
    assert replies(house)[0].parts == {"message": "ファイルが見当たりません。"}
    assert "２月29日13時10分　担当者" in replies(house)[1].parts.values()
    assert [desk.complaints for desk in browsers.desks] == [[], [], [], []]


async def test_news_touch_nothing_that_is_being_written(house: House, browsers: Browsers) -> None:
    await house.begin()
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.SEAT, CLERK))
    await desk.open("/seat/inject/I01")
    await page.fill("#f-message", "書きかけの文")
    await page.evaluate("document.getElementById('f-message').setSelectionRange(2, 4); scrollTo(0, 300)")
    before = await page.evaluate("[scrollY, document.activeElement.id]")

    await house.pass_time(150)
    await expect(page.locator("#in-I02")).to_be_visible()

    where = "[scrollY, document.activeElement.id, document.activeElement.selectionStart, document.activeElement.value]"
    assert await page.evaluate(where) == [*before, 2, "書きかけの文"]
    await expect(page.locator("#notice")).to_contain_text("清掃員が見たもの")
    assert await page.title() == "(1) " + (await page.title()).removeprefix("(1) ")
    assert desk.complaints == []


async def test_after_a_form_that_was_refused_news_still_arrive(house: House, browsers: Browsers) -> None:
    await house.begin()
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.SEAT, CLERK))
    await desk.open("/seat/inject/I01")
    await page.fill("#f-message", "課長に連絡します。")
    await page.get_by_role("button", name="送信").click()
    await expect(page.locator("#fault")).to_contain_text("連絡する相手を選んで")

    await house.pass_time(150)
    await expect(page.locator("#in-I02")).to_be_visible()
    await expect(page.locator("#notice")).to_contain_text("清掃員が見たもの")
    await expect(page.locator("#fault")).to_contain_text("連絡する相手を選んで")
    await expect(page.locator("#f-message")).to_have_value("課長に連絡します。")

    await page.reload()
    await expect(page.locator("#f-message")).to_have_value("課長に連絡します。")
    assert page.url == f"{house.base}/seat/inject/I01"


async def test_a_board_goes_on_after_a_form_that_was_refused(house: House, browsers: Browsers) -> None:
    await house.begin()
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.FACILITATOR))
    form = page.locator("form", has=page.locator("input[value='send-message']"))
    await form.locator("textarea").fill("誰に宛てたか分からない連絡")
    await form.get_by_role("button").click()
    await expect(page.locator("#fault")).to_be_visible()

    await house.pass_time(150)
    await expect(page.locator("#feed")).to_contain_text("清掃員が見たもの")


async def test_while_text_is_converted_nothing_is_sent(house: House, browsers: Browsers) -> None:
    await house.begin()
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.SEAT, HEAD))
    await house.pass_time(310)
    await desk.open("/seat/inject/I03")
    field = page.locator("#answer form input[name^='parts.']").first
    await field.focus()
    await convert(page, ("かくにん", "確認"), "確認中", late=True)

    await expect(field).to_have_value("確認中")
    await expect(field).to_be_focused()
    await page.keyboard.press("Enter")

    await expect(field).not_to_be_focused()
    assert page.url.endswith("/seat/inject/I03"), "Enter goes on to the next field and sends nothing"
    assert replies(house) == []


async def test_a_draft_survives_a_visit_to_another_page_and_goes_once_it_is_sent(
    house: House, browsers: Browsers
) -> None:
    await house.begin()
    desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.SEAT, CLERK))
    await desk.open("/seat/inject/I01")
    await page.check("#c-child-family-head")
    await page.fill("#f-message", "途中まで")
    await expect(page.locator(".draft-note")).to_be_visible()

    await desk.open("/seat/manual")
    await desk.open("/seat/inject/I01")
    await expect(page.locator("#f-message")).to_have_value("途中まで")
    await expect(page.locator("#c-child-family-head")).to_be_checked()
    await page.get_by_role("button", name="送信").click()
    await page.locator(".sent").wait_for()
    await page.reload()

    await expect(page.locator("#f-message")).to_have_value("")
    assert desk.complaints == []


async def test_without_javascript_an_inject_is_read_and_answered(house: House, browsers: Browsers) -> None:
    await house.begin()
    desk = await browsers.desk(house, java_script_enabled=False)
    page = desk.page
    await desk.open("/join?lang=ja")
    await page.fill("#code", house.code(Part.SEAT, CLERK).lower().replace("-", " "))
    await page.get_by_role("button", name="参加する").click()
    await page.click("#in-I01")
    assert "自動で更新されず" in await page.locator(".still").inner_text()
    await page.fill("#f-message", "課長に連絡します。")
    await page.get_by_role("button", name="送信").click()

    await expect(page.locator("#fault")).to_contain_text("連絡する相手を選んで")
    await expect(page.locator("#f-message")).to_have_value("課長に連絡します。")
    await page.check("#c-child-family-head")
    await page.get_by_role("button", name="送信").click()

    await expect(page.locator(".sent")).to_contain_text("送信しました")
    assert page.url.startswith(f"{house.base}/seat/inject/I01")
    assert [reply.to for reply in replies(house)] == [(HEAD,)]


async def test_a_lost_connection_is_told_and_comes_back_by_itself(tmp_path: Path, browsers: Browsers) -> None:
    async with open_house(tmp_path, (CLERK, HEAD)) as house:
        await house.begin()
        desk = await browsers.desk(house)
        page = await desk.come_in(house.code(Part.SEAT, CLERK))
        await desk.open("/seat/inject/I01")
        await page.fill("#f-message", "まだ送っていない")

        await house.reopen_door(lambda: expect(page.locator("#connection")).to_contain_text("接続が切れています"))
        await house.pass_time(150)

        await expect(page.locator("#in-I02")).to_be_visible()
        await expect(page.locator("#connection")).to_be_hidden()
        await expect(page.locator("#f-message")).to_have_value("まだ送っていない")


async def test_many_tabs_share_what_a_browser_has_of_connections(house: House, browsers: Browsers) -> None:
    await house.begin()
    desk = await browsers.desk(house)
    await desk.context.add_init_script(
        "Object.defineProperty(document, 'hidden', {get: () => window.away === true});"
        "window.leave = () => { window.away = true; document.dispatchEvent(new Event('visibilitychange')); };"
    )
    await desk.come_in(house.code(Part.SEAT, CLERK))
    tabs = [desk.page]
    for _ in range(7):
        await tabs[-1].evaluate("leave()")
        tabs.append(await desk.context.new_page())
        await tabs[-1].goto(f"{house.base}/seat")

    await house.pass_time(150)

    for tab in tabs:
        await expect(tab.locator("#in-I02")).to_be_visible()
    streams = [len(visit.streams) for visit in house.door.app.visits._open.values()] if house.door.app else []
    assert sum(streams) <= 2


async def test_the_end_leads_to_the_card_and_forgets_drafts(house: House, browsers: Browsers) -> None:
    await house.begin()
    desk: Desk = await browsers.desk(house)
    page = await desk.come_in(house.code(Part.SEAT, CLERK))
    await desk.open("/seat/inject/I01")
    await page.fill("#f-message", "下書き")
    await desk.open("/seat")
    assert await house.hall.batches.submit(TEAM, FinishTeam(at=START)) is None
    await page.locator("#overview a[href='/seat/score']").click()

    await expect(page.locator("#score-A01")).to_be_visible()
    question = page.locator("form[data-autosave]").first
    await question.locator("textarea").fill("声掛けが早かった。")
    await question.locator("textarea").blur()
    await expect(question.get_by_role("status")).to_be_visible()
    assert [one.text for one in house.hall.session.states[TEAM].evaluation.answers] == ["声掛けが早かった。"]
    assert await page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('tabletop:'))") == []
