"""Putting a pack into another language, or writing the words that it lacks: the source at the left, fields beside it.

What is written becomes a new version in the vault, or a file; the pack that it began with stays as it is.
"""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from vigtool.domain.pack_texts import LANGUAGES, lacking
from vigtool.domain.principles import Pack
from vigtool.gui.principles.pack_words import language_name
from vigtool.gui.principles.translation_grid import TranslationGrid
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.scrolling import Scroller
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import language, tr, trn


class TranslationPage(QWidget):
    """``keep_asked``: into the vault; ``file_asked``: into a file; ``left``: back, what was written stays here."""

    keep_asked = Signal()
    file_asked = Signal()
    left = Signal()

    def __init__(self, begun: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._begun = self._draft = begun
        self.source = _languages(_fullest(begun))
        self.target = _languages(_emptiest(begun))
        self.still = label("", "muted", wrap=True)
        self.keep_button = Button(tr("Keep in the vault"), "check", Rank.FILLED)
        self.file_button = Button(tr("Save as a file…"), "download")
        self.back_button = Button(tr("Back"), "arrow-left", Rank.QUIET)
        self.grid: TranslationGrid
        self._place = QVBoxLayout()
        self._lay_out()
        self.keep_button.clicked.connect(self.keep_asked)
        self.file_button.clicked.connect(self.file_asked)
        self.back_button.clicked.connect(self.left)
        self.source.currentIndexChanged.connect(self._change_language)
        self.target.currentIndexChanged.connect(self._change_language)
        self._show_grid()

    @property
    def draft(self) -> Pack:
        """The pack as it is worded now."""
        return self.grid.draft(self._draft)

    @property
    def dirty(self) -> bool:
        """Whether something was written that is kept nowhere yet."""
        return self.draft != self._begun

    def settle(self) -> None:
        """Take what is written now as kept."""
        self._begun = self._draft = self.draft

    def first_field(self) -> QWidget:
        """The first field in which words are missing, else the choice of the language."""
        return self.grid.first_empty() or self.target

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.MEDIUM)
        choices = row(
            field(tr("From the language"), self.source), field(tr("Into the language"), self.target), gap=Space.WIDE
        )
        choices.setStretch(0, 1)
        choices.setStretch(1, 1)
        page.addLayout(choices)
        page.addLayout(self._place, 1)
        page.addWidget(self.still)
        page.addLayout(row(self.keep_button, self.file_button, self.back_button, None))

    @Slot()
    def _change_language(self) -> None:
        self._draft = self.draft
        self._show_grid()

    def _show_grid(self) -> None:
        clear(self._place)
        self.grid = TranslationGrid(self._draft, self.source.currentData(), self.target.currentData())
        self.grid.typed.connect(self._tell)
        self._place.addWidget(Scroller(self.grid))
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """Say which words are missing; only a whole pack with something new in it can be kept in the vault."""
        counts = {code: lacking(self.draft, code) for code in LANGUAGES}
        missing = [_missing(code, count) for code, count in counts.items() if count]
        self.keep_button.setEnabled(self.dirty and not missing)
        self.still.setText("  ·  ".join(missing) or tr("All words are there in all three languages."))


def _missing(code: str, count: int) -> str:
    words = trn("{language}: {count} text still to be written", "{language}: {count} texts still to be written", count)
    return words.format(language=language_name(code), count=count)


def _languages(chosen: str) -> QComboBox:
    box = QComboBox()
    for code in LANGUAGES:
        box.addItem(language_name(code), code)
    box.setCurrentIndex(LANGUAGES.index(chosen))
    return box


def _fullest(pack: Pack) -> str:
    """The language of which least is missing, the spoken one when it is as good as another."""
    return min(LANGUAGES, key=lambda code: (lacking(pack, code), code != language()))


def _emptiest(pack: Pack) -> str:
    others = [code for code in LANGUAGES if code != _fullest(pack)]
    return max(others, key=lambda code: lacking(pack, code))
