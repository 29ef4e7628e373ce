"""What a withdrawal stops, and what had left before it and cannot be called back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from vigtool.domain.consent import Consent
from vigtool.domain.identifiers import ContactId, MomentId, PersonId, RecordingId, SessionId
from vigtool.domain.purposes import Purpose


class Left(StrEnum):
    """In which form something left."""

    CLIP = "clip"
    REEL = "reel"
    COPY = "copy"
    """A clip for the family to keep."""
    STILL = "still"
    CARD = "card"
    """A still on a page to be printed."""
    LOG_PICTURE = "log-picture"
    """A small still in the log of a session."""
    PACKAGE = "package"
    """Handed to somebody whose vault takes it in, and erases it on its last day."""
    SHOWN = "shown"
    """It was shown at a session: seen, and not handed out."""
    LOG = "log"
    """The log of a session, in words."""
    SUMMARY = "summary"
    """The case in words, over its cycles."""
    MARKS = "marks"
    """The marks of a film as a file for another program: words and times."""
    CONSENTS = "consents"
    """What the people of the case answered, as records for other programs."""


IN_WORDS: Final = (Left.LOG, Left.SUMMARY, Left.MARKS, Left.CONSENTS)
"""What holds words alone: no letter calls it back."""


@dataclass(frozen=True, slots=True)
class Departure:
    """Something with a person in it, or about them, that was handed out or shown.

    ``seq`` is its entry in the journal. ``to`` are those who got or saw it, nobody where that was not said;
    ``recipient`` is who else got it, in words. ``sha256`` are the hashes (hex) of the files, by which a copy is known
    again; empty for what was shown. ``told`` is when a letter about it was made last. ``masked`` tells whether the
    person is covered in it. ``contacts`` are those to whom a package was sealed.
    """

    seq: int
    what: Left
    at: datetime
    purpose: Purpose | None = None
    recording: RecordingId | None = None
    moments: tuple[MomentId, ...] = ()
    frame: int | None = None
    session: SessionId | None = None
    to: tuple[PersonId, ...] = ()
    sha256: tuple[str, ...] = ()
    told: datetime | None = None
    recipient: str = ""
    masked: bool = False
    contacts: tuple[ContactId, ...] = ()

    @property
    def copied(self) -> bool:
        """Whether somebody may have a copy of picture or sound; what was shown is gone, a log holds words alone."""
        return self.what not in (Left.SHOWN, *IN_WORDS)


@dataclass(frozen=True, slots=True)
class Stops:
    """What rests after a withdrawal: ``films`` cannot be opened any more, ``purposes`` are served no longer.

    Without ``films`` the films themselves stay open for the guidance.
    """

    purposes: tuple[Purpose, ...]
    films: tuple[RecordingId, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was put on record, what it stopped, and what had left before."""

    consents: tuple[Consent, ...]
    stops: Stops
    left: tuple[Departure, ...]


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody who got something and is nobody of the case, as the guider wrote it down."""

    name: str


Recipient = PersonId | Outsider | None
"""Who got something; None where nobody was named."""


def by_recipient(departures: Iterable[Departure], without: PersonId) -> dict[Recipient, list[Departure]]:
    """What copies each got, in order.

    ``without`` is who withdraws: no letter is needed to tell them.
    """
    found: dict[Recipient, list[Departure]] = {}
    for one in departures:
        outside = (Outsider(one.recipient),) if one.recipient else ()
        for recipient in (*one.to, *outside) or (None,):
            if one.copied and recipient != without:
                found.setdefault(recipient, []).append(one)
    return found
