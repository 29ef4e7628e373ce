"""Everything that is asked of a vault, answered from memory: SQLite in ``:memory:``, filled by a replay.

Nothing here reaches a disk: there is no database file, and what SQLite would put into temporary files stays in memory.
"""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vigtool.vault.entry_log import EntryLog
from vigtool.vault.journal.envelope import Envelope
from vigtool.vault.search import SEARCH_SCHEMA, Scope, Search, composed

_SCHEMA: Final = """
PRAGMA temp_store = MEMORY;
CREATE TABLE document (
    row INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, "case" TEXT, parent TEXT, body BLOB NOT NULL,
    text TEXT NOT NULL, state INTEGER NOT NULL DEFAULT 0, UNIQUE (kind, id));
CREATE INDEX document_unsearchable ON document (state) WHERE state <> 1;
CREATE INDEX document_case ON document (kind, "case");
CREATE INDEX document_parent ON document (kind, parent);
"""
_PUT: Final = """
INSERT INTO document (kind, id, "case", parent, body, text) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (kind, id) DO UPDATE SET
    "case" = excluded."case", parent = excluded.parent, body = excluded.body, text = excluded.text,
    state = CASE WHEN text = excluded.text OR state = 0 THEN state ELSE 2 END
"""


@dataclass(frozen=True, slots=True)
class Document:
    """Something to be found: by kind and id, by case or parent, or by the words of ``text`` (empty: by none)."""

    kind: str
    id: str
    case: str | None
    parent: str | None
    body: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a search found."""

    kind: str
    id: str


class Index:
    """Documents and journal envelopes of one open vault. Belongs to one thread at a time."""

    def __init__(self) -> None:
        # Opened beside the window and handed to its thread: one thread at a time, which sqlite3 cannot tell from two.
        self._database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._database.executescript(_SCHEMA + SEARCH_SCHEMA)
        self._search = Search(self._database)
        self._waiting: dict[tuple[str, str], Document] = {}
        self._log = EntryLog()

    def put(self, document: Document) -> None:
        """Add a document, or replace the one of the same kind and id in its place.

        It waits for the next question: a thousand that are put one after the other go into the database together.
        """
        self._waiting[document.kind, document.id] = document

    def remove(self, kind: str, id_: str) -> None:
        """Remove a document if it is there."""
        self._waiting.pop((kind, id_), None)
        self._search.forget(kind, id_)
        self._database.execute("DELETE FROM document WHERE kind = ? AND id = ?", (kind, id_))

    def forget_case(self, case: str) -> None:
        """Remove every document of a case; its envelopes stay, in which there are no words."""
        self._flush()
        self._search.forget_case(case)
        self._database.execute('DELETE FROM document WHERE "case" = ?', (case,))

    def documents(self, case: str) -> list[Document]:
        """Return every document of a case, in the order in which they were first put."""
        self._flush()
        rows = self._database.execute(
            'SELECT kind, id, "case", parent, body, text FROM document WHERE "case" = ? ORDER BY row', (case,)
        )
        return [Document(*row) for row in rows]

    def wipe(self) -> None:
        """Leave no trace in memory of what was removed: neither a page of the tables nor a word of the search."""
        self._flush()
        self._search.refresh()
        self._search.wipe()
        self._database.execute("VACUUM")

    def get(self, kind: str, id_: str) -> bytes | None:
        """Return a document's body, None when there is no such document."""
        self._flush()
        found = self._database.execute("SELECT body FROM document WHERE kind = ? AND id = ?", (kind, id_)).fetchone()
        return None if found is None else found[0]

    def select(self, kind: str, *, case: str | None = None, parent: str | None = None) -> list[bytes]:
        """Return the bodies of a kind, in the order in which they were first put; None means any case or parent."""
        self._flush()
        rows = self._database.execute(
            'SELECT body FROM document WHERE kind = ?1 AND (?2 IS NULL OR "case" = ?2) AND (?3 IS NULL OR parent = ?3)'
            " ORDER BY row",
            (kind, case, parent),
        )
        return [body for (body,) in rows]

    def search(
        self,
        text: str,
        *,
        kind: str | None = None,
        case: str | None = None,
        parent: str | None = None,
        limit: int = 100,
    ) -> list[Hit]:
        """Return the documents in which every word of ``text`` begins a word or, from 3 letters on, stands within one.

        Whole words and beginnings come first, the best match first. Case of letters makes no difference, accents do.
        Nothing in ``text`` is taken for a command; without a letter or digit it finds nothing.
        """
        self._flush()
        return [Hit(*found) for found in self._search.find(text, Scope(kind, case, parent), limit)]

    def log(self, envelope: Envelope) -> None:
        """Add an entry of the journal."""
        self._log.add(envelope)

    def last_after(self, time: datetime) -> int | None:
        """Return the number of the last entry that was made after a time, None where there is none."""
        return self._log.last_after(time)

    def entries(
        self,
        *,
        case: str | None = None,
        object: str | None = None,  # noqa: A002 - the envelope's own word
        acts: Collection[str] | None = None,
    ) -> list[Envelope]:
        """Return envelopes in the journal's order; None means any."""
        return self._log.entries(case=case, of=object, acts=acts)

    def entries_from(self, seq: int) -> list[Envelope]:
        """Return the envelopes from entry ``seq`` on, in the journal's order."""
        return self._log.entries_from(seq)

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """Do everything in the block as one transaction, for a replay; when the block raises, nothing of it stays."""
        logged = self._log.all()
        self._flush()
        self._database.execute("BEGIN")
        try:
            yield
            self._flush()
            self._search.refresh()
            self._log.file()
        except BaseException:
            self._waiting.clear()
            self._log.put_back(logged)
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def close(self) -> None:
        """Forget everything."""
        self._waiting.clear()
        self._log.put_back(())
        self._database.close()

    def _flush(self) -> None:
        if self._waiting:
            rows = ((*key, d.case, d.parent, d.body, composed(d.text)) for key, d in self._waiting.items())
            self._database.executemany(_PUT, rows)
            self._waiting.clear()
