"""An open film as the app sees it: wishes go in, pictures come out, and an engine that dies is replaced.

Decoding happens in the engine's process. If that crashes or falls silent it is started anew, the newest wish is asked
again, and a frame that kills it twice is told as one that cannot be shown.
"""

import time
from collections import Counter, deque
from collections.abc import Callable
from threading import Lock
from typing import Final, Literal, Protocol, TypeVar

import msgspec
from msgspec.msgpack import Decoder

from vigtool.domain.errors import VigtoolError
from vigtool.engine.channel import Channel
from vigtool.engine.errors import ChannelError, ChannelGarbled, ChannelSilent, EngineCrashed, EngineHung
from vigtool.engine.failures import error_of
from vigtool.engine.film_answers import Answer, Bgra, Damage, NotShown, Picture, Restarted
from vigtool.engine.film_messages import (
    FILM_CHANNELS,
    PICTURE_ANSWERS,
    Ask,
    Beat,
    DamageFound,
    FieldChoice,
    Refused,
    Release,
    Shown,
    Wish,
)

Told = TypeVar("Told")

BESIDE_S: Final = 60.0
"""Seconds that a small picture or a block of sound may take: it may have to be decoded from the film's start."""
HANG_S: Final = 10.0
"""An engine that owes an answer and says nothing for so long is taken for hung."""
_DEATHS: Final = 2
"""A frame on which the engine died so often is not asked for again; after so many deaths in all it works alone."""
RESTARTS: Final = 4
"""So many engines are started without a new wish: one that dies of opening the film would be replaced for ever."""


class OpenEngine(Protocol):
    """One engine with the film opened in it (``film_engine.FilmEngine``)."""

    @property
    def pictures(self) -> Channel:
        """The connection for large pictures."""

    def channel(self, name: str) -> Channel:
        """Another connection: "small" or "sound"."""

    def tell(self, message: Ask | Release) -> None:
        """Send a message, or nothing when the engine is gone: whoever receives notices that."""

    def pixels(self, shown: Shown) -> Bgra:
        """The picture that the engine tells of, a view. Raise ``ChannelGarbled`` when it lies in no slot."""

    def end(self) -> None:
        """End the engine; who waits for a message is let go. Any thread may call it."""

    def close(self) -> None:
        """End the engine, and let go of the memory that is shared with it."""


