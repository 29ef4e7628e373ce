import io
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.age.files import KEY, seal, sequentially
from vigtool.vault.age import (
    HeaderError,
    HeaderFault,
    HybridIdentity,
    HybridRecipient,
    KeyFault,
    KeyFormatError,
    NoMatchError,
    PayloadError,
    PayloadFault,
    ScryptIdentity,
    ScryptRecipient,
    WorkFactorError,
    X25519Identity,
    X25519Recipient,
    bech32,
    encrypt,
    parse_identity,
    parse_recipient,
)
from vigtool.vault.age.opening import KnownFileKey

# Both pairs stand in the specification (C2SP age.md); the hybrid recipient is too long to repeat but for its ends.
SPEC_IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
SPEC_RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
SPEC_HYBRID_IDENTITY = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"
SPEC_HYBRID_START = "age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5zrqtzdxz95paef6caq5aapdmw"
SPEC_HYBRID_END = "gjtqmwze9pyyzk3tlhl53k2ykx3qheyty7saeq0d3fzv49zc0k"


def _fault(text: str) -> KeyFault:
    with pytest.raises(KeyFormatError) as refused:
        parse_identity(text)
    return refused.value.fault


def test_the_keys_of_the_specification() -> None:
    identity = X25519Identity.parse(SPEC_IDENTITY)
    assert identity.secret == b"\x42" * 32
    assert str(identity) == SPEC_IDENTITY
    assert str(identity.recipient) == SPEC_RECIPIENT
    assert X25519Recipient.parse(SPEC_RECIPIENT) == identity.recipient


def test_the_hybrid_keys_of_the_specification() -> None:
    identity = HybridIdentity.parse(SPEC_HYBRID_IDENTITY)
    assert str(identity) == SPEC_HYBRID_IDENTITY
    assert str(identity.recipient).startswith(SPEC_HYBRID_START)
    assert str(identity.recipient).endswith(SPEC_HYBRID_END)
    assert HybridRecipient.parse(str(identity.recipient)) == identity.recipient


@pytest.mark.parametrize("kind", [X25519Identity, HybridIdentity])
def test_text_there_and_back(kind: type[X25519Identity] | type[HybridIdentity]) -> None:
    identity = kind.generate()
    assert parse_identity(str(identity)) == identity
    assert parse_identity(str(identity).lower()) == identity
    assert parse_identity(f"# created: some day\n# public key: {identity.recipient}\n\n  {identity}\r\n") == identity
    assert parse_recipient(f" {identity.recipient}\n") == identity.recipient
    assert kind.generate() != identity


def test_one_wrong_letter_is_told_apart_from_another_kind_of_text() -> None:
    text = str(KEY)
    for place in range(len("AGE-SECRET-KEY-1"), len(text)):
        wrong = text[:place] + ("Q" if text[place] != "Q" else "P") + text[place + 1 :]
        assert _fault(wrong) is KeyFault.CHECKSUM
    assert _fault(text[:-1] + text[-1].lower()) is KeyFault.BECH32
    assert _fault(text[:-1] + "B") is KeyFault.BECH32
    assert _fault("AGE-SECRET-KEY") is KeyFault.BECH32
    assert _fault(f"{text}\n{text}") is KeyFault.KIND
    assert _fault(str(KEY.recipient)) is KeyFault.KIND
    assert _fault(bech32.encode("age-secret-key-", bytes(31))) is KeyFault.LENGTH
    assert _fault("# nothing but a comment\n") is KeyFault.EMPTY


@pytest.mark.parametrize(
    "parse", [X25519Recipient.parse, HybridRecipient.parse, parse_recipient], ids=["x25519", "hybrid", "either"]
)
def test_an_identity_is_no_recipient(parse: Callable[[str], object]) -> None:
    with pytest.raises(KeyFormatError) as refused:
        parse(str(KEY))
    assert refused.value.fault is KeyFault.KIND


def test_a_key_has_one_text_only() -> None:
    # The checksums of all three are right, and without the rules on padding the first would be the specification's key.
    assert _fault(SPEC_IDENTITY.removesuffix("PQ4EGAEX") + "PPG0UGY5") is KeyFault.BECH32
    assert _fault(SPEC_IDENTITY.removesuffix("PQ4EGAEX") + "PQQ74RJQ6") is KeyFault.LENGTH
    assert _fault("AGE-SECRET-KEY-1QMTUS2K") is KeyFault.BECH32


@given(st.binary(max_size=2000), st.sampled_from(["age", "age1pq", "age-secret-key-", "a1b"]))
def test_bech32_there_and_back(data: bytes, prefix: str) -> None:
    text = bech32.encode(prefix, data)
    assert bech32.decode(text) == (prefix, data)
    assert bech32.decode(text.upper()) == (prefix, data)


