"""The one colour path: upright, square pixels, the tagged matrix and range, HDR as SDR, small when asked."""

import gc
import io
import struct
from fractions import Fraction

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.media.corpus import MEDIA
from tests.media.drawn_films import drawn_film, drawn_luma, read_number
from tests.shared_material import needs_shared
from vigtool.media.colour_tags import HLG, PQ
from vigtool.media.facts import captured, read_facts
from vigtool.media.film import Film
from vigtool.media.fingerprint import native_planes
from vigtool.media.frame import Frame
from vigtool.media.frame_store import FrameStore
from vigtool.media.index_building import build_index
from vigtool.media.orientation import Orientation, orientation_of
from vigtool.media.picture import square_size, upright, upright_into
from vigtool.media.still import write_png
from vigtool.media.tone_mapping import compressed, hlg_light, pq_light, pq_signal

ONE = 1 << 16


def _first(film_file: io.BytesIO) -> Frame:
    with Film(film_file, build_index(film_file)) as film:
        return film.frame(0)


def _flat(y: int, u: int, v: int, size: tuple[int, int] = (64, 48), layout: str = "yuv420p") -> av.VideoFrame:
    picture = av.VideoFrame(*size, layout)
    for plane, value in zip(picture.planes, (y, u, v), strict=True):
        dtype = np.dtype("<u2") if layout.endswith(("10le", "16le")) else np.dtype(np.uint8)
        plane.update(np.full(plane.buffer_size // dtype.itemsize, value, dtype).tobytes())
    return picture


def _bgr(picture: av.VideoFrame) -> list[int]:
    colours: list[int] = upright(Frame(0, 0, picture))[0, 0, :3].tolist()
    return colours


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_turned_film_stands_upright(rotation: int, mirrored: bool) -> None:  # noqa: FBT001
    frame = _first(drawn_film(frames=1, rotation=rotation, mirrored=mirrored))
    shown = upright(frame)
    assert shown.shape == ((192, 108, 4) if rotation in {90, 270} else (108, 192, 4))
    assert shown.flags.c_contiguous
    assert read_number(_coded(shown[..., 1], rotation, mirrored=mirrored)) == 0
    assert np.abs(_coded(shown[..., 1], rotation, mirrored=mirrored).astype(int) - _green_of_drawing()).mean() < 6


def _coded(shown: NDArray[np.uint8], rotation: int, *, mirrored: bool) -> NDArray[np.uint8]:
    """Undo what a player does: it turns clockwise, then flips."""
    return np.rot90(shown[:, ::-1] if mirrored else shown, rotation // 90)


def _green_of_drawing() -> NDArray[np.int64]:
    luma = (drawn_luma(0, 192, 108).astype(float) - 16) * 255 / 219
    return np.clip(luma - 0.391 * (120 - 128) * 255 / 224 - 0.813 * (136 - 128) * 255 / 224, 0, 255).astype(int)


@pytest.mark.parametrize(
    ("matrix", "turned"),
    [
        ((ONE, 0, 0, ONE), Orientation()),
        ((0, ONE, -ONE, 0), Orientation(swapped=True, flip_x=True)),
        ((-ONE, 0, 0, -ONE), Orientation(flip_x=True, flip_y=True)),
        ((0, -ONE, ONE, 0), Orientation(swapped=True, flip_y=True)),
        ((-ONE, 0, 0, ONE), Orientation(flip_x=True)),
        ((0, 0, 0, 0), Orientation()),
        ((ONE, ONE, ONE, ONE), Orientation()),
        ((3 * ONE, 100, -100, 3 * ONE), Orientation()),
    ],
)
def test_the_matrix_itself_is_read(matrix: tuple[int, int, int, int], turned: Orientation) -> None:
    a, b, c, d = matrix
    assert orientation_of((a, b, 0, c, d, 0, 0, 0, 1 << 30)) == turned


@pytest.mark.parametrize(
    ("turned", "degrees", "mirrored"),
    [
        (Orientation(swapped=True, flip_x=True), 90, False),
        (Orientation(swapped=True, flip_y=True), 270, False),
        (Orientation(flip_x=True, flip_y=True), 180, False),
        (Orientation(flip_x=True), 0, True),
        (Orientation(flip_y=True), 180, True),
        (Orientation(swapped=True), 90, True),
    ],
)
def test_an_orientation_is_told_in_degrees(turned: Orientation, degrees: int, mirrored: bool) -> None:  # noqa: FBT001
    assert (turned.degrees_clockwise, turned.mirrored) == (degrees, mirrored)


def test_limited_and_full_range_reach_black_and_white() -> None:
    assert (_bgr(_flat(16, 128, 128)), _bgr(_flat(235, 128, 128))) == ([0, 0, 0], [255, 255, 255])
    for full in (_flat(255, 128, 128), _flat(0, 128, 128)):
        full.color_range = 2
        assert _bgr(full) in ([0, 0, 0], [255, 255, 255])
    assert _bgr(_flat(255, 128, 128, layout="yuvj420p")) == [255, 255, 255]
    assert _bgr(_flat(16, 128, 128, layout="yuvj420p")) == [16, 16, 16]


@pytest.mark.parametrize(("size", "tag"), [((640, 480), 6), ((1280, 720), 1), ((720, 1280), 1), ((720, 576), 5)])
def test_untagged_pictures_are_bt601_when_small_and_bt709_when_hd(size: tuple[int, int], tag: int) -> None:
    tagged = _flat(120, 90, 180, size)
    tagged.colorspace = tag
    assert _bgr(_flat(120, 90, 180, size)) == _bgr(tagged)


def test_the_matrices_differ() -> None:
    shown = []
    for tag in (1, 6, 9):
        picture = _flat(120, 90, 180)
        picture.colorspace = tag
        shown.append(_bgr(picture))
    # ITU-R BT.709: R = 1.164 (Y-16) + 1.793 (V-128), G = ... - 0.213 (U-128) - 0.533 (V-128), B = ... + 2.112 (U-128)
    assert np.abs(np.array(shown[0]) - [41, 102, 214]).max() <= 2
    assert np.abs(np.array(shown[1]) - [44, 94, 204]).max() <= 2
    assert shown[2] not in shown[:2]


@pytest.mark.parametrize(("transfer", "white"), [(HLG, 721), (PQ, 573)])
def test_hdr_is_mapped_to_sdr(transfer: int, white: int) -> None:
    """Codes of HDR reference white (75 % HLG, 58 % PQ; ITU-R BT.2408): bright, below the highlights above it."""
    greys = []
    for code in (64, white // 2, white, 850, 940):
        picture = _flat(code, 512, 512, layout="yuv420p10le")
        picture.color_trc, picture.colorspace, picture.color_range = transfer, 9, 1
        blue, green, red = _bgr(picture)
        assert max(blue, green, red) - min(blue, green, red) <= 1
        greys.append(green)
    assert greys[0] == 0
    assert greys == sorted(greys)
    assert 190 < greys[2] < 235
    assert greys[4] >= 254


def test_the_curves_are_those_of_the_recommendations() -> None:
    signal = np.linspace(0, 1, 101, dtype=np.float32)
    assert np.allclose(pq_signal(pq_light(signal)), signal, atol=1e-4)
    assert pq_light(np.array([0.58], np.float32))[0] == pytest.approx(203, rel=0.02)
    assert hlg_light(np.full((3, 1), 1, np.float32) * np.array([0.75, 1], np.float32))[1] == pytest.approx(
        [203, 1000], rel=0.02
    )
    light = np.array([0, 20, 80, 203, 600, 1000], np.float32)
    assert compressed(light)[:3] == pytest.approx(light[:3], rel=0.01, abs=0.01)
    assert (np.diff(compressed(light)) > 0).all()
    assert compressed(light)[-1] == pytest.approx(203, rel=0.01)


def test_pixels_are_made_square() -> None:
    assert square_size(720, 576, Fraction(64, 45)) == (1024, 576)
    assert square_size(720, 480, Fraction(8, 9)) == (720, 540)
    assert square_size(100, 100, Fraction(1, 65535)) == (100, 100)
    assert upright(Frame(0, 0, _flat(90, 128, 128), Fraction(2))).shape == (48, 128, 4)


@pytest.mark.parametrize(
    ("room", "shape"), [((32, 99), (24, 32, 4)), ((999, 12), (12, 16, 4)), ((999, 999), (48, 64, 4))]
)
def test_a_picture_is_scaled_down_to_fit_but_never_up(room: tuple[int, int], shape: tuple[int, ...]) -> None:
    assert upright(Frame(0, 0, _flat(90, 128, 128)), room).shape == shape


def test_the_fit_is_to_the_upright_size() -> None:
    frame = _first(drawn_film(frames=1, rotation=90))
    assert upright(frame, (54, 999)).shape == (96, 54, 4)


@pytest.mark.parametrize("shape", [(1, 1, 4), (7, 33, 4)])
def test_a_still_holds_the_picture_and_nothing_else(shape: tuple[int, int, int]) -> None:
    picture = np.random.default_rng(5).integers(0, 256, shape, np.uint8)
    out = io.BytesIO()
    write_png(picture, out)
    data, chunks, at = out.getvalue(), [], 8
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        chunks.append(kind)
        at += 12 + length
    assert chunks == [b"IHDR", b"IDAT", b"IEND"]
    out.seek(0)
    with av.open(out, mode="r") as png:
        read = next(png.decode(video=0)).to_ndarray(format="bgra")
    assert (read[..., :3] == picture[..., :3]).all()


def test_facts_of_a_drawn_phone_film() -> None:
    facts = read_facts(drawn_film(rotation=90, sound=True, frames=25))
    assert (facts.codec, facts.coded_size, facts.upright_size) == ("h264", (192, 108), (108, 192))
    assert (facts.rotation_clockwise, facts.mirrored, facts.has_sound, facts.captured) == (90, False, True, None)
    assert facts.duration == pytest.approx(1, abs=0.05)


def test_the_time_of_capture_is_believed_only_if_credible() -> None:
    assert captured({"creation_time": "1904-01-01T00:00:00.000000Z"}) is None
    assert captured({"creation_time": "yesterday"}) is None
    apple = {"creation_time": "2024-05-04T10:00:00Z", "com.apple.quicktime.creationdate": "2024-05-04T13:00:00+0300"}
    found = captured(apple)
    assert found is not None
    assert found.isoformat() == "2024-05-04T13:00:00+03:00"


@needs_shared
@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("syn_rotated90.mp4", (180, 320)),
        ("syn_mirrored.mov", (320, 180)),
        ("syn_mpeg2_576i_bff.mpg", (768, 576)),
        ("syn_h264_422_10.mkv", (427, 180)),
        ("animation.mov", (320, 240)),
        ("syn_hevc10_hlg.mov", (480, 270)),
    ],
)
def test_recordings_have_the_size_that_people_see(name: str, size: tuple[int, int]) -> None:
    with (MEDIA / name).open("rb") as file:
        facts = read_facts(file)
        with Film(file, build_index(file)) as film:
            shown = upright(film.frame(0))
    assert facts.upright_size == size == shown.shape[1::-1]
    assert (shown[..., 3] == 255).all()


@pytest.mark.parametrize(("layout", "transfer"), [("yuv420p", 1), ("yuv422p10le", 1), ("yuv420p10le", HLG)])
@pytest.mark.parametrize("width", range(16, 132, 2))
def test_no_width_has_columns_of_its_own(width: int, layout: str, transfer: int) -> None:
    """swscale's quick ways write garbage (up to 232 levels off) into pictures of some widths.

    Rounding makes the channels and rows of a flat grey differ by 3 levels, which nobody sees.
    """
    shade = (120, 128, 128) if layout == "yuv420p" else (480, 512, 512)
    for coded_size in ((width, 90), (width + 50, 97), (width, 120)):
        for _again in range(2):
            native = _flat(*shade, coded_size, layout)
            native.color_trc = transfer
            picture = upright(Frame(0, 0, native), (width, 90))
            assert int(picture[..., :3].max()) - int(picture[..., :3].min()) <= 4


@pytest.mark.parametrize(
    "orientation", [Orientation(), Orientation(swapped=True, flip_y=True), Orientation(flip_x=True)]
)
@pytest.mark.parametrize("transfer", [1, HLG])
def test_a_picture_can_be_written_into_a_given_place(orientation: Orientation, transfer: int) -> None:
    native = _first(drawn_film(frames=1)).native
    native.color_trc = transfer
    frame = Frame(0, 0, native, orientation=orientation)
    for room in (None, (50, 50), (99, 37)):
        whole = upright(frame, room)
        place = np.full(whole.size + 16, 77, np.uint8)
        assert upright_into(frame, room, place) == whole.shape[:2]
        assert (place[: whole.size].reshape(whole.shape) == whole).all()
        assert (place[whole.size :] == 77).all()


def test_showing_a_picture_leaves_it_as_it_was() -> None:
    """A picture that comes in the table's own layout is the film's, not a copy."""
    picture = _flat(20000, 30000, 40000, (64, 48), "gbrp16le")
    picture.pts, picture.color_primaries = 1234, 9
    before = [plane.copy() for plane in native_planes(picture)]
    for transfer in (1, HLG, PQ):
        picture.color_trc = transfer
        upright(Frame(0, 1234, picture))
        assert (picture.pts, picture.color_trc, picture.color_primaries) == (1234, transfer, 9)
        assert all((one == other).all() for one, other in zip(before, native_planes(picture), strict=True))


def test_reading_a_film_leaves_no_pictures_for_the_collector() -> None:
    """PyAV keeps a picture whose side data were read in a cycle: hundreds of megabytes before the collector comes."""

    def alive() -> int:
        return sum(isinstance(thing, av.VideoFrame) for thing in gc.get_objects())

    file = drawn_film(rotation=90, frames=48)
    index = build_index(file)
    gc.collect()
    gc.disable()
    try:
        before = alive()
        with Film(file, index, FrameStore(0)) as film:
            for n in range(48):
                upright(film.frame(n))
            assert alive() - before < 12
    finally:
        gc.enable()
