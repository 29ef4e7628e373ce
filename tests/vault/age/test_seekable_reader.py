import io
import os
from pathlib import Path
from typing import TypeAlias

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_material import SHARED, needs_shared
from tests.vault.age.files import CHUNK, KEY, SEALED_CHUNK, content_of, parts_of, seal
from vigtool.vault.age import (
    ArmorError,
    ArmorFault,
    HmacError,
    PayloadError,
    PayloadFault,
    SeekableReader,
    X25519Identity,
    unwrap_file_key,
)
from vigtool.vault.age import seekable as seekable_module

SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 12 * CHUNK + 777]
FILMS = {size: (content_of(size), seal(content_of(size))) for size in SIZES}

File: TypeAlias = "io.BytesIO | SeekableReader | io.BufferedReader[SeekableReader]"

counts = st.one_of(st.none(), st.integers(-1, 40), st.integers(CHUNK - 3, CHUNK + 3), st.integers(0, 20 * CHUNK))
steps = st.one_of(
    st.tuples(st.just("read"), counts),
    st.tuples(st.just("readinto"), st.integers(0, 3 * CHUNK)),
    st.tuples(st.just("seek"), st.integers(0, 14 * CHUNK)),
    st.tuples(st.just("seek_from_here"), st.integers(-2 * CHUNK, 2 * CHUNK)),
    st.tuples(st.just("seek_from_end"), st.integers(-13 * CHUNK, 100)),
)


class CountingFile(io.BytesIO):
    """A file that knows how many bytes were asked of it."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.bytes_read = 0

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self.bytes_read += len(piece)
        return piece


def _open(sealed: bytes) -> SeekableReader:
    return SeekableReader(io.BytesIO(sealed), [KEY])


def _step(file: File, kind: str, number: int | None) -> object:
    if kind == "read":
        return file.read(number)
    if kind == "readinto":
        buffer = bytearray(number or 0)
        return file.readinto(buffer), bytes(buffer)
    target = (number or 0) + {"seek": 0, "seek_from_here": file.tell(), "seek_from_end": _size(file)}[kind]
    whence = {"seek": os.SEEK_SET, "seek_from_here": os.SEEK_CUR, "seek_from_end": os.SEEK_END}[kind]
    return file.seek(number or 0, whence) if target >= 0 else file.seek(0)


def _size(file: File) -> int:
    here = file.tell()
    size = file.seek(0, os.SEEK_END)
    file.seek(here)
    return size


@given(size=st.sampled_from(SIZES), journey=st.lists(steps, max_size=12))
def test_it_is_a_bytesio_of_the_content(size: int, journey: list[tuple[str, int | None]]) -> None:
    content, sealed = FILMS[size]
    model, reader = io.BytesIO(content), _open(sealed)
    for kind, number in journey:
        assert _step(reader, kind, number) == _step(model, kind, number)
        assert reader.tell() == model.tell()


@given(size=st.sampled_from(SIZES), journey=st.lists(steps, max_size=8))
def test_a_buffered_reader_around_it_is_too(size: int, journey: list[tuple[str, int | None]]) -> None:
    content, sealed = FILMS[size]
    model, reader = io.BytesIO(content), io.BufferedReader(_open(sealed))
    for kind, number in journey:
        assert _step(reader, kind, number) == _step(model, kind, number)
        assert reader.tell() == model.tell()


@given(size=st.sampled_from(SIZES), start=st.integers(0, 14 * CHUNK), count=st.integers(0, 14 * CHUNK))
def test_read_never_returns_more_than_asked(size: int, start: int, count: int) -> None:
    reader = _open(FILMS[size][1])
    reader.seek(start)
    assert len(reader.read(count)) == max(0, min(count, size - start))


def test_what_a_raw_file_says_of_itself() -> None:
    reader = _open(FILMS[1][1])
    assert reader.readable()
    assert reader.seekable()
    assert not reader.writable()
    assert reader.size == 1


def test_no_place_before_the_start() -> None:
    reader = _open(FILMS[CHUNK][1])
    reader.seek(5)
    with pytest.raises(ValueError, match="-1"):
        reader.seek(-6, os.SEEK_CUR)
    assert reader.tell() == 5


def test_small_reads_forward_decrypt_each_chunk_once() -> None:
    content, sealed = FILMS[12 * CHUNK + 777]
    file = CountingFile(sealed)
    reader = SeekableReader(file, [KEY])
    opened = file.bytes_read
    pieces = [reader.read(1000) for _ in range(0, len(content), 1000)]
    assert b"".join(pieces) == content
    assert file.bytes_read - opened <= len(sealed)


def test_going_to_and_fro_between_a_few_places_reads_nothing_again() -> None:
    file = CountingFile(FILMS[12 * CHUNK + 777][1])
    reader = SeekableReader(file, [KEY])
    places = [0, 5 * CHUNK, 11 * CHUNK, 12 * CHUNK]
    for place in places:
        reader.seek(place)
        reader.read(10)
    read_once = file.bytes_read
    for place in places * 10:
        reader.seek(place)
        reader.read(10)
    assert file.bytes_read == read_once


def test_a_refused_chunk_releases_nothing_and_moves_nothing() -> None:
    content, sealed = FILMS[12 * CHUNK + 777]
    tampered = bytearray(sealed)
    tampered[len(parts_of(sealed).start) + 2 * SEALED_CHUNK] ^= 1
    reader = _open(bytes(tampered))
    reader.seek(CHUNK)
    buffer = bytearray(3 * CHUNK)
    for attempt in (lambda: reader.readinto(buffer), lambda: reader.read(3 * CHUNK), reader.readall):
        with pytest.raises(PayloadError) as refused:
            attempt()
        assert (refused.value.chunk, refused.value.fault) == (2, PayloadFault.TAG)
        assert reader.tell() == CHUNK
    assert buffer == bytes(3 * CHUNK)
    assert reader.read(CHUNK) == content[CHUNK : 2 * CHUNK]
    reader.seek(3 * CHUNK)
    assert reader.read(CHUNK) == content[3 * CHUNK : 4 * CHUNK]


class Trickle(io.BytesIO):
    """A seekable file that gives at most 1009 bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(1009 if size is None or size < 0 else min(size, 1009))


