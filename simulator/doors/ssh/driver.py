"""Textual apps inside a server: the driver that speaks to a terminal elsewhere, and how one app is run among many.

Every name that Textual keeps private and this program needs is used here, in ``compositing`` or in ``dispatching``
(textual 8.2). A test goes through them, so that a version that changes one of them is seen there.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from contextvars import Context
from functools import partial
from typing import IO, Any

import textual.app
from rich.color import ColorSystem
from textual import events
from textual._context import active_app
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump

from simulator.doors.ssh.colours import Colours, recoloured
from simulator.doors.ssh.compositing import paint_sparingly
from simulator.doors.ssh.dispatching import dispatch_sparingly
from simulator.doors.ssh.guard import guard_tasks
from simulator.doors.ssh.terminal import Terminal

_START = "\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1006h\x1b[?2004h\x1b[?7l\x1b[?2026$p"
"""Other screen, no cursor, clicks and wheel of the mouse (but not every move of it), pastes marked, no line wrap, and
the question whether the terminal can show a frame at once."""

_STOP = "\x1b[?2004l\x1b[?1006l\x1b[?1000l\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h"

_UNWANTED = re.compile("\x1b(?!\\[)|[\x00-\x09\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
"""Whatever a terminal obeys besides CSI sequences and line ends: titles, links, device strings, single controls."""

_CLIPBOARD = re.compile("\x1b]52;c;[A-Za-z0-9+/=]*\x07")
"""What a person copies with Ctrl+C goes to their own clipboard."""

UNREADY = 1_000_000
"""Messages that seem to wait while an app is not there yet."""

_NOT_CAPTURED: Any = object()
"""Stands where an app would put its own standard output in the place of the program's."""


class Crashed(Exception):
    """An app ended by an exception, which is the cause."""


class Left(Exception):
    """Something in an app called ``sys.exit``."""


def _owner(context: Context | None) -> Callable[[SystemExit], None] | None:
    """How to end the hosted app that a task made in ``context`` (None: here) belongs to; None for every other task."""
    app = active_app.get(None) if context is None else context.get(active_app)
    if app is None or not isinstance(app._driver, SshDriver):  # noqa: SLF001
        return None

    def end(error: SystemExit) -> None:
        app._handle_exception(Left().with_traceback(error.__traceback__))  # noqa: SLF001

    return end


def _redirect(original: Callable[[Any], AbstractContextManager[Any]], target: Any) -> AbstractContextManager[Any]:
    return nullcontext() if target is _NOT_CAPTURED else original(target)


def leave_output_alone() -> None:
    """Let apps that ask for it run without taking the program's output.

    Each app puts its own object in the place of ``sys.stdout`` and restores what it found. With several apps in one
    process that begin and end in any order, the object of one that is gone would stay there.
    """
    for name in ("redirect_stdout", "redirect_stderr"):
        original = getattr(textual.app, name)
        if not isinstance(original, partial):
            setattr(textual.app, name, partial(_redirect, original))


class Keys(XTermParser):
    """What a terminal sends, as messages. It keeps nothing of a connection once that is over."""

    def _parse_extended_key(self, sequence: str) -> list[events.Key] | None:  # type: ignore[override]  # noqa: ARG002
        # The protocol is never asked for; and the original's cache is one for all parsers and keeps them alive.
        return None

    def feed(self, data: str) -> Iterable[Message]:
        # The size comes by ssh alone: one that is typed in could ask for a screen of any size.
        return (message for message in super().feed(data) if not isinstance(message, events.Resize))

    def pending(self) -> float | None:
        """Seconds after which to look whether an Escape stays alone; None where there is none."""
        return None if self._timeout_time is None else textual.constants.ESCAPE_DELAY


