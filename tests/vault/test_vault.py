from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vault.small_vaults import CASE, FILM, OTHER, PASSPHRASE, files, made, opened, put_film, put_on_record
from vigtool.domain.errors import Cancelled
from vigtool.vault import RecoveryKey, Vault, create_vault, open_vault, verify_signature
from vigtool.vault.age import KeyFormatError
from vigtool.vault.errors import (
    Damaged,
    FolderNotEmpty,
    IdTaken,
    KeyDestroyed,
    NewerFormat,
    NotAVault,
    Part,
    StorageFailed,
    VaultClosed,
    VaultExists,
    VaultReadOnly,
    WrongSecret,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "a" / "vault"


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    vault, _ = made(folder)
    yield vault
    vault.close()


def test_a_vault_opens_with_its_passphrase_and_with_its_recovery_key(folder: Path) -> None:
    vault, recovery_key = made(folder)
    key = vault.make_key(CASE)
    put_on_record(vault, FILM, CASE, b"words")
    vault.close()
    typed = f" {str(recovery_key).lower()[:30]}\n{str(recovery_key).lower()[30:]} "
    for secret in (PASSPHRASE, recovery_key, str(recovery_key), typed):
        again = open_vault(folder, secret)
        assert (again.id, again.key(CASE)) == (vault.id, key)
        assert [body for _, body in again.journal.replay()] == [b"words"]
        again.close()


def test_what_is_made_after_opening_with_the_recovery_key_opens_with_the_passphrase(folder: Path) -> None:
    vault, recovery_key = made(folder)
    vault.close()
    vault = open_vault(folder, recovery_key)
    key = vault.make_key(CASE)
    vault.close()
    again = opened(folder)
    assert again.key(CASE) == key
    assert again.recovery_recipient == str(recovery_key.identity.recipient)
    again.close()


def test_the_recovery_key_is_shown_by_str_alone(folder: Path) -> None:
    vault, recovery_key = made(folder)
    vault.close()
    assert str(recovery_key).startswith("AGE-SECRET-KEY-1")
    assert "AGE" not in repr(recovery_key)


def test_a_passphrase_is_the_same_from_every_keyboard(tmp_path: Path) -> None:
    vault, _ = create_vault(tmp_path / "v", "ja\u0308rvi", work_factor=2)
    vault.close()
    open_vault(tmp_path / "v", "j\u00e4rvi").close()


@pytest.mark.parametrize("secret", ["", "wrong", "AGE-SECRET-KEY-1", RecoveryKey("nonsense")])
def test_a_wrong_secret_is_told_from_damage(folder: Path, vault: Vault, secret: str | RecoveryKey) -> None:
    vault.close()
    with pytest.raises(WrongSecret):
        open_vault(folder, secret)
    open_vault(folder, PASSPHRASE).close()


def test_the_recovery_key_of_another_vault_is_a_wrong_secret(tmp_path: Path, vault: Vault) -> None:
    vault.close()
    other, recovery_key = made(tmp_path / "other")
    other.close()
    with pytest.raises(WrongSecret):
        open_vault(vault.folder, recovery_key)


def hurt(path: Path) -> Iterator[None]:
    """Hurt a file at each of its bytes in turn, then cut it, then remove it; mend it at the end."""
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        yield
    path.write_bytes(whole[:-1])
    yield
    path.unlink()
    yield
    path.write_bytes(whole)


def test_damage_of_the_identity_is_told_from_a_wrong_passphrase(vault: Vault) -> None:
    vault.close()
    for _ in hurt(vault.folder / "identity.age"):
        with pytest.raises(Damaged) as caught:
            open_vault(vault.folder, PASSPHRASE, read_only=True)
        assert caught.value.part is Part.IDENTITY
    opened(vault.folder).close()


def test_damage_of_the_vault_key_is_told_whichever_way_it_is_opened(folder: Path) -> None:
    vault, recovery_key = made(folder)
    vault.close()
    for _ in hurt(folder / "keys" / f"{vault.id}.age"):
        with pytest.raises(Damaged) as caught:
            open_vault(folder, recovery_key, read_only=True)
        assert (caught.value.part, caught.value.id) == (Part.KEY, vault.id)


def test_damage_of_a_key_is_told_and_a_missing_one_is_destroyed(vault: Vault) -> None:
    vault.make_key(CASE)
    vault.close()
    again = opened(vault.folder)
    path = vault.folder / "keys" / f"{CASE}.age"
    told = []
    for _ in hurt(path):
        with pytest.raises((Damaged, KeyDestroyed)) as caught:
            again.key(CASE)
        told.append(type(caught.value))
    again.close()
    assert set(told[:-1]) == {Damaged}
    assert told[-1] is KeyDestroyed


def test_a_key_in_another_ones_place_is_damage(vault: Vault) -> None:
    for id_ in (CASE, OTHER):
        vault.make_key(id_)
    vault.close()
    keys = vault.folder / "keys"
    (keys / f"{CASE}.age").write_bytes((keys / f"{OTHER}.age").read_bytes())
    again = opened(vault.folder)
    with pytest.raises(Damaged):
        again.key(CASE)
    again.close()


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (None, NotAVault),
        ("", Damaged),
        ("{}", Damaged),
        ('{"format":"vigtool-vault","version":3,"more":1}', NewerFormat),
        ('{"format":"vigtool-vault","version":1}', Damaged),
        (
            '{"format":"vigtool-vault","version":1,"id":"../../../etc","identity_sha256":"","vault_key_sha256":""}',
            Damaged,
        ),
    ],
)
def test_what_vault_json_may_say(vault: Vault, text: str | None, error: type[Exception]) -> None:
    vault.close()
    path = vault.folder / "vault.json"
    if text is None:
        path.unlink()
    else:
        path.write_text(text)
    with pytest.raises(error):
        open_vault(vault.folder, PASSPHRASE)


