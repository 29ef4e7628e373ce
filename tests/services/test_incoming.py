"""What is read in from the user's own disk: a pipe or a device neither stops the program nor fills its memory."""

import os
import sys
from pathlib import Path

import pytest

from vigtool.services.errors import FileUnreadable
from vigtool.services.incoming import beginning_of
from vigtool.services.note_files import MOST_BYTES, read_text

needs_pipes = pytest.mark.skipif(sys.platform == "win32", reason="a pipe is no file there")


@needs_pipes
def test_a_pipe_to_which_nobody_writes_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "form.pdf")
    with pytest.raises(FileUnreadable):
        beginning_of(tmp_path / "form.pdf", 100)


@needs_pipes
def test_a_link_to_a_device_without_end_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "note.txt").symlink_to("/dev/zero")
    with pytest.raises(FileUnreadable):
        read_text(tmp_path / "note.txt")


def test_no_more_of_a_note_is_read_than_can_be_meant(tmp_path: Path) -> None:
    with (tmp_path / "note.txt").open("wb") as file:
        file.truncate(50 * MOST_BYTES)
    assert len(read_text(tmp_path / "note.txt")) == MOST_BYTES


def test_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert beginning_of(tmp_path / "link", 2) == b"ab"
