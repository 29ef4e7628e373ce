"""A film's sound with the voices of some spans muted or pitched, before anything else is done with it.

What is muted is never handed on. A pitched voice is another voice, not nobody's: the product says "masked, not
anonymous".
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from vigtool.media.frame_index import FrameIndex
from vigtool.media.rendering.plan import VoiceCover, VoiceWay
from vigtool.media.sound import SOUND_RATE, Samples, SoundTrack, sample_at
from vigtool.media.stretching import RUN_UP, stretched

FADE: Final = 480
"""Samples of 10 ms over which sound comes and goes where it is cut."""
SEMITONES: Final = -5
"""How far voices are pitched: a grown-up's, or a child's, is no longer known at once, and is still understood."""
_SILENCE_BLOCK: Final = SOUND_RATE // 2


class Voices(NamedTuple):
    """Samples ``[first, stop)`` of a film's own clock, and what is done with them."""

    first: int
    stop: int
    way: VoiceWay


def voices_of(covers: Sequence[VoiceCover], source: int, index: FrameIndex) -> tuple[Voices, ...]:
    """The covered spans of one source in samples, in order, none over another: what is muted anywhere is muted."""
    ours = [one for one in covers if one.source == source]
    spans = [Voices(sample_at(index.seconds(one.first)), sample_at(index.seconds(one.stop)), one.way) for one in ours]
    edges = sorted({edge for one in spans for edge in (one.first, one.stop)})
    found: list[Voices] = []
    for first, stop in pairwise(edges):
        ways = {one.way for one in spans if one.first <= first and stop <= one.stop}
        if not ways:
            continue
        way: VoiceWay = "muted" if "muted" in ways else "pitched"
        if found and found[-1].stop == first and found[-1].way == way:
            found[-1] = Voices(found[-1].first, stop, way)
        else:
            found.append(Voices(first, stop, way))
    return tuple(found)


def covered_sound(track: SoundTrack, voices: Sequence[Voices], start: int) -> Iterator[Samples]:
    """Yield a film's sound from sample ``start`` on, blocks (n, 2), ``voices`` covered; with cuts faded beside them.

    It ends with the film's sound, but not before the last of ``voices``.
    """
    place = start
    for span in voices:
        if span.stop <= place:
            continue
        if place < span.first:
            yield from faded(_from(track, place), span.first - place, begins=place > start, ends=True)
        first = max(span.first, place)
        sound = _pitched(track, first) if span.way == "pitched" else iter(())
        yield from faded(sound, span.stop - first, begins=first > start, ends=True)
        place = span.stop
    rest = _from(track, place)
    yield from rest if place == start else _coming(rest)


def of_length(sound: Iterator[Samples], wanted: int) -> Iterator[Samples]:
    """Yield the first ``wanted`` samples, and silence where there are fewer."""
    while wanted > 0:
        block = next(sound, None)
        if block is None:
            block = np.zeros((min(wanted, _SILENCE_BLOCK), 2), np.float32)
        yield block[:wanted]
        wanted -= len(block)


def faded(sound: Iterator[Samples], length: int, *, begins: bool, ends: bool) -> Iterator[Samples]:
    """Yield exactly ``length`` samples that come in softly at a cut before them, and go so at a cut after them."""
    if not begins and not ends:
        yield from of_length(sound, length)
        return
    place = 0
    for block in of_length(sound, length):
        numbers = np.arange(place, place + len(block), dtype=np.float32)
        share = np.ones(len(block), np.float32)
        if begins:
            share = np.minimum(share, numbers / FADE)
        if ends:
            share = np.minimum(share, (length - 1 - numbers) / FADE)
        yield block * share[:, np.newaxis]
        place += len(block)


def _coming(sound: Iterator[Samples]) -> Iterator[Samples]:
    place = 0
    for block in sound:
        numbers = np.arange(place, place + len(block), dtype=np.float32)
        place += len(block)
        yield block * np.minimum(numbers / FADE, 1)[:, np.newaxis]


def _from(track: SoundTrack, place: int) -> Iterator[Samples]:
    return track.read_from(Fraction(place, SOUND_RATE))


def _pitched(track: SoundTrack, place: int) -> Iterator[Samples]:
    return stretched(_from(track, place - RUN_UP), Fraction(1), semitones=SEMITONES)
