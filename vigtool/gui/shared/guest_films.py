"""What the films of a guest are called, so that several can be told apart."""

from vigtool.domain.identifiers import RecordingId
from vigtool.gui.shared.cycle_words import film_word
from vigtool.services.guests import guest_of
from vigtool.services.kinds import kind_of_case
from vigtool.services.recordings import recording
from vigtool.services.workspace import Workspace


def film_name(ws: Workspace, recording_id: RecordingId) -> str:
    """A film's label; of a guest's with what it showed in its cycle, where the package said so."""
    film = recording(ws, recording_id)
    opened = guest_of(ws, film.case)
    places = () if opened is None else opened.films
    part = next((one.part for one in places if one.recording == recording_id), None)
    if part is None:
        return film.label
    return f"{film.label}  \N{MIDDLE DOT}  {film_word(kind_of_case(ws, film.case), part)}"
