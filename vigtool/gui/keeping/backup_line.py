"""A quiet line above the list of the cases, as long as the vault has waited too long for its backup."""

from PySide6.QtCore import Slot

from vigtool.gui.shared.quiet_line import QuietLine
from vigtool.services.backing_up import backup_is_due, last_backup
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn


class BackupLine(QuietLine):
    """``look_asked`` leads to where a backup is made."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__("save", tr("To the backup"))
        self._ws = ws
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say how old the last backup is, if that is too old; who may only look is not asked for one."""
        self.say("" if self._ws.read_only else backup_words(self._ws))


def backup_words(ws: Workspace) -> str:
    """When the last backup was made, once the next is due; before that an empty text."""
    if not backup_is_due(ws):
        return ""
    made = last_backup(ws)
    if made is None:
        return tr("No backup has been made yet.")
    days = (ws.clock() - made).days
    return trn("The last backup was made {count} day ago.", "The last backup was made {count} days ago.", days).format(
        count=days
    )
