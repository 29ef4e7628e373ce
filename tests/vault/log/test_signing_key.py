import pytest

from tests.vault.log.vectors import NOTE, NOTE_KEY, NOTE_TEXT
from vigtool.vault.log import MalformedNote, NoteNotSigned, SigningKey, VerifierKey, open_note

# https://pkg.go.dev/golang.org/x/mod/sumdb/note: the keys of its example
PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"


def test_the_keys_of_the_example_of_the_form_are_read_and_sign_as_it_does() -> None:
    key = SigningKey.parse(PRIVATE)
    assert str(key.verifier) == NOTE_KEY
    assert key.sign(NOTE_TEXT) == NOTE
    assert key.secret_word() == PRIVATE
    assert "AYEK" not in repr(key)
    assert open_note(NOTE, VerifierKey.parse(NOTE_KEY)) == NOTE_TEXT


def test_a_new_key_is_another_and_comes_back_from_its_word() -> None:
    one, other = SigningKey.generate("it.example/policy"), SigningKey.generate("it.example/policy")
    assert one.seed != other.seed
    assert SigningKey.parse(one.secret_word() + "\n") == one
    with pytest.raises(NoteNotSigned):
        open_note(one.sign(NOTE_TEXT), other.verifier)


@pytest.mark.parametrize("name", ["", "with blank", "with+plus"])
def test_a_name_that_cannot_stand_in_a_note(name: str) -> None:
    with pytest.raises(MalformedNote):
        SigningKey.generate(name)


@pytest.mark.parametrize(
    "word",
    [
        "",
        NOTE_KEY,
        PRIVATE.removeprefix("PRIVATE+KEY+"),
        PRIVATE.replace("c74f20a3", "c74f20a4"),
        PRIVATE.replace("PeterNeumann", "PeterNewman"),
        PRIVATE.replace("+AYEK", "+AoEK"),
        PRIVATE[:-4],
        PRIVATE[:-1] + "!",
        "PRIVATE+KEY+PeterNeumann",
    ],
)
def test_what_is_no_such_key(word: str) -> None:
    with pytest.raises(MalformedNote):
        SigningKey.parse(word)
