"""Interlaced pictures: each field a whole picture at its own place and instant, in the right order."""

from fractions import Fraction
from itertools import islice, pairwise
from typing import Final

import numpy as np
import pytest
from av import VideoFrame
from av.filter import Graph
from numpy.typing import NDArray

from tests.media.corpus import MEDIA
from tests.shared_material import needs_shared
from vigtool.media.decoding import Decoding
from vigtool.media.deinterlacing import Field, Half, Order, bob, field_of
from vigtool.media.fingerprint import native_planes
from vigtool.media.frame import Frame
from vigtool.media.picture import upright

HALVES: Final[tuple[Half, Half]] = ("first", "second")
LAYOUTS: Final = ("yuv420p", "yuv422p", "yuv420p10le", "yuv422p10le", "yuv444p10be", "gray", "nv12")


def _levels(picture: VideoFrame) -> list[NDArray[np.int64]]:
    """The samples of each plane, as numbers of eight bits whatever the depth."""
    depth = picture.format.components[0].bits
    order = ">" if picture.format.is_big_endian else "<"
    kind = np.dtype(np.uint8) if depth == 8 else np.dtype(f"{order}u2")
    return [plane.view(kind).astype(np.int64) >> (depth - 8) for plane in native_planes(picture)]


def _drawn(layout: str, rows: NDArray[np.float64], size: tuple[int, int] = (64, 96)) -> VideoFrame:
    """A picture whose planes hold ``rows`` (levels of eight bits by place from 0 to 1), the same in every column."""
    picture = VideoFrame(*size, layout)
    depth = picture.format.components[0].bits
    order = ">" if picture.format.is_big_endian else "<"
    kind = np.dtype(np.uint8) if depth == 8 else np.dtype(f"{order}u2")
    for plane in native_planes(picture):
        places = (np.arange(len(plane)) + 0.5) / len(plane)
        levels = np.interp(places, np.linspace(0, 1, len(rows)), rows) * 2 ** (depth - 8)
        plane.view(kind)[:] = np.rint(levels).astype(kind)[:, None]
    return picture


def _flagged(picture: VideoFrame, mode: str) -> VideoFrame:
    """The same picture with libav's flags of interlacing set."""
    graph = Graph()
    source = graph.add_buffer(
        width=picture.width, height=picture.height, format=picture.format, time_base=Fraction(1, 25)
    )
    graph.link_nodes(source, graph.add("setfield", mode), graph.add("buffersink")).configure()
    graph.vpush(picture)
    return graph.vpull()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_still_detail_does_not_jump_between_the_fields(layout: str) -> None:
    """Waves of 24 lines: a field half a line off would differ by 16 levels."""
    waves = 128 + 60 * np.sin(np.linspace(0, 1, 2000) * 4 * 2 * np.pi)
    still = _drawn(layout, waves)
    top, bottom = (_levels(bob(still, field)) for field in Field)
    for one, other, woven in zip(top, bottom, _levels(still), strict=True):
        lines = len(woven) // 4
        bound = 60 * (1 - np.cos(2 * np.pi / lines)) + 1.5
        assert np.abs(one - other)[1:-1].max() <= bound
        assert np.abs(one - woven)[1:-1].max() <= bound
        assert np.ptp(one) > 100


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("height", [96, 50])
def test_a_field_keeps_its_own_lines_and_takes_none_of_the_other(layout: str, height: int) -> None:
    woven = _drawn(layout, np.full(2, 60.0), (48, height))
    for plane, other in zip(
        native_planes(woven), native_planes(_drawn(layout, np.full(2, 200.0), (48, height))), strict=True
    ):
        plane[1::2] = other[1::2]
    assert all((plane == 60).all() for plane in _levels(bob(woven, Field.TOP)))
    assert all((plane == 200).all() for plane in _levels(bob(woven, Field.BOTTOM)))


def test_a_picture_of_one_line_or_of_a_palette_stays_whole() -> None:
    line = _drawn("gray", np.full(2, 90.0), (16, 1))
    assert all((_levels(bob(line, field))[0] == 90).all() for field in Field)
    odd = _drawn("gray", np.full(2, 90.0), (16, 7))
    assert all((_levels(bob(odd, field))[0] == 90).all() for field in Field)
    colours = VideoFrame(8, 4, "pal8")
    indices = np.repeat(np.arange(4, dtype=np.uint8) * 60, colours.planes[0].line_size)
    colours.planes[0].update(indices.tobytes())
    colours.planes[1].update(bytes(range(256)) * 4)
    shown = bob(colours, Field.BOTTOM)
    assert next(native_planes(shown))[:, 0].tolist() == [60, 60, 60, 180]
    assert bytes(shown.planes[1]) == bytes(range(256)) * 4


