"""Replacing the recovery key: the new one is printed first, and only then does anything depend on it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from vigtool.gui.shared.buttons import Button, Rank
from vigtool.gui.shared.recovery_key_form import RecoveryKeyForm
from vigtool.services.changing_keys import KeyChange, recovery_key_draft, recovery_key_replacement
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class NewRecoveryKey:
    """The change can be asked for once the new key is on paper."""

    def __init__(self, ws: Workspace) -> None:
        self.title = tr("Replace the recovery key")
        self.about = tr(
            "When the paper is lost, or somebody else may have seen it. The old paper then opens nothing here."
        )
        self.deed = Button(tr("Use this key from now on"), "key-round", Rank.FILLED)
        self._key = recovery_key_draft()
        self.sheet = RecoveryKeyForm(self._key, ws.id)
        self.sheet.go_on.hide()

    def lay_out(self, fields: QVBoxLayout, edited: Callable[[], None]) -> None:
        """Put the sheet below the fields that are there."""
        fields.addWidget(self.sheet)
        self.sheet.on_paper.toggled.connect(edited)

    def is_ready(self) -> bool:
        """Whether the new key is on paper."""
        return self.sheet.on_paper.isChecked()

    def change(self, ws: Workspace, current: str) -> KeyChange:
        """The change that the fields ask for."""
        return recovery_key_replacement(ws, self._key, current=current)

    def told(self) -> tuple[str, str]:
        """What is so now, and what it does not reach."""
        return (
            tr("The new recovery key is in force."),
            tr(
                "Destroy the old paper: older copies of the vault folder still open with it. "
                "Make a new backup, and delete the old copies."
            ),
        )
