"""The packages that are refused: for each kind of bad file its error, and nothing of it is believed before."""

from collections.abc import Callable, Sequence
from typing import Final

import pytest

from tests.vault.age.files import parts_of
from tests.vault.package.forging import FIRST_LINE, flipped, head, plain, sealed, signature, with_chunks
from tests.vault.package.packages import FILMS, MANIFEST, SENDER, STRANGER, SUPERVISOR, address, package, take
from vigtool.vault.age import ScryptRecipient
from vigtool.vault.errors import VaultError
from vigtool.vault.package import (
    NewerPackage,
    NotAPackage,
    NotForThisVault,
    PackageDamaged,
    PackagePart,
    PackageTooLarge,
    SenderUnproved,
    limits,
)
from vigtool.vault.signing import Signer

OTHER = Signer(bytes([9] * 32))
WHOLE = package()
LARGE = sealed(plain())
SECOND = package(b'{"another": 1}')
HEADER_SIZE = len(parts_of(WHOLE).start)

Making = Callable[[], bytes]
FILE = PackageDamaged(PackagePart.FILE)


def _signed_by_two() -> bytes:
    begins = head()
    return begins + SENDER.public_key + signature(begins, OTHER)


def _spliced() -> bytes:
    ours, theirs = parts_of(WHOLE), parts_of(SECOND)
    return ours.joined((*ours.chunks[:-1], theirs.chunks[-1]))


