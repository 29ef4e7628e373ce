"""The window that the clients look at: one moment, three large controls that fade, and nothing else.

Rules: any key and any tap stops a film that runs, and does nothing else then, but for going dark and leaving, which do
not wait. Nobody leaves the full screen by accident: it takes a key or the picture held down, or the passphrase. A
moment that may not be shown any more is gone at once, and nobody is told why in front of others.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QResizeEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.engine.film_answers import Picture
from vigtool.gui.reviewing.review import Review
from vigtool.gui.reviewing.stage.blanking import BlankCover, BlankWatch
from vigtool.gui.reviewing.stage.controls import Controls, StageButton
from vigtool.gui.reviewing.stage.displays import DisplayWatch
from vigtool.gui.reviewing.stage.leaving import Leaving
from vigtool.gui.reviewing.stage.moment_player import MomentPlayer
from vigtool.gui.reviewing.stage.stage_keys import KEYS, StageDeed, deed_of
from vigtool.gui.reviewing.stage.stage_picture import StagePicture
from vigtool.gui.shared.announcing import announce
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.errors import ConsentRefused
from vigtool.wording.sentences import sentence_for
from vigtool.wording.translation import tr

SHARED_SIZE: Final = (960, 540)
"""Of the window that a video call shares, at first."""


class StageWindow(QWidget):
    """Shows what the review shows. ``share_safe`` makes it an ordinary window with nothing but the picture.

    ``left``                   it was closed; nothing of the review is on a screen any more.
    ``display_lost``           the display that was chosen is gone, and the stage fills another one until
    ``display_regained``       it is there again.
    """

    left = Signal()
    display_lost = Signal()
    display_regained = Signal()

    def __init__(
        self,
        review: Review,
        preferences: PreferenceFile,
        *,
        share_safe: bool = False,
        player: MomentPlayer | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._review = review
        self.share_safe = share_safe
        self.player = player or MomentPlayer(parent=self)
        self.player.setParent(self)
        self.picture = StagePicture(self)
        self.controls = Controls(self)
        self.leaving = Leaving(review.ws, self)
        self.cover = BlankCover(self)
        self.blanking = BlankWatch(preferences.now.blank_minutes, self)
        self.displays = DisplayWatch(self)
        self._strip: QWidget | None = None
        self._may_close = share_safe
        self._shut = self._stopped_by_press = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.picture, 1)
        self.setWindowTitle(tr("Shared review"))
        self.setAccessibleName(tr("Shared review"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.controls.setHidden(share_safe)
        self._deeds = self._by_deed()
        self._connect()
        self._follow_review()

    @property
    def blanked(self) -> bool:
        """Whether it is dark."""
        return not self.cover.isHidden()

    def show_on(self, screen: QScreen) -> None:
        """Fill a display; the window to be shared opens there."""
        if not self.share_safe:
            self.displays.choose(screen)
            self._fill(screen)
            return
        room = screen.availableGeometry()
        self.setScreen(screen)
        self.resize(min(SHARED_SIZE[0], room.width()), min(SHARED_SIZE[1], room.height()))
        self.move(room.center() - self.rect().center())
        self.show()

    def set_strip(self, strip: QWidget | None) -> None:
        """Lay the guider's quiet strip below the picture, or take it away; its keys are its own."""
        if self._strip is not None:
            self._column.removeWidget(self._strip)
            self._strip.setParent(None)
        self._strip = strip
        if strip is not None:
            self._column.addWidget(strip)
            strip.show()
        self.cover.raise_()

    def go_dark(self) -> None:
        """Stop, and show nothing at all until a key or a tap."""
        self.player.pause()
        self.blanking.end()
        self.cover.setGeometry(self.rect())
        self.cover.raise_()
        self.cover.show()

    def come_back(self) -> None:
        """Show again what stood there, if that may still be shown."""
        self._review.refresh()
        self.cover.hide()
        self._note_use()

    def leave(self) -> None:
        """Close the stage."""
        self._may_close = True
        self.close()

    def do(self, deed: StageDeed) -> None:
        """Do what a key, a control or the notes ask for."""
        self._deeds[deed]()

    def play(self) -> None:
        """Let the moment run if it may still be shown; the first one comes where none is shown."""
        if self._review.current is None:
            self._review.next()
            return
        self._review.refresh()
        self.player.play()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key stops the film; what a key does it does when the film stands."""
        deed = deed_of(event)
        if (event.isAutoRepeat() and deed is None) or (deed is StageDeed.LEAVE and self.leaving.goes_on()):
            return
        self._note_use()
        if deed is StageDeed.LEAVE:
            self._begin_to_leave(self.picture.geometry().center())
        elif self.blanked:
            self.come_back()
        elif deed is StageDeed.BLANK:
            self.go_dark()
        elif self.player.playing:
            self.player.pause()
        elif deed is not None:
            self.do(deed)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that was held to leave is up."""
        if not event.isAutoRepeat() and KEYS.get(Qt.Key(event.key())) is StageDeed.LEAVE:
            self.leaving.let_go()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        """Tab is a key as well: it stops the film, then it goes from control to control."""
        self._note_use()
        if self.player.playing:
            self.player.pause()
            return True
        return super().focusNextPrevChild(next)

    def changeEvent(self, event: QEvent) -> None:
        """Whoever goes to another window holds nothing here: the release would be told there."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.leaving.give_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what lies over the picture lie in its place."""
        super().resizeEvent(event)
        self._column.activate()
        self.controls.lie_in(self.picture.geometry())
        self.cover.setGeometry(self.rect())

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys."""
        super().showEvent(event)
        self.setFocus()
        self._note_use()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: stop."""
        super().hideEvent(event)
        self.leaving.give_up()
        self.player.pause()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close by a long press, the passphrase or the program, not by a key of the system's."""
        if event.spontaneous() and not self._may_close:
            event.ignore()
            self._ask_to_leave()
            return
        super().closeEvent(event)
        if not self._shut:
            self._shut = True
            self._end()
            self.left.emit()

    def _by_deed(self) -> dict[StageDeed, Callable[[], None]]:
        player, review = self.player, self._review
        return {
            StageDeed.PLAY: self._toggle,
            StageDeed.PRESS: self._press,
            StageDeed.BEFORE: review.before,
            StageDeed.NEXT: review.next,
            StageDeed.AGAIN: self._play_again,
            StageDeed.SLOWER: player.slower,
            StageDeed.FASTER: player.faster,
            StageDeed.FRAME_BACK: lambda: player.step(-1),
            StageDeed.FRAME_ON: lambda: player.step(1),
            StageDeed.KEY_FRAME: player.hold_key_frame,
            StageDeed.LOOP: lambda: player.set_looped(looped=not player.looped),
            StageDeed.BLANK: self.go_dark,
            StageDeed.LEAVE: self.leave,
        }

    def _connect(self) -> None:
        self.controls.before_asked.connect(self._review.before)
        self.controls.toggle_asked.connect(self._toggle)
        self.controls.next_asked.connect(self._review.next)
        self.controls.faded.connect(lambda: self.picture.set_pointer_shown(shown=False))
        self.picture.fit_changed.connect(self.player.fit)
        self.picture.pressed.connect(self._tapped)
        self.picture.let_go.connect(self._tap_ended)
        self.picture.pointed.connect(self._note_use)
        self.player.shown.connect(self._show_picture)
        self.player.coming.connect(lambda coming: self.picture.show_coming(coming=coming))
        self.player.failed.connect(self._tell)
        self.player.changed.connect(self._show_state)
        self.player.restarted.connect(self._review.refresh)
        self.leaving.passed.connect(self.leave)
        self.leaving.too_short.connect(self._offer_to_leave)
        self.leaving.stayed.connect(self._stay)
        self.cover.pressed.connect(self.come_back)
        self.blanking.due.connect(self.go_dark)
        self.displays.moved.connect(self._move_to)
        self.displays.lost.connect(self.display_lost)
        self.displays.regained.connect(self.display_regained)
        self._review.current_changed.connect(self._follow_review)
        self._review.moments_changed.connect(self._show_state)
        self._review.refused.connect(self._tell)
        self._review.ended.connect(self._close_with_review)
        self._review.follow(lambda: self.player.tick)

    def _end(self) -> None:
        self._review.current_changed.disconnect(self._follow_review)
        self._review.moments_changed.disconnect(self._show_state)
        self._review.refused.disconnect(self._tell)
        self._review.ended.disconnect(self._close_with_review)
        self._review.follow(lambda: None)
        self.blanking.end()
        self.leaving.stop()
        self._close_film()
        self._review.blank()

    @Slot()
    def _follow_review(self) -> None:
        its, screening = self._review.current, self._review.screening
        if its is None or screening is None:
            self._close_film()
        else:
            self.cover.hide()
            if self.player.moment is None:
                self.picture.show_sentence("")
            self.player.take(screening, its, self.picture.fit)
            place = [one.id for one in self._review.moments].index(its.id) + 1
            told = tr("Moment {number} of {count}").format(number=place, count=len(self._review.moments))
            announce(self.picture, told)
        self._note_use()

    def _close_film(self) -> None:
        self.picture.show_sentence("")
        self.player.close()

    def _show_picture(self, picture: Picture) -> None:
        if self.player.moment is None:
            picture.release()
        else:
            self.picture.show_picture(picture)

    @Slot()
    def _show_state(self) -> None:
        playing = self.player.playing
        before, after = self._review.preceding is not None, self._review.following is not None
        self.controls.show_state(playing=playing, before=before, after=after)
        self.blanking.note_use(playing=playing)

    @Slot(object)
    def _tell(self, error: VigtoolError | OSError) -> None:
        """Say in a calm sentence, without a name, why there is no picture."""
        if isinstance(error, ConsentRefused) and self._review.remote:
            told = tr("This moment is not shown in a video call: not everybody in it has agreed to that.")
        elif isinstance(error, ConsentRefused):
            told = tr("This moment rests now.")
        else:
            told = sentence_for(error).what
        self.picture.show_sentence(told)

    def _toggle(self) -> None:
        if self.player.playing:
            self.player.pause()
        else:
            self.play()

    def _play_again(self) -> None:
        self._review.refresh()
        self.player.again()

    def _press(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, StageButton) and focused.isEnabled():
            focused.click()
        else:
            self._toggle()

    def _tapped(self, at: QPoint) -> None:
        self._begin_to_leave(self.picture.mapTo(self, at))

    def _tap_ended(self) -> None:
        if self.leaving.ring.is_held and self.share_safe and not self._stopped_by_press:
            self._toggle()
        self.leaving.give_up()

    def _begin_to_leave(self, at: QPoint) -> None:
        self._note_use()
        self._stopped_by_press = self.player.playing
        self.player.pause()
        self.leaving.begin(at)

    def _offer_to_leave(self) -> None:
        """A key was not held for long enough: offer the other way."""
        if self.blanked:
            self.come_back()
        elif not self._stopped_by_press and not self.share_safe:
            self._ask_to_leave()

    def _ask_to_leave(self) -> None:
        """Ask for the passphrase; nothing else takes the keyboard meanwhile."""
        self.player.pause()
        self._allow_behind(allowed=False)
        self.leaving.form.open_form()

    def _allow_behind(self, *, allowed: bool) -> None:
        self.controls.setVisible(allowed and not self.share_safe)
        if self._strip is not None:
            self._strip.setEnabled(allowed)

    def _stay(self) -> None:
        self._allow_behind(allowed=True)
        self.setFocus()
        self._note_use()

    def _note_use(self) -> None:
        self.blanking.note_use(playing=self.player.playing)
        self.picture.set_pointer_shown(shown=True)
        if not self.share_safe:
            self.controls.wake()

    def _move_to(self, screen: QScreen) -> None:
        self.player.pause()
        self._fill(screen)

    def _fill(self, screen: QScreen) -> None:
        self.setWindowState(Qt.WindowState.WindowNoState)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    @Slot(object)
    def _close_with_review(self, _session: object) -> None:
        self.leave()
