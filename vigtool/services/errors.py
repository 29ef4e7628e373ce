"""What can go wrong in a use case, beyond what the layers below raise themselves."""

from pathlib import Path

from vigtool.domain.deciding import Refusal
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import PackId, PersonId, RecordingId


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


class UserNotNamed(ServiceError):
    """The vault was opened with the recovery key and has several users: it must be said whose passphrase it is."""
