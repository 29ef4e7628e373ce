"""For whom alone a consent is: some of the contacts, where somebody does not want just anyone to be handed the film."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QListWidget, QListWidgetItem, QWidget

from vigtool.domain.contacts import Contact
from vigtool.domain.identifiers import ContactId
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr

_ID: Final = Qt.ItemDataRole.UserRole
_MOST_LINES: Final = 4
"""Contacts that are seen at once."""


class Lines(QListWidget):
    """A list whose current line is marked only while the keyboard is in it."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the line that Space would tick."""
        super().focusInEvent(event)
        if self.count():
            self.setCurrentRow(max(self.currentRow(), 0))
            self.item(self.currentRow()).setSelected(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mark none."""
        super().focusOutEvent(event)
        self.clearSelection()


class RecipientsChoice(QWidget):
    """``changed`` says that something else is ticked. Without a tick at the top a consent is limited to nobody."""

    changed = Signal()

    def __init__(self, contacts: Sequence[Contact], chosen: Sequence[ContactId] = ()) -> None:
        """``chosen`` are those of the answer before: whoever renews it does not widen it unseen."""
        super().__init__()
        self.limited = QCheckBox(tr("Only for named contacts"))
        self.limited.setChecked(bool(chosen))
        self.lines = Lines()
        self.lines.setAccessibleName(tr("Only for named contacts"))
        self.lines.setFrameShape(QFrame.Shape.NoFrame)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in contacts:
            self._add(one, ticked=one.id in chosen)
        height = self.lines.sizeHintForRow(0) * min(max(len(contacts), 1), _MOST_LINES)
        self.lines.setFixedHeight(height + 2 * self.lines.frameWidth() + Space.HAIR)
        self.lines.setEnabled(self.limited.isChecked())
        page = column(self.limited, self.lines, gap=Space.HAIR)
        if not set(chosen) <= {one.id for one in contacts}:
            told = tr("Somebody whom the answer before named is no contact any more.")
            page.addWidget(label(told, "small", wrap=True))
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)
        self.limited.toggled.connect(self.lines.setEnabled)
        self.limited.toggled.connect(lambda _on: self.changed.emit())
        self.lines.itemChanged.connect(lambda _line: self.changed.emit())
        self.lines.activated.connect(self._turn)

    @property
    def recipients(self) -> tuple[ContactId, ...]:
        """Those for whom alone it is; none where it is not limited."""
        if not self.limited.isChecked():
            return ()
        lines = (self.lines.item(number) for number in range(self.lines.count()))
        return tuple(ContactId(line.data(_ID)) for line in lines if line.checkState() is Qt.CheckState.Checked)

    @property
    def is_said(self) -> bool:
        """Whether it can be kept: limited to nobody in particular would be no limit at all."""
        return not self.limited.isChecked() or bool(self.recipients)

    def _add(self, one: Contact, *, ticked: bool) -> None:
        told = one.name if one.verified else tr("{name} (not verified yet)").format(name=one.name)
        line = QListWidgetItem(told)
        line.setData(_ID, one.id)
        line.setToolTip(told)
        line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        line.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.lines.addItem(line)

    def _turn(self, index: QModelIndex) -> None:
        """Enter ticks, as Space does by itself."""
        line = self.lines.item(index.row())
        ticked = line.checkState() is Qt.CheckState.Checked
        line.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)


def recipients_words(recipients: Sequence[ContactId], contacts: Sequence[Contact]) -> str:
    """For whom alone an answer is, an empty text where it is not limited."""
    names = {one.id: one.name for one in contacts}
    called = (names.get(one, tr("a contact that was removed")) for one in recipients)
    return tr("only for {names}").format(names=", ".join(dict.fromkeys(called))) if recipients else ""
