"""Films on disk: written under another name until they are whole, read from any place, each reader on its own."""

from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from vigtool.vault.age import AgeWriter, X25519Identity, encrypt
from vigtool.vault.atomic import OWNERS_ALONE, for_owner, storage, sync, sync_folder
from vigtool.vault.errors import IdTaken
from vigtool.vault.folder import Layout
from vigtool.vault.keys import KeyRing
from vigtool.vault.lending import LentReader, LentRecording, lend
from vigtool.vault.reading_along import AlongReader

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class RecordingWriter:
    """Writes one new film, as a context manager: what is left without ``commit`` leaves no file and no key.

    Entering and every method raise as ``atomic.storage`` does, entering also ``IdTaken``.
    """

    def __init__(self, layout: Layout, keys: KeyRing, id_: str) -> None:
        self._id = id_
        self._layout = layout
        self._keys = keys
        self._final, self._part = layout.recording(id_), layout.part(id_)
        self._key: X25519Identity
        self._file: FileIO | None = None
        self._age: AgeWriter
        self._finished = self._committed = False

    def __enter__(self) -> Self:
        if self._final.exists() or self._part.exists() or self._keys.has(self._id):
            raise IdTaken(self._id)
        try:
            with storage():  # the file before the key: a key alone might be a case's, so no repair removes one
                self._file = FileIO(self._part, "xb", opener=for_owner)
                sync_folder(self._part.parent)
            self._key = self._keys.make(self._id)
            with storage():
                self._age = encrypt(self._file, [self._key.recipient])
        except BaseException:
            self._discard()
            raise
        return self

    def write(self, data: "ReadableBuffer") -> int:
        """Encrypt all of ``data`` and return its size in bytes."""
        with storage():
            return self._age.write(data)

    def read_along(self) -> AlongReader:
        """Read what the file has of the film already, beside the writing; in a thread of its own if need be.

        Raises ``Damaged``.
        """
        return AlongReader(self._part, self._id, self._key)

    def read_back(self) -> "RecordingReader":
        """Finish the film and read what the disk has of it, to be compared before ``commit``; no ``write`` after it.

        Raises also ``Damaged``.
        """
        self._finish()
        return RecordingReader(self._part, self._id, self._key)

    def lend(self) -> LentRecording:
        """Finish the film and open it for another process, before ``commit``; no ``write`` after it.

        Raises also ``Damaged``.
        """
        self._finish()
        return lend(self._part, self._id, self._key)

    def commit(self) -> None:
        """Finish: when it returns, the disk has the whole film under its own name.

        Until an entry about it is kept in the journal, a mark beside it says that it may be an import cut short.
        """
        self._finish()
        with storage():
            self._layout.unjournalled(self._id).touch(OWNERS_ALONE)
            self._part.rename(self._final)
            sync_folder(self._final.parent)
        self._committed = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._committed:
            self._discard()

    def _finish(self) -> None:
        if self._finished or self._file is None:
            return
        with storage():
            self._age.close()
            sync(self._file.fileno())
            self._file.close()
        self._finished = True

    def _discard(self) -> None:
        """Remove everything, the key first: without it the rest is noise."""
        try:
            self._keys.shred(self._id)
        finally:
            if self._file is not None:
                self._file.close()
            remove_recording(self._layout, self._id)


def remove_recording(layout: Layout, id_: str) -> None:
    """Remove whatever there is of a film, but for its key. Raises as ``atomic.storage`` does."""
    with storage():
        paths = (layout.part(id_), layout.recording(id_), layout.unjournalled(id_), *layout.all_derived(id_))
        for path in paths:
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in paths}:
            sync_folder(folder)


class RecordingReader(LentReader):
    """The content of a film with a descriptor of its own, read-only; one thread at a time. ``close`` closes the file.

    The constructor and ``read`` raise ``Damaged`` (RECORDING, with the id).
    """

    _file: FileIO | None = None  # io closes what could not be opened, too

    def __init__(self, path: Path, id_: str, key: X25519Identity) -> None:
        lent = lend(path, id_, key)
        self._file = lent.file
        try:
            super().__init__(lent.file, id_, lent.file_key)
        except BaseException:
            lent.file.close()
            raise

    def close(self) -> None:
        """Forget key and content, and close the file."""
        super().close()
        if self._file is not None:
            self._file.close()
