"""The place of the vault itself: what opens it, when it locks, where its copies are, whether all is whole."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from vigtool.gui.keeping.sections import SECTIONS
from vigtool.gui.shared.pages import Page
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class KeepingPage(Page):
    """One card for each affair of the vault."""

    def __init__(self, ws: Workspace, preferences: PreferenceFile, parent: QWidget | None = None) -> None:
        super().__init__(tr("The vault"), tr("What opens it, and how its films are kept safe."), parent=parent)
        self.sections = [make(ws, preferences) for make in SECTIONS]
        for section in self.sections:
            self.column.addWidget(section)
        self.column.addStretch(1)

    @property
    def busy(self) -> bool:
        """Whether long work is under way that would be lost by leaving."""
        return any(section.busy for section in self.sections)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is so now."""
        super().showEvent(event)
        for section in self.sections:
            section.refresh()

    def stop(self) -> None:
        """Stop what is under way; the page goes away."""
        for section in self.sections:
            section.stop()
