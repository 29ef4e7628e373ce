"""Every public vector through every door, with the exact class of failure and the exact bytes released.

A failing payload's hash is of what came before the damage. The sequential reader must release exactly that. The
seekable one authenticates the end first, so it may release less (mostly nothing), but only from the start of that.
"""

import hashlib
import io
import random

import pytest

from tests.shared_material import needs_shared
from tests.vault.age import vectors
from tests.vault.age.files import DOORS, Door, parts_of, seekably, sequentially
from vigtool.vault.age import ArmorError, HeaderError, HmacError, SeekableReader, unwrap_file_key
from vigtool.vault.age.armor import ArmorReader, ArmorWriter
from vigtool.vault.age.header import parse_header, seal_header
from vigtool.vault.age.payload import ChunkCipher
from vigtool.vault.age.source import Source
from vigtool.vault.age.writer import AgeWriter

pytestmark = needs_shared
every_vector = pytest.mark.parametrize("name", vectors.NAMES)


@needs_shared
def test_all_143_vectors_are_there() -> None:
    assert len(vectors.NAMES) == 143


@every_vector
@pytest.mark.parametrize("door", DOORS)
def test_the_class_of_failure_is_the_expected_one(name: str, door: Door) -> None:
    vector = vectors.load(name)
    released, error = door(vector.sealed, vector.identities)
    if vector.error is None:
        assert error is None
        assert hashlib.sha256(released).hexdigest() == vector.payload_hash
    else:
        assert isinstance(error, vector.error)


@every_vector
def test_what_is_released_before_the_failure_is_authentic(name: str) -> None:
    vector = vectors.load(name)
    forward, _ = sequentially(vector.sealed, vector.identities)
    anywhere, _ = seekably(vector.sealed, vector.identities)
    assert hashlib.sha256(forward).hexdigest() == vector.payload_hash
    assert forward.startswith(anywhere)


@every_vector
def test_a_success_read_by_random_seeks_is_the_same(name: str) -> None:
    vector = vectors.load(name)
    if vector.error is not None:
        with pytest.raises(vector.error):
            SeekableReader(io.BytesIO(vector.sealed), vector.identities).read()
        return
    whole, _ = sequentially(vector.sealed, vector.identities)
    reader = SeekableReader(io.BytesIO(vector.sealed), vector.identities)
    assert reader.size == len(whole)
    chance = random.Random(name)
    for _ in range(40):
        start, count = chance.randint(0, len(whole)), chance.choice([1, 100, 65536, 200_000])
        reader.seek(start)
        assert reader.read(count) == whole[start : start + count]


@every_vector
def test_a_header_that_parses_is_written_again_byte_for_byte(name: str) -> None:
    vector = vectors.load(name)
    if vector.error in {HeaderError, ArmorError, HmacError}:
        _, error = seekably(vector.sealed, vector.identities)
        assert isinstance(error, HeaderError | ArmorError | HmacError)
        return
    sealed = _binary(vector)
    source = Source(io.BytesIO(sealed))
    header = parse_header(source)
    assert seal_header(header.stanzas, vector.file_key) == sealed[: source.consumed]


@every_vector
def test_a_success_encrypted_again_under_its_key_and_nonce_is_the_same_file(name: str) -> None:
    vector = vectors.load(name)
    content, error = sequentially(vector.sealed, vector.identities)
    if error is not None:
        assert vector.expect != "success"
        return
    assert unwrap_file_key(io.BytesIO(vector.sealed), vector.identities) == vector.file_key
    sealed = _binary(vector)
    parts = parts_of(sealed)
    out = io.BytesIO(parts.start)
    out.seek(0, io.SEEK_END)
    with AgeWriter(out, ChunkCipher(vector.file_key, parts.nonce), None) as writer:
        writer.write(content)
    assert out.getvalue() == sealed


@pytest.mark.parametrize("name", [name for name in vectors.NAMES if name.startswith("armor_")])
def test_armor_that_is_accepted_is_written_again_but_for_white_space(name: str) -> None:
    vector = vectors.load(name)
    if vector.expect == "armor failure":
        with pytest.raises(ArmorError):
            _binary(vector)
        return
    out = io.BytesIO()
    armor = ArmorWriter(out)
    armor.write(_binary(vector))
    armor.close()
    assert out.getvalue() == vector.sealed.replace(b"\r\n", b"\n").strip() + b"\n"


def _binary(vector: vectors.Vector) -> bytes:
    return ArmorReader(io.BytesIO(vector.sealed)).readall() if vector.armored else vector.sealed
