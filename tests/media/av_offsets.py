"""How far a film's sound and picture are apart where a beep was put to a picture."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO, Final

import numpy as np

from tests.shared_material import SHARED
from vigtool.media.film import Film
from vigtool.media.frame_index import FrameIndex
from vigtool.media.index_building import build_index
from vigtool.media.sound import SOUND_RATE, SoundTrack, sample_at

MEDIA = SHARED / "media"
BEEPING: Final = (
    "syn_cfr25_h264_aac.mp4",
    "syn_cfr2997_h264_bframes.mov",
    "syn_vfr_gaps.mp4",
    "syn_video_starts_3s_late.mp4",
    "syn_audio_longer_than_video.mp4",
    "syn_audio_5_1_two_tracks.mkv",
    "syn_start10s.mkv",
    "syn_one_hour.mp4",
)
"""The shared recordings with beeps of which the picture's times are known too."""
LEADS: Final = (Fraction(1, 3), Fraction(7, 5), Fraction(1_000_003, 300_000))
"""How long before a beep a reading starts, in seconds: seek points that no coder's frames fall on."""
_LOOK: Final = 3
"""Frames on either side of where a flash was put, among which it is looked for."""
_LISTEN: Final = Fraction(1, 4)
_SHORT: Final = 60
"""Films are listened to from their begin for so many seconds at most."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A beep that begins ``later`` seconds after a frame does; ``flashes`` if that frame alone is bright."""

    frame: int
    later: Fraction = Fraction(0)
    flashes: bool = True


@dataclass(frozen=True, slots=True)
class Offset:
    """``apart``: seconds by which a beep comes too late for its picture, which is shown for twice ``half_frame``."""

    mark: Mark
    start: Fraction
    speed: Fraction
    apart: Fraction
    half_frame: Fraction

    @property
    def is_together(self) -> bool:
        return abs(self.apart) <= self.half_frame


def marks_of(name: str) -> list[Mark]:
    """What was put into one of ``BEEPING``."""
    with gzip.open(MEDIA / "expected" / f"{name}.json.gz", "rt", encoding="utf-8") as file:
        put_in = json.load(file)
    if put_in["flash"]:
        return [Mark(frame) for frame in put_in["flash"]]
    times = [Fraction(time) for _, _, time in put_in["frames"]]
    beeps = [Fraction(beep).limit_denominator(1_000_000) for beep in put_in["beeps"]]
    frames = [max(sum(time <= beep for time in times) - 1, 0) for beep in beeps]
    return [Mark(frame, beep - times[frame], flashes=False) for frame, beep in zip(frames, beeps, strict=True)]


def offsets(
    file: BinaryIO,
    marks: Sequence[Mark],
    speeds: tuple[Fraction, ...] = (Fraction(1),),
    leads: Sequence[Fraction] = LEADS,
) -> Iterator[Offset]:
    """Measure each mark, listening from seek points before it, with more than one of them from the film's begin too.

    The picture is asked as the player asks it, by a frame's number and time, the sound by a time.
    """
    index = build_index(file)
    shown = {mark: _flash(file, index, mark.frame) if mark.flashes else mark.frame for mark in marks}
    file.seek(0)
    with SoundTrack(file) as track:
        for mark, frame in shown.items():
            wanted = index.seconds(frame) + mark.later
            begins = {min(index.seconds(0), wanted - leads[0])} if wanted < _SHORT and len(leads) > 1 else set()
            for start in sorted(begins | {wanted - lead for lead in leads}):
                for speed in speeds:
                    apart = _onset(track, start, wanted, speed) - wanted
                    yield Offset(mark, start, speed, apart, _length(index, frame) / 2)


def _flash(file: BinaryIO, index: FrameIndex, near: int) -> int:
    around = range(max(near - _LOOK, 0), min(near + _LOOK + 1, index.frames))
    file.seek(0)
    with Film(file, index) as film:
        light = {n: float(film.frame(n).native.to_ndarray(format="gray").mean()) for n in around}
    return max(light, key=lambda n: light[n])


def _length(index: FrameIndex, n: int) -> Fraction:
    return index.seconds(min(n, index.frames - 2) + 1) - index.seconds(min(n, index.frames - 2))


def _onset(track: SoundTrack, start: Fraction, near: Fraction, speed: Fraction) -> Fraction:
    """When sound begins near a time, in seconds of the film, in a reading from ``start`` on."""
    sound = np.concatenate(list(track.read_at(start, speed, near + _LISTEN)))
    first = max(sample_at((near - start - _LISTEN) / speed), 0)
    loudness = np.abs(sound[first:]).max(axis=1)
    loud = int(np.flatnonzero(loudness > loudness.max() / 4)[0])
    return start + (first + loud) * speed / SOUND_RATE
