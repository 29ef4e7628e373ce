"""One film for another process: a descriptor that can only read it, and the key of this one file, nothing else."""

import os
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

from vigtool.vault.age.errors import AgeError
from vigtool.vault.age.opening import KnownFileKey, unwrap_file_key
from vigtool.vault.age.recipient import Identity
from vigtool.vault.age.seekable import SeekableReader
from vigtool.vault.age.source import SeekableFile
from vigtool.vault.errors import Damaged, Part


@dataclass(frozen=True, slots=True)
class LentRecording:
    """What another process needs to read a film; whoever took it closes ``file``."""

    file: FileIO
    file_key: bytes = field(repr=False)
    id: str


def lend(path: Path, id_: str, key: Identity, part: Part = Part.RECORDING) -> LentRecording:
    """Open a film and unwrap its file key. Raises ``Damaged`` (``part``, with the id)."""
    try:
        file = FileIO(path, "rb")
    except OSError as error:
        raise Damaged(part, id_) from error
    try:
        file_key = unwrap_file_key(file, [key])
        file.seek(0)
    except (AgeError, OSError) as error:
        file.close()
        raise Damaged(part, id_) from error
    return LentRecording(file, file_key, id_)


class LentReader(SeekableReader):
    """The content of a film that was lent. Not thread-safe; ``file`` stays open when it is closed.

    ``file`` keeps a position that no other reader moves. The constructor and ``read`` raise ``Damaged``.
    """

    def __init__(self, file: SeekableFile, id_: str, file_key: bytes) -> None:
        self._id = id_
        try:
            file.seek(0, os.SEEK_SET)
            super().__init__(file, [KnownFileKey(file_key)])
        except (AgeError, OSError, ValueError) as error:
            raise Damaged(Part.RECORDING, id_) from error

    def read(self, size: int | None = -1, /) -> bytes:
        """Return ``size`` bytes (all without ``size``), fewer only at the end, never more."""
        try:
            return super().read(size)
        except (AgeError, OSError) as error:
            raise Damaged(Part.RECORDING, self._id) from error
