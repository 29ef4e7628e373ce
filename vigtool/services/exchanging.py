"""Handing out the marks of a film to another program: words and times, in that program's own format.

No picture and no sound is in such a file. It stands on the act by which the marks came to be: whoever may not work on
a film (``Act.ANNOTATE``) may not hand out what was written of it, and for another purpose than the guidance that one
is asked for as well (``docs/exchange.md``).
"""

import errno
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from vigtool.domain.exchanging import MarksExported
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.exchange.annotations.clips_on_disk import ClipOnDisk
from vigtool.exchange.annotations.data_package_writing import PACKAGE_NAME
from vigtool.exchange.annotations.format_names import OVER_CLIPS, Format
from vigtool.exchange.annotations.formats import Written, losses_in, written
from vigtool.exchange.annotations.marked_film import Loss, MarkedFilm
from vigtool.services.clips_beside import KnownClips, clips_beside, known_clips
from vigtool.services.consents import grounds, permit
from vigtool.services.errors import CannotWrite, FileUnreadable
from vigtool.services.guest_standing import demand_own
from vigtool.services.handover_errors import ChangedMeanwhile
from vigtool.services.incoming import beginning_of
from vigtool.services.jobs import NotRun, complete
from vigtool.services.marked_films import gathered_marks
from vigtool.services.outgoing import outside, small_files
from vigtool.services.recordings import demand_kept, recording
from vigtool.services.workspace import Workspace

_LARGEST_PACKAGE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class MarksWish:
    """In which format marks are to leave, for what, to whom (in words), and whether people stand in them by name."""

    format: Format
    purpose: Purpose = Purposes.GUIDANCE
    named: bool = False
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class MarksReport:
    """What was handed out: the file, what lies beside it, its hash, how many moments, what the format could not hold.

    ``clips`` are those that an edit list speaks of.
    """

    file: Path
    beside: tuple[Path, ...]
    sha256: str
    moments: int
    losses: tuple[Loss, ...]
    clips: int


@dataclass(frozen=True, slots=True)
class _Made:
    """A file that waits to be put on record."""

    written: Written
    film: MarkedFilm
    clips: tuple[ClipOnDisk, ...]
    losses: tuple[Loss, ...]


class MarksExport:
    """The job of handing out a film's marks; its result is the ``MarksReport``."""

    def __init__(self, ws: Workspace, recording_id: RecordingId, wish: MarksWish, out: Path, language: str) -> None:
        """Ask for the permit and gather the marks; words that a format has of its own are in ``language``.

        Raises ``OfGuest``, ``ConsentRefused``, ``UnknownId``, ``UnknownLanguage``, ``KeyDestroyed``.
        """
        self._ws, self._wish, self._out, self._language = ws, wish, out, language
        demand_own(ws, recording(ws, recording_id).case)
        permit(ws, Act.ANNOTATE, wish.purpose, recording_id)
        self._gathered = gathered_marks(ws, recording_id, language)
        self._known = known_clips(ws, recording_id, self._gathered.times) if wish.format in OVER_CLIPS else None
        self._made: _Made | None = None

    def run(self, progress: Progress) -> None:
        """Write the file, in memory. Raises ``TargetInVault``, ``CannotWrite``."""
        outside(self._out, self._ws.folder)
        progress(0, 1)
        film = self._gathered.marked(named=self._wish.named)
        clips = () if self._known is None else _clips(self._known, film, self._out.parent, progress)
        made = written(self._wish.format, film, self._language, self._out.name, clips)
        losses = (*losses_in(self._wish.format, film, clips), *self._gathered.kept_back())
        _demand_own(self._out, made.beside)
        self._made = _Made(made, film, clips, losses)
        progress(1, 1)

    def finish(self) -> MarksReport:
        """Put the export on record, then give the file its name.

        Raises ``ConsentRefused`` when a consent was withdrawn meanwhile, ``KeyDestroyed`` when the film was erased,
        ``ChangedMeanwhile`` where marks or people are others now, ``CannotWrite``, ``NoSpace``, ``VaultReadOnly``;
        then nothing is left.
        """
        if self._made is None:
            raise NotRun
        film, made, wish = self._gathered.film, self._made, self._wish
        demand_kept(self._ws, film.id)
        given = permit(self._ws, Act.ANNOTATE, wish.purpose, film.id)
        if gathered_marks(self._ws, film.id, self._language) != self._gathered:
            raise ChangedMeanwhile(film.id)
        files = {self._out: made.written.data}
        files.update((self._out.with_name(name), data) for name, data in made.written.beside.items())
        sha256 = hashlib.sha256(made.written.data).hexdigest()
        with small_files(files, self._ws.folder):
            self._ws.record(
                MarksExported(
                    film.case,
                    film.id,
                    wish.format.value,
                    sha256,
                    wish.purpose,
                    grounds(given),
                    named=wish.named,
                    recipient=wish.recipient,
                )
            )
        beside = tuple(path for path in files if path != self._out)
        return MarksReport(self._out, beside, sha256, len(made.film.moments), made.losses, len(made.clips))

    def abandon(self) -> None:
        """Forget the file; nothing was written yet."""
        self._made = None


