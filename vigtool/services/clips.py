"""Handing out a clip of a moment: permitted, written, verified, put on record, and only then there under its name."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from vigtool.domain.deciding import Permit
from vigtool.domain.events import ClipExported
from vigtool.domain.identifiers import MomentId, PersonId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Act, Purpose
from vigtool.exchange.clip_sidecar import ClipSidecar, ConsentGround, signed_bytes, to_json
from vigtool.exchange.field_types import exact_seconds
from vigtool.media.clip_checking import ClipCheck, check_clip
from vigtool.media.clip_writing import write_clip
from vigtool.media.film import Film
from vigtool.services.consents import grounds, permit
from vigtool.services.families import demand_recipients
from vigtool.services.film_access import open_film
from vigtool.services.jobs import NotRun, complete
from vigtool.services.marking import moment
from vigtool.services.outgoing import OutgoingFile, small_file, writing_to
from vigtool.services.projection import leaf_of
from vigtool.services.recordings import demand_kept, frame_index, recording, times_of
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ClipReport:
    """A clip that was handed out: where it and its sidecar lie, its hash, and what was verified."""

    clip: Path
    sidecar: Path
    sha256: str
    frames: int
    check: ClipCheck

    @property
    def verified(self) -> dict[str, float | int | bool | None]:
        """What was compared with the film, and how it came out: seconds, decibels (None: identical), sound."""
        return {
            "frames": self.check.frames,
            "duration": float(self.check.duration),
            "times_exact": True,
            "luma_psnr": self.check.luma_psnr,
            "sound": self.check.sound is not None,
        }


@dataclass(frozen=True, slots=True)
class _Written:
    outgoing: OutgoingFile
    sha256: str
    size: int
    check: ClipCheck


class ClipExport:
    """The job of handing out a moment as a clip; its result is the ``ClipReport``.

    ``run`` raises ``ClipNotExact`` when the verification fails, ``CannotWrite`` and ``NoSpace``; then nothing is left.
    """

    def __init__(
        self, ws: Workspace, moment_id: MomentId, purpose: Purpose, out: Path, to: Sequence[PersonId] = ()
    ) -> None:
        """Ask for the permit. ``to`` are those who get it, where that is known; a group's families have to be named.

        Raises ``ConsentRefused``, ``NotTheirFilm``, ``ViewersNotNamed``, ``UnknownId``.
        """
        self._ws = ws
        self._moment = moment(ws, moment_id)
        self._film = recording(ws, self._moment.recording)
        self._permit = self._permitted(purpose)
        self._to = tuple(dict.fromkeys(to))
        demand_recipients(ws, self._film.id, purpose, self._to)
        self._index = frame_index(ws, self._film.id)
        self._out = out
        self._written: _Written | None = None

    def run(self, progress: Progress) -> None:
        """Write and verify the clip."""
        outgoing = OutgoingFile(self._out, self._ws.folder)
        try:
            with writing_to(self._out):
                self._written = self._write(outgoing, progress)
        except BaseException:
            outgoing.close()
            raise

    def finish(self) -> ClipReport:
        """Put the export on record, then give the clip and its sidecar their names.

        Raises ``ConsentRefused`` when a consent was withdrawn while the clip was written, ``KeyDestroyed`` when the
        film was erased, and as the beginning does for recipients; then nothing is left.
        """
        if self._written is None:
            raise NotRun
        written, sidecar = self._written, self._out.with_name(self._out.name + ".json")
        with closing(written.outgoing):
            demand_kept(self._ws, self._film.id)
            given = self._permitted(self._permit.intent.purpose)
            demand_recipients(self._ws, self._film.id, given.intent.purpose, self._to)
            with closing(small_file(sidecar, self._signed(written, given), self._ws.folder)) as beside:
                self._ws.record(self._event(written, given))
                written.outgoing.publish()
                beside.publish()
        return ClipReport(self._out, sidecar, written.sha256, len(self._frames()), written.check)

    def abandon(self) -> None:
        """Leave nothing of it."""
        if self._written is not None:
            self._written.outgoing.close()

    def _permitted(self, purpose: Purpose) -> Permit:
        in_picture = moment(self._ws, self._moment.id).people
        return permit(self._ws, Act.CLIP, purpose, self._film.id, in_picture)

    def _frames(self) -> range:
        return times_of(self._index).frames_of(self._moment.span)

    def _write(self, outgoing: OutgoingFile, progress: Progress) -> _Written:
        vault, film_id, frames = self._ws.vault, self._film.id, self._frames()
        with (
            open_film(vault, self._permit, Act.CLIP, film_id) as file,
            open_film(vault, self._permit, Act.CLIP, film_id) as sound,
            Film(file, self._index) as film,
        ):
            write_clip(film, sound, frames, outgoing.file, _first_half(progress))
            outgoing.file.seek(0)
            check = check_clip(outgoing.file, film, frames, sound, _second_half(progress))
        return _Written(outgoing, outgoing.sha256(), outgoing.size(), check)

    def _event(self, written: _Written, given: Permit) -> ClipExported:
        return ClipExported(
            case=self._film.case,
            recording=self._film.id,
            moment=self._moment.id,
            purpose=given.intent.purpose,
            sha256=written.sha256,
            consents=grounds(given),
            to=self._to,
            in_picture=moment(self._ws, self._moment.id).people,
        )

    def _signed(self, written: _Written, given: Permit) -> bytes:
        vault = self._ws.vault
        sidecar = ClipSidecar(
            sha256=written.sha256,
            size=written.size,
            frames=len(self._frames()),
            duration=exact_seconds(self._film.time_base.seconds(self._moment.span.length)),
            moment=self._moment.id,
            recording=self._film.id,
            purpose=given.intent.purpose,
            consents=_grounds_of(self._ws, given),
            made_at=self._ws.clock(),
            vault=vault.id,
            public_key=vault.public_key.hex(),
        )
        return to_json(sidecar, vault.sign(signed_bytes(sidecar)).value)


def _first_half(progress: Progress) -> Progress:
    return lambda done, total: progress(done, 2 * total)


def _second_half(progress: Progress) -> Progress:
    return lambda done, total: progress(total + done, 2 * total)


def _grounds_of(ws: Workspace, given: Permit) -> tuple[ConsentGround, ...]:
    leaves = {one: leaf_of(ws.index, one) for one in grounds(given)}
    return tuple(ConsentGround(one, leaf.seq, leaf.hash.hex()) for one, leaf in leaves.items())


def export_clip(
    ws: Workspace,
    moment_id: MomentId,
    purpose: Purpose,
    out: Path,
    progress: Progress = ignore_progress,
    *,
    to: Sequence[PersonId] = (),
) -> ClipReport:
    """Hand out a clip on this thread; see ``ClipExport``."""
    return complete(ClipExport(ws, moment_id, purpose, out, to), progress)
