"""One thing that a generated team has to do."""

from __future__ import annotations

from typing import NamedTuple

from simulator.session.exploring.demands import Wish


class Task(NamedTuple):
    """Answer an inject, have a step stand as wished, take an option, do a must-not; or something of a drill.

    Kinds of a contact drill are ``call``, ``stand_in``, ``correct``, ``again`` and ``receipt`` (``option`` is
    ``points`` where all key points are to be said), ``about`` a call; of a timetable drill ``record``, ``about`` a row,
    and ``check``, ``about`` a system (``step``: shutdown or start, ``option``: how).
    """

    kind: str
    inject: str
    step: str = ""
    wish: Wish | None = None
    option: str = ""
    about: str = ""
