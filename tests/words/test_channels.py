"""Ways in which something reaches somebody: one table, and one wording wherever it is told."""

import pytest

from simulator.model.scenario import Channel
from simulator.report.naming import MEANS
from simulator.tui.console.words import ConsoleWording
from simulator.tui.wording import Wording
from simulator.words import translator
from simulator.words.channels import CHANNELS

DOMAINS = ("cli", "console", "evaluator", "report", "review", "tui", "web")


def test_every_way_has_words() -> None:
    assert set(CHANNELS) == {channel.value for channel in Channel}
    assert CHANNELS.items() <= MEANS.items()


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("channel", Channel)
def test_a_way_is_called_the_same_on_every_screen_and_in_every_report(channel: Channel, lang: str) -> None:
    said = {translator(domain, lang)(CHANNELS[channel]) for domain in DOMAINS}
    said |= {words.channel(channel) for words in (Wording(lang), ConsoleWording(lang))}

    assert len(said) == 1
    assert (said == {CHANNELS[channel]}) is (lang == "en")


def test_a_room_says_its_own_words_where_it_has_them() -> None:
    assert translator("report", "ja")("form") == "様式"
    assert translator("words", "ja")("form") == "form"
