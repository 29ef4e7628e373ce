"""The file of a package on its way out: there as a whole under its name, or not at all and nothing beside it."""

import io
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.full_disks import needs_limits, no_file_longer_than
from tests.vault.package.packages import FILMS, MANIFEST, SENDER, SUPERVISOR, address, blob, take
from vigtool.domain.errors import Cancelled
from vigtool.domain.progress import Progress, ignore_progress
from vigtool.services.outgoing import OutgoingFile, writing_to
from vigtool.vault.errors import NoSpace
from vigtool.vault.package import BlobDiffers, write_package

EARLIER = b"an earlier package of this name"
LARGE = FILMS[0] * 20


def _make(target: Path, *, progress: Progress = ignore_progress, packed: bytes = LARGE) -> None:
    """As every package is made; ``packed`` is what the blob's file has when its turn comes."""
    with closing(OutgoingFile(target, None)) as outgoing:
        with writing_to(target):
            made = [blob(LARGE, lambda: io.BytesIO(packed))]
            write_package(outgoing.file, MANIFEST, made, [address(SUPERVISOR)], SENDER.sign, progress)
        outgoing.publish()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    place = tmp_path / "p.vigpackage"
    place.write_bytes(EARLIER)
    return place


def _nothing_happened(target: Path) -> bool:
    return [path.name for path in target.parent.iterdir()] == [target.name] and target.read_bytes() == EARLIER


@needs_limits
@pytest.mark.parametrize("room", [0, 1, 500, 5000, 1_000_000, len(LARGE)])
def test_a_full_disk(target: Path, room: int) -> None:
    with no_file_longer_than(room), pytest.raises(NoSpace):
        _make(target)
    assert _nothing_happened(target)
    _make(target)
    assert take(target.read_bytes(), [LARGE]).error is None


def test_cancelled_at_any_time(target: Path) -> None:
    reports: list[int] = []
    _make(target.with_name("whole"), progress=lambda done, _total: reports.append(done))
    target.with_name("whole").unlink()
    for last in range(len(reports)):
        left = iter(range(last))

        def stop(_done: int, _total: int, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise Cancelled

        with pytest.raises(Cancelled):
            _make(target, progress=stop)
        assert _nothing_happened(target)


@pytest.mark.parametrize("packed", [LARGE[:-1], LARGE + b"x", b""])
def test_what_changed_while_it_was_packed(target: Path, packed: bytes) -> None:
    with pytest.raises(BlobDiffers):
        _make(target, packed=packed)
    assert _nothing_happened(target)
