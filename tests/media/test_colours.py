"""Known colours through every kind of tags: what the screen gets differs by CIEDE2000 2 at most from the standards."""

import io
import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Final, cast

import av
import numpy as np
import pytest

from tests.media.colour_cases import HDR, SDR
from tests.media.colour_difference import ciede2000, lab_of_screen
from tests.media.colour_patches import differences, picture_of
from tests.media.colour_reference import Tags, between_primaries, checker_signals, grid, screen_light
from tests.media.corpus import MEDIA
from tests.shared_material import needs_shared
from vigtool.media.clip_picture import clip_picture, coded
from vigtool.media.colour_tags import Colour, colour_of
from vigtool.media.decoding import Decoding
from vigtool.media.dolby_vision import is_ipt
from vigtool.media.facts import read_facts
from vigtool.media.film import Film
from vigtool.media.fingerprint import native_planes
from vigtool.media.frame import Frame
from vigtool.media.index_building import build_index
from vigtool.media.picture import upright

if TYPE_CHECKING:
    from av.sidedata.sidedata import SideDataContainer
    from av.video.stream import VideoStream

SEEN: Final = 2.0
SHARMA: Final = np.fromstring(
    """50 2.6772 -79.7751 50 0 -82.7485 2.0425  50 3.1571 -77.2803 50 0 -82.7485 2.8615
    50 2.8361 -74.0200 50 0 -82.7485 3.4412  50 -1.3802 -84.2814 50 0 -82.7485 1.0000
    50 -1.1848 -84.8006 50 0 -82.7485 1.0000  50 -0.9009 -85.5211 50 0 -82.7485 1.0000
    50 0 0 50 -1 2 2.3669  50 -1 2 50 0 0 2.3669
    50 2.4900 -0.0010 50 -2.4900 0.0009 7.1792  50 2.4900 -0.0010 50 -2.4900 0.0010 7.1792
    50 2.4900 -0.0010 50 -2.4900 0.0011 7.2195  50 2.4900 -0.0010 50 -2.4900 0.0012 7.2195
    50 -0.0010 2.4900 50 0.0009 -2.4900 4.8045  50 -0.0010 2.4900 50 0.0010 -2.4900 4.8045
    50 -0.0010 2.4900 50 0.0011 -2.4900 4.7461  50 2.5 0 50 0 -2.5 4.3065
    50 2.5 0 73 25 -18 27.1492  50 2.5 0 61 -5 29 22.8977
    50 2.5 0 56 -27 -3 31.9030  50 2.5 0 58 24 15 19.4535
    50 2.5 0 50 3.1736 0.5854 1.0000  50 2.5 0 50 3.2972 0 1.0000
    50 2.5 0 50 1.8634 0.5757 1.0000  50 2.5 0 50 3.2592 0.3350 1.0000
    60.2574 -34.0099 36.2677 60.4626 -34.1751 39.4387 1.2644
    63.0109 -31.0961 -5.8663 62.8187 -29.7946 -4.0864 1.2630
    61.2901 3.7196 -5.3901 61.4292 2.2480 -4.9620 1.8731
    35.0831 -44.1164 3.7933 35.0232 -40.0716 1.5901 1.8645
    22.7233 20.0904 -46.6940 23.0331 14.9730 -42.5619 2.0373
    36.4612 47.8580 18.3852 36.2715 50.5065 21.2231 1.4146
    90.8027 -2.0831 1.4410 91.1528 -1.6435 0.0447 1.4441
    90.9257 -0.5406 -0.9208 88.6381 -0.8985 -0.7239 1.5381
    6.7747 -0.2908 -2.4247 5.8714 -0.0985 -2.2286 0.6377
    2.0776 0.0795 -1.1350 0.9033 -0.0636 -0.5514 0.9082""",
    sep=" ",
).reshape(34, 7)
"""The pairs of colours and their differences that G. Sharma, W. Wu and E. Dalal published with their notes (2005)."""


def test_the_measure_of_differences_is_ciede2000() -> None:
    found = ciede2000(SHARMA[:, :3], SHARMA[:, 3:6])
    assert np.abs(found - SHARMA[:, 6]).max() < 0.0001


def test_white_and_grey_have_no_colour() -> None:
    lab = lab_of_screen(np.array([[1.0, 1, 1], [0.18, 0.18, 0.18], [0, 0, 0]]))
    assert np.abs(lab[:, 1:]).max() < 0.01
    assert lab[:, 0] == pytest.approx([100, 49.5, 0], abs=0.05)


@pytest.mark.parametrize(("layout", "tags"), SDR, ids=lambda value: str(value).replace(" ", "-"))
def test_the_colour_checker_looks_alike_whatever_the_tags(layout: str, tags: Tags) -> None:
    signals, light = checker_signals(tags)
    assert len(light) >= 23
    assert differences(picture_of(signals, tags, layout), light, tags).max() <= SEEN


