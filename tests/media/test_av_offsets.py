"""A beep is heard when its flash is seen: in each container and coder, from any seek point, in slow motion too."""

import io
from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from tests.media.av_offsets import BEEPING, LEADS, MEDIA, marks_of, offsets
from tests.media.drawn_flashes import Making, flashing_film
from tests.shared_material import needs_shared
from vigtool.media.sound import SOUND_RATE, SoundTrack
from vigtool.media.stretching import STRETCHES

TWO_MS = Fraction(1, 500)
"""What clocks of milliseconds and the onset of a beep leave open."""
LATE, EARLY_END, HOLE = Fraction(11, 10), Fraction(5, 2), (Fraction(1, 2), Fraction(3, 2))
MAKINGS = [
    Making("mp4", "aac"),
    Making("mp4", "aac", rate=44_100),
    Making("mp4", "aac", rate=16_000, layout="mono"),
    Making("mp4", "libmp3lame"),
    Making("mp4", "libopus"),
    Making("mp4", "aac", sound_from=LATE),
    Making("mp4", "aac", picture_from=Fraction(3, 2), sound_to=Fraction(5)),
    Making("mp4", "aac", hole=HOLE),
    Making("mov", "pcm_s16be", sound_to=EARLY_END),
    Making("mov", "alac", layout="mono"),
    Making("matroska", "libopus", hole=HOLE),
    Making("matroska", "libmp3lame"),
    Making("matroska", "ac3", layout="5.1", sound_from=LATE),
    Making("matroska", "flac", picture_from=Fraction(3, 2), sound_to=Fraction(5)),
    Making("mpegts", "aac", "libx264", picture_from=Fraction(3, 2), sound_to=Fraction(5)),
    Making("mpegts", "ac3", "mpeg2video", layout="5.1"),
    Making("mpegts", "mp2", "mpeg2video", hole=HOLE),
    Making("vob", "mp2", "mpeg2video"),
    Making("vob", "ac3", "mpeg2video", sound_from=LATE),
    Making("flv", "libmp3lame", "flv", rate=44_100),
    Making("mxf", "pcm_s16le", "mpeg2video"),
    Making("avi", "pcm_s16le", clock=Fraction(1, 25)),
]
WITHOUT_DELAY_TOLD = [Making("avi", sound, clock=Fraction(1, 25)) for sound in ("libmp3lame", "mp2", "aac")]
"""AVI cannot tell the coder's delay, so those who wrote the file left sound and picture up to half a frame apart."""


def said(making: Making) -> str:
    return "-".join([making.container, making.sound, *_traits(making)])


def _traits(making: Making) -> list[str]:
    plain = Making(making.container, making.sound, making.picture, clock=making.clock)
    return [name for name in Making.__slots__ if getattr(making, name) != getattr(plain, name)]


@cache
def film(making: Making) -> bytes:
    return flashing_film(making).getvalue()


@pytest.mark.parametrize("making", MAKINGS, ids=said)
def test_a_beep_is_heard_when_its_flash_is_seen(making: Making) -> None:
    found = list(offsets(io.BytesIO(film(making)), making.marks))
    assert len(found) >= 8
    assert max(abs(one.apart) for one in found) < TWO_MS


@pytest.mark.parametrize("making", WITHOUT_DELAY_TOLD, ids=said)
def test_without_a_clock_in_the_file_every_seek_point_is_right_alike(making: Making) -> None:
    found = list(offsets(io.BytesIO(film(making)), making.marks))
    assert all(one.is_together for one in found)
    assert max(one.apart for one in found) - min(one.apart for one in found) < TWO_MS


@needs_shared
@pytest.mark.parametrize("name", BEEPING)
def test_sound_and_picture_of_a_recording_are_together_from_every_seek_point(name: str) -> None:
    with (MEDIA / name).open("rb") as file:
        found = list(offsets(file, marks_of(name)))
    assert len(found) >= 7
    assert all(one.is_together for one in found)
    assert max(abs(one.apart) for one in found) < TWO_MS


@needs_shared
@pytest.mark.skipif(not STRETCHES, reason="this machine has no wheel of python-stretch")
@pytest.mark.parametrize("name", BEEPING)
def test_sound_and_picture_of_a_recording_are_together_in_slow_motion(name: str) -> None:
    with (MEDIA / name).open("rb") as file:
        found = list(offsets(file, marks_of(name)[:2], (Fraction(1, 2),), LEADS[:1]))
    assert len(found) == 2
    assert all(one.is_together for one in found)


@pytest.mark.parametrize("making", [one for one in MAKINGS if one.hole], ids=said)
def test_where_nothing_was_recorded_there_is_silence(making: Making) -> None:
    with SoundTrack(io.BytesIO(film(making))) as track:
        sound = track.samples(HOLE[0] + Fraction(1, 5), HOLE[1] - Fraction(1, 5))
    assert len(sound) == SOUND_RATE * 3 // 5
    assert not np.any(sound)
