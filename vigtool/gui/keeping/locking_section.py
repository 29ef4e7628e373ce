"""When the vault locks by itself, and locking it now."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox

from vigtool.gui.keeping.section import Section
from vigtool.gui.shared.form_rows import field, name_choice
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.preferences import LOCK_MINUTES, PreferenceFile
from vigtool.services.policy import policy
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn


class LockingSection(Section):
    """The choice of minutes, as many as the organisation's policy allows at most."""

    def __init__(self, ws: Workspace, preferences: PreferenceFile) -> None:
        super().__init__(tr("Locking"))
        self._preferences = preferences
        self.minutes = QComboBox()
        name_choice(self.minutes, tr("Lock when nobody has used the window for"))
        self._most = policy(ws).lock_after_minutes
        for minutes in sorted({one for one in LOCK_MINUTES if one < self._most} | {self._most}):
            self.minutes.addItem(trn("{count} minute", "{count} minutes", minutes).format(count=minutes), minutes)
        self.minutes.activated.connect(self._choose)
        self.body.addLayout(
            field(tr("Lock when nobody has used the window for"), self.minutes, extra=row(self.minutes, None))
        )
        words = tr(
            "A film that plays counts as use. The vault also locks with your computer's own lock, and before sleep. "
            "What you have written is kept, and the passphrase leads back to it."
        )
        self.body.addWidget(label(words, "muted", wrap=True))

    def refresh(self) -> None:
        """Show what is chosen now."""
        self.minutes.setCurrentIndex(self.minutes.findData(min(self._preferences.now.lock_minutes, self._most)))

    @Slot(int)
    def _choose(self, place: int) -> None:
        self._preferences.change(lock_minutes=self.minutes.itemData(place))
