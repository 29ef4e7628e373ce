"""Full-text search for Finnish, Swedish and English words: beginnings of words, and parts of compounds.

Two FTS5 tables over the same rows: ``words`` (accents kept: "sää" is not "saa") and ``grams`` (any three letters in a
row: Finnish compounds are searched for by their second half). Both are brought up to date when something is searched.
"""

import sqlite3
import unicodedata
from dataclasses import asdict, dataclass
from typing import Final

SEARCH_SCHEMA: Final = """
CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE grams USING fts5 (text, tokenize = 'trigram');
"""
_FORGET: Final = (
    "DELETE FROM words WHERE rowid IN (SELECT row FROM document WHERE kind = ? AND id = ? AND state <> 0)",
    "DELETE FROM grams WHERE rowid IN (SELECT row FROM document WHERE kind = ? AND id = ? AND state <> 0)",
)
_FORGET_CASE: Final = (
    'DELETE FROM words WHERE rowid IN (SELECT row FROM document WHERE "case" = ? AND state <> 0)',
    'DELETE FROM grams WHERE rowid IN (SELECT row FROM document WHERE "case" = ? AND state <> 0)',
)
_WIPE: Final = (
    "INSERT INTO words (words) VALUES ('optimize')",
    "INSERT INTO grams (grams) VALUES ('optimize')",
)
_REFRESH: Final = (
    "DELETE FROM words WHERE rowid IN (SELECT row FROM document WHERE state = 2)",
    "DELETE FROM grams WHERE rowid IN (SELECT row FROM document WHERE state = 2)",
    "INSERT INTO words (rowid, text) SELECT row, text FROM document WHERE state <> 1 AND text <> ''",
    "INSERT INTO grams (rowid, text) SELECT row, text FROM document WHERE state <> 1 AND text <> ''",
    "UPDATE document SET state = 1 WHERE state <> 1",
)
_GRAM: Final = 3
_IN_SCOPE: Final = (
    '(:kind IS NULL OR kind = :kind) AND (:case IS NULL OR "case" = :case) AND (:parent IS NULL OR parent = :parent)'
)


def composed(text: str) -> str:
    """Return the text in Unicode NFC, in which "ä" is one character wherever it was typed, and valid as UTF-8."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents are looked at; None means any."""

    kind: str | None
    case: str | None
    parent: str | None


class Search:
    """The two full-text tables beside the table ``document`` of a database.

    A document's ``state`` is 0 when its text is in neither of them, 1 when it is in both, 2 when an older one is.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def forget_case(self, case: str) -> None:
        """Take the texts of all documents of a case out, before the documents are deleted."""
        for statement in _FORGET_CASE:
            self._database.execute(statement, (case,))

    def wipe(self) -> None:
        """Write the tables anew without the words that were taken out, which FTS5 otherwise keeps until it merges."""
        for statement in _WIPE:
            self._database.execute(statement)

    def forget(self, kind: str, id_: str) -> None:
        """Take the text of a document out, before the document is deleted."""
        for statement in _FORGET:
            self._database.execute(statement, (kind, id_))

    def refresh(self) -> None:
        """Bring both tables up to date: one statement a table, a hundred times faster than one a row."""
        for statement in _REFRESH:
            self._database.execute(statement)

    def find(self, text: str, within: Scope, limit: int) -> list[tuple[str, str]]:
        """Return (kind, id) of what ``Index.search`` promises."""
        self.refresh()
        tokens = _tokens(text)
        if not tokens:
            return []
        scope = {**asdict(within), "limit": limit}
        ranked = self._database.execute(
            f"SELECT kind, id FROM words JOIN document ON row = words.rowid WHERE words MATCH :query AND {_IN_SCOPE}"  # noqa: S608 - constants
            " ORDER BY rank, row LIMIT :limit",
            {**scope, "query": " AND ".join(_beginning(token) for token in tokens)},
        ).fetchall()
        parts = {f"token{number}": token for number, token in enumerate(tokens)}
        anywhere = " INTERSECT ".join(f"SELECT * FROM ({_anywhere(name, token)})" for name, token in parts.items())  # noqa: S608 - numbered names
        queries = {f"{name}_{table}": query for name, token in parts.items() for table, query in _queries(token)}
        others = self._database.execute(
            f"SELECT kind, id FROM document WHERE row IN ({anywhere}) AND {_IN_SCOPE} ORDER BY row LIMIT :limit",  # noqa: S608 - constants and numbered names
            {**scope, **queries},
        ).fetchall()
        return list(dict.fromkeys([*ranked, *others]))[:limit]


def _tokens(text: str) -> list[str]:
    """Split what was typed at blanks; pieces without a letter or digit, which would match nothing, are left out."""
    pieces = composed(text.replace("\0", " ")).split()
    return [piece for piece in pieces if any(character.isalnum() for character in piece)]


def _quoted(token: str) -> str:
    """Return the token as an FTS5 string, in which nothing but the doubled quote has a meaning."""
    return '"' + token.replace('"', '""') + '"'


def _beginning(token: str) -> str:
    return _quoted(token) + "*"


def _queries(token: str) -> list[tuple[str, str]]:
    queries = [("words", _beginning(token))]
    if len(token) >= _GRAM:
        queries.append(("grams", _quoted(token)))
    return queries


def _anywhere(name: str, token: str) -> str:
    selects = (f"SELECT rowid FROM {table} WHERE {table} MATCH :{name}_{table}" for table, _ in _queries(token))  # noqa: S608 - our own names
    return " UNION ".join(selects)
