"""The signed state of the journal, for whoever shall be able to check it later: receipts, bundles, supervisors."""

from dataclasses import dataclass

from vigtool.services.errors import NoSuchEntry, NotContinued
from vigtool.services.workspace import Workspace
from vigtool.vault.journal import Envelope
from vigtool.vault.log import (
    Checkpoint,
    Tree,
    VerifierKey,
    consistency_text,
    inclusion_text,
    make_checkpoint,
    origin_of,
    read_checkpoint,
)


@dataclass(frozen=True, slots=True)
class EntryProof:
    """That one entry is in the log: its envelope, and ``text`` in the form of https://c2sp.org/tlog-proof."""

    envelope: Envelope
    text: str


def verifier_key(ws: Workspace) -> VerifierKey:
    """The key by which the vault's checkpoints are known; ``str`` of it is the word to hand out (a vkey)."""
    return VerifierKey(origin_of(ws.id), ws.vault.public_key)


def log_tree(ws: Workspace) -> Tree:
    """The tree over all envelopes of the journal, grown by those that came since it was asked for last."""
    tree = ws.log_tree
    tree.extend(envelope.leaf() for envelope in ws.index.entries_from(len(tree)))
    return tree


def checkpoint(ws: Workspace) -> Checkpoint:
    """Sign the journal as it stands: every entry that was recorded up to now is in it."""
    tree = log_tree(ws)
    return make_checkpoint(ws.id, len(tree), tree.root(), ws.vault.sign)


def checkpoint_since(ws: Workspace, note: str) -> str:
    """A new checkpoint, with the proof that the journal only added to an older one (https://c2sp.org/tlog-witness).

    Raises ``NotContinued`` when it did not, ``MalformedNote`` and ``NoteNotSigned`` for no checkpoint of this vault.
    """
    older, tree = read_checkpoint(note, verifier_key(ws)), log_tree(ws)
    if older.size > len(tree) or tree.root(older.size) != older.root:
        raise NotContinued(older.size)
    return consistency_text(tree, older.size, checkpoint(ws))


def prove_entry(ws: Workspace, seq: int) -> EntryProof:
    """Prove that an entry is in the journal, without showing any other. Raises ``NoSuchEntry``."""
    tree = log_tree(ws)
    if not 0 <= seq < len(tree):
        raise NoSuchEntry
    return EntryProof(ws.index.entries_from(seq)[0], inclusion_text(tree, seq, checkpoint(ws)))
