"""Following people: the one task that needs OpenCV."""

from collections.abc import Iterator
from typing import BinaryIO

from vigtool.domain.progress import Progress


def track(file: BinaryIO, argument: bytes, progress: Progress) -> Iterator[bytes]:
    """Yield where somebody is, as ``media.masking.tracking.track_task`` does."""
    # OpenCV is there in the engines of vigtool.engine.following alone, which imported it while they could open files
    from vigtool.media.masking.tracking import track_task  # noqa: PLC0415 - as said above

    yield from track_task(file, argument, progress)
