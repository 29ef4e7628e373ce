from contextlib import closing
from datetime import UTC, datetime

from tests.services.casework import PASSPHRASE, Family
from tests.vault.log.proof_checking import plain_root
from vigtool.domain.purposes import Purposes
from vigtool.services.checkpoints import checkpoint, log_tree, verifier_key
from vigtool.services.opening import open_workspace
from vigtool.services.workspace import Workspace
from vigtool.vault.log import read_checkpoint


def test_a_checkpoint_covers_every_entry_up_to_now(ws: Workspace, family: Family) -> None:
    before = checkpoint(ws)
    family.answer(Purposes.GUIDANCE)
    after = checkpoint(ws)
    leaves = [envelope.leaf() for envelope, _body in ws.vault.journal.replay()]
    assert (before.size, before.root) == (len(leaves) - 2, plain_root(leaves[:-2]))
    assert (after.size, after.root) == (len(leaves), plain_root(leaves))
    assert read_checkpoint(after.text, verifier_key(ws)) == after


def test_the_tree_and_the_key_are_the_same_after_opening_again(ws: Workspace, family: Family) -> None:
    made = checkpoint(ws)
    key = verifier_key(ws)
    ws.close()
    with closing(open_workspace(family.ws.folder, PASSPHRASE, clock=lambda: datetime.now(UTC))) as again:
        assert checkpoint(again) == made
        assert verifier_key(again) == key
        assert len(log_tree(again)) == made.size
