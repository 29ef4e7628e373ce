"""Handing out one frame as a still."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from vigtool.domain.events import StillExported
from vigtool.domain.identifiers import PersonId, RecordingId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Act, Purpose
from vigtool.services.consents import grounds, permit
from vigtool.services.families import demand_recipients
from vigtool.services.film_access import lend_film
from vigtool.services.film_work import still_of
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import OutgoingFile, writing_to
from vigtool.services.recordings import demand_kept, frame_index, recording
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class StillReport:
    """A still that was handed out: where it lies, which frame, its size in pixels, its hash."""

    still: Path
    frame: int
    width: int
    height: int
    sha256: str


class StillExport:
    """The job of handing out one frame as a PNG; its result is the ``StillReport``."""

    def __init__(
        self,
        ws: Workspace,
        recording_id: RecordingId,
        frame: int,
        purpose: Purpose,
        out: Path,
        *,
        to: Sequence[PersonId] = (),
    ) -> None:
        """Ask for the permit; ``to`` as for a clip. Raises as ``ClipExport`` does, or ``OutsideFilm``."""
        self._ws = ws
        self._film = recording(ws, recording_id)
        self._permit = permit(ws, Act.STILL, purpose, recording_id)
        self._to = tuple(dict.fromkeys(to))
        demand_recipients(ws, recording_id, purpose, self._to, Act.STILL)
        self._index = frame_index(ws, recording_id)
        self._frame = frame
        self._out = out
        self._written: tuple[OutgoingFile, StillReport] | None = None

    def run(self, progress: Progress) -> None:
        """Have the frame decoded and write it.

        Raises ``NoSuchFrame``, an ``EngineError``, ``CannotWrite``, ``NoSpace``; then nothing is left.
        """
        progress(0, 1)
        with lend_film(self._ws.vault, self._permit, Act.STILL, self._film.id) as film:
            still = still_of(self._ws.run_task, film, self._index, self._frame, lambda _done, _total: progress(0, 1))
        outgoing = OutgoingFile(self._out, self._ws.folder)
        try:
            with writing_to(self._out):
                outgoing.file.write(still.png)
                sha256 = outgoing.sha256()
        except BaseException:
            outgoing.close()
            raise
        self._written = outgoing, StillReport(self._out, self._frame, still.width, still.height, sha256)

    def finish(self) -> StillReport:
        """Put the export on record, then give the still its name.

        Raises ``ConsentRefused`` when a consent was withdrawn meanwhile, ``KeyDestroyed`` when the film was erased;
        then nothing is left.
        """
        if self._written is None:
            raise NotRun
        outgoing, report = self._written
        film, purpose = self._film, self._permit.intent.purpose
        with closing(outgoing):
            demand_kept(self._ws, film.id)
            given = permit(self._ws, Act.STILL, purpose, film.id)
            demand_recipients(self._ws, film.id, purpose, self._to, Act.STILL)
            self._ws.record(
                StillExported(film.case, film.id, self._frame, purpose, report.sha256, grounds(given), self._to)
            )
            outgoing.publish()
        return report

    def abandon(self) -> None:
        """Leave nothing of it."""
        if self._written is not None:
            self._written[0].close()


def export_still(
    ws: Workspace,
    recording_id: RecordingId,
    *,
    frame: int,
    purpose: Purpose,
    out: Path,
    to: Sequence[PersonId] = (),
    progress: Progress = ignore_progress,
) -> StillReport:
    """Hand out a still on this thread; see ``StillExport``."""
    return complete(StillExport(ws, recording_id, frame, purpose, out, to=to), progress)
