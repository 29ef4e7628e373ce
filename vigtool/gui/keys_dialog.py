"""All keys, those of the window and those of the workspace, and the way to change them."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from vigtool.gui.key_book import Entry, KeyBook, Unfit
from vigtool.gui.key_entries import entry_groups
from vigtool.gui.key_row import KeyRow
from vigtool.gui.shared.buttons import Rank, button
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.key_words import key_in_words
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.scrolling import Scroller, room_for
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

WIDTH: Final = 640
HEIGHT: Final = 680


class KeysDialog(QDialog):
    """``keys_changed``: some key is another one now; it is remembered already."""

    keys_changed = Signal()

    def __init__(self, preferences: PreferenceFile | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        groups = entry_groups()
        self.book = KeyBook(
            (entry for _heading, entries in groups for entry in entries), preferences or PreferenceFile(kept=False)
        )
        self.rows = {entry.id: self._row(entry) for entry in self.book.entries}
        sheet = QWidget()
        page = QVBoxLayout(sheet)
        page.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.SMALL)
        page.setSpacing(Space.SMALL)
        page.addWidget(label(tr("Keys"), "title", wrap=True))
        page.addWidget(label(tr("In a text field these keys write text."), "muted", wrap=True))
        for heading, entries in groups:
            page.addSpacing(Space.MEDIUM)
            page.addWidget(label(heading, "section", wrap=True))
            for entry in entries:
                page.addWidget(self.rows[entry.id])
        page.addStretch(1)
        self._scroller = Scroller(sheet)
        self.all_button = button(tr("All as at first"), "undo-2", self._reset_all)
        self.close_button = button(tr("Close"), "", self.accept, Rank.FILLED)
        self._lay_out()
        self._show()
        self.close_button.setFocus()

    def _lay_out(self) -> None:
        below = row(self.all_button, None, self.close_button)
        below.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.LARGE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroller, 1)
        whole.addLayout(below)
        room = room_for(self)
        self.resize(min(with_text(WIDTH), room.width()), min(with_text(HEIGHT), room.height()))

    def _row(self, entry: Entry) -> KeyRow:
        made = KeyRow(entry)
        made.wanted.connect(lambda text: self._want(made, text))
        made.reset_asked.connect(lambda: self._reset(made))
        made.change_button.clicked.connect(lambda _checked=False: self._rest_others(made))
        return made

    def _want(self, at: KeyRow, text: str) -> None:
        unfit = self.book.unfit(at.entry, text)
        owner = self.book.owner(text, at.entry)
        if unfit is not None:
            at.refuse(_why(unfit, text))
        elif owner is not None:
            told = tr("{key} is the key for: {what}.").format(key=key_in_words(text), what=owner.words)
            self._offer(at, told, lambda: self.book.give(at.entry, text))
        else:
            self.book.give(at.entry, text)
            at.rest()
            self._show_change()

    def _reset(self, at: KeyRow) -> None:
        self._rest_others(at)
        owners = [(text, self.book.owner(text, at.entry)) for text in at.entry.defaults]
        taken = next(((text, owner) for text, owner in owners if owner is not None), None)
        if taken is None:
            self.book.reset(at.entry)
            at.rest()
            self._show_change()
            return
        told = tr("{key} is the key for: {what}.").format(key=key_in_words(taken[0]), what=taken[1].words)
        self._offer(at, told, lambda: self.book.take_back(at.entry))

    def _offer(self, at: KeyRow, told: str, take: Callable[[], None]) -> None:
        def taken() -> None:
            take()
            self._show_change()

        at.offer(told, tr("Take it over"), tr("Leave it there"), taken)

    def _reset_all(self) -> None:
        self.book.reset_all()
        self._rest_others(None)
        self._show_change()

    def _rest_others(self, at: KeyRow | None) -> None:
        for one in self.rows.values():
            if one is not at:
                one.rest()

    def _show_change(self) -> None:
        self._show()
        self.keys_changed.emit()

    def _show(self) -> None:
        for one in self.rows.values():
            one.show_keys(self.book.keys(one.entry), changed=self.book.changed(one.entry))
        self.all_button.setEnabled(any(self.book.changed(entry) for entry in self.book.entries))


def _why(unfit: Unfit, text: str) -> str:
    key = key_in_words(text)
    return {
        Unfit.NO_KEY: tr("That was no key that can be told apart."),
        Unfit.WRITES: tr("{key} writes a sign on some keyboards, so it stays for writing."),
        Unfit.LEADS: tr("{key} leads through the window or out of it, so it stays as it is."),
        Unfit.NEEDS_HELD: tr("This works everywhere in the window, so it needs Ctrl, Alt or a function key."),
    }[unfit].format(key=key)
