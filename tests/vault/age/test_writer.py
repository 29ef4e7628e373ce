import errno
import gc
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.age.files import CHUNK, DOORS, KEY, Door, content_of, parts_of, seekably, sequentially
from vigtool.vault.age import (
    AgeWriter,
    HybridIdentity,
    PayloadError,
    Recipient,
    RecipientMixError,
    ScryptRecipient,
    X25519Identity,
    encrypt,
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

CONTENT = content_of(20 * CHUNK)
every_door = pytest.mark.parametrize("door", DOORS)


class Disk(io.RawIOBase):
    """A raw file with room for ``room`` bytes, that takes ``step`` bytes at a time."""

    def __init__(self, room: int, step: int) -> None:
        self.taken = bytearray()
        self._room = room
        self._step = step

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        view = memoryview(data)
        count = min(len(view), self._step, self._room - len(self.taken))
        if not count:
            raise OSError(errno.ENOSPC, "full")
        self.taken += view[:count]
        return count


@given(sizes=st.lists(st.one_of(st.integers(0, 100), st.integers(0, 19 * CHUNK)), max_size=6))
def test_how_the_content_is_cut_into_writes_does_not_matter(sizes: list[int]) -> None:
    out = io.BytesIO()
    given_content = b""
    with encrypt(out, [KEY.recipient]) as writer:
        for size in sizes:
            piece = CONTENT[-size:] if size else b""
            assert writer.write(memoryview(piece)) == size
            given_content += piece
    released, error = sequentially(out.getvalue(), [KEY])
    assert error is None
    assert released == given_content
    assert len(parts_of(out.getvalue()).chunks) == max(1, -(-len(given_content) // CHUNK))


@pytest.mark.parametrize("step", [1000, CHUNK, 10**7])
@every_door
def test_a_file_that_takes_less_than_it_is_given(step: int, door: Door) -> None:
    disk = Disk(room=10**7, step=step)
    with encrypt(disk, [KEY.recipient]) as writer:
        writer.write(CONTENT)
    assert door(bytes(disk.taken), [KEY]) == (CONTENT, None)


def test_a_file_that_takes_nothing_is_no_success() -> None:
    class Busy:
        def write(self, data: "ReadableBuffer", /) -> None:
            assert memoryview(data)

    with pytest.raises(BlockingIOError):
        encrypt(Busy(), [KEY.recipient])


@every_door
def test_a_full_disk_leaves_no_valid_file(door: Door) -> None:
    disk = Disk(room=10 * CHUNK, step=CHUNK)
    writer = encrypt(disk, [KEY.recipient])
    with pytest.raises(OSError, match="full"):
        writer.write(CONTENT)
    for attempt in (writer.close, lambda: writer.write(b"more")):
        with pytest.raises(ValueError, match="closed"):
            attempt()
    _assert_never_valid(bytes(disk.taken), door)


def _interrupted(writer: AgeWriter) -> None:
    def film_and_fail() -> None:
        with writer:
            writer.write(CONTENT)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        film_and_fail()


def _abandoned(writer: AgeWriter) -> None:
    writer.write(CONTENT)
    writer.abandon()


def _forgotten(writer: AgeWriter) -> None:
    writer.write(CONTENT)


@pytest.mark.parametrize("leave", [_interrupted, _abandoned, _forgotten])
@every_door
def test_whoever_leaves_without_closing_leaves_no_valid_file(leave: Callable[[AgeWriter], None], door: Door) -> None:
    out = io.BytesIO()
    writer = encrypt(out, [KEY.recipient])
    leave(writer)
    del writer
    gc.collect()
    _assert_never_valid(out.getvalue(), door)


def _assert_never_valid(sealed: bytes, door: Door) -> None:
    released, error = door(sealed, [KEY])
    assert isinstance(error, PayloadError)
    assert CONTENT.startswith(released)


def test_closing_twice_writes_one_end_and_leaves_the_file_open() -> None:
    out = io.BytesIO()
    writer = encrypt(out, [KEY.recipient])
    writer.write(b"x")
    writer.close()
    once = out.getvalue()
    writer.close()
    assert out.getvalue() == once
    with pytest.raises(ValueError, match="closed"):
        writer.write(b"y")
    assert sequentially(once, [KEY]) == (b"x", None)


def test_the_same_content_never_gives_the_same_file() -> None:
    files = []
    for _ in range(2):
        out = io.BytesIO()
        with encrypt(out, [KEY.recipient]) as writer:
            writer.write(CONTENT[:100])
        files.append(parts_of(out.getvalue()))
    first, second = files
    assert first.header != second.header
    assert first.nonce != second.nonce
    assert first.chunks != second.chunks


@pytest.mark.parametrize("kind", [X25519Identity, HybridIdentity])
def test_each_of_several_recipients_opens_it(kind: type[X25519Identity] | type[HybridIdentity]) -> None:
    identities = [kind.generate() for _ in range(3)]
    out = io.BytesIO()
    with encrypt(out, [identity.recipient for identity in identities], armored=True) as writer:
        writer.write(CONTENT)
    for identity in identities:
        assert seekably(out.getvalue(), [identity]) == (CONTENT, None)


@pytest.mark.parametrize(
    "recipients",
    [
        [],
        [KEY.recipient, ScryptRecipient("x", work_factor=1)],
        [ScryptRecipient("x", work_factor=1), ScryptRecipient("y", work_factor=1)],
        [KEY.recipient, HybridIdentity.generate().recipient],
    ],
    ids=["nobody", "passphrase and key", "two passphrases", "classical and hybrid"],
)
def test_recipients_that_may_not_share_a_file(recipients: list[Recipient]) -> None:
    out = io.BytesIO()
    with pytest.raises(RecipientMixError):
        encrypt(out, recipients)
    assert out.getvalue() == b""
