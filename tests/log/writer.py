"""Program of a test: ``writer.py LOG NAME COUNT`` appends COUNT notes to one stream, retrying on conflicts."""

from __future__ import annotations

import sys
from pathlib import Path

from log_helpers import note

from simulator.log.sqlite import open_log
from simulator.log.store import Conflict

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
open_log(path).close()
print("ready", flush=True)
sys.stdin.readline()
conflicts = 0
for number in range(count):
    # Opened anew every time: opening and closing compete with the other process too.
    store = open_log(path)
    seq = len(store.read("a"))
    while True:
        try:
            store.append("a", seq, [note(f"{name}{number}")])
            break
        except Conflict as conflict:
            conflicts += 1
            seq = conflict.actual
    store.close()
print(conflicts)
