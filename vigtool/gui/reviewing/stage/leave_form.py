"""Leaving the full screen with the passphrase, for who cannot hold a key or the picture."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.jobs import JobRunner
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.secret_field import SecretField
from vigtool.gui.shared.tokens import Space
from vigtool.services.secret_check import SecretCheck
from vigtool.services.workspace import Workspace
from vigtool.wording.sentences import sentence_for
from vigtool.wording.translation import tr

WIDTH = 460


class LeaveForm(QFrame):
    """Hidden until it is asked for. ``proved``: the passphrase was the right one; ``closed``: whoever asked stays."""

    proved = Signal()
    closed = Signal()

    def __init__(self, ws: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._ws, self._stage = ws, parent
        self.setProperty("role", "card")
        self.secret = SecretField(tr("Passphrase"))
        self.message = label("", "small", wrap=True)
        self.leave_button = Button(tr("Leave"), "log-out", Rank.FILLED)
        self.stay_button = Button(tr("Stay"))
        self.job = JobRunner(self)
        self._lay_out()
        self.secret.changed.connect(self._enable)
        self.secret.entered.connect(self._check)
        self.leave_button.clicked.connect(lambda _checked=False: self._check())
        self.stay_button.clicked.connect(lambda _checked=False: self.close_form())
        self.job.done.connect(self._pass)
        self.job.failed.connect(self._tell)
        self.hide()

    def open_form(self) -> None:
        """Ask."""
        self.message.setText("")
        self._enable()
        self._lie_in_the_middle()
        self.raise_()
        self.show()
        self.secret.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_form(self) -> None:
        """Ask no more, and forget what was typed."""
        self.secret.clear()
        self.hide()
        self.closed.emit()

    def stop(self) -> None:
        """Wait for what is under way: the window goes."""
        self.job.stop()
        self.secret.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape stays; no other key goes on to the film behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Nothing goes on to the film behind."""
        event.accept()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        page.setSpacing(Space.MEDIUM)
        page.addWidget(label(tr("Leave the full screen?"), "section", wrap=True))
        page.addWidget(label(tr("Hold Escape, or hold a finger on the picture, until the ring is full."), wrap=True))
        page.addWidget(label(tr("Or type the passphrase of the vault."), "field", wrap=True))
        page.addWidget(self.secret)
        page.addWidget(self.message)
        page.addLayout(row(self.leave_button, self.stay_button, None))

    @Slot()
    def _enable(self) -> None:
        self.leave_button.setEnabled(bool(self.secret.text()) and not self.job.running)

    @Slot()
    def _check(self) -> None:
        if self.secret.text() and not self.job.running:
            self.message.setText("")
            self.job.start(SecretCheck(self._ws, self.secret.text().strip()))
            self._enable()

    @Slot()
    def _pass(self) -> None:
        self.secret.clear()
        self.hide()
        self.proved.emit()

    @Slot(object)
    def _tell(self, error: Exception) -> None:
        self.message.setText(sentence_for(error).what)
        self._enable()
        self._lie_in_the_middle()

    def _lie_in_the_middle(self) -> None:
        room = self._stage.rect()
        wide = min(with_text(WIDTH), room.width())
        high = self.heightForWidth(wide) if self.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry(
            (room.width() - wide) // 2, max((room.height() - high) // 2, 0), wide, min(high, room.height())
        )
