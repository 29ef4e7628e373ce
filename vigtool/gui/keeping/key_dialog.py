"""A change of what opens the vault, as a dialog: what it does and does not reach, the secret asked again, progress."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.domain.errors import VigtoolError
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.job_panel import JobPanel
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.secret_field import SecretField
from vigtool.gui.shared.sheet_dialog import SheetDialog
from vigtool.gui.shared.tokens import Space
from vigtool.services.changing_keys import KeyChange
from vigtool.services.users import users
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import WrongSecret
from vigtool.wording.translation import tr

WIDTH = 600


class KeyDialog(SheetDialog):
    """``changed`` says that the change is made. A kind of change puts its fields into ``fields``.

    It says when they are ``ready``, which ``change`` they ask for, and what is ``told`` when it is made.
    """

    changed = Signal()

    def __init__(self, ws: Workspace, title: str, about: str, deed: Button, parent: QWidget | None = None) -> None:
        super().__init__(title, WIDTH, parent)
        self._ws = ws
        self.current = SecretField(self._current_words())
        self.message = MessagePanel()
        self.job = JobPanel()
        self.do_button = deed
        self.close_button = Button(tr("Close"))
        self.form = QWidget()
        self.fields = QVBoxLayout(self.form)
        self._lay_out(about)
        self.current.changed.connect(self.enable)
        self.do_button.clicked.connect(self.do)
        self.close_button.clicked.connect(self.close)
        self.job.failed.connect(self._failed)

    @property
    def held(self) -> bool:
        """Keys that are being changed cannot be left half way."""
        return self.job.running

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
        """Wait for what is under way."""
        self.job.stop()

    def _current_words(self) -> str:
        mine = any(one.mine for one in users(self._ws))
        return tr("Your passphrase as it is now") if mine else tr("The recovery key from the paper")

    def _lay_out(self, about: str) -> None:
        self.page.addWidget(label(self.windowTitle(), "title", wrap=True))
        self.page.addWidget(label(about, "muted", wrap=True))
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.fields.setSpacing(Space.LARGE)
        self.fields.addLayout(field(self._current_words(), self.current))
        for part in (self.form, self.message, self.job):
            self.page.addWidget(part)
        self.do_button.setProperty("rank", Rank.FILLED.value)
        self.page.addLayout(row(self.do_button, self.close_button, None))

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
