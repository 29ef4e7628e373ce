"""Opening a film to be watched."""

from dataclasses import dataclass

from vigtool.domain.cases import Recording
from vigtool.domain.deciding import Permit
from vigtool.domain.events import RecordingViewed
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.ticks import FrameTimes
from vigtool.engine.film_client import EngineFilm
from vigtool.engine.film_engine import FilmEngine
from vigtool.engine.spare import take_engine
from vigtool.media.frame_index import FrameIndex
from vigtool.media.gaps import gaps
from vigtool.media.index_bytes import pack_index
from vigtool.media.store_budget import default_budget
from vigtool.services.consents import grounds, is_permitted, permit
from vigtool.services.film_access import lend_film
from vigtool.services.film_overview import FilmOverview
from vigtool.services.recordings import frame_index, recording, times_of
from vigtool.services.workspace import Workspace
from vigtool.vault import Vault


@dataclass(frozen=True, slots=True)
class Screening:
    """A film that may be watched, or shown, as its permit says.

    Whatever is opened here belongs to the thread that opened it, which closes it too.
    """

    recording: Recording
    times: FrameTimes
    _index: FrameIndex
    _vault: Vault
    _given: Permit

    def open_engine(self) -> EngineFilm:
        """Open the film in an engine of its own, until it is closed. Raises ``EngineUnavailable``, ``Damaged``."""
        index, budget, act = pack_index(self._index), default_budget(), self._given.intent.act

        def start() -> FilmEngine:
            engine = take_engine()
            try:
                engine.hello()  # only then is the key taken from the vault, which may have been closed meanwhile
                source = lend_film(self._vault, self._given, act, self.recording.id)
            except BaseException:
                engine.close()
                raise
            return FilmEngine(engine, source, index, budget)

        return EngineFilm(start)

    @property
    def gaps(self) -> list[range]:
        """Frames that last over a time in which the recording misses pictures."""
        return [range(before, after) for before, after in gaps(self._index)]

    def overview(self) -> FilmOverview:
        """The film's small pictures and the shape of its sound, as far as they are kept, and the making of the rest."""
        return FilmOverview(self._vault, self._given, self._index)


def view(ws: Workspace, recording_id: RecordingId) -> Screening:
    """Open a film for guidance; that it was opened is put on record first.

    Raises ``ConsentRefused``, ``UnknownId``, and ``VaultReadOnly`` where no record can be kept: no act without entry.
    """
    given = permit(ws, Act.VIEW, Purposes.GUIDANCE, recording_id)
    index = frame_index(ws, recording_id)
    note_viewing(ws, given)
    return screening(ws, given, recording(ws, recording_id), index)


def note_viewing(ws: Workspace, given: Permit) -> None:
    """Put on record that a film is looked at or listened to; to be called before it is. Raises ``VaultReadOnly``."""
    film = recording(ws, given.intent.recording)
    given.require(Act.VIEW, film.id)
    ws.record(RecordingViewed(film.case, film.id, given.intent.purpose, grounds(given)))


def screening(ws: Workspace, given: Permit, film: Recording, index: FrameIndex) -> Screening:
    """Make a film that is permitted to be viewed ready to be opened. Raises ``PermitMismatch``."""
    given.require(Act.VIEW, film.id)
    return Screening(film, times_of(index), index, ws.vault, given)


def show(ws: Workspace, given: Permit) -> Screening:
    """Make ready to be opened what a permit allows to be shown to others, which has been put on record.

    Raises ``PermitMismatch``, ``UnknownId``, ``Damaged``.
    """
    film = recording(ws, given.intent.recording)
    given.require(Act.SCREEN if given.intent.act is Act.SCREEN else Act.SHOW, film.id)
    index = frame_index(ws, film.id)
    return Screening(film, times_of(index), index, ws.vault, given)


def may_view(ws: Workspace, recording_id: RecordingId) -> bool:
    """Tell whether a film that is open may stay open."""
    return is_permitted(ws, Act.VIEW, Purposes.GUIDANCE, recording_id)