class Silent(io.BytesIO):
    """A seekable file that after its header says that it has nothing at the moment."""

    def read(self, size: int | None = -1, /) -> bytes:
        return None if self.tell() > 500 else super().read(size)  # type: ignore[return-value]  # as raw files do


def test_a_file_that_gives_little_at_a_time() -> None:
    content, sealed = FILMS[3 * CHUNK]
    assert SeekableReader(Trickle(sealed), [KEY]).read() == content


def test_a_file_that_has_nothing_at_the_moment_is_not_taken_for_its_end() -> None:
    with pytest.raises(BlockingIOError):
        SeekableReader(Silent(FILMS[3 * CHUNK][1]), [KEY])


def test_a_file_that_shrinks_after_opening_is_refused_at_the_missing_chunk(tmp_path: Path) -> None:
    path = tmp_path / "film.age"
    path.write_bytes(FILMS[12 * CHUNK + 777][1])
    with path.open("rb") as file:
        reader = SeekableReader(file, [KEY])
        os.truncate(path, 4 * SEALED_CHUNK)
        with pytest.raises(PayloadError) as refused:
            reader.read()
    assert (refused.value.chunk, refused.value.fault) == (3, PayloadFault.TRUNCATED)


@pytest.mark.skipif(not hasattr(os, "pread"), reason="this system has no pread: a descriptor has one reader at a time")
@pytest.mark.parametrize("buffering", [0, -1])
def test_two_readers_share_one_descriptor(tmp_path: Path, buffering: int) -> None:
    content, sealed = FILMS[12 * CHUNK + 777]
    path = tmp_path / "film.age"
    path.write_bytes(sealed)
    with path.open("rb", buffering=buffering) as file, os.fdopen(os.dup(file.fileno()), "rb") as duplicate:
        first, second = SeekableReader(file, [KEY]), SeekableReader(duplicate, [KEY])
        position = os.lseek(file.fileno(), 0, os.SEEK_CUR)
        for chunk in range(12):
            first.seek(chunk * CHUNK)
            second.seek((11 - chunk) * CHUNK)
            assert first.read(100) == content[chunk * CHUNK :][:100]
            assert second.read(100) == content[(11 - chunk) * CHUNK :][:100]
        assert os.lseek(file.fileno(), 0, os.SEEK_CUR) == position


