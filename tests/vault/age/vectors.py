"""The public age test vectors (C2SP CCTV/age): one file each, a textual head and an age file that may be compressed."""

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path

from tests.shared_material import SHARED
from vigtool.vault.age import (
    AgeError,
    ArmorError,
    HeaderError,
    HmacError,
    Identity,
    NoMatchError,
    PayloadError,
    ScryptIdentity,
    parse_identity,
)

FOLDER = SHARED / "age-testkit" / "vectors"
NAMES = sorted(path.name for path in FOLDER.iterdir()) if FOLDER.is_dir() else []
EMPTY_HASH = hashlib.sha256().hexdigest()

ERRORS: dict[str, type[AgeError] | None] = {
    "success": None,
    "no match": NoMatchError,
    "HMAC failure": HmacError,
    "header failure": HeaderError,
    "payload failure": PayloadError,
    "armor failure": ArmorError,
}
_KNOWN_FIELDS = {"expect", "compressed", "payload", "identity", "passphrase", "armored", "file key", "comment"}


@dataclass(frozen=True)
class Vector:
    expect: str
    payload_hash: str
    identities: tuple[Identity, ...]
    armored: bool
    file_key: bytes
    sealed: bytes

    @property
    def error(self) -> type[AgeError] | None:
        return ERRORS[self.expect]


def load(name: str) -> Vector:
    head, _, body = Path(FOLDER / name).read_bytes().partition(b"\n\n")
    fields = [(line.split(": ", 1)[0], line.split(": ", 1)[1]) for line in head.decode().splitlines()]
    values = dict(fields)
    assert set(values) <= _KNOWN_FIELDS, "a field that this reader of vectors does not know"
    identities: list[Identity] = [parse_identity(value) for key, value in fields if key == "identity"]
    identities += [ScryptIdentity(value) for key, value in fields if key == "passphrase"]
    return Vector(
        expect=values["expect"],
        payload_hash=values.get("payload", EMPTY_HASH),
        identities=tuple(identities),
        armored=values.get("armored") == "yes",
        file_key=bytes.fromhex(values.get("file key", "")),
        sealed=zlib.decompress(body) if values.get("compressed") == "zlib" else body,
    )
