import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vault.small_vaults import FILM, PASSPHRASE, made, opened, put_on_record
from vigtool.vault import open_vault
from vigtool.vault.errors import VaultInUse, WrongSecret

HOLDER = """
import sys
from pathlib import Path
from vigtool.vault import open_vault
vault = open_vault(Path(sys.argv[1]), sys.stdin.readline().rstrip("\\n"))
print("open", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    vault, _ = made(tmp_path / "vault")
    put_on_record(vault, FILM)
    vault.close()
    return vault.folder


@pytest.fixture
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the vault open for writing."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as held:
        assert held.stdin is not None
        assert held.stdout is not None
        held.stdin.write(PASSPHRASE + "\n")
        held.stdin.flush()
        assert held.stdout.readline() == "open\n"
        yield held
        held.kill()


def test_a_second_process_may_read_but_not_write(folder: Path, holder: subprocess.Popen[str]) -> None:
    assert holder.poll() is None
    with pytest.raises(VaultInUse):
        open_vault(folder, PASSPHRASE)
    reader = open_vault(folder, PASSPHRASE, read_only=True)
    assert len(list(reader.journal.replay())) == 1
    reader.close()


def test_a_killed_writer_holds_nothing(folder: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    vault = opened(folder)
    put_on_record(vault, FILM)
    vault.close()


def test_a_second_window_of_the_same_process_may_read_but_not_write(folder: Path) -> None:
    first = opened(folder)
    with pytest.raises(VaultInUse):
        open_vault(folder, PASSPHRASE)
    reader = opened(folder, read_only=True)
    put_on_record(first, FILM)
    assert reader.journal.count == 1
    reader.close()
    first.close()
    opened(folder).close()


def test_a_failed_opening_gives_the_lock_back(folder: Path) -> None:
    with pytest.raises(WrongSecret):
        open_vault(folder, "wrong")
    opened(folder).close()
