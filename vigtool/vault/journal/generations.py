"""Which key an entry's words are sealed under, where a case was given another key in its course.

A case's first key has the case's own id. An entry of the act ``case.rekeyed`` names another by its ``object``: its own
body and those of the case after it are sealed under that one. So the keys before it can be destroyed, and the words of
before with them, while the case goes on and the chain of entries stays whole.
"""

from bisect import bisect_right
from typing import Final

from vigtool.vault.journal.envelope import Envelope

REKEYED: Final = "case.rekeyed"
"""The act that begins a generation."""


class Generations:
    """The generations of all cases that were met in the journal so far."""

    def __init__(self) -> None:
        self._begun: dict[str, list[tuple[int, str]]] = {}

    def note(self, envelope: Envelope) -> None:
        """Learn from an entry, in the journal's order; one that was met before changes nothing."""
        if envelope.act == REKEYED and envelope.case is not None:
            begun = self._begun.setdefault(envelope.case, [])
            if not begun or begun[-1][0] < envelope.seq:
                begun.append((envelope.seq, envelope.object))

    def key_of(self, case: str | None, seq: int) -> str | None:
        """The id of the key for entry ``seq`` of a case; None (the vault's own) for entries of no case."""
        begun = self._begun.get(case) if case is not None else None
        if not begun:
            return case
        place = bisect_right(begun, seq, key=lambda one: one[0])
        return begun[place - 1][1] if place else case

    def present(self, case: str) -> str:
        """The id of the key that a case has now."""
        begun = self._begun.get(case)
        return begun[-1][1] if begun else case

    def every(self, case: str) -> tuple[str, ...]:
        """The ids of all keys that a case ever had, the first one first."""
        return (case, *(key for _, key in self._begun.get(case, ())))
