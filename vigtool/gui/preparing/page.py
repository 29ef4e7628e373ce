"""The Prepare workspace on a film of an open vault."""

from PySide6.QtWidgets import QWidget

from vigtool.domain.identifiers import RecordingId
from vigtool.gui.preparing.film_pictures import FilmPictures
from vigtool.gui.preparing.film_sound import FilmSound
from vigtool.gui.preparing.material import Material
from vigtool.gui.preparing.workbench import Workbench
from vigtool.services.marking import MarkingDesk
from vigtool.services.people import person
from vigtool.services.viewing import may_view, view
from vigtool.services.workspace import Workspace


def material_of(ws: Workspace, recording_id: RecordingId) -> Material:
    """A film of the vault ready to be prepared; that it was opened is on record.

    Raises ``ConsentRefused``, ``UnknownId``, and what opening the film's index raises.
    """
    screening = view(ws, recording_id)
    return Material(
        recording=recording_id,
        label=screening.recording.label,
        times=screening.times,
        people=[person(ws, one) for one in screening.recording.people],
        desk=MarkingDesk(ws, recording_id),
        sound=FilmSound(screening.open_sound, screening.times.time_base.seconds(screening.times.start_tick)),
        open_pictures=lambda: FilmPictures(screening.open_film()),
        permitted=lambda: may_view(ws, recording_id),
        read_only=ws.read_only,
    )


class PreparePage(Workbench):
    """Prepare one film. Raises ``ConsentRefused`` and ``UnknownId``. ``close()`` ends its threads."""

    def __init__(self, ws: Workspace, recording_id: RecordingId, parent: QWidget | None = None) -> None:
        super().__init__(material_of(ws, recording_id), parent)
