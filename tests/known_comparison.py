"""Two people marked the same film and differ in known ways: what the comparison must say of it, to the frame.

The film has a rate that varies, so that frames and not ticks are what counts. ``docs/comparison.md`` shows the same.
"""

from itertools import accumulate

from vigtool.domain.identifiers import MomentId, PackId, RecordingId
from vigtool.domain.moments import Moment, PrincipleSeen
from vigtool.domain.ticks import FrameTimes, TimeBase

FRAMES = 1000
RECORDING = RecordingId("f1mf1mf1mf1m")
TICKS = tuple(accumulate((33 + 7 * (frame % 3) for frame in range(FRAMES)), initial=250))
TIMES = FrameTimes(TimeBase(1, 1000), TICKS[:-1], TICKS[-1])

WAITING = PrincipleSeen(PackId("attuned"), 1, "2a")
RECEIVING = PrincipleSeen(PackId("attuned"), 1, "3a")
RECEIVING_LATER = PrincipleSeen(PackId("attuned"), 2, "3a")


def moment(name: str, first: int, stop: int, key: int | None = None, *principles: PrincipleSeen) -> Moment:
    """A moment of the frames ``[first, stop)``; its name is made to an id of twelve signs."""
    at = TIMES.tick_of(first if key is None else key)
    return Moment(MomentId(name.ljust(12, "0")), RECORDING, TIMES.span(first, stop), at, principles=principles)


A = (
    moment("a1", 100, 150, 120, RECEIVING),
    moment("a2", 200, 250, 220),
    moment("a3", 300, 340, 310, WAITING, RECEIVING),
    moment("a4", 400, 450, 400, WAITING),
    moment("a5", 500, 600, 540),
    moment("a6", 700, 800, 740),
    moment("a7", 760, 860, 800),
    moment("a8", 900, 930),
)
B = (
    moment("b1", 100, 150, 120, RECEIVING_LATER),
    moment("b2", 205, 255, 225),
    moment("b3", 290, 360, 310, RECEIVING),
    moment("b4", 400, 450, 400, RECEIVING),
    moment("b5", 500, 560, 540),
    moment("b6", 560, 600),
    moment("b7", 660, 760, 700),
    moment("b8", 720, 820, 760),
    moment("b9", 940, 960),
)

MATCHED = [
    # a, b, begins, ends, key frame: by how many frames b's is later; principles in common, only a's, only b's
    ("a1", "b1", 0, 0, 0, 1, 0, 0),  # identical, but for the version of the pack
    ("a2", "b2", 5, 5, 5, 0, 0, 0),  # shifted by five frames
    ("a3", "b3", -10, 20, 0, 1, 1, 0),  # longer
    ("a4", "b4", 0, 0, 0, 0, 1, 1),  # the same time, another principle
    ("a5", "b5", 0, -40, 0, 0, 0, 0),  # split in two by b: the larger part goes with it
    ("a6", "b7", -40, -40, -40, 0, 0, 0),  # whoever takes the best pair first, a6 with b8, leaves a7 and b7 alone
    ("a7", "b8", -40, -40, -40, 0, 0, 0),
]
ONLY_A: list[tuple[str, list[str]]] = [("a8", [])]
ONLY_B: list[tuple[str, list[str]]] = [("b6", ["a5"]), ("b9", [])]
