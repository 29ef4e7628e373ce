"""Where each thing lies in a vault folder, and the public facts in ``vault.json`` (``docs/format.md``)."""

import errno
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import msgspec

from vigtool.domain.identifiers import is_identifier
from vigtool.vault.atomic import write_whole
from vigtool.vault.errors import Damaged, NewerFormat, NotAVault, Part

VERSION: Final = 2
"""The newest form that is read. Written is the first one wherever it can say what is so (``Facts.version``)."""

FIRST_VERSION: Final = 1
"""One user, whose identity is ``identity.age``, and no change of keys under way."""

SUFFIX: Final = ".age"
PART_SUFFIX: Final = ".age.part"
UNJOURNALLED_SUFFIX: Final = ".unjournalled"
NEXT_SUFFIX: Final = ".age.next"
FOLDERS: Final = ("keys", "recordings", "derived", "journal")

_NO_SUCH_PLACE: Final = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL}
"""Not there, or under a name that no file can have; EINVAL is how Windows says the latter."""

_DERIVED_NAME: Final = re.compile(r"[a-z0-9-]{1,32}")


class _Format(msgspec.Struct):
    format: Literal["vigtool-vault"]
    version: int


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What ``vault.json`` says; a field that says nothing is left out.

    The hashes (SHA-256, hex) tell a damaged file from a wrong secret; nothing is believed because of them. Each text
    holds as many as the file may have while it is being replaced, with blanks between, and none when there is no file.
    ``identities`` has those of further users, by their ids.
    """

    format: Literal["vigtool-vault"]
    version: int
    id: str
    identity_sha256: str
    vault_key_sha256: str
    identities: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of the vault in ``root``. Methods that take an id raise ``ValueError`` unless it has an id's form."""

    root: Path

    @property
    def facts(self) -> Path:
        """The public facts."""
        return self.root / "vault.json"

    @property
    def identity(self) -> Path:
        """The guider's identity, under the passphrase."""
        return self.root / "identity.age"

    @property
    def resealing(self) -> Path:
        """All keys, while the key files are being sealed to others."""
        return self.root / "resealing.age"

    @property
    def identities(self) -> Path:
        """The folder of further users' identities; made with the first of them."""
        return self.root / "identities"

    def identity_of(self, user: str, vault_id: str) -> Path:
        """A user's identity, under that user's passphrase; who made the vault has the vault's id."""
        return self.identity if user == vault_id else self.identities / f"{_checked(user)}{SUFFIX}"

    def next_identity(self, user: str) -> Path:
        """The identity that takes the place of a user's, once the keys are sealed to it."""
        return self.identities / f"{_checked(user)}{NEXT_SUFFIX}"

    @property
    def lock(self) -> Path:
        """What the writer holds locked."""
        return self.root / "lock"

    @property
    def journal(self) -> Path:
        """The folder of the journal."""
        return self.root / "journal"

    def key(self, id_: str) -> Path:
        """The key file of a recording, a case or the vault."""
        return self.root / "keys" / f"{_checked(id_)}{SUFFIX}"

    def recording(self, id_: str) -> Path:
        """A film."""
        return self.root / "recordings" / f"{_checked(id_)}{SUFFIX}"

    def part(self, id_: str) -> Path:
        """A film that is being written."""
        return self.root / "recordings" / f"{_checked(id_)}{PART_SUFFIX}"

    def unjournalled(self, id_: str) -> Path:
        """An empty mark: the film is whole, but no journal entry about it has been kept yet."""
        return self.root / "recordings" / f"{_checked(id_)}{UNJOURNALLED_SUFFIX}"

    def derived(self, id_: str, name: str) -> Path:
        """Something that can be made again from a recording; ``name`` is of a-z, 0-9 and "-"."""
        if not _DERIVED_NAME.fullmatch(name):
            raise ValueError(name)
        return self.root / "derived" / f"{_checked(id_)}.{name}{SUFFIX}"

    def evidence(self, id_: str) -> Path:
        """A scan or photo of a form; the folder is made with the first of them."""
        return self.root / "evidence" / f"{_checked(id_)}{SUFFIX}"

    def all_derived(self, id_: str) -> list[Path]:
        """What there is that was derived from a film, half-written files included."""
        return sorted((self.root / "derived").glob(f"{_checked(id_)}.*"))

    def listed(self, folder: str, suffix: str) -> Iterator[str]:
        """The ids of the files ``<id><suffix>`` in a folder, in the order of the ids; other files are left out."""
        names = sorted(path.name for path in (self.root / folder).glob(f"*{suffix}"))
        return (name.removesuffix(suffix) for name in names if is_identifier(name.removesuffix(suffix)))


def load_facts(layout: Layout) -> Facts:
    """Read ``vault.json``. Raises ``NotAVault``, ``NewerFormat``, ``Damaged``."""
    try:
        text = layout.facts.read_bytes()
    except OSError as error:
        if error.errno in _NO_SUCH_PLACE:
            raise NotAVault from error
        raise Damaged(Part.VAULT_JSON) from error
    try:
        version = msgspec.json.decode(text, type=_Format).version
        if version > VERSION:
            raise NewerFormat(version)
        facts = msgspec.json.decode(text, type=Facts)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:  # no UTF-8; lists within lists
        raise Damaged(Part.VAULT_JSON) from error
    if version < FIRST_VERSION or not all(map(is_identifier, (facts.id, *facts.identities))):
        raise Damaged(Part.VAULT_JSON, "")
    return facts


def save_facts(layout: Layout, facts: Facts) -> None:
    """Write ``vault.json``. Raises ``NoSpace``, ``VaultReadOnly``, ``StorageFailed``."""
    write_whole(layout.facts, msgspec.json.format(msgspec.json.encode(facts), indent=2) + b"\n")


def _checked(id_: str) -> str:
    if not is_identifier(id_):
        raise ValueError(id_)
    return id_
