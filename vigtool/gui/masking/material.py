"""What the window works on in which people are covered: a stretch of one film; tests bring their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from vigtool.domain.identifiers import MaskId, PersonId, RecordingId
from vigtool.domain.masking import Mask, Masking
from vigtool.domain.people import Person
from vigtool.domain.ticks import FrameTimes, Span
from vigtool.gui.playing.projector import Projector
from vigtool.gui.playing.sound import Sound
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.jobs import Job


class Desk(Protocol):
    """What is covered in one recording, with its history (``vigtool.services.masking.MaskingDesk``)."""

    @property
    def masking(self) -> Masking:
        """All that is covered, as it is now."""

    @property
    def past(self) -> tuple[str, ...]:
        """The names of the steps that can be undone, the latest first."""

    @property
    def future(self) -> tuple[str, ...]:
        """The names of the steps that can be done again, the next first."""

    def edit(self, step: str, masking: Masking) -> None:
        """Put an edit on record."""

    def undo_to(self, steps: int) -> None:
        """Go so many steps back."""

    def redo_to(self, steps: int) -> None:
        """Do so many steps again."""

    def new_mask(self, person: PersonId) -> Mask:
        """The mask of somebody who has none: nothing is known of them yet."""


@dataclass(frozen=True, slots=True)
class Material:
    """A stretch of a film in which people are to be covered.

    ``people`` are those in the film; ``permitted`` tells whether it may still be watched. ``follow`` gives the job that
    follows the box of a mask at a tick both ways within ``span``, whose result are the frames that it reached.
    """

    recording: RecordingId
    label: str
    times: FrameTimes
    span: Span
    people: Sequence[Person]
    desk: Desk
    projector: Projector
    follow: Callable[[MaskId, int], Job[range]]
    permitted: Callable[[], bool]
    read_only: bool = False
    sound: Sound | None = None
    preferences: PreferenceFile = field(default_factory=lambda: PreferenceFile(kept=False))

    @property
    def frames(self) -> range:
        """The frames of the stretch."""
        return self.times.frames_of(self.span)
