"""A folder in which packages come and go, kept in step with others by whatever the organisation has.

Nothing here uses a network, and nothing is ever deleted: the folder is somebody else's. A copying program may bring a
file piece by piece, late, in any order, twice, or under another name; so a file counts by what is in it alone, and what
was taken in is known by the journal. A file that is not whole is never believed: the seal says so, whatever its name.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from vigtool.domain.errors import Cancelled, VigtoolError
from vigtool.domain.progress import Progress, ignore_progress, part_of
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.errors import FileUnreadable
from vigtool.services.identifying import new_identifier
from vigtool.services.incoming_packages import Incoming, Reception, look_into, taking
from vigtool.services.jobs import complete
from vigtool.services.notice_errors import NoSuchGuest
from vigtool.services.package_making import EXTENSION
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


class PackageFolder:
    """One folder as one vault looks at it; belongs to the workspace's thread.

    What it remembers itself saves work; that nothing is taken in twice is the journal's memory.
    """

    def __init__(self, ws: Workspace, folder: Path, reception: Reception) -> None:
        self._ws, self._folder, self._reception = ws, folder, reception
        self._sizes = dict[Path, int]()
        self._refused = dict[tuple[Path, int, int], VigtoolError]()

    def look(self) -> list[Found]:
        """All packages in the folder, by name; nothing is taken in. Raises ``FileUnreadable`` for the folder."""
        return [self._looked_at(file, size) for file, size in self._files()]

    def scan(self, progress: Progress = ignore_progress) -> list[Found]:
        """Take in what is new, and tell of each file how it stands now; a file that fails stops no other.

        Raises ``Cancelled`` from the callback, ``FileUnreadable`` for the folder.
        """
        found = self.look()
        new = sorted((one for one in found if one.state is Lying.NEW), key=_place)
        after = {one.file: self.take_in(one, part_of(progress, number, len(new))) for number, one in enumerate(new)}
        return [after.get(one.file, one) for one in found]

    def take_in(self, found: Found, progress: Progress = ignore_progress) -> Found:
        """Take in one file that was NEW; a second copy of what was just taken in is TAKEN."""
        again = self._looked_at(found.file, self._sizes.get(found.file, -1))
        if again.state is not Lying.NEW or again.incoming is None:
            return again
        try:
            complete(taking(self._ws, found.file, again.incoming.kind, self._reception), progress)
        except Cancelled:
            raise
        except VigtoolError as error:
            if not isinstance(error, _LATER):
                self._refused[_signature(found.file)] = error
            return _standing(found.file, again.incoming, error)
        return Found(found.file, Lying.TAKEN, again.incoming)

    def _looked_at(self, file: Path, size: int) -> Found:
        before, self._sizes[file] = self._sizes.get(file), size
        if before is not None and before != size:
            return Found(file, Lying.ARRIVING)
        try:
            refused = self._refused.get(_signature(file))
            incoming = look_into(self._ws, file)
        except VigtoolError as error:
            return _standing(file, None, error)
        if incoming.taken:
            return Found(file, Lying.TAKEN, incoming)
        return Found(file, Lying.NEW, incoming) if refused is None else _standing(file, incoming, refused)

    def _files(self) -> Iterator[tuple[Path, int]]:
        """Plain files with the packages' ending; hidden ones are a copying program's own."""
        try:
            with os.scandir(self._folder) as entries:
                listed = sorted(entries, key=lambda one: one.name)
        except OSError as error:
            raise FileUnreadable(error.errno) from error
        for one in listed:
            ours = one.name.casefold().endswith(EXTENSION) and not one.name.startswith((".", "~"))
            try:
                if ours and one.is_file(follow_symlinks=False):
                    yield Path(one.path), one.stat(follow_symlinks=False).st_size
            except OSError:  # it went away meanwhile; when it is back, the next look finds it
                continue


def new_file(folder: Path) -> Path:
    """A name for a package that goes out through a folder: it says nothing, and nothing else has it."""
    return folder / f"{new_identifier()}{EXTENSION}"


def _place(found: Found) -> tuple[int, str]:
    return (len(_ORDER) if found.incoming is None else _ORDER.index(found.incoming.kind), found.file.name)


def _standing(file: Path, incoming: Incoming | None, error: VigtoolError) -> Found:
    if isinstance(error, _NOT_WHOLE):
        return Found(file, Lying.ARRIVING, incoming, error)
    if isinstance(error, NoSuchGuest | NoSpace):
        return Found(file, Lying.WAITING, incoming, error)
    if isinstance(error, NotForThisVault):
        return Found(file, Lying.FOREIGN, incoming, error)
    return Found(file, Lying.REFUSED, incoming, error)


def _signature(file: Path) -> tuple[Path, int, int]:
    """What changes when the file does. Raises ``FileUnreadable``."""
    try:
        facts = file.stat()
    except OSError as error:
        raise FileUnreadable(error.errno) from error
    return file, facts.st_size, facts.st_mtime_ns
