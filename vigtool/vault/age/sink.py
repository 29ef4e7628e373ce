"""Writing to files that may take less than they are given, as raw files do on a nearly full disk."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class WritableFile(Protocol):
    """What the writer needs of a file."""

    def write(self, data: "ReadableBuffer", /) -> int | None:
        """Take some or all of ``data`` and return how many bytes."""


def write_all(file: WritableFile, data: "ReadableBuffer") -> None:
    """Write every byte of ``data``, or raise what ``file`` raises (``OSError`` when the disk is full)."""
    view = memoryview(data).cast("B")
    while len(view):
        taken = file.write(view)
        if not taken:
            raise BlockingIOError
        view = view[taken:]
