"""The words of the facilitator's console in one language."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.engine.clock import Clock
from simulator.engine.control_view import ControlView
from simulator.model.safe_text import visible_line
from simulator.report.condition_words import ConditionWords
from simulator.tui.wording import OwnWording, Wording, d_time, hour

DOMAIN = "console"


class ConsoleWording(OwnWording):
    """``t`` translates the console's own messages, and those of the widgets that all screens share."""

    def __init__(self, lang: str) -> None:
        super().__init__(lang, DOMAIN)
        self.conditions = ConditionWords(None, None, lang)
        """For triggers; steps and injects are told by their ids."""

    def minutes(self, milliseconds: int) -> str:
        """Whole real minutes: ``8分``, ``8 min``."""
        return self.t("{minutes} min", minutes=max(0, milliseconds) // 60_000)


def team_title(view: ControlView, team: str) -> str:
    """The title of a team; its id where there is none."""
    return next((visible_line(board.title) for board in view.teams if board.team == team), visible_line(team))


def story_time(view: ControlView, seconds: int) -> str:
    """``13:05``, with the day where the story takes more than one."""
    days = {phase.start // 86_400 for phase in view.phases if phase.start is not None}
    return d_time(seconds) if len(days) > 1 or seconds >= 86_400 else hour(seconds)


def real_seconds(clock: Clock, seconds: int) -> int:
    """Real seconds of scenario ``seconds`` as the clock goes now."""
    return seconds * 100 // max(1, clock.pace * clock.percent)


def joined(words: Wording, names: Sequence[str]) -> str:
    """Several names in a row, safe to show."""
    return words.names(tuple(visible_line(name) for name in names))


def person_name(words: Wording, name: str, section: str) -> str:
    """Somebody as they called themselves, with the section they gave."""
    shown = visible_line(name) or words.t("somebody")
    return shown + words.t(" ({words})", words=visible_line(section)) if section else shown
