"""The MSEL: order, both clocks, what each form of it shows, and that a spreadsheet reads it as text."""

import csv
import io
from typing import Any

import pytest
from support import small

from simulator.content.loading import load_scenario
from simulator.model.content import Content
from simulator.model.scenario import Channel, InjectKind, ResponseKind
from simulator.report.msel import Msel, MselRow, msel
from simulator.report.msel_print import as_csv, as_markdown, as_text
from simulator.report.width import width


def made(lang: str = "en", *, secrets: bool = True, **changes: Any) -> Msel:
    return msel(small.content(**changes), small.DAY_ONE, lang, secrets=secrets)


def row(found: Msel, name: str) -> MselRow:
    return next(one for one in found.rows if one.id == name)


def flagship() -> Content:
    content = load_scenario("lost-file-posted-online").content
    assert content is not None
    return content


def read(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_both_clocks_come_from_start_pace_and_minutes() -> None:
    found = made()

    # First: 10 minutes from D1 09:00 at 10 scenario seconds a second; second: 10 minutes from D2 08:00 at 20.
    assert [(one.time, one.minute) for one in (row(found, "I1"), row(found, "I2"))] == [
        ("D1 09:00", 0),
        ("D1 09:10", 1),
    ]
    assert (row(found, "I5").time, row(found, "I5").minute) == ("D2 08:00", 10)
    assert (row(found, "I7").time, row(found, "I7").minute) == ("D2 08:10", 10)
    assert found.minutes == 20


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_kind_of_inject_channel_and_answer_has_a_word(lang: str) -> None:
    answers = [{"kind": kind.value, "prompt": small.text("?")} for kind in ResponseKind]
    injects = [small.inject(f"K{n}", ask=ask) for n, ask in enumerate(answers)]
    injects += [small.inject(f"C{n}", channel=channel.value) for n, channel in enumerate(Channel)]
    injects += [small.inject(f"X{n}", kind=kind.value) for n, kind in enumerate(InjectKind)]
    found = made(lang, injects=injects, moments={}, phases=_one_phase())

    assert len({one.ask for one in found.rows}) == len(ResponseKind) + 1
    assert len({one.channel for one in found.rows}) == len(Channel)
    assert len({one.kind for one in found.rows}) == len(InjectKind)


def test_right_answers_of_a_quiz_are_secret() -> None:
    options = [{"id": "a", "label": small.text("Alpha"), "right": True}, {"id": "b", "label": small.text("Beta")}]
    quiz = small.inject("I1", at="D1 09:00", ask={"kind": "quiz", "prompt": small.text("?"), "options": options})
    story = {"injects": [quiz], "moments": {}, "phases": _one_phase()}

    assert row(made(**story), "I1").prompt == "?\n- Alpha (right)\n- Beta"
    assert row(made(secrets=False, **story), "I1").prompt == "?\n- Alpha\n- Beta"


def test_what_an_answer_or_a_condition_brings_has_no_planned_time() -> None:
    found = made()

    for name, trigger in (
        ("I3", "5 min after I1 title-I1 is answered"),
        ("I6", "sent by hand"),
        ("I8", "if I5 title-I5 unanswered for 30 min"),
        ("I9", "if the must-not N1 title-N1 done"),
    ):
        assert (row(found, name).second, row(found, name).minute, row(found, name).trigger) == (None, None, trigger)


def test_the_list_is_in_the_order_in_which_things_come() -> None:
    order = [one.id for one in made().rows]

    assert order.index("I1") < order.index("I3") < order.index("I5") < order.index("I7")
    assert order.index("I8") > order.index("I2")
    assert [one.number for one in made().rows] == list(range(1, 10))


def test_a_branch_is_marked_and_does_not_lengthen_the_plan() -> None:
    found = msel(flagship(), small.DAY_ONE, "en")

    assert row(found, "C11").branch
    assert row(found, "C11").minute == row(found, "I20").minute == 90
    assert not row(found, "I20").branch
    assert found.minutes == 143
    assert "(90)" in as_text(found, "en", 80)


def test_secrets_are_left_out_unless_asked_for() -> None:
    shown, hidden = made(), made(secrets=False)

    for form in (as_text(hidden, "en", 80), as_markdown(hidden, "en"), as_csv(hidden, "en").decode("utf-8")):
        assert small.SECRET not in form
    for form in (
        as_text(shown, "en", 80, secrets=True),
        as_markdown(shown, "en", secrets=True),
        as_csv(shown, "en", secrets=True).decode("utf-8"),
    ):
        assert f"{small.SECRET} trap-I1" in form
        assert f"{small.SECRET} notes-I1" in form


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_table_fits_the_terminal(lang: str) -> None:
    found = msel(flagship(), flagship().scenario.day_one, lang, secrets=True)
    for columns in (80, 120):
        lines = as_text(found, lang, columns, secrets=True).splitlines()
        assert max(map(width, lines)) <= columns


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_markdown_has_every_inject_in_full(lang: str) -> None:
    content = flagship()
    text = as_markdown(msel(content, content.scenario.day_one, lang, secrets=True), lang, secrets=True)

    assert text.count("\n## ") == len(content.scenario.injects)
    for inject in content.scenario.injects:
        assert f" {inject.id} " in text
    assert "| D58 09:00 |" in text


def test_markdown_of_hostile_words_stays_words() -> None:
    bad = small.inject(
        "I1", at="D1 09:00", title=small.text("a | b <b>x</b> [y](z) `c`"), body=small.text("# not a heading")
    )
    text = as_markdown(made(injects=[bad], moments={}, phases=_one_phase()), "en")

    assert "<b>" not in text
    assert "a \\| b &lt;b&gt;x" in text
    assert "> \\# not a heading" in text


def test_the_csv_is_read_back_as_it_was() -> None:
    content, lang = flagship(), "ja"
    data = as_csv(msel(content, content.scenario.day_one, lang, secrets=True), lang, secrets=True)
    head, *rows = read(data)

    assert data.count(b"\r\n") >= len(rows) + 1
    assert len(rows) == len(content.scenario.injects)
    assert {len(one) for one in rows} == {len(head)} == {18}
    first = dict(zip(head, rows[0], strict=True))
    assert first["予定の想定時刻"] == "D1 13:05"
    assert first["予定の実時間（分）"] == "0"
    assert first["期待する手順"].splitlines()[0].startswith("A01 ")
    inject = content.scenario.inject["I01"]
    assert first["本文"] == inject.body.to("ja").strip()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_can_become_a_formula(start: str) -> None:
    bad = small.inject(
        "I1", at="D1 09:00", title=small.text(f"{start}cmd|' /C calc'!A0"), body=small.text(f"{start}1+1")
    )
    rows = read(as_csv(made(injects=[bad], moments={}, phases=_one_phase()), "en"))

    assert not [cell for line in rows for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any("cmd" in cell for cell in rows[1])


def _one_phase() -> list[dict[str, Any]]:
    return [
        {"id": "first", "title": small.text("First"), "exits": [{"to": "over", "when": {"time": "D1 12:00"}}]},
        {"id": "over", "title": small.text("Over"), "end": True},
    ]
