"""Small journals in memory, opened again from any bytes."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.vault.memory_medium import Faults, MemoryMedium
from vigtool.vault.errors import KeyDestroyed
from vigtool.vault.journal import EntryDraft, Envelope, Journal
from vigtool.vault.journal.files import start_journal
from vigtool.vault.journal.frame import HEADER_SIZE, FrameCipher, frame_hash
from vigtool.vault.journal.head import SLOT_SIZE, Head, HeadFile

SECRET = bytes(range(32))
CASE = "casecasecase"
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def draft(number: int = 0, case: str | None = None) -> EntryDraft:
    return EntryDraft(NOON, "marks.changed", "guider", case, f"object-{number}")


def body(number: int) -> bytes:
    return f"entry {number} was written".encode()


@dataclass
class SmallJournal:
    """The two files of a journal, the keys of its cases, and what its openings set aside."""

    log: bytes
    head: bytes
    secret: bytes = SECRET
    case_secrets: dict[str, bytes] = field(default_factory=lambda: {CASE: bytes(32)})
    torn: list[bytes] = field(default_factory=list)
    kept: list[Envelope] = field(default_factory=list)

    @classmethod
    def empty(cls, secret: bytes = SECRET) -> "SmallJournal":
        cipher, head = FrameCipher(secret), MemoryMedium(bytes(2 * SLOT_SIZE))
        for generation in range(2):
            HeadFile(secret, head).write(Head(generation, 0, HEADER_SIZE, frame_hash(cipher.header)))
        return cls(cipher.header, bytes(head.data), secret)

    @classmethod
    def of(cls, count: int) -> "SmallJournal":
        small = cls.empty()
        small.append(*range(count))
        return small

    def open(self, *, read_only: bool = False, faults: Faults | None = None) -> Journal:
        self.media = MemoryMedium(self.log, faults), MemoryMedium(self.head, faults)
        return start_journal(
            *self.media,
            self.secret,
            secret_of=self._secret_of,
            kept=self.kept.append,
            set_aside=None if read_only else self.torn.append,
        )

    def take(self) -> None:
        """Keep what the media hold now."""
        self.log, self.head = (bytes(medium.data) for medium in self.media)

    def append(self, *numbers: int) -> None:
        journal = self.open()
        for number in numbers:
            journal.append(draft(number), body(number))
        self.take()

    def bodies(self) -> list[bytes | None]:
        return [body for _, body in self.open(read_only=True).replay()]

    def _secret_of(self, case: str | None) -> bytes:
        if case is None:
            return self.secret
        if case not in self.case_secrets:
            raise KeyDestroyed(case)
        return self.case_secrets[case]
