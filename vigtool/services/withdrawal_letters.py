"""The letters that go to recipients after a withdrawal: on record first, then there under their name."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vigtool.domain.accountability import LetterMade
from vigtool.domain.consent import Answer, Consent
from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Person
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.domain.withdrawal import Departure, Outsider, Recipient, by_recipient
from vigtool.exchange.session_log import Pseudonym
from vigtool.exchange.withdrawal_letter import ToRecipient, WithdrawalLetter, withdrawal_letter
from vigtool.services.consent_forms import templates_of
from vigtool.services.consents import consents
from vigtool.services.errors import NobodyToTell
from vigtool.services.jobs import NotRun, complete
from vigtool.services.outgoing import small_files
from vigtool.services.people import person
from vigtool.services.purposes import purposes
from vigtool.services.withdrawing import departures, in_force, not_carried
from vigtool.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LetterReport:
    """A letter that was made: where it lies, how many recipients it has sheets for, what it is about, its hash."""

    pdf: Path
    sheets: int
    about: tuple[int, ...]
    sha256: str


class LetterMaking:
    """The job of writing to all who may have copies that rest on what a person withdrew; its result is the report."""

    def __init__(self, ws: Workspace, person_id: PersonId, out: Path, language: str) -> None:
        """Gather what is on record. Raises ``NobodyToTell``, ``UnknownId``, ``UnknownLanguage``, ``BadTemplate``."""
        self._ws = ws
        self._person = person(ws, person_id)
        self._out = out
        self._told = to_be_told(ws, person_id)
        if not self._told:
            raise NobodyToTell
        self._templates = templates_of(ws)
        self._letter = _letter(ws, self._person, language, self._told)
        self._pdf: bytes | None = None

    def run(self, progress: Progress) -> None:
        """Set the pages, in memory."""
        progress(0, 1)
        self._pdf = withdrawal_letter(self._templates, self._letter)
        progress(1, 1)

    def finish(self) -> LetterReport:
        """Put it on record, then give the file its name. Raises ``CannotWrite``, ``NoSpace``, ``TargetInVault``."""
        if self._pdf is None:
            raise NotRun
        sha256 = hashlib.sha256(self._pdf).hexdigest()
        about = tuple(sorted({one.seq for got in self._told.values() for one in got}))
        with small_files({self._out: self._pdf}, self._ws.folder):
            self._ws.record(LetterMade(self._person.case, self._person.id, about, sha256))
        return LetterReport(self._out, len(self._told), about, sha256)

    def abandon(self) -> None:
        """Forget the pages; nothing was written yet."""
        self._pdf = None


def to_be_told(ws: Workspace, person_id: PersonId) -> dict[Recipient, list[Departure]]:
    """Who may have copies that no consent of a person carries any more, and which; None for those not named.

    Raises ``UnknownId``.
    """
    given = in_force(ws, person_id)
    return by_recipient((one for one in departures(ws, person_id) if not_carried(one, given)), without=person_id)


def _letter(ws: Workspace, someone: Person, language: str, told: dict[Recipient, list[Departure]]) -> WithdrawalLetter:
    withdrawn = _withdrawn(ws, someone)
    now = ws.clock()
    return WithdrawalLetter(
        language=language,
        made_at=now,
        case=someone.case,
        person=Pseudonym.of(someone),
        withdrawn_on=(withdrawn[-1].recorded_at if withdrawn else now).astimezone(now.tzinfo).date(),
        purposes={card.id: card.name.in_language(language) for card in purposes(ws)},
        withdrawn=tuple(dict.fromkeys(one.purpose for one in withdrawn)),
        sheets=tuple(ToRecipient(_addressed(ws, to), got) for to, got in told.items()),
    )


def _addressed(ws: Workspace, to: Recipient) -> Pseudonym | str | None:
    if to is None:
        return None
    return to.name if isinstance(to, Outsider) else Pseudonym.of(person(ws, to))


def _withdrawn(ws: Workspace, someone: Person) -> Sequence[Consent]:
    """The withdrawals of someone that still count."""
    given = in_force(ws, someone.id)
    theirs = (one for one in consents(ws, someone.case) if one.person == someone.id)
    return [one for one in theirs if one.answer is Answer.WITHDRAWN and one.purpose not in given]


def make_letter(
    ws: Workspace, person_id: PersonId, out: Path, language: str, progress: Progress = ignore_progress
) -> LetterReport:
    """Write the letter on this thread; see ``LetterMaking``."""
    return complete(LetterMaking(ws, person_id, out, language), progress)
