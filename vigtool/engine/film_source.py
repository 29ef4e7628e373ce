"""A film as the app lends it to the engine: an open file and the key of this one file, never a path."""

from dataclasses import dataclass, field
from io import FileIO
from types import TracebackType
from typing import Self

from vigtool.vault.lending import LentRecording


@dataclass(frozen=True, slots=True)
class FilmSource:
    """``file`` is open for reading only; ``file_key`` is its age file key (16 bytes), None for a plain film.

    ``recording`` is the id that errors about the file name. ``beside`` are the further films of a task on several. As
    a context manager it closes the file at its end, and those beside it.
    """

    file: FileIO
    file_key: bytes | None = field(default=None, repr=False)
    recording: str = ""
    beside: tuple["FilmSource", ...] = ()

    @classmethod
    def of_recording(cls, lent: LentRecording) -> Self:
        """Return what the vault lends."""
        return cls(lent.file, lent.file_key, lent.id)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in (self, *self.beside):
            one.file.close()
