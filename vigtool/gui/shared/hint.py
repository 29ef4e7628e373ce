"""One calm sentence for who is here for the first time; once it was understood, it never comes back."""

from enum import StrEnum

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class HintId(StrEnum):
    """What a hint is remembered by."""

    PEOPLE_FIRST = "people-first"
    MARK_A_MOMENT = "mark-a-moment"
    KEY_ELSEWHERE = "key-elsewhere"
    COVER_SOMEBODY = "cover-somebody"


class Hint(QFrame):
    """Shows a sentence with a button that lets it go for good; shown only to who has not let it go."""

    def __init__(self, hint: HintId, sentence: str, preferences: PreferenceFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint, self._preferences = hint, preferences
        self.setProperty("role", "hint")
        self.setAccessibleName(sentence)
        self.got_it = Button(tr("Got it"), "check")
        self.got_it.clicked.connect(lambda _checked=False: self.let_go())
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.SMALL, Space.SMALL)
        line.setSpacing(Space.MEDIUM)
        line.addWidget(drawing("info", colours().on_accent_soft))
        line.addWidget(label(sentence, wrap=True), 1)
        line.addWidget(self.got_it)
        if not self.wanted:
            self.hide()

    @property
    def wanted(self) -> bool:
        """Whether it was not let go yet."""
        return self._hint not in self._preferences.now.hints_gone

    def let_go(self) -> None:
        """Go, for good."""
        gone = {*self._preferences.now.hints_gone, self._hint.value}
        self._preferences.change(hints_gone=tuple(sorted(gone)))
        self.hide()