def test_a_descriptor_and_a_file_key_are_enough(tmp_path: Path) -> None:
    content, sealed = FILMS[3 * CHUNK]
    path = tmp_path / "film.age"
    path.write_bytes(sealed)
    with path.open("rb") as file:
        file_key = unwrap_file_key(file, [KEY])
        assert len(file_key) == 16
        assert SeekableReader.from_file_key(file, file_key).read() == content


def test_the_file_key_of_another_file_is_refused() -> None:
    other = unwrap_file_key(io.BytesIO(FILMS[1][1]), [KEY])
    with pytest.raises(HmacError):
        SeekableReader.from_file_key(io.BytesIO(FILMS[CHUNK][1]), other)
    with pytest.raises(ValueError, match="15"):
        SeekableReader.from_file_key(io.BytesIO(FILMS[CHUNK][1]), other[:15])


def test_closing_forgets_and_leaves_the_file_open() -> None:
    file = io.BytesIO(FILMS[CHUNK][1])
    reader = SeekableReader(file, [KEY])
    reader.read(10)
    reader.close()
    reader.close()
    assert not file.closed
    assert not any(isinstance(value, bytes | dict) and value for value in vars(reader).values())
    for attempt in (lambda: reader.read(1), lambda: reader.seek(0), reader.readall):
        with pytest.raises(ValueError, match="closed"):
            attempt()


def test_an_armored_file_is_read_at_any_place_too() -> None:
    content = content_of(3 * CHUNK + 5)
    reader = _open(seal(content, armored=True))
    reader.seek(2 * CHUNK + 100)
    assert reader.read(1000) == content[2 * CHUNK + 100 :][:1000]


def test_an_armored_film_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seekable_module, "_MAX_DEARMORED", CHUNK)
    assert _open(seal(content_of(1000), armored=True)).size == 1000
    with pytest.raises(ArmorError) as refused:
        _open(seal(content_of(CHUNK), armored=True))
    assert refused.value.fault is ArmorFault.TOO_LARGE


@needs_shared
def test_pyav_reads_the_same_packets_from_it_as_from_the_plain_film(tmp_path: Path) -> None:
    film = SHARED / "media" / "bigbuckbunny.mp4"
    identity = X25519Identity.generate()
    path = tmp_path / "film.age"
    path.write_bytes(seal(film.read_bytes()))
    with film.open("rb") as plain, path.open("rb", buffering=0) as sealed:
        reader = SeekableReader.from_file_key(sealed, unwrap_file_key(sealed, [identity, KEY]))
        assert _packets(reader) == _packets(plain)


def _packets(file: object) -> list[tuple[int | None, int]]:
    options = {"format_whitelist": "mov", "protocol_whitelist": "none"}
    with av.open(file, mode="r", options=options) as container:
        last = container.streams.video[0].duration or 0
        container.seek(last // 2, stream=container.streams.video[0])
        later = [(packet.dts, hash(bytes(packet))) for packet in container.demux(video=0)]
        container.seek(0)
        return later + [(packet.dts, hash(bytes(packet))) for packet in container.demux()]
