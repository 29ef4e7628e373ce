"""Without vigtool: the vault's folder, the stock ``age`` and one of the two secrets give a film back byte for byte."""

import os
import pty
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.terminals import needs_pseudo_terminal
from tests.vault.small_vaults import CASE, FILM, OTHER, PASSPHRASE, made, put_film, put_on_record
from vigtool.domain.errors import Cancelled
from vigtool.vault import open_vault
from vigtool.vault.access import new_recovery_key

AGE = shutil.which("age")
RENEWED, OTHERS = "seven words came later", "words of somebody else"
CONTENT = random.Random(2).randbytes(150_000)

pytestmark = pytest.mark.skipif(AGE is None, reason="the age command is not installed")


def age(*arguments: str | Path) -> bytes:
    return subprocess.run([str(AGE), *map(str, arguments)], capture_output=True, check=True).stdout


def age_with_passphrase(out: Path, sealed: Path, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase at the terminal, which is the only place where ``age`` takes one from."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(str(AGE), [str(AGE), "-d", "-o", str(out), str(sealed)])  # noqa: S606 - in a terminal of its own, without a shell
    with os.fdopen(terminal, "r+b", buffering=0) as screen:
        shown = b""
        while b"passphrase:" not in shown:
            shown += screen.read(1)
        screen.write(passphrase.encode() + b"\n")
        _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


@pytest.fixture
def folder_and_recovery_key(tmp_path: Path) -> tuple[Path, str]:
    vault, recovery_key = made(tmp_path / "vault")
    vault.make_key(CASE)
    put_film(vault, FILM, CONTENT)
    vault.put_derived(FILM, "index", b"index")
    put_on_record(vault, FILM, CASE)
    vault.close()
    return vault.folder, str(recovery_key)


def film_with(identity: Path, folder: Path, work: Path) -> bytes:
    key = work / "film-key.txt"
    key.write_bytes(age("-d", "-i", identity, folder / "keys" / f"{FILM}.age"))
    assert age("-d", "-i", key, folder / "derived" / f"{FILM}.index.age") == b"index"
    return age("-d", "-i", key, folder / "recordings" / f"{FILM}.age")


@needs_pseudo_terminal
def test_the_passphrase_and_stock_age_give_the_film_back(
    tmp_path: Path, folder_and_recovery_key: tuple[Path, str]
) -> None:
    folder, _ = folder_and_recovery_key
    identity = tmp_path / "identity.txt"
    age_with_passphrase(identity, folder / "identity.age")
    assert film_with(identity, folder, tmp_path) == CONTENT


def test_the_recovery_key_and_stock_age_give_the_film_back(
    tmp_path: Path, folder_and_recovery_key: tuple[Path, str]
) -> None:
    folder, recovery_key = folder_and_recovery_key
    identity = tmp_path / "paper.txt"
    identity.write_text(recovery_key + "\n")
    assert film_with(identity, folder, tmp_path) == CONTENT


def test_neither_secret_opens_the_film_itself(tmp_path: Path, folder_and_recovery_key: tuple[Path, str]) -> None:
    folder, recovery_key = folder_and_recovery_key
    identity = tmp_path / "paper.txt"
    identity.write_text(recovery_key + "\n")
    with pytest.raises(subprocess.CalledProcessError):
        age("-d", "-i", identity, folder / "recordings" / f"{FILM}.age")


@needs_pseudo_terminal
def test_the_drill_holds_after_every_change_of_keys(tmp_path: Path, folder_and_recovery_key: tuple[Path, str]) -> None:
    folder, _ = folder_and_recovery_key
    vault = open_vault(folder, PASSPHRASE)
    paper = new_recovery_key()
    vault.access.replace_recovery_key(paper)
    vault.access.add_user(OTHER, OTHERS)
    vault.access.renew(vault.id, RENEWED)
    vault.close()
    printed = tmp_path / "paper.txt"
    printed.write_text(f"{paper}\n")
    assert film_with(printed, folder, tmp_path) == CONTENT
    for passphrase, sealed in ((RENEWED, "identity.age"), (OTHERS, f"identities/{OTHER}.age")):
        identity = tmp_path / f"{passphrase}.txt"
        age_with_passphrase(identity, folder / sealed, passphrase)
        assert film_with(identity, folder, tmp_path) == CONTENT


def test_a_change_that_was_cut_short_leaves_all_keys_to_stock_age(
    tmp_path: Path, folder_and_recovery_key: tuple[Path, str]
) -> None:
    folder, recovery_key = folder_and_recovery_key
    paper = tmp_path / "paper.txt"
    paper.write_text(recovery_key + "\n")
    vault = open_vault(folder, PASSPHRASE)

    def stop(_done: int, total: int) -> None:
        if vault.access.unfinished and total:
            raise Cancelled

    with pytest.raises(Cancelled):
        vault.access.renew(vault.id, RENEWED, stop)
    vault.close()
    text = age("-d", "-i", paper, folder / "keys" / f"{vault.id}.age").decode()
    (transit,) = [line.removeprefix("# transit ") for line in text.splitlines() if line.startswith("# transit ")]
    key = tmp_path / "transit.txt"
    key.write_text(transit + "\n")
    keys = tmp_path / "keys.txt"
    keys.write_bytes(age("-d", "-i", key, folder / "resealing.age"))
    assert age("-d", "-i", keys, folder / "recordings" / f"{FILM}.age") == CONTENT
