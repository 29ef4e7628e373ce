"""A folder in which packages come and go, kept in step with others by whatever the organisation has.

Nothing here uses a network, and nothing is ever deleted: the folder is somebody else's. A copying program may bring a
file piece by piece, late, in any order, twice, or under another name; so a file counts by what is in it alone, and what
was taken in is known by the journal. A file that is not whole is never believed: the seal says so, whatever its name.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from vigtool.domain.errors import Cancelled, VigtoolError
from vigtool.domain.identifiers import CaseId, PackageId
from vigtool.domain.progress import Progress, ignore_progress, part_of
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.errors import FileUnreadable
from vigtool.services.folder_listing import ListedFile, listed, listed_file
from vigtool.services.identifying import new_identifier
from vigtool.services.incoming_packages import Incoming, Outside, Reception, guest_cases, incoming, outside, taking
from vigtool.services.jobs import NotRun, complete
from vigtool.services.notice_errors import NoSuchGuest
from vigtool.services.package_making import EXTENSION
from vigtool.services.package_reading import Mailroom
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import NoSpace
from vigtool.vault.package import NotAPackage, NotForThisVault, PackageDamaged, PackageUnreadable

_ORDER: Final = (Kind.HANDOVER, Kind.ANSWER, Kind.NOTICE, Kind.RECEIPT)
"""A notice may overtake the package that it is about; in one look the package comes first."""

_NOT_WHOLE: Final = (PackageDamaged, NotAPackage, PackageUnreadable, FileUnreadable)
_LATER: Final = (*_NOT_WHOLE, NoSuchGuest, NoSpace)


class Lying(StrEnum):
    """How it stands with a file in the folder."""

    NEW = "new"
    """To be taken in."""
    TAKEN = "taken"
    """Taken in, now or at any time before; also another copy of it."""
    ARRIVING = "arriving"
    """Not whole, or still growing: looked at again the next time."""
    WAITING = "waiting"
    """In order, and something else has to come first; looked at again the next time."""
    FOREIGN = "foreign"
    """For somebody else, as what this vault handed out itself."""
    REFUSED = "refused"
    """Whole, and not to be taken in; the error says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the folder; ``incoming`` is what it is where that can be told, ``error`` what is in the way."""

    file: Path
    state: Lying
    incoming: Incoming | None = None
    error: VigtoolError | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was read without the journal: what it says of itself, or why it says nothing."""

    file: ListedFile
    says: Outside | None = None
    error: VigtoolError | None = None


