"""Whatever is done to a package, by chance or on purpose: refused by a typed error and never believed."""

import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.age.files import content_of, parts_of
from tests.vault.package.forging import FIRST_LINE, flipped, head, plain, sealed, with_chunks
from tests.vault.package.packages import MANIFEST, SENDER, SUPERVISOR, address, package, take
from vigtool.vault.package import PackageDamaged, PackagePart, PackageReader

CLIPS = (content_of(70_000, "a clip"), content_of(130_000, "another"))
WHOLE = package(films=CLIPS, to=[address(SUPERVISOR, hybrid=False)])
PIECES = len(parts_of(WHOLE).chunks)
SIGNED_PART = len(head()) + 96
CONTENT = plain(films=CLIPS)


def refused(file: bytes) -> None:
    taken = take(file, CLIPS)
    assert taken.error is not None
    assert taken.manifest in {None, MANIFEST}
    assert taken.signer in {None, SENDER.public_key}
    assert all(clip.startswith(copied) for clip, copied in zip(CLIPS, taken.films, strict=False))


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 7))
def test_any_flipped_bit(place: int, bit: int) -> None:
    refused(flipped(WHOLE, place, bit))


def test_every_bit_of_the_header() -> None:
    for place in range(len(parts_of(WHOLE).start)):
        refused(flipped(WHOLE, place, place % 8))


@given(st.integers(0, len(WHOLE) - 1))
def test_cut_anywhere(size: int) -> None:
    assert take(WHOLE[:size], CLIPS).manifest is None
    refused(WHOLE[:size])


@given(st.binary(min_size=1, max_size=100))
def test_anything_added(tail: bytes) -> None:
    assert take(WHOLE + tail, CLIPS).manifest is None
    refused(WHOLE + tail)


@given(st.lists(st.integers(0, PIECES - 1), min_size=1, max_size=PIECES + 1).filter(lambda o: o != [*range(PIECES)]))
def test_pieces_in_any_other_order(order: list[int]) -> None:
    refused(with_chunks(WHOLE, order))


@given(st.integers(0, SIGNED_PART - 1), st.integers(0, 7))
def test_what_was_signed_changed_by_one_who_can_seal(place: int, bit: int) -> None:
    """Anybody can seal a file to a card: then only the signature stands between its content and the reader."""
    taken = take(sealed(flipped(CONTENT, place, bit)), CLIPS)
    assert taken.error is not None
    assert taken.manifest is None


@given(st.integers(SIGNED_PART, len(CONTENT) - 1), st.integers(0, 7))
def test_blobs_changed_by_one_who_can_seal(place: int, bit: int) -> None:
    error = take(sealed(flipped(CONTENT, place, bit)), CLIPS).error
    assert isinstance(error, PackageDamaged)
    assert error.part == PackagePart.BLOB


@given(st.binary(max_size=300), st.booleans())
def test_anything_sealed_to_us(content: bytes, begins_well: bool) -> None:  # noqa: FBT001 - drawn, not called
    taken = take(sealed(FIRST_LINE * begins_well + content), ())
    assert taken.error is not None
    assert taken.manifest is None


@given(st.binary(max_size=300))
def test_anything_at_all(file: bytes) -> None:
    assert take(file, ()).error is not None


SIZES = st.integers(-(1 << 70), 1 << 70) | st.integers(-10, sum(map(len, CLIPS)) + 10)


@given(SIZES.filter(lambda size: size != len(CLIPS[0])))
def test_sizes_that_lie(size: int) -> None:
    reader = PackageReader(io.BytesIO(WHOLE), SUPERVISOR.identities)
    there, got = reader.remaining, io.BytesIO()
    with pytest.raises(PackageDamaged):
        reader.copy_blob(size, hashlib.sha256(CLIPS[0]).hexdigest(), got.write)
    assert b"".join(CLIPS).startswith(got.getvalue())
    if not 0 <= size <= there:
        assert (reader.remaining, got.getvalue()) == (there, b"")
