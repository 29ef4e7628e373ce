"""Text that poses as a film makes libav open no other file and no socket; without the guard it does.

Two portable witnesses: a listening socket, and a named pipe without a writer, on which whoever opens it waits for ever.
Where ``strace`` is installed every system call is looked at as well.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.media.opening_child import MARK

ROOT = Path(__file__).resolve().parents[2]
PIPE = "next.ts"
DEADLINE = 30.0

POSING = {
    "playlist-http": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n",
    "playlist-file": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{pipe}\n#EXT-X-ENDLIST\n",
    "ffconcat-file": "ffconcat version 1.0\nfile {pipe}\n",
    "ffconcat-http": "ffconcat version 1.0\nfile http://127.0.0.1:{port}/a.ts\n",
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video {port} RTP/AVP 96\n"
    "a=rtpmap:96 H264/90000\n",
    "dash": '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
    'mediaPresentationDuration="PT9S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" '
    'bandwidth="1"><BaseURL>http://127.0.0.1:{port}/a.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>\n',
    "asx": '<asx version="3.0"><entry><ref href="http://127.0.0.1:{port}/a.wmv"/></entry></asx>\n',
    "reference": "[Reference]\nRef1=http://127.0.0.1:{port}/a.asf\n",
    "subtitles": "1\n00:00:01,000 --> 00:00:02,000\nfile {pipe}\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a pipe that nobody writes to."""
    os.mkfifo(tmp_path / PIPE)
    return tmp_path


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def _pose(folder: Path, kind: str, listener: socket.socket, name: str = "film.mp4") -> Path:
    film = folder / name
    film.write_text(POSING[kind].format(port=listener.getsockname()[1], pipe=PIPE))
    return film


def _command(how: str, film: Path) -> list[str]:
    return [sys.executable, "-m", "tests.media.opening_child", how, str(film)]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _finished(how: str, film: Path) -> str:
    """Run the child to its end; it would never end if it opened the pipe."""
    done = subprocess.run(
        _command(how, film),
        cwd=film.parent,
        env=_environment(),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=True,
    )
    return done.stdout


@contextmanager
def _running(how: str, film: Path) -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen(_command(how, film), cwd=film.parent, env=_environment(), stdout=subprocess.DEVNULL)
    try:
        yield child
    finally:
        child.kill()
        child.wait()


def _until(seen: Callable[[], bool]) -> bool:
    end = time.monotonic() + DEADLINE
    while not seen():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def _has_reader(pipe: Path) -> bool:
    try:
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    except OSError:
        return False
    return True


def _has_caller(listener: socket.socket) -> bool:
    listener.setblocking(False)  # noqa: FBT003 - the standard library's own shape
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def _is_bound(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


@pytest.mark.parametrize("kind", POSING)
@pytest.mark.parametrize("name", ["film.mp4", "film.m3u8"])
def test_text_is_refused_and_followed_nowhere(folder: Path, listener: socket.socket, kind: str, name: str) -> None:
    assert _finished("guarded", _pose(folder, kind, listener, name)) == "NotAFilm"
    assert not _has_caller(listener)


def test_a_name_with_a_pattern_is_not_followed(folder: Path, listener: socket.socket) -> None:
    (folder / "picture001.jpg").symlink_to(PIPE)
    assert _finished("guarded", _pose(folder, "subtitles", listener, "picture%03d.jpg")) == "NotAFilm"


def test_control_without_the_guard_a_playlist_calls_out(folder: Path, listener: socket.socket) -> None:
    with _running("plain", _pose(folder, "playlist-http", listener, "film.m3u8")):
        assert _until(lambda: _has_caller(listener))


def test_control_without_the_guard_a_list_opens_its_file(folder: Path, listener: socket.socket) -> None:
    with _running("plain", _pose(folder, "ffconcat-file", listener)):
        assert _until(lambda: _has_reader(folder / PIPE))


def test_control_without_the_guard_an_sdp_text_binds_a_port(folder: Path, listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    assert not _is_bound(port)
    with _running("plain", _pose(folder, "sdp", listener)):
        assert _until(lambda: _is_bound(port))


def _calls_after_the_mark(how: str, film: Path) -> list[str]:
    """Return what the child opens, connects and binds from the film on."""
    trace = film.parent / "trace"
    command = [
        "strace",
        "-f",
        "-o",
        str(trace),
        "-e",
        "trace=open,openat,openat2,socket,connect,bind",
        *_command(how, film),
    ]
    subprocess.run(
        command, cwd=film.parent, env=_environment(), check=True, timeout=DEADLINE, stdout=subprocess.DEVNULL
    )
    lines = trace.read_text().splitlines()
    start = next(n for n, line in enumerate(lines) if MARK in line)
    return [line for line in lines[start + 1 :] if re.search(r"\b(open\w*|socket|connect|bind)\(", line)]


needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@needs_strace
@pytest.mark.parametrize("kind", POSING)
def test_no_system_call_opens_anything(folder: Path, listener: socket.socket, kind: str) -> None:
    calls = _calls_after_the_mark("guarded", _pose(folder, kind, listener))
    assert [call for call in calls if not _own(call)] == []


@needs_strace
def test_control_the_trace_shows_what_a_plain_open_does(folder: Path, listener: socket.socket) -> None:
    (folder / PIPE).unlink()
    (folder / PIPE).write_bytes(b"")
    calls = _calls_after_the_mark("plain", _pose(folder, "ffconcat-file", listener))
    assert any(PIPE in call for call in calls if not _own(call))


def _own(call: str) -> bool:
    """The interpreter's own: modules of Python and of this project, the mark, and the machine's facts."""
    return any(part in call for part in (MARK, ".py", "/lib/", "/proc/", "/sys/", "/dev/", "/etc/ld.so"))
