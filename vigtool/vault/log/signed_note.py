"""Signed notes (https://c2sp.org/signed-note): a text that a person can read, and below it who signed it, with Ed25519.

A note is ``text``, an empty line, then signature lines: an em dash, the key's name, base64 of key id (4) and signature
(64). A key is handed out as one word (a *vkey*): ``name+id in hex+base64 of the type byte 1 and the key``.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from vigtool.vault.errors import VaultError
from vigtool.vault.signing import Signature, verify_signature

_ED25519: Final = b"\x01"
_KEY_SIZE: Final = 32
_ID_SIZE: Final = 4
_SIGNATURE_SIZE: Final = 64
_MOST_SIGNATURES: Final = 100
_NAME: Final = re.compile(r"[^\s+]+")
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f]")
_LINE: Final = re.compile(r"\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")


class MalformedNote(VaultError):
    """What was given is no signed note, no checkpoint or no key in its one-word form."""


class NoteNotSigned(VaultError):
    """No known key signed the note, or a signature of a known key is wrong: its text is to be ignored."""


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """Whose signature counts: a name without blanks and plus signs, and 32 bytes. Raises ``MalformedNote``."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or len(self.public_key) != _KEY_SIZE:
            raise MalformedNote

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature line names the key besides its name."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public_key).digest()[:_ID_SIZE]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(_ED25519 + self.public_key).decode()}"

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Read what ``str`` gave. Raises ``MalformedNote``."""
        name, first, rest = text.partition("+")
        id_, second, encoded = rest.partition("+")
        typed = _bytes(encoded)
        if not first or not second or typed[:1] != _ED25519:
            raise MalformedNote
        key = cls(name, typed[1:])
        if key.id.hex() != id_:
            raise MalformedNote
        return key


def sign_note(text: str, name: str, sign: Callable[[bytes], Signature]) -> str:
    """Return the note. ``text`` ends with a line end; ``sign`` is a vault's ``sign``. Raises ``MalformedNote``."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise MalformedNote
    signature = sign(text.encode())
    key = VerifierKey(name, signature.public_key)
    return f"{text}\n\u2014 {name} {base64.b64encode(key.id + signature.value).decode()}\n"


def open_note(note: str, *keys: VerifierKey) -> str:
    """Return the text of a note that at least one of ``keys`` signed. Raises ``MalformedNote``, ``NoteNotSigned``.

    Signatures of other keys are passed over; a wrong one under the name and id of a known key spoils the note.
    """
    text = text_of(note)
    tail = note[len(text) + 1 :]
    lines = [_LINE.fullmatch(line) for line in tail.removesuffix("\n").split("\n")]
    if len(lines) > _MOST_SIGNATURES:
        raise MalformedNote
    known = {(key.name, key.id): key for key in keys}
    found = False
    for line in lines:
        if line is None:
            raise MalformedNote
        blob = _bytes(line[2])
        key = known.get((line[1], blob[:_ID_SIZE]))
        if key is None:
            continue
        if not _signed(key, text, blob[_ID_SIZE:]):
            raise NoteNotSigned
        found = True
    if not found:
        raise NoteNotSigned
    return text


def text_of(note: str) -> str:
    """Return the text of a note without looking at its signatures: only to learn what to check. Raises as above."""
    head, gap, tail = note.rpartition("\n\n")
    if not gap or not tail.endswith("\n") or _CONTROL.search(note):
        raise MalformedNote
    return head + "\n"


def _signed(key: VerifierKey, text: str, signature: bytes) -> bool:
    return len(signature) == _SIGNATURE_SIZE and verify_signature(key.public_key, text.encode(), signature)


def _bytes(encoded: str) -> bytes:
    try:
        found = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedNote from error
    if len(found) <= _ID_SIZE or base64.b64encode(found).decode() != encoded:
        raise MalformedNote
    return found
