"""What the engine's process cannot do, as it says itself and as it is tried from within a task."""

import os
import struct
import sys
from io import FileIO
from pathlib import Path

import pytest

from tests.engine.rough_engine import linux_only, rough
from tests.in_process_tasks import run_in_process
from tests.shared_material import SHARED, needs_shared
from vigtool.engine.film_results import StillWish, pack_still_wish
from vigtool.engine.film_source import FilmSource
from vigtool.engine.process import EngineProcess
from vigtool.engine.sandbox.allowed_calls import allowed_calls
from vigtool.engine.sandbox.kernel import Numbers
from vigtool.engine.sandbox.seccomp import Instruction, filter_program
from vigtool.engine.task_names import FACTS, INDEX, STILL
from vigtool.media.index_bytes import unpack_index

ATTEMPTS = (
    "open",
    "write",
    "list",
    "socket",
    "unix socket",
    "pair",
    "fork",
    "exec",
    "spawn",
    "signal",
    "limit",
    "remove",
)


@linux_only
def test_the_self_test_is_refused_everything() -> None:
    with EngineProcess() as engine:
        report = engine.hello()
    assert report.platform == "linux"
    assert report.not_had == ()
    assert set(report.had) >= {"seccomp", "landlock", "no_new_privs", "undumpable", "rlimit_core", "rlimit_fsize"}
    assert report.landlock >= 1
    assert report.refused == dict.fromkeys(
        ("socket", "open", "exec", "fork", "kill", "ptrace", "read_memory", "executable_memory"), True
    )
    assert report.tight


@linux_only
def test_a_task_cannot_break_out(plain_file: Path) -> None:
    came_of_it = [told.decode() for told in rough(plain_file, "break-out")]
    assert came_of_it == [f"{what}: Operation not permitted" for what in ATTEMPTS] * 2


FILMS = (
    "apple-prores-422-proxy.mov",
    "bad_bytes_flipped.mp4",
    "bad_truncated.mkv",
    "bear-vp9-odd-dimensions.webm",
    "sample_h264.ts",
    "sample_with_vobsub.mp4",
    "syn_audio_5_1_two_tracks.mkv",
    "syn_av1.mp4",
    "syn_hevc10_hlg.mov",
    "syn_mjpeg.avi",
    "syn_mpeg2_576i_bff.mpg",
)
"""Of each kind one: containers, codecs, colours, damage, tracks that nobody asks for."""


@linux_only
@needs_shared
@pytest.mark.parametrize("name", FILMS)
def test_a_confined_process_lacks_nothing(name: str) -> None:
    film = SHARED / "media" / name
    *results, reached = rough(film, "whole-round")
    assert reached == b""
    with FilmSource(FileIO(film)) as source:
        expected = [*run_in_process(source, FACTS), *run_in_process(source, INDEX)]
        wish = StillWish(expected[-1], unpack_index(expected[-1]).frames - 1)
        expected += run_in_process(source, STILL, pack_still_wish(wish))
    assert results == expected


@linux_only
def test_nobody_can_look_into_the_process(plain_file: Path) -> None:
    """A process that may be dumped shows its user its memory; this one belongs to the system's administrator."""
    assert list(rough(plain_file, "dumpable")) == [b"0"]
    with EngineProcess() as engine:
        engine.hello()
        status = Path(f"/proc/{engine.pid}/status").read_text()
        assert "NoNewPrivs:\t1" in status
        assert "Seccomp:\t2" in status
        limits = Path(f"/proc/{engine.pid}/limits").read_text()
        assert [line.split()[4:6] for line in limits.splitlines() if line.startswith("Max core file size")] == [
            ["0", "0"]
        ]


X86 = Numbers(audit=0xC000003E, seccomp=317, ptrace=101, process_vm_readv=310)
ARM = Numbers(audit=0xC00000B7, seccomp=277, ptrace=117, process_vm_readv=270)
ALLOW, EPERM, ENOSYS, KILL = 0x7FFF0000, 0x50001, 0x50026, 0x80000000


