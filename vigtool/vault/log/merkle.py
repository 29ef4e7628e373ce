"""The Merkle tree of RFC 6962 section 2.1: one hash for all entries, and short proofs about it.

It grows by single leaves and keeps the hash of every complete subtree, so a root or a proof of any size that the tree
ever had takes a handful of hashes.
"""

import hashlib
from collections.abc import Iterable
from itertools import count
from typing import Final

HASH_SIZE: Final = 32

_PAIR: Final = 2 * HASH_SIZE
_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"


class Tree:
    """All leaves so far, as hashes of 32 bytes (SHA-256): 64 bytes of memory for each leaf. Belongs to one thread.

    A ``size`` left out is the present one. Sizes and indexes that the tree does not have raise ``IndexError``.
    """

    def __init__(self) -> None:
        self._levels = [bytearray()]  # level n holds the hashes of complete subtrees of 2**n leaves, side by side

    def __len__(self) -> int:
        return len(self._levels[0]) // HASH_SIZE

    def append(self, leaf: bytes) -> None:
        """Add a leaf's bytes as the last one."""
        self.extend([leaf])

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add many leaves in their order."""
        row = self._levels[0]
        row += b"".join([hashlib.sha256(_LEAF + leaf).digest() for leaf in leaves])
        for level in count(1):
            pairs = len(row) // _PAIR
            if not pairs:
                return
            if level == len(self._levels):
                self._levels.append(bytearray())
            above = self._levels[level]
            begins = range(len(above) // HASH_SIZE * _PAIR, pairs * _PAIR, _PAIR)
            above += b"".join([hashlib.sha256(_NODE + row[begin : begin + _PAIR]).digest() for begin in begins])
            row = above

    def root(self, size: int | None = None) -> bytes:
        """Return the tree hash MTH of the first ``size`` leaves; of none it is the hash of nothing."""
        size = self._known(size)
        return self._hash(0, size) if size else hashlib.sha256().digest()

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Return PATH: the proof that leaf ``index`` is in the tree of ``size``, from the leaf upwards."""
        size = self._known(size)
        if not 0 <= index < size:
            raise IndexError(index)
        proof, begin, end = [], 0, size
        while end - begin > 1:
            middle = begin + _split(end - begin)
            if index < middle:
                proof.append(self._hash(middle, end))
                end = middle
            else:
                proof.append(self._hash(begin, middle))
                begin = middle
        return proof[::-1]

    def consistency(self, old: int, size: int | None = None) -> list[bytes]:
        """Return PROOF: that the tree of ``size`` only adds to that of ``old`` leaves; empty for 0 and for the same."""
        size = self._known(size)
        if not 0 <= old <= size:
            raise IndexError(old)
        if old in (0, size):
            return []
        proof, begin, end = list[bytes](), 0, size
        while old != end:
            middle = begin + _split(end - begin)
            if old <= middle:
                proof.append(self._hash(middle, end))
                end = middle
            else:
                proof.append(self._hash(begin, middle))
                begin = middle
        if begin:
            proof.append(self._hash(begin, end))
        return proof[::-1]

    def _known(self, size: int | None) -> int:
        if size is None:
            return len(self)
        if not 0 <= size <= len(self):
            raise IndexError(size)
        return size

    def _hash(self, begin: int, end: int) -> bytes:
        """The tree hash of the leaves ``[begin, end)``; ``begin`` is a multiple of the power of two that they fill."""
        leaves = end - begin
        if leaves & (leaves - 1) == 0:
            level = leaves.bit_length() - 1
            at = (begin >> level) * HASH_SIZE
            return bytes(self._levels[level][at : at + HASH_SIZE])
        middle = begin + _split(leaves)
        return _joined(self._hash(begin, middle), self._hash(middle, end))


def _joined(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def _split(leaves: int) -> int:
    """The largest power of two below that many (2 or more)."""
    return 1 << ((leaves - 1).bit_length() - 1)
