"""How a person stands to a purpose, out of everything that was answered: by themselves, or by those who decide.

An answer by nobody in particular counts for the person as a whole and replaces all before it. With guardians, each
one's last answer counts: a no of one is a no, and ``Person.deciding`` says whose yes it takes.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from vigtool.domain.consent import Answer, Consent, ConsentState
from vigtool.domain.identifiers import ConsentId, PersonId
from vigtool.domain.people import Deciding, Person
from vigtool.domain.purposes import Purpose


@dataclass(frozen=True, slots=True)
class Standing:
    """A state, and the answers that make it: for GIVEN the consents in force, otherwise what stands against it."""

    state: ConsentState
    grounds: tuple[Consent, ...] = ()


def standing(
    consents: Iterable[Consent], person: Person, purpose: Purpose, now: datetime, lapsed: Collection[ConsentId] = ()
) -> Standing:
    """How ``person`` stands to ``purpose``.

    ``consents`` come in the order of their recording, ``now`` is aware and in the guider's time zone; ``lapsed`` are
    consents whose last day is known to have passed, whatever ``now`` says.
    """
    voices = _voices(consents, person, purpose)
    states = {voice: _state(one, now, lapsed) for voice, one in voices.items()}
    against = [one for one in voices.values() if one.answer is not Answer.GIVEN]
    if against:
        return Standing(ConsentState(against[-1].answer.value), tuple(against))
    given = {voice: voices[voice] for voice, state in states.items() if state is ConsentState.GIVEN}
    if given and _enough(person, given.keys()):
        return Standing(ConsentState.GIVEN, tuple(given.values()))
    if ConsentState.EXPIRED in states.values():
        ended = (one for voice, one in voices.items() if states[voice] is ConsentState.EXPIRED)
        return Standing(ConsentState.EXPIRED, tuple(ended))
    return Standing(ConsentState.UNKNOWN)


def _voices(consents: Iterable[Consent], person: Person, purpose: Purpose) -> dict[PersonId | None, Consent]:
    """The last answer of each who has a say, in the order in which they were given; None is the person as a whole."""
    voices: dict[PersonId | None, Consent] = {}
    for one in consents:
        if one.person != person.id or one.purpose != purpose:
            continue
        voice = one.by_person if one.by_person in person.guardians else None
        if voice is None:
            voices.clear()
        voices.pop(voice, None)
        voices[voice] = one
    return voices


def _state(consent: Consent, now: datetime, lapsed: Collection[ConsentId]) -> ConsentState:
    state = consent.state(now)
    return ConsentState.EXPIRED if state is ConsentState.GIVEN and consent.id in lapsed else state


def _enough(person: Person, given: Collection[PersonId | None]) -> bool:
    return None in given or person.deciding is Deciding.ANY or all(one in given for one in person.guardians)