@pytest.mark.parametrize(("layout", "tags"), SDR + HDR, ids=lambda value: str(value).replace(" ", "-"))
def test_all_colours_that_a_film_can_hold_are_those_of_the_standards(layout: str, tags: Tags) -> None:
    signals = grid()
    assert differences(picture_of(signals, tags, layout), screen_light(signals, tags), tags).max() <= SEEN


@pytest.mark.parametrize(("transfer", "primaries"), [(1, 6), (1, 9), (13, 12), (5, 5), (16, 9), (18, 9)])
def test_no_colour_lies_too_far_between_those_of_the_table(transfer: int, primaries: int) -> None:
    signals = np.random.default_rng(8).random((8192, 3))
    signals[::3] *= 0.2
    tags = Tags(0, transfer, primaries, full=True)
    assert differences(picture_of(signals, tags, "gbrp12le"), screen_light(signals, tags), tags).max() <= SEEN


@pytest.mark.parametrize(
    ("layout", "tags"),
    [("yuv420p", Tags(6, 6, 6)), ("yuv420p10le", Tags(9, 18, 9)), ("yuv422p12le", Tags(9, 16, 9))],
    ids=lambda value: str(value).replace(" ", "-"),
)
def test_a_clip_has_the_colours_of_the_screen(layout: str, tags: Tags) -> None:
    signals = grid()
    picture = picture_of(signals, tags, layout)
    clip = coded(clip_picture(Frame(0, 0, picture), (picture.width, picture.height)))
    assert differences(clip, screen_light(signals, tags), Tags(1, 1, 1)).max() <= SEEN


def _filmed(picture: av.VideoFrame, codec: str, container: str, options: dict[str, str]) -> io.BytesIO:
    out = io.BytesIO()
    with av.open(out, "w", format=container) as film:
        stream = cast("VideoStream", film.add_stream(codec, rate=25, options=options))
        stream.width, stream.height, stream.pix_fmt = picture.width, picture.height, picture.format.name
        context = stream.codec_context
        context.colorspace, context.color_range = picture.colorspace, picture.color_range
        context.color_trc, context.color_primaries = picture.color_trc, picture.color_primaries
        for number in range(3):
            picture.pts, picture.time_base = number, Fraction(1, 25)
            film.mux(stream.encode(picture))
        film.mux(stream.encode(None))
    return out


LOSSLESS: Final = [
    ("ffv1", "matroska", "yuv420p", Tags(6, 6, 6)),
    ("ffv1", "matroska", "yuv422p10le", Tags(9, 14, 9)),
    ("libx264", "mp4", "yuv420p", Tags(1, 1, 1)),
    ("libx264", "mp4", "yuv420p", Tags(5, 6, 5, full=True)),
    ("libx264", "mp4", "yuv444p10le", Tags(9, 18, 9)),
    ("libx264", "matroska", "yuv420p10le", Tags(9, 16, 9)),
    ("libx264", "mp4", "yuv444p", Tags(8, 13, 1)),
    ("libx264rgb", "mp4", "bgr24", Tags(0, 13, 1)),
]


@pytest.mark.parametrize(
    ("codec", "container", "layout", "tags"), LOSSLESS, ids=lambda value: str(value).replace(" ", "-")
)
def test_a_films_own_tags_give_its_colours(codec: str, container: str, layout: str, tags: Tags) -> None:
    signals = grid()
    film_file = _filmed(picture_of(signals, tags, layout), codec, container, {} if codec == "ffv1" else {"qp": "0"})
    with Film(film_file, build_index(film_file)) as film:
        picture = film.frame(1).native
        assert differences(picture, screen_light(signals, tags), tags).max() <= SEEN
    colour = read_facts(film_file).colour
    assert (colour.matrix, colour.transfer, colour.primaries) == (tags.matrix, tags.transfer, tags.primaries)


