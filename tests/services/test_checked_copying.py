"""A copy is compared with its source byte by byte, from the first chunk to the last."""

import hashlib
import io
import random
from pathlib import Path

import pytest

from vigtool.services.checked_copying import BLOCKS, copy_checked
from vigtool.services.copying import BLOCK, hash_of
from vigtool.services.errors import CopyDiffers
from vigtool.services.identifying import new_identifier
from vigtool.services.workspace import Workspace
from vigtool.vault.errors import Damaged, Part
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


class _Flipping:
    """The vault's writer, with one bit of what it is given turned at a place."""

    def __init__(self, sealed: RecordingWriter, at: int) -> None:
        self._write, self._left = sealed.write, at

    def __call__(self, data: memoryview) -> int:
        changed = bytearray(data)
        if 0 <= self._left < len(changed):
            changed[self._left] ^= 1
        self._left -= len(changed)
        return self._write(changed)


class _Meddled(RecordingWriter):
    flipping: _Flipping

    def write(self, data: memoryview) -> int:  # type: ignore[override] # the services hand over memoryviews only
        return self.flipping(data)


@pytest.mark.parametrize("at", [0, CHUNK, BLOCK - 1, BLOCK, 3 * BLOCK + 4, 3 * BLOCK + 99])
def test_one_turned_bit_is_seen_wherever_it_is(ws: Workspace, at: int) -> None:
    with ws.vault.new_recording(new_identifier()) as sound:
        sound.__class__ = _Meddled
        assert isinstance(sound, _Meddled)
        sound.flipping = _Flipping(super(_Meddled, sound), at)  # type: ignore[arg-type] # bound to the sound methods
        with pytest.raises(CopyDiffers):
            copy_checked(io.BytesIO(_content(3 * BLOCK + 100)), sound, lambda _done: None)


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
