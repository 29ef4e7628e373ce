"""The workspace: the picture large, cards at its right, transport and timeline under both."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import Moment
from vigtool.gui.playing.player import Player
from vigtool.gui.playing.thumbnails import Thumbnails
from vigtool.gui.preparing.deeds import Deeds
from vigtool.gui.preparing.film_wiring import FilmWiring
from vigtool.gui.preparing.head import Head
from vigtool.gui.preparing.key_help import Group, KeyHelp
from vigtool.gui.preparing.key_map import KeyMap
from vigtool.gui.preparing.key_table import Deed
from vigtool.gui.preparing.key_tips import KeyTips
from vigtool.gui.preparing.keyboard import Keyboard
from vigtool.gui.preparing.looking.looking import Looking
from vigtool.gui.preparing.marking.marker import Marker
from vigtool.gui.preparing.marking.settings_popup import MarkingSettings
from vigtool.gui.preparing.material import Material
from vigtool.gui.preparing.moment_list import MomentList
from vigtool.gui.preparing.moment_wiring import MomentWiring, ground_of
from vigtool.gui.preparing.near_moments import NearMoments
from vigtool.gui.preparing.overview import Overview
from vigtool.gui.preparing.preparation import Preparation
from vigtool.gui.preparing.showing import Showing
from vigtool.gui.preparing.spoken_changes import SpokenChanges
from vigtool.gui.preparing.spoken_strip import SpokenStrip
from vigtool.gui.preparing.timeline.timeline_strip import TimelineStrip
from vigtool.gui.preparing.transport import Transport
from vigtool.gui.shared.accessible_roles import spoken_as
from vigtool.gui.shared.hint import Hint, HintId
from vigtool.gui.shared.key_words import key_in_words
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.side_splitter import SideSplitter
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.domain.marks import Marks

CARDS: Final = 328
CARDS_BESIDE_PORTRAIT: Final = 440
"""Pixels that the column of cards takes at first; a portrait film leaves it more room."""
LEAST_CARDS: Final = 280

COMMITTING: Final = frozenset({Deed.UNDO, Deed.REDO, Deed.SPLIT, Deed.JOIN, Deed.REMOVE})
"""Deeds before which what was typed is put on record, so that they work with the words as they stand."""


@spoken_as(QAccessible.Role.Pane)
class Workbench(QWidget):
    """One film to prepare.

    ``export_requested``, ``cover_requested``, ``supervision_requested`` carry a MomentId, ``closed`` asks to go back,
    ``keys_asked`` for other keys.
    """

    export_requested = Signal(str)
    cover_requested = Signal(str)
    supervision_requested = Signal(str)
    closed = Signal()
    keys_asked = Signal()

    def __init__(self, material: Material, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.material = material
        self.keys = KeyMap(material.preferences)
        self.keys_elsewhere: Sequence[Group] = ()
        times, read_only = material.times, material.read_only
        self.player = Player(times, material.projector.open, material.sound, self)
        self.preparation = Preparation(material.desk, times, read_only=read_only, pack=material.pack, parent=self)
        self.thumbnails = Thumbnails(material.projector.small, self)
        self.head = Head(material.label, times)
        self.message = MessagePanel()
        self.looking = Looking(self.player, times, material.projector.small, self.keys, self)
        self.view = self.looking.view
        self.head.take_in(self.looking.buttons)
        self.transport = Transport(times)
        self.strip = TimelineStrip(times)
        self.strip.read_only = read_only
        self.strip.show_gaps(material.gaps)
        self.overview = Overview(material.overview, self)
        self.list = MomentList(ground_of(material, self.player), self.thumbnails, material.search)
        self.sides = SideSplitter(
            self.looking.stage,
            self.list,
            material.preferences,
            least=LEAST_CARDS,
            border=tr("Border between picture and moments"),
            gap=Space.MEDIUM,
        )
        self.wiring = MomentWiring(
            self.preparation, self.player, self.setFocus, self._export, self._cover, self._supervise
        )
        self.film_wiring = FilmWiring(self.strip, self.player, self.preparation, material)
        self.marker = Marker(self.player, self.preparation, material.preferences)
        self.deeds = Deeds(self.player, self.preparation, self.strip, self.marker)
        self.keyboard = Keyboard(self, self.keys, self.marker, self.do)
        self.showing = Showing(self.player, self.view, self.transport, self._fit_cards)
        self._near = NearMoments(times)
        self._running = False
        self._withdrawn = False
        self._shown_marks: Marks | None = None
        self._own = {
            Deed.TURN: self._ask_turn,
            Deed.EDIT_TITLE: self.list.edit_title,
            Deed.SEARCH: self.list.ask_search,
            Deed.HELP: self._show_help,
            Deed.LEAVE: self._leave,
        }
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # no stop of Tab: keys work from each button as well
        self.setAccessibleName(tr("Prepare"))
        self._lay_out()
        self._connect_film()
        self._connect_moments()
        self._show_state()
        self.tips = KeyTips(self.keys, self)
        told = SpokenStrip(self.strip, times)
        self.spoken = SpokenChanges(self, self.view, told, self.player, self.preparation, material.desk)

    def show_keys(self, elsewhere: Sequence[Group] = ()) -> None:
        """Tell the keys as they are now, and with them those that work ``elsewhere`` too."""
        self.keys_elsewhere = elsewhere
        self.tips.write()

    def recheck_consent(self, why: str = "") -> None:
        """Ask again whether the film may be watched; if not, stop at once, say why and let go of every picture."""
        if self._withdrawn or self.material.permitted():
            return
        self._withdrawn = True
        self.marker.drop()
        self.list.commit()
        told = why or tr("A consent has changed, so this film rests now. What you wrote is kept.")
        self._rest(told, keep=False)
        self.looking.forget()
        self.thumbnails.end()
        self.film_wiring.end()
        self.strip.clear_film()
        self.message.clear()
        self.preparation.read_only = True
        for part in (self.transport, self.strip, self.list, self.head.history):
            part.setEnabled(False)
        self.list.forget_images()

    def do(self, deed: Deed) -> None:
        """Do what a key or a button asks for."""
        if self._withdrawn and deed not in (Deed.HELP, Deed.LEAVE):
            return
        if deed in COMMITTING:
            self.list.commit()
        if not self.looking.do(deed) and not self.deeds.do(deed):
            own = self._own.get(deed)
            if own is not None:
                own()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the workspace; in a text field they write text."""
        if not self.keyboard.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The end of what was held."""
        if not self.keyboard.release(event):
            super().keyReleaseEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys, and open the film."""
        super().showEvent(event)
        self.setFocus()
        if not self._running:
            self.recheck_consent()  # a consent may have ended while another page was shown
        if not self._running and not self._withdrawn:
            self._go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: stop, put on record what was typed, and keep no film open behind another page."""
        super().hideEvent(event)
        if self._running:
            self.keyboard.let_go()
            self.list.commit()
            self.player.pause()
            if not event.spontaneous():  # a window that is only minimized comes back as it was
                self._rest()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Put on record what was held and typed, and close the film."""
        self.keyboard.let_go()
        self.list.commit()
        self._rest()
        self.looking.forget()
        self.thumbnails.end()
        self.film_wiring.end()
        super().closeEvent(event)

    def _rest(self, sentence: str = "", *, keep: bool = True) -> None:
        """Let go of the picture, then end the engine; ``keep`` what was made for the strip, or not."""
        self._running = False
        self.showing.close(sentence)
        self.material.projector.put_away()
        self.player.end()
        self.overview.end(keep=keep)

    def _go_on(self) -> None:
        """Open the film, where it was if it was open before."""
        self._running = True
        self.material.projector.take_out()
        self.showing.open()
        self.player.start()
        self.overview.start()
        if self._shown_marks is not self.preparation.marks:
            self._show_marks()
        self.list.seek_images()

    def _lay_out(self) -> None:
        self._fit_cards(portrait=False)
        above = row(self.sides)
        above.setContentsMargins(Space.LARGE, 0, Space.SMALL, 0)
        words = tr("Hold {key} for as long as a moment lasts, or press it just after: the film need not stop.")
        key = " ".join(map(key_in_words, self.keys.keys(Deed.MARK)[:1]))
        self.hint = Hint(HintId.MARK_A_MOMENT, words.format(key=key), self.material.preferences)
        self.hint.got_it.clicked.connect(lambda _checked=False: self.setFocus())
        if self.material.read_only or self.material.guest or not key:
            self.hint.hide()
        told = column(self.message, self.hint)
        told.setContentsMargins(Space.LARGE, 0, Space.LARGE, Space.SMALL)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addLayout(told)
        whole.addLayout(above, 1)
        whole.addWidget(self.transport)
        whole.addWidget(self.strip)

    def _connect_film(self) -> None:
        self.player.frame_changed.connect(self.strip.show_frame)
        self.player.frame_changed.connect(self._show_next_thing)
        self.player.damaged.connect(self.strip.show_damage)
        self.player.restarted.connect(lambda _restarted: self.recheck_consent())
        self.player.playing_changed.connect(self.transport.show_playing)
        self.player.backward_changed.connect(self.transport.show_backward)
        self.player.speed_changed.connect(self.transport.show_speed)
        self.looking.clicked.connect(self._clicked)
        self.strip.scrubbed.connect(self.player.scrub)
        self.strip.edge_shown.connect(self.player.show_frame)
        self.overview.arrived.connect(self.strip.show_part)
        self.overview.progressed.connect(self.strip.show_progress)
        self.overview.ended.connect(self.strip.show_overview_ended)
        self.transport.asked.connect(self._pressed)
        self.transport.speed_chosen.connect(self.player.set_speed)
        self.transport.fields_chosen.connect(self.player.show_fields)
        self.transport.mark_pressed.connect(self.marker.press)
        self.transport.mark_released.connect(self.marker.release)
        self.head.asked.connect(self._pressed)
        self.head.back_asked.connect(self.closed)

    def _connect_moments(self) -> None:
        self.preparation.marks_changed.connect(self._show_marks)
        self.preparation.selection_changed.connect(self._show_selection)
        self.preparation.draft_changed.connect(self._show_draft)
        self.preparation.sought.connect(self._go_to)
        self.preparation.failed.connect(self._explain)
        self.preparation.told.connect(self.showing.tell)
        self.head.undo_chosen.connect(self._undo)
        self.head.redo_chosen.connect(self._redo)
        self.head.restore_chosen.connect(self.preparation.restore)
        self.head.settings_asked.connect(self._show_marking_settings)
        self.strip.moment_picked.connect(self.preparation.select)
        self.strip.edge_moved.connect(self.preparation.move)
        self.list.asked.connect(self.wiring.do)
        self.list.left.connect(self.setFocus)

    def _show_state(self) -> None:
        self.transport.allow_marking(allowed=not self.material.read_only)
        if self.material.guest:
            self.message.tell(self.material.guest)
        if self.material.read_only:
            self.message.tell(tr("You can look, but nothing can be changed here."))
        self._show_marks()
        self._show_draft()
        self._show_selection(None)

    def _show_marks(self) -> None:
        self._shown_marks = self.preparation.marks
        self._near.show_marks(self._shown_marks)
        self.player.be_ready(self._near_frames)
        self.list.show_marks(self._shown_marks)
        self.strip.show_marks(self._shown_marks)
        self.head.show_history(self.preparation.past, self.preparation.future, self.preparation.removed)
        self._show_next_thing()

    def _show_selection(self, moment_id: MomentId | None) -> None:
        self.list.show_selection(moment_id)
        self.strip.show_selection(moment_id)
        self.transport.allow_loop(allowed=moment_id is not None)
        self.player.be_ready(self._near_frames)
        self._show_next_thing()

    def _go_to(self, moment_id: MomentId) -> None:
        """Show a moment's begin, unless the playhead is in it."""
        moment = self.preparation.marks.get(moment_id)
        if moment is not None and not self._in(moment):
            self.player.show_frame(self.material.times.frame_at(moment.span.start))

    def _near_frames(self, frame: int) -> tuple[int, ...]:
        return self._near.pins(self.preparation.selected, frame)

    def _show_draft(self) -> None:
        draft = self.preparation.shown_draft
        self.strip.show_draft(draft.first, draft.last)

    def _show_next_thing(self) -> None:
        moment = self.preparation.moment
        export = moment is not None and self._in(moment) and not (self.material.read_only or self.material.guest)
        self.transport.show_next_thing(marking=not export)
        if moment is not None and moment.id in self.list.cards:
            self.list.cards[moment.id].details.show_next_thing(export=export)

    def _in(self, moment: Moment) -> bool:
        return moment.span.contains(self.material.times.tick_of(self.player.frame))

    def _fit_cards(self, portrait: bool) -> None:  # noqa: FBT001 - a fact of the picture
        if portrait:
            self.sides.show_usual("cards-beside-portrait", CARDS_BESIDE_PORTRAIT)
        else:
            self.sides.show_usual("cards", CARDS)

    def _explain(self, error: VigtoolError | OSError) -> None:
        self.message.explain(error)

    def _clicked(self) -> None:
        self.setFocus()
        self.do(Deed.PLAY)

    def _pressed(self, deed: Deed) -> None:
        self.do(deed)

    def _export(self, moment_id: MomentId) -> None:
        self.list.commit()
        self.player.pause()
        self.export_requested.emit(moment_id)

    def _cover(self, moment_id: MomentId) -> None:
        self.list.commit()
        self.player.pause()
        self.cover_requested.emit(moment_id)

    def _supervise(self, moment_id: MomentId) -> None:
        self.list.commit()
        self.player.pause()
        self.supervision_requested.emit(moment_id)

    def _ask_turn(self) -> None:
        if self.preparation.selected is not None:
            self.player.pause()
            self.list.add_turn()

    def _show_marking_settings(self) -> None:
        MarkingSettings(self.material.preferences, self).open_below(self.head.settings_button)

    def _show_help(self) -> None:
        self.player.pause()
        sheet = KeyHelp(self.keys, self, more=self.keys_elsewhere)
        sheet.change_asked.connect(self.keys_asked)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _undo(self, steps: int) -> None:
        self.list.commit()
        self.preparation.undo(steps)

    def _redo(self, steps: int) -> None:
        self.list.commit()
        self.preparation.redo(steps)

    def _leave(self) -> None:
        """Escape: give up what is dragged or held, leave comparing, nearness, in and out, the card, the selection."""
        if self.strip.give_up():
            return
        if self.marker.hold.pressed:
            self.marker.drop()
        elif self.looking.leave():
            return
        elif self.preparation.draft:
            self.preparation.forget_draft()
        elif self.list.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus()
        else:
            self.preparation.select(None)
