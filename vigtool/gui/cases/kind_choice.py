"""Choosing what kind of case it is: each kind with what it is for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from vigtool.domain.identifiers import KindId
from vigtool.domain.kinds import CaseKind
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import language, tr


class KindChoice(QWidget):
    """``changed`` carries the kind's id. A kind that this version does not know is shown by its id, and kept."""

    changed = Signal(str)

    def __init__(self, kinds: Sequence[CaseKind], chosen: KindId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = {kind.id: kind for kind in kinds}
        self.box = QComboBox()
        for kind in kinds:
            self.box.addItem(kind.name.in_language(language()), kind.id)
        if chosen not in self._kinds:
            self.box.addItem(tr("A kind that this version does not know"), chosen)
        self.box.setCurrentIndex(self.box.findData(chosen))
        self.about = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addLayout(field(tr("Kind of case"), self.box))
        column.addWidget(self.about)
        self._explain()
        self.box.currentIndexChanged.connect(self._choose)

    @property
    def chosen(self) -> KindId:
        """The id of the kind that is chosen."""
        return KindId(self.box.currentData())

    @property
    def kind(self) -> CaseKind | None:
        """The kind that is chosen, if this version knows it."""
        return self._kinds.get(self.chosen)

    @Slot()
    def _choose(self) -> None:
        self._explain()
        self.changed.emit(self.chosen)

    def _explain(self) -> None:
        kind = self.kind
        self.about.setText(
            kind.description.in_language(language())
            if kind is not None
            else tr("It comes from a newer version. Nothing of the case is lost, and it keeps to the strictest rules.")
        )
