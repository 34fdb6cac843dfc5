"""The product's own words in the user's language: gettext catalogues, one for each room that speaks.

Messages are written in English in the code, ``t("Sent to {name}.", name=…)``, and translated in
``locale/ja/LC_MESSAGES/<domain>.po``. What all rooms call alike is in the catalogue of this one, which comes after a
room's own. Content (scenarios, manuals, roles) carries its own translations instead.
"""

from __future__ import annotations

import gettext
import os
import sys
from typing import Protocol

LANGUAGES = ("ja", "en")
# pathlib would be a fifth of the time that "tabletop --help" takes.
LOCALE = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120
"""Where the catalogues lie."""

SHARED = "words"
"""The catalogue of what all rooms call alike."""

_JAPANESE = 0x11
"""Number of the language on Windows."""


class Translate(Protocol):
    """``t("Sent to {name}.", name=…)``: the message in the user's language with its gaps filled."""

    def __call__(self, message: str, /, **gaps: object) -> str: ...


def mark(message: str) -> str:
    """Marks a message that is translated later, where it is shown (found by the catalogue test)."""
    return message


def translator(domain: str, lang: str) -> Translate:
    """The translator of a room's ``domain`` into ``lang``; English, the language of the code, needs no catalogue."""
    catalogue = gettext.translation(domain, LOCALE, languages=[lang], fallback=True)
    if domain != SHARED:
        catalogue.add_fallback(gettext.translation(SHARED, LOCALE, languages=[lang], fallback=True))

    def t(message: str, /, **gaps: object) -> str:
        words = catalogue.gettext(message) if message else ""
        return words.format(**gaps) if gaps else words

    return t


def has_catalogues(lang: str) -> bool:
    """Whether the compiled catalogues of ``lang`` are there; a source tree lacks them until they are made."""
    return gettext.find("cli", LOCALE, languages=[lang]) is not None


def preferred_language(asked: str | None = None) -> str:
    """``asked``, else TABLETOP_LANG, else the locale's language where we have it, else English."""
    candidates = (asked, *(os.environ.get(name) for name in ("TABLETOP_LANG", "LC_ALL", "LC_MESSAGES", "LANG")))
    for candidate in candidates:
        if not candidate:
            continue
        lang = candidate[:2].lower()
        if lang in LANGUAGES:
            return lang
    return "ja" if _windows_speaks_japanese() else "en"


def _windows_speaks_japanese() -> bool:
    """Windows sets no LANG; its user interface language is asked for instead."""
    found = 0
    if sys.platform == "win32":
        import ctypes

        found = int(ctypes.windll.kernel32.GetUserDefaultUILanguage()) & 0x3FF
    return found == _JAPANESE
