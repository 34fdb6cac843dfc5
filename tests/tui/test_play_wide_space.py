"""The full-width space, which every Japanese keyboard has."""

from textual.app import App, ComposeResult
from textual.events import Key

from simulator.tui.fields import WIDE_SPACE, Area, Field


class Fields(App[None]):
    def compose(self) -> ComposeResult:
        yield Area(id="area")
        yield Field(id="field")


async def test_a_full_width_space_is_typed_like_any_character() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        area, field = app.query_one(Area), app.query_one(Field)
        for widget in (area, field):
            widget.focus()
            await pilot.press("a")
            widget.post_message(Key("ideographic_space", WIDE_SPACE))
            await pilot.press("b")
            await pilot.pause()

        assert (area.text, field.value) == (f"a{WIDE_SPACE}b", f"a{WIDE_SPACE}b")
