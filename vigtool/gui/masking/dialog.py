"""The window in which somebody is covered in a part of a film, as large as the program's own window allows."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from vigtool.domain.accountability import FilmFrozen
from vigtool.domain.events import CaseEdited, ConsentRecorded, Event
from vigtool.domain.identifiers import PersonId, RecordingId
from vigtool.domain.ticks import Span
from vigtool.gui.masking.bench import CoverBench
from vigtool.gui.masking.film_to_cover import material_of
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.fonts import with_text
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.scrolling import room_for
from vigtool.gui.shared.tab_order import go_on_by_tab
from vigtool.gui.shared.tokens import Space
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr

WIDTH: Final = 1500
HEIGHT: Final = 960
ASK_AGAIN_MS: Final = 30_000
"""A consent also ends with its last day, of which nobody tells: so long at most the film stays open after it."""


class MaskingDialog(QDialog):
    """``changed`` follows each edit: what may leave the vault may have changed with it."""

    changed = Signal()

    def __init__(
        self,
        ws: Workspace,
        recording_id: RecordingId,
        span: Span,
        preferences: PreferenceFile | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Raises ``ConsentRefused``, ``UnknownId``, and what opening the film's index raises."""
        material = material_of(ws, recording_id, span, preferences)  # refused before half a dialog hangs on its parent
        super().__init__(parent)
        self._ws = ws
        self.bench = CoverBench(material)
        self.done_button = Button(tr("Done"), "check")
        self.setWindowTitle(tr("Cover somebody"))
        room = room_for(self)
        self.resize(min(with_text(WIDTH), room.width()), min(with_text(HEIGHT), room.height()))
        self.bench.take_in(self.done_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.WIDE, Space.MEDIUM, Space.WIDE, Space.MEDIUM)
        page.addWidget(self.bench)
        self.done_button.clicked.connect(self.accept)
        self.bench.changed.connect(self.changed)
        ws.listeners.append(self._heard)
        self._asking = QTimer(self)
        self._asking.setInterval(ASK_AGAIN_MS)
        self._asking.timeout.connect(self.bench.recheck_consent)
        self._asking.start()
        self.bench.view.setFocus()

    def begin_at(self, person: PersonId | None = None, frame: int | None = None) -> None:
        """Work on somebody from now on, at a frame: where a gap is, for instance."""
        self.bench.begin_at(person, frame)

    def stop(self) -> None:
        """Close the film, and follow nobody any more."""
        if self._heard in self._ws.listeners:
            self._ws.listeners.remove(self._heard)
        self._asking.stop()
        self.bench.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Open the film."""
        super().showEvent(event)
        self.bench.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own button, and the program's end."""
        super().closeEvent(event)
        self.stop()

    def done(self, result: int) -> None:
        """Put down what is in the hand before the dialog is left."""
        self.stop()
        super().done(result)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        """Lead Tab through what is shown as one reads it."""
        return go_on_by_tab(self, forward=next) or super().focusNextPrevChild(next)

    def _heard(self, event: Event) -> None:
        if isinstance(event, (CaseEdited, ConsentRecorded, FilmFrozen)):
            self.bench.recheck_consent()
