import io
import os
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.age.files import CHUNK, KEY, SEALED_CHUNK, content_of, parts_of, seal
from vigtool.vault.age import (
    NoMatchError,
    PayloadError,
    PayloadFault,
    SequentialReader,
    X25519Identity,
    unwrap_file_key,
)

SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 777]
FILMS = {size: (content_of(size), seal(content_of(size))) for size in SIZES}


class Trickle:
    """A file of the simplest kind, that gives a few bytes at a time, as a pipe does."""

    def __init__(self, content: bytes, step: int) -> None:
        self._file = io.BytesIO(content)
        self._step = step

    def read(self, size: int, /) -> bytes:
        return self._file.read(min(size, self._step))


@given(size=st.sampled_from(SIZES), counts=st.lists(st.integers(0, 2 * CHUNK), max_size=10))
def test_the_pieces_join_to_the_content_and_none_is_too_long(size: int, counts: list[int]) -> None:
    content, sealed = FILMS[size]
    reader = SequentialReader(io.BytesIO(sealed), [KEY])
    released = b""
    for count in counts:
        piece = reader.read(count)
        assert len(piece) <= count
        assert bool(piece) == (count > 0 and len(released) < size)
        released += piece
    assert released + reader.read() == content
    assert reader.read(1) == b""


@pytest.mark.parametrize("step", [1009, SEALED_CHUNK, 10**6])
def test_a_file_that_gives_little_at_a_time(step: int) -> None:
    content, sealed = FILMS[3 * CHUNK + 777]
    assert SequentialReader(Trickle(sealed, step), [KEY]).read() == content


def test_from_a_pipe() -> None:
    content, sealed = FILMS[3 * CHUNK + 777]
    receiving, sending = os.pipe()

    def send() -> None:
        with os.fdopen(sending, "wb") as pipe:
            pipe.write(sealed)

    sender = threading.Thread(target=send)
    sender.start()
    with os.fdopen(receiving, "rb", buffering=0) as pipe:
        assert SequentialReader(pipe, [KEY]).read() == content
    sender.join()


def test_a_file_that_has_nothing_yet_is_not_taken_for_its_end() -> None:
    receiving, sending = os.pipe()
    os.set_blocking(receiving, False)
    with (
        os.fdopen(sending, "wb"),
        os.fdopen(receiving, "rb", buffering=0) as pipe,
        pytest.raises(BlockingIOError),
    ):
        SequentialReader(pipe, [KEY])


def test_it_starts_where_the_file_stands() -> None:
    content, sealed = FILMS[CHUNK + 1]
    file = io.BytesIO(b"something else" + sealed)
    file.seek(len(b"something else"))
    assert SequentialReader(file, [KEY]).read() == content


def test_a_buffered_reader_around_it() -> None:
    content, sealed = FILMS[3 * CHUNK + 777]
    with io.BufferedReader(SequentialReader(io.BytesIO(sealed), [KEY])) as reader:
        assert reader.read(10) + reader.read(CHUNK) == content[: CHUNK + 10]
        assert reader.read() == content[CHUNK + 10 :]


def test_a_file_key_is_enough() -> None:
    content, sealed = FILMS[CHUNK]
    file_key = unwrap_file_key(io.BytesIO(sealed), [KEY])
    assert SequentialReader.from_file_key(io.BytesIO(sealed), file_key).read() == content


def test_after_damage_the_error_stays() -> None:
    content, sealed = FILMS[3 * CHUNK + 777]
    tampered = bytearray(sealed)
    tampered[len(parts_of(sealed).start) + SEALED_CHUNK] ^= 1
    reader = SequentialReader(io.BytesIO(bytes(tampered)), [KEY])
    assert reader.read(10 * CHUNK) == content[:CHUNK]
    for _ in range(3):
        with pytest.raises(PayloadError) as refused:
            reader.read(1)
        assert (refused.value.chunk, refused.value.fault) == (1, PayloadFault.TAG)


def test_after_a_foreign_chunk_the_right_one_is_not_taken_up_again() -> None:
    content, sealed = FILMS[3 * CHUNK + 777]
    parts = parts_of(sealed)
    inserted = parts.joined([parts.chunks[0], bytes(SEALED_CHUNK), *parts.chunks[1:]])
    reader = SequentialReader(io.BytesIO(inserted), [KEY])
    assert reader.read(CHUNK) == content[:CHUNK]
    for _ in range(2):
        with pytest.raises(PayloadError):
            reader.read(CHUNK)


def test_reading_it_all_gives_all_or_an_error() -> None:
    _, sealed = FILMS[3 * CHUNK + 777]
    for cut in (len(sealed) - 1, len(parts_of(sealed).start) + SEALED_CHUNK):
        with pytest.raises(PayloadError):
            SequentialReader(io.BytesIO(sealed[:cut]), [KEY]).read()


def test_nobody_elses_key_and_no_key_at_all() -> None:
    _, sealed = FILMS[1]
    strangers = [X25519Identity.generate(), X25519Identity.generate()]
    for identities in (strangers, []):
        with pytest.raises(NoMatchError) as refused:
            SequentialReader(io.BytesIO(sealed), identities)
        assert (refused.value.stanzas, refused.value.identities) == (1, len(identities))


def test_a_closed_reader_reads_no_more() -> None:
    file = io.BytesIO(FILMS[1][1])
    reader = SequentialReader(file, [KEY])
    reader.close()
    assert not file.closed
    with pytest.raises(ValueError, match="closed"):
        reader.read(1)
