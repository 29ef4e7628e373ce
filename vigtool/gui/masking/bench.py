"""Covering people in a stretch of film: the picture with its boxes, what can be done, and the strip below.

Rule: what is edited is the frame whose picture is on the screen, never one that is still on its way.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import PersonId
from vigtool.domain.masking import MaskPoint, VoiceWay
from vigtool.gui.masking.keys import Deed, deed_of
from vigtool.gui.masking.lanes import Told
from vigtool.gui.masking.material import Material
from vigtool.gui.masking.offers import next_thing, offers
from vigtool.gui.masking.runs import KNOWN, gap_after, gap_at, gap_before, hand_frames
from vigtool.gui.masking.sheet import CoverSheet
from vigtool.gui.masking.showing import Showing
from vigtool.gui.masking.steps import step_words
from vigtool.gui.masking.voices import MixedVoices, way_in
from vigtool.gui.masking.words import (
    arrow_words,
    followed_words,
    here_words,
    left_words,
    look_words,
    nobody_words,
    open_words,
    state_words,
)
from vigtool.gui.masking.work import CoverWork
from vigtool.gui.playing.player import Player
from vigtool.gui.shared.announcing import announce
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable

WATCHING: Final = frozenset({Deed.PLAY, Deed.BACK, Deed.FORWARD, Deed.PREVIOUS_GAP, Deed.NEXT_GAP, Deed.PREVIEW})
"""Deeds that change nothing: they go on while somebody is followed."""


class CoverBench(CoverSheet):
    """One stretch of film in which people are covered. ``changed`` follows each edit."""

    changed = Signal()

    def __init__(self, material: Material, parent: QWidget | None = None) -> None:
        super().__init__(material, parent)
        self.material = material
        self.work = CoverWork(material, self)
        self.frames = material.frames
        self.player = Player(material.times, material.projector.open, material.sound, self)
        self.showing = Showing(self.player, self.view, self._show_here)
        self._names = {one.id: one.name for one in material.people}
        self._gaps: tuple[range, ...] = ()
        self._running = self._rests = False
        self._connect()
        self.player.show_frame(self.frames.start)
        self._show()

    @property
    def here(self) -> int:
        """The frame whose picture is on the screen."""
        return self.player.frame if self.view.frame is None else self.view.frame

    def start(self) -> None:
        """Open the film."""
        if not self._running and not self._rests:
            self._running = True
            self.material.projector.take_out()
            self.player.start()

    def stop(self) -> None:
        """Put down what is in the hand, stop what is under way and close the film."""
        self.view.settle()
        self.job.stop()
        self._rest()

    def begin_at(self, person: PersonId | None = None, frame: int | None = None) -> None:
        """Work on somebody from now on, at a frame of the stretch."""
        if person is not None:
            self.work.choose(person)
        if frame is not None:
            self._go(frame)

    def recheck_consent(self) -> None:
        """Ask again whether the film may be watched; if not, stop at once, say why and let go of every picture."""
        if self._rests or self.material.permitted():
            return
        self._rests = True
        self.job.stop()
        self._rest(tr("A consent has changed, so this film rests now. What you covered is kept."))
        for part in (self.side, self.transport, self.lanes, self.history, self.preview, self.left):
            part.setEnabled(False)

    def do(self, deed: Deed) -> None:
        """Do what a key or a button asks for."""
        if self._rests or (self.job.running and deed not in WATCHING):
            return
        self.view.settle()
        if deed not in WATCHING:
            self.player.pause()
        gap = gap_at(self._gaps, self.here)
        deeds: dict[Deed, Callable[[], object]] = {
            Deed.PLAY: self._toggle,
            Deed.BACK: lambda: self._go(self.player.frame - 1),
            Deed.FORWARD: lambda: self._go(self.player.frame + 1),
            Deed.PREVIOUS_GAP: lambda: self._go_to_gap(gap_before(self._gaps, self.player.frame)),
            Deed.NEXT_GAP: lambda: self._go_to_gap(gap_after(self._gaps, self.player.frame)),
            Deed.FOLLOW: self._follow,
            Deed.BOX: lambda: self.view.offer_box(self.work.nearest(self.here)),
            Deed.ABSENT: lambda: self.work.put_absent([self.here]),
            Deed.ABSENT_GAP: lambda: self.work.put_absent(gap or ()),
            Deed.BRIDGE: lambda: self._fill(gap or range(0)),
            Deed.FORGET: lambda: self.work.forget(self.here),
            Deed.UNCOVER: self.work.uncover,
            Deed.PREVIEW: self.preview.toggle,
            Deed.UNDO: self.work.undo,
            Deed.REDO: self.work.redo,
        }
        deeds[deed]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the window; in a choice they choose. Escape gives up what is in the hand."""
        deed = deed_of(event)
        if event.key() == Qt.Key.Key_Escape and self.view.drop():
            event.accept()
        elif deed is None or isinstance(QApplication.focusWidget(), QComboBox):
            super().keyPressEvent(event)
        else:
            self.do(deed)

    def _rest(self, sentence: str = "") -> None:
        self._running = False
        self.showing.close(sentence)
        self.material.projector.put_away()
        self.player.end()

    def _connect(self) -> None:
        self.player.frame_changed.connect(self._show_frame)
        self.player.playing_changed.connect(self.transport.show_playing)
        self.player.restarted.connect(lambda _restarted: self.recheck_consent())
        self.view.box_set.connect(self._put_box)
        self.work.changed.connect(self._edited)
        self.work.chosen.connect(self._show)
        self.work.failed.connect(self._explain)
        for part in (self.side, self.transport):
            part.asked.connect(self.do)
        self.side.person_chosen.connect(self._choose)
        self.side.voices_chosen.connect(self._treat_voices)
        self.lanes.chosen.connect(self._choose)
        self.lanes.picked.connect(self._scrub)
        self.history.undo_chosen.connect(self.work.undo)
        self.history.redo_chosen.connect(self.work.redo)
        self.preview.toggled.connect(lambda on: self.view.show_covered(covered=on))
        self.job.failed.connect(self._not_followed)
        self.job.cancelled.connect(self._ready_again)
        self.left.look_asked.connect(self._go_where_open)

    def _edited(self) -> None:
        self.message.clear()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """Show what is covered now."""
        work, person = self.work, self.work.person
        self._gaps = () if person is None else work.gaps(person)
        self.show_lanes([self._told(one) for one in work.shown_people])
        self.hint.setVisible(self.hint.wanted and not work.masking.masks)
        told = state_words(self._chosen_name, self._gaps, begun=self._begun) if person is not None else nobody_words()
        self.side.show_person(person, told)
        self._show_voices()
        desk = self.material.desk
        self.history.show_history([step_words(one) for one in desk.past], [step_words(one) for one in desk.future])
        self.transport.offer_gaps(offered=bool(self._gaps))
        self.left.say(open_words([self._name(one) for one in work.left]))
        self._show_here()

    def _show_here(self) -> None:
        """Show what is known of the frame on the screen, and offer what can be done with it."""
        work, here = self.work, self.here
        point = work.point(here)
        others = [(self._name(one), box) for one, box in work.boxes(here) if one != work.person]
        self.view.show_boxes(None if point is None else point.box, self._chosen_name, others)
        if self.player.playing:
            return
        self._describe(point)
        able = self.view.picture is not None and not self.job.running
        offered = offers(work, self._gaps, here) if able else {}
        self.side.offer(offered)
        self.side.show_next_thing(next_thing(offered, self._gaps))

    def _describe(self, point: MaskPoint | None) -> None:
        """Tell who hears the picture what is known of it."""
        known = KNOWN[None if point is None else point.box is not None]
        if self.view.picture is not None and self._chosen_name:
            self.view.setAccessibleDescription(f"{here_words(self._chosen_name, known)}. {arrow_words()}")

    def _show_frame(self, frame: int) -> None:
        self.lanes.show_frame(frame)
        self.transport.show_frame(frame)

    def _show_voices(self) -> None:
        voices, span = self.work.masking.voices, self.material.span
        try:
            self.side.show_voices(way_in(voices, span), mixed=False)
        except MixedVoices:
            self.side.show_voices(None, mixed=True)

    @property
    def _begun(self) -> bool:
        return self.work.mask is not None and bool(self.work.mask.points)

    @property
    def _chosen_name(self) -> str:
        return "" if self.work.person is None else self._name(self.work.person)

    def _name(self, person: PersonId) -> str:
        return self._names.get(person) or tr("Someone no longer in this film")

    def _told(self, person: PersonId) -> Told:
        by_hand = tuple(hand_frames(self.work.masking.of(person), self.work.times, self.frames))
        return Told(person, self._name(person), self.work.runs(person), by_hand, chosen=person == self.work.person)

    def _put_box(self, box: object) -> None:
        self.player.pause()
        self.work.put_box(self.here, box)  # type: ignore[arg-type]  # a signal's value: the view's Box

    def _choose(self, person: str) -> None:
        self.view.settle()
        self.work.choose(PersonId(person))

    def _treat_voices(self, way: VoiceWay | str | None) -> None:
        if not isinstance(way, str) or isinstance(way, VoiceWay):
            self.work.treat_voices(way)

    def _toggle(self) -> None:
        if self.player.playing:
            self.player.pause()
            self._show_here()
        else:
            self.player.loop = self.frames
            self.player.play()

    def _go(self, frame: int) -> None:
        self.player.show_frame(min(max(frame, self.frames.start), self.frames.stop - 1))

    def _scrub(self, frame: int) -> None:
        self.player.pause()
        self.player.scrub(frame)

    def _go_to_gap(self, gap: range | None) -> None:
        if gap is not None:
            self._go(gap.start)
            announce(self.view, left_words([gap]))

    def _go_where_open(self) -> None:
        person, gaps = next(iter(self.work.left.items()), (None, ()))
        if person is not None:
            self.begin_at(person, gaps[0].start)

    def _fill(self, gap: range) -> None:
        before = self.work.mask
        self.work.fill(gap)
        if self.work.mask != before:
            self.message.tell(tr("The gap is filled."), look_words())

    def _follow(self) -> None:
        mask, point = self.work.mask, self.work.point(self.here)
        if mask is None or point is None or point.box is None:
            return
        self.message.clear()
        try:
            job = self.material.follow(mask.id, point.tick)
        except (VigtoolError, OSError) as error:
            self._explain(error)
            return
        self.view.editable = False
        self.job.start(tr("Following {person}…").format(person=self._chosen_name), job, self._followed)
        self._show_here()

    def _followed(self, reached: range) -> None:
        self._ready_again()
        self._edited()
        if len(reached) > 1:
            self.message.tell(followed_words(self._chosen_name, self._gaps), look_words())
        else:
            way = tr("Put a box on a few frames by hand, then fill the gaps between them evenly.")
            self.message.tell(tr("Nobody can be followed from this box."), way)

    def _not_followed(self, error: VigtoolError | OSError) -> None:
        self._ready_again()
        self._explain(error)

    def _ready_again(self) -> None:
        self.view.editable = True
        self._show_here()

    def _explain(self, error: VigtoolError | OSError) -> None:
        self.message.explain(error)
        self._show()
