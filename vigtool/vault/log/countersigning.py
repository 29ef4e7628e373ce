"""Countersigning: somebody else's signature below that of a log's own key, on the same checkpoint.

A signed note (https://c2sp.org/signed-note) may have several signature lines, and a reader passes over those of keys
that it does not know: a countersigned checkpoint stays the log's own checkpoint for whoever knows that key alone.
A log that is written anew afterwards cannot have the other signature made anew: it is an anchor outside.
"""

import base64
from collections.abc import Callable

from vigtool.vault.log.checkpoint import Checkpoint, read_checkpoint
from vigtool.vault.log.signed_note import MalformedNote, NoteNotSigned, VerifierKey, open_note
from vigtool.vault.signing import Signature


def countersign(note: str, log: VerifierKey, name: str, sign: Callable[[bytes], Signature]) -> str:
    """Return the checkpoint that ``log`` signed of its own log with one signature line more, under ``name``.

    ``sign`` is a vault's ``sign``, ``name`` the one of its key. Never is the own log's name signed so: a stranger's key
    that calls itself by it would get a state of this log signed which it never had. Raises ``MalformedNote``,
    ``NoteNotSigned``.
    """
    read_checkpoint(note, log)
    if log.name == name:
        raise MalformedNote
    text = open_note(note, log)
    signature = sign(text.encode())
    key = VerifierKey(name, signature.public_key)
    return f"{note}\u2014 {name} {base64.b64encode(key.id + signature.value).decode()}\n"


def read_countersigned(note: str, log: VerifierKey, other: VerifierKey) -> Checkpoint:
    """Return the checkpoint of ``log`` that ``other`` signed as well.

    Raises ``MalformedNote``, and ``NoteNotSigned`` where one of the two did not.
    """
    if (log.name, log.public_key) == (other.name, other.public_key):
        raise NoteNotSigned
    found = read_checkpoint(note, log)
    open_note(note, other)
    return found
