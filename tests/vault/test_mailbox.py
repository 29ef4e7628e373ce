"""The mailbox of a vault: derived as docs/format.md says, the same whatever happens to the vault's secrets."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.vault.small_vaults import made, opened
from vigtool.vault.age import HybridIdentity, X25519Identity
from vigtool.vault.errors import VaultClosed
from vigtool.vault.mailbox import Mailbox

SECRET = bytes(range(32))


def derived(info: bytes) -> bytes:
    return HKDF(SHA256(), 32, b"", info).derive(SECRET)


def test_it_is_derived_as_the_format_says() -> None:
    mailbox = Mailbox(SECRET)
    classical = X25519Identity(derived(b"vigtool/1 mailbox x25519"))
    hybrid = HybridIdentity(derived(b"vigtool/1 mailbox mlkem768x25519"))
    assert mailbox.recipient == str(classical.recipient)
    assert mailbox.hybrid == str(hybrid.recipient)
    assert set(mailbox.identities) == {classical, hybrid}


def test_a_vault_keeps_its_mailbox(tmp_path: Path) -> None:
    vault, recovery = made(tmp_path / "vault")
    before = vault.mailbox
    vault.close()
    with pytest.raises(VaultClosed):
        _ = vault.mailbox
    for read_only in (False, True):
        again = opened(tmp_path / "vault", read_only=read_only)
        assert (again.mailbox.recipient, again.mailbox.hybrid) == (before.recipient, before.hybrid)
        assert again.mailbox.identities == before.identities
        again.close()
    assert before.recipient != str(recovery.identity.recipient)


def test_two_vaults_have_two_mailboxes(tmp_path: Path) -> None:
    one, _ = made(tmp_path / "one")
    other, _ = made(tmp_path / "other")
    assert one.mailbox.recipient != other.mailbox.recipient
    assert one.mailbox.hybrid != other.mailbox.hybrid
    one.close()
    other.close()
