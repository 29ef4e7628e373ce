"""Everything that is asked of a vault, answered from memory: SQLite in ``:memory:``, filled by a replay.

Nothing here reaches a disk: there is no database file, and what SQLite would put into temporary files stays in memory.
"""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from vigtool.vault.journal.envelope import Envelope, parse_envelope
from vigtool.vault.search import SEARCH_SCHEMA, Search, composed

_SCHEMA: Final = """
PRAGMA temp_store = MEMORY;
CREATE TABLE document (
    row INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, "case" TEXT, parent TEXT, body BLOB NOT NULL,
    text TEXT NOT NULL, UNIQUE (kind, id));
CREATE INDEX document_case ON document (kind, "case");
CREATE INDEX document_parent ON document (kind, parent);
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY, act TEXT NOT NULL, "case" TEXT, object TEXT NOT NULL, leaf BLOB NOT NULL);
CREATE INDEX entry_case ON entry ("case");
CREATE INDEX entry_object ON entry (object);
"""
_PUT: Final = """
INSERT INTO document (kind, id, "case", parent, body, text) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (kind, id) DO UPDATE SET
    "case" = excluded."case", parent = excluded.parent, body = excluded.body, text = excluded.text
RETURNING row
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
    """Documents and journal envelopes of one open vault. Belongs to the thread that made it (sqlite3 sees to it)."""

    def __init__(self) -> None:
        self._database = sqlite3.connect(":memory:", isolation_level=None)
        self._database.executescript(_SCHEMA + SEARCH_SCHEMA)
        self._search = Search(self._database)

    def put(self, document: Document) -> None:
        """Add a document, or replace the one of the same kind and id in its place."""
        text = composed(document.text)
        values = (document.kind, document.id, document.case, document.parent, document.body, text)
        (row,) = self._database.execute(_PUT, values).fetchone()
        self._search.changed(row)

    def remove(self, kind: str, id_: str) -> None:
        """Remove a document if it is there."""
        removed = self._database.execute("DELETE FROM document WHERE kind = ? AND id = ? RETURNING row", (kind, id_))
        for (row,) in removed.fetchall():
            self._search.changed(row)

    def get(self, kind: str, id_: str) -> bytes | None:
        """Return a document's body, None when there is no such document."""
        found = self._database.execute("SELECT body FROM document WHERE kind = ? AND id = ?", (kind, id_)).fetchone()
        return None if found is None else found[0]

    def select(self, kind: str, *, case: str | None = None, parent: str | None = None) -> list[bytes]:
        """Return the bodies of a kind, in the order in which they were first put; None means any case or parent."""
        rows = self._database.execute(
            'SELECT body FROM document WHERE kind = ?1 AND (?2 IS NULL OR "case" = ?2) AND (?3 IS NULL OR parent = ?3)'
            " ORDER BY row",
            (kind, case, parent),
        )
        return [body for (body,) in rows]

    def search(self, text: str, *, kind: str | None = None, case: str | None = None, limit: int = 100) -> list[Hit]:
        """Return the documents in which every word of ``text`` begins a word or, from 3 letters on, stands within one.

        Whole words and beginnings come first, the best match first. Case of letters makes no difference, accents do.
        Nothing in ``text`` is taken for a command; without a letter or digit it finds nothing.
        """
        return [Hit(*found) for found in self._search.find(text, kind, case, limit)]

    def log(self, envelope: Envelope) -> None:
        """Add an entry of the journal."""
        self._database.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?)",
            (envelope.seq, envelope.act, envelope.case, envelope.object, envelope.leaf()),
        )

    def entries(
        self,
        *,
        case: str | None = None,
        object: str | None = None,  # noqa: A002 - the envelope's own word
        acts: Collection[str] | None = None,
    ) -> list[Envelope]:
        """Return envelopes in the journal's order; None means any."""
        rows = self._database.execute(
            'SELECT act, leaf FROM entry WHERE (?1 IS NULL OR "case" = ?1) AND (?2 IS NULL OR object = ?2)'
            " ORDER BY seq",
            (case, object),
        )
        return [parse_envelope(leaf) for act, leaf in rows if acts is None or act in acts]

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """Do everything in the block as one transaction, for a replay; when the block raises, nothing of it stays."""
        self._database.execute("BEGIN")
        try:
            yield
            self._search.refresh()
        except BaseException:
            self._database.execute("ROLLBACK")
            self._search.reset()
            raise
        self._database.execute("COMMIT")

    def close(self) -> None:
        """Forget everything."""
        self._database.close()
