"""The files of a folder in which packages may lie, as a look at them finds them; no file is opened for it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vigtool.services.errors import FileUnreadable
from vigtool.services.package_making import EXTENSION


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file as it was listed: with another size or another time of change it is another."""

    path: Path
    size: int
    changed_ns: int


def listed(folder: Path) -> Iterator[ListedFile]:
    """Plain files with the packages' ending, by name; hidden ones are a copying program's own.

    Raises ``FileUnreadable`` for the folder.
    """
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda one: one.name)
    except OSError as error:
        raise FileUnreadable(error.errno) from error
    for one in found:
        ours = one.name.casefold().endswith(EXTENSION) and not one.name.startswith((".", "~"))
        try:
            if ours and one.is_file(follow_symlinks=False):
                facts = one.stat(follow_symlinks=False)
                yield ListedFile(Path(one.path), facts.st_size, facts.st_mtime_ns)
        except OSError:  # it went away meanwhile; when it is back, the next look finds it
            continue


def listed_file(path: Path) -> ListedFile:
    """One of them as it is now. Raises ``FileUnreadable``."""
    try:
        facts = path.lstat()
    except OSError as error:
        raise FileUnreadable(error.errno) from error
    return ListedFile(path, facts.st_size, facts.st_mtime_ns)
