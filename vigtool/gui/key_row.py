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
        """Keep Escape from being recorded, and from closing the dialog."""
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
    """``wanted`` carries a key that was pressed, ``reset_asked`` wants back what was at first."""

    wanted = Signal(str)
    reset_asked = Signal()

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._keys = label("", "key")
        self.change_button = _quiet("pencil", tr("Another key for: {what}").format(what=entry.words), self.edit)
        self.reset_button = _quiet("undo-2", tr("As at first: {what}").format(what=entry.words), self.reset_asked.emit)
        self.change_button.setVisible(not entry.fixed)
        self.field = KeyField(tr("New key for: {what}").format(what=entry.words))
        self.message = MessagePanel()
        words = label(entry.words, wrap=True)
        line = row(words, self._keys, self.field, self.reset_button, self.change_button, gap=Space.SMALL)
        line.setStretch(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.HAIR)
        whole.addLayout(line)
        whole.addWidget(self.message)
        self.field.pressed.connect(self.wanted)
        self.field.left.connect(self.rest)
        self.field.hide()

    def show_keys(self, texts: tuple[str, ...], *, changed: bool) -> None:
        """Show the keys as they are now."""
        self._keys.setText(keys_in_words(texts) if texts else tr("none"))
        self.reset_button.setVisible(changed and not self.entry.fixed)

    def edit(self) -> None:
        """Wait for a key to be pressed."""
        self.message.tell(tr("Press the new key. Esc leaves it as it was."))
        self._keys.hide()
        self.field.clear()
        self.field.show()
        self.field.setFocus()

    def rest(self) -> None:
        """Wait for nothing any more."""
        was_editing = self.field.isVisibleTo(self)
        self.message.clear()
        self.field.hide()
        self._keys.show()
        if was_editing:
            self.change_button.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why a key does not fit, and wait for another."""
        self.message.warn(sentence, tr("Press another key. Esc leaves it as it was."))
        self.field.clear()
        self.field.setFocus()

    def offer(self, sentence: str, take: str, leave: str, taken: Callable[[], None]) -> None:
        """Say who has the key and offer two ways: to take it over, or to leave it."""
        self.message.warn(sentence)
        self.message.add_step(take, "", lambda: self._take(taken))
        self.message.add_step(leave, "", self.rest)
        self.message.findChildren(Button)[0].setFocus()

    def _take(self, taken: Callable[[], None]) -> None:
        self.rest()
        taken()


def _quiet(icon: str, name: str, clicked: Callable[[], object]) -> Button:
    made = Button("", icon, Rank.QUIET, name=name)
    made.clicked.connect(lambda _checked=False: clicked())
    return made
