"""Every way in which a copy may be wrong is seen: each clip here is a right one with one thing changed."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import av
import pytest

from tests.media.clip_making import Source
from tests.media.drawn_films import drawn_film
from vigtool.media.clip_room import index_room
from vigtool.media.copying.checking import compared_frames
from vigtool.media.copying.coded_units import packet_of, units_of
from vigtool.media.copying.plan import CopyPlan, copy_plan
from vigtool.media.copying.sets import Sets, joined, sets_of
from vigtool.media.errors import ClipNotExact
from vigtool.media.film import Film
from vigtool.media.fingerprint import fingerprint
from vigtool.media.frame import Frame
from vigtool.media.guarded_open import open_container
from vigtool.media.rendering.checking import check_rendition
from vigtool.media.rendering.plan import FilmPiece, RenderPlan
from vigtool.media.rendering.source import Source as Lent
from vigtool.media.rendering.writing import write_rendition

FRAMES = range(5, 43)
FRONT, KEY, INNER = 2, 7 + 12, 7 + 15
"""Places in the order of decoding: a picture coded anew, a copied key picture, a copied one that hangs on others."""
NOTHING = b"\x80"


@dataclass(frozen=True)
class Sample:
    """A packet of pictures: its units and its times in the clip's ticks."""

    units: tuple[bytes, ...]
    pts: int
    dts: int


Change = Callable[[list[Sample]], list[Sample]]


@pytest.fixture(scope="module")
def source() -> Source:
    return Source(drawn_film(frames=60, b_frames=0).getvalue())


@pytest.fixture(scope="module")
def clip(source: Source) -> bytes:
    return written(source)


def rendered(frames: range = FRAMES) -> RenderPlan:
    return RenderPlan((FilmPiece(0, frames.start, frames.stop),), fast=True)


def written(source: Source, frames: range = FRAMES) -> bytes:
    out = io.BytesIO()
    with source.lent() as one:
        write_rendition([one], rendered(frames), out)
    return out.getvalue()


def remade(
    clip: bytes,
    change: Change = lambda samples: samples,
    sets: Callable[[Sets], bytes] | None = None,
    last: int = 1,
) -> io.BytesIO:
    """The clip anew with other samples of pictures, or another header; the last lasts ``last`` times as long."""
    out, options = io.BytesIO(), {"fflags": "bitexact", "moov_size": str(index_room(len(FRAMES), 0))}
    with open_container(io.BytesIO(clip)) as film:
        stream = film.streams.video[0]
        clock = Fraction(stream.time_base or 1)
        samples = samples_of(clip)
        options["video_track_timescale"] = str(clock.denominator)
        with av.open(out, "w", format="mp4", options=options) as target:
            copy = target.add_stream_from_template(stream)
            if sets is not None:
                copy.codec_context.extradata = sets(found_sets(clip))
            for n, sample in enumerate(change(samples)):
                packet = av.Packet(packet_of(sample.units))
                packet.pts, packet.dts, packet.time_base = sample.pts, sample.dts, clock
                packet.duration = samples[1].pts * (last if n + 1 == len(samples) else 1)
                packet.is_keyframe, packet.stream = n == 0, copy
                target.mux(packet)
    out.seek(0)
    return out


def samples_of(clip: bytes) -> list[Sample]:
    with open_container(io.BytesIO(clip)) as film:
        return [
            Sample(tuple(units_of(bytes(one), 4) or ()), one.pts or 0, one.dts or 0)
            for one in film.demux(video=0)
            if one.size
        ]


def found_sets(clip: bytes) -> Sets:
    with open_container(io.BytesIO(clip)) as container:
        sets = sets_of(container.streams.video[0].codec_context.extradata)
    assert sets is not None
    return sets


def refusal(source: Source, clip: io.BytesIO) -> str:
    with source.lent() as one, pytest.raises(ClipNotExact) as caught:
        check_rendition(clip, [one], rendered())
    return caught.value.what


def units_at(place: int, change: Callable[[tuple[bytes, ...]], tuple[bytes, ...]]) -> Change:
    def changed(samples: list[Sample]) -> list[Sample]:
        return [replace(one, units=change(one.units)) if number == place else one for number, one in enumerate(samples)]

    return changed


def without(place: int) -> Change:
    return lambda samples: [one for number, one in enumerate(samples) if number != place]


def exchanged(place: int, other: int) -> Change:
    """The units of two pictures, each at the time of the other."""

    def changed(samples: list[Sample]) -> list[Sample]:
        units = {place: samples[other].units, other: samples[place].units}
        return [replace(one, units=units.get(number, one.units)) for number, one in enumerate(samples)]

    return changed


def later(place: int) -> Change:
    return lambda samples: [
        replace(one, pts=one.pts + 1, dts=one.dts + 1) if number == place else one for number, one in enumerate(samples)
    ]


