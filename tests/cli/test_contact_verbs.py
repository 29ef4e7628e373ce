"""``contact``, as scripts run it: two vaults give each other their cards."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Shell
from tests.in_process_tasks import run_in_process
from tests.services.casework import found_family
from vigtool.cli.error_codes import exit_code_of
from vigtool.domain.purposes import Purposes
from vigtool.exchange.contact_card import CardNameUnfit, CardTooLarge, NoContactCard
from vigtool.services.contact_cards import my_card
from vigtool.services.contacts import add_contact
from vigtool.services.opening import create_workspace, open_workspace


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Two vaults, ``v`` and ``w``."""
    for name in ("v", "w"):
        create_workspace(tmp_path / name, PASSPHRASE, work_factor=1)[0].close()
    return QuickShell(tmp_path)


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
    with closing(open_workspace(shell.folder / "w", PASSPHRASE)) as other:
        card = my_card(other, "Kaisa")
    (shell.folder / "w.vigcontact").write_bytes(card)
    for data, code, error in (
        (card.replace(b"Kaisa", b"Irja"), 5, "CardNotSigned"),
        (card.replace(b'contact":1', b'contact":2'), 2, "UnknownVersion"),
    ):
        (shell.folder / "changed").write_bytes(data)
        said = shell("contact", "add", "v", "changed", "--json", "--lang", "en")
        assert (said.code, said.answer["error"]) == (code, error)
        assert "Traceback" not in said.messages
    own = shell("contact", "add", "w", "w.vigcontact", "--json")
    assert (own.code, own.answer["error"]) == (2, "OwnCard")


def test_a_consent_can_be_for_contacts_alone(shell: Shell) -> None:
    with closing(open_workspace(shell.folder / "w", PASSPHRASE)) as other:
        card = my_card(other, "Kaisa")
    with closing(open_workspace(shell.folder / "v", PASSPHRASE)) as ws:
        ws.run_task = run_in_process
        kaisa, family = add_contact(ws, card).id, found_family(ws)
        film = family.film(shell.folder)
        family.answer(Purposes.TRAINING)
    give = ("consent", "give", "v", "--person", family.child.id, "--purpose", "training", "--json")
    assert shell(*give, "--recipients", kaisa).answer["recipients"] == [kaisa]
    still = shell("still", "v", film.id, "--frame", "1", "--purpose", "training", "-o", "x.png", "--json")
    assert (still.code, still.answer["reasons"][0]["ground"]) == (3, "recipient")


def test_what_is_no_card_has_the_code_of_damaged_data() -> None:
    assert [exit_code_of(one) for one in (NoContactCard("$"), CardTooLarge(1), CardNameUnfit())] == [5, 5, 2]
