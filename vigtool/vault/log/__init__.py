"""A log that others can check: the tree over the envelopes, and what the vault signs of it.

Sources: RFC 6962 section 2.1 (the tree and its proofs), https://c2sp.org/signed-note, https://c2sp.org/tlog-checkpoint,
https://c2sp.org/tlog-proof. What is checked outside is checked by ``resources/verify_log.py`` alone.
"""

from vigtool.vault.log.checkpoint import Checkpoint, make_checkpoint, origin_of, read_checkpoint
from vigtool.vault.log.countersigning import countersign, read_countersigned
from vigtool.vault.log.merkle import Tree
from vigtool.vault.log.proofs import consistency_text, inclusion_text
from vigtool.vault.log.signed_note import MalformedNote, NoteNotSigned, VerifierKey, open_note, sign_note, text_of
from vigtool.vault.log.signing_key import SigningKey

__all__ = [
    "Checkpoint",
    "MalformedNote",
    "NoteNotSigned",
    "SigningKey",
    "Tree",
    "VerifierKey",
    "consistency_text",
    "countersign",
    "inclusion_text",
    "make_checkpoint",
    "open_note",
    "origin_of",
    "read_checkpoint",
    "read_countersigned",
    "sign_note",
    "text_of",
]
