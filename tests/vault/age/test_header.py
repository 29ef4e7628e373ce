import io
import tracemalloc

import pytest

from tests.vault.age.files import KEY, content_of, parts_of, seal
from vigtool.vault.age import HeaderError, HeaderFault, HmacError, SequentialReader, unwrap_file_key
from vigtool.vault.age.header import parse_header, seal_header
from vigtool.vault.age.source import Source
from vigtool.vault.age.stanza import Stanza, decode_base64, encode_base64

SEALED = seal(b"x")


def _fault(sealed: bytes) -> HeaderFault:
    with pytest.raises(HeaderError) as refused:
        SequentialReader(io.BytesIO(sealed), [KEY])
    return refused.value.fault


@pytest.mark.parametrize("size", [0, 1, 47, 48, 49, 95, 96, 97, 1120])
def test_stanzas_of_any_body_there_and_back(size: int) -> None:
    stanzas = (Stanza(("grease", "a", "!~"), content_of(size)), Stanza(("X",), b""))
    sealed = seal_header(stanzas, bytes(16))
    source = Source(io.BytesIO(sealed + b"payload"))
    header = parse_header(source)
    assert header.stanzas == stanzas
    assert source.consumed == len(sealed)
    header.verify(bytes(16))
    with pytest.raises(HmacError):
        header.verify(b"\x01" * 16)


def test_what_is_wrong_is_said() -> None:
    header = parts_of(SEALED).header
    lines = header.split(b"\n")
    assert _fault(b"") is HeaderFault.TRUNCATED
    assert _fault(b"\x00" * 100 + b"\n") is HeaderFault.VERSION
    assert _fault(header.replace(b"/v1", b"/v2")) is HeaderFault.VERSION
    assert _fault(header.replace(b"-> X25519", b"-> X25519 more")) is HeaderFault.STANZA_ARGUMENTS
    assert _fault(header.replace(b"-> X25519 ", b"-> X25519  ")) is HeaderFault.SYNTAX
    assert _fault(header.replace(lines[2], lines[2][:-3])) is HeaderFault.STANZA_BODY
    assert _fault(header.replace(lines[2], lines[2] + b"=")) is HeaderFault.BASE64
    assert _fault(b"\n".join([lines[0], *lines[3:]])) is HeaderFault.SYNTAX
    assert _fault(header + bytes(15)) is HeaderFault.NONCE
    assert _fault(header.replace(b"-> X25519", b"-> scrypt QQ 1\n\n-> X25519")) is HeaderFault.SCRYPT_NOT_ALONE


@pytest.mark.parametrize("filling", [b"A" * 1000, b"-> x\n\n" * 200], ids=["one line", "many stanzas"])
def test_an_endless_header_ends_at_one_mebibyte(filling: bytes) -> None:
    class Endless:
        given = 0

        def read(self, size: int, /) -> bytes:
            self.given += size
            start = b"age-encryption.org/v1\n-> " if self.given == size else b""
            return (start + filling * (size // len(filling) + 1))[:size]

    file = Endless()
    tracemalloc.start()
    try:
        with pytest.raises(HeaderError):
            unwrap_file_key(file, [KEY])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert file.given < 4 << 20
    assert peak < 64 << 20


@pytest.mark.parametrize("text", ["=", "A", "AA==", "AB", "A A", "AAA\n", "AA-_", "ä"])
def test_base64_that_is_not_canonical(text: str) -> None:
    with pytest.raises(HeaderError) as refused:
        decode_base64(text.encode())
    assert refused.value.fault is HeaderFault.BASE64


def test_base64_that_is() -> None:
    for size in range(50):
        assert decode_base64(encode_base64(content_of(size))) == content_of(size)
