"""Putting a small file in another one's place so that the bytes of the one before are destroyed.

``atomic.write_whole`` renames over the old file, whose bytes then lie in free space until something else is written
there: nothing could overwrite them any more. Here the old file keeps a second name (a hard link) until its bytes are
overwritten, so that a crash in between leaves something to be found.
"""

import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import Final

from vigtool.vault.atomic import shred, storage, sync, sync_folder, write_whole

REPLACED: Final = ".old"
_NAME: Final = re.compile(rf"(.+)\.[0-9a-f]{{8}}{re.escape(REPLACED)}")


def replace_whole(path: Path, data: bytes) -> None:
    """Replace the file at ``path``, or make it, and overwrite the bytes of the one before.

    Done when it returns, a power cut included; cut short, the file is whole, old or new. Raises as ``atomic.storage``
    does.
    """
    with _old_destroyed(path):
        write_whole(path, data)


def replace_by(path: Path, other: Path) -> None:
    """The same with a file that is there already: ``other`` gets the name ``path``."""
    with _old_destroyed(path), storage():
        other.replace(path)
        for folder in {other.parent, path.parent}:
            sync_folder(folder)


def clear_replaced(folder: Path) -> None:
    """Destroy what a crash left of replaced files in a folder. Raises as ``atomic.storage`` does.

    Where the file in use is missing, nothing of ours left it so: then this may be the last of it, and is not touched.
    """
    for old in sorted(folder.glob(f"*{REPLACED}")):
        found = _NAME.fullmatch(old.name)
        if found is not None and (folder / found[1]).exists():
            _destroy(old, folder / found[1])


def shred_with_generations(path: Path) -> bool:
    """Destroy a file and what a crash left of those before or after it, as ``atomic.shred`` does."""
    for left in sorted(path.parent.glob(f"{path.name}.*")):
        shred(left)
    return shred(path)


@contextmanager
def _old_destroyed(path: Path) -> Iterator[None]:
    old = _second_name(path)
    if old is None:
        with _overwritten_at_the_end(path):
            yield
        return
    try:
        yield
    except BaseException:
        with suppress(OSError):  # the first error is the one to tell; the next opening clears what is left
            _destroy(old, path)
        raise
    _destroy(old, path)


def _second_name(path: Path) -> Path | None:
    """Give a file another name; None when there is no file, or no second name to be had (FAT)."""
    old = path.with_name(f"{path.name}.{secrets.token_hex(4)}{REPLACED}")
    try:
        os.link(path, old)
    except OSError:
        return None
    with storage():
        sync_folder(path.parent)
    return old


def _destroy(old: Path, path: Path) -> None:
    """Remove the second name. Trap: before the replacing both names belong to the one file that is in use."""
    if path.samefile(old):
        with storage():
            old.unlink()
            sync_folder(old.parent)
    else:
        shred(old)


@contextmanager
def _overwritten_at_the_end(path: Path) -> Iterator[None]:
    """Where no second name is to be had: overwrite through the open file. Windows replaces no file that is open."""
    file = None
    if sys.platform != "win32":
        with suppress(OSError):  # there is no file, or none that can be overwritten
            file = FileIO(path, "r+")
    if file is None:
        yield
        return
    with file:
        yield
        with suppress(OSError):  # as in ``atomic.shred``: what cannot be overwritten is gone by its name all the same
            for filling in (secrets.token_bytes, bytes):
                file.seek(0)
                file.write(filling(os.fstat(file.fileno()).st_size))
                sync(file.fileno())
