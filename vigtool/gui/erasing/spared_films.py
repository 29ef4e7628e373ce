"""The films that show a person: each is erased with the rest unless it is left out, for a reason."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from vigtool.domain.cases import Recording
from vigtool.domain.identifiers import RecordingId
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.tokens import Space
from vigtool.wording.translation import tr


class SparedFilms(QWidget):
    """``changed`` follows each choice."""

    changed = Signal()

    def __init__(self, films: Sequence[Recording]) -> None:
        super().__init__()
        self.erased = Checklist([(film.id, film.label) for film in films], checked=True, columns=1)
        self.reason = QLineEdit()
        self._why = QWidget()
        why = field(tr("Why are the others left out?"), self.reason)
        why.setContentsMargins(0, 0, 0, 0)
        self._why.setLayout(why)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.SMALL)
        lines.addWidget(label(tr("Films with this person that are erased, too"), "field", wrap=True))
        for part in (self.erased, self._why):
            lines.addWidget(part)
        self.reason.textChanged.connect(self.changed)
        self.erased.changed.connect(self._show_reason)
        self._why.hide()

    def chosen(self) -> dict[RecordingId, str]:
        """The films that are left out, each with the reason that was typed."""
        reason = self.reason.text().strip()
        return {film: reason for film, box in self.erased.boxes.items() if not box.isChecked()}

    @property
    def complete(self) -> bool:
        """Whether it is said why, where a film is left out."""
        return all(self.chosen().values())

    @Slot()
    def _show_reason(self) -> None:
        self._why.setVisible(bool(self.chosen()))
        self.changed.emit()
