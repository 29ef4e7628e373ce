"""Changing a passphrase, with a new key behind it where the old passphrase may be known."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout

from vigtool.domain.identifiers import UserId
from vigtool.gui.keeping.user_words import called
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.passphrase_choice import PassphraseChoice
from vigtool.services.changing_keys import KeyChange, passphrase_change
from vigtool.services.users import users
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class NewPassphrase:
    """Who opened the vault with the recovery key says whose passphrase it is, where there are several users."""

    def __init__(self, ws: Workspace) -> None:
        self.title = tr("Change the passphrase")
        self.about = tr("From then on the vault opens with the new one. The recovery key on paper stays as it is.")
        self.deed = Button(tr("Change the passphrase"), "key-round", Rank.FILLED)
        self.whose = QComboBox()
        self.choice = PassphraseChoice()
        self.renew = QCheckBox(tr("Somebody else may know the old one"))
        every = users(ws)
        if not any(one.mine for one in every):
            for one in every:
                self.whose.addItem(called(one), one.id)

    def lay_out(self, fields: QVBoxLayout, edited: Callable[[], None]) -> None:
        """Put the fields below those that are there."""
        if self.whose.count() > 1:
            fields.addLayout(field(tr("Whose passphrase?"), self.whose))
        fields.addWidget(label(tr("The new passphrase"), "field"))
        fields.addWidget(self.choice)
        if not self.whose.count():
            fields.addLayout(row(self.renew, None))
            words = tr("Then every film and case gets a new lock as well, which takes a little longer.")
            fields.addWidget(label(words, "small", wrap=True))
        self.choice.changed.connect(edited)

    def is_ready(self) -> bool:
        """Whether a new passphrase is chosen."""
        return self.choice.passphrase() is not None

    def change(self, ws: Workspace, current: str) -> KeyChange:
        """The change that the fields ask for."""
        chosen = self.whose.currentData()
        return passphrase_change(
            ws,
            self.choice.passphrase() or "",
            current=current,
            renew=self.renew.isChecked(),
            user_id=None if chosen is None else UserId(chosen),
        )

    def told(self) -> tuple[str, str]:
        """What is so now, and what it does not reach."""
        return (
            tr("The passphrase is changed."),
            tr(
                "Older copies of the vault folder, on other disks or with a sync service, still open with the old one: "
                "make a new backup, and delete the old copies."
            ),
        )