def test_a_field_keeps_the_colour_tags() -> None:
    picture = _drawn("yuv420p", np.full(2, 90.0))
    picture.colorspace, picture.color_range, picture.color_trc, picture.color_primaries = 5, 2, 6, 5
    shown = bob(picture, Field.TOP)
    assert (shown.colorspace, shown.color_range, shown.color_trc, shown.color_primaries) == (5, 2, 6, 5)


@pytest.mark.parametrize(
    ("mode", "order", "fields"),
    [
        ("tff", "auto", (Field.TOP, Field.BOTTOM)),
        ("bff", "auto", (Field.BOTTOM, Field.TOP)),
        ("prog", "auto", (None, None)),
        ("bff", "top", (Field.TOP, Field.BOTTOM)),
        ("tff", "bottom", (Field.BOTTOM, Field.TOP)),
        ("prog", "top", (Field.TOP, Field.BOTTOM)),
    ],
)
def test_the_order_is_that_of_the_flags_or_as_chosen(
    mode: str, order: Order, fields: tuple[Field | None, Field | None]
) -> None:
    for size in ((64, 96), (48, 50), (64, 96)):
        picture = _flagged(_drawn("yuv420p", np.full(2, 90.0), size), mode)
        for _again in range(2):
            assert tuple(field_of(picture, order, half) for half in HALVES) == fields


def test_upright_shows_the_instant_of_a_field() -> None:
    woven = _drawn("yuv420p", np.full(2, 126.0))
    next(native_planes(woven))[1::2] = 60
    frame = Frame(0, 0, woven)
    seen = [int(np.ptp(upright(frame, None, field)[..., 1])) for field in (None, *Field)]
    assert seen[0] > 50
    assert seen[1:] == [0, 0]
    assert upright(frame, None, Field.TOP)[0, 0, 1] > upright(frame, None, Field.BOTTOM)[0, 0, 1] + 50
    assert upright(frame, (32, 999), Field.TOP).shape == (48, 32, 4)


def _instants(name: str, order: Order, frames: int = 8) -> list[NDArray[np.int64]]:
    """Luma of all fields of the first frames, in the order in which they are shown."""
    with (MEDIA / name).open("rb") as file, Decoding(file) as decoding:
        pictures = [decoded.picture for decoded in islice(decoding.from_start(), frames)]
    fields = [(picture, field_of(picture, order, half)) for picture in pictures for half in HALVES]
    return [_levels(bob(picture, field))[0] for picture, field in fields if field is not None]


def _place_of_square(luma: NDArray[np.int64]) -> float:
    """Centre of the bright square that moves to the right by the same step each instant."""
    rows = luma[round(0.83 * len(luma)) : round(0.91 * len(luma))]
    return float(np.nonzero((rows > 172).mean(axis=0) > 0.5)[0].mean())


@needs_shared
@pytest.mark.parametrize(
    ("name", "order", "even"),
    [
        ("syn_mpeg2_576i_bff.mpg", "auto", True),
        ("syn_mpeg2_576i_bff.mpg", "top", False),
        ("syn_dv_pal.dv", "auto", True),
        ("syn_dv_pal.dv", "top", False),
        ("syn_avchd_1080i50.mts", "top", True),
        ("syn_avchd_1080i50.mts", "bottom", False),
    ],
)
def test_motion_goes_on_evenly_from_field_to_field(name: str, order: Order, even: bool) -> None:  # noqa: FBT001
    places = [_place_of_square(luma) for luma in _instants(name, order)]
    steps = np.diff(places)
    assert (steps > 0).all() == even
    assert (np.ptp(steps) < 0.4 * np.mean(steps)) == even


@needs_shared
@pytest.mark.parametrize(("order", "even"), [("auto", True), ("bottom", False)])
def test_motion_of_a_cameras_film_goes_on_evenly(order: Order, even: bool) -> None:  # noqa: FBT001
    """With the fields swapped every second step is three times as long."""
    luma = _instants("sony_a7m3_avchd.mts", order, frames=6)
    changes = [np.abs(one - other)[8:-8].mean() for one, other in pairwise(luma)]
    ratio = np.mean(changes[1::2]) / np.mean(changes[::2])
    assert (0.8 < ratio < 1.25) == even


@needs_shared
@pytest.mark.parametrize("name", ["hdv-1080i60.mov", "xdcam-hd-1080i50.mov"])
def test_films_of_broadcast_cameras_begin_with_the_top_field(name: str) -> None:
    with (MEDIA / name).open("rb") as file, Decoding(file) as decoding:
        picture = next(decoding.from_start()).picture
    assert field_of(picture, "auto", "first") is Field.TOP
