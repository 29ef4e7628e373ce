"""A film cut off or scratched: the frames that are left are exact, damage is told, nothing is guessed."""

import io

import pytest

from tests.media.drawn_films import drawn_film
from tests.media.test_exact_frames import number
from vigtool.media.decoding import MAX_RANK, Decoding
from vigtool.media.errors import DamagedFilm, MediaError
from vigtool.media.film import Film
from vigtool.media.index_building import build_index


@pytest.mark.parametrize("container", ["mpegts", "matroska"])
@pytest.mark.parametrize("share", [0.35, 0.6, 0.9])
def test_a_film_cut_off_keeps_its_first_frames(container: str, share: float) -> None:
    whole = drawn_film(container=container).getvalue()
    part = io.BytesIO(whole[: int(len(whole) * share)])
    index = build_index(part)
    assert 5 < index.frames < 48
    with Film(part, index) as film:
        frames = [film.frame(n) for n in range(index.frames)]
    numbers = [read for frame in frames[:-1] if (read := number(frame)) is not None]
    assert numbers[:-3] == list(range(index.frames - 4))
    assert numbers == sorted(set(numbers)), "a picture that is missing at the cut may leave a gap, never a repeat"


def test_an_mp4_without_its_table_says_so() -> None:
    whole = drawn_film().getvalue()
    with pytest.raises(DamagedFilm) as caught:
        build_index(io.BytesIO(whole[: len(whole) // 2]))
    assert caught.value.damage == "no_sample_table"


def test_scratches_are_told_and_end_at_the_next_entry_point() -> None:
    clean = drawn_film(gop=12, b_frames=0)
    entries = build_index(clean).entries
    scratched = bytearray(clean.getvalue())
    middle = entries[1].position + entries[1].size // 2
    scratched[middle : middle + 40] = bytes(byte ^ 0x5A for byte in scratched[middle : middle + 40])
    broken = io.BytesIO(bytes(scratched))
    index = build_index(broken)
    with Film(broken, index) as film:
        frames = [film.frame(n) for n in (20, 5, 30, 47, 12, 11, 24)]
    assert [frame.n for frame in frames if frame.damaged] == [20, 12]
    assert [number(frame) for frame in frames if not frame.damaged] == [5, 30, 47, 11, 24]


def test_damage_is_told_of_pictures_shown_before_the_broken_one_that_they_are_predicted_from() -> None:
    clean = drawn_film(gop=500, b_frames=2, codec_options={"x264-params": "b-adapt=0"})
    with Decoding(clean) as decoding:
        packets = [(number, packet.pts, packet.pos, packet.size) for number, packet in decoding.packets()]
    ahead = next(n for n in range(20, 40) if (packets[n][1] or 0) > (packets[n + 1][1] or 0))
    place, size = packets[ahead][2:]
    assert place is not None
    scratched = bytearray(clean.getvalue())
    scratched[place + size // 3 : place + size] = bytes(
        byte ^ 0x5A for byte in scratched[place + size // 3 : place + size]
    )
    broken = io.BytesIO(bytes(scratched))
    index = build_index(broken)
    shown_before = [n for n in range(index.frames) if index.source[n] == (ahead + 1) * MAX_RANK]
    assert len(shown_before) == 1
    with Film(broken, index) as film:
        assert film.frame(shown_before[0]).damaged
        assert not film.frame(shown_before[0] - 1).damaged


@pytest.mark.parametrize("seed", range(12))
def test_any_bytes_give_frames_or_a_typed_error(seed: int) -> None:
    whole = bytearray(drawn_film(frames=12, container=("mp4", "matroska", "mpegts")[seed % 3]).getvalue())
    for place in range(seed * 31 % 97, len(whole), 97 + seed):
        whole[place] ^= 1 << (seed + place) % 8
    file = io.BytesIO(bytes(whole))
    try:
        index = build_index(file)
        with Film(file, index) as film:
            frames = [film.frame(n).n for n in range(index.frames)]
    except MediaError:
        return
    assert frames == list(range(index.frames))