class EngineFilm:
    """A film opened in an engine of its own. ``want`` from any thread, ``answer`` on one reading thread.

    ``start`` opens the film in a new engine; it is called again whenever an engine has died. Raises what it raises.
    """

    def __init__(self, start: Callable[[], OpenEngine], hang_s: float = HANG_S) -> None:
        self._start = start
        self._hang_s = hang_s
        self._lock = Lock()
        self._beside = {name: Lock() for name in FILM_CHANNELS}
        self._engine = start()
        self._ask: Ask | None = None
        self._asked: dict[int, Wish] = {}
        self._serial = 0
        self._owed = False
        self._heard = time.monotonic()
        self._deaths: Counter[int] = Counter()
        self._restarts = 0
        self._waiting: deque[Answer] = deque()
        self._closed = False

    def want(self, wish: Wish) -> None:
        """Ask for a picture; it takes the place of every earlier wish. Returns at once."""
        with self._lock:
            if not self._closed:
                self._restarts = 0
                self._send(wish)

    def answer(self, timeout: float | None = None) -> Answer | None:
        """Wait for the next answer; None when the film was closed, or after ``timeout`` seconds."""
        until = None if timeout is None else time.monotonic() + timeout
        while not self._closed:
            if self._waiting:
                return self._waiting.popleft()
            wait = self._hang_s / 4 if until is None else min(self._hang_s / 4, until - time.monotonic())
            if wait <= 0:
                return None
            answer = self._received(wait)
            if answer is not None:
                return answer
        return None

    def ask_beside(self, name: str, question: msgspec.Struct, answers: Decoder[Told]) -> Told:
        """Ask on another connection ("small", "sound") and wait, also while another thread's question is answered.

        Raise ``EngineCrashed``, or ``EngineHung`` after ``BESIDE_S`` seconds; then the engine is replaced.
        """
        with self._beside[name]:
            return self._ask_beside(self._engine, name, question, answers)

    @staticmethod
    def _ask_beside(engine: OpenEngine, name: str, question: msgspec.Struct, answers: Decoder[Told]) -> Told:
        channel = engine.channel(name)
        try:
            channel.send(question)
            return channel.receive(answers, BESIDE_S)
        except ChannelSilent as error:
            engine.end()
            raise EngineHung(BESIDE_S) from error
        except ChannelError as error:
            engine.end()
            raise EngineCrashed from error

    def close(self) -> None:
        """End the engine, and with it every decoded picture and the film's key. The reading thread is let go."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._engine.close()

    def _received(self, wait: float) -> Answer | None:
        engine = self._engine
        try:
            message = engine.pictures.receive(PICTURE_ANSWERS, wait)
            self._heard = time.monotonic()
            match message:
                case Shown():
                    return self._picture(engine, message)
                case Refused():
                    return self._refused(message)
                case DamageFound():
                    return Damage(message.frames)
                case Beat():
                    return None
        except ChannelSilent:
            silent = self._owed and time.monotonic() - self._heard > self._hang_s
            return self._restarted("hung") if silent else None
        except ChannelError:
            return self._restarted("crashed")

    def _picture(self, engine: OpenEngine, shown: Shown) -> Picture:
        pixels = engine.pixels(shown)
        if shown.preview_of is None:
            self._settle(shown.serial, shown.frame, shown.field)
        else:
            self._check_preview(shown, shown.preview_of)

        def release() -> None:
            with self._lock:
                if not self._closed:
                    engine.tell(Release(shown.slot))

        return Picture(shown, pixels, release)

    def _refused(self, refused: Refused) -> NotShown:
        self._settle(refused.serial, refused.frame)
        return NotShown(refused.frame, error_of(refused.error))

    def _settle(self, serial: int, frame: int, field: FieldChoice | None = None) -> None:
        """Take a wish for answered. Raise ``ChannelGarbled`` for an answer to none: the engine is not trusted."""
        with self._lock:
            wish = self._asked.get(serial)
            if wish is None or wish.frame != frame or field not in {None, wish.field}:
                raise ChannelGarbled
            self._asked = {later: wish for later, wish in self._asked.items() if later > serial}
            if serial == self._serial:
                self._owed = False

    def _check_preview(self, shown: Shown, preview_of: int) -> None:
        with self._lock:
            wish = self._asked.get(shown.serial)
        if wish is None or not 0 <= shown.frame <= wish.frame == preview_of:
            raise ChannelGarbled

    def _restarted(self, reason: Literal["crashed", "hung"]) -> Answer | None:
        """Replace a dead engine and ask the newest wish again, unless its frame is what kills engines."""
        if self._closed:
            return None
        self._engine.close()
        self._restarts += 1
        if self._restarts > RESTARTS:
            return self._lost(EngineCrashed())
        try:
            engine = self._start()
        except VigtoolError as error:
            return self._lost(error)
        with self._lock:
            if self._closed:
                engine.close()
                return None
            self._engine = engine
            self._asked.clear()
            self._heard = time.monotonic()
            if self._ask is not None:
                self._ask_again(self._ask.wish, reason)
        return Restarted(reason)

    def _lost(self, error: VigtoolError) -> Answer | None:
        """No engine can be had any more: that is the last answer."""
        with self._lock:
            if self._closed:
                return None
            self._closed = True
            return NotShown(0 if self._ask is None else self._ask.wish.frame, error)

    def _ask_again(self, wish: Wish, reason: Literal["crashed", "hung"]) -> None:
        self._deaths[wish.frame] += 1
        if self._owed and self._deaths[wish.frame] >= _DEATHS:
            self._owed = False
            error = EngineHung(self._hang_s) if reason == "hung" else EngineCrashed()
            self._waiting.append(NotShown(wish.frame, error))
        else:
            self._send(wish)

    def _send(self, wish: Wish) -> None:
        self._serial += 1
        self._asked[self._serial] = wish
        self._ask = Ask(self._serial, wish, alone=self._deaths.total() >= _DEATHS)
        if not self._owed:
            self._heard = time.monotonic()
        self._owed = True
        self._engine.tell(self._ask)
