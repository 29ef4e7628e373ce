"""The signed state of the journal, for whoever shall be able to check it later: receipts, bundles, supervisors."""

from vigtool.services.workspace import Workspace
from vigtool.vault.log import Checkpoint, Tree, VerifierKey, make_checkpoint, origin_of


def verifier_key(ws: Workspace) -> VerifierKey:
    """The key by which the vault's checkpoints are known; ``str`` of it is the word to hand out (a vkey)."""
    return VerifierKey(origin_of(ws.id), ws.vault.public_key)


def log_tree(ws: Workspace) -> Tree:
    """The tree over all envelopes of the journal, grown by those that came since it was asked for last."""
    tree = ws.log_tree
    for envelope in ws.index.entries_from(len(tree)):
        tree.append(envelope.leaf())
    return tree


def checkpoint(ws: Workspace) -> Checkpoint:
    """Sign the journal as it stands: every entry that was recorded up to now is in it."""
    tree = log_tree(ws)
    return make_checkpoint(ws.id, len(tree), tree.root(), ws.vault.sign)
