"""What does not go as asked: its exit code, its sentence, and what it leaves behind."""

import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli import held_child
from tests.cli.in_this_process import QuickShell
from tests.cli.processes import COMMAND, LIMIT, PASSPHRASE, Shell, environment
from tests.in_process_tasks import run_in_process
from tests.services.casework import Family, film_file, found_family, on_disk
from tests.terminals import needs_pseudo_terminal
from vigtool.cli.error_codes import exit_code_of
from vigtool.domain.cases import Recording
from vigtool.domain.purposes import Purposes
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.recordings import recordings


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def quick(tmp_path: Path) -> Shell:
    return QuickShell(tmp_path)


@pytest.fixture
def family(shell: Shell) -> Iterator[Family]:
    """A family in a vault that opens quickly; close it before a process may write."""
    ws, _ = create_workspace(shell.folder / "v", PASSPHRASE, work_factor=1)
    ws.run_task = run_in_process
    yield found_family(ws)
    ws.close()


@pytest.fixture
def film(family: Family, shell: Shell) -> Recording:
    made = family.film(shell.folder)
    family.ws.close()
    return made


def test_usage(shell: Shell, quick: Shell, film: Recording) -> None:
    for arguments in (
        ("fly",),
        ("case", "add", "v"),
        ("consent", "give", "v", "--person", "x", "--purpose", "guidance", "--until", "soon"),
    ):
        said = shell(*arguments)
        assert (said.code, said.out) == (2, "")
        assert said.messages.startswith("vigtool")
        assert "Traceback" not in said.messages
    for command, error in (
        (("vault", "create", "v"), "VaultExists"),
        (("consent", "give", "v", "--person", "x", "--purpose", "nonsense"), "UnknownPurpose"),
        (("case", "list", "nowhere"), "NotAVault"),
        (("frames", "v", "abcdefghjkmn"), "UnknownId"),
        (("frames", "v", "../../etc/passwd"), "UnknownId"),
        (("frames", "v", os.fsdecode(b"\xff")), "UnknownId"),
        (("recordings", "v", f"--case={film.id}"), "UnknownId"),
        (("session", "add", "v", "--case", film.case, "--present", os.fsdecode(b"\xff")), "UnknownId"),
        (("demo", "--out", "passphrase"), "CannotWrite"),
        (("moment", "add", "v", "--recording", film.id, "--from", "3", "--to", "99"), "OutsideFilm"),
        (("moment", "add", "v", "--recording", film.id, "--from", "3", "--to", "3"), "EmptySpan"),
        (("still", "v", film.id, "--frame", "24", "--purpose", "guidance", "-o", "x.png"), "NoSuchFrame"),
        (("still", "v", film.id, "--frame", "2", "--purpose", "guidance", "-o", "v/x.png"), "TargetInVault"),
        (("still", "v", film.id, "--frame", "2", "--purpose", "guidance", "-o", "no/x.png"), "CannotWrite"),
    ):
        said = quick(*command, "--json")
        assert (said.code, said.answer["error"]) == (2, error)


def test_secrets(shell: Shell, quick: Shell, film: Recording) -> None:
    (shell.folder / "wrong").write_text("another")
    (shell.folder / "empty").write_text("\n")
    (shell.folder / "windows").write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\n")
    for name, code in (("wrong", 4), ("empty", 4), ("absent", 4), ("windows", 0), ("/dev/zero", 4)):
        assert quick("recordings", "v", "--json", "--passphrase-file", name).code == code
    assert shell("recordings", "v", VIGTOOL_PASSPHRASE_FILE="").code == 4  # there is nobody to ask
    said = shell("recordings", "v", "--json")
    assert [one["id"] for one in said.answer] == [film.id]
    assert PASSPHRASE not in said.out + said.messages


def test_damage(quick: Shell, film: Recording) -> None:
    path = quick.folder / "v" / "recordings" / f"{film.id}.age"
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)
    said = quick("vault", "verify", "v", "--json")
    assert (said.code, said.answer["damaged"]) == (5, [{"part": "recording", "id": film.id}])
    head = quick.folder / "v" / "journal" / "log"
    head.write_bytes(head.read_bytes()[:-1])
    said = quick("recordings", "v", "--json")
    assert (said.code, said.answer) == (5, {"error": "Damaged", "part": "journal", "id": ""})