def test_bech32_of_the_bip() -> None:
    assert bech32.decode("A12UEL5L") == ("a", b"")
    for text in ("pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8", "10a06t8", "1qzzfhee"):
        with pytest.raises(KeyFormatError):
            bech32.decode(text)


@pytest.mark.parametrize("kind", [X25519Identity, X25519Recipient, HybridIdentity, HybridRecipient])
def test_keys_have_one_length(kind: Callable[[bytes], object]) -> None:
    with pytest.raises(KeyFormatError) as refused:
        kind(bytes(31))
    assert refused.value.fault is KeyFault.LENGTH


@pytest.mark.parametrize("kind", [X25519Identity, HybridIdentity])
def test_an_identity_of_another_kind(kind: type[X25519Identity] | type[HybridIdentity]) -> None:
    other = HybridIdentity if kind is X25519Identity else X25519Identity
    with pytest.raises(KeyFormatError) as refused:
        kind.parse(str(other.generate()))
    assert refused.value.fault is KeyFault.KIND


def test_a_passphrase_refuses_company_even_where_no_header_did() -> None:
    alone = ScryptRecipient("x", work_factor=1).wrap(bytes(16))
    assert ScryptIdentity("x").unwrap([alone]) == bytes(16)
    with pytest.raises(HeaderError) as refused:
        ScryptIdentity("x").unwrap([KEY.recipient.wrap(bytes(16)), alone])
    assert refused.value.fault is HeaderFault.SCRYPT_NOT_ALONE


@pytest.mark.parametrize("public_key", [bytes(32), b"\x01" + bytes(31)])
def test_a_recipient_of_low_order_gets_nothing(public_key: bytes) -> None:
    out = io.BytesIO()
    with pytest.raises(KeyFormatError) as refused:
        encrypt(out, [X25519Recipient(public_key)])
    assert refused.value.fault is KeyFault.VALUE
    assert out.getvalue() == b""


def test_a_hybrid_recipient_that_is_no_key_gets_nothing() -> None:
    with pytest.raises(KeyFormatError) as refused:
        encrypt(io.BytesIO(), [HybridRecipient(b"\xff" * 1216)])
    assert refused.value.fault is KeyFault.VALUE


def test_no_repr_shows_a_secret() -> None:
    passphrase = "kuusi sanaa"
    hybrid = HybridIdentity.generate()
    shown = repr([KEY, hybrid, ScryptIdentity(passphrase), ScryptRecipient(passphrase), KnownFileKey(bytes(16))])
    for secret in (passphrase, str(KEY), repr(KEY.secret), str(hybrid), repr(hybrid.secret), repr(bytes(16))):
        assert secret not in shown


@pytest.mark.parametrize(
    "error",
    [
        HeaderError(HeaderFault.SYNTAX),
        WorkFactorError(23, 20),
        NoMatchError(2, 1),
        PayloadError(7, PayloadFault.TAG),
        KeyFormatError(KeyFault.CHECKSUM),
    ],
)
def test_an_error_crosses_to_another_process_whole(error: Exception) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(copy) is type(error)
    assert vars(copy) == vars(error)


def test_passphrases() -> None:
    out = io.BytesIO()
    with encrypt(out, [ScryptRecipient("sana", work_factor=5)]) as writer:
        writer.write(b"x")
    assert sequentially(out.getvalue(), [KEY, ScryptIdentity("sana")]) == (b"x", None)
    released, error = sequentially(out.getvalue(), [ScryptIdentity("Sana")])
    assert released == b""
    assert isinstance(error, NoMatchError)
    released, error = sequentially(seal(b"x"), [ScryptIdentity("sana")])
    assert isinstance(error, NoMatchError)


def test_more_work_than_allowed_is_refused_before_it_is_done() -> None:
    out = io.BytesIO()
    encrypt(out, [ScryptRecipient("sana", work_factor=6)]).close()
    _, error = sequentially(out.getvalue(), [ScryptIdentity("sana", max_work_factor=5)])
    assert isinstance(error, WorkFactorError)
    assert (error.work_factor, error.limit, error.fault) == (6, 5, HeaderFault.WORK_FACTOR)
    assert sequentially(out.getvalue(), [ScryptIdentity("sana", max_work_factor=6)]) == (b"", None)


def test_a_passphrase_is_not_empty_and_its_work_is_within_reason() -> None:
    for make in (ScryptIdentity, ScryptRecipient):
        with pytest.raises(KeyFormatError) as refused:
            make("")
        assert refused.value.fault is KeyFault.EMPTY
    for work_factor in (0, 31):
        with pytest.raises(ValueError, match=str(work_factor)):
            ScryptRecipient("x", work_factor=work_factor)