def run(program: list[Instruction], number: int, audit: int, *arguments: int) -> int:
    """The kernel's small machine, as far as these filters use it."""
    padded = (*arguments, *[0] * (6 - len(arguments)))
    data = struct.pack("<IIQ6Q", number, audit, 0, *padded)
    at = value = 0
    while True:
        code, yes, no, operand = program[at]
        at += 1
        match code:
            case 0x20:
                (value,) = struct.unpack_from("<I", data, operand)
            case 0x15:
                at += yes if value == operand else no
            case 0x45:
                at += yes if value & operand else no
            case 0x06:
                return operand


@pytest.mark.parametrize(
    ("x86", "arm", "arguments", "verdict"),
    [
        (0, 63, (), ALLOW),  # read
        (202, 98, (), ALLOW),  # futex
        (257, 56, (), EPERM),  # openat
        (41, 198, (1, 1), EPERM),  # socket
        (59, 221, (), EPERM),  # execve
        (62, 129, (77,), EPERM),  # kill
        (234, 131, (77, 1), ALLOW),  # tgkill, of itself
        (234, 131, (76, 1), EPERM),
        (56, 220, (0x3D0F00,), ALLOW),  # clone of a thread
        (56, 220, (0x1200011,), EPERM),  # clone of a process
        (56, 220, (0x10010000,), EPERM),  # in a new user namespace
        (435, 435, (), ENOSYS),  # clone3
        (9, 222, (0, 4096, 3), ALLOW),  # mmap
        (9, 222, (0, 4096, 5), EPERM),  # mmap, executable
        (10, 226, (0, 4096, 4), EPERM),  # mprotect, executable
        (72, 25, (3, 1030), ALLOW),  # fcntl F_DUPFD_CLOEXEC
        (72, 25, (3, 8), EPERM),  # fcntl F_SETOWN
        (157, 167, (15,), ALLOW),  # prctl PR_SET_NAME
        (157, 167, (4, 1), EPERM),  # prctl PR_SET_DUMPABLE
        (302, 261, (0, 7, 0), ALLOW),  # prlimit64, asking
        (302, 261, (0, 7, 1 << 32), EPERM),  # prlimit64, setting
        (302, 261, (0, 7, 8), EPERM),
        (302, 261, (5, 7, 0), EPERM),  # of another process
        (262, 79, (3, 0, 0, 0x1000), ALLOW),  # newfstatat of a descriptor
        (262, 79, (3, 0, 0, 0), EPERM),
    ],
)
def test_the_filter_judges_each_call(x86: int, arm: int, arguments: tuple[int, ...], verdict: int) -> None:
    for numbers, machine, number in ((X86, "x86_64", x86), (ARM, "aarch64", arm)):
        program = filter_program(numbers, machine, pid=77)
        assert run(program, number, numbers.audit, *arguments) == verdict
        assert run(program, number, numbers.audit ^ 1, *arguments) == KILL
        assert run(program, 10_000, numbers.audit) == EPERM


def test_each_call_has_a_number_of_its_own() -> None:
    calls = allowed_calls(1).values()
    for column in ([call.x86_64 for call in calls], [call.aarch64 for call in calls]):
        numbers = [number for number in column if number is not None]
        assert len(set(numbers)) == len(numbers)


HEADERS = Path("/usr/include")


@pytest.mark.skipif(
    not (HEADERS / "asm-generic" / "unistd.h").exists() or not sys.platform.startswith("linux"),
    reason="the kernel's headers are not installed",
)
def test_the_numbers_are_the_kernels() -> None:
    arm = _numbered(HEADERS / "asm-generic" / "unistd.h")
    assert {
        name: call.aarch64 for name, call in allowed_calls(1).items() if arm.get(name, call.aarch64) != call.aarch64
    } == {}
    assert sum(name in arm for name in allowed_calls(1)) > 50
    own = HEADERS / f"{os.uname().machine}-linux-gnu" / "asm" / "unistd_64.h"
    if own.exists():
        x86 = _numbered(own)
        assert {name: call.x86_64 for name, call in allowed_calls(1).items()} == {
            name: x86.get(name) for name in allowed_calls(1)
        }


def _numbered(header: Path) -> dict[str, int]:
    words = [line.split() for line in header.read_text().splitlines() if line.startswith("#define __NR")]
    return {
        word[1].removeprefix("__NR3264_").removeprefix("__NR_"): int(word[2])
        for word in words
        if len(word) > 2 and word[2].isdigit()
    }
