"""Packages: one signed age file that travels from a vault to others (``docs/supervision.md``).

This package knows the file, its seal, its signature and its lengths; what the manifest says is for others to read.
"""

from vigtool.vault.package.errors import (
    BlobDiffers,
    NewerPackage,
    NotAPackage,
    NotForThisVault,
    PackageDamaged,
    PackagePart,
    PackageTooLarge,
    PackageUnreadable,
    SenderUnproved,
)
from vigtool.vault.package.reader import PackageReader
from vigtool.vault.package.writer import Address, Blob, write_package

__all__ = [
    "Address",
    "Blob",
    "BlobDiffers",
    "NewerPackage",
    "NotAPackage",
    "NotForThisVault",
    "PackageDamaged",
    "PackagePart",
    "PackageReader",
    "PackageTooLarge",
    "PackageUnreadable",
    "SenderUnproved",
    "write_package",
]
