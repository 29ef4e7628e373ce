"""A file that goes out of the engine in pieces is, put together, the file that was written."""

import io
import random

import pytest

from vigtool.engine.errors import ChannelGarbled
from vigtool.engine.render_results import (
    Checked,
    RenderWork,
    pack_checked,
    pack_piece,
    pack_work,
    unpack_checked,
    unpack_piece,
    unpack_work,
)
from vigtool.engine.serving.file_in_parts import PIECE, FileInParts


def put_together(parts: list[bytes]) -> bytes:
    whole = io.BytesIO()
    for part in parts:
        offset, data = unpack_piece(part, whole.seek(0, io.SEEK_END))
        whole.seek(offset)
        whole.write(data)
    return whole.getvalue()


@pytest.mark.parametrize("seed", range(20))
def test_what_is_written_anywhere_arrives(seed: int) -> None:
    chance, parts, plain = random.Random(seed), list[bytes](), io.BytesIO()
    out = FileInParts(parts.append)
    for _ in range(60):
        match chance.randrange(4):
            case 0:
                place = chance.randrange(len(plain.getvalue()) + 5000)
                assert out.seek(place) == plain.seek(place)
            case 1:
                assert out.seek(0, io.SEEK_END) == plain.seek(0, io.SEEK_END)
            case _:
                data = chance.randbytes(chance.choice((1, 700, 90_000)))
                assert out.write(data) == plain.write(data)
        assert out.tell() == plain.tell()
    out.finish()
    assert put_together(parts) == plain.getvalue()


def test_much_goes_out_in_large_pieces_and_nothing_waits_for_ever() -> None:
    parts: list[bytes] = []
    out = FileInParts(parts.append)
    for _ in range(3 * PIECE // 1024):
        out.write(bytes(1024))
    assert [len(part) - 8 for part in parts] == [PIECE] * 3
    out.finish()
    assert len(parts) == 3


def test_there_is_nothing_before_the_beginning() -> None:
    with pytest.raises(ValueError, match="-1"):
        FileInParts(lambda _part: None).seek(-1)


@pytest.mark.parametrize("part", [b"", pack_piece(0, b""), pack_piece(11, b"x"), b"\0\0\0\0"])
def test_a_piece_that_is_none_is_refused(part: bytes) -> None:
    with pytest.raises(ChannelGarbled):
        unpack_piece(part, 10)


def test_work_and_findings_come_back_as_they_were() -> None:
    work, found = RenderWork(b"plan", (0, 1, 0), (b"one", b"two")), Checked(12, 12, 25, 41.5, sound=True)
    assert unpack_work(pack_work(work)) == work
    assert unpack_checked(pack_checked(found)) == found
    for data in (
        b"",
        b"\xc1",
        pack_checked(Checked(0, 1, 1, None, sound=False)),
        pack_checked(Checked(1, 1, 0, None, sound=False)),
    ):
        with pytest.raises(ChannelGarbled):
            unpack_checked(data)
    with pytest.raises(ChannelGarbled):
        unpack_work(b"\x80")
