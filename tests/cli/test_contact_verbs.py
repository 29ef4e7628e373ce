"""``contact``, as scripts run it: two vaults give each other their cards."""

from pathlib import Path

import pytest

from tests.cli.processes import PASSPHRASE, Shell
from vigtool.services.opening import create_workspace


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Two vaults, ``v`` and ``w``."""
    for name in ("v", "w"):
        create_workspace(tmp_path / name, PASSPHRASE, work_factor=1)[0].close()
    return Shell(tmp_path)


def test_a_card_is_given_taken_in_and_verified(shell: Shell) -> None:
    given = ("contact", "card", "w", "--name", "Kaisa Öhman", "-o", "kaisa.vigcontact", "--page", "kaisa.pdf")
    card = shell(*given, "--json", "--lang", "fi")
    assert card.code == 0, card.messages
    assert (shell.folder / "kaisa.pdf").read_bytes().startswith(b"%PDF")
    added = shell("contact", "add", "v", "kaisa.vigcontact", "--json", "--lang", "fi")
    assert added.code == 0, added.messages
    assert added.messages
    told = added.answer
    assert (told["name"], told["words"], told["verified"]) == ("Kaisa Öhman", card.answer["words"], False)
    verify = ("contact", "verify", "v", "--contact", told["id"], "--words")
    wrong = shell(*verify, "six words of somebody else entirely", "--json")
    assert (wrong.code, wrong.answer["error"]) == (4, "WordsDiffer")
    assert shell(*verify, card.answer["words"], "--json").answer["verified"] is True
    listed = shell("contact", "list", "v", "--json").answer
    assert [(one["id"], one["verified"], one["post_quantum"]) for one in listed] == [(told["id"], True, True)]


def test_the_text_of_the_code_can_be_taken_in(shell: Shell) -> None:
    card = shell("contact", "card", "w", "-o", "w.vigcontact", "--json").answer
    (shell.folder / "pasted.txt").write_text(card["text"], "utf-8")
    told = shell("contact", "add", "v", "pasted.txt", "--name", "Irja", "--json", "--lang", "en").answer
    assert (told["name"], told["post_quantum"]) == ("Irja", False)
    called = shell("contact", "rename", "v", "--contact", told["id"], "--name", "Irja K", "--json").answer
    assert (called["id"], called["name"]) == (told["id"], "Irja K")
    assert shell("contact", "remove", "v", "--contact", told["id"], "--json").answer == {"id": told["id"]}
    assert shell("contact", "list", "v", "--json").answer == []


def test_what_is_refused_is_explained(shell: Shell) -> None:
    assert shell("contact", "card", "w", "--name", "Kaisa", "-o", "w.vigcontact").code == 0
    card = (shell.folder / "w.vigcontact").read_bytes()
    for data, code, error in (
        (card.replace(b"Kaisa", b"Irja"), 5, "CardNotSigned"),
        (card.replace(b'"name"', b'"nom"'), 5, "NoContactCard"),
        (card + b" " * 20_000, 5, "CardTooLarge"),
        (card.replace(b'contact":1', b'contact":2'), 2, "UnknownVersion"),
        (card.replace(b"Kaisa", "Kais\u0430".encode()), 2, "CardNameUnfit"),
    ):
        (shell.folder / "changed").write_bytes(data)
        said = shell("contact", "add", "v", "changed", "--json", "--lang", "en")
        assert (said.code, said.answer["error"]) == (code, error)
        assert "Traceback" not in said.messages
    own = shell("contact", "add", "w", "w.vigcontact", "--json")
    assert (own.code, own.answer["error"]) == (2, "OwnCard")
    assert shell("contact", "list", "v", "--json").answer == []
