"""Goes by the organisation's policy from the start, and tells when another one holds now or a placed one does not."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.domain.policy import Policy
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.tokens import Space
from vigtool.services.policy import adopt_placed, held_policy
from vigtool.services.purposes import purposes
from vigtool.services.workspace import Workspace
from vigtool.wording.names import learn_purposes
from vigtool.wording.translation import tr


class PolicyBanner(QWidget):
    """Takes no room when there is nothing to say; ``starting``: what does not count is told of."""

    def __init__(self, ws: Workspace, *, starting: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = MessagePanel()
        above = QVBoxLayout(self)
        above.setContentsMargins(Space.HUGE, Space.MEDIUM, Space.HUGE, 0)
        above.addWidget(self.message)
        self.error: VigtoolError | OSError | None = None
        taken = self._take_over(ws)
        self.error = self.error or held_policy(ws).unread
        learn_purposes(purposes(ws))
        if taken is not None:
            name = taken.organisation.name
            what = tr("The policy of {organisation} holds from now on.").format(organisation=name)
            self.message.tell(what, tr("What it says stands under The vault."))
        elif self.error is not None and starting:
            self.message.explain(self.error)
        else:
            self.hide()

    def _take_over(self, ws: Workspace) -> Policy | None:
        try:
            return adopt_placed(ws)
        except (VigtoolError, OSError) as error:
            self.error = error
            return None