def test_a_folder_that_is_none_or_empty_is_no_vault(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    for folder in (tmp_path, tmp_path / "absent", tmp_path / "circle", tmp_path / ("x" * 300)):
        with pytest.raises(NotAVault):
            open_vault(folder, PASSPHRASE)


@pytest.mark.parametrize("name", ["log", "head"])
def test_a_journal_that_is_no_file_is_told(vault: Vault, name: str) -> None:
    vault.close()
    path = vault.folder / "journal" / name
    path.unlink()
    path.mkdir()
    for read_only in (True, False):
        with pytest.raises(StorageFailed):
            open_vault(vault.folder, PASSPHRASE, read_only=read_only)


def test_a_vault_is_made_in_a_new_or_empty_folder_only(tmp_path: Path, vault: Vault) -> None:
    vault.close()
    before = files(vault.folder)
    with pytest.raises(VaultExists):
        made(vault.folder)
    assert files(vault.folder) == before
    (tmp_path / "something").write_text("else")
    with pytest.raises(FolderNotEmpty):
        made(tmp_path)
    with pytest.raises(KeyFormatError):
        create_vault(tmp_path / "new", "")
    assert not (tmp_path / "new").exists()


def test_a_key_is_never_overwritten(vault: Vault) -> None:
    key = vault.make_key(CASE)
    with pytest.raises(IdTaken):
        vault.make_key(CASE)
    vault.close()
    again = opened(vault.folder)
    assert again.key(CASE) == key
    again.close()


def test_a_shredded_key_is_gone_and_its_words_with_it(vault: Vault) -> None:
    vault.make_key(CASE)
    put_on_record(vault, FILM, CASE, b"words")
    path = vault.folder / "keys" / f"{CASE}.age"
    descriptor = path.open("rb")
    sealed = descriptor.read()

    assert vault.shred_key(CASE)

    descriptor.seek(0)
    assert descriptor.read() == bytes(len(sealed))
    descriptor.close()
    assert not vault.has_key(CASE)
    with pytest.raises(KeyDestroyed):
        vault.key(CASE)
    assert [body for _, body in vault.journal.replay()] == [None]
    assert vault.shred_key(CASE) is False


def test_the_vault_key_cannot_be_shredded(vault: Vault) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the id is the message
        vault.shred_key(vault.id)
    assert vault.has_key(vault.id)


def test_derived_data_is_replaced_found_missing_or_found_damaged(vault: Vault) -> None:
    put_film(vault, FILM, b"film")
    assert vault.derived(FILM, "index") is None
    for data in (b"one", b"two"):
        vault.put_derived(FILM, "index", data)
        assert vault.derived(FILM, "index") == data
    path = vault.folder / "derived" / f"{FILM}.index.age"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Damaged) as caught:
        vault.derived(FILM, "index")
    assert caught.value.part is Part.DERIVED
    vault.put_derived(FILM, "index", b"again")
    assert vault.derived(FILM, "index") == b"again"


