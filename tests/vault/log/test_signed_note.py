import base64
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.vault.log.vectors import NOTE, NOTE_KEY, NOTE_SEED, NOTE_TEXT
from vigtool.vault.log import MalformedNote, NoteNotSigned, VerifierKey, open_note, sign_note
from vigtool.vault.signing import Signature

PETER = VerifierKey.parse(NOTE_KEY)


def signs_with(seed: bytes) -> Callable[[bytes], Signature]:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    return lambda message: Signature(key.public_key().public_bytes_raw(), key.sign(message))


peter_signs = signs_with(base64.b64decode(NOTE_SEED)[1:])
other_signs = signs_with(bytes(range(32)))


def test_the_published_note_opens_and_is_signed_byte_for_byte() -> None:
    assert open_note(NOTE, PETER) == NOTE_TEXT
    assert sign_note(NOTE_TEXT, "PeterNeumann", peter_signs) == NOTE


def test_a_key_is_read_back_from_its_word() -> None:
    assert str(PETER) == NOTE_KEY
    assert PETER.name == "PeterNeumann"
    assert PETER.id.hex() == "c74f20a3"


def test_no_part_of_a_key_and_no_other_letter_in_it_is_a_key() -> None:
    pieces = {NOTE_KEY[i:j] for i in range(len(NOTE_KEY)) for j in range(i, len(NOTE_KEY) + 1)} - {NOTE_KEY}
    turned = {NOTE_KEY[:i] + chr(ord(NOTE_KEY[i]) ^ 1) + NOTE_KEY[i + 1 :] for i in range(len(NOTE_KEY))}
    for text in pieces | turned | {NOTE_KEY + "\n", NOTE_KEY.replace("+AR", "+Ag")}:
        with pytest.raises(MalformedNote):
            VerifierKey.parse(text)


def test_a_key_of_another_kind_is_not_taken_for_one_of_ours() -> None:
    other_kind = base64.b64encode(b"\x02" + PETER.public_key).decode()
    with pytest.raises(MalformedNote):
        VerifierKey.parse(f"PeterNeumann+c74f20a3+{other_kind}")


def test_a_note_of_an_unknown_key_is_not_opened() -> None:
    stranger = VerifierKey("PeterNeumann", other_signs(b"").public_key)
    with pytest.raises(NoteNotSigned):
        open_note(NOTE, stranger)
    with pytest.raises(NoteNotSigned):
        open_note(NOTE)


def test_a_changed_text_is_not_opened() -> None:
    with pytest.raises(NoteNotSigned):
        open_note(NOTE.replace("cryptography", "Cryptography"), PETER)


def test_signatures_of_others_are_passed_over() -> None:
    other = sign_note(NOTE_TEXT, "example.com/witness", other_signs).removeprefix(NOTE_TEXT + "\n")
    assert open_note(NOTE + other, PETER) == NOTE_TEXT
    assert open_note(f"{NOTE_TEXT}\n{other}{NOTE.removeprefix(NOTE_TEXT)[1:]}", PETER) == NOTE_TEXT


def test_one_wrong_signature_of_a_known_key_spoils_the_note() -> None:
    wrong = sign_note("another text\n", "PeterNeumann", peter_signs).removeprefix("another text\n\n")
    with pytest.raises(NoteNotSigned):
        open_note(NOTE + wrong, PETER)


def test_a_text_may_have_empty_lines() -> None:
    text = "one\n\ntwo\n\n"
    assert open_note(sign_note(text, "PeterNeumann", peter_signs), PETER) == text


@pytest.mark.parametrize(
    "note",
    [
        "",
        NOTE_TEXT,
        NOTE[:-1],
        NOTE.replace("\u2014 ", "- "),
        NOTE.replace("\u2014 ", "\u2014  "),
        NOTE.replace("x08g", "x08%"),
        NOTE.replace("know", "kn\row"),
        NOTE.replace("JnAM=", "JnAN="),
        NOTE + "\u2014 other A\n",
        NOTE + "\u2014 other AAAA\n" * 100,
    ],
    ids=range(10),
)
def test_what_is_no_note_is_told_so(note: str) -> None:
    with pytest.raises(MalformedNote):
        open_note(note, PETER)


@pytest.mark.parametrize("text", ["no line end", "a tab\t\n", ""])
def test_a_text_that_no_note_can_hold_is_not_signed(text: str) -> None:
    with pytest.raises(MalformedNote):
        sign_note(text, "PeterNeumann", peter_signs)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "nobreak\u00a0space"])
def test_a_name_that_no_note_can_hold_is_not_signed_with(name: str) -> None:
    with pytest.raises(MalformedNote):
        sign_note("text\n", name, peter_signs)
