"""Handing out one frame as a still."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Unpack

from vigtool.domain.identifiers import RecordingId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Purpose
from vigtool.domain.renditions import JPEG, StillForm
from vigtool.engine.film_results import PictureForm
from vigtool.services.frame_handovers import FrameHandover
from vigtool.services.handovers import More
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import OutgoingFile, small_file
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class StillReport:
    """A still that was handed out: where it lies, which frame, its size in pixels, its hash, its entry."""

    still: Path
    frame: int
    width: int
    height: int
    sha256: str
    seq: int


class StillExport:
    """The job of handing out one frame as a PNG or JPEG; its result is the ``StillReport``."""

    def __init__(
        self,
        ws: Workspace,
        recording_id: RecordingId,
        frame: int,
        purpose: Purpose,
        out: Path,
        **more: Unpack[More],
    ) -> None:
        """Ask for the permit; ``more`` as for a clip. Raises as ``ClipExport`` does, or ``NoSuchFrame``."""
        self._ws, self._out = ws, out
        self._handover = FrameHandover(ws, recording_id, frame, purpose, more)
        self._written: tuple[OutgoingFile, tuple[int, int]] | None = None

    def renew(self) -> None:
        """Ask again before the work begins, since time went by. Raises as ``finish`` does."""
        self._handover.renewed()

    def run(self, progress: Progress) -> None:
        """Have the frame decoded and write it.

        Raises an ``EngineError``, ``UnreachableFrame``, ``CannotWrite``, ``NoSpace``; then nothing is left.
        """
        progress(0, 1)
        still = self._handover.picture(_form_of(self._out), lambda _done, _total: progress(0, 1))
        self._written = small_file(self._out, still.file, self._ws.folder), (still.width, still.height)

    def finish(self) -> StillReport:
        """Put the export on record, then give the still its name.

        Raises ``ConsentRefused`` when a consent was withdrawn meanwhile, ``NotCovered``, ``KeyDestroyed`` when the film
        was erased; then nothing is left.
        """
        if self._written is None:
            raise NotRun
        outgoing, (width, height) = self._written
        with closing(outgoing):
            given, sha256 = self._handover.renewed(), outgoing.sha256()
            entry = self._ws.record(self._handover.event(given, sha256, StillForm.STILL))
            outgoing.publish()
        return StillReport(self._out, self._handover.frame, width, height, sha256, entry.seq)

    def abandon(self) -> None:
        """Leave nothing of it."""
        if self._written is not None:
            self._written[0].close()


def _form_of(out: Path) -> PictureForm:
    return "jpeg" if out.suffix.lower() in JPEG else "png"


def export_still(
    ws: Workspace,
    recording_id: RecordingId,
    *,
    frame: int,
    purpose: Purpose,
    out: Path,
    progress: Progress = ignore_progress,
    **more: Unpack[More],
) -> StillReport:
    """Hand out a still on this thread; see ``StillExport``."""
    return complete(StillExport(ws, recording_id, frame, purpose, out, **more), progress)
