"""Searching the contact network: names before mentions, and which words it was found by."""

import pytest
from tui.play_pilot import playing

from simulator.engine.views import ContactView
from simulator.tui.contact_search import found_contacts
from simulator.tui.search import marked, words_of

FAMILY = ContactView("protected-family", "支援措置の世帯", False, "訓練用 9010", "警察を通す", "郵便は禁止。")
POLICE = ContactView("police", "水郷警察署", False, "訓練用 9004", "", "実在の警察署には電話しない。")
SAFETY = ContactView("safety", "総務課長", True, "訓練内線 2110", "", "警察との窓口。")
NETWORK = (SAFETY, FAMILY, POLICE)


def test_who_is_called_so_comes_before_who_is_only_spoken_of() -> None:
    found = found_contacts(words_of("警察"), NETWORK)

    assert [(one.contact.id, one.named, one.why) for one in found] == [
        ("police", True, ()),
        ("safety", False, ("note",)),
        ("protected-family", False, ("night",)),
    ]


def test_a_short_name_in_another_script_is_a_name() -> None:
    found = found_contacts(words_of("police"), NETWORK)

    assert [(one.contact.id, one.named, one.why) for one in found] == [("police", True, ("id",))]


def test_nothing_typed_finds_all() -> None:
    assert [one.contact for one in found_contacts((), NETWORK)] == [SAFETY, FAMILY, POLICE]
    assert all(one.named and not one.why for one in found_contacts((), NETWORK))


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("警察", "水郷警察署", "水郷[警察]署"),
        ("duty DESK", "Duty desk (day)", "[Duty] [desk] (day)"),
        ("ガス", "ﾄｼｶﾞｽの会社", "ﾄｼ[ｶﾞｽ]の会社"),
        ("2110", "内線２１１０番", "内線[２１１０]番"),
        ("㈱", "㈱水郷", "[㈱]水郷"),
        ("aa", "aaa", "[aaa]"),
        ("x", "", ""),
    ],
)
def test_the_words_that_were_found_are_set_off_as_they_are_written(query: str, text: str, shown: str) -> None:
    pieces = marked(words_of(query), text)

    assert "".join(piece for piece, _ in pieces) == text
    assert "".join(f"[{piece}]" if counts else piece for piece, counts in pieces) == shown


async def test_the_terminal_shows_by_what_somebody_was_found() -> None:
    async with playing("desk") as player:
        await player.press("f4", *"duty")
        shown = " ".join(player.grid().split())

        heading, found = shown.index("Named in numbers or notes"), shown.index("Police station")
        assert heading < found < shown.index("Note tell the duty officer")


async def test_the_cursor_is_on_whoever_fits_best() -> None:
    async with playing("desk") as player:
        await player.press("f4", *"police", *["backspace"] * 6)
        await player.press("c", "enter", "f9")
        await player.write("Come")
        await player.press("f9")

        assert player.seat.sent[-1].to[0] != "police", "who is inside comes before who is outside"
