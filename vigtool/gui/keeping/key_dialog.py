"""A change of what opens the vault, as a dialog: what it does and does not reach, the secret asked again, progress."""

from collections.abc import Callable
from typing import Protocol

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


class Wish(Protocol):
    """A kind of change with the fields of its own: ``title`` and ``about`` are in words, ``deed`` asks for it."""

    title: str
    about: str
    deed: Button

    def lay_out(self, fields: QVBoxLayout, edited: Callable[[], None], /) -> None:
        """Put the fields below those that are there; ``edited`` is called when one of them is another."""

    def is_ready(self) -> bool:
        """Whether the fields are filled in."""

    def change(self, ws: Workspace, current: str) -> KeyChange:
        """The change that the fields ask for; ``current`` is the secret that opens the vault until then.

        Raises a ``VigtoolError`` or ``OSError`` where it cannot be asked for.
        """

    def told(self) -> tuple[str, str]:
        """What is said when the change is made: what is so now, and what it does not reach."""


class KeyDialog(SheetDialog):
    """``changed`` says that the change is made; ``wish`` is which one."""

    changed = Signal()

    def __init__(self, ws: Workspace, wish: Wish, parent: QWidget | None = None) -> None:
        super().__init__(wish.title, WIDTH, parent)
        self._ws = ws
        self.wish = wish
        self.current = SecretField(self._current_words())
        self.message = MessagePanel()
        self.job = JobPanel()
        self.do_button = wish.deed
        self.close_button = Button(tr("Close"))
        self.form = QWidget()
        self.fields = QVBoxLayout(self.form)
        self._lay_out()
        self.current.changed.connect(self.enable)
        self.do_button.clicked.connect(self.do)
        self.close_button.clicked.connect(self.close)
        self.job.failed.connect(self._failed)
        wish.lay_out(self.fields, self.enable)
        self.current.setFocus()
        self.enable()

    @property
    def held(self) -> bool:
        """Keys that are being changed cannot be left half way."""
        return self.job.running

    @Slot()
    def enable(self) -> None:
        """Let the change be asked for once all is filled in."""
        self.do_button.setEnabled(bool(self.current.text()) and self.wish.is_ready() and not self.job.running)
        self.fit()

    @Slot()
    def do(self) -> None:
        """Make the change."""
        self.message.clear()
        try:
            change = self.wish.change(self._ws, self.current.text().strip())
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            self.fit()
            return
        self.form.setEnabled(False)
        self.job.start(tr("Changing the keys…"), change, self._done, stoppable=False)
        self.enable()

    def stop(self) -> None:
        """Wait for what is under way."""
        self.job.stop()

    def _current_words(self) -> str:
        mine = any(one.mine for one in users(self._ws))
        return tr("Your passphrase as it is now") if mine else tr("The recovery key from the paper")

    def _lay_out(self) -> None:
        self.page.addWidget(label(self.windowTitle(), "title", wrap=True))
        self.page.addWidget(label(self.wish.about, "muted", wrap=True))
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.fields.setSpacing(Space.LARGE)
        self.fields.addLayout(field(self._current_words(), self.current))
        for part in (self.form, self.message, self.job):
            self.page.addWidget(part)
        self.do_button.setProperty("rank", Rank.FILLED.value)
        self.page.addLayout(row(self.do_button, self.close_button, None))

    def _done(self, complete: bool) -> None:  # noqa: FBT001 - the job's result
        what, out_of_reach = self.wish.told()
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
