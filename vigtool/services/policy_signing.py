"""What an organisation's IT needs to place a policy: a key of its own, and the policy signed with it."""

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from vigtool.exchange.policy import to_be_signed
from vigtool.services.errors import CannotWrite, ServiceError
from vigtool.services.incoming import beginning_of
from vigtool.services.outgoing import write_file, writing_to
from vigtool.vault.log import MalformedNote, SigningKey, VerifierKey

MOST_BYTES: Final = 4096
"""Of a key's file; a key is one line."""

FOR_ALL: Final = 0o644
"""The rights of a policy's file: everybody on the computer reads it, its owner alone writes it."""


class NoSigningKey(ServiceError):
    """A file holds no key to sign with, as ``make_key`` writes one."""


def make_key(name: str, target: Path) -> VerifierKey:
    """Make a key under the organisation's name for it, in a new file that only its owner can read.

    Return its public half. Raises ``MalformedNote`` for a name with blanks or plus signs, ``CannotWrite``, ``NoSpace``.
    """
    key = SigningKey.generate(name)
    if target.exists():
        raise CannotWrite(target, errno.EEXIST)  # whoever loses a key has to take every vault to the next one
    write_file(target, f"{key.secret_word()}\n".encode(), None)
    return key.verifier


def read_key(path: Path) -> SigningKey:
    """The key in a file. Raises ``FileUnreadable``, ``NoSigningKey``."""
    try:
        return SigningKey.parse(beginning_of(path, MOST_BYTES).decode())
    except (MalformedNote, UnicodeDecodeError):
        raise NoSigningKey from None


def sign_policy(text: str, keys: Sequence[SigningKey]) -> str:
    """Return the signed policy. It names the first key as its own; the others are those that vaults know already.

    Raises ``BadPolicy``, ``UnknownVersion``.
    """
    own = keys[0]
    signed = to_be_signed(text, str(own.verifier))
    notes = [key.sign(signed) for key in keys]
    return notes[0] + "".join(note.removeprefix(f"{signed}\n") for note in notes[1:])


def write_policy(target: Path, note: str) -> None:
    """Write a signed policy as a file that everybody can read. Raises ``CannotWrite``, ``NoSpace``."""
    write_file(target, note.encode(), None)
    with writing_to(target):
        target.chmod(FOR_ALL)
