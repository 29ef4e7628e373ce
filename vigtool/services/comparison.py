"""What two people marked in the same film, side by side: a guest's marks after the blind pass, or a file's.

Nothing is put on record while one looks; what leaves as a file does so under a permit and is put on record.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

from vigtool.domain.agreement import agreement
from vigtool.domain.comparing import LEAST_OVERLAP, Comparison, compare, in_frames
from vigtool.domain.deciding import Permit
from vigtool.domain.exchanging import MarksExported
from vigtool.domain.identifiers import CaseId, RecordingId
from vigtool.domain.moments import Moment, PrincipleSeen
from vigtool.domain.progress import Progress, ignore_progress, part_of
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.domain.ticks import FrameTimes
from vigtool.exchange.comparison import ComparedFilm, Seen, Side, document_of, to_json
from vigtool.exchange.comparison_table import write_csv
from vigtool.services.comparison_errors import NoSuchTable, NotYetRevealed
from vigtool.services.consents import grounds, permit
from vigtool.services.found_moments import FoundMoments, principle_words
from vigtool.services.guest_standing import is_guest_film
from vigtool.services.guests import guest, handed_moments, is_revealed
from vigtool.services.jobs import NotRun, complete
from vigtool.services.marking import moments
from vigtool.services.marks_reading import MarksReading
from vigtool.services.outgoing import outside, small_files
from vigtool.services.principles import packs, seen
from vigtool.services.recordings import demand_kept, frame_times, recording
from vigtool.services.workspace import Workspace

SEED: Final = 2016
"""Of the draws for the intervals: the same marks always give the same figures."""

FORMAT: Final = "comparison"
"""What is on record as the format of the file."""

ENDINGS: Final = frozenset({".csv", ".json", ".pdf"})

Told: TypeAlias = Callable[[Comparison, tuple[Side, Side]], Sequence[str]]
"""Sums a film's comparison up in sentences."""


def told_nothing(_found: Comparison, _sides: tuple[Side, Side]) -> tuple[str, ...]:
    """For a table or data, which have no sentences."""
    return ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Films with what two people marked in them; ``sides`` tells who a and b are."""

    sides: tuple[Side, Side]
    films: tuple[ComparedFilm, ...]


@dataclass(frozen=True, slots=True)
class _Film:
    recording: RecordingId
    times: FrameTimes
    a: Sequence[Moment]
    b: Sequence[Moment]

    def compared(self, progress: Progress, *, research: bool) -> ComparedFilm:
        found = compare(self.a, self.b, self.times, progress=part_of(progress, 0, 2))
        if not research:
            return ComparedFilm(self.recording, self.times, found)
        a, b = in_frames(self.a, self.times), in_frames(self.b, self.times)
        draw = Random(SEED).randrange  # noqa: S311 - nothing is kept secret by it
        figures = agreement(a, b, self.times.frames, draw, part_of(progress, 1, 2))
        return ComparedFilm(self.recording, self.times, found, figures)


class GuestComparing:
    """The job of laying a guest's marks beside one's own; its result is ``Compared``, a film after the other."""

    def __init__(self, ws: Workspace, case_id: CaseId, *, research: bool = False) -> None:
        """Gather the marks: a are the trainee's, b this vault's own.

        Raises ``NotYetRevealed`` before the trainee's marks were looked at, ``NotAGuest``, ``UnknownId``,
        ``ConsentRefused``, ``KeyDestroyed``.
        """
        films = guest(ws, case_id).films
        if not is_revealed(ws, case_id):
            raise NotYetRevealed(case_id)
        handed = handed_moments(ws, case_id)
        self._films = [_guest_film(ws, one.recording, handed) for one in films]
        self._research = research
        self._compared: Compared | None = None

    def run(self, progress: Progress) -> None:
        """Compare."""
        films = tuple(
            film.compared(part_of(progress, number, len(self._films)), research=self._research)
            for number, film in enumerate(self._films)
        )
        self._compared = Compared((Side.TRAINEE, Side.SUPERVISOR), films)

    def finish(self) -> Compared:
        """What was found."""
        if self._compared is None:
            raise NotRun
        return self._compared

    def abandon(self) -> None:
        """Forget it."""
        self._compared = None


class FileComparing:
    """The job of laying the marks in another program's file beside those of a film; its result is ``Compared``."""

    def __init__(
        self, ws: Workspace, recording_id: RecordingId, file: Path, language: str, *, research: bool = False
    ) -> None:
        """Gather the marks: a are this vault's own, b the file's.

        Raises ``ConsentRefused``, ``UnknownId``, ``KeyDestroyed``.
        """
        self._reading = MarksReading(ws, recording_id, file, language)
        self._own = moments(ws, recording_id)
        self._recording, self._times = recording_id, frame_times(ws, recording_id)
        self._principles = principle_words(packs(ws))
        self._research = research
        self._compared: Compared | None = None

    def run(self, progress: Progress) -> None:
        """Read the file and compare; nothing is taken in. Raises ``FileUnreadable``, ``FileUnfit``."""
        self._reading.run(part_of(progress, 0, 4))
        read = self._reading.finish()
        making = FoundMoments(self._recording, self._times, read.people, self._principles)
        theirs = making.of(read.file.found.marks, part_of(progress, 1, 4)).moments
        film = _Film(self._recording, self._times, self._own, theirs)
        found = film.compared(part_of(progress, 1, 2), research=self._research)
        self._compared = Compared((Side.VAULT, Side.FILE), (found,))

    def finish(self) -> Compared:
        """What was found."""
        if self._compared is None:
            raise NotRun
        return self._compared

    def abandon(self) -> None:
        """Forget it."""
        self._compared = None