class SshDriver(Driver):
    """Writes frames to ``write`` as bytes, and hands what was typed to the app."""

    def __init__(
        self, app: App[Any], *, write: Callable[[bytes], None], colours: Colours = Colours.MILLIONS, **options: Any
    ) -> None:
        super().__init__(app, **options)
        self._write, self._colours = write, colours
        self._frame: list[str] = []
        self._open = False

    def resized(self, size: Size) -> None:
        self._size = (size.width, size.height)

    def write(self, data: str) -> None:
        """Keep ``data`` for the frame; a bell and the clipboard go at once."""
        if not self._open:
            return
        if data == "\x07" or _CLIPBOARD.fullmatch(data):
            self._write(data.encode())
        elif not data.startswith("\x1b]"):
            self._frame.append(_UNWANTED.sub("", data))

    def flush(self) -> None:
        if self._frame:
            frame = recoloured("".join(self._frame), self._colours)
            self._frame.clear()
            self._write(frame.encode("utf-8", "replace"))

    def send_message(self, message: Message) -> None:
        """Straight into the app's queue; the original starts a task for each key."""
        self._app.post_message(message)

    def start_application_mode(self) -> None:
        self._open = True
        self._write(_START.encode())

    def disable_input(self) -> None:
        """Nothing to do: what comes in later finds a closed queue."""

    def stop_application_mode(self) -> None:
        if self._open:
            self._frame.clear()
            self._open = False
            self._write(_STOP.encode())

    def open_url(self, url: str, new_tab: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        """No: it would open on the server."""

    def deliver_binary(self, binary: IO[Any], **_: Any) -> None:
        """No: it would be written on the server."""
        binary.close()


class Hosted:
    """One app among many in this process, on the terminal ``terminal``; ``write`` sends bytes to it."""

    def __init__(self, app: App[Any], terminal: Terminal, write: Callable[[bytes], None]) -> None:
        leave_output_alone()
        paint_sparingly()
        dispatch_sparingly()
        self.app = app
        self.painted = asyncio.Event()
        """Set with the first frame, and at the end in any case."""
        self._terminal = terminal
        self._to_terminal = write
        self._keys = Keys()
        self._held = False
        self._over = False
        app.driver_class = partial(SshDriver, write=self._send, colours=terminal.colours)  # type: ignore[assignment]
        app.animation_level = "none"
        # The original renders the stack with all its variables, which takes half a second of everybody's time.
        app._fatal_error = app._close_messages_no_wait  # type: ignore[method-assign] # noqa: SLF001
        app._print_error_renderables = app._exit_renderables.clear  # type: ignore[method-assign] # noqa: SLF001
        app._capture_stdout = app._capture_stderr = _NOT_CAPTURED  # noqa: SLF001
        app.console._color_system = ColorSystem.TRUECOLOR  # noqa: SLF001 - fewer are made of them on the way out
        app.no_color = terminal.colours is Colours.NONE

    async def run(self) -> None:
        """Run the app to its end; raises Crashed with what ended it, if that was a bug."""
        guard_tasks(asyncio.get_running_loop(), _owner)
        app, size = self.app, self._terminal.size
        # As App.run_async does it, which on newer Pythons also changes how the whole server's tasks are made.
        app._thread_init()  # type: ignore[no-untyped-call] # noqa: SLF001
        app._loop = asyncio.get_running_loop()  # noqa: SLF001
        left: BaseException | None = None
        try:
            with app._context():  # noqa: SLF001
                try:
                    await app._process_messages(terminal_size=(size.width, size.height))  # noqa: SLF001
                except SystemExit as error:
                    left = error
                finally:
                    await asyncio.shield(app._shutdown())  # noqa: SLF001
        finally:
            self._finish()
        cause = app._exception or left  # noqa: SLF001
        if cause is not None:
            raise Crashed from cause

    def _finish(self) -> None:
        self._over = True
        self.painted.set()
        with suppress(Exception):
            # A generator that waits in the middle of a sequence would stay where it is, with all that it knows.
            list(self._keys.feed(""))
        self.app._loop = None  # noqa: SLF001
        self.app._thread_id = 0  # noqa: SLF001

    def _send(self, data: bytes) -> None:
        # What restores the terminal goes out in any case.
        if not self._held or data == _STOP.encode():
            self._to_terminal(data)
        if not self.painted.is_set() and data != _START.encode():
            self.painted.set()

    # As a keyboard sees it

    def parse(self, text: str) -> list[Message]:
        # Nothing to read would mean the end to the parser.
        return [] if self._over or not text else list(self._keys.feed(text))

    def lone_escape(self) -> list[Message]:
        return [] if self._over else list(self._keys.tick())

    def pending(self) -> float | None:
        return None if self._over else self._keys.pending()

    def waiting(self) -> int:
        app = self.app
        if not self.painted.is_set() or app._driver is None:  # noqa: SLF001
            return UNREADY
        # Outside of its context an app would make itself the one that is found in the connection's.
        with app._context():  # noqa: SLF001
            focused = app.focused if app._screen_stack else None  # noqa: SLF001
        return app.message_queue_size + (focused.message_queue_size if focused is not None else 0)

    def deliver(self, message: Message) -> None:
        driver = self.app._driver  # noqa: SLF001
        if driver is not None and not self._over:
            with self.app._context():  # noqa: SLF001 - a message remembers whose it is
                driver.process_message(message)

    def settle(self, then: Callable[[], None]) -> None:
        """A word is passed round the way that keys and what comes of them go: app, field, all around it, screen.

        It goes round twice: what a field makes of a key is behind the word in the field's own queue the first time.
        """
        app = self.app

        def round_(left: int) -> None:
            pumps: list[MessagePump] = [app]
            if app._screen_stack:  # noqa: SLF001
                pumps += (app.focused or app.screen).ancestors_with_self[:-1]
            hop(pumps, left)

        def hop(pumps: list[MessagePump], left: int) -> None:
            while pumps:
                if pumps.pop(0).call_later(hop, pumps, left):
                    return
            if left:
                round_(left - 1)
            else:
                then()

        with app._context():  # noqa: SLF001
            round_(1)

    def resize(self, size: Size) -> None:
        """The terminal has another size."""
        driver = self.app._driver  # noqa: SLF001
        self._terminal = self._terminal.sized(size)
        if isinstance(driver, SshDriver) and not self._over:
            driver.resized(size)
            with self.app._context():  # noqa: SLF001
                self.app.post_message(events.Resize(size, size))

    def hold(self) -> None:
        """The terminal cannot keep up: paint nothing until ``let_go``."""
        if not self._held and not self._over:
            self._held = True
            self.app._begin_batch()  # noqa: SLF001

    def let_go(self) -> None:
        """Paint the present state, whatever was passed over."""
        if not self._held:
            return
        self._held = False
        if self._over or not self.app._running:  # noqa: SLF001
            return
        with self.app._context():  # noqa: SLF001
            self.app._end_batch()  # noqa: SLF001
            self.app.refresh(layout=True)

    def end(self) -> None:
        """End the app as if the person had left."""
        with self.app._context():  # noqa: SLF001
            self.app.exit()
