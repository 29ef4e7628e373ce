"""The thread that fills the store around the playhead while nobody waits, so that steps come from memory."""

from vigtool.domain.errors import VigtoolError
from vigtool.engine.film_messages import Ask, Wish
from vigtool.engine.serving.coming import coming
from vigtool.engine.serving.picture_making import PictureMaker, Teller
from vigtool.engine.serving.wish_board import WishBoard
from vigtool.media.filling import next_run
from vigtool.media.film import Film
from vigtool.media.focus import Focus
from vigtool.media.frame_store import FrameStore
from vigtool.media.interrupting import Interrupted


class PictureFill:
    """Fills ``store`` until ``board`` is closed. Runs on the thread that opened ``film``."""

    def __init__(self, film: Film, store: FrameStore, board: WishBoard, maker: PictureMaker, teller: Teller) -> None:
        self._film = film
        self._store = store
        self._board = board
        self._maker = maker
        self._teller = teller
        self._undecodable: set[int] = set()

    def run(self) -> None:
        """Fill until the film is closed."""
        while (settled := self._board.settled_ask()) is not None:
            ask, changes = settled
            focus = focus_of(ask.wish)
            self._store.focus(focus)
            missing = None if ask.alone else self._missing(next_run(self._film.index, self._store, focus))
            if missing is None:
                self._board.wait_for_change(changes)
            else:
                self._fill(ask, missing, changes)

    def _missing(self, run: range | None) -> range | None:
        """Return the run from its first frame on that is not held and can be decoded."""
        for n in run or ():
            if n not in self._undecodable and not self._store.holds(n):
                return run[run.index(n) :] if run is not None else None
        return None

    def _fill(self, ask: Ask, run: range, changes: int) -> None:
        n = run.start
        self._film.interrupt = lambda: self._left(ask)
        try:
            for frame in self._film.frames(run.start, run.stop, run.step):
                n = frame.n + run.step
                self._teller.note_damage(frame)
        except Interrupted:
            pass  # somebody waits for a picture; what is missing is asked for again
        except VigtoolError:
            self._undecodable.add(n)  # told when the frame itself is asked for
        except OSError:
            self._board.wait_for_change(changes)  # the film cannot be read now
        self._make_ready(ask)

    def _make_ready(self, ask: Ask) -> None:
        for key in coming(ask.wish, self._film.index.frames):
            frame = self._store.get(key.frame)
            if self._board.busy:
                return
            if frame is not None:
                self._maker.make(ask.wish, key, frame)

    def _left(self, ask: Ask) -> bool:
        """Whether to stop decoding: somebody waits, or the wish has gone elsewhere."""
        return self._board.busy or not (ask.wish.heading or self._board.is_newest(ask.serial))


def focus_of(wish: Wish) -> Focus:
    """Where the playhead is and heads, as the store sees it."""
    return Focus(wish.frame, wish.heading, wish.stride, wish.loop, wish.pins)
