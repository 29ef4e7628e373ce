"""What can be wrong with a vault, as facts in fields; ids only, never a path, a name or a secret.

Each error is rebuilt from its ``args``, so it can cross a process border.
"""

from enum import StrEnum

from vigtool.domain.errors import VigtoolError


class VaultError(VigtoolError):
    """The root of what the vault raises."""


class WrongSecret(VaultError):
    """The passphrase or the recovery key does not open this vault, and the file that it should open is intact."""


class NotAVault(VaultError):
    """The folder holds no ``vault.json`` of ours."""


class VaultExists(VaultError):
    """A vault was to be made in a folder that already is one."""


class FolderNotEmpty(VaultError):
    """A vault was to be made in a folder in which something else lies."""


class VaultInUse(VaultError):
    """Another process (or another window of this one) has the vault open for writing; reading is possible."""


class VaultReadOnly(VaultError):
    """A change was asked for, but the vault was opened read-only or its disk cannot be written to."""


class VaultClosed(VaultError):
    """Something was asked of a vault after it was closed."""


class Part(StrEnum):
    """What of a vault a ``Damaged`` is about."""

    VAULT_JSON = "vault.json"
    IDENTITY = "identity"
    KEY = "key"
    RECORDING = "recording"
    DERIVED = "derived"
    EVIDENCE = "evidence"
    JOURNAL = "journal"
    HEAD = "head"
    BACKUP = "backup"


class Damaged(VaultError):
    """A part of the vault is missing or not authentic.

    ``id`` is the key's, the recording's or the case's; for the journal the sequence number, as far as it is known.
    """

    def __init__(self, part: Part, id_: str = "") -> None:
        super().__init__(part, id_)
        self.part = part
        self.id = id_


class NoSpace(VaultError):
    """The disk has no room for what was to be written, or the file system none for a file so large.

    Nothing of it was kept.
    """


class StorageFailed(VaultError):
    """The disk refused for another reason; ``code`` is the system's ``errno``."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class JournalStopped(VaultError):
    """An earlier append failed so that nobody can tell whether it is kept. Close the vault and open it again."""


class IdTaken(VaultError):
    """A key or a recording with this id already exists; nothing was written."""

    def __init__(self, id_: str) -> None:
        super().__init__(id_)
        self.id = id_


class KeyDestroyed(VaultError):
    """There is no key with this id (any more), so what it sealed is unreadable for ever."""

    def __init__(self, id_: str) -> None:
        super().__init__(id_)
        self.id = id_


class NewerFormat(VaultError):
    """The vault was written by a later vigtool, in this version of the format."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class UserStays(VaultError):
    """A user was to be removed who cannot be: the one at work, or the last one."""

    def __init__(self, user: str) -> None:
        super().__init__(user)
        self.user = user


class ChangeUnfinished(VaultError):
    """A change of keys was cut short and cannot be brought to its end yet: no other can begin, no key be destroyed."""