def test_in_use(shell: Shell, family: Family) -> None:
    said = shell("case", "add", "v", "--name", "x", "--json", "--lang", "fi")
    assert (said.code, said.answer["error"]) == (7, "VaultInUse")
    assert shell("case", "list", "v", "--json").answer[0]["id"] == family.case.id
    assert shell("vault", "verify", "v").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_no_space(shell: Shell, family: Family) -> None:
    family.answer(Purposes.GUIDANCE)
    family.ws.close()
    film_file(shell.folder / "film.mp4", 300_000)
    before = on_disk(shell.folder / "v")
    limited = ("sh", "-c", 'ulimit -f 200; exec "$@"', "sh")
    said = shell("import", "v", "film.mp4", "--case", family.case.id, "--json", before=limited)
    assert (said.code, said.answer) == (8, {"error": "NoSpace"})
    assert on_disk(shell.folder / "v") == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_stopping_an_import_leaves_nothing(shell: Shell, family: Family, sent: signal.Signals) -> None:
    family.answer(Purposes.GUIDANCE)
    family.ws.close()
    film_file(shell.folder / "film.mp4", 20_000_000)
    before = on_disk(shell.folder / "v")
    (shell.folder / "passphrase").write_text(PASSPHRASE)
    arguments = ["import", "v", "film.mp4", "--case", family.case.id, "--passphrase-file", "passphrase", "--json"]
    heard, told = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-m", held_child.__name__, str(told), *arguments],
        cwd=shell.folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        restore_signals=True,
        pass_fds=[told],
    ) as process:
        os.close(told)
        assert os.read(heard, 1) == b"!"  # nothing, if it ended before
        os.close(heard)
        (part,) = (shell.folder / "v" / "recordings").glob("*.part")
        assert part.stat().st_size > held_child.HELD_AT // 2
        process.send_signal(sent)
        out, messages = process.communicate(timeout=LIMIT)
    assert (process.returncode, out) == (130, b"")
    assert b"Stopped, as you asked." in messages
    assert b"Traceback" not in messages
    assert on_disk(shell.folder / "v") == before


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed: it unplugs the card")
def test_a_card_pulled_out_half_way(shell: Shell, family: Family) -> None:
    """The kernel itself says EIO, from the fourth time that the film is read."""
    family.answer(Purposes.GUIDANCE)
    family.ws.close()
    film = film_file(shell.folder / "film.mp4", 20_000_000)
    before = on_disk(shell.folder / "v")
    log = ("-o", str(shell.folder / "trace"), "-f", "-P", str(film))
    strace = ("strace", *log, "-e", "trace=read", "-e", "inject=read:error=EIO:when=4+")
    if subprocess.run([*strace, "true"], check=False, capture_output=True).returncode:
        pytest.skip("strace may not trace here")
    said = shell("import", "v", str(film), "--case", family.case.id, "--json", before=strace)
    assert "EIO" in (shell.folder / "trace").read_text()
    assert (said.code, said.answer) == (2, {"error": "SourceUnreadable"})
    assert on_disk(shell.folder / "v") == before


def test_names_that_are_no_text(shell: Shell, family: Family) -> None:
    family.answer(Purposes.GUIDANCE)
    family.ws.close()
    name = os.fsdecode(b"k\xe4rry.mp4")
    film_file(shell.folder / name)
    said = shell("import", "v", name, "--case", family.case.id, "--json")
    assert (said.code, said.answer["label"]) == (0, "k?rry")
    still = os.fsdecode(b"kuva\xe4.png")
    arguments = ("still", "v", said.answer["id"], "--frame", "1", "--purpose", "guidance", "-o", still)
    said = shell(*arguments, "--json")
    assert (said.code, said.answer["still"]) == (0, still)
    assert (shell.folder / still).is_file()
    assert shell(*arguments).out.startswith("still: kuva\\udce4.png\n")
    assert shell("case", "add", "v", "--name", os.fsdecode(b"Perhe \xe4"), "--json").answer["name"] == "Perhe ?"


