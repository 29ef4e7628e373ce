"""Changing a passphrase, with a new key behind it where the old passphrase may be known."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from vigtool.domain.identifiers import UserId
from vigtool.gui.keeping.key_dialog import KeyDialog
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


class PassphraseDialog(KeyDialog):
    """Who opened the vault with the recovery key says whose passphrase it is, where there are several users."""

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        deed = Button(tr("Change the passphrase"), "key-round", Rank.FILLED)
        about = tr("From then on the vault opens with the new one. The recovery key on paper stays as it is.")
        super().__init__(ws, tr("Change the passphrase"), about, deed, parent)
        self.whose = QComboBox()
        self.choice = PassphraseChoice()
        self.renew = QCheckBox(tr("Somebody else may know the old one"))
        every = users(ws)
        if not any(one.mine for one in every):
            for one in every:
                self.whose.addItem(called(one), one.id)
        if self.whose.count() > 1:
            self.fields.addLayout(field(tr("Whose passphrase?"), self.whose))
        self.fields.addWidget(label(tr("The new passphrase"), "field"))
        self.fields.addWidget(self.choice)
        if not self.whose.count():
            self.fields.addLayout(row(self.renew, None))
            words = tr("Then every film and case gets a new lock as well, which takes a little longer.")
            self.fields.addWidget(label(words, "small", wrap=True))
        self.choice.changed.connect(self.enable)
        self.current.setFocus()
        self.enable()

    def ready(self) -> bool:
        """Whether a new passphrase is chosen."""
        return self.choice.passphrase() is not None

    def change(self) -> KeyChange:
        """The change that the fields ask for."""
        chosen = self.whose.currentData()
        return passphrase_change(
            self._ws,
            self.choice.passphrase() or "",
            current=self.secret(),
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
