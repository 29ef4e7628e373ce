"""Both directions against other people's implementations: the ``age`` of Debian and ``pyrage`` (rage)."""

import io
import os
import shutil
import subprocess
from pathlib import Path

import pyrage
import pytest

from tests.terminals import needs_pseudo_terminal
from tests.vault.age.files import content_of
from vigtool.vault.age import (
    ScryptIdentity,
    ScryptRecipient,
    SeekableReader,
    SequentialReader,
    X25519Identity,
    encrypt,
)
from vigtool.vault.age.recipient import Recipient

SIZES = [0, 1, 65535, 65536, 65537, 5_000_000]
AGE = shutil.which("age") or "age"
needs_age = pytest.mark.skipif(
    shutil.which("age") is None and "CI" not in os.environ, reason="no age on PATH (the Debian package age)"
)
needs_terminal = pytest.mark.skipif(
    shutil.which("script") is None, reason="no script(1) here to give age the terminal it asks for a passphrase"
)
IDENTITY = X25519Identity.generate()
PASSPHRASE = "yksi kaksi kolme neljä viisi kuusi"
CASES = [(size, False) for size in SIZES] + [(size, True) for size in SIZES[:-1]]
every_case = pytest.mark.parametrize(("size", "armored"), CASES)


def _sealed(content: bytes, recipient: Recipient, *, armored: bool = False) -> bytes:
    out = io.BytesIO()
    with encrypt(out, [recipient], armored=armored) as writer:
        writer.write(content)
    return out.getvalue()


def _run(*command: str, given: bytes) -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


@needs_age
@every_case
def test_age_opens_what_we_seal(size: int, tmp_path: Path, *, armored: bool) -> None:
    key_file = tmp_path / "key"
    key_file.write_text(f"# made for a test\n{IDENTITY}\n")
    content = content_of(size)
    sealed = _sealed(content, IDENTITY.recipient, armored=armored)
    assert _run(AGE, "--decrypt", "-i", str(key_file), given=sealed) == content


@needs_age
@every_case
def test_we_open_what_age_seals(size: int, *, armored: bool) -> None:
    content = content_of(size)
    options = ["--armor"] if armored else []
    sealed = _run(AGE, "--encrypt", *options, "-r", str(IDENTITY.recipient), given=content)
    assert SequentialReader(io.BytesIO(sealed), [IDENTITY]).read() == content
    assert SeekableReader(io.BytesIO(sealed), [IDENTITY]).read() == content


@every_case
def test_pyrage_opens_what_we_seal(size: int, *, armored: bool) -> None:
    content = content_of(size)
    sealed = _sealed(content, IDENTITY.recipient, armored=armored)
    assert pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(str(IDENTITY))]) == content


@every_case
def test_we_open_what_pyrage_seals(size: int, *, armored: bool) -> None:
    content = content_of(size)
    recipient = pyrage.x25519.Recipient.from_str(str(IDENTITY.recipient))
    sealed = pyrage.encrypt(content, [recipient], armored=armored)
    assert SequentialReader(io.BytesIO(sealed), [IDENTITY]).read() == content
    assert SeekableReader(io.BytesIO(sealed), [IDENTITY]).read() == content


def test_pyrage_opens_what_we_seal_under_a_passphrase() -> None:
    content = content_of(70_000)
    sealed = _sealed(content, ScryptRecipient(PASSPHRASE, work_factor=10))
    assert pyrage.passphrase.decrypt(sealed, PASSPHRASE) == content


def test_we_open_what_pyrage_seals_under_a_passphrase() -> None:
    content = content_of(70_000)
    sealed = pyrage.passphrase.encrypt(content, PASSPHRASE)
    assert SeekableReader(io.BytesIO(sealed), [ScryptIdentity(PASSPHRASE, max_work_factor=22)]).read() == content


@needs_age
@needs_terminal
@needs_pseudo_terminal
def test_age_opens_what_we_seal_under_a_passphrase(tmp_path: Path) -> None:
    content = content_of(70_000)
    sealed, opened = tmp_path / "sealed.age", tmp_path / "opened"
    sealed.write_bytes(_sealed(content, ScryptRecipient(PASSPHRASE, work_factor=10)))
    _at_terminal(f"{AGE} --decrypt -o {opened} {sealed}", PASSPHRASE)
    assert opened.read_bytes() == content


@needs_age
@needs_terminal
@needs_pseudo_terminal
def test_we_open_what_age_seals_under_a_passphrase(tmp_path: Path) -> None:
    content = content_of(70_000)
    plain, sealed = tmp_path / "plain", tmp_path / "sealed.age"
    plain.write_bytes(content)
    _at_terminal(f"{AGE} --encrypt --passphrase -o {sealed} {plain}", PASSPHRASE, PASSPHRASE)
    with sealed.open("rb") as file:
        assert SeekableReader(file, [ScryptIdentity(PASSPHRASE)]).read() == content


def _at_terminal(command: str, *typed: str) -> None:
    """Run ``command`` with a terminal of its own; age takes a passphrase from nowhere else."""
    script = shutil.which("script") or "script"
    _run(
        script,
        "--quiet",
        "--return",
        "--command",
        command,
        os.devnull,
        given="".join(f"{line}\n" for line in typed).encode(),
    )
