"""A terminal that keeps what is painted on it: enough of one to read the screens that this program paints."""

import re

from rich.cells import cell_len

_TOKEN = re.compile(r"\x1b\[([0-9;?<>=$]*)([A-Za-z])|(\r)|(\n)|([^\x1b\r\n]+)|(.)", re.DOTALL)


class Grid:
    """``text`` is the screen, one line for each row. ``odd`` are characters that a terminal should not be sent."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.odd: list[str] = []
        self._rest = ""
        self._row = self._column = 0
        self._cells: dict[tuple[int, int], str] = {}

    @property
    def text(self) -> str:
        rows = ("".join(self._cells.get((y, x), " ") for x in range(self.width)) for y in range(self.height))
        return "\n".join(row.rstrip() for row in rows)

    def feed(self, text: str) -> None:
        text = self._rest + text
        # A sequence that is not complete waits for the rest of it.
        start = text.rfind("\x1b")
        whole = start < 0 or re.match(r"\x1b\[[0-9;?<>=$]*[A-Za-z]", text[start:])
        text, self._rest = (text, "") if whole else (text[:start], text[start:])
        for found in _TOKEN.finditer(text):
            numbers, command, back, down, plain, other = found.groups()
            if command == "H":
                row, _, column = numbers.partition(";")
                self._row, self._column = int(row or 1) - 1, int(column or 1) - 1
            elif back:
                self._column = 0
            elif down:
                self._row += 1
            elif plain:
                self._write(plain)
            elif other:
                self.odd.append(other)

    def _write(self, text: str) -> None:
        for character in text:
            size = cell_len(character)
            if size == 0 or character < " ":
                self.odd.append(character)
            if size:
                self._cells[self._row, self._column] = character
                for beside in range(1, size):
                    self._cells[self._row, self._column + beside] = ""
            self._column += size
