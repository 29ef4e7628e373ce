"""ASCII armor: strict PEM around an age file (C2SP age.md, "ASCII armor"; RFC 7468 figure 3).

Armor is malleable unless exactly one encoding is accepted, so everything but white space around the block is refused.
"""

import base64
import binascii
import io
from typing import IO, TYPE_CHECKING

from vigtool.vault.age.errors import ArmorError, ArmorFault
from vigtool.vault.age.sink import write_all
from vigtool.vault.age.source import ReadableFile, Source

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from vigtool.vault.age.sink import WritableFile

_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END = b"-----END AGE ENCRYPTED FILE-----"
_BINARY_START = b"age-encryption.org/"
_COLUMNS = 64
_LINE_BYTES = 48
_WHITE_SPACE = b" \t\r\n"
_WHITE_SPACE_LIMIT = 1024


def looks_armored(beginning: bytes) -> bool:
    """Say whether a file whose first KiB is ``beginning`` means to be armored (it may still be malformed)."""
    return not beginning.startswith(_BINARY_START) and b"-----" in beginning


class ArmorReader(io.RawIOBase):
    """The binary age file inside an armored one, read forward. Raises ``ArmorError``; does not close ``file``."""

    def __init__(self, file: ReadableFile | Source) -> None:
        self._source = file if isinstance(file, Source) else Source(file)
        self._line = 0
        self._decoded = b""
        self._short_line_seen = False
        self._ended = False

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: "ReadableBuffer", /) -> int:
        """Fill ``buffer`` with up to one line's 48 bytes; 0 after the END line was found and nothing follows it."""
        if self._line == 0:
            self._begin()
        if not self._decoded and not self._ended:
            self._next_line()
        view = memoryview(buffer).cast("B")
        count = min(len(view), len(self._decoded))
        view[:count] = self._decoded[:count]
        self._decoded = self._decoded[count:]
        return count

    def _begin(self) -> None:
        leading = self._source.peek(_WHITE_SPACE_LIMIT)
        self._source.take(len(leading) - len(leading.lstrip(_WHITE_SPACE)))
        if self._take_line() != _BEGIN:
            raise ArmorError(self._line, ArmorFault.BEGIN)

    def _next_line(self) -> None:
        line = self._take_line()
        if line == _END:
            self._end()
            return
        if self._short_line_seen:
            raise ArmorError(self._line, ArmorFault.END)
        if not 0 < len(line) <= _COLUMNS:
            raise ArmorError(self._line, ArmorFault.LINE_LENGTH)
        self._decoded = self._decode(line)
        self._short_line_seen = len(self._decoded) < _LINE_BYTES

    def _decode(self, line: bytes) -> bytes:
        try:
            decoded = base64.b64decode(line, validate=True)
        except binascii.Error as error:
            raise ArmorError(self._line, ArmorFault.BASE64) from error
        if not decoded or base64.b64encode(decoded) != line:
            raise ArmorError(self._line, ArmorFault.BASE64)
        return decoded

    def _take_line(self) -> bytes:
        self._line += 1
        line = self._source.take_line(2 * _COLUMNS)
        if line.endswith(b"\n"):
            return line[:-1].removesuffix(b"\r")
        if line == _END:
            return line
        raise ArmorError(self._line, ArmorFault.LINE_LENGTH if line else ArmorFault.END)

    def _end(self) -> None:
        trailing = self._source.peek(_WHITE_SPACE_LIMIT + 1)
        if len(trailing) > _WHITE_SPACE_LIMIT or trailing.strip(_WHITE_SPACE):
            raise ArmorError(self._line, ArmorFault.TRAILING_DATA)
        self._ended = True


class ArmorWriter:
    """Writes what it is given to ``out`` as armor; ``close`` writes the END line and leaves ``out`` open."""

    def __init__(self, out: "WritableFile | IO[bytes]") -> None:
        self._out = out
        self._rest = b""
        write_all(out, _BEGIN + b"\n")

    def write(self, data: "ReadableBuffer", /) -> int:
        """Encode ``data``; up to 47 bytes wait for the next call."""
        given = bytes(data)
        pending = self._rest + given
        whole = len(pending) - len(pending) % _LINE_BYTES
        self._rest = pending[whole:]
        write_all(self._out, _lines(pending[:whole]))
        return len(given)

    def close(self) -> None:
        """Write the last line and the END line."""
        write_all(self._out, _lines(self._rest) + _END + b"\n")
        self._rest = b""


def _lines(raw: bytes) -> bytes:
    return b"".join(
        base64.b64encode(raw[start : start + _LINE_BYTES]) + b"\n" for start in range(0, len(raw), _LINE_BYTES)
    )
