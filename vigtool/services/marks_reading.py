"""Marks out of another program's file: read without trust first, then taken in as one edit that can be undone."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vigtool.domain.identifiers import PersonId, RecordingId
from vigtool.domain.marks import Marks
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.purposes import Act, Purposes
from vigtool.exchange.annotations.errors import MOST_BYTES
from vigtool.exchange.annotations.formats import ReadFile, read_marks
from vigtool.exchange.report_words import LANGUAGES
from vigtool.services.consents import permit
from vigtool.services.found_moments import FoundMoments, Made, principle_words
from vigtool.services.incoming import beginning_of
from vigtool.services.jobs import NotRun, complete
from vigtool.services.marked_films import pseudonyms
from vigtool.services.marking import MarkingDesk
from vigtool.services.people import everyone
from vigtool.services.principles import packs
from vigtool.services.recordings import frame_times, recording
from vigtool.services.workspace import Workspace

IMPORT: Final = "import"
"""The step's name in the history of the film's marks."""


@dataclass(frozen=True, slots=True)
class ReadMarks:
    """A file that was read, before anything of it is taken in.

    ``kinds`` are the names that it has for its sorts of marks (tiers, behaviours), with how many marks each; ``people``
    those that it names, each with whom of the case that is, None where nobody is called so.
    """

    file: ReadFile
    kinds: Mapping[str, int]
    people: Mapping[str, PersonId | None]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a file: moments and turns that were made, and what was not understood.

    ``left_out`` has the words of the file's own format with how often; ``strangers`` the people of the file who are
    nobody of the case, with how many marks of theirs there are; ``outside`` are marks that lie after the film's end,
    ``cut`` those that reached beyond it; ``loose`` what belongs to a moment, and no moment is where it is.
    """

    format: str
    moments: int
    turns: int
    left_out: Mapping[str, int]
    strangers: Mapping[str, int]
    outside: int
    cut: int
    loose: int


class MarksReading:
    """The job of reading a file of another program; nothing is taken in yet. Its result is the ``ReadMarks``."""

    def __init__(self, ws: Workspace, recording_id: RecordingId, source: Path, language: str) -> None:
        """Ask for the permit to work on the film. Raises ``ConsentRefused``, ``UnknownId``."""
        permit(ws, Act.ANNOTATE, Purposes.GUIDANCE, recording_id)
        self._source, self._language = source, language
        self._names = _names(ws, recording_id)
        self._read: ReadMarks | None = None

    def run(self, progress: Progress) -> None:
        """Read the file. Raises ``FileUnreadable``, ``FileUnfit``."""
        progress(0, 1)
        file = read_marks(beginning_of(self._source, MOST_BYTES + 1), self._language)
        marks = file.found.marks
        people = dict.fromkeys(one.person for one in marks if one.person)
        known = {one: self._names.get(one.strip().casefold()) for one in people}
        self._read = ReadMarks(file, Counter(one.kind for one in marks), known)
        progress(1, 1)

    def finish(self) -> ReadMarks:
        """What the file holds."""
        if self._read is None:
            raise NotRun
        return self._read

    def abandon(self) -> None:
        """Forget it."""
        self._read = None


class MarksImport:
    """The job of making moments of a file that was read; its result is ``TakenIn``.

    ``kinds`` are those that are wanted, None for all. ``people`` says who is who, instead of ``ReadMarks.people``.
    """

    def __init__(
        self,
        ws: Workspace,
        recording_id: RecordingId,
        read: ReadMarks,
        *,
        kinds: Collection[str] | None = None,
        people: Mapping[str, PersonId | None] | None = None,
    ) -> None:
        """Ask for the permit. Raises ``ConsentRefused``, ``UnknownId``, ``KeyDestroyed``."""
        self._desk = MarkingDesk(ws, recording_id)
        self._read = read
        self._wanted = None if kinds is None else frozenset(kinds)
        self._making = FoundMoments(
            recording(ws, recording_id).id,
            frame_times(ws, recording_id),
            read.people if people is None else people,
            principle_words(packs(ws)),
        )
        self._made: Made | None = None

    def run(self, progress: Progress) -> None:
        """Make the moments, without putting them anywhere."""
        marks = self._read.file.found.marks
        wanted = [one for one in marks if self._wanted is None or one.kind in self._wanted]
        self._made = self._making.of(wanted, progress)

    def finish(self) -> TakenIn:
        """Take all of them in as one edit. Raises ``ConsentRefused``, ``VaultReadOnly``; then none is there."""
        made = self._made
        if made is None:
            raise NotRun
        if made.moments:
            self._desk.edit(IMPORT, Marks((*self._desk.marks.moments, *made.moments)))
        return TakenIn(
            format=self._read.file.format,
            moments=len(made.moments),
            turns=sum(len(one.turns) for one in made.moments),
            left_out=self._read.file.found.left_out,
            strangers=made.strangers,
            outside=made.outside,
            cut=made.cut,
            loose=made.loose,
        )

    def abandon(self) -> None:
        """Forget them."""
        self._made = None


def import_marks(
    ws: Workspace, recording_id: RecordingId, source: Path, language: str, progress: Progress = ignore_progress
) -> TakenIn:
    """Take in a file's marks on this thread, people by their names or pseudonyms; see both jobs."""
    read = complete(MarksReading(ws, recording_id, source, language), progress)
    return complete(MarksImport(ws, recording_id, read), progress)


def _names(ws: Workspace, recording_id: RecordingId) -> dict[str, PersonId]:
    """Under what a file may name the people of the case: their names, and role and number in each language."""
    people = tuple(everyone(ws, recording(ws, recording_id).case))
    found = {name.casefold(): id_ for one in LANGUAGES for id_, name in pseudonyms(people, one).items()}
    found.update((one.name.strip().casefold(), one.id) for one in people if one.name.strip())
    return found