@pytest.mark.parametrize(
    ("layout", "size", "tags", "colour"),
    [
        ("yuv420p", (640, 480), Tags(2, 2, 2), Colour(6, full_range=False, transfer=1, primaries=1)),
        ("yuv420p", (1920, 1080), Tags(2, 2, 2), Colour(1, full_range=False, transfer=1, primaries=1)),
        ("yuv420p", (720, 576), Tags(2, 2, 2), Colour(6, full_range=False, transfer=1, primaries=5)),
        ("yuv411p", (720, 480), Tags(2, 2, 2), Colour(6, full_range=False, transfer=1, primaries=6)),
        ("yuv420p", (720, 576), Tags(6, 6, 1), Colour(6, full_range=False, transfer=6, primaries=1)),
        ("yuv420p", (720, 1280), Tags(2, 2, 2), Colour(1, full_range=False, transfer=1, primaries=1)),
        ("yuv420p10le", (640, 480), Tags(2, 18, 2), Colour(9, full_range=False, transfer=18, primaries=9)),
        ("yuv420p10le", (640, 480), Tags(9, 2, 2), Colour(9, full_range=False, transfer=1, primaries=9)),
        ("yuv420p", (640, 480), Tags(0, 3, 0), Colour(6, full_range=False, transfer=1, primaries=1)),
        ("yuvj420p", (640, 480), Tags(2, 2, 2), Colour(6, full_range=True, transfer=1, primaries=1)),
        ("bgra", (720, 576), Tags(2, 2, 2), Colour(0, full_range=True, transfer=1, primaries=1)),
    ],
)
def test_what_is_taken_for_granted_without_tags(layout: str, size: tuple[int, int], tags: Tags, colour: Colour) -> None:
    picture = av.VideoFrame(*size, layout)
    picture.colorspace, picture.color_trc, picture.color_primaries = tags.matrix, tags.transfer, tags.primaries
    assert colour_of(picture) == colour


@pytest.mark.parametrize(("layout", "full"), [("gray", False), ("gray", True), ("gray10le", False), ("gray12le", True)])
def test_a_film_without_colour_is_grey(layout: str, full: bool) -> None:  # noqa: FBT001
    greys = np.linspace(0, 1, 16)
    signals = np.stack([greys] * 3, axis=1)
    tags = Tags(1, 1, 1, full=full)
    assert differences(picture_of(signals, tags, layout), screen_light(signals, tags), tags).max() <= SEEN


def test_a_palette_is_looked_up() -> None:
    picture = av.VideoFrame(32, 16, "pal8")
    places = next(native_planes(picture))
    places[:], places[:, 16:] = 7, 200
    colours = np.zeros((256, 4), np.uint8)
    colours[7], colours[200] = (10, 200, 90, 255), (250, 30, 60, 255)
    picture.planes[1].update(colours.tobytes())
    shown = upright(Frame(0, 0, picture))
    assert shown[8, 4].tolist() == [10, 200, 90, 255]
    assert shown[8, 28].tolist() == [250, 30, 60, 255]


@pytest.mark.parametrize(("layout", "transfer", "primaries"), [("bgra", 13, 1), ("gbrap", 13, 12), ("ya8", 1, 1)])
def test_what_shines_through_stands_on_grey(layout: str, transfer: int, primaries: int) -> None:
    """Straight alpha: 0 is grey, full is the picture, half lies between; the alpha of the picture is 255."""
    picture = av.VideoFrame(48, 16, layout)
    picture.color_trc, picture.color_primaries, picture.color_range = transfer, primaries, 2
    parts = {"bgra": (0, 0, 0, None), "gbrap": (0, 0, 0, None), "ya8": (0, None)}[layout]
    alpha = np.repeat(np.array([0, 128, 255], np.uint8), 16)
    planes = list(native_planes(picture))
    for place, value in enumerate(parts):
        samples = planes[place] if len(planes) > 1 else planes[0][:, place :: len(parts)]
        samples[:] = alpha if value is None else value
    shown = upright(Frame(0, 0, picture))
    assert (shown[..., 3] == 255).all()
    assert [shown[8, column, :3].tolist() for column in (8, 24, 40)] == [[128] * 3, [64] * 3, [0] * 3]


def test_white_stays_white_from_all_primaries() -> None:
    for primaries in (1, 4, 5, 6, 8, 9, 11, 12, 22):
        assert between_primaries(primaries).sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-9)
        picture = picture_of(np.ones((1, 3)), Tags(1, 1, primaries), "yuv420p")
        assert upright(Frame(0, 0, picture))[8, 8].min() >= 254


@needs_shared
def test_dolby_vision_is_shown_by_its_base_layer_if_it_has_one() -> None:
    """Profile 8: an HLG base layer. Profile 5 has none; its mark is put into the same metadata here."""
    with (MEDIA / "dolbyVision-hdr.MOV").open("rb") as file:
        assert not read_facts(file).colour.unknown_to_us
        with Decoding(file) as decoding:
            picture = next(decoding.from_start()).picture
    assert colour_of(picture) == Colour(9, full_range=False, transfer=18, primaries=9)
    blocks = cast("SideDataContainer", picture.side_data)
    metadata = next(bytes(block) for block in blocks if block.type.name == "DOVI_METADATA")
    place = int.from_bytes(metadata[16:24], sys.byteorder) + 185
    assert metadata[place - 1] == 12  # the bit depth, just before the colour space
    assert not is_ipt(metadata)
    assert is_ipt(metadata[:place] + bytes([2]) + metadata[place + 1 :])
    assert not is_ipt(metadata[:place])
    assert not is_ipt(b"")
