"""A key of its own for signing notes outside of any vault, as an organisation's IT has one for its policy.

As one word it has the form that Go's ``sumdb/note`` gives it: ``PRIVATE+KEY+name+id in hex+base64 of the type byte 1
and the seed`` (https://pkg.go.dev/golang.org/x/mod/sumdb/note). Whoever has that word can sign.
"""

import base64
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from vigtool.vault.log.signed_note import MalformedNote, VerifierKey, sign_note
from vigtool.vault.signing import Signature

_HEAD = "PRIVATE+KEY+"
_ED25519 = b"\x01"
_SEED_SIZE = 32


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A name without blanks and plus signs, and the seed of an Ed25519 key (32 bytes). Raises ``MalformedNote``."""

    name: str
    seed: bytes = field(repr=False)

    @classmethod
    def generate(cls, name: str) -> "SigningKey":
        """Make a new key. Raises ``MalformedNote`` for a name that cannot stand in a signature line."""
        made = cls(name, secrets.token_bytes(_SEED_SIZE))
        made.verifier  # noqa: B018 - it checks the name
        return made

    @property
    def verifier(self) -> VerifierKey:
        """The public half, which others check signatures with."""
        return VerifierKey(self.name, self._private().public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """Return the text as a signed note; ``text`` ends with a line end. Raises ``MalformedNote``."""
        return sign_note(text, self.name, self._signature)

    def secret_word(self) -> str:
        """The key as one word, for a file that only its owner can read."""
        data = base64.b64encode(_ED25519 + self.seed).decode()
        return f"{_HEAD}{self.name}+{self.verifier.id.hex()}+{data}"

    @classmethod
    def parse(cls, word: str) -> "SigningKey":
        """Read what ``secret_word`` gave. Raises ``MalformedNote``."""
        name, _first, rest = word.strip().removeprefix(_HEAD).partition("+")
        id_, _second, encoded = rest.partition("+")
        try:
            data = base64.b64decode(encoded, validate=True)
        except ValueError:
            raise MalformedNote from None
        if not word.startswith(_HEAD) or len(data) != _SEED_SIZE + 1 or data[:1] != _ED25519:
            raise MalformedNote
        key = cls(name, data[1:])
        if key.verifier.id.hex() != id_:
            raise MalformedNote
        return key

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def _signature(self, message: bytes) -> Signature:
        return Signature(self.verifier.public_key, self._private().sign(message))
