"""A film on its way into a sealed file: whatever of it touches a disk is sealed for nobody else.

What writes film goes back to its head, so it is gathered in a scratch file first, block by block (``vault/scratch``).
The engine has to be lent a file when it checks what it wrote: so the draft is written as an age file under a key that
lives in this process alone; what is left of it on a stick is of use to nobody.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from vigtool.engine.film_source import FilmSource
from vigtool.services.outgoing import OutgoingFile, writing_to
from vigtool.vault.age import SequentialReader, X25519Identity, encrypt, unwrap_file_key
from vigtool.vault.scratch import SealedScratch

_BLOCK: Final = 1 << 20


class SealedDraft:
    """Gathers one film; ``lend`` ends the gathering, ``empty`` begins it anew. ``close`` leaves nothing of it."""

    def __init__(self, beside: Path, vault_folder: Path) -> None:
        """``beside`` is the file for which it is made. Raises ``TargetInVault``, ``CannotWrite``, ``NoSpace``."""
        self._target = beside
        self._identity = X25519Identity.generate()
        self._sealed = OutgoingFile(beside, vault_folder)
        try:
            self._under_way = OutgoingFile(beside, vault_folder)
        except BaseException:
            self._sealed.close()
            raise
        self._gathered: SealedScratch | None = SealedScratch(self._under_way.file)
        self.sha256 = ""
        self.size = 0

    def put(self, offset: int, data: memoryview, /) -> None:
        """Write at a place, which is no further than the end. Raises ``CannotWrite``, ``NoSpace``."""
        if self._gathered is None:
            raise ValueError("lent")
        with writing_to(self._target):
            self._gathered.put(offset, data)

    def lend(self) -> FilmSource:
        """Seal it and lend it to an engine; the caller closes it. Raises ``CannotWrite``, ``NoSpace``."""
        self._seal()
        source = self._sealed.lend()
        try:
            file_key = unwrap_file_key(source.file, [self._identity])
            source.file.seek(0)
        except BaseException:
            source.file.close()
            raise
        return replace(source, file_key=file_key)

    def empty(self) -> None:
        """Begin anew, after ``lend`` too: nothing was gathered. Raises ``CannotWrite``."""
        self._sealed.empty()
        self._under_way.empty()
        self._gathered = SealedScratch(self._under_way.file)

    def blocks(self) -> Iterator[bytes]:
        """What was gathered, in order. Raises ``OSError`` and what a damaged age file raises."""
        reader = self.open()
        while block := reader.read(_BLOCK):
            yield block

    def open(self) -> io.BufferedReader:
        """What was gathered, from its beginning, for one reader at a time. Raises as ``blocks`` does."""
        self._seal()
        self._sealed.file.seek(0)
        return io.BufferedReader(SequentialReader(self._sealed.file, [self._identity]), _BLOCK)

    def close(self) -> None:
        """Leave nothing of it."""
        self._gathered = None
        self._under_way.close()
        self._sealed.close()

    def _seal(self) -> None:
        if self._gathered is None:
            return
        digest = hashlib.sha256()
        with writing_to(self._target), encrypt(self._sealed.file, [self._identity.recipient]) as sealed:
            for block in self._gathered.blocks():
                digest.update(block)
                sealed.write(block)
        self.sha256, self.size, self._gathered = digest.hexdigest(), self._gathered.size, None
        self._under_way.empty()
