"""An open vault with a film, and its backup beside it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from tests.vault.small_vaults import CASE, files, opened, put_film, put_on_record
from vigtool.domain.errors import Cancelled
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.vault import Vault
from vigtool.vault.backup import BackupReport, make_backup
from vigtool.vault.backup.manifest import MANIFEST

CONTENT = b"a film" * 40_000
AT = "2026-03-09T18:00:00+02:00"


@dataclass(slots=True)
class Kept:
    """An open vault with a film, and where its backup lies."""

    vault: Vault
    folder: Path
    known: list[str] = field(default_factory=list)

    def film(self, id_: str, content: bytes = CONTENT) -> None:
        put_film(self.vault, id_, content)
        put_on_record(self.vault, id_, CASE)
        self.vault.put_derived(id_, "frames", content[:100])
        self.known.append(id_)

    def back_up(
        self, erased: Collection[str] = (), progress: Progress = ignore_progress, *, thorough: bool = False
    ) -> BackupReport:
        frozen = self.vault.frozen(self.known)
        return make_backup(frozen, self.folder, erased=erased, made_at=AT, thorough=thorough, progress=progress)


def contents(folder: Path) -> dict[str, bytes]:
    """Files of a vault, without what differs by design."""
    apart = {MANIFEST, "lock", "journal/head"}
    return {name: (folder / name).read_bytes() for name in files(folder) - apart}


def whole(folder: Path, known: Collection[str]) -> list[bytes | None]:
    """Open a vault for reading, demand that all of it is whole, and return the words of its journal."""
    vault = opened(folder, read_only=True)
    try:
        assert vault.verify(known) == []
        assert [vault.open_recording(id_).read() for id_ in known] == [CONTENT] * len(known)
        return [body for _, body in vault.journal.replay()]
    finally:
        vault.close()


class Stop:
    """Cancels at the n-th report, and counts them."""

    def __init__(self, at: int | None) -> None:
        self.at, self.calls, self.last = at, 0, (0, 0)

    def __call__(self, done: int, total: int) -> None:
        if self.calls == self.at:
            raise Cancelled
        assert self.last[0] <= done <= total
        self.calls, self.last = self.calls + 1, (done, total)
