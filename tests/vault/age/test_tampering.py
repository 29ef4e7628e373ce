"""Whatever is done to a sealed file without its key: refused with a typed error, and no wrong byte comes out."""

import itertools

import pytest

from tests.vault.age.files import (
    CHUNK,
    DOORS,
    KEY,
    NONCE,
    SEALED_CHUNK,
    Door,
    content_of,
    parts_of,
    released_by_place,
    seal,
)
from vigtool.vault.age import PayloadError

SMALL = content_of(40)
SMALL_SEALED = seal(SMALL)
LONG = content_of(3 * CHUNK + 1000)
LONG_SEALED = seal(LONG)
FULL = content_of(3 * CHUNK, "a film that ends with a full chunk")
FULL_SEALED = seal(FULL)
OTHER = content_of(3 * CHUNK + 1000, "another film")
OTHER_SEALED = seal(OTHER)
FILMS = pytest.mark.parametrize(("content", "sealed"), [(LONG, LONG_SEALED), (FULL, FULL_SEALED)], ids=["long", "full"])
every_door = pytest.mark.parametrize("door", DOORS)


def _assert_refused(door: Door, tampered: bytes, content: bytes) -> None:
    released, error = door(tampered, [KEY])
    assert error is not None
    assert content.startswith(released)


def _assert_no_wrong_byte_by_place(tampered: bytes, content: bytes) -> None:
    for offset, piece in released_by_place(tampered, len(content)).items():
        assert piece == content[offset : offset + CHUNK]


@every_door
def test_every_bit_of_header_nonce_and_payload_counts(door: Door) -> None:
    assert door(SMALL_SEALED, [KEY]) == (SMALL, None)
    for position, bit in itertools.product(range(len(SMALL_SEALED)), range(8)):
        tampered = bytearray(SMALL_SEALED)
        tampered[position] ^= 1 << bit
        released, error = door(bytes(tampered), [KEY])
        assert error is not None, (position, bit)
        assert released == b""


@every_door
def test_a_flipped_bit_in_any_chunk_stops_there(door: Door) -> None:
    start = len(parts_of(LONG_SEALED).start)
    for chunk, place in itertools.product(range(4), (0, 500, 999, 1015)):
        tampered = bytearray(LONG_SEALED)
        tampered[start + chunk * SEALED_CHUNK + place] ^= 0x10
        _assert_refused(door, bytes(tampered), LONG)
        _assert_no_wrong_byte_by_place(bytes(tampered), LONG)


@FILMS
@every_door
def test_cut_around_every_border_of_a_chunk(door: Door, content: bytes, sealed: bytes) -> None:
    header_end = len(parts_of(sealed).header)
    borders = [header_end, *range(header_end + NONCE, len(sealed), SEALED_CHUNK), len(sealed)]
    for border, distance in itertools.product(borders, range(-17, 18)):
        cut = border + distance
        if cut < len(sealed):
            _assert_refused(door, sealed[:cut], content)
            _assert_no_wrong_byte_by_place(sealed[:cut], content)


@every_door
def test_cut_anywhere_in_a_small_file(door: Door) -> None:
    for cut in range(len(SMALL_SEALED)):
        _assert_refused(door, SMALL_SEALED[:cut], b"")


@FILMS
@every_door
def test_anything_appended(door: Door, content: bytes, sealed: bytes) -> None:
    for tail in (b"\0", bytes(16), bytes(17), bytes(SEALED_CHUNK), parts_of(sealed).chunks[-1]):
        _assert_refused(door, sealed + tail, content)
        _assert_no_wrong_byte_by_place(sealed + tail, content)


@FILMS
@every_door
def test_chunks_in_any_other_order(door: Door, content: bytes, sealed: bytes) -> None:
    parts = parts_of(sealed)
    for order in itertools.permutations(parts.chunks):
        if order != parts.chunks:
            _assert_refused(door, parts.joined(order), content)
            _assert_no_wrong_byte_by_place(parts.joined(order), content)


@FILMS
@every_door
def test_a_chunk_dropped_or_doubled(door: Door, content: bytes, sealed: bytes) -> None:
    parts = parts_of(sealed)
    for at in range(len(parts.chunks)):
        dropped = parts.joined((*parts.chunks[:at], *parts.chunks[at + 1 :]))
        doubled = parts.joined((*parts.chunks[: at + 1], *parts.chunks[at:]))
        for tampered in (dropped, doubled):
            _assert_refused(door, tampered, content)
            _assert_no_wrong_byte_by_place(tampered, content)


@every_door
def test_chunks_of_another_file_to_the_same_key(door: Door) -> None:
    ours, theirs = parts_of(LONG_SEALED), parts_of(OTHER_SEALED)
    for foreign in itertools.product([False, True], repeat=4):
        if any(foreign):
            chunks = [
                their if taken else our for our, their, taken in zip(ours.chunks, theirs.chunks, foreign, strict=True)
            ]
            _assert_refused(door, ours.joined(chunks), LONG)
            _assert_no_wrong_byte_by_place(ours.joined(chunks), LONG)


@every_door
def test_header_or_nonce_of_another_file_to_the_same_key(door: Door) -> None:
    ours, theirs = parts_of(LONG_SEALED), parts_of(OTHER_SEALED)
    payload = b"".join(ours.chunks)
    for start in (theirs.header + ours.nonce, ours.header + theirs.nonce, theirs.start):
        released, error = door(start + payload, [KEY])
        assert isinstance(error, PayloadError)
        assert released == b""
