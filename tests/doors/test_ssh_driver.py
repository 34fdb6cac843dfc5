"""Apps on terminals elsewhere, in one process. Each test needs something that Textual keeps private: a version that
changes it fails here."""

import asyncio
import gc
import sys
import weakref
from collections.abc import Callable
from typing import ClassVar

import pytest
from support.patience import PATIENCE

pytest.importorskip("asyncssh", reason="the ssh door needs asyncssh: pip install 'tabletop-simulator[ssh]'")

from rich.segment import Segment
from ssh_room import settled
from terminal_grid import Grid
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from simulator.doors.ssh.driver import Crashed, Hosted, Keys, Left
from simulator.doors.ssh.keyboard import Keyboard
from simulator.doors.ssh.terminal import Terminal, language_of, size_of, terminal_of

SIZE = Size(60, 18)


class Raw(Widget):
    """Paints what no widget of this program would let through."""

    text = "plain"

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(self.text if y == 0 else " " * self.size.width)])


class Small(App[None]):
    """``wrong`` is done when F2 is pressed; F3 does it in a field, F4 in a timer, F5 in a worker."""

    BINDINGS: ClassVar = [
        Binding("f2", "go_wrong", priority=True),
        Binding("f4", "later", priority=True),
        Binding("f5", "work", priority=True),
    ]
    wrong: Callable[[], None] = staticmethod(lambda: None)

    def compose(self) -> ComposeResult:
        yield Static("hello", id="told")
        yield Field()

    def action_go_wrong(self) -> None:
        type(self).wrong()

    def action_later(self) -> None:
        self.set_timer(0.001, type(self).wrong)

    def action_work(self) -> None:
        async def work() -> None:
            type(self).wrong()

        self.run_worker(work())


class Field(Input):
    BINDINGS: ClassVar = [Binding("f3", "go_wrong")]

    def action_go_wrong(self) -> None:
        type(self.app).wrong()


class Screen:
    """An app on a terminal that is only bytes."""

    def __init__(self, app: App[None], terminal: Terminal | None = None) -> None:
        self.sent = b""
        self.grid = Grid(*SIZE)
        self.hosted = Hosted(app, terminal or Terminal(SIZE), self._write)
        self.keyboard = Keyboard(self.hosted, stop=lambda: None, go=lambda: None, too_much=lambda: None)
        self.task = asyncio.create_task(self.hosted.run())

    def _write(self, data: bytes) -> None:
        self.sent += data
        self.grid.feed(data.decode())

    async def until(self, wanted: str) -> None:
        await settled(lambda: wanted in self.grid.text or self.task.done())
        assert wanted in self.grid.text

    async def close(self) -> None:
        self.hosted.end()
        async with asyncio.timeout(PATIENCE):
            await self.task


def exits() -> None:
    sys.exit(3)


def breaks() -> None:
    raise ZeroDivisionError


async def test_a_frame_typing_and_the_end() -> None:
    screen = Screen(Small())
    await screen.until("hello")
    screen.keyboard.receive("水郷\x1b[D市".encode())
    await screen.until("水市郷")
    await screen.close()
    assert screen.sent.startswith(b"\x1b[?1049h")
    assert screen.sent.endswith(b"\x1b[?1049l\x1b[?25h")
    assert b"\x1b[?1003h" not in screen.sent, "a terminal that reports every move of the mouse floods the server"


async def test_the_programs_output_is_left_alone_whichever_app_ends_first() -> None:
    out, err = sys.stdout, sys.stderr
    first = Screen(Small())
    await first.until("hello")
    second = Screen(Small())
    await second.until("hello")
    assert (sys.stdout, sys.stderr) == (out, err)
    await first.close()
    assert (sys.stdout, sys.stderr) == (out, err)
    await second.close()
    assert (sys.stdout, sys.stderr) == (out, err)


@pytest.mark.parametrize("key", ["\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~"], ids=["app", "field", "timer", "worker"])
@pytest.mark.parametrize(("wrong", "cause"), [(breaks, ZeroDivisionError), (exits, (Left, SystemExit))])
async def test_a_bug_ends_its_own_app_and_no_other(
    key: str, wrong: Callable[[], None], cause: tuple[type[BaseException]], capsys: pytest.CaptureFixture[str]
) -> None:
    class Faulty(Small):
        pass

    Faulty.wrong = staticmethod(wrong)
    other, faulty = Screen(Small()), Screen(Faulty())
    await faulty.until("hello")
    faulty.keyboard.receive(key.encode())
    with pytest.raises(Crashed) as found:
        async with asyncio.timeout(PATIENCE):
            await faulty.task
    error = found.value.__cause__
    assert isinstance(getattr(error, "error", error), cause), "a worker wraps what it met"
    assert faulty.sent.endswith(b"\x1b[?1049l\x1b[?25h"), "the terminal is given back"

    other.keyboard.receive(b"still here")
    await other.until("still here")
    await other.close()
    assert capsys.readouterr() == ("", ""), "no stack with its variables on the server's terminal"


