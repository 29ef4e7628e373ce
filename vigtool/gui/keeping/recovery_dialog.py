"""Replacing the recovery key: the new one is printed first, and only then does anything depend on it."""

from PySide6.QtWidgets import QWidget

from vigtool.gui.keeping.key_dialog import KeyDialog
from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.recovery_key_form import RecoveryKeyForm
from vigtool.services.changing_keys import KeyChange, recovery_key_draft, recovery_key_replacement
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class RecoveryDialog(KeyDialog):
    """The change can be asked for once the new key is on paper."""

    def __init__(self, ws: Workspace, parent: QWidget | None = None) -> None:
        deed = Button(tr("Use this key from now on"), "key-round", Rank.FILLED)
        about = tr("When the paper is lost, or somebody else may have seen it. The old paper then opens nothing here.")
        super().__init__(ws, tr("Replace the recovery key"), about, deed, parent)
        self._key = recovery_key_draft()
        self.sheet = RecoveryKeyForm(self._key, ws.id)
        self.sheet.go_on.hide()
        self.fields.addWidget(self.sheet)
        self.sheet.on_paper.toggled.connect(self.enable)
        self.enable()

    def ready(self) -> bool:
        """Whether the new key is on paper."""
        return self.sheet.on_paper.isChecked()

    def change(self) -> KeyChange:
        """The change that the fields ask for."""
        return recovery_key_replacement(self._ws, self._key, current=self.secret())

    def told(self) -> tuple[str, str]:
        """What is so now, and what it does not reach."""
        return (
            tr("The new recovery key is in force."),
            tr(
                "Destroy the old paper: older copies of the vault folder still open with it. "
                "Make a new backup, and delete the old copies."
            ),
        )
