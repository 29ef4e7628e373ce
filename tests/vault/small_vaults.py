"""Vaults on disk that open at once: a weak passphrase work factor, and ids as the program makes them."""

from datetime import UTC, datetime
from pathlib import Path

from vigtool.vault import RecoveryKey, Vault, create_vault, open_vault
from vigtool.vault.journal import EntryDraft, Envelope

PASSPHRASE = "kuusi sanaa järven rannalla"
WORK_FACTOR = 2
CASE, FILM, OTHER = "casecasecase".replace("s", "5"), "f11mf11mf11m", "0therf11m000"
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def made(folder: Path) -> tuple[Vault, RecoveryKey]:
    return create_vault(folder, PASSPHRASE, work_factor=WORK_FACTOR)


def opened(folder: Path, *, read_only: bool = False) -> Vault:
    vault = open_vault(folder, PASSPHRASE, read_only=read_only)
    list(vault.journal.replay())
    return vault


def put_film(vault: Vault, id_: str, content: bytes) -> None:
    with vault.new_recording(id_) as film:
        film.write(content)
        film.commit()


def put_on_record(vault: Vault, id_: str, case: str | None = None, body: bytes = b"{}") -> Envelope:
    return vault.journal.append(EntryDraft(NOON, "recording.imported", vault.id, case, id_), body)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
