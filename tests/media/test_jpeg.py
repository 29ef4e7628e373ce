"""A JPEG holds the picture, with its colours, and nothing else."""

import io

import av
import numpy as np
import pytest

from vigtool.media.jpeg import write_jpeg

BLUE, GREEN, RED, GREY = (200, 30, 20), (30, 180, 40), (20, 30, 210), (127, 127, 127)


@pytest.mark.parametrize("size", [(64, 48), (203, 121), (1, 1)])
def test_colours_come_back(size: tuple[int, int]) -> None:
    width, height = size
    for colour in (BLUE, GREEN, RED, GREY):
        picture = np.full((height, width, 4), (*colour, 255), np.uint8)
        file = io.BytesIO()
        write_jpeg(picture, file)
        with av.open(io.BytesIO(file.getvalue()), "r", format="jpeg_pipe") as film:
            back = next(film.decode(video=0)).to_ndarray(format="bgr24")
        assert back.shape == (height, width, 3)
        assert np.abs(back.astype(int) - colour).max() <= 4


def test_there_is_nothing_in_it_but_the_picture() -> None:
    file = io.BytesIO()
    write_jpeg(np.zeros((16, 16, 4), np.uint8), file)
    data = file.getvalue()
    assert data.startswith(b"\xff\xd8\xff\xe0\0\x10JFIF\0")
    assert data.endswith(b"\xff\xd9")
    kinds, place = [], 2
    while data[place + 1] != 0xDA:
        kinds.append(data[place + 1])
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    assert set(kinds) == {0xE0, 0xDB, 0xC0, 0xC4}
