"""What can go wrong with the engine's process, as facts in fields: how it ended, how long it was silent."""

from typing import Literal, TypeAlias

from vigtool.domain.errors import VigtoolError

Unavailability: TypeAlias = Literal["not_started", "no_hello", "not_understood"]


class EngineError(VigtoolError):
    """The film itself may be whole: the process that reads it did not do its work."""


class EngineUnavailable(EngineError):
    """No engine could be started; ``reason`` says how far it came."""

    def __init__(self, reason: Unavailability) -> None:
        super().__init__(reason)
        self.reason = reason


class EngineCrashed(EngineError):
    """The engine ended in the middle of its work: by a signal (its number) or with an exit code, None if unknown."""

    def __init__(self, signal: int | None = None, code: int | None = None) -> None:
        super().__init__(signal, code)
        self.signal = signal
        self.code = code


class EngineHung(EngineError):
    """The engine gave no sign of life for ``seconds`` and was ended."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class EngineFailed(EngineError):
    """The engine met an error that it does not foresee; ``kind`` is the name of its class."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class ChannelError(EngineError):
    """A connection with the engine that says no more. Whoever owns the process turns it into how that ended."""


class ChannelClosed(ChannelError):
    """The other side is gone."""


class ChannelSilent(ChannelError):
    """Nothing came, or nothing was taken, within the time limit."""


class ChannelGarbled(ChannelError):
    """What came is no message of the kind that was due."""
