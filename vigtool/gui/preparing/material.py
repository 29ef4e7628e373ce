"""What the workspace works on: one film that may be watched, its marks, its people; tests bring their own."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from vigtool.domain.identifiers import MomentId, PackId, RecordingId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.domain.people import Person
from vigtool.domain.principles import Pack
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.gui.playing.projector import Projector
from vigtool.gui.playing.sound import Sound
from vigtool.gui.preparing.overview import OverviewWork
from vigtool.gui.shared.preferences import PreferenceFile


class Desk(Protocol):
    """The marks of one recording with their history (``vigtool.services.marking.MarkingDesk``)."""

    @property
    def marks(self) -> Marks:
        """All moments as they are now."""

    @property
    def can_undo(self) -> str | None:
        """The name of the step that can be undone."""

    @property
    def can_redo(self) -> str | None:
        """The name of the step that can be done again."""

    @property
    def past(self) -> tuple[str, ...]:
        """The names of the steps that can be undone, the latest first."""

    @property
    def future(self) -> tuple[str, ...]:
        """The names of the steps that can be done again, the next first."""

    @property
    def removed(self) -> tuple[Moment, ...]:
        """The moments that were removed and are not back, the last removed first."""

    def edit(self, step: str, marks: Marks) -> None:
        """Put an edit on record."""

    def undo(self) -> None:
        """Go a step back."""

    def redo(self) -> None:
        """Do a step again."""

    def undo_to(self, steps: int) -> None:
        """Go so many steps back."""

    def redo_to(self, steps: int) -> None:
        """Do so many steps again."""

    def split(self, moment_id: MomentId, tick: int, step: str) -> MomentId:
        """Part a moment at a tick; return the later part's id."""

    def restore(self, moment_id: MomentId) -> None:
        """Bring a removed moment back as it was."""

    def new_moment(self, span: Span, key: int | None = None, title: str = "") -> Moment:
        """Mark a moment."""


@dataclass(frozen=True, slots=True)
class Material:
    """A film to prepare. ``people`` are those in the film; ``permitted`` tells whether it may still be watched.

    ``gaps`` are the frames that last over a time of which the recording has no pictures. ``question`` is the helping
    question as it is worded now, ``shown`` the moments of the family's films, with those films' times, where this is
    the film of a review. ``pack`` holds the principles that moments are coded with, ``find_pack`` gives any version
    that they were coded with, None for unknown words. ``search`` finds moments of this film by their words. ``star``
    is what the case calls a moment that is chosen for the review; empty for the general word.
    ``speakers``: turns of many follow each other, as in a team. ``guest`` says whose the film is and until when, where
    it is here for supervision; nothing of it goes anywhere.
    """

    recording: RecordingId
    label: str
    times: FrameTimes
    people: Sequence[Person]
    desk: Desk
    projector: Projector
    permitted: Callable[[], bool]
    read_only: bool = False
    sound: Sound | None = None
    overview: OverviewWork | None = None
    gaps: Sequence[range] = ()
    preferences: PreferenceFile = field(default_factory=lambda: PreferenceFile(kept=False))
    question: str = ""
    shown: Sequence[Moment] = ()
    shown_times: Mapping[RecordingId, FrameTimes] = field(default_factory=dict)
    pack: Pack | None = None
    find_pack: Callable[[PackId, int], Pack | None] = lambda _pack, _version: None
    search: Callable[[str], Collection[MomentId]] | None = None
    star: str = ""
    speakers: bool = False
    guest: str = ""
