"""The thread that answers: it decodes the picture that is waited for, then gets ahead of the playhead."""

import time
from contextlib import suppress
from typing import Final

from vigtool.domain.errors import VigtoolError
from vigtool.engine.film_messages import Ask, Wish
from vigtool.engine.serving.coming import coming, key_of
from vigtool.engine.serving.picture_making import PictureMaker, Teller
from vigtool.engine.serving.wish_board import WishBoard
from vigtool.media.errors import FrameTookTooLong, UnreachableFrame
from vigtool.media.film import Film
from vigtool.media.focus import BACK_RUN, LONG_GROUP
from vigtool.media.frame import Frame
from vigtool.media.frame_store import FrameStore
from vigtool.media.interrupting import Interrupt, Interrupted

PATIENCE_S: Final = 0.1
"""So long a wish may still be decoded after a newer one has come: else a scrub would show nothing at all."""
STARVED_S: Final = 0.3
"""After so long without any picture a wish is decoded to its end, whatever came after it."""
LIMIT_S: Final = 60.0
"""So long one picture may take. A film without entry points is decoded from its start."""
FAR: Final = 12
"""Frames of decoding that are worth a preview while the user scrubs."""


class PictureFront:
    """Serves the newest wish of ``board`` until it is closed. Runs on the thread that opened ``film``."""

    def __init__(self, film: Film, store: FrameStore, board: WishBoard, maker: PictureMaker, teller: Teller) -> None:
        self._film = film
        self._store = store
        self._board = board
        self._maker = maker
        self._teller = teller

    def run(self) -> None:
        """Serve until the film is closed."""
        last = -1
        while (ask := self._board.next_ask(last)) is not None:
            last = ask.serial
            if not self._board.is_answered(ask.serial):
                self._board.set_busy(busy=True)
                try:
                    self._serve(ask)
                finally:
                    self._board.set_busy(busy=False)
            if not ask.alone:
                self._get_ahead(ask)

    def _serve(self, ask: Ask) -> None:
        wish = ask.wish
        try:
            if wish.scrubbing:
                self._preview(ask)
            frame = self._approached(wish, self._given_up(ask))
            self._maker.make(wish, key_of(wish), frame)
        except Interrupted:
            if self._board.is_newest(ask.serial):
                self._teller.refuse(ask, FrameTookTooLong(wish.frame))
        except (VigtoolError, OSError) as error:
            self._teller.refuse(ask, error)
        else:
            self._teller.show_if_ready(ask)
            self._teller.note_damage(frame)

    def _preview(self, ask: Ask) -> None:
        """Show the frame at which decoding enters, if the wished one is far behind it."""
        wish, index = ask.wish, self._film.index
        entry = self._entry_frame(wish.frame)
        if index.entry_before(wish.frame) < 0 or wish.frame - entry < FAR or self._store.holds(wish.frame):
            return
        key = key_of(wish)._replace(frame=entry)
        self._maker.make(wish, key, self._frame(entry, self._given_up(ask)))
        self._teller.show_if_ready(ask, key)

    def _get_ahead(self, ask: Ask) -> None:
        """Make ready what follows: at rest what is decoded or lies next; on the way forward by decoding on."""
        wish = ask.wish
        for key in coming(wish, self._film.index.frames):
            if not self._board.is_newest(ask.serial):
                return
            if self._maker.holds(key):
                continue
            frame = self._store.get(key.frame)
            try:
                if frame is None and self._decodes(wish.heading, key.frame - wish.frame):
                    frame = self._frame(key.frame, lambda: not self._board.is_newest(ask.serial))
            except (VigtoolError, OSError):
                return  # it is told when the frame itself is asked for
            if frame is not None and not self._maker.make(wish, key, frame):
                return

    @staticmethod
    def _decodes(heading: int, distance: int) -> bool:
        """Whether to decode on for it: backwards the filling thread decodes whole groups instead."""
        return heading > 0 or (heading == 0 and distance > 0)

    def _approached(self, wish: Wish, interrupt: Interrupt) -> Frame:
        """Decode the wished frame; after a jump far into a group keep those just before it, for steps back."""
        first = wish.frame - min(BACK_RUN, (self._store.room or 0) // 4)
        far = wish.frame - self._entry_frame(wish.frame) > LONG_GROUP
        if far and wish.heading <= 0 and not wish.scrubbing and not self._store.holds(wish.frame):
            self._film.interrupt = interrupt
            with suppress(UnreachableFrame):  # of one before it: that is told when it is asked for
                for _frame in self._film.frames(first, wish.frame):
                    pass
        return self._frame(wish.frame, interrupt)

    def _entry_frame(self, n: int) -> int:
        number = self._film.index.entry_before(n)
        return int(self._film.index.entries.frame[number]) if number >= 0 else 0

    def _frame(self, n: int, interrupt: Interrupt) -> Frame:
        self._film.interrupt = interrupt
        return self._store.get(n) or self._film.frame(n)

    def _given_up(self, ask: Ask) -> Interrupt:
        begun = time.monotonic()

        def given_up() -> bool:
            self._teller.beat()
            taken = time.monotonic() - begun
            if taken > LIMIT_S or self._board.closed:
                return True
            forgotten = taken > PATIENCE_S and not self._board.is_newest(ask.serial)
            return forgotten and self._teller.silent_s < STARVED_S

        return given_up
