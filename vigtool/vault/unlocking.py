"""From a secret to the vault key: which identity it opens, and a wrong secret told from damage.

A vault may have several users, each with an identity file of their own. Which of them a passphrase opens is only known
by trying, about a second each by design of scrypt.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vigtool.domain.progress import Progress
from vigtool.vault.age import AgeError, NoMatchError, ScryptIdentity, X25519Identity
from vigtool.vault.errors import Damaged, Part, WrongSecret
from vigtool.vault.fact_book import is_known
from vigtool.vault.folder import Facts, Layout
from vigtool.vault.holders import VaultKey, unseal_vault_key
from vigtool.vault.key_bundle import open_bundle
from vigtool.vault.sealed import parse_key_text, unseal
from vigtool.vault.secret import RecoveryKey, as_recovery_key, normalised


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What the right secret gave: who opened, with which key, and what the vault key's file says.

    ``user`` is a user's id or ``holders.RECOVERY``. ``spare`` are all keys while they are being sealed to others, None
    when the file that holds them for that time is damaged.
    """

    vault_id: str
    user: str
    holder: X25519Identity = field(repr=False)
    content: VaultKey
    spare: Mapping[str, X25519Identity] | None = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An identity file that the secret may be for; ``user`` is its user's id, ``known`` the hashes it may have."""

    user: str
    path: Path
    known: str
    next: bool = False


def unlock(layout: Layout, facts: Facts, secret: str | RecoveryKey, progress: Progress) -> Unlocked:
    """Open the vault key. Progress counts the identities tried. Raises ``WrongSecret``, ``Damaged``."""
    file = read_part(layout.key(facts.id), Part.KEY, facts.id)
    recovery = secret if isinstance(secret, RecoveryKey) else as_recovery_key(secret)
    if recovery is not None:
        opened = _open_vault_key(layout, facts, file, recovery.identity)
    else:
        opened = _by_passphrase(layout, facts, file, str(secret), progress)
    if opened is None:
        raise WrongSecret
    return opened


def identity_with(path: Path, vault_id: str, passphrase: str) -> X25519Identity | None:
    """Return the identity in a file, None for another passphrase. Raises ``AgeError``, ``ValueError``, ``OSError``."""
    try:
        text = unseal(path.read_bytes(), ScryptIdentity(normalised(passphrase)))
    except NoMatchError:
        return None
    return parse_key_text(text, f"identity {vault_id}")[0]


def read_part(path: Path, part: Part, id_: str) -> bytes:
    """Return a file's bytes. Raises ``Damaged`` when they cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Damaged(part, id_) from error


def _by_passphrase(layout: Layout, facts: Facts, file: bytes, passphrase: str, progress: Progress) -> Unlocked | None:
    damage: Damaged | None = None
    candidates = _candidates(layout, facts)
    for done, one in enumerate(candidates):
        progress(done, len(candidates))
        try:
            holder = _try(one, facts.id, passphrase)
        except Damaged as found:
            damage = damage or found
            continue
        if holder is not None and (opened := _open_vault_key(layout, facts, file, holder)) is not None:
            return opened
    if damage is not None:
        raise damage
    return None


def _candidates(layout: Layout, facts: Facts) -> list[_Candidate]:
    known = {facts.id: facts.identity_sha256, **facts.identities}
    found = []
    for user, hashes in known.items():
        if hashes:
            found.append(_Candidate(user, layout.identity_of(user, facts.id), hashes))
        if layout.next_identity(user).exists():
            found.append(_Candidate(user, layout.next_identity(user), hashes, next=True))
    return found


def _try(one: _Candidate, vault_id: str, passphrase: str) -> X25519Identity | None:
    """Return the identity that the passphrase opens, None when it is another's. Raises ``Damaged`` (IDENTITY)."""
    damaged = Damaged(Part.IDENTITY, "" if one.user == vault_id else one.user)
    file = read_part(one.path, damaged.part, damaged.id)
    if one.next and not is_known(one.known, file) and len(one.known.split()) < 2:  # noqa: PLR2004 - one and its next
        return None  # a change that was cut short before it began
    try:
        holder = identity_with(one.path, vault_id, passphrase) if passphrase else None
    except (AgeError, ValueError, OSError) as error:
        raise damaged from error
    if holder is None and not is_known(one.known, file):
        raise damaged
    return holder


def _open_vault_key(layout: Layout, facts: Facts, file: bytes, holder: X25519Identity) -> Unlocked | None:
    """Open the vault key with an identity; None when it is not sealed to it, though intact. Raises ``Damaged``."""
    try:
        content = unseal_vault_key(facts.id, file, holder)
        user = content.holders.name_of(holder)
    except NoMatchError as error:
        if is_known(facts.vault_key_sha256, file):
            return None
        raise Damaged(Part.KEY, facts.id) from error
    except (AgeError, ValueError) as error:
        raise Damaged(Part.KEY, facts.id) from error
    spare = {} if content.transit is None else open_bundle(layout, content.transit)
    return Unlocked(facts.id, user, holder, content, spare)
