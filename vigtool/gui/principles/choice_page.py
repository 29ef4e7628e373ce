"""The packs that a vault knows: one is chosen and read here, and others are brought in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from vigtool.domain.principles import Pack
from vigtool.exchange.pack_errors import BadPack
from vigtool.gui.principles.pack_sheet import PackSheet
from vigtool.gui.principles.pack_words import pack_line
from vigtool.gui.principles.problem_panel import ProblemPanel
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.name_choice import NameChoice
from vigtool.gui.shared.scrolling import Scroller
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class ChoicePage(QWidget):
    """``use_asked``, ``wording_asked`` and ``file_asked`` are about the ``pack`` that is shown."""

    use_asked = Signal()
    wording_asked = Signal()
    file_asked = Signal()
    load_asked = Signal()
    left = Signal()

    def __init__(self, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._packs: tuple[Pack, ...] = ()
        self.box = NameChoice()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(20)
        self.problems = ProblemPanel()
        self.load_button = Button(tr("Load a file…"), "folder-open")
        self.wording_button = Button(tr("Word or translate…"), "languages")
        self.file_button = Button(tr("Save as a file…"), "download")
        self.use_button = Button(tr("Work with these"), "check", Rank.FILLED)
        self.close_button = Button(tr("Close"))
        self.sheet = QWidget()
        self._sheet_place = QVBoxLayout(self.sheet)
        self._sheet_place.setContentsMargins(0, 0, 0, 0)
        for part in (self.load_button, self.wording_button, self.use_button):
            part.setEnabled(not read_only)
        self._lay_out()
        self._connect()

    @property
    def pack(self) -> Pack:
        """The pack that is shown."""
        return self._packs[self.box.currentIndex()]

    def show_packs(self, packs: Sequence[Pack], shown: Pack) -> None:
        """Offer these packs, and show one of them."""
        self._packs = tuple(packs)
        self.box.clear()
        for pack in self._packs:
            self.box.addItem(pack_line(pack))
        self.box.setCurrentIndex(self._packs.index(shown))
        self._show_sheet()

    def explain(self, error: BadPack, *, may_complete: bool) -> None:
        """Show what keeps a file from being a pack, in the place of the pack that was read."""
        self.sheet.hide()
        self.problems.explain(error, may_complete=may_complete)

    def clear_words(self) -> None:
        """Speak of no file any more."""
        self.problems.hide()
        self.sheet.show()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.MEDIUM)
        page.addLayout(field(tr("Principles"), self.box))
        page.addWidget(self.problems, 1)
        page.addWidget(self.sheet, 1)
        page.addLayout(row(self.load_button, self.wording_button, self.file_button, None))
        page.addLayout(row(self.use_button, self.close_button, None))

    def _connect(self) -> None:
        self.box.activated.connect(self._change)
        self.load_button.clicked.connect(self.load_asked)
        self.wording_button.clicked.connect(self.wording_asked)
        self.file_button.clicked.connect(self.file_asked)
        self.use_button.clicked.connect(self.use_asked)
        self.close_button.clicked.connect(self.left)

    @Slot()
    def _change(self) -> None:
        self.clear_words()
        self._show_sheet()

    def _show_sheet(self) -> None:
        clear(self._sheet_place)
        scroller = Scroller(PackSheet(self.pack), takes_focus=True)
        scroller.setAccessibleName(tr("The categories and principles"))
        self._sheet_place.addWidget(scroller)
