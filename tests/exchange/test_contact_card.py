"""A contact card as a file: written one way, read without goodwill."""

import base64
import json

import msgspec
import pytest

from vigtool.exchange.contact_card import (
    MOST_BYTES,
    Card,
    CardNameUnfit,
    CardTooLarge,
    NoContactCard,
    card_bytes,
    read_card,
    to_be_signed,
)
from vigtool.exchange.errors import UnknownVersion

SIGNATURE = bytes(range(64))
VERIFIER = "vigtool/abcdefghjkmn+0123abcd+" + base64.b64encode(bytes([1]) * 33).decode()
CARD = Card("Maija Mäki", "age1qqqqqqqq", "age1pq1qqqqqqqq", VERIFIER)


def sign(message: bytes) -> bytes:
    return SIGNATURE if message.startswith(b"vigtool contact card v1\n") else b""


def changed(**fields: object) -> bytes:
    known = json.loads(card_bytes(CARD, sign))
    return json.dumps(known | fields, ensure_ascii=False, separators=(",", ":")).encode()


def test_what_is_written_is_read_back() -> None:
    read = read_card(card_bytes(CARD, sign))
    assert (read.card, read.signature) == (CARD, SIGNATURE)
    assert read.message == to_be_signed(CARD)


def test_the_file_is_one_line_of_text() -> None:
    data = card_bytes(CARD, sign)
    assert data.startswith('{"vigtool-contact":1,"name":"Maija Mäki","recipient":"age1'.encode())
    assert data.count(b"\n") == 1
    assert data.endswith(b"\n")


def test_blanks_and_line_ends_do_not_count() -> None:
    data = card_bytes(CARD, sign)
    assert read_card(b"\r\n " + data.replace(b',"', b',\r\n  "') + b"\r\n").card == CARD


def test_the_short_card_has_no_hybrid_key() -> None:
    short = read_card(card_bytes(CARD.short(), sign)).card
    assert (short.hybrid, short.recipient, short.verifier) == ("", CARD.recipient, CARD.verifier)


def test_every_field_is_in_what_is_signed() -> None:
    others = [
        msgspec.structs.replace(CARD, **{field: value})
        for field, value in (("name", "Maija"), ("recipient", "age1q"), ("hybrid", ""), ("verifier", VERIFIER[1:]))
    ]
    assert len({to_be_signed(one) for one in [CARD, *others]}) == 1 + len(others)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"recipient": "ssh-ed25519 AAAA"}, "$.recipient"),
        ({"recipient": "age1" + "q" * 97}, "$.recipient"),
        ({"hybrid": "age1qqqq"}, "$.hybrid"),
        ({"hybrid": None}, "$.hybrid"),
        ({"verifier": "vigtool/abc"}, "$.verifier"),
        ({"verifier": VERIFIER + "\n"}, "$.verifier"),
        ({"name": "a" * 81}, "$.name"),
        ({"name": 7}, "$.name"),
        ({"signature": ""}, "$.signature"),
        ({"signature": "AAAA"}, "$.signature"),
        ({"signature": "a" * 89}, "$.signature"),
        ({"signature": "%" * 88}, "$"),
        ({"note": "more"}, "$"),
        ({"vigtool-contact": "1"}, "$.vigtool-contact"),
    ],
)
def test_a_field_that_cannot_be_so_is_named(fields: dict[str, object], where: str) -> None:
    with pytest.raises(NoContactCard) as refused:
        read_card(changed(**fields))
    assert refused.value.where == where
    assert "more" not in str(refused.value)


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"\xff", b"[" * 9000, card_bytes(CARD, sign)[:-3], card_bytes(CARD, sign) * 2],
)
def test_what_is_no_card_is_refused(data: bytes) -> None:
    with pytest.raises(NoContactCard):
        read_card(data)


def test_a_field_that_is_there_twice_is_refused() -> None:
    data = card_bytes(CARD, sign).replace(b'"name"', b'"name":"Anna","name"')
    with pytest.raises(NoContactCard):
        read_card(data)


def test_a_missing_field_is_refused() -> None:
    fields = json.loads(card_bytes(CARD, sign))
    del fields["hybrid"]
    with pytest.raises(NoContactCard):
        read_card(json.dumps(fields).encode())


def test_a_newer_card_is_told_from_no_card() -> None:
    with pytest.raises(UnknownVersion) as refused:
        read_card(changed(**{"vigtool-contact": 2, "portrait": "?"}))
    assert refused.value.version == 2


def test_an_oversize_card_is_not_looked_at() -> None:
    data = card_bytes(CARD, sign)
    assert read_card(data + b" " * (MOST_BYTES - len(data))).card == CARD
    with pytest.raises(CardTooLarge):
        read_card(data + b" " * (MOST_BYTES + 1 - len(data)))


@pytest.mark.parametrize("name", ["", "Anna\u200b", "Ann\u0430", "Anna\n"])
def test_a_name_that_hides_something_is_neither_written_nor_read(name: str) -> None:
    with pytest.raises(CardNameUnfit):
        card_bytes(msgspec.structs.replace(CARD, name=name), sign)
    with pytest.raises(CardNameUnfit):
        read_card(changed(name=name))
