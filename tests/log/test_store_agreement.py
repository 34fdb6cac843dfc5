"""Whatever is done to them, the stores tell the same."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from log_helpers import Reopened, dump, note

from simulator.log.memory import MemoryStore
from simulator.log.sqlite import create_log, open_log
from simulator.log.store import Conflict
from simulator.log.verify import verify

STREAMS = st.sampled_from(["control", "a", "日本語", "b'"])
TEXTS = st.lists(st.text(st.characters(), max_size=8), max_size=4)


class Stores(RuleBasedStateMachine):
    """Memory, a file, the same file seen by a second connection that reads, and a file that is always reopened."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name, "one.sqlite")
        self.stores: list[Any] = [
            MemoryStore("drill-1"),
            create_log(path, "drill-1"),
            Reopened(Path(self.folder.name, "two.sqlite"), "drill-1"),
        ]
        self.reader = open_log(path, read_only=True)

    @rule(stream=STREAMS, texts=TEXTS, off=st.sampled_from([0, 0, 0, 0, -1, 1]))
    def append(self, stream: str, texts: list[str], off: int) -> None:
        answers = []
        for store in self.stores:
            try:
                answers.append(store.append(stream, len(store.read(stream)) + off, [note(text) for text in texts]))
            except Conflict as conflict:
                answers.append(str(conflict))
        assert answers[0] == answers[1] == answers[2]

    @rule(stream=STREAMS, after=st.integers(0, 12))
    def read(self, stream: str, after: int) -> None:
        memory, *others = [store.read(stream, after) for store in (*self.stores, self.reader)]
        assert all(other == memory for other in others)

    @rule(after=st.integers(0, 30))
    def tail(self, after: int) -> None:
        memory, *others = [store.read_all(after) for store in (*self.stores, self.reader)]
        assert all(other == memory for other in others)

    @invariant()
    def all_tell_the_same(self) -> None:
        memory, *others = [dump(store) for store in (*self.stores, self.reader)]
        assert all(other == memory for other in others)

    def teardown(self) -> None:
        digests = {verify(store).digest for store in self.stores}
        assert len(digests) == 1
        for store in (*self.stores, self.reader):
            store.close()
        with closing(open_log(Path(self.folder.name, "one.sqlite"))) as again:
            assert dump(again) == dump(self.stores[0])
        self.folder.cleanup()


TestStores = Stores.TestCase
TestStores.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
