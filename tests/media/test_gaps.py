"""Where time is missing: told of damage and of joined films, not of films of variable rate."""

from fractions import Fraction

import numpy as np
import pytest

from tests.media.corpus import Recording, recordings
from tests.media.drawn_films import drawn_film
from tests.media.test_recordings import REFUSED
from tests.shared_material import needs_shared
from vigtool.media.frame_index import EntryPoints, FrameIndex, Origin
from vigtool.media.gaps import gaps
from vigtool.media.index_building import build_index

MARKED = {"corrupted.mp4": [(29, 30)], "syn_ts_backward_jump.ts": [(74, 75)]}
QUICKLY_INDEXED = 90_000


def _index(
    times: list[int], packets: list[int] | None = None, *, origin: Origin = "decoding", as_sent: bool = False
) -> FrameIndex:
    pts = np.array(times, np.int64)
    source = 8 * np.array(packets if packets is not None else range(len(times)), np.int64)
    ticks = np.maximum.accumulate(pts + np.arange(len(pts)) * (pts < np.maximum.accumulate(pts)))
    none = np.zeros(0, np.int64)
    return FrameIndex(
        stream=0,
        time_base=Fraction(1, 1000),
        origin=origin,
        pts=pts,
        has_pts=np.ones(len(pts), np.bool_),
        ticks=ticks,
        end_tick=int(ticks[-1]) + 40,
        source=source,
        prints=np.zeros(len(pts), np.uint32),
        entries=EntryPoints(*[none.copy() for _ in range(7)]),
        by_position=as_sent,
    )


STEADY = [40 * n for n in range(100)]


def _with_pause(length: int) -> list[int]:
    return STEADY + [STEADY[-1] + length + time for time in STEADY]


@pytest.mark.parametrize(
    ("index", "found"),
    [
        (_index(STEADY), []),
        (_index(_with_pause(400)), [(99, 100)]),
        (_index(_with_pause(120)), []),
        (_index(_with_pause(120), as_sent=True), [(99, 100)]),
        (_index(_with_pause(400), origin="packets"), []),
        (_index(_with_pause(80), [*range(100), *range(101, 201)]), [(99, 100)]),
        (_index(_with_pause(80), [*range(50), *range(51, 201)]), []),
        (_index(_with_pause(40), [*range(100), *range(101, 201)]), []),
        (_index([1000 + time for time in STEADY] + [time + 3 for time in STEADY[:50]]), [(99, 100)]),
        (_index([n * 40 + (n * n * 7) % 31 for n in range(100)] + [9000]), []),
        (_index([0]), []),
    ],
)
def test_gaps_are_found_by_the_rule(index: FrameIndex, found: list[tuple[int, int]]) -> None:
    assert gaps(index) == found


def test_pauses_of_a_recorder_of_variable_rate_are_no_gaps() -> None:
    times = [24 * n + (n % 5) for n in range(30)] + [3000 + 24 * n for n in range(10)]
    assert gaps(build_index(drawn_film(ticks=times))) == []


@needs_shared
def test_of_the_shared_recordings_only_the_damaged_and_the_joined_are_marked() -> None:
    found: dict[str, list[tuple[int, int]]] = {}
    for recording in recordings():
        if recording.name not in REFUSED and recording.path.stat().st_size < QUICKLY_INDEXED:
            with recording.path.open("rb") as file:
                marks = gaps(build_index(file))
            found |= {recording.name: marks} if marks else {}
    assert found == MARKED


@needs_shared
@pytest.mark.parametrize("name", ["flir_thermal.mp4", "traffic_camera_vfr.mp4", "phone_fire_vfr.mp4"])
def test_cameras_that_leave_pictures_out_have_no_gaps(name: str) -> None:
    with Recording(name).path.open("rb") as file:
        assert gaps(build_index(file)) == []
