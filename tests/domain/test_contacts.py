"""A contact counts as verified once both sides compared the words."""

from dataclasses import replace
from datetime import UTC, datetime

from vigtool.domain.contacts import Contact
from vigtool.domain.identifiers import ContactId

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_a_card_that_came_in_is_not_verified_until_somebody_compared() -> None:
    contact = Contact(ContactId("who"), "", "age1", "", "", NOW)
    assert not contact.verified
    assert replace(contact, verified_at=NOW).verified