async def test_while_held_nothing_is_painted_and_then_only_the_present() -> None:
    screen = Screen(Small())
    await screen.until("hello")
    screen.hosted.hold()
    before = len(screen.sent)
    for number in range(50):
        screen.hosted.app.query_one("#told", Static).update(f"number {number}")
        await asyncio.sleep(0)
    await asyncio.sleep(0.1)
    assert len(screen.sent) == before
    screen.hosted.let_go()
    await screen.until("number 49")
    assert b"number 48" not in screen.sent
    await screen.close()


@pytest.mark.parametrize("rest", [b"", b"\x1b", b"\x1b[", b"\x1b[1;", b"\x1b[200~half a paste", b"\x1b[97;5u"])
async def test_nothing_is_left_of_an_app_whatever_was_typed_last(rest: bytes) -> None:
    screen = Screen(Small())
    await screen.until("hello")
    gone = weakref.ref(screen.hosted.app)
    screen.keyboard.receive(b"text" + rest)
    await screen.close()
    screen.keyboard.close()
    del screen

    def collected() -> bool:
        gc.collect()
        return gone() is None

    # A timer that was stopped is known to the event loop until it would have been due.
    await settled(collected)


@pytest.mark.parametrize(
    "text",
    ["\x1b]0;owned\x07", "\x1b]8;;http://x\x1b\\here", "\x1bP+q\x1b\\", "\x9b31m", "\x07\x08\x00", "\x1b(0", "\x1bc"],
)
async def test_whatever_is_painted_only_colours_and_places_go_out(text: str) -> None:
    class Sends(App[None]):
        def compose(self) -> ComposeResult:
            raw = Raw()
            raw.text = text + "seen"
            yield raw

    screen = Screen(Sends())
    await screen.until("seen")
    await screen.close()
    assert screen.grid.odd == []


async def test_what_a_person_copies_goes_to_their_clipboard_and_a_bell_rings() -> None:
    screen = Screen(Small())
    await screen.until("hello")
    screen.hosted.app.copy_to_clipboard("\x1b]0;owned\x07")
    screen.hosted.app.bell()
    await screen.close()
    assert b"\x1b]52;c;G10wO293bmVkBw==\x07\x07" in screen.sent


@pytest.mark.parametrize(
    ("kind", "environment", "wanted", "unwanted"),
    [
        ("xterm-256color", {}, b"38;5;", b"38;2;"),
        ("xterm-256color", {"COLORTERM": "truecolor"}, b"38;2;", b"38;5;"),
        ("xterm-kitty", {}, b"38;2;", b"38;5;"),
        ("linux", {}, b"\x1b[97;40m", b"38;"),
        ("vt100", {}, b"\x1b[1;1Hhello", b"48;"),
        ("xterm-256color", {"NO_COLOR": "1"}, b"\x1b[1;1Hhello", b"40m"),
    ],
)
async def test_colours_are_those_that_the_terminal_has(
    kind: str, environment: dict[str, str], wanted: bytes, unwanted: bytes
) -> None:
    screen = Screen(Small(), terminal_of(kind, environment, SIZE))
    await screen.until("hello")
    await screen.close()
    assert wanted in screen.sent
    assert unwanted not in screen.sent


async def test_a_size_that_is_typed_in_is_no_size() -> None:
    screen = Screen(Small())
    await screen.until("hello")
    screen.keyboard.receive(b"\x1b[48;9999;9999;1;1tdone")
    await screen.until("done")
    assert screen.hosted.app.size == SIZE
    screen.hosted.resize(size_of(2**31, 0))
    screen.keyboard.receive(b".")
    await screen.until("done.")
    assert screen.hosted.app.size == Size(400, 24)
    await screen.close()


def test_keys_of_a_protocol_that_was_not_asked_for_are_passed_over() -> None:
    keys = Keys()
    found = [*keys.feed("\x1b[99999999999;1u"), *keys.feed("a" * 40)]
    assert found[-1].key == "a"


async def test_an_app_that_is_ended_before_it_began_ends() -> None:
    screen = Screen(Small())
    await screen.close()


@pytest.mark.parametrize(
    ("environment", "lang"),
    [({}, "ja"), ({"LANG": "C"}, "ja"), ({"LANG": "en_GB"}, "en"), ({"LC_ALL": "ja_JP.eucJP", "LANG": "en_US"}, "ja")],
)
def test_language_by_locale(environment: dict[str, str], lang: str) -> None:
    assert language_of(environment, "ja") == lang
