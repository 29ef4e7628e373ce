"""What to make of the log beyond the acknowledged end, which only a crash (or a writer at work) leaves there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from vigtool.vault.journal.entry import split_entry
from vigtool.vault.journal.frame import PREFIX, FrameCipher, NoFrame, frame_hash, frame_length, is_whole
from vigtool.vault.journal.head import Head
from vigtool.vault.journal.medium import Medium

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was found at opening: all zero after a clean end.

    ``entries`` whole entries beyond the head were taken in; ``torn`` bytes after them are no entry (set aside in
    ``journal/torn-<n>`` when opened for writing); ``slots`` of the head's two slots were unreadable.
    """

    entries: int = 0
    torn: int = 0
    slots: int = 0


def read_frames(log: Medium, start: int, end: int) -> Iterator[memoryview]:
    """Yield the frames that fill the bytes ``[start, end)`` of the log, unauthenticated.

    Raises ``NoFrame`` where they do not, ``OSError``.
    """
    buffer, at = b"", 0
    while start < end or at < len(buffer):
        have = len(buffer) - at
        needed = PREFIX.size if have < PREFIX.size else PREFIX.size + frame_length(buffer[at : at + PREFIX.size])
        if have < needed:
            piece = log.read(start, min(max(_CHUNK, needed - have), end - start))
            if not piece:
                raise NoFrame
            buffer, at = buffer[at:] + piece, 0
            start += len(piece)
        else:
            yield memoryview(buffer)[at : at + needed]
            at += needed


def follow_tail(log: Medium, cipher: FrameCipher, head: Head) -> Head:
    """Return ``head`` moved over the whole, authentic frames that stand beyond it. Raises ``OSError``."""
    try:
        for frame in read_frames(log, head.end, log.size()):
            if not is_whole(frame):
                return head
            split_entry(cipher.open(head.count, head.last, frame), head.count)
            head = replace(head, count=head.count + 1, end=head.end + len(frame), last=frame_hash(frame))
    except NoFrame:
        return head
    return head
