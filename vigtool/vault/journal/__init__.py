"""The sealed, append-only journal: what was done, when, under which consent (``docs/format.md``)."""

from vigtool.vault.journal.envelope import ConsentLeaf, EntryDraft, Envelope, Position
from vigtool.vault.journal.journal import Journal
from vigtool.vault.journal.recovery import Recovered

__all__ = ["ConsentLeaf", "EntryDraft", "Envelope", "Journal", "Position", "Recovered"]