def last_bit_flipped(units: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """A slice that differs in the bit before the last; the picture may well look the same."""
    return (*units[:-1], units[-1][:-2] + bytes([units[-1][-2] ^ 1]) + units[-1][-1:])


def with_words(units: tuple[bytes, ...]) -> tuple[bytes, ...]:
    return bytes([6, 5, 20]) + bytes(16) + b"Anna" + NOTHING, *units


def with_a_set(units: tuple[bytes, ...]) -> tuple[bytes, ...]:
    return b"\x68\xee\x3c\x80", *units


def not_a_beginning(units: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """As slices of a picture that hangs on others."""
    return tuple(bytes([unit[0] & 0xE0 | 1]) + unit[1:] for unit in units)


class Astray(Film):
    """A film that decodes one frame as the one before: what a decoder at fault would do."""

    wrong = 0

    def frame(self, n: int) -> Frame:
        return replace(super().frame(n - (n == self.wrong)), n=n)


def test_what_was_only_taken_apart_and_put_together_is_right(source: Source, clip: bytes) -> None:
    with source.lent() as one:
        assert check_rendition(remade(clip), [one], rendered()).frames == len(FRAMES)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        (units_at(KEY, last_bit_flipped), {"picture", "not_readable"}),
        (units_at(INNER, last_bit_flipped), {"picture", "not_readable"}),
        (units_at(INNER, with_words), {"picture_format"}),
        (units_at(FRONT, with_words), {"picture_format"}),
        (units_at(INNER, with_a_set), {"picture_format"}),
        (units_at(FRONT, with_a_set), {"picture_format"}),
        (units_at(0, not_a_beginning), {"picture"}),
        (exchanged(INNER, INNER + 1), {"picture"}),
        (exchanged(KEY - 12, KEY), {"picture"}),
        (exchanged(FRONT, FRONT + 2), {"picture"}),
        (without(INNER), {"picture", "times"}),
        (without(FRONT), {"picture", "times"}),
        (without(len(FRAMES) - 1), {"frame_count"}),
        (later(INNER), {"times"}),
        (later(FRONT), {"times"}),
    ],
)
def test_a_wrong_sample_is_refused(source: Source, clip: bytes, change: Change, faults: set[str]) -> None:
    assert refusal(source, remade(clip, change)) in faults


def without_the_films(sets: Sets) -> bytes:
    return joined(replace(sets, sequences=sets.sequences[1:], pictures=sets.pictures[1:]), None)


def with_another_of_the_same_number(sets: Sets) -> bytes:
    other = sets.pictures[0][:-1] + bytes([sets.pictures[0][-1] ^ 0x40])
    return joined(replace(sets, pictures=(*sets.pictures, other)), None)


def other_lengths(sets: Sets) -> bytes:
    header = joined(sets, None)
    return header[:4] + bytes([header[4] & 0xFC | 1]) + header[5:]


@pytest.mark.parametrize("sets", [without_the_films, with_another_of_the_same_number, other_lengths])
def test_wrong_sets_are_refused(source: Source, clip: bytes, sets: Callable[[Sets], bytes]) -> None:
    assert refusal(source, remade(clip, sets=sets)) == "picture_format"


def test_pictures_at_the_seams_and_all_key_pictures_are_compared(source: Source) -> None:
    assert set(range(5, 12)) | {12, 24, 36, 42} == set(compared_frames(plan_of(source), source.index))


def plan_of(source: Source) -> CopyPlan:
    with source.opened() as film:
        plan = copy_plan(film, FRAMES)
    assert plan is not None
    return plan


def begun_as(clip: bytes) -> Change:
    """The first seven pictures, coded anew, are those of another clip."""
    return lambda samples: (
        [replace(one, units=other.units) for one, other in zip(samples, samples_of(clip)[:7], strict=False)]
        + samples[7:]
    )


def test_pictures_coded_anew_of_other_frames_are_refused(source: Source, clip: bytes) -> None:
    other = written(source, range(29, 55))
    assert found_sets(other) == found_sets(clip)
    assert refusal(source, remade(clip, begun_as(other))) == "picture"


def test_pictures_coded_anew_of_another_size_are_refused(source: Source, clip: bytes) -> None:
    small = written(Source(drawn_film(frames=60, b_frames=0, width=96, height=64).getvalue()))
    own = found_sets(small)

    def with_own(sets: Sets) -> bytes:
        first = replace(sets, sequences=sets.sequences[:1], pictures=sets.pictures[:1])
        return joined(first, replace(own, sequences=own.sequences[1:], pictures=own.pictures[1:]))

    assert refusal(source, remade(clip, begun_as(small), with_own)) == "size"


def test_a_clip_whose_last_picture_stands_too_long_is_refused(source: Source, clip: bytes) -> None:
    assert refusal(source, remade(clip, last=2)) == "times"


@pytest.mark.parametrize("wrong", [12, 24, 36, 42])
def test_a_picture_that_decodes_otherwise_is_refused_though_its_bytes_are_the_films(
    source: Source, clip: bytes, wrong: int
) -> None:
    with Astray(io.BytesIO(source.bytes), source.index) as film:
        film.wrong = wrong
        with source.opened() as other:
            assert fingerprint(film.frame(wrong).native) != fingerprint(other.frame(wrong).native)
        with pytest.raises(ClipNotExact) as caught:
            check_rendition(io.BytesIO(clip), [Lent(film, None)], rendered())
    assert caught.value.what == "picture"