class LossPreview:
    """The job of telling what each format would lose of a film as it is now; nothing leaves, nothing is written.

    Edit lists are told as if a clip of each moment lay beside them.
    """

    def __init__(self, ws: Workspace, recording_id: RecordingId, language: str) -> None:
        """Gather the marks. Raises ``UnknownId``, ``UnknownLanguage``, ``KeyDestroyed``."""
        self._gathered = gathered_marks(ws, recording_id, language)
        self._found: dict[Format, tuple[Loss, ...]] | None = None

    def run(self, progress: Progress) -> None:
        """Count."""
        film, kept_back = self._gathered.marked(), self._gathered.kept_back()
        clips = tuple(ClipOnDisk(one.id, one.id, "", one.begin, one.end) for one in film.moments)
        found = {}
        for done, each in enumerate(Format):
            progress(done, len(Format))
            found[each] = (*losses_in(each, film, clips), *kept_back)
        self._found = found

    def finish(self) -> Mapping[Format, tuple[Loss, ...]]:
        """What each format would lose."""
        if self._found is None:
            raise NotRun
        return self._found

    def abandon(self) -> None:
        """Forget it."""
        self._found = None


def export_marks(
    ws: Workspace,
    recording_id: RecordingId,
    wish: MarksWish,
    out: Path,
    language: str,
    progress: Progress = ignore_progress,
) -> MarksReport:
    """Hand out a film's marks on this thread; see ``MarksExport``."""
    return complete(MarksExport(ws, recording_id, wish, out, language), progress)


def _clips(known: KnownClips, film: MarkedFilm, folder: Path, progress: Progress) -> tuple[ClipOnDisk, ...]:
    spans = {one.id: (one.begin, one.end) for one in film.moments}
    return clips_beside(known, spans, folder, progress)


class _Resource(msgspec.Struct):
    path: str = ""


class _Package(msgspec.Struct):
    resources: list[_Resource]


def _demand_own(out: Path, beside: Mapping[str, bytes]) -> None:
    """Raise ``CannotWrite`` where a ``datapackage.json`` lies there that describes another file: it stays."""
    if PACKAGE_NAME not in beside:
        return
    place = out.with_name(PACKAGE_NAME)
    if out.name == PACKAGE_NAME or (place.exists() and not _describes(place, out.name)):
        raise CannotWrite(place, errno.EEXIST)


def _describes(place: Path, name: str) -> bool:
    try:
        package = msgspec.json.decode(beginning_of(place, _LARGEST_PACKAGE), type=_Package)
    except (FileUnreadable, msgspec.MsgspecError):
        return False
    return [one.path for one in package.resources] == [name]
