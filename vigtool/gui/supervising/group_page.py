"""The page of a training group: all packages that came, and what each trainee has had so far."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.pages import Page
from vigtool.gui.shared.tokens import Space
from vigtool.gui.supervising.group_inbox import GroupInbox
from vigtool.gui.supervising.group_trainees import GroupTrainees
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class GroupPage(Page):
    """``left``: back to the page of supervision; the other signals are those of the inbox."""

    film_asked = Signal(str)
    compare_asked = Signal(str)
    left = Signal()

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        told = tr("All packages that came to you, and what each trainee has had so far. Nobody is ranked.")
        super().__init__(tr("Packages and trainees"), told, parent=parent)
        self.back = Button(tr("Back"), "arrow-left")
        self.title_row.addWidget(self.back)
        self.inbox, self.trainees = GroupInbox(ws), GroupTrainees(ws)
        self.inbox_button, self.trainees_button = _part(tr("Inbox")), _part(tr("Trainees"))
        parts = QWidget()
        line = QHBoxLayout(parts)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.SMALL)
        for button in (self.inbox_button, self.trainees_button):
            line.addWidget(button)
        line.addStretch(1)
        self.column.addWidget(parts)
        for card in (self.inbox, self.trainees):
            self.column.addWidget(card, 1)
        self.inbox_button.toggled.connect(self._show_part)
        self.inbox_button.setChecked(True)
        self.back.clicked.connect(self.left)
        self.inbox.film_asked.connect(self.film_asked)
        self.inbox.compare_asked.connect(self.compare_asked)
        self.trainees.packages_asked.connect(self.show_packages)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is so now."""
        self.refresh()
        super().showEvent(event)

    def refresh(self) -> None:
        """Show what is so now."""
        self.inbox.refresh()
        self.trainees.refresh()

    def first_field(self) -> QWidget | None:
        """The search, or the table of the trainees."""
        return self.inbox.search if self.inbox_button.isChecked() else self.trainees.table

    @Slot(str)
    def show_packages(self, name: str) -> None:
        """Show the packages of a trainee."""
        self.inbox_button.setChecked(True)
        self.inbox.look_for(name)
        self.inbox.list.setFocus()

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.trainees.stop()

    @Slot(bool)
    def _show_part(self, inbox: bool) -> None:  # noqa: FBT001 - a signal's value
        self.inbox.setVisible(inbox)
        self.trainees.setVisible(not inbox)


def _part(name: str) -> Button:
    made = Button(name)
    made.setProperty("rank", "chip")
    made.setCheckable(True)
    made.setAutoExclusive(True)
    return made
