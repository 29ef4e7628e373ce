"""``contact``: the card of this vault, and those of others."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.domain.contacts import Contact
from vigtool.services import contacts
from vigtool.services.contact_cards import own_card, save_card, short_card, words_of
from vigtool.wording.translation import language, tr


def card(options: Namespace, answers: Answers) -> int:
    """Write the own card, and as a page if one is asked for."""
    with opened(options, read_only=True) as ws:
        own = own_card(ws, options.name)
        save_card(ws, options.out, options.name)
        if options.page is not None:
            from vigtool.services.contact_pages import save_card_page  # noqa: PLC0415 - what sets pages loads slowly

            save_card_page(ws, options.page, language(), options.name)
        answers.one(
            {
                "id": ws.id,
                "name": own.name,
                "words": words_of(own, language()),
                "file": str(options.out),
                "page": None if options.page is None else str(options.page),
                "text": short_card(ws, options.name),
            }
        )
    return ExitCode.DONE


def add(options: Namespace, answers: Answers) -> int:
    """Take in a card."""
    data = contacts.read_card_file(options.file)
    with opened(options) as ws:
        known = contacts.add_contact(ws, data, options.name)
    answers.one(_fields(known))
    if not known.verified:
        answers.say(tr("Call them and compare the six words. Until then this is anybody's card."))
    return ExitCode.DONE


def list_contacts(options: Namespace, answers: Answers) -> int:
    """List the contacts."""
    with opened(options, read_only=True) as ws:
        answers.many(_fields(one) for one in contacts.contacts(ws))
    return ExitCode.DONE


def verify(options: Namespace, answers: Answers) -> int:
    """Put on record that the words were compared, if they are the same."""
    with opened(options) as ws:
        contacts.demand_words(ws, options.contact, options.words)
        answers.one(_fields(contacts.verify_contact(ws, options.contact)))
    return ExitCode.DONE


def rename(options: Namespace, answers: Answers) -> int:
    """Call a contact otherwise."""
    with opened(options) as ws:
        answers.one(_fields(contacts.rename_contact(ws, options.contact, options.name)))
    return ExitCode.DONE


def remove(options: Namespace, answers: Answers) -> int:
    """Let a contact be one no more."""
    with opened(options) as ws:
        contacts.remove_contact(ws, options.contact)
        answers.one({"id": options.contact})
    return ExitCode.DONE


def _fields(known: Contact) -> Fields:
    return {
        "id": known.id,
        "name": known.name,
        "words": words_of(known, language()),
        "verified": known.verified,
        "verified_at": None if known.verified_at is None else known.verified_at.isoformat(),
        "added_at": known.added_at.isoformat(),
        "post_quantum": bool(known.hybrid),
        "key": known.verifier,
    }