@pytest.mark.parametrize("id_", ["", "../keys/aaaa", "ABCDEFGHJKMN", "f11mf11mf11m\n"])
def test_no_id_leads_out_of_the_folder(vault: Vault, id_: str) -> None:
    for ask in (vault.key, vault.make_key, vault.open_recording, vault.shred_key, vault.new_recording):
        with pytest.raises(ValueError):  # noqa: PT011 - the id is the message
            ask(id_)
    with pytest.raises(ValueError):  # noqa: PT011 - the name is the message
        vault.derived(FILM, "../x")


def test_a_vault_opened_for_reading_writes_nothing(vault: Vault) -> None:
    put_film(vault, FILM, b"film")
    put_on_record(vault, FILM)
    vault.close()
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in vault.folder.rglob("*") if path.is_file()}
    reader = opened(vault.folder, read_only=True)
    with pytest.raises(VaultReadOnly):
        reader.make_key(CASE)
    with pytest.raises(VaultReadOnly):
        reader.shred_key(FILM)
    with pytest.raises(VaultReadOnly):
        reader.new_recording(OTHER)
    with pytest.raises(VaultReadOnly):
        reader.put_derived(FILM, "index", b"")
    with pytest.raises(VaultReadOnly):
        reader.repair(reader.inventory([FILM]))
    with reader.open_recording(FILM) as film:
        assert film.read() == b"film"
    reader.close()
    after = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in vault.folder.rglob("*") if path.is_file()}
    assert after == before


def test_a_closed_vault_gives_nothing(vault: Vault) -> None:
    put_film(vault, FILM, b"film")
    vault.close()
    vault.close()
    for ask in (vault.key, vault.open_recording, vault.has_key, vault.make_key):
        with pytest.raises(VaultClosed):
            ask(FILM)
    with pytest.raises(VaultClosed):
        vault.sign(b"")


def test_a_signature_holds_for_its_message_and_key_alone(vault: Vault) -> None:
    signature = vault.sign(b"clip")
    vault.close()
    again = opened(vault.folder)
    assert again.sign(b"clip") == signature
    assert again.public_key == signature.public_key
    again.close()
    assert verify_signature(signature.public_key, b"clip", signature.value)
    for at in range(len(signature.value)):
        value = bytearray(signature.value)
        value[at] ^= 1
        assert not verify_signature(signature.public_key, b"clip", bytes(value))
    assert not verify_signature(signature.public_key, b"clap", signature.value)
    assert not verify_signature(bytes(32), b"clip", signature.value)
    assert not verify_signature(b"short", b"clip", b"short")


def test_verifying_finds_every_damage_and_counts_up(vault: Vault) -> None:
    for id_ in (FILM, OTHER):
        put_film(vault, id_, bytes(200_000))
        vault.put_derived(id_, "index", b"index")
        put_on_record(vault, id_)
    seen: list[tuple[int, int]] = []
    assert vault.verify([FILM, OTHER], lambda done, total: seen.append((done, total))) == []
    assert seen == sorted(seen)
    assert seen[0][0] == 0
    vault.close()
    damage = {
        Part.RECORDING: vault.folder / "recordings" / f"{FILM}.age",
        Part.DERIVED: vault.folder / "derived" / f"{FILM}.index.age",
        Part.KEY: vault.folder / "keys" / f"{OTHER}.age",
        Part.JOURNAL: vault.folder / "journal" / "log",
    }
    for part, path in damage.items():
        whole = path.read_bytes()
        at = len(whole) // 2
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        again = open_vault(vault.folder, PASSPHRASE)
        assert [one.part for one in again.verify([FILM, OTHER])] == [part]
        again.close()
        path.write_bytes(whole)


def test_verifying_finds_what_is_missing_and_can_be_cancelled(vault: Vault) -> None:
    put_film(vault, FILM, bytes(200_000))
    found = vault.verify([FILM, OTHER])
    assert [(one.part, one.id) for one in found] == [(Part.KEY, OTHER), (Part.RECORDING, OTHER)]

    def cancel(done: int, total: int) -> None:
        if done > total // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        vault.verify([FILM], cancel)
