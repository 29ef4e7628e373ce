"""mpv, told over its JSON IPC: exact seeks (hr-seek), its own steps forward and back.

A seek and a step back are over when mpv says that playback restarts, with the picture handed to its (null) output;
a step forward when the time of the picture changes. What is shown is looked at by a screenshot, not measured.
"""

import itertools
import json
import socket
import subprocess
import tempfile
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import Any

import av

from bench.playback.luma import print_of_decoded
from bench.playback.players import NothingShown, Print, Sight, Target

_PATIENCE = 10.0
_OPTIONS = (
    "--no-config",
    "--idle=yes",
    "--pause",
    "--keep-open=yes",
    "--hr-seek=yes",
    "--hwdec=no",
    "--vo=null",
    "--ao=null",
    "--no-terminal",
    "--rebase-start-time=no",
    "--video-rotate=no",
    "--screenshot-png-compression=0",
)


class Mpv:
    """One mpv, paused."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="bench-mpv-")
        address = Path(self._folder.name) / "ipc"
        self._process = subprocess.Popen(["mpv", *_OPTIONS, f"--input-ipc-server={address}"])
        self._socket = _connected(address)
        self._received = b""
        self._numbers = itertools.count(1)
        self._path = ""
        self._say("observe_property", 1, "time-pos")

    def prepare(self, film: Sight) -> None:
        """Keep the path."""
        self._path = film.path

    def open(self) -> float:
        """Load, paused at the first picture."""
        self._say("loadfile", self._path)
        return self._until("playback-restart")

    def seek(self, target: Target) -> float:
        """Seek to the frame's time, exactly."""
        self._say("seek", target.begins, "absolute+exact")
        return self._until("playback-restart")

    def forward(self, target: Target) -> float:
        """Step on by mpv's own way, which plays one frame."""
        self._say("frame-step")
        while True:
            event = self._next_event()
            seconds = event.get("data")
            if event.get("name") == "time-pos" and isinstance(seconds, float) and seconds >= target.begins - 1e-3:
                return perf_counter()

    def back(self, target: Target) -> float:  # noqa: ARG002 - it goes back from wherever it stands
        """Step back by mpv's own way, which is a seek."""
        self._say("frame-back-step")
        return self._until("playback-restart")

    def shown(self) -> Print:
        """Look at the picture by a screenshot."""
        to = Path(self._folder.name) / "shown.png"
        self._say("screenshot-to-file", str(to), "video")
        with av.open(str(to)) as image:
            return print_of_decoded(next(image.decode(video=0)))

    def close(self) -> None:
        """End mpv."""
        self._process.terminate()
        self._process.wait()
        self._socket.close()
        self._folder.cleanup()

    def _say(self, *command: str | float) -> None:
        number = next(self._numbers)
        self._socket.sendall(json.dumps({"command": command, "request_id": number}).encode() + b"\n")
        while True:
            answer = self._next_event()
            if answer.get("request_id") == number:
                if answer["error"] != "success":
                    raise NothingShown(answer["error"])
                return

    def _until(self, event: str) -> float:
        while self._next_event().get("event") != event:
            pass
        return perf_counter()

    def _next_event(self) -> dict[str, Any]:
        while b"\n" not in self._received:
            part = self._socket.recv(1 << 16)
            if not part:
                raise NothingShown
            self._received += part
        line, self._received = self._received.split(b"\n", 1)
        event: dict[str, Any] = json.loads(line)
        return event


def _connected(address: Path) -> socket.socket:
    """Connect as soon as mpv listens."""
    channel = socket.socket(socket.AF_UNIX)
    channel.settimeout(_PATIENCE)
    until = monotonic() + _PATIENCE
    while monotonic() < until:
        try:
            channel.connect(str(address))
        except (FileNotFoundError, ConnectionRefusedError):
            sleep(0.02)
        else:
            return channel
    channel.close()
    raise NothingShown


def player() -> Mpv:
    """Make the player."""
    return Mpv()
