"""What can be wrong with a principle pack: each problem with its line, so that the pack's author can mend it."""

from dataclasses import dataclass
from enum import StrEnum

from vigtool.exchange.errors import UnreadableDocument
from vigtool.exchange.pack_form import FORMAT


class ProblemKind(StrEnum):
    """What is wrong. ``name`` and ``limit`` of a ``Problem`` are said here where a kind has them."""

    TOO_LARGE = "too-large"
    """The file; limit in bytes."""
    NOT_UTF8 = "not-utf8"
    NOT_JSON = "not-json"
    """Has a column."""
    TOO_DEEP = "too-deep"
    """Limit: brackets in brackets."""
    NOT_A_PACK = "not-a-pack"
    """JSON, but not of this format."""
    NEWER_FORMAT = "newer-format"
    """Of a version of the format that this program does not know."""
    DOUBLED_NAME = "doubled-name"
    """An object has the same field twice; name: the field."""
    UNKNOWN_FIELD = "unknown-field"
    """Name: the field."""
    MISSING_FIELD = "missing-field"
    """Name: the field."""
    MISSING_TEXT = "missing-text"
    """A field with texts is not there; name: the field."""
    MISSING_LANGUAGE = "missing-language"
    """Name: its code."""
    EMPTY_TEXT = "empty-text"
    WRONG_TYPE = "wrong-type"
    """Name: what belongs there (object, list, text, number)."""
    BAD_ID = "bad-id"
    """An id that is not of lower-case letters, digits and single hyphens."""
    UNSEEN_SIGN = "unseen-sign"
    """A text with a line break or another sign that cannot be seen."""
    TOO_LONG = "too-long"
    """A text; limit in characters."""
    TOO_MANY = "too-many"
    """Name: of what (categories, items, examples); limit."""
    NO_CATEGORY = "no-category"
    TOO_SMALL = "too-small"
    """A number; name: the field, limit: the least."""
    TOO_BIG = "too-big"
    """A number; name: the field, limit: the greatest."""
    DOUBLED_KEY = "doubled-key"
    """Two categories have the same key; limit: the key."""
    DOUBLED_ID = "doubled-id"
    """Name: the id."""
    UNKNOWN_UNDER = "unknown-under"
    """An item stands under one that is not there; name: the id that was named."""
    UNDER_ELSEWHERE = "under-elsewhere"
    """An item stands under one of another category, or under a category; name: the id that was named."""
    CYCLE = "cycle"
    """Items stand under each other in a ring; name: the id of one."""


LACKING = frozenset({ProblemKind.MISSING_TEXT, ProblemKind.MISSING_LANGUAGE, ProblemKind.EMPTY_TEXT})
"""What only has to be written: with nothing else wrong, a pack can be completed in the window."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: its line in the file (from 1), and where in the JSON it is (``$.categories[0].key``).

    ``name`` is a field, an id or a language, never a text: at most 40 characters, empty where it cannot be shown.
    """

    kind: ProblemKind
    line: int
    where: str = "$"
    name: str = ""
    limit: int | None = None
    column: int | None = None


class BadPack(UnreadableDocument):
    """A file is no principle pack as it stands. ``problems`` are in the order of the file; ``more`` were left out."""

    def __init__(self, problems: tuple[Problem, ...], more: int = 0) -> None:
        super().__init__(FORMAT, problems[0].where)
        self.problems = problems
        self.more = more

    @property
    def only_lacks(self) -> bool:
        """True when texts are missing and nothing else is wrong."""
        return not self.more and all(one.kind in LACKING for one in self.problems)