class PackageFolder:
    """One folder as one vault looks at it; belongs to the workspace's thread.

    What it remembers itself saves work; that nothing is taken in twice is the journal's memory.
    """

    def __init__(self, ws: Workspace, folder: Path, reception: Reception) -> None:
        self.folder = folder
        self._ws, self.reception = ws, reception
        self._sizes = dict[Path, int]()
        self._settled = dict[ListedFile, Found]()
        self._refused = dict[ListedFile, VigtoolError]()

    def looking(self) -> "FolderLook":
        """The job of looking at all files; one at a time."""
        return FolderLook(self, Mailroom(self._ws))

    def look(self) -> list[Found]:
        """All packages in the folder, by name; nothing is taken in. Raises ``FileUnreadable`` for the folder."""
        return complete(self.looking())

    def scan(self, progress: Progress = ignore_progress) -> list[Found]:
        """Take in what is new, and tell of each file how it stands now; a file that fails stops no other.

        Raises ``Cancelled`` from the callback, ``FileUnreadable`` for the folder.
        """
        found = self.look()
        new = in_order(found)
        after = {one.file: self.take_in(one, part_of(progress, number, len(new))) for number, one in enumerate(new)}
        return [after.get(one.file, one) for one in found]

    def take_in(self, found: Found, progress: Progress = ignore_progress) -> Found:
        """Take in one file that was NEW; a second copy of what was just taken in is TAKEN."""
        try:
            (again,) = self.judged([_read(listed_file(found.file), Mailroom(self._ws))])
        except FileUnreadable as error:
            return _standing(found.file, None, error)
        if again.state is not Lying.NEW or again.incoming is None:
            return again
        try:
            complete(taking(self._ws, found.file, again.incoming.kind, self.reception), progress)
        except Cancelled:
            raise
        except VigtoolError as error:
            return self.not_taken(again, error)
        return Found(found.file, Lying.TAKEN, again.incoming)

    def not_taken(self, found: Found, error: VigtoolError) -> Found:
        """How it stands with a file that could not be taken in; what will not change by itself is remembered."""
        if not isinstance(error, _LATER):
            with suppress(FileUnreadable):  # it went away: there is nothing to remember
                self._refused[listed_file(found.file)] = error
        return _standing(found.file, found.incoming, error)

    def settled(self, file: ListedFile) -> bool:
        """Whether a file has to be read no more."""
        return file in self._settled

    def grew(self, file: ListedFile) -> bool:
        """Whether the size is another than at the last look."""
        return self._sizes.get(file.path, file.size) != file.size

    def judged(self, seen: Sequence[Seen]) -> list[Found]:
        """Files that were read, as the journal knows them."""
        asked = any(one.says is not None for one in seen)
        cases = guest_cases(self._ws) if asked else dict[PackageId, CaseId]()
        return [self._judged(one, cases) for one in seen]

    def _judged(self, seen: Seen, cases: Mapping[PackageId, CaseId]) -> Found:
        file = seen.file
        if file in self._settled:
            return self._settled[file]
        grew, self._sizes[file.path] = self.grew(file), file.size
        if grew:
            return Found(file.path, Lying.ARRIVING)
        if seen.says is None:
            found = _standing(file.path, None, seen.error or FileUnreadable(None))
        else:
            found = self._known(file, incoming(self._ws, seen.says, cases))
        if found.state in (Lying.TAKEN, Lying.FOREIGN):
            self._settled[file] = found  # it stays so while the file is the same
        return found

    def _known(self, file: ListedFile, known: Incoming) -> Found:
        if known.taken:
            return Found(file.path, Lying.TAKEN, known)
        refused = self._refused.get(file)
        return Found(file.path, Lying.NEW, known) if refused is None else _standing(file.path, known, refused)


class FolderLook:
    """The job of looking at all packages in a folder; its result is a ``Found`` for each, by name."""

    def __init__(self, folder: PackageFolder, mailroom: Mailroom) -> None:
        self._folder, self._mailroom = folder, mailroom
        self._seen: list[Seen] | None = None

    def run(self, progress: Progress) -> None:
        """Read what is not known yet; progress counts files. Raises ``FileUnreadable`` for the folder."""
        seen, files = list[Seen](), list(listed(self._folder.folder))
        for number, file in enumerate(files):
            progress(number, len(files))
            known = self._folder.settled(file) or self._folder.grew(file)
            seen.append(Seen(file) if known else _read(file, self._mailroom))
        self._seen = seen

    def finish(self) -> list[Found]:
        """Ask the journal about each."""
        if self._seen is None:
            raise NotRun
        return self._folder.judged(self._seen)

    def abandon(self) -> None:
        """Nothing was changed."""


def in_order(found: Sequence[Found]) -> list[Found]:
    """What is new, in the order in which it is to be taken in."""
    return sorted((one for one in found if one.state is Lying.NEW), key=_place)


def new_file(folder: Path) -> Path:
    """A name for a package that goes out through a folder: it says nothing, and nothing else has it."""
    return folder / f"{new_identifier()}{EXTENSION}"


def _read(file: ListedFile, mailroom: Mailroom) -> Seen:
    try:
        return Seen(file, outside(mailroom, file.path))
    except VigtoolError as error:
        return Seen(file, error=error)


def _place(found: Found) -> tuple[int, str]:
    return (len(_ORDER) if found.incoming is None else _ORDER.index(found.incoming.kind), found.file.name)


def _standing(file: Path, known: Incoming | None, error: VigtoolError) -> Found:
    if isinstance(error, _NOT_WHOLE):
        return Found(file, Lying.ARRIVING, known, error)
    if isinstance(error, NoSuchGuest | NoSpace):
        return Found(file, Lying.WAITING, known, error)
    if isinstance(error, NotForThisVault):
        return Found(file, Lying.FOREIGN, known, error)
    return Found(file, Lying.REFUSED, known, error)
