"""A copy is compared with its source byte by byte, from the first chunk to the last."""

import hashlib
import io
import random
import threading
from pathlib import Path
from typing import TypeVar

import pytest

from vigtool.services.checked_copying import BLOCKS, copy_checked
from vigtool.services.copying import BLOCK, hash_of
from vigtool.services.errors import CopyDiffers
from vigtool.services.identifying import new_identifier
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import Damaged, Part
from vigtool.vault.reading_along import AlongReader
from vigtool.vault.recordings import RecordingWriter

CHUNK = 65_536
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, BLOCK - 1, BLOCK, BLOCK + 1, BLOCK + CHUNK, (BLOCKS + 2) * BLOCK + 12_345]


class _Dribbling(io.BytesIO):
    """A source that gives less than it is asked for, as network disks do."""

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override] # Buffer is typed from 3.12 on
        return super().readinto(buffer[: max(1, len(buffer) * 2 // 3)])


def _content(size: int) -> bytes:
    return random.Random(size).randbytes(size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", [io.BytesIO, _Dribbling])
def test_the_copy_is_the_source(ws: Workspace, size: int, kind: type[io.BytesIO]) -> None:
    content, told = _content(size), list[int]()
    with ws.vault.new_recording(new_identifier()) as sealed:
        copied = copy_checked(kind(content), sealed, told.append)
        with copied.copy as copy:
            assert copy.read() == content
    assert (copied.sha256, copied.size) == (hashlib.sha256(content).hexdigest(), size)
    assert told == sorted(told)
    assert told[-1:] == ([size] if size else [])
    assert hash_of(kind(content)) == copied.sha256


class _Meddled(RecordingWriter):
    """The vault's writer, with one bit of what it is given turned at a place."""

    left: int

    def write(self, data: memoryview) -> int:  # type: ignore[override] # the services hand over memoryviews only
        changed = bytearray(data)
        if 0 <= self.left < len(changed):
            changed[self.left] ^= 1
        self.left -= len(changed)
        return super().write(changed)


@pytest.mark.parametrize("at", [0, CHUNK, BLOCK - 1, BLOCK, 3 * BLOCK + 4, 3 * BLOCK + 99])
def test_one_turned_bit_is_seen_wherever_it_is(ws: Workspace, at: int) -> None:
    with _made(ws, _Meddled) as sealed:
        sealed.left = at
        with pytest.raises(CopyDiffers):
            copy_checked(io.BytesIO(_content(3 * BLOCK + 100)), sealed, lambda _done: None)


Made = TypeVar("Made", bound=RecordingWriter)


def _made(ws: Workspace, kind: type[Made]) -> Made:
    """A writer of another class than the vault's own, over the same folder and keys."""
    sound = ws.vault.new_recording(new_identifier())
    made = kind.__new__(kind)
    made.__dict__.update(sound.__dict__)
    return made


class _Lagging(RecordingWriter):
    """Its copy is read only when the source has been read far ahead, or after a while if that never comes."""

    ahead: threading.Event

    def read_along(self) -> AlongReader:
        along, read = super().read_along(), AlongReader.read_chunk

        class Late(AlongReader):
            def __init__(self, ahead: threading.Event) -> None:
                self.__dict__.update(along.__dict__)
                self._ahead = ahead

            def read_chunk(self, size: int, *, last: bool) -> bytes:
                self._ahead.wait(0.3)
                self._ahead.set()
                return read(self, size, last=last)

        return Late(self.ahead)


def test_no_block_is_overwritten_before_it_was_compared(ws: Workspace) -> None:
    size = (BLOCKS + 3) * BLOCK
    with _made(ws, _Lagging) as sealed:
        sealed.ahead = threading.Event()

        def read_on(done: int) -> None:
            if done > BLOCKS * BLOCK:
                sealed.ahead.set()

        with copy_checked(io.BytesIO(_content(size)), sealed, read_on).copy as copy:
            assert copy.size == size


@pytest.mark.parametrize("at", [-1, -20, -CHUNK, 400])
def test_a_disk_that_changes_what_it_was_given_is_seen(ws: Workspace, at: int) -> None:
    id_ = new_identifier()
    part = ws.folder / "recordings" / f"{id_}.age.part"

    def meddle(done: int) -> None:
        if done == BLOCK:
            _turn_one_bit(part, at)

    with (
        ws.vault.new_recording(id_) as sealed,
        pytest.raises(Damaged) as seen,
    ):
        copy_checked(io.BytesIO(_content(BLOCK + 100)), sealed, meddle)
    assert (seen.value.part, seen.value.id) == (Part.RECORDING, id_)
    assert not part.exists()


def _turn_one_bit(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at, 2 if at < 0 else 0)
        byte = file.read(1)[0]
        file.seek(at, 2 if at < 0 else 0)
        file.write(bytes([byte ^ 1]))
