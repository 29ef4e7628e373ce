"""Choosing a passphrase: six words that the program offers, or one's own typed twice."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.secret_field import SecretField
from vigtool.gui.shared.tokens import Space
from vigtool.services.passphrases import offered_passphrase
from vigtool.wording.translation import language, tr

SHORTEST: Final = 15
"""Letters of an own passphrase; NIST SP 800-63B-4 asks for 15 where nothing else guards the secret."""


class PassphraseChoice(QWidget):
    """``passphrase`` is the chosen one, or None with ``obstacle`` saying what is missing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.take_offered = QRadioButton(tr("Use these six words"))
        self.take_own = QRadioButton(tr("Use a passphrase of my own"))
        self.take_offered.setChecked(True)
        self.offered = label(offered_passphrase(language()), "secret", wrap=True)
        self.offered.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.offered.setAccessibleDescription(tr("Six words as your passphrase"))
        self.again = Button(tr("Other words"), "refresh-cw")
        self.first = SecretField(tr("Your passphrase"))
        self.second = SecretField(tr("The same once more"))
        self.hint = label("", "small", wrap=True)
        self._lay_out()
        self._connect()
        self._update()

    def passphrase(self) -> str | None:
        """The passphrase, once it is complete."""
        if self.take_offered.isChecked():
            return self.offered.text()
        return self.first.text().strip() if not self._obstacle() else None

    def _obstacle(self) -> str:
        if len(self.first.text().strip()) < SHORTEST:
            return tr("At least {count} letters: a short sentence is easy to remember.").format(count=SHORTEST)
        if self.first.text() != self.second.text():
            return tr("Type the same a second time.")
        return ""

    def _lay_out(self) -> None:
        self._offer = QWidget()
        offer = QVBoxLayout(self._offer)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.setSpacing(Space.SMALL)
        offer.addWidget(self.offered)
        offer.addLayout(row(self.again, None))
        offer.addWidget(label(tr("Write them on paper, or keep them in your password manager."), "small", wrap=True))
        self._own = QWidget()
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(Space.MEDIUM)
        own.addLayout(field(tr("Your passphrase"), self.first))
        own.addLayout(field(tr("The same once more"), self.second))
        own.addWidget(self.hint)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.SMALL)
        page.addLayout(row(self.take_offered, None))
        page.addWidget(self._offer)
        page.addLayout(row(self.take_own, None))
        page.addWidget(self._own)

    def _connect(self) -> None:
        self.take_offered.toggled.connect(self._update)
        self.take_own.clicked.connect(self.first.setFocus)
        self.again.clicked.connect(self._offer_again)
        self.first.changed.connect(self._update)
        self.second.changed.connect(self._update)

    @Slot()
    def _offer_again(self) -> None:
        self.offered.setText(offered_passphrase(language()))
        self.changed.emit()

    @Slot()
    def _update(self) -> None:
        offered = self.take_offered.isChecked()
        self._offer.setVisible(offered)
        self._own.setVisible(not offered)
        self.hint.setText(self._obstacle())
        self.changed.emit()