def test_a_name_can_feign_no_line_of_the_answer(quick: Shell, family: Family) -> None:
    family.ws.close()
    name = "x\n\t\x1b[31m\x9b\u2028\u202ea\u0301 👩‍👧"
    assert quick("case", "add", "v", "--name", name, "--json").answer["name"] == name
    said = quick("case", "list", "v", "--json")
    assert (said.answer[1]["name"], len(said.out.splitlines())) == (name, 1)
    plain = quick("case", "list", "v").out.splitlines()
    assert plain[1].split("\t")[1] == r"x\u000a\u0009\u001b[31m\u009b\u2028\u202ea" + "\u0301 👩‍👧"
    assert len(plain) == 2


def test_every_system_gets_utf8(shell: Shell, family: Family) -> None:
    family.ws.close()
    said = shell("case", "list", "v", "--json", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert said.answer[0]["name"] == family.case.name
    plain = shell("case", "list", "v", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert plain.out.split("\t")[:2] == [family.case.id, family.case.name]


def test_a_reader_who_has_read_enough(shell: Shell, film: Recording) -> None:
    (shell.folder / "passphrase").write_text(PASSPHRASE)
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [*COMMAND, "frames", "v", film.id, "--passphrase-file", "passphrase"],
        check=False,
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=shell.folder,
        env=environment(),
        timeout=LIMIT,
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_what_nobody_foresaw_is_told_calmly(shell: Shell, family: Family) -> None:
    family.ws.close()
    full = ("sh", "-c", 'exec "$@" > /dev/full', "sh")
    said = shell("case", "list", "v", "--json", before=full)
    assert (said.code, said.messages.count("\n")) == (1, 1)
    assert "(OSError)" in said.messages
    assert exit_code_of(RuntimeError()) == 1


@needs_pseudo_terminal
def test_the_prompt(shell: Shell, family: Family) -> None:
    family.ws.close()
    code, said = _typed(shell, ("case", "list", "v", "--json", "--lang", "fi"), [PASSPHRASE])
    assert (code, family.case.id in said, PASSPHRASE in said) == (0, True, False)
    assert _typed(shell, ("case", "list", "v"), ["another"])[0] == 4
    code, said = _typed(shell, ("vault", "create", "new", "--json"), ["once", "twice"])
    assert (code, (shell.folder / "new").exists()) == (4, False)
    code, said = _typed(shell, ("vault", "create", "new", "--json"), ["sää", "sää"])
    assert (code, "AGE-SECRET-KEY-1" in said) == (0, True)
    open_workspace(shell.folder / "new", "sää").close()


def _typed(shell: Shell, arguments: tuple[str, ...], answers: list[str]) -> tuple[int, str]:
    """Run a command at a terminal of its own and type an answer at each prompt."""
    ours, theirs = pty.openpty()
    tty = ("import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])",)
    with subprocess.Popen(
        [sys.executable, "-c", *tty, *COMMAND, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=shell.folder,
        env=environment(),
        start_new_session=True,
    ) as process:
        os.close(theirs)
        said = b""
        for answer in [*answers, None]:
            asked = len(said)
            while piece := _read(ours):
                said += piece
                if answer is not None and said[asked:].endswith(b": "):
                    break
            if answer is not None:
                os.write(ours, answer.encode() + b"\n")
        os.close(ours)
        return process.wait(LIMIT), said.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the other side has ended
        return b""


def test_nothing_is_written_into_a_vault_that_is_only_listed(quick: Shell, film: Recording) -> None:
    before = on_disk(quick.folder / "v")
    for arguments in (
        ("recordings", "v"),
        ("frames", "v", film.id),
        ("vault", "verify", "v"),
        ("consent", "list", "v"),
    ):
        assert quick(*arguments).code == 0
    assert on_disk(quick.folder / "v") == before
    ws = open_workspace(quick.folder / "v", PASSPHRASE)
    assert [one.id for one in recordings(ws)] == [film.id]
    ws.close()
