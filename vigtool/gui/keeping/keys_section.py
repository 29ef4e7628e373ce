"""What opens the vault: the passphrase, the recovery key on paper, and who else has a passphrase."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from vigtool.domain.identifiers import UserId
from vigtool.gui.keeping.key_dialog import KeyDialog, Wish
from vigtool.gui.keeping.new_passphrase import NewPassphrase
from vigtool.gui.keeping.new_recovery_key import NewRecoveryKey
from vigtool.gui.keeping.section import Section
from vigtool.gui.keeping.user_changes import NewUser, UserLeaving
from vigtool.gui.keeping.user_words import called
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import clear, column, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.pages import rule
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space
from vigtool.services.users import User, user, users
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class KeysSection(Section):
    """Each change is a dialog of its own; ``removals`` are the buttons beside the other users."""

    def __init__(self, ws: Workspace, preferences: PreferenceFile) -> None:  # noqa: ARG002 - what every section is given
        super().__init__(tr("What opens the vault"))
        self._ws = ws
        self.passphrase = Button(tr("Change…"), "pencil", name=tr("Change the passphrase"))
        self.recovery_key = Button(tr("Replace…"), "refresh-cw", name=tr("Replace the recovery key"))
        self.add_button = Button(tr("Add somebody…"), "user-plus")
        self.removals: dict[UserId, Button] = {}
        self.message = MessagePanel()
        self._dialog: KeyDialog | None = None
        self._people = QVBoxLayout()
        self._people.setSpacing(Space.SMALL)
        self._lay_out()
        self.passphrase.clicked.connect(self._change_passphrase)
        self.recovery_key.clicked.connect(self._replace_recovery_key)
        self.add_button.clicked.connect(self._add_user)
        self.refresh()

    @property
    def busy(self) -> bool:
        """Whether keys are being changed."""
        return self._dialog is not None and self._dialog.job.running

    def refresh(self) -> None:
        """Show who opens the vault now."""
        clear(self._people)
        self.removals.clear()
        for one in users(self._ws):
            self._people.addLayout(self._person(one))
        for button in (self.passphrase, self.recovery_key, self.add_button):
            button.setVisible(not self._ws.read_only)
        if self._ws.vault.access.unfinished:
            self.message.warn(
                tr("A change of keys is not finished yet; everything opens all the same."),
                tr("Make some room on the disk, close the vault and open it again."),
            )
        else:
            self.message.clear()

    def stop(self) -> None:
        """Close an open dialog, after what is under way in it."""
        if self._dialog is not None:
            self._dialog.stop()
            self._dialog.reject()

    def ask(self, wish: Wish) -> KeyDialog:
        """Show the dialog of a change over the window."""
        self._dialog = dialog = KeyDialog(self._ws, wish, self.window())
        dialog.changed.connect(self.refresh)
        dialog.finished.connect(self._closed)
        dialog.open()
        return dialog

    def remove(self, user_id: UserId) -> KeyDialog:
        """Ask whether a user is to be taken out. Raises ``UnknownId``."""
        return self.ask(UserLeaving(user(self._ws, user_id)))

    def _lay_out(self) -> None:
        lines = (
            ("keyboard", tr("The passphrase"), tr("You type it whenever you open the vault."), self.passphrase),
            (
                "file-text",
                tr("The recovery key on paper"),
                tr("For the day on which the passphrase is lost. There is no third way in."),
                self.recovery_key,
            ),
        )
        for icon_name, name, words, button in lines:
            self.body.addLayout(_line(icon_name, name, words, button))
            self.body.addWidget(rule())
        words = tr("Each has a passphrase of their own, sees everything in this vault, and is on record by name.")
        self.body.addLayout(_line("users", tr("Who opens this vault"), words, self.add_button))
        self.body.addLayout(self._people)
        self.body.addWidget(self.message)

    def _person(self, one: User) -> QHBoxLayout:
        name = called(one)
        shown = ElidedLabel(tr("{name} (you)").format(name=name) if one.mine else name, end=True)
        line = row(drawing("user"), shown, gap=Space.MEDIUM)
        line.setContentsMargins(Space.WIDE + Space.SMALL, 0, 0, 0)
        line.setStretch(1, 1)
        if not one.mine and not self._ws.read_only and len(users(self._ws)) > 1:
            take_out = Button(tr("Take out…"), "log-out", name=tr("Take {name} out").format(name=name))
            take_out.clicked.connect(lambda _checked=False: self.remove(one.id))
            self.removals[one.id] = take_out
            line.addWidget(take_out)
        return line

    @Slot()
    def _change_passphrase(self) -> None:
        self.ask(NewPassphrase(self._ws))

    @Slot()
    def _replace_recovery_key(self) -> None:
        self.ask(NewRecoveryKey(self._ws))

    @Slot()
    def _add_user(self) -> None:
        self.ask(NewUser())

    @Slot()
    def _closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()


def _line(icon_name: str, name: str, words: str, button: Button) -> QHBoxLayout:
    said = column(label(name, "strong", wrap=True), label(words, "small", wrap=True), gap=2)
    line = row(drawing(icon_name), said, button, gap=Space.MEDIUM)
    line.setStretch(1, 1)
    return line
