"""The run over one film: every player gets the same questions, and they answer turn about.

Turn about, so that whatever else the machine does hits all alike. Steps are asked as a held key asks for them, after
a second of rest; what a player does with that second is its own affair.
"""

import random
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from math import pi, sin
from pathlib import Path
from time import perf_counter
from typing import Any, TypeAlias

from bench.playback.players import Contestant
from bench.playback.seat import Seat, decoded_print
from bench.playback.tally import Row, Tally
from bench.playback.truth import Truth, truth_of

SEED = 6
BEAT = 0.030
"""Seconds between two steps while a key is held."""
PAUSE = 0.15
"""Seconds between two jumps: a hand is not faster."""
SCRUBS_PER_SECOND = 60
_WALKS = {"forward": 1, "back": -1}

Say: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How often each player is asked for each thing, per film; ``places``: where a series of steps begins.

    ``rest``: seconds before a series of steps; ``scrub``: seconds of scrubbing.
    """

    seeks: int = 24
    steps: int = 24
    places: int = 1
    openings: int = 3
    rest: float = 1.0
    scrub: float = 3.0


@dataclass(frozen=True, slots=True)
class FilmResult:
    """Rows of one film, and who did not play it, with the reason."""

    file: str
    rows: list[Row]
    skipped: dict[str, str]


class Run:
    """One film, its truth, and the players around it."""

    def __init__(self, truth: Truth, seats: Sequence[Seat], plan: Plan) -> None:
        self.tally = Tally()
        self._truth, self._plan = truth, plan
        self._all = list(seats)
        self._chance = random.Random(SEED)

    def everything(self, say: Say) -> None:
        """Ask all questions."""
        for kind in (self.openings, self.seeks, self.cold_steps_back, self.walks, self.scrubs):
            say(kind.__name__.replace("_", " "))
            kind()

    def openings(self) -> None:
        """Start what is needed before a film, where a player has such a thing; open the film to its first picture."""
        for turn in range(self._plan.openings + 1):
            for seat in self._seats(turn):
                started = seat.ask("start-engine")
                if "ms" in started:
                    seat.ask("rest", seconds=2 * started["ms"] / 1000)  # so that the one started ahead is ready too
                ms, right = seat.judged(seat.ask("open"), 0)
                if turn:
                    self.tally.note(seat.name, "first-picture", ms, right=right)
                    if "ms" in started:
                        self.tally.note(seat.name, "engine-start", started["ms"], right=True)

    def seeks(self) -> None:
        """Jump to frames anywhere."""
        for turn, frame in enumerate(self._frames(self._plan.seeks + 1)):
            for seat in self._seats(turn):
                seat.ask("rest", seconds=PAUSE)
                ms, right = seat.show("seek", frame)
                if turn:
                    self.tally.note(seat.name, "seek", ms, right=right)

    def cold_steps_back(self) -> None:
        """Step back once, right after a jump."""
        for turn, frame in enumerate(self._frames(self._plan.seeks, first=1)):
            for seat in self._seats(turn):
                seat.show("seek", frame)
                ms, right = seat.show("back", frame - 1)
                self.tally.note(seat.name, "back-cold", ms, right=right)

    def walks(self) -> None:
        """Hold a key after a rest."""
        steps = min(self._plan.steps, self._truth.frames - 1)
        for turn in range(self._plan.places):
            for op, step in _WALKS.items():
                start = self._chance.randint(0, self._truth.frames - 1 - steps) + (steps if step < 0 else 0)
                for seat in self._seats(turn):
                    self._walk(seat, op, range(start, start + (steps + 1) * step, step))

    def _walk(self, seat: Seat, op: str, frames: range) -> None:
        seat.show("seek", frames[0])
        seat.ask("rest", seconds=self._plan.rest)
        for frame in frames[1:]:
            began = perf_counter()
            ms, right = seat.show(op, frame)
            self.tally.note(seat.name, op, ms, right=right)
            seat.ask("rest", seconds=max(BEAT - (perf_counter() - began), 0))

    def scrubs(self) -> None:
        """Draw the playhead to and fro over the film, as fast as a screen can."""
        beats = round(SCRUBS_PER_SECOND * self._plan.scrub)
        last = self._truth.frames - 1
        path = [round(last * (0.5 + 0.45 * sin(2 * pi * beat / beats * 1.3))) for beat in range(beats)]
        for seat in self._seats(0):
            targets = [asdict(self._truth.target(frame)) for frame in path]
            answer = seat.ask("scrub", targets=targets, per_second=SCRUBS_PER_SECOND)
            if "passing" in answer or "failed" in answer:
                self._note_scrub(seat, answer.get("passing", []), path[-1])

    def _note_scrub(self, seat: Seat, passing: list[dict[str, Any]], last: int) -> None:
        """Each picture shown must be the frame that it is said to be; times are those between two pictures."""
        before = 0.0
        last_right = False
        for one in passing:
            right = self._truth.is_right(decoded_print(one["print"]), one["frame"])
            self.tally.note(seat.name, "scrub", one["ms"] - before, right=right)
            before = one["ms"]
            last_right = right and one["frame"] == last and not one["preview"]
        in_time = [one for one in passing if one["ms"] <= self._plan.scrub * 1000]
        self.tally.of(seat.name, "scrub").more = {
            "shown_per_s": round(len(in_time) / self._plan.scrub, 1),
            "exact_per_s": round(sum(not one["preview"] for one in in_time) / self._plan.scrub, 1),
            "last_right": last_right,
        }

    def _seats(self, turn: int) -> list[Seat]:
        """The players in another order at each turn."""
        playing = [seat for seat in self._all if seat.given_up is None]
        shift = turn % len(playing) if playing else 0
        return playing[shift:] + playing[:shift]

    def _frames(self, count: int, first: int = 0) -> list[int]:
        return self._chance.choices(range(first, self._truth.frames), k=count)


def play(path: Path, contestants: Sequence[Contestant], plan: Plan, peers_python: str, say: Say) -> FilmResult:
    """Run everything over one film."""
    say(f"{path.name}: truth")
    truth = truth_of(str(path))
    with ExitStack() as ends:
        seats = [ends.enter_context(Seat(one, truth, peers_python)) for one in contestants]
        for seat in seats:
            say(f"{seat.name} prepares")
            seat.sit_down()
        run = Run(truth, seats, plan)
        run.everything(say)
        skipped = {seat.name: seat.given_up for seat in seats if seat.given_up is not None}
    return FilmResult(path.name, run.tally.rows(), skipped)
