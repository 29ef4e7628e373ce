"""A second signature below a checkpoint: both are checked, and nothing else can be had signed by it."""

import pytest

from tests.vault.log.test_checkpoint import KEY, ORIGIN, ROOT, THREE_LINES, VAULT
from tests.vault.log.test_signed_note import other_signs, peter_signs
from vigtool.vault.log import (
    MalformedNote,
    NoteNotSigned,
    VerifierKey,
    countersign,
    make_checkpoint,
    open_note,
    read_checkpoint,
    read_countersigned,
    sign_note,
)

OTHER = "vigtool/mnpqrstvwxyz"
WITNESS = VerifierKey(OTHER, other_signs(b"").public_key)
NOTE = make_checkpoint(VAULT, 12, ROOT, peter_signs).text


def test_a_line_is_added_and_all_before_it_stays() -> None:
    made = countersign(NOTE, KEY, OTHER, other_signs)
    assert made.startswith(NOTE)
    assert made.count("\n") == NOTE.count("\n") + 1
    assert made.splitlines()[-1].startswith(f"\u2014 {OTHER} ")


def test_both_signatures_are_read() -> None:
    made = countersign(NOTE, KEY, OTHER, other_signs)
    found = read_countersigned(made, KEY, WITNESS)
    assert (found.size, found.root, found.text) == (12, ROOT, made)


def test_who_knows_one_key_alone_reads_it_as_before() -> None:
    made = countersign(NOTE, KEY, OTHER, other_signs)
    assert read_checkpoint(made, KEY).root == ROOT
    assert open_note(made, WITNESS) == THREE_LINES


def test_a_checkpoint_that_nobody_else_signed_is_not_countersigned() -> None:
    with pytest.raises(NoteNotSigned):
        read_countersigned(NOTE, KEY, WITNESS)


def test_ones_own_signature_is_nobody_elses() -> None:
    with pytest.raises(NoteNotSigned):
        read_countersigned(NOTE, KEY, KEY)


def test_a_countersignature_of_another_text_does_not_hold() -> None:
    line = countersign(make_checkpoint(VAULT, 13, ROOT, peter_signs).text, KEY, OTHER, other_signs).splitlines()[-1]
    with pytest.raises(NoteNotSigned):
        read_countersigned(f"{NOTE}{line}\n", KEY, WITNESS)


def test_what_the_logs_own_key_did_not_sign_is_not_countersigned() -> None:
    forged = make_checkpoint(VAULT, 12, ROOT, other_signs).text
    with pytest.raises(NoteNotSigned):
        countersign(forged, KEY, OTHER, other_signs)
    with pytest.raises(NoteNotSigned):
        read_countersigned(
            countersign(forged, VerifierKey(ORIGIN, WITNESS.public_key), OTHER, other_signs), KEY, WITNESS
        )


@pytest.mark.parametrize("text", ["This log is mine.\n", THREE_LINES.replace(VAULT, "nmkjhgfedcba")])
def test_only_a_checkpoint_of_that_log_is_countersigned(text: str) -> None:
    with pytest.raises(MalformedNote):
        countersign(sign_note(text, ORIGIN, peter_signs), KEY, OTHER, other_signs)


def test_a_key_that_calls_itself_by_the_name_of_the_own_log_gets_no_signature() -> None:
    """Else whoever makes a contact card under that name has a state of this log signed that it never had."""
    pretended = VerifierKey(OTHER, peter_signs(b"").public_key)
    note = sign_note(THREE_LINES.replace(ORIGIN, OTHER), OTHER, peter_signs)
    assert read_checkpoint(note, pretended).size == 12
    with pytest.raises(MalformedNote):
        countersign(note, pretended, OTHER, other_signs)
