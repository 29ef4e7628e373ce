"""Letting somebody else open the vault, and letting somebody open it no more."""

from PySide6.QtWidgets import QLineEdit, QWidget

from vigtool.gui.keeping.key_dialog import KeyDialog
from vigtool.gui.keeping.user_words import called
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.passphrase_choice import PassphraseChoice
from vigtool.services.changing_keys import KeyChange, UserAdding, user_removal
from vigtool.services.users import User
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class UserDialog(KeyDialog):
    """Somebody else gets a passphrase of their own."""

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        deed = Button(tr("Let them open the vault"), "user-plus", Rank.FILLED)
        about = tr(
            "For a colleague who shares this vault. They see every case and film in it, and what each of you does is "
            "on record under a name of your own."
        )
        super().__init__(ws, tr("Somebody else opens the vault, too"), about, deed, parent)
        self.name = QLineEdit()
        self.choice = PassphraseChoice()
        self.fields.addLayout(field(tr("Their name"), self.name, tr("It stays in the vault.")))
        self.fields.addWidget(label(tr("Their passphrase"), "field"))
        self.fields.addWidget(label(tr("Let them choose it here themselves."), "small", wrap=True))
        self.fields.addWidget(self.choice)
        self.name.textChanged.connect(self.enable)
        self.choice.changed.connect(self.enable)
        self.enable()

    def ready(self) -> bool:
        """Whether they have a name and a passphrase."""
        return bool(self.name.text().strip()) and self.choice.passphrase() is not None

    def change(self) -> KeyChange:
        """The change that the fields ask for."""
        return UserAdding(self._ws, self.name.text(), self.choice.passphrase() or "", current=self.secret())

    def told(self) -> tuple[str, str]:
        """What is so now."""
        return (
            tr("They can open the vault now, each time with their own passphrase."),
            tr("Only one of you can work in it at a time; the other can look."),
        )


class RemovalDialog(KeyDialog):
    """Somebody opens the vault no more."""

    def __init__(self, ws: Workspace, leaving: User, parent: QWidget | None = None) -> None:
        deed = Button(tr("Take them out"), "log-out", Rank.FILLED)
        about = tr("Every film and case gets a new lock, which their passphrase does not open.")
        title = tr("{name} opens the vault no more").format(name=called(leaving))
        super().__init__(ws, title, about, deed, parent)
        self._leaving = leaving
        self.enable()

    def change(self) -> KeyChange:
        """The change that is asked for."""
        return user_removal(self._ws, self._leaving.id, current=self.secret())

    def told(self) -> tuple[str, str]:
        """What is so now, and what it does not reach."""
        return (
            tr("Their passphrase opens nothing here any more."),
            tr(
                "Out of reach is what they may have copied before: such a copy still opens with it. "
                "Make a new backup, and delete the old copies."
            ),
        )
