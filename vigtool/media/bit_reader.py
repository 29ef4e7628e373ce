"""Bits of a NAL unit's head: fixed lengths and Exp-Golomb codes (ITU-T H.264 7.2 and 9.1)."""

from typing import Final

_LONGEST_PREFIX: Final = 32


class EndOfBits(Exception):
    """More bits were asked for than there are."""


class BitReader:
    """Reads a NAL unit's payload; the emulation prevention bytes of ``data`` are taken out. Raises ``EndOfBits``."""

    def __init__(self, data: bytes) -> None:
        data = data.replace(b"\x00\x00\x03", b"\x00\x00")
        self._bits = int.from_bytes(data, "big")
        self._left = 8 * len(data)

    def bits(self, count: int) -> int:
        """Read an unsigned number of ``count`` bits."""
        self._left -= count
        if self._left < 0:
            raise EndOfBits
        return self._bits >> self._left & (1 << count) - 1

    def flag(self) -> bool:
        """Read one bit."""
        return self.bits(1) == 1

    def number(self) -> int:
        """Read an unsigned Exp-Golomb code, ue(v)."""
        zeros = 0
        while not self.bits(1):
            zeros += 1
            if zeros > _LONGEST_PREFIX:
                raise EndOfBits
        return (1 << zeros) - 1 + self.bits(zeros)

    def signed(self) -> int:
        """Read a signed Exp-Golomb code, se(v)."""
        code = self.number()
        return (code + 1) // 2 if code % 2 else -(code // 2)
