"""The place of supervision: what came, what is handed over, with whom, and one's own card."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from vigtool.gui.shared.pages import Page
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.supervising.answers_section import AnswersSection
from vigtool.gui.supervising.chosen_section import ChosenSection
from vigtool.gui.supervising.contacts_section import ContactsSection
from vigtool.gui.supervising.ended_line import EndedLine
from vigtool.gui.supervising.folder_section import FolderSection
from vigtool.gui.supervising.folder_watch import FolderWatch
from vigtool.gui.supervising.guests_section import GuestsSection
from vigtool.gui.supervising.owed_section import OwedSection
from vigtool.gui.supervising.own_card_section import OwnCardSection
from vigtool.gui.supervising.reach_section import ReachSection
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class SupervisionPage(Page):
    """Moments travel from vault to vault as one sealed file; there is no server between."""

    def __init__(
        self,
        ws: Workspace,
        watch: FolderWatch | None = None,
        preferences: PreferenceFile | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``watch`` knows the folder that packages come through, and ``preferences`` keep it."""
        told = tr("Look at moments together with a supervisor: they travel from vault to vault, in one sealed file.")
        super().__init__(tr("Supervision"), told, parent=parent)
        watching = watch or FolderWatch(ws, self)
        outlet = watching.folder
        self.guests = GuestsSection(ws)
        self.folder = FolderSection(ws, watching, preferences or PreferenceFile(kept=False))
        self.owed = OwedSection(ws, outlet)
        self.answers = AnswersSection(ws)
        self.reach = ReachSection(ws, outlet)
        self.chosen = ChosenSection(ws)
        self.contacts = ContactsSection(ws)
        self.own_card = OwnCardSection(ws)
        self.ended = EndedLine(ws)
        self._told = (
            self.reach,
            self.guests,
            self.ended,
            self.owed,
            self.answers,
            self.chosen,
            self.folder,
            self.contacts,
        )
        for section in (*self._told, self.own_card):
            self.column.addWidget(section)
        self.column.addStretch(1)
        for section in (self.answers, self.owed, self.reach):
            self.guests.came.connect(section.refresh)
        self.answers.refresh()

    @property
    def busy(self) -> bool:
        """Whether long work is under way that would be lost by leaving."""
        return self.own_card.job.running or self.guests.job.running or self.reach.job.running

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is so now."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show what is so now."""
        for section in self._told:
            section.refresh()

    def show_contacts(self) -> None:
        """Bring the contacts into view, with the keyboard there."""
        self.bring_into_view(self.contacts)
        self.contacts.add_button.setFocus()

    def show_reach(self) -> None:
        """Bring into view who is to be told of a withdrawal."""
        self.reach.refresh()
        self.bring_into_view(self.reach)
        for row in self.reach.due.values():
            if row.button is not None:
                row.button.setFocus()
                break

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        self.own_card.stop()
        self.guests.stop()
        self.reach.stop()
