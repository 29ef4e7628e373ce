"""One film open to be shown: its engine, its player and its sound, which end together."""

from PySide6.QtCore import QObject

from vigtool.domain.identifiers import RecordingId
from vigtool.gui.playing.film_sound import FilmSound
from vigtool.gui.playing.player import Player
from vigtool.gui.playing.projector import EngineProjector, Projector
from vigtool.services.viewing import Screening


class StageFilm(QObject):
    """Start it after connecting the player's signals; after ``end`` it is of no use any more."""

    def __init__(
        self, recording: RecordingId, player: Player, projector: Projector, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.recording = recording
        self.player = player
        self._projector = projector
        player.setParent(self)

    def start(self) -> None:
        """Open the film in the background."""
        self._projector.take_out()
        self.player.start()

    def end(self) -> None:
        """Close the film: its engine ends, and its key is forgotten there."""
        self._projector.put_away()
        self.player.end()
        self.deleteLater()


def stage_film(screening: Screening) -> StageFilm:
    """A film that a permit allows to be shown."""
    projector = EngineProjector(screening.open_engine)
    times = screening.times
    sound = FilmSound(projector.sound, times.time_base.seconds(times.start_tick))
    return StageFilm(screening.recording.id, Player(times, projector.open, sound), projector)
