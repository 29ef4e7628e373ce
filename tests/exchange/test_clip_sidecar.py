import json
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from vigtool.domain.identifiers import ConsentId, MomentId, RecordingId
from vigtool.domain.purposes import Purposes
from vigtool.exchange.clip_sidecar import ClipSidecar, ConsentGround, from_json, signed_bytes, to_json
from vigtool.exchange.errors import UnknownVersion, UnreadableDocument

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIDECAR = ClipSidecar(
    sha256="ab" * 32,
    size=1_234_567,
    frames=130,
    duration="13013/3000",
    moment=MomentId("m0mentm0ment"),
    recording=RecordingId("f1mf1mf1mf1m"),
    purpose=Purposes.FAMILY_COPY,
    consents=(ConsentGround(ConsentId("c0nsentc0n01"), 7, "0f" * 32),),
    made_at=datetime(2026, 11, 22, 15, 30, 12, tzinfo=UTC),
    vault="vav1tvav1tva",
    public_key=KEY.public_key().public_bytes_raw().hex(),
)
SIGNATURE = KEY.sign(signed_bytes(SIDECAR))
WHOLE = to_json(SIDECAR, SIGNATURE)


def test_sidecar_and_signature_are_read_back_and_verify() -> None:
    sidecar, signature = from_json(WHOLE)
    assert (sidecar, signature) == (SIDECAR, SIGNATURE)
    assert type(sidecar) is ClipSidecar
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(sidecar.public_key))
    key.verify(signature, signed_bytes(sidecar))


def test_what_is_signed_is_the_canonical_form() -> None:
    assert signed_bytes(SIDECAR) == (
        b'{"consents":[{"consent":"c0nsentc0n01","hash":"' + b"0f" * 32 + b'","seq":7}],"duration":"13013/3000",'
        b'"format":"vigtool-clip","frames":130,"made_at":"2026-11-22T15:30:12Z","moment":"m0mentm0ment",'
        b'"public_key":"' + SIDECAR.public_key.encode() + b'","purpose":"family-copy","recording":"f1mf1mf1mf1m",'
        b'"sha256":"' + b"ab" * 32 + b'","size":1234567,"vault":"vav1tvav1tva","version":1}'
    )


def test_another_json_library_comes_to_the_same_bytes_by_sorting_keys() -> None:
    document = json.loads(WHOLE)
    document.pop("signature")
    assert json.dumps(document, sort_keys=True, separators=(",", ":")).encode() == signed_bytes(SIDECAR)


CHANGES = {
    "sha256": "cd" * 32,
    "size": 1,
    "frames": 131,
    "duration": "1/1",
    "moment": "secnd0secnd0",
    "recording": "0ther0ther0t",
    "purpose": Purposes.TRAINING,
    "consents": (),
    "made_at": datetime(2026, 11, 22, 15, 30, 13, tzinfo=UTC),
    "vault": "an0thervav1t",
    "public_key": "00" * 32,
}


@pytest.mark.parametrize("field", CHANGES)
def test_every_field_is_signed(field: str) -> None:
    changed: dict[str, object] = {field: CHANGES[field]}
    assert signed_bytes(replace(SIDECAR, **changed)) != signed_bytes(SIDECAR)  # type: ignore[arg-type]


def test_no_field_is_forgotten_above() -> None:
    assert CHANGES.keys() | {"format", "version"} == {field.name for field in fields(ClipSidecar)}


MISTAKES = {
    "no JSON": (b"{", "$"),
    "unsigned": (WHOLE.replace(b'"signature"', b'"sign"'), "$"),
    "a signature cut short": (WHOLE.replace(SIGNATURE.hex().encode(), b"00" * 63), "$.signature"),
    "capitals in hex": (WHOLE.replace(b"ab" * 32, b"AB" * 32), "$.sha256"),
    "no purpose": (WHOLE.replace(b"family-copy", b"Family copy"), "$.purpose"),
    "a field too many": (WHOLE.replace(b'"seq": 7', b'"seq": 7, "by": "Aino"'), "$"),
    "a consent without its entry": (WHOLE.replace(b'"seq": 7', b'"seq": -1'), "$.consents[0].seq"),
    "no frame": (WHOLE.replace(b'"frames": 130', b'"frames": 0'), "$.frames"),
    "another spelling of the time": (WHOLE.replace(b"15:30:12Z", b"15:30:12+00:00"), "$"),
}


@pytest.mark.parametrize(("data", "where"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_by_its_place(data: bytes, where: str) -> None:
    assert data != WHOLE
    with pytest.raises(UnreadableDocument) as caught:
        from_json(data)
    assert (caught.value.document, caught.value.where) == ("vigtool-clip", where)


def test_a_later_version_says_so() -> None:
    with pytest.raises(UnknownVersion):
        from_json(WHOLE.replace(b'"version": 1', b'"version": 9'))


def test_a_signature_of_another_length_is_not_written() -> None:
    with pytest.raises(UnreadableDocument):
        to_json(SIDECAR, b"short")
