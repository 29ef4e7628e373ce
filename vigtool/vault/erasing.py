"""Destroying what a key sealed: the key first and for ever, then the files, which are noise without it.

A key's file is renamed to ``<id>.erasing`` before a byte of it is overwritten: so a key is whole or gone at any moment,
and the opening after a crash never meets a damaged one. The mark stays, emptied, until the journal knows of the end.
Where the disk is so full that the journal cannot even take the intent, the mark alone is the intent: it needs no room.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vigtool.domain.progress import Progress, ignore_progress
from vigtool.vault.age import AgeError, NoMatchError, X25519Identity
from vigtool.vault.atomic import overwrite, storage, sync, sync_folder
from vigtool.vault.folder import SUFFIX, Layout
from vigtool.vault.keys import KeyRing
from vigtool.vault.recordings import remove_recording
from vigtool.vault.replacing import replace_whole
from vigtool.vault.sealed import seal, unseal

ERASING_SUFFIX: Final = ".erasing"


@dataclass(frozen=True, slots=True)
class Destroyed:
    """The ids of the keys whose bytes were overwritten before they were removed, and of those only removed.

    A key that was gone already counts among the latter.
    """

    overwritten: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __add__(self, other: "Destroyed") -> "Destroyed":
        """Join two times of destroying; what was overwritten once stays so."""
        overwritten = tuple(dict.fromkeys((*self.overwritten, *other.overwritten)))
        removed = dict.fromkeys((*self.removed, *other.removed))
        return Destroyed(overwritten, tuple(one for one in removed if one not in overwritten))


class Eraser:
    """Destroys in one open vault; its methods raise as ``atomic.storage`` does, and ``demand`` when they begin.

    Each may be done again after it was cut short, and be called by another thread than the vault's.
    """

    def __init__(
        self, layout: Layout, keys: KeyRing, demand: Callable[[], None], forget: Callable[[str], None]
    ) -> None:
        """``demand`` raises when nothing may be destroyed now; ``forget`` drops what was derived from a key."""
        self._layout, self._keys, self._demand, self._forget = layout, keys, demand, forget

    def destroy(self, ids: Sequence[str], progress: Progress = ignore_progress) -> Destroyed:
        """Destroy keys in this order, each with the film and derived files of its id; ``unmark`` ends it.

        Progress counts keys; it is not asked whether to stop.
        """
        self.mark(ids)
        done = Destroyed()
        for number, id_ in enumerate(ids):
            self._keys.shred(id_)
            self._forget(id_)
            overwritten = self._mark(id_).exists() and _emptied(self._mark(id_))
            remove_recording(self._layout, id_)
            done += Destroyed((id_,), ()) if overwritten else Destroyed((), (id_,))
            progress(number + 1, len(ids))
        return done

    def remove_papers(self, ids: Sequence[str]) -> None:
        """Remove evidence that lies sealed in the vault, by its ids."""
        self._demand()
        folder = self._layout.root / "evidence"
        if not ids or not folder.is_dir():
            return
        with storage():
            for id_ in ids:
                for path in folder.glob(f"{id_}.*"):
                    path.unlink()
            sync_folder(folder)

    def reseal_papers(self, ids: Sequence[str], keys: Sequence[str]) -> None:
        """Seal evidence under the last of a case's ``keys`` that lies there under one of those before.

        What none of them opens is left as it is: checking the vault names it.
        """
        self._demand()
        *before, now = (self._keys.get(one) for one in keys if self._keys.has(one))
        for id_ in ids:
            path = self._layout.root / "evidence" / f"{id_}{SUFFIX}"
            with suppress(AgeError, FileNotFoundError):
                file = path.read_bytes()
                if _opens(file, now) is None:
                    data = next((data for key in before if (data := _opens(file, key)) is not None), None)
                    if data is not None:
                        replace_whole(path, seal(data, [now.recipient]))

    def mark(self, ids: Sequence[str]) -> None:
        """Rename the files of keys, so that the next opening finishes their erasure."""
        self._demand()
        with storage():
            for id_ in ids:
                with suppress(FileNotFoundError):
                    self._layout.key(id_).rename(self._mark(id_))
            sync_folder(self._layout.root / "keys")

    def marked(self) -> tuple[str, ...]:
        """The ids of keys whose erasure was begun and is not on record yet."""
        return tuple(self._layout.listed("keys", ERASING_SUFFIX))

    def unmark(self, ids: Sequence[str]) -> None:
        """Remove marks, now that the journal knows."""
        self._demand()
        with storage():
            for id_ in ids:
                self._mark(id_).unlink(missing_ok=True)
            sync_folder(self._layout.root / "keys")

    def _mark(self, id_: str) -> Path:
        return self._layout.key(id_).with_suffix(ERASING_SUFFIX)


def _opens(file: bytes, key: X25519Identity) -> bytes | None:
    try:
        return unseal(file, key)
    except NoMatchError:
        return None


def _emptied(mark: Path) -> bool:
    """Overwrite a renamed key and give its room back, so that the journal has some; True when it was empty already."""
    if mark.stat().st_size == 0:
        return True
    overwritten = overwrite(mark)
    with suppress(OSError), mark.open("r+b", buffering=0) as file:  # what cannot be cut is removed with the mark
        file.truncate(0)
        sync(file.fileno())
    return overwritten
