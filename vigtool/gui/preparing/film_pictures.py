"""The upright pictures of a film from the vault, through the one colour path; used and closed by one thread."""

from contextlib import AbstractContextManager, ExitStack

from vigtool.gui.preparing.picture_cache import Bgra
from vigtool.media.film import Film
from vigtool.media.picture import upright


class FilmPictures:
    """The ``Pictures`` of a film that is opened here and closed by ``close``."""

    def __init__(self, opening: AbstractContextManager[Film]) -> None:
        self._open = ExitStack()
        self._film = self._open.enter_context(opening)

    def picture(self, frame: int, within: tuple[int, int]) -> Bgra:
        """Return the picture of exactly this frame, made to fit. Raise ``MediaError``."""
        return upright(self._film.frame(frame), within)

    def passed_from(self, frame: int) -> int:
        """The first frame that decoding has to pass on the way to this one."""
        entry = self._film.index.entry_before(frame)
        return 0 if entry < 0 else int(self._film.index.entries.frame[entry])

    def close(self) -> None:
        """Let go of the decoder and the file."""
        self._open.close()
