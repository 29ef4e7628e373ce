"""What is packed comes out as it went in, for everybody whom it was sealed to and for nobody else."""

import errno
import io
from typing import TYPE_CHECKING

import pytest

from tests.vault.package.packages import (
    FILMS,
    MANIFEST,
    SENDER,
    STRANGER,
    SUPERVISOR,
    Taken,
    address,
    blob,
    package,
    take,
)
from vigtool.domain.errors import Cancelled
from vigtool.vault.age import KeyFormatError, RecipientMixError
from vigtool.vault.mailbox import Mailbox
from vigtool.vault.package import (
    Address,
    Blob,
    BlobDiffers,
    NotForThisVault,
    PackagePart,
    PackageReader,
    PackageTooLarge,
    limits,
    write_package,
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

SECOND = Mailbox(bytes([4] * 32))
WHOLE = Taken(MANIFEST, SENDER.public_key, list(FILMS))


def test_what_was_packed_comes_out() -> None:
    assert take(package()) == WHOLE


def test_without_blobs_and_with_an_empty_manifest() -> None:
    assert take(package(b"", ()), ()) == Taken(b"", SENDER.public_key, [])


@pytest.mark.parametrize("hybrid", [(True, True), (True, False), (False, True), (False, False)])
def test_everybody_it_was_sealed_to_opens_it(hybrid: tuple[bool, bool]) -> None:
    to = [address(who, hybrid=has) for who, has in zip((SUPERVISOR, SECOND), hybrid, strict=True)]
    made = package(to=to)
    kinds = {line.split()[1] for line in made.split(b"\n--- ")[0].splitlines() if line.startswith(b"-> ")}
    assert kinds == ({b"mlkem768x25519"} if all(hybrid) else {b"X25519"})
    for reader in (SUPERVISOR, SECOND):
        assert take(made, identities=reader.identities) == WHOLE
    assert isinstance(take(made, identities=STRANGER.identities).error, NotForThisVault)


def test_progress_counts_the_bytes_of_the_blobs() -> None:
    told: list[tuple[int, int]] = []
    package(progress=lambda done, total: told.append((done, total)))
    total = sum(map(len, FILMS))
    assert {whole for _, whole in told} == {total}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[0] == (0, total)
    assert told[-1] == (total, total)


@pytest.mark.parametrize("otherwise", [b"", FILMS[0][:-1], FILMS[0] + b"x", b"x" + FILMS[0][1:], FILMS[0] * 20])
@pytest.mark.parametrize("place", [0, 1])
def test_a_blob_that_changed_meanwhile_is_no_package(place: int, otherwise: bytes) -> None:
    out = io.BytesIO()
    blobs = [blob(FILMS[0]), blob(FILMS[0])]
    blobs[place] = blob(FILMS[0], lambda: io.BytesIO(otherwise))
    with pytest.raises(BlobDiffers) as caught:
        write_package(out, MANIFEST, blobs, [address(SUPERVISOR)], SENDER.sign)
    assert caught.value.place == place
    assert take(out.getvalue()).error is not None


def test_a_size_that_was_never_right_is_no_package() -> None:
    right = blob(FILMS[0])
    for size in (right.size - 1, right.size + 1):
        wrong = Blob(size, right.sha256, right.open)
        with pytest.raises(BlobDiffers):
            write_package(io.BytesIO(), MANIFEST, [wrong], [address(SUPERVISOR)], SENDER.sign)


class _Asked(io.BytesIO):
    """Tells how much of it had been read when it was closed."""

    read_up_to = 0

    def close(self) -> None:
        if not self.closed:
            self.read_up_to = self.tell()
        super().close()


def test_a_film_that_grows_without_end_is_left() -> None:
    film = _Asked(bytes(20 * limits.BLOCK))
    with pytest.raises(BlobDiffers):
        write_package(io.BytesIO(), MANIFEST, [blob(b"short", lambda: film)], [address(SUPERVISOR)], SENDER.sign)
    assert film.read_up_to == limits.BLOCK


def test_each_blob_is_closed() -> None:
    files: list[io.BytesIO] = []

    def opened() -> io.BytesIO:
        files.append(io.BytesIO(FILMS[0]))
        return files[-1]

    write_package(io.BytesIO(), MANIFEST, [blob(FILMS[0], opened)] * 2, [address(SUPERVISOR)], SENDER.sign)
    assert [file.closed for file in files] == [True, True]


def test_cancelling_leaves_no_package() -> None:
    out = io.BytesIO()

    def stop(done: int, _total: int) -> None:
        if done > len(FILMS[0]):
            raise Cancelled

    with pytest.raises(Cancelled):
        write_package(out, MANIFEST, [blob(film) for film in FILMS], [address(SUPERVISOR)], SENDER.sign, stop)
    assert take(out.getvalue()).error is not None


class _FullDisk(io.BytesIO):
    def write(self, data: "ReadableBuffer", /) -> int:
        if self.tell() > 100_000:
            raise OSError(errno.ENOSPC, "full")
        return super().write(data)


def test_a_full_disk_is_told_and_leaves_no_package() -> None:
    out = _FullDisk()
    with pytest.raises(OSError, match="full"):
        write_package(out, MANIFEST, [blob(FILMS[0] * 20)], [address(SUPERVISOR)], SENDER.sign)
    assert take(out.getvalue()).error is not None


def test_nobody_or_no_key_to_seal_to() -> None:
    with pytest.raises(RecipientMixError):
        package(to=[])
    with pytest.raises(KeyFormatError):
        package(to=[Address("age1nonsense", "")])
    with pytest.raises(KeyFormatError):
        package(to=[Address(SUPERVISOR.recipient, SUPERVISOR.recipient)])
    with pytest.raises(KeyFormatError):
        package(to=[Address(SUPERVISOR.hybrid, "")])


@pytest.mark.parametrize(
    ("part", "manifest", "to", "size", "limit"),
    [
        (PackagePart.MANIFEST, bytes(limits.MANIFEST_LIMIT + 1), 1, limits.MANIFEST_LIMIT + 1, limits.MANIFEST_LIMIT),
        (PackagePart.RECIPIENTS, b"", limits.RECIPIENT_LIMIT + 1, limits.RECIPIENT_LIMIT + 1, limits.RECIPIENT_LIMIT),
    ],
    ids=["manifest", "recipients"],
)
def test_more_than_a_package_may_hold_is_not_packed(
    part: PackagePart, manifest: bytes, to: int, size: int, limit: int
) -> None:
    out = io.BytesIO()
    with pytest.raises(PackageTooLarge) as caught:
        write_package(out, manifest, [], [address(SUPERVISOR)] * to, SENDER.sign)
    assert (caught.value.part, caught.value.size, caught.value.limit) == (part, size, limit)
    assert out.getvalue() == b""


def test_films_larger_than_a_package_may_hold_are_not_opened() -> None:
    huge = Blob(limits.PACKAGE_LIMIT, "", lambda: pytest.fail("opened"))
    out = io.BytesIO()
    with pytest.raises(PackageTooLarge) as caught:
        write_package(out, MANIFEST, [huge], [address(SUPERVISOR)], SENDER.sign)
    assert caught.value.part == PackagePart.FILE
    assert out.getvalue() == b""


def test_the_reader_says_how_much_is_left() -> None:
    reader = PackageReader(io.BytesIO(package()), SUPERVISOR.identities)
    assert reader.remaining == sum(map(len, FILMS))
    made = blob(FILMS[0])
    reader.copy_blob(made.size, made.sha256, lambda _: None)
    assert reader.remaining == sum(map(len, FILMS[1:]))
