"""What can go wrong in a use case, beyond what the layers below raise themselves."""

from datetime import date
from pathlib import Path

from vigtool.domain.deciding import Refusal
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import MomentId, PackId, PersonId, RecordingId


class ServiceError(VigtoolError):
    """The root of the errors of use cases."""


class UnknownId(ServiceError):
    """Nothing of that kind has that id in this vault."""

    def __init__(self, kind: str, asked: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.asked = asked


class ConsentRefused(ServiceError):
    """The act needs a consent that is not in force; the refusal is in the journal already."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.intent.act, refusal.intent.purpose)
        self.refusal = refusal


class DuplicateFilm(ServiceError):
    """The very same film lies in the vault already, as this recording."""

    def __init__(self, recording: RecordingId) -> None:
        super().__init__(recording)
        self.recording = recording


class PackVersionTaken(ServiceError):
    """Another principle pack of this id and version is known already; a version never changes its words."""

    def __init__(self, pack: PackId, version: int) -> None:
        super().__init__(pack, version)
        self.pack = pack
        self.version = version


class PackIdReserved(ServiceError):
    """The id belongs to a pack that comes with the program, whose versions only newer programs bring."""

    def __init__(self, pack: PackId) -> None:
        super().__init__(pack)
        self.pack = pack


class FileUnreadable(ServiceError):
    """A file that the user named cannot be read."""

    def __init__(self, errno: int | None) -> None:
        super().__init__(errno)
        self.errno = errno


class SourceUnreadable(ServiceError):
    """The film to be imported cannot be read (any more): a card pulled out, a file gone or locked."""

    def __init__(self, errno: int | None) -> None:
        super().__init__(errno)
        self.errno = errno


class CopyDiffers(ServiceError):
    """What was read back from the vault is not what was written; the copy was removed, the original is untouched."""


class TargetInVault(ServiceError):
    """An export was to be written into the vault's own folder."""


class CannotWrite(ServiceError):
    """The place for an exported file takes no file."""

    def __init__(self, target: Path, errno: int | None) -> None:
        super().__init__(errno)
        self.target = target
        self.errno = errno


class PeopleNotNamed(ServiceError):
    """In a case of several families it must be said who is in a film, since that says whose it is."""


class NotTheirFilm(ServiceError):
    """A film was to be shown or handed to people (by their ids) of a family that is not in it."""

    def __init__(self, film: RecordingId, viewers: tuple[PersonId, ...]) -> None:
        super().__init__(film, *viewers)
        self.film = film
        self.viewers = viewers


class ViewersNotNamed(ServiceError):
    """In a case of several families a film was to be shown or handed out, and it was not said to whom."""

    def __init__(self, film: RecordingId) -> None:
        super().__init__(film)
        self.film = film


class NotCovered(ServiceError):
    """Somebody is to be covered in frames of which nobody has said where they are in them.

    ``gaps`` are runs of frame numbers of the film, not empty; nothing of it left.
    """

    def __init__(self, film: RecordingId, person: PersonId, gaps: tuple[range, ...]) -> None:
        super().__init__(film, person, len(gaps))
        self.film = film
        self.person = person
        self.gaps = gaps


class OutsideClip(ServiceError):
    """A frame was to be slow or to stand that the clip does not show; it shows those of ``shown``."""

    def __init__(self, frame: int, shown: range) -> None:
        super().__init__(frame, shown)
        self.frame = frame
        self.shown = shown


class NothingToFollow(ServiceError):
    """Somebody was to be followed from a picture in which nobody has said where they are."""

    def __init__(self, film: RecordingId, tick: int) -> None:
        super().__init__(film, tick)
        self.film = film
        self.tick = tick


class UserNotNamed(ServiceError):
    """The vault was opened with the recovery key and has several users: it must be said whose passphrase it is."""


class NotAsked(ServiceError):
    """A view is noted for children, and for whoever others decide for; this person is neither."""

    def __init__(self, person: PersonId) -> None:
        super().__init__(person)
        self.person = person


class EvidenceTooLarge(ServiceError):
    """The file has more bytes than are taken in; ``most`` is the limit."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class NotEvidence(ServiceError):
    """The file is neither a PDF nor a picture that can be shown again (JPEG, PNG)."""


class NobodyToTell(ServiceError):
    """Nothing that a withdrawal concerns was handed out, so there is nobody to write to."""


class FilmsFrozen(ServiceError):
    """Films are kept because of a dispute: as long as they are frozen they cannot be erased."""

    def __init__(self, *films: RecordingId) -> None:
        super().__init__(*films)
        self.films = films


class NoReasonToSpare(ServiceError):
    """A film that shows the person was to be left out, and it was not said why."""

    def __init__(self, film: RecordingId) -> None:
        super().__init__(film)
        self.film = film


class NothingToErase(ServiceError):
    """It is erased already."""


class FolderTaken(ServiceError):
    """What is handed to one person goes into a folder in which nothing else lies."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder


class NoSuchEntry(ServiceError):
    """The journal has no entry of that number."""


class NotContinued(ServiceError):
    """The journal does not continue what it was when that checkpoint of ``size`` entries was signed.

    The folder was set back to an older copy, or the journal was written anew.
    """

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class ConsentEndsEarlier(ServiceError):
    """A film was to be kept until a day on which a consent that this needs holds no more; ``last`` is its last day."""

    def __init__(self, last: date) -> None:
        super().__init__(last.isoformat())
        self.last = last


class KeptTooShort(ServiceError):
    """A film was to be kept until a day that has come already."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


class ReasonMissing(ServiceError):
    """A decision about a film needs a reason that can be told later."""


class EndsLater(ServiceError):
    """A guidance was said to have ended on a day that is yet to come."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


class MomentNotShown(ServiceError):
    """A client asked for a moment not to be shown."""

    def __init__(self, moment: MomentId) -> None:
        super().__init__(moment)
        self.moment = moment


class NoSuchLength(ServiceError):
    """Supervision of fewer than 0 minutes, or of more than a day has."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes
