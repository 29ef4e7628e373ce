"""Ready phrases to be ticked while the clients speak; the guider may word them anew."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.gui.reviewing.own_phrases import OwnPhrases
from vigtool.gui.reviewing.word_keeper import joined, without
from vigtool.gui.shared.buttons import Button, LongButton, Rank
from vigtool.gui.shared.flow import FlowLayout
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.text_areas import text_area
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import language, tr

LINES = 6


class PhraseChips(QWidget):
    """``worded`` carries the words with a phrase more or less."""

    worded = Signal(str)

    def __init__(self, phrases: OwnPhrases, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases, self._words = phrases, ""
        self.chips: dict[str, LongButton] = {}
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self.change_button = Button("", "pencil", Rank.QUIET, name=tr("Word the ready phrases"))
        self.field = text_area(LINES)
        self.keep_button = Button(tr("Keep the phrases"), "check")
        self._editor = QWidget()
        editor = QVBoxLayout(self._editor)
        editor.setContentsMargins(0, 0, 0, 0)
        hint = tr("One on each line, for this computer. An empty field brings back those that came with vigtool.")
        editor.addLayout(field(tr("Ready phrases"), self.field, hint))
        editor.addLayout(row(self.keep_button, None))
        line = row(self._chips, self.change_button, gap=Space.SMALL)
        line.setStretch(0, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(line)
        page.addWidget(self._editor)
        self._editor.hide()
        self.change_button.clicked.connect(lambda _checked=False: self._edit())
        self.keep_button.clicked.connect(lambda _checked=False: self._keep())
        self._fill()

    def show_words(self, words: str) -> None:
        """Tick the phrases that the words hold."""
        self._words = words
        for phrase, chip in self.chips.items():
            chip.setChecked(phrase in words)

    @Slot()
    def _edit(self) -> None:
        self._editor.setVisible(self._editor.isHidden())
        self.field.setPlainText("\n".join(self._phrases.phrases(language())))
        if self._editor.isVisible():
            self.field.setFocus()

    @Slot()
    def _keep(self) -> None:
        self._phrases.word(language(), self.field.toPlainText().split("\n"))
        self._editor.hide()
        self._fill()

    def _fill(self) -> None:
        clear(self._flow)
        self.chips.clear()
        for phrase in self._phrases.phrases(language()):
            chip = LongButton(phrase)
            chip.setProperty("rank", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda checked, said=phrase: self._tick(said, ticked=checked))
            self.chips[phrase] = chip
            self._flow.addWidget(chip)
        self.show_words(self._words)

    def _tick(self, phrase: str, *, ticked: bool) -> None:
        self.worded.emit(joined(self._words, phrase) if ticked else without(self._words, phrase))
