"""What the YAML parser says about broken text, in the author's words with the usual cause as remedy.

The parser has no error codes, so its wording is looked at; libyaml and the pure Python parser word some things
differently, and what neither pattern knows is passed on as it is.
"""

from __future__ import annotations

import re
from typing import Any

from simulator.content.problems import Problem, shown
from simulator.words import mark

_LINE_BREAK = re.compile(r"\r\n|\r|\n")

# A value that opens a bracket or a quote.
_OPENING = re.compile(r"\s*(?:- )*[^\s:]+:\s+([{\[\"'])")

# Part of the parser's words -> code, message, remedy. The first that fits is taken.
_CASES: tuple[tuple[str, str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "yaml.syntax",
        mark("A ':' is not possible here."),
        mark("Check the indentation of this line and the one above; a text that holds ': ' needs quotes."),
    ),
    (
        "could not find expected ':'",
        "yaml.syntax",
        mark("This line has no ':' after its key."),
        mark("Write 'key: value', or indent the line if it belongs to the text above."),
    ),
    (
        "sequence entries are not allowed",
        "yaml.syntax",
        mark("A list cannot begin here."),
        mark("Begin it on a new line; a text that begins with '- ' needs quotes."),
    ),
    (
        "while scanning a quoted scalar: found unexpected",
        "yaml.quote",
        mark("The text that begins here has no closing quote."),
        mark("Add the closing quote; a quote inside the text is doubled ('') or written \\\"."),
    ),
    (
        "-quoted scalar",
        "yaml.escape",
        mark("A backslash in double quotes is followed by something that is not an escape."),
        mark("Use single quotes, or write the backslash twice."),
    ),
    (
        "while parsing a quoted scalar",
        "yaml.escape",
        mark("A backslash in double quotes is followed by something that is not an escape."),
        mark("Use single quotes, or write the backslash twice."),
    ),
    (
        "while scanning an a",
        "yaml.syntax",
        mark("A text cannot begin with '&' or '*'."),
        mark("Put the text in quotes."),
    ),
    (
        "while scanning a block scalar",
        "yaml.syntax",
        mark("After '|' or '>' the text begins on the next line."),
        mark("Move it there and indent it; a text that begins with '|' or '>' needs quotes."),
    ),
    (
        "while parsing a flow",
        "yaml.brackets",
        mark("A ',' or the closing bracket is missing here."),
        mark("Close the bracket; a text that begins with '{{' or '[' needs quotes."),
    ),
    (
        "did not find expected '-' indicator",
        "yaml.indentation",
        mark("This line does not fit into the list around it."),
        mark("Begin it with '- ', or check the indentation."),
    ),
    (
        "while parsing a block collection",
        "yaml.indentation",
        mark("This line does not fit into the list around it."),
        mark("Begin it with '- ', or check the indentation."),
    ),
    (
        "while parsing a block mapping",
        "yaml.indentation",
        mark("This does not fit in here."),
        mark("Check the indentation of this line and the ones above."),
    ),
    (
        "while parsing a block node",
        "yaml.syntax",
        mark("A value cannot begin with this character."),
        mark("Put the text in quotes."),
    ),
    (
        "<document start>",
        "yaml.indentation",
        mark("This line does not belong to the document above."),
        mark("Check its indentation."),
    ),
    (
        "while scanning a directive",
        "yaml.syntax",
        mark("A line cannot begin with '%'."),
        mark("Indent it if it belongs to a text, or put the text in quotes."),
    ),
)


def explain_syntax(error: Any, text: str, file: str) -> Problem:
    """The problem for a ``yaml.MarkedYAMLError``, placed where the mistake was made, not where it was noticed."""
    words = f"{error.context or ''}: {error.problem or ''}"
    at = error.problem_mark or error.context_mark
    # An unclosed quote, or a key without a colon, is noticed lines later.
    noticed_late = ("quoted scalar" in words and "unexpected" in words) or "could not find expected ':'" in words
    if noticed_late and error.context_mark:
        at = error.context_mark
    line, col = (at.line + 1, at.column + 1) if at else (1, 1)
    rows = _LINE_BREAK.split(text)
    if "mapping values" in words and 1 < line <= len(rows) and _has_full_width_colon(rows[line - 2]):
        line -= 1
    row = rows[line - 1] if line <= len(rows) else ""
    if _has_full_width_colon(row):
        col = row.index("\uff1a") + 1
    code, message, remedy = _case(words, row, col)
    opening = _OPENING.match(row)
    params = {
        "reason": shown(error.problem or error),
        "character": opening[1] if opening and code == "yaml.after_end" else row[col - 1 : col],
    }
    return Problem(file, line, col, "", code, message, params, remedy=remedy)


def _case(words: str, row: str, col: int) -> tuple[str, str, str]:
    here = row[col - 1 : col]
    indent = row[: len(row) - len(row.lstrip())]
    opening = _OPENING.match(row)
    if here == "\t" or "tab" in words or "\t" in indent:
        return "yaml.tab", mark("A tab is not allowed here."), mark("Indent with spaces.")
    if "\u3000" in indent:
        remedy = mark("Indent with half-width spaces.")
        return "yaml.full_width", mark("This line is indented with a full-width space."), remedy
    if _has_full_width_colon(row):
        remedy = mark("Write a half-width ':' and a space.")
        return "yaml.full_width", mark("This line has a full-width colon where a key ends."), remedy
    if "cannot start any token" in words:
        message = mark("A text cannot begin with {character} unless it is in quotes.")
        return "yaml.syntax", message, mark("Put the text in quotes.")
    if "while parsing a block mapping" in words and opening and opening.start(1) < col - 1:
        remedy = mark("A text that begins with {character} needs quotes around all of it.")
        return "yaml.after_end", mark("The value has ended, and the line goes on."), remedy
    for part, code, message, remedy in _CASES:
        if part in words:
            return code, message, remedy
    return "yaml.syntax", mark("This is not valid YAML: {reason}."), mark("Check this line and the one above.")


def _has_full_width_colon(row: str) -> bool:
    """Whether ``row`` looks like a key that ends with a full-width colon."""
    return "\uff1a" in row and ": " not in row and not row.rstrip().endswith(":") and not row.lstrip().startswith("#")
