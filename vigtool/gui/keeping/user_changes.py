"""Letting somebody else open the vault, and letting somebody open it no more."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from vigtool.gui.keeping.user_words import called
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.passphrase_choice import PassphraseChoice
from vigtool.services.changing_keys import KeyChange, UserAdding, user_removal
from vigtool.services.users import User
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class NewUser:
    """Somebody else gets a passphrase of their own."""

    def __init__(self) -> None:
        self.title = tr("Somebody else opens the vault, too")
        self.about = tr(
            "For a colleague who shares this vault. They see every case and film in it, and what each of you does is "
            "on record under a name of your own."
        )
        self.deed = Button(tr("Let them open the vault"), "user-plus", Rank.FILLED)
        self.name = QLineEdit()
        self.choice = PassphraseChoice()

    def lay_out(self, fields: QVBoxLayout, edited: Callable[[], None]) -> None:
        """Put the fields below those that are there."""
        fields.addLayout(field(tr("Their name"), self.name, tr("It stays in the vault.")))
        fields.addWidget(label(tr("Their passphrase"), "field"))
        fields.addWidget(label(tr("Let them choose it here themselves."), "small", wrap=True))
        fields.addWidget(self.choice)
        self.name.textChanged.connect(edited)
        self.choice.changed.connect(edited)

    def is_ready(self) -> bool:
        """Whether they have a name and a passphrase."""
        return bool(self.name.text().strip()) and self.choice.passphrase() is not None

    def change(self, ws: Workspace, current: str) -> KeyChange:
        """The change that the fields ask for."""
        return UserAdding(ws, self.name.text(), self.choice.passphrase() or "", current=current)

    def told(self) -> tuple[str, str]:
        """What is so now."""
        return (
            tr("They can open the vault now, each time with their own passphrase."),
            tr("Only one of you can work in it at a time; the other can look."),
        )


class UserLeaving:
    """Somebody opens the vault no more."""

    def __init__(self, leaving: User) -> None:
        self.title = tr("{name} opens the vault no more").format(name=called(leaving))
        self.about = tr("Every film and case gets a new lock, which their passphrase does not open.")
        self.deed = Button(tr("Take them out"), "log-out", Rank.FILLED)
        self._leaving = leaving

    def lay_out(self, _fields: QVBoxLayout, _edited: Callable[[], None]) -> None:
        """It needs no fields of its own."""

    def is_ready(self) -> bool:
        """Nothing is to be filled in."""
        return True

    def change(self, ws: Workspace, current: str) -> KeyChange:
        """The change that is asked for."""
        return user_removal(ws, self._leaving.id, current=current)

    def told(self) -> tuple[str, str]:
        """What is so now, and what it does not reach."""
        return (
            tr("Their passphrase opens nothing here any more."),
            tr(
                "Out of reach is what they may have copied before: such a copy still opens with it. "
                "Make a new backup, and delete the old copies."
            ),
        )
