"""Replacing a small file destroys the bytes of the one before, on every file system, and never those in use."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vault.cuts import cut_everywhere, failing_from
from vigtool.vault.errors import NoSpace
from vigtool.vault.replacing import clear_replaced, replace_by, replace_whole, shred_with_generations

OLD, NEW = b"old bytes of a key" * 20, b"new"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "key.age"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


@pytest.fixture(params=["hard links", "no hard links"])
def linked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if request.param == "hard links":
        return True

    def refuse(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "no hard links")

    monkeypatch.setattr(os, "link", refuse)
    return False


@pytest.fixture
def held(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    yield descriptor
    os.close(descriptor)


@pytest.mark.usefixtures("linked")
def test_the_old_bytes_are_overwritten(path: Path, held: int) -> None:
    replace_whole(path, NEW)
    assert path.read_bytes() == NEW
    assert os.pread(held, len(OLD), 0) == bytes(len(OLD))
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.usefixtures("linked")
def test_so_are_those_of_a_file_that_another_takes_the_place_of(path: Path, held: int) -> None:
    waiting = path.parent.parent / "next"
    waiting.write_bytes(NEW)
    replace_by(path, waiting)
    assert path.read_bytes() == NEW
    assert os.pread(held, len(OLD), 0) == bytes(len(OLD))
    assert (list(path.parent.iterdir()), waiting.exists()) == ([path], False)


def test_a_file_is_made_where_there_was_none(tmp_path: Path) -> None:
    replace_whole(tmp_path / "new", NEW)
    assert (tmp_path / "new").read_bytes() == NEW


def test_after_every_crash_the_file_is_whole_and_the_rest_is_cleared(path: Path, tmp_path: Path) -> None:
    with cut_everywhere(path.parent, tmp_path / "cuts") as cuts:
        replace_whole(path, NEW)
    seen = set()
    for cut in cuts.taken:
        before = (cut / path.name).read_bytes()
        seen.add(before)
        clear_replaced(cut)
        assert (cut / path.name).read_bytes() == before
        assert [one for one in cut.iterdir() if one.suffix == ".old"] == []
    assert seen == {OLD, NEW}


@pytest.mark.usefixtures("linked")
def test_a_disk_that_fails_leaves_a_whole_file(path: Path) -> None:
    for at in range(8):
        path.write_bytes(OLD)
        with failing_from(at) as met:
            try:
                replace_whole(path, NEW)
            except NoSpace:
                assert path.read_bytes() in (OLD, NEW)
            else:
                assert path.read_bytes() == NEW
        clear_replaced(path.parent)
        assert path.read_bytes() in (OLD, NEW)
        if not met():
            return
    pytest.fail("it never ended")


def test_what_may_be_the_last_of_a_file_and_what_is_not_ours_stays(path: Path) -> None:
    alone = path.with_name("gone.age.01234567.old")
    strange = path.with_name("notes.old")
    for one in (alone, strange):
        one.write_bytes(OLD)
    clear_replaced(path.parent)
    assert alone.read_bytes() == strange.read_bytes() == OLD


def test_destroying_a_file_destroys_what_a_crash_left_of_it(path: Path, held: int) -> None:
    others = [path.with_name(f"{path.name}.01234567{suffix}") for suffix in (".old", ".tmp")]
    for other in others:
        other.write_bytes(OLD)
    neighbour = path.with_name("key.agent")
    neighbour.write_bytes(NEW)
    assert shred_with_generations(path)
    assert list(path.parent.iterdir()) == [neighbour]
    assert os.pread(held, len(OLD), 0) == bytes(len(OLD))
