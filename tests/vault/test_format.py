"""A reader of the journal written from docs/format.md alone: if it disagrees with the program, one of them is wrong."""

import base64
import hashlib
import json
import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.vault.small_vaults import CASE, FILM, NOON, OTHER, PASSPHRASE, made
from vigtool.vault.age import ScryptIdentity, SequentialReader, X25519Identity
from vigtool.vault.journal import ConsentLeaf, EntryDraft


def derived(secret: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, b"", info).derive(secret)


def opened(key: bytes, sealed: bytes, associated: bytes) -> bytes:
    return ChaCha20Poly1305(key).decrypt(sealed[:12], sealed[12:], associated)


def lines(path: Path, identity: ScryptIdentity | X25519Identity) -> list[str]:
    with path.open("rb") as file:
        return SequentialReader(file, [identity]).readall().decode("ascii").splitlines()


def secret_of(line: str) -> bytes:
    return X25519Identity.parse(line).secret


def head_in_force(stored: bytes, key: bytes, journal_id: bytes) -> tuple[int, int, int, bytes]:
    assert len(stored) == 8192
    slots = [opened(key, stored[slot * 4096 :][:4096], journal_id + bytes([slot])) for slot in (0, 1)]
    assert all(slot[56:] == bytes(4012) for slot in slots)
    fields = [struct.unpack(">QQQ32s", slot[:56]) for slot in slots]
    assert [generation % 2 for generation, *_ in fields] == [0, 1]
    generation, count, end, last = max(fields)
    return generation, count, end, last


def read_journal(folder: Path, vault_secret: bytes, secrets: dict[str, bytes]) -> list[tuple[bytes, bytes]]:
    """Return each entry's leaf and body; ``secrets`` are those of the cases' keys, by their ids."""
    keys: dict[str, str] = {}
    log = (folder / "log").read_bytes()
    journal_id = derived(vault_secret, b"vigtool/1 journal id")[:16]
    assert log[:32] == b"vigtool-journal\x01" + journal_id
    head_key = derived(vault_secret, b"vigtool/1 journal head")
    _, count, end, last = head_in_force((folder / "head").read_bytes(), head_key, journal_id)
    frame_key = derived(vault_secret, b"vigtool/1 journal frame")
    entries, at, previous = [], 32, hashlib.sha256(log[:32]).digest()
    for seq in range(count):
        length, check = struct.unpack_from(">II", log, at)
        frame = log[at : at + 8 + length]
        assert check == zlib.crc32(frame[:4] + frame[8:])
        place = struct.pack(">Q", seq)
        plain = opened(frame_key, frame[8:], journal_id + place + previous)
        size = struct.unpack_from(">I", plain)[0]
        leaf, sealed = plain[4 : 4 + size], plain[4 + size :]
        envelope = json.loads(leaf)
        case = envelope["case"]
        if envelope["act"] == "case.rekeyed":
            keys[case] = envelope["object"]
        body_secret = vault_secret if case is None else secrets[keys.get(case, case)]
        blinded = opened(derived(body_secret, b"vigtool/1 journal body"), sealed, journal_id + place)
        assert base64.b64decode(envelope["body_hash"], validate=True) == hashlib.sha256(blinded).digest()
        assert envelope["seq"] == seq
        entries.append((leaf, blinded[16:]))
        at, previous = at + len(frame), hashlib.sha256(frame).digest()
    assert (at, previous) == (end, last)
    return entries


def test_a_vault_reads_as_the_specification_says(tmp_path: Path) -> None:
    vault, recovery_key = made(tmp_path)
    vault.make_key(CASE)
    consent = vault.journal.append(EntryDraft(NOON, "consent.recorded", vault.id, CASE, FILM), b"yes")
    leaves = (ConsentLeaf(consent.seq, consent.body_hash),)
    time = datetime(2026, 3, 1, 12, 0, 0, 5, tzinfo=UTC)
    act = vault.journal.append(EntryDraft(time, "clip.exported", vault.id, None, FILM, leaves), b"clip")
    vault.make_key(OTHER)
    anew = vault.journal.append(EntryDraft(NOON, "case.rekeyed", vault.id, CASE, OTHER), b"anew")
    after = vault.journal.append(EntryDraft(NOON, "case.edited", vault.id, CASE, CASE), b"after")
    vault.close()

    facts = json.loads((tmp_path / "vault.json").read_text())
    for name, path in (("identity", "identity.age"), ("vault_key", f"keys/{vault.id}.age")):
        assert facts.pop(f"{name}_sha256") == hashlib.sha256((tmp_path / path).read_bytes()).hexdigest()
    assert facts == {"format": "vigtool-vault", "version": 1, "id": vault.id}

    title, line = lines(tmp_path / "identity.age", ScryptIdentity(PASSPHRASE))
    guider = X25519Identity.parse(line)
    assert title == f"# vigtool identity {vault.id}"
    title, to_guider, to_recovery, line = lines(tmp_path / "keys" / f"{vault.id}.age", guider)
    assert title == f"# vigtool vault key {vault.id}"
    assert to_guider == f"# {guider.recipient}"
    assert to_recovery == f"# {X25519Identity.parse(str(recovery_key)).recipient}"
    case_title, case_line = lines(tmp_path / "keys" / f"{CASE}.age", guider)
    assert case_title == f"# vigtool key {CASE}"

    secrets = {CASE: secret_of(case_line), OTHER: secret_of(lines(tmp_path / "keys" / f"{OTHER}.age", guider)[1])}
    entries = read_journal(tmp_path / "journal", secret_of(line), secrets)

    assert entries == [
        (consent.leaf(), b"yes"),
        (act.leaf(), b"clip"),
        (anew.leaf(), b"anew"),
        (after.leaf(), b"after"),
    ]
    for leaf, _ in entries:
        assert json.dumps(json.loads(leaf), sort_keys=True, separators=(",", ":")).encode() == leaf
    assert json.loads(entries[0][0])["time"] == "2026-03-01T12:00:00Z"
    assert json.loads(entries[1][0])["time"] == "2026-03-01T12:00:00.000005Z"


def test_several_users_stand_as_the_specification_says(tmp_path: Path) -> None:
    vault, recovery_key = made(tmp_path)
    vault.make_key(CASE)
    vault.access.add_user(FILM, "words of the second user")
    vault.close()

    facts = json.loads((tmp_path / "vault.json").read_text())
    assert facts["version"] == 2
    second = tmp_path / "identities" / f"{FILM}.age"
    assert facts["identities"] == {FILM: hashlib.sha256(second.read_bytes()).hexdigest()}
    title, line = lines(second, ScryptIdentity("words of the second user"))
    assert title == f"# vigtool identity {vault.id}"
    hers = X25519Identity.parse(line)
    mine = X25519Identity.parse(lines(tmp_path / "identity.age", ScryptIdentity(PASSPHRASE))[1])
    paper = X25519Identity.parse(str(recovery_key))
    for holder in (mine, hers, paper):
        assert lines(tmp_path / "keys" / f"{vault.id}.age", holder)[:-1] == [
            f"# vigtool vault key {vault.id}",
            f"# user {vault.id} {mine.recipient}",
            f"# user {FILM} {hers.recipient}",
            f"# recovery {paper.recipient}",
        ]
        assert lines(tmp_path / "keys" / f"{CASE}.age", holder)[0] == f"# vigtool key {CASE}"
