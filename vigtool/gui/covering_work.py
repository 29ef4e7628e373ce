"""Composes covering people: its window over any page or dialog, for a moment or where something is still open."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from vigtool.domain.identifiers import MomentId, PersonId, RecordingId
from vigtool.domain.ticks import Span
from vigtool.gui.masking.dialog import MaskingDialog
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.marking import moment
from vigtool.services.workspace import Workspace


class CoveringWork(QObject):
    """Belongs to a window. ``changed`` follows each edit: what may leave may have changed with it."""

    changed = Signal()

    def __init__(self, ws: Workspace, window: QWidget, preferences: PreferenceFile) -> None:
        super().__init__(window)
        self._ws, self._window, self._preferences = ws, window, preferences

    @Slot(str)
    def open_moment(self, moment_id: MomentId) -> MaskingDialog:
        """Cover people in a moment. Raises ``ConsentRefused``, ``UnknownId``."""
        shown = moment(self._ws, moment_id)
        return self.open(shown.recording, shown.span)

    def open(
        self,
        recording_id: RecordingId,
        span: Span,
        person: PersonId | None = None,
        frame: int | None = None,
        over: QWidget | None = None,
    ) -> MaskingDialog:
        """Cover people in a part of a film, beginning with somebody at a frame: where a gap is, for instance.

        ``over`` is the dialog from which that is asked. Raises ``ConsentRefused``, ``UnknownId``.
        """
        dialog = MaskingDialog(self._ws, recording_id, span, self._preferences, over or self._window)
        dialog.changed.connect(self.changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.begin_at(person, frame)
        dialog.open()
        return dialog
