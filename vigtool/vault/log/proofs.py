"""Proofs about a log as texts that other programs know, for whoever holds a checkpoint and not the entries."""

import base64

from vigtool.vault.log.checkpoint import Checkpoint
from vigtool.vault.log.merkle import Tree


def inclusion_text(tree: Tree, index: int, checkpoint: Checkpoint) -> str:
    """A proof that entry ``index`` is in the log, which ``checkpoint`` speaks of: https://c2sp.org/tlog-proof.

    Raises ``IndexError`` for an entry that is not in it.
    """
    return _text(["c2sp.org/tlog-proof@v1", f"index {index}"], tree.inclusion(index, checkpoint.size), checkpoint)


def consistency_text(tree: Tree, old: int, checkpoint: Checkpoint) -> str:
    """A proof that the log only added to its first ``old`` entries, as a witness is sent it.

    See https://c2sp.org/tlog-witness, add-checkpoint. Raises ``IndexError`` when ``old`` is more than there are.
    """
    return _text([f"old {old}"], tree.consistency(old, checkpoint.size), checkpoint)


def _text(head: list[str], proof: list[bytes], checkpoint: Checkpoint) -> str:
    hashes = [base64.b64encode(one).decode() for one in proof]
    return "\n".join([*head, *hashes, "", checkpoint.text])
