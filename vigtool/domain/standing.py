"""How a person stands to a purpose, out of everything that was answered: by themselves, or by those who decide.

An answer by nobody in particular counts for the person as a whole and replaces all before it, and so does the person's
own where nobody decides for them. Otherwise the last answer of each who spoke counts: a no of one is a no, and
``Person.deciding`` says whose yes it takes.
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
    yes = (voice for voice, state in states.items() if state is ConsentState.GIVEN)
    given = {voice: voices[voice] for voice in yes if voice != person.id}
    if given and _enough(person, given.keys()):
        return Standing(ConsentState.GIVEN, tuple(given.values()))
    if ConsentState.EXPIRED in states.values():
        ended = (one for voice, one in voices.items() if states[voice] is ConsentState.EXPIRED)
        return Standing(ConsentState.EXPIRED, tuple(ended))
    return Standing(ConsentState.UNKNOWN)


def _voices(consents: Iterable[Consent], person: Person, purpose: Purpose) -> dict[PersonId | None, Consent]:
    """The last answer of each who spoke, in the order in which they were given; None is the person as a whole.

    Whoever is no guardian any more keeps a voice of their own: else a change of guardians could lift a no.
    """
    voices: dict[PersonId | None, Consent] = {}
    for one in consents:
        if one.person != person.id or one.purpose != purpose:
            continue
        voice = one.by_person if person.guardians or one.by_person != person.id else None
        if voice is None:
            voices.clear()
        voices.pop(voice, None)
        voices[voice] = one
    return voices


def _state(consent: Consent, now: datetime, lapsed: Collection[ConsentId]) -> ConsentState:
    state = consent.state(now)
    return ConsentState.EXPIRED if state is ConsentState.GIVEN and consent.id in lapsed else state


def _enough(person: Person, given: Collection[PersonId | None]) -> bool:
    whole = any(one not in person.guardians for one in given)  # or by somebody who was a guardian then
    return whole or person.deciding is Deciding.ANY or all(one in given for one in person.guardians)
