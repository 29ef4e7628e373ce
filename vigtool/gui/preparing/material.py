"""What the workspace works on: one film that may be watched, its marks, its people; tests bring their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from vigtool.domain.identifiers import RecordingId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment
from vigtool.domain.people import Person
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.gui.preparing.overview import OverviewWork
from vigtool.gui.preparing.projector import Projector
from vigtool.gui.preparing.sound import Sound


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

    def edit(self, step: str, marks: Marks) -> None:
        """Put an edit on record."""

    def undo(self) -> None:
        """Go a step back."""

    def redo(self) -> None:
        """Do a step again."""

    def new_moment(self, span: Span, key: int | None = None, title: str = "") -> Moment:
        """Mark a moment."""


@dataclass(frozen=True, slots=True)
class Material:
    """A film to prepare. ``people`` are those in the film; ``permitted`` tells whether it may still be watched.

    ``gaps`` are the frames that last over a time of which the recording has no pictures.
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
