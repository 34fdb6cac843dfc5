"""Recording a row of the timetable, or the check of a system: a short form whose first button is enough."""

from __future__ import annotations

from typing import ClassVar, NamedTuple, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from simulator.engine.timetable_view import RowView, SystemView
from simulator.model.safe_text import visible_line
from simulator.model.timetable import HOWS as HOW_IDS
from simulator.model.timetable import How, What
from simulator.tui.controls import Press, Stepper
from simulator.tui.dialogs import Dialog
from simulator.tui.fields import Field
from simulator.tui.lines import line
from simulator.tui.prose import Prose
from simulator.tui.timetable_lines import HOWS, WHAT_SHORT
from simulator.tui.typed_time import typed_time
from simulator.tui.wording import Wording, d_time, hour
from simulator.words import mark

Roles = tuple[tuple[str, str], ...]
"""Ids and titles of the roles that may record."""

Form = TypeVar("Form")


class Recording(NamedTuple):
    """A row came true at scenario second ``actual``."""

    role: str
    actual: int
    remark: str


class Checking(NamedTuple):
    """How a system was shut down or started."""

    role: str
    what: What
    how: How
    remark: str


class _HowStepper(Stepper):
    """Left and Right choose; Enter records what is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.record", mark("Record"), show=False)]


class _Form(Dialog[Form | None]):
    """Opens so that Enter is enough; what is recorded can be changed first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "record", mark("Record"), priority=True, tooltip=mark("Record what stands here.")),
    ]

    first: ClassVar[str] = "#record"
    """What has the focus when the form opens; Enter records from there."""

    def __init__(self, words: Wording, title: str, roles: Roles) -> None:
        super().__init__(words, title)
        self._roles = roles
        self._told = Prose(id="told")

    def fields(self) -> ComposeResult:
        """What can be changed before it is recorded."""
        raise NotImplementedError

    def action_record(self) -> None:
        raise NotImplementedError

    def inside(self) -> ComposeResult:
        t = self.words.t
        yield from self.fields()
        if len(self._roles) > 1:
            yield Stepper(t("As"), [(role, visible_line(title)) for role, title in self._roles], id="role")
        yield Prose([line(t("Remark (may stay empty)"), "dim")])
        yield Field(id="remark", placeholder=t("what was seen, what is still open"))
        yield self._told
        with Horizontal(id="answers"):
            yield Press(t("Record (Enter)"), id="record")
            yield Press(t("Back (Esc)"), id="back")

    def on_mount(self) -> None:
        self.add_class("-small")
        self.query_one(self.first).focus()

    def on_press_pressed(self, event: Press.Pressed) -> None:
        if event.press.id == "record":
            self.action_record()
        else:
            self.dismiss(None)

    def on_input_submitted(self) -> None:
        self.action_record()

    @property
    def _role(self) -> str:
        return self.query_one("#role", Stepper).value if len(self._roles) > 1 else self._roles[0][0]

    @property
    def _remark(self) -> str:
        return self.query_one("#remark", Field).value.strip()

    def _complain(self, told: str) -> None:
        self._told.show([line(told, "alert")])


class ProgressForm(_Form[Recording]):
    """Records a row as of ``now`` (scenario seconds), or as of an earlier time that is typed."""

    def __init__(self, words: Wording, row: RowView, roles: Roles, now: int) -> None:
        super().__init__(words, words.t("Record"), roles)
        self._row, self._now = row, now

    def fields(self) -> ComposeResult:
        t, title = self.words.t, visible_line(self._row.title)
        if self._row.actual is None:
            question = t('Record "{row}" as of {time}?', row=title, time=hour(self._now))
        else:
            question = t(
                'Correct "{row}" (recorded {before}) to {time}?',
                row=title,
                before=hour(self._row.actual),
                time=hour(self._now),
            )
        yield Prose([line(question, "strong")])
        yield Prose([line(t("Time; type another one if it was earlier (09:04)"), "dim")])
        yield Field(self._shown, id="time")

    @property
    def _shown(self) -> str:
        return hour(self._now) if self._now < 86_400 else d_time(self._now)

    def action_record(self) -> None:
        t, typed = self.words.t, self.query_one("#time", Field).value
        actual = self._now if typed.strip() == self._shown else typed_time(typed, self._now)
        if actual is None:
            self._complain(t("A time is written like D2 08:40 or 15:30."))
        elif actual > self._now:
            self._complain(t("It is {time} now. What has not happened yet cannot be recorded.", time=hour(self._now)))
        else:
            self.dismiss(Recording(self._role, actual, self._remark))


class CheckForm(_Form[Checking]):
    """Records how a system was shut down or started; the plan's way comes first."""

    first: ClassVar[str] = "#how"

    def __init__(self, words: Wording, system: SystemView, what: str, roles: Roles) -> None:
        super().__init__(words, words.t("Record"), roles)
        self._system, self._what = system, cast("What", what)

    def fields(self) -> ComposeResult:
        t, system = self.words.t, self._system
        plan = system.shutdown_plan if self._what == "shutdown" else system.start_plan
        checks = system.shutdown if self._what == "shutdown" else system.start
        title = visible_line(system.title)
        yield Prose([line(t("{system}: {what}", system=title, what=t(WHAT_SHORT[self._what])), "strong")])
        yield Prose([line(t("plan: {how}", how=t(HOWS[plan])), "dim")])
        values = [(how, t(HOWS[how])) for how in HOW_IDS]
        yield _HowStepper(t("How (Left, Right)"), values, checks[-1].how if checks else plan, id="how")

    def on_stepper_changed(self) -> None:
        self._told.show([])

    def action_record(self) -> None:
        how = cast("How", self.query_one("#how", Stepper).value)
        if how == "not_done" and not self._remark:
            self._complain(self.words.t("Say in the remark why it was not done."))
            self.query_one("#remark").focus()
            return
        self.dismiss(Checking(self._role, self._what, how, self._remark))
