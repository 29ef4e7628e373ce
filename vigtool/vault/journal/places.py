"""Where the entries stand in the log, so that one can be read again without going through those before it."""

from array import array
from typing import Final

HASH_SIZE: Final = 32


class Places:
    """For each entry from the first on: offset and length of its frame (bytes), and the hash that it is chained to.

    Kept in two packed arrays: 50,000 entries take 2 MB.
    """

    def __init__(self, begin: int) -> None:
        self._ends = array("q", [begin])
        self._previous = bytearray()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def note(self, seq: int, length: int, previous: bytes) -> None:
        """Learn where entry ``seq`` stands; one that is known already, or that is not the next one, is let pass."""
        if seq == len(self):
            self._ends.append(self._ends[-1] + length)
            self._previous += previous

    def of(self, seq: int) -> tuple[int, int, bytes]:
        """Offset, length and the hash before. Raises ``IndexError`` for an entry that was never noted."""
        if not 0 <= seq < len(self):
            raise IndexError(seq)
        begin, end = self._ends[seq], self._ends[seq + 1]
        return begin, end - begin, bytes(self._previous[seq * HASH_SIZE : (seq + 1) * HASH_SIZE])
