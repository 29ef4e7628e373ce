"""What the app and an engine say to each other before the work itself begins, and about tasks."""

from typing import Final, TypeAlias

import msgspec

Fact: TypeAlias = str | int | bool | None

MOST_FILMS: Final = 48
"""Films that one process is lent at most: each takes one of the descriptors that it may have (``sandbox.limits``)."""


class SandboxReport(msgspec.Struct, frozen=True):
    """What the engine's process is confined by, as it found itself.

    ``had`` names the means that took hold, ``not_had`` those that this platform has or should have and that did not.
    ``landlock`` is the version of Landlock's interface (0: none). ``refused`` says of each thing that the self-test
    tried whether it was refused; it is empty where nothing confines the process.
    """

    platform: str
    had: tuple[str, ...]
    not_had: tuple[str, ...]
    landlock: int
    refused: dict[str, bool]

    @property
    def tight(self) -> bool:
        """Whether everything was had, and everything that was tried was refused."""
        return not self.not_had and bool(self.refused) and all(self.refused.values())


class Hello(msgspec.Struct, frozen=True, tag="hello"):
    """The engine is ready for a film."""

    report: SandboxReport


class Lend(msgspec.Struct, frozen=True, tag="lend"):
    """A film; its descriptor follows. ``file_key`` is None for a plain file; ``more``: another film follows."""

    file_key: bytes | None
    recording: str
    more: bool = False


class Handle(msgspec.Struct, frozen=True, tag="handle"):
    """A handle that was duplicated into the receiver's process (Windows)."""

    number: int


class RunTask(msgspec.Struct, frozen=True, tag="task"):
    """Do one task on the films, then end."""

    name: str
    argument: bytes


class ServeFilm(msgspec.Struct, frozen=True, tag="film"):
    """Serve the film on the other connections until they are closed."""


class Part(msgspec.Struct, frozen=True, tag="part"):
    """One part of a task's result."""

    data: bytes


class Beat(msgspec.Struct, frozen=True, tag="beat"):
    """A sign of life, with how far the work is."""

    done: int
    total: int


class Done(msgspec.Struct, frozen=True, tag="done"):
    """The task is at its end."""


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The task raised an error of this class, with these fields."""

    kind: str
    facts: dict[str, Fact]


Purpose: TypeAlias = RunTask | ServeFilm
TaskAnswer: TypeAlias = Part | Beat | Done | Failed

HELLOS: Final = msgspec.msgpack.Decoder(Hello)
LOANS: Final = msgspec.msgpack.Decoder(Lend)
HANDLES: Final = msgspec.msgpack.Decoder(Handle)
PURPOSES: Final[msgspec.msgpack.Decoder[Purpose]] = msgspec.msgpack.Decoder(Purpose)
TASK_ANSWERS: Final[msgspec.msgpack.Decoder[TaskAnswer]] = msgspec.msgpack.Decoder(TaskAnswer)
