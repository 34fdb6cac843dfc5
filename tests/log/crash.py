"""Program of a test: appends batches of three to a log, tells each when it is safe, and may kill itself on the way.

It ends by itself after a thousand batches.

``crash.py LOG [STATEMENT COUNT]``: dies before the COUNTth statement that starts with STATEMENT.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from log_helpers import notes

from simulator.log.sqlite import open_log

store = open_log(Path(sys.argv[1]))
if len(sys.argv) > 2:
    word, left = sys.argv[2], int(sys.argv[3])

    def count(statement: str) -> None:
        global left
        left -= statement.startswith(word)
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    store._raw.set_trace_callback(count)
for batch in range(1000):
    store.append("a", 3 * batch, notes(3))
    print(batch, flush=True)
