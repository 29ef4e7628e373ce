"""A change of what opens the vault, as a dialog: what it does and does not reach, the secret asked again, progress."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.scrolling import Scroller, room_for
from vigtool.gui.shared.secret_field import SecretField
from vigtool.gui.shared.tab_order import go_on_by_tab
from vigtool.gui.shared.tokens import Space
from vigtool.services.changing_keys import KeyChange
from vigtool.services.users import users
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import WrongSecret
from vigtool.wording.translation import tr

WIDTH = 600


class KeyDialog(QDialog):
    """``changed`` says that the change is made. A kind of change puts its fields into ``fields`` and fills ``_change``.

    ``kept`` is what stays open by the old secret, said when the change is made.
    """

    changed = Signal()

    def __init__(self, ws: Workspace, title: str, about: str, deed: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ws = ws
        self.setWindowTitle(title)
        self.setFixedWidth(min(with_text(WIDTH), room_for(self).width()))
        self.current = SecretField(self._current_words())
        self.message = MessagePanel()
        self.job = JobPanel()
        self.do_button = deed
        self.close_button = Button(tr("Close"))
        self.form = QWidget()
        self.fields = QVBoxLayout(self.form)
        self._lay_out(title, about)
        self.current.changed.connect(self.enable)
        self.do_button.clicked.connect(self.do)
        self.close_button.clicked.connect(self.close)
        self.job.failed.connect(self._failed)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        """Lead Tab through what is shown as one reads it."""
        return go_on_by_tab(self, forward=next) or super().focusNextPrevChild(next)

    def reject(self) -> None:
        """Escape and the close button: not while keys are being changed, which cannot be undone half way."""
        if not self.job.running:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same for the window's own button."""
        if self.job.running:
            event.ignore()
        else:
            super().closeEvent(event)

    @Slot()
    def enable(self) -> None:
        """Let the change be asked for once all is filled in."""
        self.do_button.setEnabled(bool(self.current.text()) and self.ready() and not self.job.running)
        self.fit()

    @Slot()
    def do(self) -> None:
        """Make the change."""
        self.message.clear()
        try:
            change = self.change()
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            self.fit()
            return
        self.form.setEnabled(False)
        self.job.start(tr("Changing the keys…"), change, self._done, stoppable=False)
        self.enable()

    def ready(self) -> bool:
        """Whether the fields of this kind of change are filled in."""
        return True

    def change(self) -> KeyChange:
        """The change that the fields ask for."""
        raise NotImplementedError

    def told(self) -> tuple[str, str]:
        """What is said when the change is made: what is so now, and what it does not reach."""
        raise NotImplementedError

    def secret(self) -> str:
        """What the vault was opened with, as it was typed again."""
        return self.current.text().strip()

    def stop(self) -> None:
        """Wait for what is under way; the page goes away."""
        self.job.stop()
        super().reject()

    def fit(self) -> None:
        """Be as high as what is said needs: wrapped lines make Qt's own guess too high."""
        self.setFixedHeight(min(self._scroller.wanted_height(self.width()), room_for(self).height()))

    def _current_words(self) -> str:
        mine = any(one.mine for one in users(self._ws))
        return tr("Your passphrase as it is now") if mine else tr("The recovery key from the paper")

    def _lay_out(self, title: str, about: str) -> None:
        sheet = QWidget()
        page = QVBoxLayout(sheet)
        page.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        page.setSpacing(Space.LARGE)
        page.addWidget(label(title, "title", wrap=True))
        page.addWidget(label(about, "muted", wrap=True))
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.fields.setSpacing(Space.LARGE)
        self.fields.addLayout(field(self._current_words(), self.current))
        for part in (self.form, self.message, self.job):
            page.addWidget(part)
        self.do_button.setProperty("rank", Rank.FILLED.value)
        page.addLayout(row(self.do_button, self.close_button, None))
        self._scroller = Scroller(sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroller)

    def _done(self, complete: bool) -> None:  # noqa: FBT001 - the job's result
        what, out_of_reach = self.told()
        if not complete:
            out_of_reach = tr("Its last steps had no room on the disk. The next opening of the vault does them.")
        self.message.tell(what, out_of_reach)
        for part in (self.form, self.do_button):
            part.hide()
        self.close_button.setText(tr("Done"))
        self.close_button.setFocus()
        self.current.clear()
        self.fit()
        self.changed.emit()

    @Slot(object)
    def _failed(self, error: VigtoolError | OSError) -> None:
        self.form.setEnabled(True)
        self.message.explain(error)
        self.enable()
        if isinstance(error, WrongSecret):
            self.current.line.selectAll()
            self.current.setFocus()
