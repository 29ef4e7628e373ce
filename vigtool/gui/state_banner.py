"""What is to be known of the vault as a whole: that it can only be read, or that a crash was cleared up."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.tokens import Space
from vigtool.services.backing_up import lies_in_backup
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class StateBanner(QWidget):
    """Stands above every page, and takes no room when there is nothing to say."""

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = MessagePanel()
        above = QVBoxLayout(self)
        above.setContentsMargins(Space.HUGE, Space.MEDIUM, Space.HUGE, 0)
        above.addWidget(self.message)
        mended = ws.repairs
        if lies_in_backup(ws):
            self.message.tell(
                tr("This is a backup, open to look only."),
                tr("To work with it, restore it into a new folder first, and open the vault there."),
            )
        elif ws.read_only:
            self.message.tell(
                tr("Open to look only: the vault is in use in another window."),
                tr(
                    "You can read cases, consents and the log. "
                    "To see films or change anything, close the other window and open the vault again."
                ),
            )
        elif mended is not None and (mended.shredded or mended.removed or mended.temporary):
            self.message.tell(
                tr("vigtool was interrupted the last time."),
                tr("What was put on record is all here; unfinished files were cleared away."),
            )
        else:
            self.hide()
