"""The Prepare workspace on a film of an open vault."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from vigtool.domain.identifiers import RecordingId
from vigtool.engine.spare import prepare_spare
from vigtool.gui.preparing.film_sound import FilmSound
from vigtool.gui.preparing.material import Material
from vigtool.gui.preparing.projector import EngineProjector
from vigtool.gui.preparing.workbench import Workbench
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.marking import MarkingDesk
from vigtool.services.people import person
from vigtool.services.viewing import may_view, view
from vigtool.services.workspace import Workspace

SPARE_MS: Final = 2000
"""After the film was opened: then its first pictures are there, and an engine for the next film costs them no time."""


def material_of(ws: Workspace, recording_id: RecordingId, preferences: PreferenceFile | None = None) -> Material:
    """A film of the vault ready to be prepared; that it was opened is on record.

    Raises ``ConsentRefused``, ``UnknownId``, and what opening the film's index raises.
    """
    screening = view(ws, recording_id)
    projector = EngineProjector(screening.open_engine)
    origin = screening.times.time_base.seconds(screening.times.start_tick)
    return Material(
        recording=recording_id,
        label=screening.recording.label,
        times=screening.times,
        people=[person(ws, one) for one in screening.recording.people],
        desk=MarkingDesk(ws, recording_id),
        sound=FilmSound(projector.sound, origin),
        projector=projector,
        permitted=lambda: may_view(ws, recording_id),
        read_only=ws.read_only,
        overview=screening.overview(),
        gaps=screening.gaps,
        preferences=preferences or PreferenceFile(kept=False),
    )


class PreparePage(Workbench):
    """Prepare one film. Raises ``ConsentRefused`` and ``UnknownId``. ``close()`` ends its threads and its engine."""

    def __init__(
        self,
        ws: Workspace,
        recording_id: RecordingId,
        preferences: PreferenceFile | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(material_of(ws, recording_id, preferences), parent)
        self._spare = QTimer(self)
        self._spare.setSingleShot(True)
        self._spare.setInterval(SPARE_MS)
        self._spare.timeout.connect(prepare_spare)
        self.player.opened.connect(self._renew_spare)
        self.player.restarted.connect(self._renew_spare)

    def _renew_spare(self) -> None:
        """Opening has taken the spare engine."""
        self._spare.start()
