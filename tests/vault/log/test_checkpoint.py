import pytest

from tests.vault.log.test_signed_note import other_signs, peter_signs
from vigtool.vault.log import (
    MalformedNote,
    NoteNotSigned,
    VerifierKey,
    make_checkpoint,
    origin_of,
    read_checkpoint,
    sign_note,
)

VAULT = "abcdefghjkmn"
ORIGIN = origin_of(VAULT)
KEY = VerifierKey(ORIGIN, peter_signs(b"").public_key)
ROOT = bytes(range(32))
THREE_LINES = f"{ORIGIN}\n12\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"


def test_a_checkpoint_is_three_lines_and_a_signature() -> None:
    made = make_checkpoint(VAULT, 12, ROOT, peter_signs)
    assert made.text.startswith(f"{THREE_LINES}\n\u2014 {ORIGIN} ")
    assert read_checkpoint(made.text, KEY) == made
    assert (made.size, made.root) == (12, ROOT)


def test_lines_that_others_may_add_are_let_pass() -> None:
    note = sign_note(THREE_LINES + "more\n", ORIGIN, peter_signs)
    assert read_checkpoint(note, KEY).size == 12


def test_a_checkpoint_of_another_key_is_not_read() -> None:
    with pytest.raises(NoteNotSigned):
        read_checkpoint(make_checkpoint(VAULT, 12, ROOT, other_signs).text, KEY)


@pytest.mark.parametrize(
    "text",
    [
        THREE_LINES.replace(VAULT, "nmkjhgfedcba"),
        THREE_LINES.replace("12", "012"),
        THREE_LINES.replace("12", "-1"),
        THREE_LINES.replace("12", ""),
        THREE_LINES.replace("=", ""),
        THREE_LINES + "\n",
        f"{ORIGIN}\n12\n",
    ],
    ids=range(7),
)
def test_a_signed_note_that_is_no_checkpoint_of_this_log_is_told_so(text: str) -> None:
    with pytest.raises(MalformedNote):
        read_checkpoint(sign_note(text, ORIGIN, peter_signs), KEY)
