"""From a handover's manifest to this vault's own terms: new ids for films and people, ticks for frames.

Times travel as frames of the films in the package, which are counted here by the films' own indexes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from vigtool.domain.cases import Case, Recording
from vigtool.domain.consent import Answer, Consent
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId, ConsentId, PersonId
from vigtool.domain.moments import Moment, PrincipleSeen, Turn
from vigtool.domain.people import Person, Role
from vigtool.domain.purposes import Purposes
from vigtool.domain.supervision import GuestPerson
from vigtool.domain.ticks import FrameTimes
from vigtool.exchange.packages.handover import Handover
from vigtool.exchange.packages.manifest import Manifest
from vigtool.exchange.packages.marked import HandedMoment, HandedTurn
from vigtool.services.identifying import new_identifier
from vigtool.services.supervision_errors import PackageUntrue

_STOOD_ON = (Purposes.GUIDANCE, Purposes.SUPERVISION)


@dataclass(frozen=True, slots=True)
class GuestDraft:
    """What a guest will be, but for its films; nothing of it is on record."""

    case: Case
    people: tuple[Person, ...]
    origins: tuple[GuestPerson, ...]
    answers: tuple[Consent, ...]


def draft_of(
    manifest: Manifest, handover: Handover, name: str, now: datetime, pseudonym: Callable[[Role, int], str]
) -> GuestDraft:
    """The case and the people of a handover under new ids, with what they agreed to, until its last day at most."""
    case = Case(CaseId(new_identifier()), name, handover.helping_question, now, guest=manifest.id)
    people, origins, answers = list[Person](), list[GuestPerson](), list[Consent]()
    for one in handover.people:
        mine = PersonId(new_identifier())
        people.append(Person(mine, case.id, pseudonym(one.role, one.number), one.role, one.number))
        origins.append(GuestPerson(mine, one.id))
    here = {one.origin: one.person for one in origins}
    for said in handover.consents:
        if said.answer is Answer.GIVEN and said.purpose in _STOOD_ON:
            until = min(handover.expires, said.until or handover.expires)
            agreed = ConsentId(new_identifier())
            answers.append(Consent(agreed, here[said.person], said.purpose, said.answer, now, until, manifest.id))
    return GuestDraft(case, tuple(people), tuple(origins), tuple(answers))


def moment_of(
    handed: HandedMoment,
    films: Sequence[Recording],
    times: Sequence[FrameTimes],
    people: Mapping[PersonId, PersonId],
    place: str,
) -> Moment:
    """A handed moment in ticks of a guest's film; ``people`` are ours by theirs. Raises ``PackageUntrue``."""
    its = times[handed.film]
    try:
        return Moment(
            id=handed.id,
            recording=films[handed.film].id,
            span=its.span(handed.first, handed.stop),
            key=its.tick_of(handed.key),
            title=handed.title,
            note=handed.note,
            starred=handed.starred,
            turns=tuple(_turn_of(one, its, people) for one in handed.turns),
            question=handed.question,
            helps=handed.helps,
            principles=tuple(PrincipleSeen(one.pack, one.version, one.item) for one in handed.principles),
            speed=handed.speed,
            freeze=handed.freeze,
            people=None if handed.people is None else tuple(people[one] for one in handed.people),
        )
    except (VigtoolError, KeyError):
        raise PackageUntrue(place) from None


def _turn_of(turn: HandedTurn, times: FrameTimes, people: Mapping[PersonId, PersonId]) -> Turn:
    return Turn(people[turn.person], turn.kind, times.span(turn.first, turn.stop), turn.words)
