"""A part of a film of an open vault, made ready to cover people in it."""

from vigtool.domain.identifiers import RecordingId
from vigtool.domain.ticks import Span
from vigtool.gui.masking.material import Material
from vigtool.gui.playing.film_sound import FilmSound
from vigtool.gui.playing.projector import EngineProjector
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.masking import MaskingDesk
from vigtool.services.people import person
from vigtool.services.tracking import TrackJob
from vigtool.services.viewing import may_view, view
from vigtool.services.workspace import Workspace


def material_of(
    ws: Workspace, recording_id: RecordingId, span: Span, preferences: PreferenceFile | None = None
) -> Material:
    """A part of a film of the vault in which people are to be covered; that the film was opened is on record.

    Raises ``ConsentRefused``, ``UnknownId``, and what opening the film's index raises.
    """
    screening = view(ws, recording_id)
    projector = EngineProjector(screening.open_engine)
    times = screening.times
    return Material(
        recording=recording_id,
        label=screening.recording.label,
        times=times,
        span=span,
        people=[person(ws, one) for one in screening.recording.people],
        desk=MaskingDesk(ws, recording_id),
        projector=projector,
        follow=lambda mask, tick: TrackJob(ws, recording_id, mask, tick, span),
        permitted=lambda: may_view(ws, recording_id),
        read_only=ws.read_only,
        sound=FilmSound(projector.sound, times.time_base.seconds(times.start_tick)),
        preferences=preferences or PreferenceFile(kept=False),
    )
