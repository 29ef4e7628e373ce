"""Supervision by packages: what was handed to a supervisor, the guest that it is there, and what comes back.

A package travels as one sealed file. In the trainee's vault each film in it is an entry; in the supervisor's vault it
becomes a case of its own, a guest, which is read-only film, kept until its last day and erased then. Events like those
of ``vigtool.domain.events``, which joins them to its own.
"""

from dataclasses import dataclass
from datetime import date, datetime

from vigtool.domain.comments import Comment, Feedback
from vigtool.domain.cycles import Part
from vigtool.domain.identifiers import (
    CaseId,
    ConsentId,
    ContactId,
    CycleId,
    ErasureId,
    MomentId,
    PackageId,
    PersonId,
    RecordingId,
)
from vigtool.domain.moments import Moment
from vigtool.domain.proposals import Lent
from vigtool.domain.purposes import Purpose


@dataclass(frozen=True, slots=True)
class PackageMade:
    """A film, or the part of one with these ``moments``, was handed over in a package; a package has one such for each.

    ``to`` are those whom it was sealed to, ``expires`` is the last day on which they may keep it. Frames
    ``[first, stop)`` of the recording are in it; ``film_sha256`` is the film's own as it lies in the package,
    ``sha256`` the package's. ``in_picture`` and ``masked`` as for a clip that left.
    """

    case: CaseId
    recording: RecordingId
    package: PackageId
    to: tuple[ContactId, ...]
    purpose: Purpose
    moments: tuple[MomentId, ...]
    first: int
    stop: int
    film_sha256: str
    sha256: str
    expires: date
    consents: tuple[ConsentId, ...]
    in_picture: tuple[PersonId, ...] | None = None
    masked: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class SentFilm:
    """A film of a package, and those who can be seen or heard in what was handed over of it."""

    recording: RecordingId
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class PackageSent:
    """Who has a package until when, by ids alone: the vault's own, so that it outlives the case.

    Whoever asks that something be erased elsewhere has to know where it is when it is gone here.
    """

    package: PackageId
    case: CaseId
    to: tuple[ContactId, ...]
    expires: date
    films: tuple[SentFilm, ...]


@dataclass(frozen=True, slots=True)
class GuestFilm:
    """A film of a guest: its frame 0 is frame ``first`` of the ``origin`` in the trainee's vault.

    ``part`` is what it shows in its ``cycle`` there; None where it is in none, and in old entries.
    """

    recording: RecordingId
    origin: RecordingId
    first: int
    part: Part | None = None
    cycle: CycleId | None = None


@dataclass(frozen=True, slots=True)
class GuestPerson:
    """Somebody in a guest's films, and who that is in the trainee's vault."""

    person: PersonId
    origin: PersonId


@dataclass(frozen=True, slots=True)
class GuestOpened:
    """A package was taken in as a guest case.

    ``by`` is who made it, ``origin`` the case there. ``moments`` are the trainee's, with the recordings and people of
    the guest; their ids are the trainee's own. ``questions`` is what the trainee asks. ``checkpoint`` is the signed
    state of the trainee's log when the package was made.
    """

    case: CaseId
    package: PackageId
    by: ContactId
    origin: CaseId
    made_at: datetime
    expires: date
    films: tuple[GuestFilm, ...]
    people: tuple[GuestPerson, ...]
    moments: tuple[Moment, ...]
    questions: str
    checkpoint: str
    sha256: str

    @property
    def cycles(self) -> tuple[CycleId, ...]:
        """The cycles in the trainee's vault that its films are of, each once."""
        return tuple(dict.fromkeys(one.cycle for one in self.films if one.cycle is not None))


@dataclass(frozen=True, slots=True)
class CommentSet:
    """A comment of this vault's own on a guest's film is now so."""

    case: CaseId
    comment: Comment


@dataclass(frozen=True, slots=True)
class FeedbackSet:
    """The written feedback on a guest is now so."""

    case: CaseId
    feedback: Feedback


@dataclass(frozen=True, slots=True)
class MarksRevealed:
    """The trainee's marks were looked at; up to here ``own`` moments had been marked without seeing them."""

    case: CaseId
    own: int


@dataclass(frozen=True, slots=True)
class AnswerMade:
    """An answer to a package was made: words and times, no film; ``sha256`` is its file's."""

    case: CaseId
    package: PackageId
    answer: PackageId
    to: ContactId
    sha256: str


@dataclass(frozen=True, slots=True)
class AnswerMerged:
    """An answer came back. Nothing that was marked is changed by it; ``moments`` lie beside the trainee's own.

    ``comments`` and ``moments`` have the recordings and people of this vault. ``countersigned`` is the checkpoint of
    the package with the supervisor's signature added.
    """

    case: CaseId
    package: PackageId
    answer: PackageId
    by: ContactId
    made_at: datetime
    comments: tuple[Comment, ...]
    moments: tuple[Moment, ...]
    feedback: Feedback
    countersigned: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SuggestionDecided:
    """A moment that came with an answer was taken over into the trainee's own, or left.

    ``parts`` are those in which an own moment became as the proposed one; None where that was taken over as an own one,
    or left, and in old entries.
    """

    case: CaseId
    recording: RecordingId
    answer: PackageId
    moment: MomentId
    accepted: bool
    parts: tuple[Lent, ...] | None = None


@dataclass(frozen=True, slots=True)
class NoticeMade:
    """A notice that ``people`` withdrew was made for somebody who has a package; ``sha256`` is its file's.

    The vault's own, as is the receipt: the case may be gone when they are made. ``people`` is empty where a film or the
    case was erased and nobody had withdrawn.
    """

    case: CaseId
    package: PackageId
    notice: PackageId
    to: ContactId
    people: tuple[PersonId, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class ReceiptKept:
    """Somebody who had a package showed that it is erased there; ``notice`` is None where it had run out."""

    case: CaseId
    package: PackageId
    notice: PackageId | None
    by: ContactId
    erased_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class GuestErased:
    """A guest is gone, and a receipt was made for whoever had handed it; ``notice`` is None where it had run out.

    Of no case: the guest's own is erased. ``sha256`` is the receipt's file. ``origin`` is the case in the trainee's
    vault, and ``cycles`` are those there, so that both can be counted when the guest is gone; None and empty in old
    entries.
    """

    package: PackageId
    notice: PackageId | None
    to: ContactId
    erasure: ErasureId
    receipt: PackageId
    sha256: str
    origin: CaseId | None = None
    cycles: tuple[CycleId, ...] = ()


@dataclass(frozen=True, slots=True)
class LogCountersigned:
    """Somebody else signed a state of this vault's log: the vault's own, so that it outlives the case of the answer.

    ``note`` is that state with both signatures, ``by`` who made the other one ``at`` that time with the key
    ``verifier`` (a vkey). It names no case, and nobody in one.
    """

    note: str
    by: ContactId
    verifier: str
    at: datetime