class ComparisonExport:
    """The job of handing out a comparison; its result is the file's SHA-256.

    It is a table (``.csv``), data (``.json``), or pages (``.pdf``) that begin with what ``told`` says. Frames, times
    and principles are in it, and nobody's words: so that of a guest it may leave, too.
    """

    def __init__(self, ws: Workspace, compared: Compared, out: Path, language: str, told: Told = told_nothing) -> None:
        """Ask for the permits and name the principles.

        Raises ``NoSuchTable`` for another ending, ``ConsentRefused``, ``UnknownId``.
        """
        if out.suffix.lower() not in ENDINGS:
            raise NoSuchTable(out.suffix)
        self._ws, self._films, self._out, self._language = ws, compared.films, out, language
        for one in compared.films:
            _permit(ws, one.recording)
        self._document = document_of(compared.films, compared.sides, LEAST_OVERLAP, ws.id, ws.clock())
        self._names = _names(ws, compared.films, language)
        self._told = tuple(tuple(told(one.comparison, compared.sides)) for one in compared.films)
        self._data: bytes | None = None

    def run(self, progress: Progress) -> None:
        """Write the file, in memory. Raises ``TargetInVault``, ``CannotWrite``, ``ReportNotMade``."""
        outside(self._out, self._ws.folder)
        progress(0, 1)
        self._data = self._written()
        progress(1, 1)

    def finish(self) -> str:
        """Put it on record for each film, then give the file its name.

        Raises ``ConsentRefused``, ``KeyDestroyed``, ``CannotWrite``, ``NoSpace``, ``VaultReadOnly``; then nothing is
        left.
        """
        if self._data is None:
            raise NotRun
        sha256 = hashlib.sha256(self._data).hexdigest()
        for film in self._films:
            demand_kept(self._ws, film.recording)
        given = {one.recording: _permit(self._ws, one.recording) for one in self._films}
        with small_files({self._out: self._data}, self._ws.folder):
            for id_, stands_on in given.items():
                case, purpose = recording(self._ws, id_).case, _purpose(self._ws, id_)
                self._ws.record(MarksExported(case, id_, FORMAT, sha256, purpose, grounds(stands_on)))
        return sha256

    def abandon(self) -> None:
        """Forget the file; nothing was written yet."""
        self._data = None

    def _written(self) -> bytes:
        match self._out.suffix.lower():
            case ".csv":
                return write_csv(self._document, self._language, self._name)
            case ".pdf":
                from vigtool.exchange.comparison_report import comparison_pdf  # noqa: PLC0415 - pages load slowly

                return comparison_pdf(self._document, self._told, self._language, self._name)
        return to_json(self._document)

    def _name(self, principle: Seen) -> str:
        return self._names.get(principle) or f"{principle.pack}.{principle.principle}"


def compare_guest(
    ws: Workspace, case_id: CaseId, *, research: bool = False, progress: Progress = ignore_progress
) -> Compared:
    """Lay a guest's marks beside one's own on this thread; see ``GuestComparing``."""
    return complete(GuestComparing(ws, case_id, research=research), progress)


def compare_with_file(
    ws: Workspace,
    recording_id: RecordingId,
    file: Path,
    language: str,
    *,
    research: bool = False,
    progress: Progress = ignore_progress,
) -> Compared:
    """Lay a file's marks beside those of a film on this thread; see ``FileComparing``."""
    return complete(FileComparing(ws, recording_id, file, language, research=research), progress)


def export_comparison(
    ws: Workspace,
    compared: Compared,
    out: Path,
    language: str,
    told: Told = told_nothing,
    progress: Progress = ignore_progress,
) -> str:
    """Hand out a comparison on this thread; see ``ComparisonExport``."""
    return complete(ComparisonExport(ws, compared, out, language, told), progress)


def _guest_film(ws: Workspace, recording_id: RecordingId, handed: Sequence[Moment]) -> _Film:
    _permit(ws, recording_id)
    theirs = [one for one in handed if one.recording == recording_id]
    return _Film(recording_id, frame_times(ws, recording_id), theirs, moments(ws, recording_id))


def _purpose(ws: Workspace, recording_id: RecordingId) -> Purpose:
    return Purposes.SUPERVISION if is_guest_film(ws, recording_id) else Purposes.GUIDANCE


def _permit(ws: Workspace, recording_id: RecordingId) -> Permit:
    return permit(ws, Act.ANNOTATE, _purpose(ws, recording_id), recording_id)


def _names(ws: Workspace, films: Sequence[ComparedFilm], language: str) -> dict[Seen, str]:
    everything: set[PrincipleSeen] = set()
    for film in films:
        found = film.comparison
        marked = [one.a for one in found.matched] + [one.b for one in found.matched]
        marked += [one.marked for one in (*found.only_a, *found.only_b)]
        everything.update(principle for one in marked for principle in one.moment.principles)
    named = {}
    for one in everything:
        words = seen(ws, one)
        if words is not None:
            named[Seen(one.pack, one.version, one.item)] = words.name.in_language(language)
    return named
