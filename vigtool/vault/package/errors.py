"""What can be wrong with a package, as facts in fields; nothing of what it holds, and no name of a file.

Each error is rebuilt from its ``args``, so it can cross a process border.
"""

from enum import StrEnum

from vigtool.vault.errors import VaultError


class PackagePart(StrEnum):
    """What of a package an error is about."""

    FILE = "file"
    """The age file itself: its header, a piece of it, its end."""
    RECIPIENTS = "recipients"
    MANIFEST = "manifest"
    SIGNATURE = "signature"
    BLOB = "blob"
    END = "end"


class NotAPackage(VaultError):
    """The file is none of ours: no binary age file, or one that holds something else."""


class NewerPackage(VaultError):
    """The package was made by a later vigtool, in this version of the format."""

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


class NotForThisVault(VaultError):
    """The file is a well-formed age file, but sealed to others; what it holds cannot be told."""


class PackageDamaged(VaultError):
    """The package is not as it was sealed, or its sender's program wrote it otherwise than its own manifest says."""

    def __init__(self, part: PackagePart) -> None:
        super().__init__(part)
        self.part = part


class PackageTooLarge(VaultError):
    """``part`` has this ``size`` (bytes; RECIPIENTS: how many), which is over the ``limit``."""

    def __init__(self, part: PackagePart, size: int, limit: int) -> None:
        super().__init__(part, size, limit)
        self.part = part
        self.size = size
        self.limit = limit


class SenderUnproved(VaultError):
    """The signature in the package does not hold for the key beside it: nobody can tell who made it."""


class PackageUnreadable(VaultError):
    """The disk or stick with the package did not give it; ``code`` is the system's ``errno``."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class BlobDiffers(VaultError):
    """What was to be packed is not what was said of it before; ``place`` counts from 0. The file is no package."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place
