"""A quiet line above the list of the cases, as long as something waits for a decision."""

from PySide6.QtCore import Slot

from vigtool.gui.retention.clock_words import reminder_words
from vigtool.gui.shared.quiet_line import QuietLine
from vigtool.services.retention import waiting
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class DueLine(QuietLine):
    """``look_asked`` opens the list of what waits."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__("calendar-clock", tr("Look at it"))
        self._ws = ws
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say what waits now; go where nothing does."""
        self.say(reminder_words(waiting(self._ws)))
