"""Opening the age file of a package: what it is, whether it is for us, and that it has come whole to its very end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from vigtool.vault.age import AgeError, HeaderError, HeaderFault, Identity, NoMatchError, SeekableReader
from vigtool.vault.age.stanza import Stanza
from vigtool.vault.package.errors import (
    NotAPackage,
    NotForThisVault,
    PackageDamaged,
    PackagePart,
    PackageTooLarge,
    PackageUnreadable,
)
from vigtool.vault.package.limits import RECIPIENT_LIMIT

_AGE_BEGINS = b"age-encryption.org/"


def opened(file: BinaryIO, identities: Sequence[Identity]) -> SeekableReader:
    """Return the content of ``file``, of which the header and the last piece are authentic.

    Raises ``NotAPackage``, ``NotForThisVault``, ``PackageDamaged`` (FILE), ``PackageTooLarge`` (RECIPIENTS),
    ``PackageUnreadable``.
    """
    try:
        _demand_binary_age(file)
        return SeekableReader(file, [_Bounded(identity) for identity in identities])
    except NoMatchError as error:
        raise NotForThisVault from error
    except HeaderError as error:
        raise _header_refused(error) from error
    except AgeError as error:
        raise PackageDamaged(PackagePart.FILE) from error
    except OSError as error:
        raise PackageUnreadable(error.errno or 0) from error


@dataclass(frozen=True, slots=True)
class _Bounded:
    """An identity that is not tried on ten thousand recipients, each of which takes its time."""

    identity: Identity

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        if len(stanzas) > RECIPIENT_LIMIT:
            raise PackageTooLarge(PackagePart.RECIPIENTS, len(stanzas), RECIPIENT_LIMIT)
        return self.identity.unwrap(stanzas)


def _demand_binary_age(file: BinaryIO) -> None:
    """Refuse what is something else, armor included: that would have to be decoded into memory as a whole."""
    file.seek(0)
    if not _AGE_BEGINS.startswith(file.read(len(_AGE_BEGINS))):  # a copy that has hardly begun is a damaged one
        raise NotAPackage


def _header_refused(error: HeaderError) -> NotAPackage | PackageDamaged:
    if error.fault is HeaderFault.VERSION:
        return NotAPackage()
    return PackageDamaged(PackagePart.FILE)
