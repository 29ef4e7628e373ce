"""A player's place in the run: its process is started anew when it dies, and given up when that goes on."""

import base64
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

import numpy as np

from bench.playback.players import Contestant, Print
from bench.playback.prints import SIDE
from bench.playback.rival import Gone, Rival
from bench.playback.truth import Truth

_PREPARING_PATIENCE = 600.0
_DEATHS = 3


class Seat:
    """One player with one film. A context manager, which ends its process.

    ``given_up``: why it does not play, or no longer; None while it does.
    """

    def __init__(self, contestant: Contestant, truth: Truth, peers_python: str) -> None:
        self.name = contestant.name
        self.given_up: str | None = None
        self._contestant = contestant
        self._truth = truth
        self._peers_python = peers_python
        self._deaths = 0
        self._rival = Rival(contestant, peers_python)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rival.end()

    def sit_down(self) -> None:
        """Wait until the player has what it may know of the film; ``given_up`` says why it does not."""
        try:
            answer = self._rival.hello()
            if "failed" not in answer:
                answer = self._rival.ask({"do": "prepare", "film": asdict(self._truth.sight)}, _PREPARING_PATIENCE)
            self.given_up = answer.get("failed")
        except Gone:
            self.given_up = "ended at its start"

    def ask(self, do: str, **facts: object) -> dict[str, Any]:
        """Ask on its turn; ``failed`` in the answer where there is none. A player that died is opened anew."""
        if self.given_up is not None:
            return {"failed": self.given_up}
        try:
            with self._rival.on_turn():
                return self._rival.ask({"do": do, **facts})
        except Gone:
            self._sit_down_again()
            return {"failed": "no answer"}

    def show(self, way: str, frame: int) -> tuple[float | None, bool]:
        """Ask for a frame by ``seek``, ``forward`` or ``back``; return the ms taken, and whether it was the frame."""
        answer = self.ask(way, target=asdict(self._truth.target(frame)))
        return self.judged(answer, frame)

    def judged(self, answer: dict[str, Any], frame: int) -> tuple[float | None, bool]:
        """Return the ms that an answer took, and whether it was the frame."""
        if "print" not in answer:
            return None, False
        return answer["ms"], self._truth.is_right(decoded_print(answer["print"]), frame)

    def _sit_down_again(self) -> None:
        self._rival.end()
        self._deaths += 1
        if self._deaths == _DEATHS:
            self.given_up = f"died {_DEATHS} times"
            return
        self._rival = Rival(self._contestant, self._peers_python)
        self.sit_down()
        if self.given_up is None:
            self.ask("open")


def decoded_print(text: str) -> Print:
    """Return the print that a player's process sent."""
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(SIDE, SIDE)
