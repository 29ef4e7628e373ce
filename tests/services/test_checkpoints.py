import base64
from contextlib import closing
from datetime import UTC, datetime

import pytest

from tests.services.bundling import answer
from tests.services.casework import PASSPHRASE, Family
from tests.vault.log.proof_checking import consistent, included, plain_root
from tests.vault.log.test_signed_note import other_signs
from vigtool.domain.consent import Answer
from vigtool.domain.purposes import Purposes
from vigtool.services.checkpoints import checkpoint, checkpoint_since, log_tree, prove_entry, verifier_key
from vigtool.services.errors import NoSuchEntry, NotContinued
from vigtool.services.opening import open_workspace
from vigtool.services.workspace import Workspace
from vigtool.vault.log import NoteNotSigned, make_checkpoint, read_checkpoint


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


def parts(proof: str) -> tuple[list[str], list[bytes], str]:
    """The head lines, the hashes and the checkpoint of a proof's text."""
    first, _gap, note = proof.partition("\n\n")
    lines = first.split("\n")
    begin = next(n for n, line in enumerate(lines) if line.startswith(("old ", "index "))) + 1
    return lines[:begin], [base64.b64decode(line) for line in lines[begin:]], note


def test_a_later_checkpoint_proves_that_the_log_only_grew(ws: Workspace, family: Family) -> None:
    older = checkpoint(ws)
    family.answer(Purposes.GUIDANCE)
    head, hashes, note = parts(checkpoint_since(ws, older.text))
    newer = read_checkpoint(note, verifier_key(ws))
    assert head == [f"old {older.size}"]
    assert newer == checkpoint(ws)
    assert consistent(older.size, newer.size, hashes, older.root, newer.root)
    assert parts(checkpoint_since(ws, newer.text)) == ([f"old {newer.size}"], [], newer.text)


def test_a_log_that_was_set_back_does_not_continue_its_checkpoint(ws: Workspace, family: Family) -> None:
    size = checkpoint(ws).size
    ahead = make_checkpoint(ws.id, size + 1, bytes(32), ws.vault.sign)
    with pytest.raises(NotContinued) as found:
        checkpoint_since(ws, ahead.text)
    assert found.value.size == size + 1
    answer(family, family.parent, Answer.GIVEN)
    with pytest.raises(NotContinued):
        checkpoint_since(ws, ahead.text)
    with pytest.raises(NoteNotSigned):
        checkpoint_since(ws, make_checkpoint(ws.id, size, bytes(32), other_signs).text)


def test_every_entry_can_be_proved_alone(ws: Workspace, family: Family) -> None:
    family.answer(Purposes.GUIDANCE)
    now = checkpoint(ws)
    for seq in range(now.size):
        proof = prove_entry(ws, seq)
        head, hashes, note = parts(proof.text)
        assert head == ["c2sp.org/tlog-proof@v1", f"index {seq}"]
        assert proof.envelope.seq == seq
        assert note == now.text
        assert included(proof.envelope.leaf(), seq, now.size, hashes, now.root)
    for missing in (-1, now.size):
        with pytest.raises(NoSuchEntry):
            prove_entry(ws, missing)
