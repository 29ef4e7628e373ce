"""What is covered in a stretch of film while it is worked on: who is chosen, every edit, and what is still open.

Who is chosen is not undone; every edit is one step that undo takes back.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import PersonId
from vigtool.domain.masking import Box, Mask, Masking, MaskPoint, VoiceWay, uncovered
from vigtool.domain.ticks import Span
from vigtool.gui.masking.material import Material
from vigtool.gui.masking.runs import Run, bridge, nearest_box, runs_of
from vigtool.gui.masking.steps import Step
from vigtool.gui.masking.voices import with_way


class CoverWork(QObject):
    """``changed`` follows each edit, ``chosen`` another person; ``failed`` carries why an edit was not made."""

    changed = Signal()
    chosen = Signal()
    failed = Signal(object)

    def __init__(self, material: Material, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.material = material
        self.times, self.frames = material.times, material.frames
        self.read_only = material.read_only
        self.person = self._first_person()

    @property
    def masking(self) -> Masking:
        """All that is covered, as it is now."""
        return self.material.desk.masking

    @property
    def mask(self) -> Mask | None:
        """The mask of the chosen person."""
        return None if self.person is None else self.masking.of(self.person)

    @property
    def shown_people(self) -> tuple[PersonId, ...]:
        """Who has a mask, and the chosen one; those of the film first, in its order."""
        covered = [one.person for one in self.masking.masks]
        known = [one.id for one in self.material.people]
        wanted = {*covered, *(() if self.person is None else (self.person,))}
        return (*(one for one in known if one in wanted), *(one for one in covered if one not in known))

    def gaps(self, person: PersonId) -> tuple[range, ...]:
        """The frames of the stretch that are still open for somebody."""
        return uncovered(self.masking.of_people((person,)), self.times, self.frames)

    def runs(self, person: PersonId) -> tuple[Run, ...]:
        """What is known of somebody over the stretch."""
        return runs_of(self.masking.of_people((person,)), self.times, self.frames)

    @property
    def left(self) -> Mapping[PersonId, tuple[range, ...]]:
        """What is still open, for those who are to be covered, in the order of the strip."""
        covered = {one.person for one in self.masking.masks}
        found = {one: self.gaps(one) for one in self.shown_people if one in covered}
        return {person: gaps for person, gaps in found.items() if gaps}

    def point(self, frame: int) -> MaskPoint | None:
        """What is known of the chosen person on a frame."""
        return None if self.mask is None else self.mask.at(self.times.tick_of(frame))

    def boxes(self, frame: int) -> Sequence[tuple[PersonId, Box]]:
        """Who is covered on a frame, and where."""
        tick = self.times.tick_of(frame)
        points = ((one.person, one.at(tick)) for one in self.masking.masks)
        return [(person, point.box) for person, point in points if point is not None and point.box is not None]

    def nearest(self, frame: int) -> Box | None:
        """The chosen person's box that is nearest in time."""
        return nearest_box(self.mask, self.times.tick_of(frame))

    def choose(self, person: PersonId) -> None:
        """Work on somebody's mask from now on."""
        if person != self.person:
            self.person = person
            self.chosen.emit()

    def put_box(self, frame: int, box: Box) -> None:
        """Cover the chosen person so on a frame."""
        self._set(Step.BOX, [MaskPoint(self.times.tick_of(frame), box, by_hand=True)])

    def put_absent(self, frames: Iterable[int]) -> None:
        """Note that the chosen person is not in the picture on these frames."""
        self._set(Step.ABSENT, [MaskPoint(self.times.tick_of(n), None, by_hand=True) for n in frames])

    def fill(self, gap: range) -> None:
        """Fill a gap with boxes that go evenly from the one before to the one after."""
        if self.mask is not None:
            self._set(Step.BRIDGE, bridge(self.mask, self.times, gap))

    def forget(self, frame: int) -> None:
        """Know nothing of the chosen person on a frame any more."""
        mask = self.mask
        if mask is not None:
            here = Span(self.times.tick_of(frame), self.times.tick_of(frame + 1))
            self._edit(Step.FORGET, lambda: self.masking.with_mask(mask.without(here)))

    def uncover(self) -> None:
        """Do not cover the chosen person at all."""
        mask = self.mask
        if mask is not None:
            self._edit(Step.UNCOVER, lambda: self.masking.without(mask.id))

    def treat_voices(self, way: VoiceWay | None) -> None:
        """Mute or pitch the sound of the stretch, or leave it as it is."""
        voices = with_way(self.masking.voices, self.material.span, way)
        self._edit(Step.VOICES, lambda: self.masking.with_voices(voices))

    def undo(self, steps: int = 1) -> None:
        """Go back."""
        self._do(lambda: self.material.desk.undo_to(steps))

    def redo(self, steps: int = 1) -> None:
        """Go forward again."""
        self._do(lambda: self.material.desk.redo_to(steps))

    def _set(self, step: Step, points: Iterable[MaskPoint]) -> None:
        person = self.person
        points = tuple(points)
        if person is not None and points:
            self._edit(step, lambda: self.masking.with_mask(self._mask_of(person).with_points(points, over_hand=True)))

    def _mask_of(self, person: PersonId) -> Mask:
        return self.masking.of(person) or self.material.desk.new_mask(person)

    def _edit(self, step: Step, make: Callable[[], Masking]) -> None:
        self._do(lambda: self.material.desk.edit(step, make()))

    def _do(self, edit: Callable[[], None]) -> None:
        if self.read_only:
            return
        try:
            edit()
        except (VigtoolError, OSError) as error:
            self.failed.emit(error)
        else:
            self.changed.emit()

    def _first_person(self) -> PersonId | None:
        covered = {one.person for one in self.masking.masks}
        known = [one.id for one in self.material.people]
        return next((one for one in known if one in covered), next(iter(known), None))
