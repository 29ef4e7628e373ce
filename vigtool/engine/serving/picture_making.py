"""Makes pictures for the screen ready in slots, from decoded frames, and tells the app of those it waits for."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigtool.domain.errors import VigtoolError
from vigtool.engine.channel import Channel
from vigtool.engine.failures import failure_of
from vigtool.engine.film_messages import Ask, Beat, DamageFound, PictureAnswer, Refused, Shown, Wish
from vigtool.engine.serving.coming import distance, key_of
from vigtool.engine.serving.picture_slots import PictureKey, PictureSlots
from vigtool.engine.serving.wish_board import WishBoard
from vigtool.media.deinterlacing import field_of
from vigtool.media.frame import Frame
from vigtool.media.picture import upright_into, upright_size

BEAT_S: Final = 0.5


class Teller:
    """The one door to the app for large pictures. Any thread may call any method."""

    def __init__(self, channel: Channel, board: WishBoard, slots: PictureSlots) -> None:
        self._channel = channel
        self._board = board
        self._slots = slots
        self._lock = Lock()
        self._last = self._answered = time.monotonic()
        self._damaged: set[int] = set()

    def show_if_ready(self, ask: Ask, key: PictureKey | None = None) -> bool:
        """Answer a wish when its picture is ready; with ``key``, show that one as a preview of it."""
        ready = self._slots.take(key or key_of(ask.wish))
        if ready is None:
            return False
        shown = ready.key
        answer = Shown(
            ask.serial,
            shown.frame,
            shown.field,
            ready.slot,
            ready.width,
            ready.height,
            damaged=ready.damaged,
            interlaced=ready.interlaced,
            preview_of=None if key is None else ask.wish.frame,
            upright=ready.upright,
        )
        if not self._answer(ask, answer):
            self._slots.release(ready.slot)
        return True

    def refuse(self, ask: Ask, error: VigtoolError | OSError) -> None:
        """Answer that the wished picture cannot be had."""
        self._answer(ask, Refused(ask.serial, ask.wish.frame, failure_of(error)))

    def note_damage(self, frame: Frame) -> None:
        """Tell of a broken frame, once."""
        if frame.damaged and frame.n not in self._damaged:
            self._damaged.add(frame.n)
            self._send(DamageFound((frame.n,)))

    def beat(self) -> None:
        """Tell, now and then, that work goes on."""
        if time.monotonic() - self._last > BEAT_S:
            self._send(Beat())

    def _answer(self, ask: Ask, answer: Shown | Refused) -> bool:
        """Send an answer, or a preview, unless a later one is out: the app keeps what comes last."""
        is_preview = isinstance(answer, Shown) and answer.preview_of is not None
        with self._lock:
            if self._board.is_answered(ask.serial) if is_preview else not self._board.claim_answer(ask.serial):
                return False
            self._send_now(answer)
            self._answered = self._last
            return True

    @property
    def silent_s(self) -> float:
        """Seconds since the last picture."""
        return time.monotonic() - self._answered

    def _send(self, answer: PictureAnswer) -> None:
        with self._lock:
            self._send_now(answer)

    def _send_now(self, answer: PictureAnswer) -> None:
        self._channel.send(answer)
        self._last = time.monotonic()


class PictureMaker:
    """Turns frames into ready pictures; used by one thread."""

    def __init__(self, slots: PictureSlots) -> None:
        self._slots = slots

    def holds(self, key: PictureKey) -> bool:
        """Whether this picture is ready."""
        return self._slots.holds(key)

    def make(self, wish: Wish, key: PictureKey, frame: Frame) -> bool:
        """Make a picture ready; False when every slot holds one that will be wanted sooner."""
        if self._slots.holds(key):
            return True
        field = None if key.field == "whole" else field_of(frame.native, wish.order, key.field)

        def draw(out: NDArray[np.uint8]) -> tuple[int, int]:
            return upright_into(frame, key.within, out, field)

        size = upright_size(frame)
        return self._slots.put(
            key,
            _most_bytes(size, key),
            draw,
            _from(wish),
            damaged=frame.damaged,
            interlaced=frame.native.interlaced_frame,
            upright=size,
        )


def _most_bytes(size: tuple[int, int], key: PictureKey) -> int:
    return min(size[0], key.within[0]) * min(size[1], key.within[1]) * 4


def _from(wish: Wish) -> Callable[[PictureKey], float]:
    return lambda key: distance(wish, key)
