"""The journal's envelopes in memory: by number, by case, by what they are about, and by when they were made.

They are kept as they are: putting 50,000 into tables took half a second of every unlock.
"""

from bisect import bisect_left, insort
from collections.abc import Collection
from datetime import datetime
from operator import attrgetter
from typing import Final

from vigtool.vault.journal.envelope import Envelope

_NUMBER: Final = attrgetter("seq")


class EntryLog:
    """Envelopes in the journal's order, whatever the order in which they are added. Belongs to one thread at a time."""

    def __init__(self) -> None:
        self._entries: list[Envelope] = []
        self._filed = 0
        self._of_case: dict[str | None, list[Envelope]] = {}
        self._of_object: dict[str, list[Envelope]] = {}
        self._latest: list[Envelope] = []

    def add(self, envelope: Envelope) -> None:
        """Add an entry."""
        if not self._entries or self._entries[-1].seq < envelope.seq:
            self._entries.append(envelope)
        else:
            insort(self._entries, envelope, key=_NUMBER)
            self._unfile()

    def entries(self, *, case: str | None, of: str | None, acts: Collection[str] | None) -> list[Envelope]:
        """Return envelopes of a case, ``of`` an object and of some acts, in their order; None means any."""
        found = self._entries if case is None and of is None else self._filed_under(case, of)
        return [one for one in found if (case is None or one.case == case) and (acts is None or one.act in acts)]

    def entries_from(self, seq: int) -> list[Envelope]:
        """Return the envelopes from entry ``seq`` on."""
        return self._entries[bisect_left(self._entries, seq, key=_NUMBER) :]

    def last_after(self, time: datetime) -> int | None:
        """Return the number of the last entry that was made after a time, None where there is none."""
        self.file()
        return next((one.seq for one in reversed(self._latest) if one.time > time), None)

    def file(self) -> None:
        """Put what was added where it is found; done by every question that needs it, and before the first at leisure.

        ``_latest`` holds those after which none was made at the same time or later: one more than the clock was ever
        set back by, so going through them takes no time.
        """
        for envelope in self._entries[self._filed :]:
            self._of_case.setdefault(envelope.case, []).append(envelope)
            self._of_object.setdefault(envelope.object, []).append(envelope)
            while self._latest and self._latest[-1].time <= envelope.time:
                self._latest.pop()
            self._latest.append(envelope)
        self._filed = len(self._entries)

    def all(self) -> list[Envelope]:
        """Return all envelopes."""
        return list(self._entries)

    def put_back(self, entries: Collection[Envelope]) -> None:
        """Hold these again, as ``all`` gave them, and no others."""
        self._entries = list(entries)
        self._unfile()

    def _filed_under(self, case: str | None, of: str | None) -> list[Envelope]:
        self.file()
        return self._of_case.get(case, []) if of is None else self._of_object.get(of, [])

    def _unfile(self) -> None:
        self._filed = 0
        for one in (self._of_case, self._of_object, self._latest):
            one.clear()
