"""A package is no secret of ours: stock ``age`` and the scripts on docs/supervision.md read it, and the reverse."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from tests.vault.package.forging import flipped, head, plain
from tests.vault.package.packages import FILMS, MANIFEST, SENDER, SUPERVISOR, Taken, address, blob, package, take
from tests.vault.small_vaults import made
from vigtool.vault.age import SequentialReader
from vigtool.vault.package import write_package

AGE = shutil.which("age") or "age"
PAGE = Path(__file__).parents[3] / "docs" / "supervision.md"
needs_age = pytest.mark.skipif(
    shutil.which("age") is None and "CI" not in os.environ, reason="no age on PATH (the Debian package age)"
)
LISTED = json.dumps({"blobs": [{"size": len(film), "sha256": hashlib.sha256(film).hexdigest()} for film in FILMS]})


def script(name: str, folder: Path) -> Path:
    """A script that stands on the page, as a file."""
    found = re.search(rf"```python\n(# {name}\n.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    (folder / name).write_text(found[1], "utf-8")
    return folder / name


def run(*command: str | Path, given: bytes = b"", folder: Path | None = None) -> bytes:
    return subprocess.run(list(map(str, command)), input=given, capture_output=True, check=True, cwd=folder).stdout


@needs_age
def test_the_folder_the_recovery_key_and_stock_age_give_a_package_back(tmp_path: Path) -> None:
    vault, recovery_key = made(tmp_path / "vault")
    to = address(vault.mailbox, hybrid=False)
    with (tmp_path / "p.vigpackage").open("wb") as out:
        write_package(out, LISTED.encode(), list(map(blob, FILMS)), [to], SENDER.sign)
    sealed_key = vault.folder / "keys" / f"{vault.id}.age"
    vault.close()

    (tmp_path / "paper.txt").write_text(f"{recovery_key}\n")
    vault_key = run(AGE, "-d", "-i", tmp_path / "paper.txt", sealed_key)
    mailbox_key = run(sys.executable, "-I", script("mailbox_key.py", tmp_path), given=vault_key)
    (tmp_path / "mailbox.txt").write_bytes(mailbox_key)
    content = run(AGE, "-d", "-i", tmp_path / "mailbox.txt", tmp_path / "p.vigpackage")
    taken = tmp_path / "taken"
    taken.mkdir()
    run(sys.executable, "-I", script("unpack.py", tmp_path), given=content, folder=taken)
    assert {path.name: path.read_bytes() for path in taken.iterdir()} == {
        "manifest.json": LISTED.encode(),
        **{f"{place}.blob": film for place, film in enumerate(FILMS)},
    }


GOOD = plain(head(LISTED.encode()))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (GOOD + b"x", b"more in it"),
        (flipped(GOOD, len(GOOD) - 1), b"blob 2 is not"),
        (flipped(GOOD, 30), b"InvalidSignature"),
        (flipped(GOOD, 16), b"not a package of version 1"),
    ],
    ids=["more", "a blob", "the manifest", "the version"],
)
def test_the_script_on_the_page_refuses_what_is_not_as_it_was_said(tmp_path: Path, content: bytes, said: bytes) -> None:
    with pytest.raises(subprocess.CalledProcessError) as caught:
        run(sys.executable, "-I", script("unpack.py", tmp_path), given=content, folder=tmp_path)
    assert said in caught.value.stderr


@needs_age
def test_what_stock_age_seals_is_a_package(tmp_path: Path) -> None:
    run(AGE, "-r", SUPERVISOR.recipient, "-o", tmp_path / "p", given=plain())
    assert take((tmp_path / "p").read_bytes()) == Taken(MANIFEST, SENDER.public_key, list(FILMS))


def test_pyrage_opens_a_package_and_makes_one() -> None:
    classical = pyrage.x25519.Identity.from_str(str(SUPERVISOR.identities[1]))
    assert pyrage.decrypt(package(to=[address(SUPERVISOR, hybrid=False)]), [classical]) == plain()
    sealed = pyrage.encrypt(plain(), [pyrage.x25519.Recipient.from_str(SUPERVISOR.recipient)])
    assert take(sealed).error is None


@pytest.mark.parametrize("hybrid", [True, False])
def test_the_content_is_just_as_the_page_says(*, hybrid: bool) -> None:
    made = package(to=[address(SUPERVISOR, hybrid=hybrid)])
    assert SequentialReader(io.BytesIO(made), SUPERVISOR.identities).readall() == plain()