BEFORE_THE_MANIFEST: Final[dict[str, tuple[Making, VaultError]]] = {
    "an empty file": (lambda: b"", FILE),
    "a copy that has hardly begun": (lambda: WHOLE[:11], FILE),
    "cut in the header": (lambda: WHOLE[: HEADER_SIZE // 2], FILE),
    "cut in the middle": (lambda: WHOLE[: len(WHOLE) // 2], FILE),
    "cut after a whole piece": (lambda: with_chunks(WHOLE, [0, 1]), FILE),
    "cut by one byte": (lambda: WHOLE[:-1], FILE),
    "a byte added": (lambda: WHOLE + b"\0", FILE),
    "sent twice in one file": (lambda: WHOLE + WHOLE, FILE),
    "flipped in the header": (lambda: flipped(WHOLE, HEADER_SIZE - 20), FILE),
    "flipped at the start": (lambda: flipped(WHOLE, HEADER_SIZE + 100), FILE),
    "flipped in the last piece": (lambda: flipped(WHOLE, len(WHOLE) - 50), FILE),
    "pieces in another order, the first moved": (lambda: with_chunks(WHOLE, [1, 0, 2, 3]), FILE),
    "pieces in another order, the last moved": (lambda: with_chunks(WHOLE, [0, 1, 3, 2]), FILE),
    "the end of another package to the same vault": (_spliced, FILE),
    "a letter": (lambda: b"Dear supervisor, here are the moments.\n", NotAPackage()),
    "a zip": (lambda: b"PK\x03\x04" + bytes(100), NotAPackage()),
    "armored": (lambda: sealed(plain(), armored=True), NotAPackage()),
    "age of another version": (lambda: WHOLE.replace(b"org/v1", b"org/v2", 1), NotAPackage()),
    "something else, encrypted": (lambda: sealed(b"a film"), NotAPackage()),
    "nothing, encrypted": (lambda: sealed(b""), NotAPackage()),
    "an older version": (lambda: sealed(plain(head(first_line=b"vigtool-package/0\n"))), NotAPackage()),
    "a version with a nought before it": (
        lambda: sealed(plain(head(first_line=b"vigtool-package/01\n"))),
        NotAPackage(),
    ),
    "another line end": (lambda: sealed(plain(head(first_line=b"vigtool-package/1\r\n"))), NotAPackage()),
    "a newer version": (lambda: sealed(plain(head(first_line=b"vigtool-package/2\n"))), NewerPackage(2)),
    "a far newer version": (
        lambda: sealed(b"vigtool-package/999999999\n" + bytes(50)),
        NewerPackage(999_999_999),
    ),
    "for somebody else": (lambda: package(to=[address(STRANGER)]), NotForThisVault()),
    "for somebody else, in the older way": (lambda: package(to=[address(STRANGER, hybrid=False)]), NotForThisVault()),
    "under a passphrase": (lambda: sealed(plain(), ScryptRecipient("words", work_factor=2)), NotForThisVault()),
    "a manifest longer than the file": (
        lambda: sealed(plain(head(length=1_000_000), ())),
        PackageDamaged(PackagePart.MANIFEST),
    ),
    "only the length of a manifest": (lambda: sealed(FIRST_LINE + b"\0\0"), PackageDamaged(PackagePart.MANIFEST)),
    "a manifest that swallows its signature": (
        lambda: sealed(plain(head(length=len(MANIFEST) + 10), ())),
        PackageDamaged(PackagePart.SIGNATURE),
    ),
    "a manifest that is longer than it was signed": (
        lambda: sealed(plain(head(length=len(MANIFEST) + 1))),
        SenderUnproved(),
    ),
    "a manifest shorter than it was signed": (lambda: sealed(plain(head(length=len(MANIFEST) - 1))), SenderUnproved()),
    "a huge manifest": (
        lambda: sealed(plain(head(length=limits.MANIFEST_LIMIT + 1))),
        PackageTooLarge(PackagePart.MANIFEST, limits.MANIFEST_LIMIT + 1, limits.MANIFEST_LIMIT),
    ),
    "no signature": (lambda: sealed(head()), PackageDamaged(PackagePart.SIGNATURE)),
    "a signature of noughts": (lambda: sealed(head() + SENDER.public_key + bytes(64)), SenderUnproved()),
    "somebody else's signature": (lambda: sealed(_signed_by_two()), SenderUnproved()),
    "the signature of another package": (
        lambda: sealed(head() + SENDER.public_key + signature(head(b"{}"))),
        SenderUnproved(),
    ),
    "a signature on something else than a package": (
        lambda: sealed(head() + SENDER.public_key + signature(head(), label=b"")),
        SenderUnproved(),
    ),
    "a key that is none": (lambda: sealed(head() + b"\xff" * 32 + signature(head())), SenderUnproved()),
}

AFTER_THE_MANIFEST: Final[dict[str, tuple[Making, Sequence[bytes], VaultError]]] = {
    "flipped in the middle": (lambda: flipped(WHOLE, HEADER_SIZE + 66_000), FILMS, FILE),
    "pieces in another order, in the middle": (lambda: with_chunks(WHOLE, [0, 2, 1, 3]), FILMS, FILE),
    "a blob shorter than said": (
        lambda: sealed(plain(films=[FILMS[0][:-1]])),
        FILMS[:1],
        PackageDamaged(PackagePart.BLOB),
    ),
    "a blob longer than said": (
        lambda: sealed(plain(films=[FILMS[0] + b"x"])),
        FILMS[:1],
        PackageDamaged(PackagePart.END),
    ),
    "a blob longer than said, another after it": (
        lambda: sealed(plain(films=[FILMS[0] + b"x", FILMS[1]])),
        FILMS[:2],
        PackageDamaged(PackagePart.BLOB),
    ),
    "a blob that is missing": (lambda: sealed(plain(films=FILMS[:2])), FILMS, PackageDamaged(PackagePart.BLOB)),
    "blobs in another order": (lambda: sealed(plain(films=FILMS[::-1])), FILMS, PackageDamaged(PackagePart.BLOB)),
    "another blob of the same size": (
        lambda: sealed(plain(films=[flipped(FILMS[0], 5)])),
        FILMS[:1],
        PackageDamaged(PackagePart.BLOB),
    ),
    "more behind the blobs": (lambda: sealed(plain(tail=b"\n")), FILMS, PackageDamaged(PackagePart.END)),
    "blobs of which the manifest says nothing": (lambda: sealed(plain()), (), PackageDamaged(PackagePart.END)),
}


def test_the_plain_one_put_together_by_hand_is_taken() -> None:
    assert take(LARGE).error is None
    assert take(LARGE).films == list(FILMS)


@pytest.mark.parametrize("kind", BEFORE_THE_MANIFEST)
def test_refused_before_anything_is_believed(kind: str) -> None:
    making, error = BEFORE_THE_MANIFEST[kind]
    taken = take(making())
    assert (type(taken.error), taken.error and taken.error.args) == (type(error), error.args)
    assert taken.manifest is None
    assert taken.films == []


@pytest.mark.parametrize("kind", AFTER_THE_MANIFEST)
def test_refused_when_its_blobs_are_read(kind: str) -> None:
    making, films, error = AFTER_THE_MANIFEST[kind]
    taken = take(making(), films)
    assert (type(taken.error), taken.error and taken.error.args) == (type(error), error.args)
    assert taken.manifest == MANIFEST


def test_a_package_signed_anew_by_somebody_else_names_them() -> None:
    begins = head()
    stolen = sealed(begins + OTHER.public_key + signature(begins, OTHER) + b"".join(FILMS))
    assert take(stolen).error is None
    assert take(stolen).signer == OTHER.public_key


def test_none_of_our_identities_is_no_recipient() -> None:
    assert isinstance(take(WHOLE, identities=()).error, NotForThisVault)
    assert take(WHOLE, identities=(*STRANGER.identities, *SUPERVISOR.identities)).error is None
