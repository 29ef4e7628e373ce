"""Contacts: a card goes from one vault to another, and what is refused on the way."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests.services.casework import PASSPHRASE, happened
from tests.services.supervisors import acquaint, another_vault
from vigtool.domain.contacts import Contact, ContactRemoved, ContactSet, OwnCardNamed
from vigtool.domain.identifiers import ContactId, UserId
from vigtool.exchange.contact_card import Card, CardNameUnfit, CardTooLarge, NoContactCard, card_bytes, read_card
from vigtool.services.contact_cards import card_name, my_card, own_card, save_card, short_card, words_of
from vigtool.services.contact_errors import CardNotSigned, NameLooksAlike, OtherKeysUnderName, OwnCard, WordsDiffer
from vigtool.services.contact_pages import save_card_page
from vigtool.services.contacts import (
    add_contact,
    contact,
    contact_of_key,
    contacts,
    demand_words,
    read_card_file,
    remove_contact,
    rename_contact,
    verify_contact,
)
from vigtool.services.errors import TargetInVault, UnknownId
from vigtool.services.opening import open_workspace
from vigtool.services.workspace import Workspace
from vigtool.vault.age import X25519Recipient

NAME = "Kaisa Öhman"
UNKNOWN = ContactId("abcdefghjkmn")
VECTOR = [
    "lyhyt rohkea jokeri varma laatu erittäin",
    "stuckit tuff eloge chatt verb familjen",
    "disown sworn eatable chunk headless unaired",
]
"""Of keys in fi, sv, en. The lists are part of the form: with another list two versions would show other words."""


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    with another_vault(tmp_path / "other") as opened:
        yield opened


@pytest.fixture
def third(tmp_path: Path) -> Iterator[Workspace]:
    with another_vault(tmp_path / "third") as opened:
        yield opened


def signed(ws: Workspace, card: Card) -> bytes:
    """A card as whoever holds the key could make it, whatever stands on it."""
    return card_bytes(card, lambda message: ws.vault.sign(message).value)


def recorded(ws: Workspace) -> list[ContactSet | ContactRemoved]:
    return [event for _envelope, event in happened(ws) if isinstance(event, ContactSet | ContactRemoved)]


def test_a_card_becomes_a_contact_that_nobody_has_verified(ws: Workspace, other: Workspace) -> None:
    added = add_contact(ws, my_card(other, NAME))
    card = own_card(other)
    assert (added.recipient, added.hybrid, added.verifier) == (card.recipient, card.hybrid, card.verifier)
    assert (added.name, added.added_at, added.verified) == (NAME, ws.clock(), False)
    assert contacts(ws) == [added]
    assert contact(ws, added.id) == contact_of_key(ws, other.vault.public_key) == added
    assert recorded(ws) == [ContactSet(added)]


def test_contacts_are_there_again_after_the_vault_was_closed(ws: Workspace, other: Workspace) -> None:
    known = acquaint(ws, other)
    ws.close()
    with closing(open_workspace(ws.folder, PASSPHRASE)) as again:
        assert contacts(again) == [known]


def test_the_short_card_can_be_added_too_and_has_the_same_words(ws: Workspace, other: Workspace) -> None:
    pasted = add_contact(ws, f"  {short_card(other, NAME)}\r\n".encode())
    assert pasted.hybrid == ""
    whole = add_contact(ws, my_card(other, NAME))
    assert (whole.id, whole.hybrid) == (pasted.id, other.vault.mailbox.hybrid)
    assert words_of(pasted, "fi") == words_of(whole, "fi")


def test_both_sides_have_the_same_six_words_in_each_language(ws: Workspace, other: Workspace) -> None:
    known = add_contact(ws, my_card(other, NAME))
    for language in ("fi", "sv", "en"):
        words = words_of(known, language)
        assert words == words_of(own_card(other), language)
        assert len(words.split()) == 6
    assert len({words_of(known, language) for language in ("fi", "sv", "en")}) == 3
    assert words_of(known, "fi") != words_of(own_card(ws), "fi")


def test_the_words_of_given_keys_stay_what_they_are() -> None:
    card = Card("Anna", "age1qqqq", "", "vigtool/abcdefghjkmn+01234567+" + "A" * 44)
    assert [words_of(card, language) for language in ("fi", "sv", "en")] == VECTOR


def test_each_key_of_the_card_changes_the_words(other: Workspace, third: Workspace) -> None:
    card = own_card(other)
    others = [
        msgspec.structs.replace(card, recipient=third.vault.mailbox.recipient),
        msgspec.structs.replace(card, verifier=own_card(third).verifier),
    ]
    assert len({words_of(one, "en") for one in (card, *others)}) == 3


def test_a_name_is_made_where_none_is_given(ws: Workspace) -> None:
    assert own_card(ws).name == f"vigtool {ws.id}"
    assert read_card(my_card(ws)).card.name == f"vigtool {ws.id}"


def test_the_name_on_a_card_that_was_given_out_stays_on_what_is_handed_over(ws: Workspace, tmp_path: Path) -> None:
    assert card_name(ws) == ""
    save_card(ws, tmp_path / "own.vigcontact", NAME)
    save_card(ws, tmp_path / "again.vigcontact", NAME)
    save_card(ws, tmp_path / "without.vigcontact")
    assert (card_name(ws), own_card(ws).name, own_card(ws, "Tiina").name) == (NAME, NAME, "Tiina")
    assert [event for _, event in happened(ws) if isinstance(event, OwnCardNamed)] == [
        OwnCardNamed(UserId(ws.id), NAME)
    ]
    assert NAME.encode() not in b"".join(one.read_bytes() for one in ws.folder.rglob("*") if one.is_file())


def test_a_name_that_is_not_fit_is_not_remembered(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(CardNameUnfit):
        save_card(ws, tmp_path / "own.vigcontact", "\u200bTiina")
    assert card_name(ws) == ""


@pytest.mark.parametrize("field", ["name", "recipient", "hybrid", "verifier", "signature"])
def test_a_card_that_was_changed_on_the_way_is_refused(
    ws: Workspace, other: Workspace, third: Workspace, field: str
) -> None:
    mine, theirs = json.loads(my_card(other, NAME)), json.loads(my_card(third, "Kaisa Ohlsson"))
    with pytest.raises(CardNotSigned):
        add_contact(ws, json.dumps(mine | {field: theirs[field]}).encode())
    assert not recorded(ws)


def test_the_signature_of_a_short_card_does_not_serve_the_long_one(ws: Workspace, other: Workspace) -> None:
    short = json.loads(short_card(other, NAME))
    with pytest.raises(CardNotSigned):
        add_contact(ws, json.dumps(short | {"hybrid": other.vault.mailbox.hybrid}).encode())


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"recipient": "age1qqqqqq"}, "$.recipient"),
        ({"hybrid": "age1pq1qqqqqq"}, "$.hybrid"),
        ({"verifier": "vigtool/abc+00000000+" + "A" * 44}, "$.verifier"),
    ],
)
def test_keys_to_which_nothing_can_be_sealed_are_refused(
    ws: Workspace, other: Workspace, fields: dict[str, str], where: str
) -> None:
    with pytest.raises(NoContactCard) as refused:
        add_contact(ws, signed(other, msgspec.structs.replace(own_card(other, NAME), **fields)))
    assert refused.value.where == where


def test_a_recipient_of_low_order_is_refused(ws: Workspace, other: Workspace) -> None:
    nothing = str(X25519Recipient(bytes(32)))
    with pytest.raises(NoContactCard) as refused:
        add_contact(ws, signed(other, msgspec.structs.replace(own_card(other, NAME), recipient=nothing)))
    assert refused.value.where == "$.recipient"


def test_the_own_card_is_refused(ws: Workspace) -> None:
    with pytest.raises(OwnCard):
        add_contact(ws, my_card(ws, NAME))
    with pytest.raises(OwnCard):
        add_contact(ws, short_card(ws, NAME).encode())


def test_other_keys_under_a_known_name_are_refused(ws: Workspace, other: Workspace, third: Workspace) -> None:
    known = acquaint(ws, other, NAME)
    with pytest.raises(OtherKeysUnderName) as refused:
        add_contact(ws, my_card(third, NAME))
    assert refused.value.contact == known.id
    assert contacts(ws) == [known]
    assert add_contact(ws, my_card(third, NAME), "Kaisa, new vault").name == "Kaisa, new vault"


@pytest.mark.parametrize(
    "name", ["Kaisa Ohman", "KAISA \u00d6HMAN", "Kaisa \u00d6hrnan", "Ka1sa \u00d6hman", "Kaisa. \u00d6hman"]
)
def test_a_name_that_looks_like_a_known_one_is_refused(
    ws: Workspace, other: Workspace, third: Workspace, name: str
) -> None:
    known = acquaint(ws, other, NAME)
    with pytest.raises(NameLooksAlike) as refused:
        add_contact(ws, my_card(third, name))
    assert refused.value.contact == known.id
    with pytest.raises(NameLooksAlike):
        add_contact(ws, my_card(third, "Irja"), name)


def test_a_name_that_hides_something_is_refused(ws: Workspace, other: Workspace, third: Workspace) -> None:
    known = acquaint(ws, third, "Irja")
    for name in ("Kais\u0430 \u00d6hman", "Kaisa\u200b \u00d6hman", "Kaisa  \u00d6hman"):
        with pytest.raises(CardNameUnfit):
            add_contact(ws, my_card(other, NAME), name)
        with pytest.raises(CardNameUnfit):
            add_contact(ws, my_card(third, "Irja"), name)
        with pytest.raises(CardNameUnfit):
            rename_contact(ws, known.id, name)
        with pytest.raises(CardNameUnfit):
            my_card(ws, name)
    assert contacts(ws) == [known]


def test_a_known_card_changes_nothing(ws: Workspace, other: Workspace) -> None:
    known = acquaint(ws, other, NAME)
    assert add_contact(ws, my_card(other, NAME)) == known
    assert add_contact(ws, short_card(other, NAME).encode()) == known
    assert len(recorded(ws)) == 2


def test_a_card_renames_only_whom_nobody_verified(ws: Workspace, other: Workspace) -> None:
    known = acquaint(ws, other, NAME, verified=False)
    renamed = add_contact(ws, my_card(other, "Kaisa"))
    assert renamed == replace(known, name="Kaisa")
    verified = verify_contact(ws, known.id)
    assert add_contact(ws, my_card(other, "Professor Irja")) == verified
    assert add_contact(ws, my_card(other, "Professor Irja"), "Kaisa K").name == "Kaisa K"


def test_another_recipient_of_a_known_signer_has_to_be_verified_again(
    ws: Workspace, other: Workspace, third: Workspace
) -> None:
    known = acquaint(ws, other, NAME)
    elsewhere = msgspec.structs.replace(own_card(other, NAME), recipient=third.vault.mailbox.recipient)
    found = add_contact(ws, signed(other, elsewhere))
    assert (found.id, found.recipient, found.verified) == (known.id, elsewhere.recipient, False)


def test_another_hybrid_key_of_a_known_signer_has_to_be_verified_again(
    ws: Workspace, other: Workspace, third: Workspace
) -> None:
    acquaint(ws, other, NAME)
    elsewhere = msgspec.structs.replace(own_card(other, NAME), hybrid=third.vault.mailbox.hybrid)
    assert not add_contact(ws, signed(other, elsewhere)).verified


def test_verifying_is_on_record_once(ws: Workspace, other: Workspace) -> None:
    known = acquaint(ws, other)
    assert known.verified_at == ws.clock()
    assert verify_contact(ws, known.id) == known
    assert len(recorded(ws)) == 2


def test_words_that_were_read_aloud_are_compared(ws: Workspace, other: Workspace) -> None:
    known = acquaint(ws, other, verified=False)
    for language in ("fi", "sv", "en"):
        demand_words(ws, known.id, f" {words_of(own_card(other), language).upper()}  ")
    for wrong in ("", words_of(own_card(ws), "fi"), words_of(known, "fi").rsplit(maxsplit=1)[0]):
        with pytest.raises(WordsDiffer):
            demand_words(ws, known.id, wrong)
    assert not contact(ws, known.id).verified


def test_a_contact_is_renamed_and_stays_verified(ws: Workspace, other: Workspace, third: Workspace) -> None:
    known, another = acquaint(ws, other, NAME), acquaint(ws, third, "Irja")
    renamed = rename_contact(ws, known.id, "Kaisa \u00d6. Helsinki")
    assert renamed == replace(known, name="Kaisa \u00d6. Helsinki")
    with pytest.raises(OtherKeysUnderName):
        rename_contact(ws, another.id, renamed.name)
    with pytest.raises(NameLooksAlike):
        rename_contact(ws, another.id, renamed.name.upper())
    assert rename_contact(ws, known.id, renamed.name.upper()).name == renamed.name.upper()


def test_a_contact_that_was_removed_is_none(ws: Workspace, other: Workspace) -> None:
    known = acquaint(ws, other)
    remove_contact(ws, known.id)
    assert contacts(ws) == []
    assert recorded(ws)[-1] == ContactRemoved(known.id)
    again: Contact = acquaint(ws, other, verified=False)
    assert again.id != known.id
    assert not again.verified


def test_what_is_not_there_is_unknown(ws: Workspace) -> None:
    with pytest.raises(UnknownId):
        contact(ws, UNKNOWN)
    with pytest.raises(UnknownId):
        verify_contact(ws, UNKNOWN)
    with pytest.raises(UnknownId):
        rename_contact(ws, UNKNOWN, "Anna")
    with pytest.raises(UnknownId):
        remove_contact(ws, UNKNOWN)
    with pytest.raises(UnknownId):
        demand_words(ws, UNKNOWN, "")
    assert contact_of_key(ws, bytes(32)) is None


def test_an_oversize_file_is_refused_without_being_read_whole(ws: Workspace, other: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "large.vigcontact"
    file.write_bytes(my_card(other, NAME) + b" " * 10_000_000)
    data = read_card_file(file)
    assert len(data) < 20_000
    with pytest.raises(CardTooLarge):
        add_contact(ws, data)


def test_the_card_goes_out_as_a_file_and_as_a_page(ws: Workspace, other: Workspace, tmp_path: Path) -> None:
    save_card(other, tmp_path / "card.vigcontact", NAME)
    assert add_contact(ws, read_card_file(tmp_path / "card.vigcontact")).name == NAME
    save_card_page(other, tmp_path / "card.pdf", "sv", NAME)
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(TargetInVault):
        save_card(other, other.folder / "card.vigcontact", NAME)
