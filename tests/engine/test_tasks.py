"""Work in the engine's process: what comes out of it, how it ends, and that nothing of it is left."""

import logging
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

import pytest

from tests.engine.rough_engine import children, linux_only, nothing_left, rough, rough_engine
from tests.media.drawn_films import draw_film
from vigtool.domain.errors import Cancelled
from vigtool.engine.errors import ChannelGarbled, EngineCrashed, EngineFailed, EngineHung, EngineUnavailable
from vigtool.engine.film_results import StillWish, pack_still_wish, unpack_facts, unpack_still, unpack_still_wish
from vigtool.engine.film_source import FilmSource
from vigtool.engine.process import EngineProcess
from vigtool.engine.task_names import FACTS, INDEX, STILL
from vigtool.engine.tasks import run_task
from vigtool.media.errors import NoSuchFrame, NotAFilm
from vigtool.media.facts import read_facts
from vigtool.media.index_building import build_index
from vigtool.media.index_bytes import pack_index
from vigtool.vault.errors import Damaged, Part


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    with nothing_left():
        yield


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("drawn") / "film.mp4"
    draw_film(path, frames=30, rotation=90)
    return path


def test_the_film_tasks_give_what_is_had_without_a_process(drawn: Path) -> None:
    with FilmSource(FileIO(drawn)) as source:
        told = b"".join(run_task(source, FACTS))
        index = b"".join(run_task(source, INDEX))
        still = unpack_still(b"".join(run_task(source, STILL, pack_still_wish(StillWish(index, 29)))))
        small = unpack_still(b"".join(run_task(source, STILL, pack_still_wish(StillWish(index, 29, widest=54)))))
        with pytest.raises(NoSuchFrame) as refused:
            list(run_task(source, STILL, pack_still_wish(StillWish(index, 30))))
    with drawn.open("rb") as file:
        facts = read_facts(file)
        assert unpack_facts(told) == facts
        assert index == pack_index(build_index(file))
    assert (still.width, still.height) == facts.upright_size
    assert still.file.startswith(b"\x89PNG")
    assert (small.width, small.height) == (54, 54 * still.height // still.width)
    assert (refused.value.n, refused.value.frames) == (30, 30)


def test_a_picture_of_less_than_no_width_is_no_wish() -> None:
    assert unpack_still_wish(pack_still_wish(StillWish(b"", 29))).widest == 0
    with pytest.raises(ChannelGarbled):
        unpack_still_wish(pack_still_wish(StillWish(b"", 29, widest=-1)))


def test_parts_come_in_order_and_whole(plain_file: Path) -> None:
    parts = list(rough(plain_file, "parts", b"70000"))
    assert [len(part) for part in parts] == [70_000, 70_000, 60_000]
    assert b"".join(parts) == plain_file.read_bytes()


def test_what_is_no_film_says_so(plain_file: Path) -> None:
    with FilmSource(FileIO(plain_file)) as source, pytest.raises(NotAFilm) as refused:
        list(run_task(source, FACTS))
    assert refused.value.kind == "unknown"


def test_typed_errors_come_out_as_themselves(plain_file: Path) -> None:
    with pytest.raises(Damaged) as damaged:
        list(rough(plain_file, "damaged"))
    assert (damaged.value.part, damaged.value.id) == (Part.RECORDING, "abcdefghjkmn")
    with pytest.raises(OSError, match="Errno 5") as unreadable:
        list(rough(plain_file, "unreadable"))
    assert (unreadable.value.errno, unreadable.value.strerror) == (5, "")


def test_an_unforeseen_error_tells_its_kind_and_no_word_of_the_film(
    plain_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO), pytest.raises(EngineFailed) as failed:
        list(rough(plain_file, "unforeseen"))
    assert failed.value.kind == "RuntimeError"
    assert "rough_child.py" in caplog.text
    assert "Aino" not in caplog.text
    with pytest.raises(EngineFailed):
        list(rough(plain_file, "no such task"))


@linux_only
@pytest.mark.parametrize(
    ("task", "how"), [("abort", signal.SIGABRT), ("fault", signal.SIGSEGV)], ids=["abort", "segmentation fault"]
)
def test_a_crash_is_told_as_one(plain_file: Path, task: str, how: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), pytest.raises(EngineCrashed) as crashed:
        list(rough(plain_file, task))
    assert (crashed.value.signal, crashed.value.code) == (how, None)
    assert "fatal: " in caplog.text
    assert "rough_child.py" in caplog.text


def test_an_engine_that_leaves_has_crashed(plain_file: Path) -> None:
    with pytest.raises(EngineCrashed) as crashed:
        list(rough(plain_file, "leave"))
    assert (crashed.value.signal, crashed.value.code) == (None, 7)


@pytest.mark.parametrize("task", ["hang", "half-message"])
def test_silence_ends_the_engine(plain_file: Path, task: str) -> None:
    with pytest.raises(EngineHung) as hung:
        list(rough(plain_file, task, patience=1.0))
    assert hung.value.seconds == 1.0


def test_nonsense_ends_the_engine(plain_file: Path) -> None:
    with pytest.raises(EngineFailed):
        list(rough(plain_file, "nonsense"))


@linux_only
def test_killed_from_outside_is_a_crash(plain_file: Path) -> None:
    def kill(done: int, _total: int) -> None:
        if done > 5:
            for child in children():
                os.kill(child, signal.SIGKILL)

    with pytest.raises(EngineCrashed) as crashed:
        list(rough(plain_file, "speak", progress=kill))
    assert crashed.value.signal == signal.SIGKILL


@pytest.mark.parametrize("task", ["speak", "hang"])
def test_cancelling_ends_the_engine_even_when_it_is_silent(plain_file: Path, task: str) -> None:
    calls = []

    def stop(done: int, total: int) -> None:
        calls.append((done, total))
        if len(calls) > 8:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(rough(plain_file, task, progress=stop))
    assert all(0 <= done <= total for done, total in calls)


def test_cancelling_does_not_wait_for_an_engine_that_does_not_start(plain_file: Path) -> None:
    calls = []

    def stop(done: int, total: int) -> None:
        calls.append((done, total))
        if len(calls) > 3:
            raise Cancelled

    with FilmSource(FileIO(plain_file)) as source, pytest.raises(Cancelled):
        list(run_task(source, FACTS, b"", stop, start=lambda: EngineProcess("tests.engine.mute_child")))


def test_an_engine_that_does_not_say_hello_in_time_is_not_available() -> None:
    with EngineProcess("tests.engine.mute_child") as engine, pytest.raises(EngineUnavailable):
        engine.hello(0.2)


@linux_only
def test_whoever_stops_listening_ends_the_engine(plain_file: Path) -> None:
    before = children()
    with FilmSource(FileIO(plain_file)) as source:
        answers = run_task(source, "parts", b"1", start=rough_engine)
        next(answers)
        assert len(children()) == len(before) + 1
        answers.close()  # type: ignore[attr-defined] # a generator, though callers need not know
    assert children() == before


def test_a_program_that_never_says_hello_is_not_available() -> None:
    with EngineProcess("tests.engine.no_such_child") as engine, pytest.raises(EngineUnavailable) as absent:
        engine.hello()
    assert absent.value.reason == "no_hello"


@linux_only
def test_nothing_but_the_connections_is_inherited(plain_file: Path, tmp_path: Path) -> None:
    secret = os.open(tmp_path / "secret", os.O_CREAT | os.O_RDWR)
    os.set_inheritable(secret, True)  # noqa: FBT003 - the only way to call it
    try:
        with EngineProcess() as engine:
            engine.hello()
            opened = [os.readlink(one) for one in Path(f"/proc/{engine.pid}/fd").iterdir()]  # noqa: PTH115 - no file
            told = Path(f"/proc/{engine.pid}/environ").read_bytes() + Path(f"/proc/{engine.pid}/cmdline").read_bytes()
    finally:
        os.close(secret)
    kinds = sorted(one.partition(":")[0] for one in opened)
    assert kinds == ["/dev/null", "pipe", "pipe", "socket", "socket", "socket", "socket"]
    assert not any(name in told for name in (b"HOME", b"\0PATH=", b"VIGTOOL", bytes(plain_file)))


APP = """
import sys, threading
from io import FileIO
from pathlib import Path
from tests.engine.rough_engine import rough, children
for part in rough(Path(sys.argv[1]), sys.argv[2]):
    print(children()[0], flush=True)
"""


@linux_only
@pytest.mark.parametrize("task", ["hang", "hang-deaf"])
def test_the_engine_dies_with_the_app(plain_file: Path, task: str) -> None:
    repository = Path(__file__).parents[2]
    command = [sys.executable, "-c", APP, str(plain_file), task]
    app = subprocess.Popen(command, cwd=repository, stdout=subprocess.PIPE, env={"PYTHONPATH": str(repository)})
    assert app.stdout is not None
    with app, app.stdout as told:
        engine = os.pidfd_open(int(told.readline()))
        try:
            app.send_signal(signal.SIGKILL)
            assert _ended(engine)
        finally:
            os.close(engine)


def _ended(process: int) -> bool:
    return bool(select.select([process], [], [], 20)[0])


@linux_only
def test_an_engine_outlives_the_thread_that_started_it() -> None:
    made: list[EngineProcess] = []
    thread = threading.Thread(target=lambda: made.append(rough_engine()))
    thread.start()
    thread.join()
    with made[0] as engine:
        assert engine.hello().platform == "linux"
        assert engine.is_alive
