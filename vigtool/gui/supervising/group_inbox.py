"""The inbox of a training group: all packages, searched and chosen among, and what can be done with the chosen one."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QListView, QSizePolicy, QVBoxLayout

from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.form_rows import name_choice
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import clear, row, settle
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import Card, rule
from vigtool.gui.supervising.group_delegate import PackageDelegate
from vigtool.gui.supervising.group_model import InboxModel
from vigtool.gui.supervising.group_words import question_words, state_words
from vigtool.gui.supervising.guest_deeds import GuestDeeds
from vigtool.services.guests import guest_of
from vigtool.services.training_group import GroupPackage, Progressed, inbox, senders
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn

if TYPE_CHECKING:
    from vigtool.domain.identifiers import PackageId
    from vigtool.gui.supervising.guest_row import GuestRow

REST: Final = 250
"""Milliseconds without a key after which it is searched."""
LIST: Final = 260
"""Pixels that the list takes at least, at text of 100 %."""


class GroupInbox(Card):
    """``row`` is that of the chosen package, None where nothing is chosen or it is erased."""

    film_asked = Signal(str)
    compare_asked = Signal(str)

    def __init__(self, ws: Workspace) -> None:
        super().__init__(tr("Packages"))
        self._ws = ws
        self.search = QLineEdit()
        self.state = QComboBox()
        self.count = label("", "muted", wrap=True)
        self.model = InboxModel(self)
        self.list = QListView()
        self.message = MessagePanel()
        self.deeds = GuestDeeds(ws, self.message, self)
        self.row: GuestRow | None = None
        self._chosen: PackageId | None = None
        self._below = QVBoxLayout()
        self._resting = QTimer(self)
        self._lay_out()
        self._wire()

    @property
    def entry(self) -> GroupPackage | None:
        """What is chosen."""
        return self.model.entry(self.list.currentIndex().row())

    @Slot()
    def refresh(self) -> None:
        """Show what is so now, with the same package chosen."""
        self._resting.stop()
        chosen, state = self._chosen, self.state.currentData()
        found = inbox(self._ws, self.search.text(), () if state is None else (state,))
        self.model.tell(found, senders(self._ws, found))
        told = trn("{count} package", "{count} packages", len(found)).format(count=len(found))
        self.count.setText(told if found else tr("No package is like that."))
        self.list.setVisible(bool(found))
        if found:
            place = self.model.index(self.model.row_of(chosen))
            self.list.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(place)
        self._show_chosen()

    def look_for(self, text: str) -> None:
        """Show the packages of any state in which a text is found."""
        self.state.setCurrentIndex(0)
        self.search.setText(text)
        self.refresh()

    @Slot()
    def _show_chosen(self) -> None:
        entry = self.entry
        self._chosen = None if entry is None else entry.package
        self.message.clear()
        clear(self._below)
        self.row = None
        opened = None if entry is None or entry.case is None else guest_of(self._ws, entry.case)
        if opened is not None:
            self.row = self.deeds.row(opened)
            self._below.addWidget(self.row)
        elif entry is not None:
            self._below.addWidget(label(question_words(entry), "muted", wrap=True))
        settle(self)

    @Slot(QModelIndex)
    def _open(self, _index: QModelIndex) -> None:
        if self.row is not None and self.row.open_button.isEnabled():
            self.row.open_button.click()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(tr("Name or question"))
        self.search.setAccessibleName(tr("Search for a name or a question"))
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        name_choice(self.state, tr("How far they are"))
        self.state.addItem(tr("All packages"), None)
        for one in Progressed:
            self.state.addItem(state_words(one), one)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PackageDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setProperty("role", "entries")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Packages, those first that leave first"))
        self.list.setMinimumHeight(with_text(LIST))
        self._resting.setSingleShot(True)
        self._resting.setInterval(REST)
        self.body.addLayout(row(self.search, self.state))
        self.body.addWidget(self.count)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(rule())
        self.body.addWidget(self.message)
        self.body.addLayout(self._below)

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _text: self._resting.start())
        self.search.returnPressed.connect(self.refresh)
        self._resting.timeout.connect(self.refresh)
        self.state.currentIndexChanged.connect(self.refresh)
        self.list.selectionModel().currentChanged.connect(self._show_chosen)
        self.list.activated.connect(self._open)
        self.deeds.film_asked.connect(self.film_asked)
        self.deeds.compare_asked.connect(self.compare_asked)
        self.deeds.changed.connect(self.refresh)
