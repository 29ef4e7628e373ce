"""Sentences for what can go otherwise with the two clocks, with frozen films and with an organisation's policy."""

from collections.abc import Callable
from typing import Final, TypeAlias

from vigtool.exchange.policy import BadPolicy
from vigtool.services.errors import ConsentEndsEarlier, EndsLater, KeptTooShort, ReasonMissing
from vigtool.services.policy import PolicyOfAnotherKey, PolicyOutdated, PolicyRefused
from vigtool.services.policy_signing import NoSigningKey
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr

Wording: TypeAlias = Callable[[], Sentence]


def _ends_later() -> Sentence:
    return Sentence(tr("This day is yet to come."), tr("Note the end of the guidance when it has come."))


def _reason_missing() -> Sentence:
    return Sentence(
        tr("A reason is needed here, so that it can be told later."), tr("Write a few words, then try again.")
    )


def _kept_too_short() -> Sentence:
    return Sentence(tr("This day is not in the future."), tr("Choose the last day on which the film is to be kept."))


def _consent_ends_earlier() -> Sentence:
    return Sentence(
        tr("A consent that this needs ends before that day."),
        tr("Choose a day on which all consents still hold, or ask those concerned for longer."),
    )


def _not_signed() -> Sentence:
    return Sentence(
        tr("The organisation's policy is not signed as it should be. What held before goes on to hold."),
        tr("Ask those who look after the computers for the policy once more."),
    )


def _another_key() -> Sentence:
    return Sentence(
        tr(
            "The organisation's policy is signed with a key that this vault does not know."
            " What held before goes on to hold."
        ),
        tr(
            "Ask those who look after the computers whether they have a new key; they can tell you how to take it over."
        ),
    )


def _outdated() -> Sentence:
    return Sentence(
        tr("The policy that was placed is not newer than the one that holds, which goes on to hold."),
        tr("Those who look after the computers can place the present one, with a higher number."),
    )


def _bad_policy() -> Sentence:
    return Sentence(
        tr("The text of the policy is not as it should be. What held before goes on to hold."),
        tr("On the command line, vigtool policy sign names the line of the first mistake."),
    )


def _no_signing_key() -> Sentence:
    return Sentence(
        tr("This file holds no key that a policy can be signed with."),
        tr("Name the file that vigtool policy key made."),
    )


RETENTION_SENTENCES: Final[dict[type[Exception], Wording]] = {
    EndsLater: _ends_later,
    ReasonMissing: _reason_missing,
    KeptTooShort: _kept_too_short,
    ConsentEndsEarlier: _consent_ends_earlier,
    PolicyRefused: _not_signed,
    PolicyOfAnotherKey: _another_key,
    PolicyOutdated: _outdated,
    BadPolicy: _bad_policy,
    NoSigningKey: _no_signing_key,
}
