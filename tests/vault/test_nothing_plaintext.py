"""No word, no film and no key of a family lies readable anywhere in the folder, at any step."""

import base64
import os
import sys
from pathlib import Path

import pytest

from tests.vault.small_vaults import CASE, FILM, NOON, OTHER, PASSPHRASE, made, opened, put_film
from vigtool.vault.index import Document, Index
from vigtool.vault.journal import EntryDraft

NEEDLE = "Needle Äidin neula"
ACT = "needle.act"


def found(folder: Path, needles: list[bytes]) -> list[tuple[str, bytes]]:
    held = [(path.name, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]
    return [(name, needle) for name, data in held for needle in needles if needle.lower() in data.lower()]


def forms(text: bytes) -> list[bytes]:
    return [text, base64.b64encode(text)[:-4], text.hex().encode()]


def test_nothing_readable_lies_in_the_folder(tmp_path: Path) -> None:
    vault, recovery_key = made(tmp_path)
    key = vault.make_key(CASE)
    body = f'{{"note":"{NEEDLE}"}}'.encode()
    vault.journal.append(EntryDraft(NOON, ACT, "guider", CASE, FILM), body)
    put_film(vault, FILM, NEEDLE.encode() * 10_000)
    vault.put_derived(FILM, "index", NEEDLE.encode())
    film_key = vault.key(FILM)
    secrets = [key.secret, film_key.secret, recovery_key.identity.secret, str(film_key).encode()]
    texts = [NEEDLE.encode(), PASSPHRASE.encode(), ACT.encode(), vault.recovery_recipient.encode(), *secrets]
    needles = [form for text in texts for form in forms(text)]
    assert found(tmp_path, needles) == []
    (tmp_path / "positive control").write_bytes(NEEDLE.encode())
    assert found(tmp_path, needles) == [("positive control", NEEDLE.encode())]
    (tmp_path / "positive control").unlink()

    with vault.new_recording(OTHER) as film:
        film.write(NEEDLE.encode() * 10_000)
        assert found(tmp_path, needles) == []
    vault.close()
    with (tmp_path / "journal" / "log").open("ab") as log:
        log.write(b"torn")
    opened(tmp_path).close()
    assert (tmp_path / "journal" / "torn-0").read_bytes() == b"torn"
    assert found(tmp_path, needles) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has rights of another kind")
def test_nobody_but_the_owner_may_read_the_folder(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        vault, _ = made(tmp_path / "vault")
        vault.make_key(CASE)
        put_film(vault, FILM, b"film")
        vault.put_derived(FILM, "index", b"index")
        with vault.new_recording(OTHER) as film:
            film.write(b"half")
            rights = {path: path.stat().st_mode & 0o777 for path in [vault.folder, *vault.folder.rglob("*")]}
        vault.close()
    finally:
        os.umask(before)
    assert {(path.is_dir(), mode) for path, mode in rights.items()} == {(True, 0o700), (False, 0o600)}
    assert vault.folder / "recordings" / f"{FILM}.unjournalled" in rights


def test_the_index_has_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    index = Index()
    with index.bulk():
        for number in range(3000):
            index.put(Document("moment", str(number), CASE, None, bytes(2000), NEEDLE * 20))
    assert len(index.search("neula", limit=5000)) == 3000
    (store,) = index._database.execute("PRAGMA temp_store").fetchone()  # noqa: SLF001 - where SQLite would spill to
    assert store == 2
    assert list(tmp_path.iterdir()) == []
    index.close()
