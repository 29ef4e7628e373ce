"""The lists of a training group as models: what is seen is asked for, so many packages cost no more than a few."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Final, TypeAlias

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from vigtool.domain.identifiers import ContactId, PackageId
from vigtool.gui.supervising.group_words import column_words, entry_words, hours_words
from vigtool.services.training_group import GroupPackage, Trainee

Index: TypeAlias = QModelIndex | QPersistentModelIndex

_TEXT: Final = Qt.ItemDataRole.DisplayRole
_NOWHERE: Final = QModelIndex()


class Role(IntEnum):
    """What the delegate asks for besides the text."""

    ENTRY = Qt.ItemDataRole.UserRole
    SENDER = Qt.ItemDataRole.UserRole + 1


class InboxModel(QAbstractListModel):
    """The packages in the order of the inbox; the text of each is what a screen reader says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[GroupPackage] = ()
        self._senders: Mapping[ContactId, str] = {}

    def tell(self, entries: Sequence[GroupPackage], senders: Mapping[ContactId, str]) -> None:
        """Have these, with the names of those who handed them over."""
        self.beginResetModel()
        self._entries, self._senders = entries, senders
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = _TEXT) -> object:
        """The entry, its sender, or all of it in words."""
        if not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        sender = self._senders[entry.contact]
        if role == Role.ENTRY:
            return entry
        if role == Role.SENDER:
            return sender
        if role in (_TEXT, Qt.ItemDataRole.AccessibleTextRole):
            return entry_words(entry, sender)
        return None

    def entry(self, row: int) -> GroupPackage | None:
        """What stands in a row, None where nothing does."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, package: PackageId | None) -> int:
        """Where a package stands, the first row where it is not there."""
        return next((row for row, one in enumerate(self._entries) if one.package == package), 0)


class TraineeModel(QAbstractTableModel):
    """The trainees by name, with what each has had so far."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trainees: Sequence[Trainee] = ()
        self._columns = column_words()

    def tell(self, trainees: Sequence[Trainee]) -> None:
        """Have these."""
        self.beginResetModel()
        self._trainees = trainees
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._trainees)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Name, packages, of these still here, cycles, clients, supervision."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _TEXT) -> object:
        """What a column is called."""
        if orientation == Qt.Orientation.Horizontal:
            if role == _TEXT:
                return self._columns[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _aligned(section)
        return None

    def data(self, index: Index, role: int = _TEXT) -> object:
        """A cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(index.column())
        if role not in (_TEXT, Qt.ItemDataRole.ToolTipRole):
            return None
        one = self._trainees[index.row()]
        cells = (one.name, one.packages, one.open, one.cycles, one.clients, hours_words(one.minutes))
        return str(cells[index.column()])

    def trainee(self, row: int) -> Trainee | None:
        """Who stands in a row, None where nobody does."""
        return self._trainees[row] if 0 <= row < len(self._trainees) else None


def _aligned(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
