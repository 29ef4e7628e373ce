"""One line of the keys: what a key does, the key, and the way to another one."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QKeySequenceEdit, QSizePolicy, QVBoxLayout, QWidget

from vigtool.gui.key_book import Entry
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.chords import chord_of, recorded, written
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.key_words import keys_in_words
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

FIELD: Final = 180
"""Pixels of the field in which a key is pressed, before text was enlarged."""
DEAD: Final = range(Qt.Key.Key_Dead_Grave, Qt.Key.Key_Dead_Longsolidusoverlay + 1)


class KeyField(QKeySequenceEdit):
    """Takes one press of a key; Escape leaves it."""

    pressed = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.setAccessibleName(name)
        self.setMinimumWidth(with_text(FIELD))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        for inner in self.findChildren(QWidget):
            inner.setAccessibleName(name)
        self.installEventFilter(self)
        self.editingFinished.connect(self._tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Escape from closing the dialog; it is not recorded, and nor is an accent that waits for its letter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in DEAD:
            self.pressed.emit("")
            return True
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        chord = chord_of(self.keySequence().toString())
        if chord is not None:
            self.pressed.emit(written(recorded(chord)))


class KeyRow(QWidget):
    """``wanted`` carries a key that was pressed, ``reset_asked`` wants back what was at first.

    ``field`` and ``message`` are there while a key is being changed: a dialog of all keys comes sooner without them.
    """

    wanted = Signal(str)
    reset_asked = Signal()

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.field: KeyField | None = None
        self.message: MessagePanel | None = None
        self._keys = label("", "key")
        self.change_button = _quiet("pencil", tr("Another key for: {what}").format(what=entry.words), self.edit)
        self.reset_button = _quiet("undo-2", tr("As at first: {what}").format(what=entry.words), self.reset_asked.emit)
        if entry.fixed:
            self.change_button.hide()
        self._line = row(
            label(entry.words, wrap=True), self._keys, self.reset_button, self.change_button, gap=Space.SMALL
        )
        self._line.setStretch(0, 1)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(Space.HAIR)
        self._whole.addLayout(self._line)

    def show_keys(self, texts: tuple[str, ...], *, changed: bool) -> None:
        """Show the keys as they are now."""
        self._keys.setText(keys_in_words(texts) if texts else tr("none"))
        self.reset_button.setVisible(changed and not self.entry.fixed)

    def edit(self) -> None:
        """Wait for a key to be pressed."""
        self._told().tell(tr("Press the new key. Esc leaves it as it was."))
        if self.field is None:
            self.field = KeyField(tr("New key for: {what}").format(what=self.entry.words))
            self.field.pressed.connect(self.wanted)
            self.field.left.connect(self.rest)
            self._line.insertWidget(1, self.field)
            self._keys.hide()
            self.field.show()  # the layout would do so later, and what is not shown takes no focus
        self.field.setFocus()

    def rest(self) -> None:
        """Wait for nothing any more."""
        field, message = self.field, self.message
        self.field = self.message = None
        for part in (field, message):
            if part is not None:
                part.hide()
                part.deleteLater()
        self._keys.show()
        if field is not None:
            self.change_button.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why a key does not fit, and wait for another."""
        self._told().warn(sentence, tr("Press another key. Esc leaves it as it was."))
        if self.field is not None:
            self.field.clear()
            self.field.setFocus()

    def offer(self, sentence: str, take: str, leave: str, taken: Callable[[], None]) -> None:
        """Say who has the key and offer two ways: to take it over, or to leave it."""
        message = self._told()
        message.warn(sentence)
        message.add_step(take, "", lambda: self._take(taken))
        message.add_step(leave, "", self.rest)
        message.findChildren(Button)[0].setFocus()

    def _told(self) -> MessagePanel:
        if self.message is None:
            self.message = MessagePanel()
            self._whole.addWidget(self.message)
        return self.message

    def _take(self, taken: Callable[[], None]) -> None:
        self.rest()
        taken()


def _quiet(icon: str, name: str, clicked: Callable[[], object]) -> Button:
    made = Button("", icon, Rank.QUIET, name=name)
    made.clicked.connect(lambda _checked=False: clicked())
    return made
