"""A form: labelled fields, the required ones marked."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult

from simulator.engine.commands import Refusal
from simulator.engine.views import AskView, FieldView
from simulator.model.safe_text import visible_line
from simulator.model.scenario import ResponseKind
from simulator.session.port import Draft
from simulator.tui.composer.base import Composer, Outgoing
from simulator.tui.fields import Area, Field
from simulator.tui.lines import Line, Span, line
from simulator.tui.prose import Prose
from simulator.tui.wording import Wording

_PREFIX = "field:"


class FormComposer(Composer):
    """One field below the other; Tab goes on to the next, and so does Enter in a field of one line."""

    def __init__(self, words: Wording, draft: Draft, ask: AskView) -> None:
        super().__init__(words, draft)
        self._fields = ask.fields
        self._labels = {field.id: Prose([self._label(field)]) for field in ask.fields}
        self._faulty = ""
        self._inputs: dict[str, Area | Field] = {
            field.id: self._input(field, draft.get(_PREFIX + field.id, "")) for field in ask.fields
        }

    def compose(self) -> ComposeResult:
        for field in self._fields:
            yield self._labels[field.id]
            yield self._inputs[field.id]

    def on_input_submitted(self, event: Field.Submitted) -> None:
        """Enter in a field of one line goes on to the next field, from the last one to the button."""
        event.stop()
        inputs = list(self._inputs.values())
        following = inputs.index(event.input) + 1 if event.input in inputs else len(inputs)
        if following < len(inputs):
            inputs[following].focus()
        else:
            self.screen.query_one("#send").focus()

    def on_input_changed(self, event: Field.Changed) -> None:
        self._mended(event.input)

    def on_text_area_changed(self, event: Area.Changed) -> None:
        self._mended(event.text_area)

    def show_fault(self, refusal: Refusal, told: str) -> bool:
        """The sentence goes below the label of the field that it is about."""
        self.clear_fault()
        field = next((field for field in self._fields if field.id == refusal.params.get("field")), None)
        if field is None:
            self.begin()
            return False
        self._faulty = field.id
        label, entry = self._labels[field.id], self._inputs[field.id]
        label.show([self._label(field), line(told, "alert")])
        entry.focus(scroll_visible=False)
        self.call_after_refresh(self._reveal, label, entry)
        return True

    def clear_fault(self) -> None:
        found = next((field for field in self._fields if field.id == self._faulty), None)
        if found is not None:
            self._labels[found.id].show([self._label(found)])
        self._faulty = ""

    def _mended(self, entry: object) -> None:
        if self._faulty and entry is self._inputs[self._faulty]:
            self.clear_fault()

    def _reveal(self, label: Prose, entry: Area | Field) -> None:
        entry.scroll_visible(animate=False, immediate=True)
        label.scroll_visible(animate=False, immediate=True)

    def _label(self, field: FieldView) -> Line:
        spans = [Span(visible_line(field.label), "strong")]
        if field.required:
            spans.append(Span(self.words.t(" * required"), "warn"))
        if field.help:
            spans.append(Span(f"  {visible_line(field.help)}", "dim"))
        return Line(tuple(spans), indent=2)

    def outgoing(self) -> Outgoing:
        return Outgoing(ResponseKind.FORM, self._values())

    def draft(self) -> Draft:
        return {_PREFIX + name: value for name, value in self._values().items() if value}

    def begin(self) -> None:
        """The first field that is still empty, else the first."""
        empty = [field.id for field in self._fields if not self._values()[field.id]]
        first = empty[0] if empty else self._fields[0].id
        self._inputs[first].focus()

    def labels(self) -> Mapping[str, str]:
        return {field.id: field.label for field in self._fields}

    def _values(self) -> dict[str, str]:
        return {name: each.text if isinstance(each, Area) else each.value for name, each in self._inputs.items()}

    def _input(self, field: FieldView, value: str) -> Area | Field:
        if field.kind == "lines":
            return Area(value, id=f"field-{field.id}")
        placeholder = {"time": self.words.t("e.g. 13:05"), "number": self.words.t("a number")}.get(field.kind, "")
        return Field(value, placeholder=placeholder, id=f"field-{field.id}")
