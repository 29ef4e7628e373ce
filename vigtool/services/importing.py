"""Taking a film into the vault: encrypt while copying, read back and compare, index; the original is only ever read.

The film exists for the vault from the moment in which its import stands in the journal. Whatever stops the work before
that leaves neither a file nor a key behind.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vigtool.domain.cases import Recording
from vigtool.domain.deciding import Intent, Permit
from vigtool.domain.events import RecordingImported
from vigtool.domain.identifiers import CaseId, PersonId, RecordingId
from vigtool.domain.people import Person
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Act, Purposes
from vigtool.engine.film_source import FilmSource
from vigtool.media.facts import FilmFacts
from vigtool.media.frame_index import FrameIndex
from vigtool.media.index_bytes import pack_index
from vigtool.services.cases import case
from vigtool.services.checked_copying import copy_checked
from vigtool.services.consents import grounds, permit_for
from vigtool.services.copying import Original, hash_of
from vigtool.services.errors import DuplicateFilm, PeopleNotNamed, SourceUnreadable, UnknownId
from vigtool.services.film_access import new_film
from vigtool.services.film_work import facts_of, index_of
from vigtool.services.guest_standing import demand_own, is_guest
from vigtool.services.identifying import new_identifier
from vigtool.services.index_making import FRAME_INDEX
from vigtool.services.jobs import NotRun, complete
from vigtool.services.kinds import kind_of_case
from vigtool.services.people import people
from vigtool.services.recordings import every_recording, times_of
from vigtool.services.workspace import Workspace
from vigtool.vault.recordings import RecordingWriter

STEPS: Final = 2
"""Passes over the film that progress counts: copying with reading back beside it, indexing."""


@dataclass(frozen=True, slots=True)
class _Copied:
    """A film that lies in the vault and is not on record yet; closing ``unfinished`` before a commit removes it."""

    sha256: str
    size: int
    facts: FilmFacts
    index: FrameIndex
    sealed: RecordingWriter
    unfinished: ExitStack


class Importing:
    """The job of taking one film into a case; its result is the recording.

    ``run`` raises ``SourceUnreadable``, ``DuplicateFilm``, ``CopyDiffers``, a ``MediaError`` when it is not a film, an
    ``EngineError`` when reading it ended the engine, and the vault's ``NoSpace``; the vault is then as it was before.
    """

    def __init__(
        self, ws: Workspace, source: Path, case_id: CaseId, people_ids: Sequence[PersonId] | None = None
    ) -> None:
        """Ask for the consents of all in the film.

        Raises ``ConsentRefused``, ``PeopleNotNamed``, ``UnknownId``, ``OfGuest``.
        """
        demand_own(ws, case_id)
        self._ws = ws
        self._source = source
        self._id = RecordingId(new_identifier())
        self._case = case(ws, case_id)
        self._shown = _those_in(ws, case_id, people_ids)
        self._given = self._permit()
        self._known = [film for film in every_recording(ws) if not is_guest(ws, film.case)]
        self._copied: _Copied | None = None

    def run(self, progress: Progress) -> None:
        """Copy, read back, index."""
        with Original(self._source) as original:
            self._refuse_duplicate_of_size(original)
            facts = self._facts(original, progress)
            original.seek(0)
            self._copied = self._copy(original, facts, progress)

    def finish(self) -> Recording:
        """Put the film on record.

        Raises ``ConsentRefused`` when a consent was withdrawn while the film was copied; then nothing is left.
        """
        if self._copied is None:
            raise NotRun
        with self._copied.unfinished:
            given = self._permit()
            film = self._recording(self._copied)
            self._copied.sealed.commit()
            self._ws.record(RecordingImported(film, grounds(given)))
        return film

    def abandon(self) -> None:
        """Take the copy out of the vault again."""
        if self._copied is not None:
            self._copied.unfinished.close()

    def _permit(self) -> Permit:
        return permit_for(self._ws, Intent(Act.STORE, Purposes.GUIDANCE, self._id), self._case.id, self._shown)

    def _refuse_duplicate_of_size(self, original: Original) -> None:
        alike = {film.sha256: film.id for film in self._known if film.size == original.size}
        if alike and (sha256 := hash_of(original)) in alike:
            raise DuplicateFilm(alike[sha256])

    def _facts(self, original: Original, progress: Progress) -> FilmFacts:
        total = STEPS * original.size
        try:
            with original.lend() as lent:
                return facts_of(self._ws.run_task, lent, lambda _done, _total: progress(0, total))
        except OSError as error:
            raise SourceUnreadable(error.errno) from error

    def _copy(self, original: Original, facts: FilmFacts, progress: Progress) -> _Copied:
        size = original.size
        with ExitStack() as unfinished:
            sealed = unfinished.enter_context(new_film(self._ws.vault, self._given, self._id))
            copied = copy_checked(original, sealed, lambda done: progress(min(done, size), STEPS * size))
            copied.copy.close()
            if copied.size != size:
                raise SourceUnreadable(None)  # it shrank or grew meanwhile: cut off, or not yet whole
            with FilmSource.of_recording(sealed.lend()) as lent:
                index = index_of(self._ws.run_task, lent, _second_part(progress, size))
            self._ws.vault.put_derived(self._id, FRAME_INDEX, pack_index(index))
            return _Copied(copied.sha256, size, facts, index, sealed, unfinished.pop_all())

    def _recording(self, copied: _Copied) -> Recording:
        times = times_of(copied.index)
        return Recording(
            id=self._id,
            case=self._case.id,
            label=_spelled(self._source.stem),
            sha256=copied.sha256,
            size=copied.size,
            frames=times.frames,
            time_base=times.time_base,
            duration_ticks=times.end_tick - times.start_tick,
            people=tuple(person.id for person in self._shown),
            captured_at=copied.facts.captured,
            imported_at=self._ws.clock(),
        )


def _those_in(ws: Workspace, case_id: CaseId, people_ids: Sequence[PersonId] | None) -> list[Person]:
    everyone = people(ws, case_id)
    if people_ids is None and kind_of_case(ws, case_id).families:
        raise PeopleNotNamed
    if people_ids is None:
        return everyone
    known = {person.id: person for person in everyone}
    strangers = [one for one in people_ids if one not in known]
    if strangers:
        raise UnknownId("person", strangers[0])
    return [known[one] for one in dict.fromkeys(people_ids)]


def _spelled(name: str) -> str:
    """A file's name as text; bytes in it that are no UTF-8 have no letter of their own."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _second_part(progress: Progress, size: int) -> Progress:
    """Report the making of the index as the second half of the whole."""
    return lambda done, total: progress(size + (size * done // total if total else size), STEPS * size)


def import_film(
    ws: Workspace,
    source: Path,
    case_id: CaseId,
    people_ids: Sequence[PersonId] | None = None,
    progress: Progress = ignore_progress,
) -> Recording:
    """Take a film into a case on this thread; see ``Importing``."""
    return complete(Importing(ws, source, case_id, people_ids), progress)
