"""Every file of a vault flipped, cut short and made longer at sampled offsets, and every file on a failing disk.

Nothing damaged is ever handed out as if it were right, no error is without a type, and opening for writing costs
nothing that putting the good file back would not bring back.
"""

import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.campaign_table import Record, tell
from tests.faults.full_vault import PASSPHRASE, Outcome, Outcomes, Truth, furnish, look, truth_of
from vigtool.domain.errors import VigtoolError
from vigtool.services.opening import open_workspace

CAMPAIGN = os.environ.get("VIGTOOL_CAMPAIGN") == "all"
OFFSETS = 24 if CAMPAIGN else 2
"""Places in each file, beside its first and last byte."""


def flip(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :]


def cut(data: bytes, place: int) -> bytes:
    return data[:place]


def lengthen(data: bytes, place: int) -> bytes:
    return data + data[: place + 1]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damaged")
    furnish(folder / "vault", folder)
    return folder / "vault"


@pytest.fixture(scope="module")
def truth(made: Path) -> Truth:
    ws = open_workspace(made, PASSPHRASE, read_only=True)
    try:
        return truth_of(ws)
    finally:
        ws.close()


@pytest.fixture
def vault(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "copy"))


@pytest.fixture
def outcomes(record_property: Record) -> Iterator[Outcomes]:
    found = Outcomes()
    yield found
    tell(record_property, "files harmed, unreadable, missing", found.rows())
    assert found.faults == []


def files(vault: Path) -> list[Path]:
    return sorted(path for path in vault.rglob("*") if path.is_file() and path.stat().st_size)


def places(path: Path, chance: random.Random) -> list[int]:
    size = path.stat().st_size
    return sorted({0, size - 1, *(chance.randrange(size) for _ in range(OFFSETS))})


def test_the_control(vault: Path, truth: Truth) -> None:
    """What is whole is right, and what is wrong is seen to be."""
    assert look(vault, truth) is Outcome.HARMLESS
    wrong = Truth(truth.entries[:-1], truth.films, truth.papers)
    assert look(vault, wrong) is Outcome.SILENT
    assert {path.parent.name for path in files(vault)} >= {"keys", "recordings", "derived", "journal", "evidence"}


@pytest.mark.parametrize("harm", [flip, cut, lengthen])
def test_every_file_harmed(vault: Path, truth: Truth, outcomes: Outcomes, harm: Callable[[bytes, int], bytes]) -> None:
    chance = random.Random(20260309)
    for path in files(vault):
        name, good = path.relative_to(vault).as_posix(), path.read_bytes()
        for place in places(path, chance):
            path.write_bytes(harm(good, place))
            outcomes.note(f"{harm.__name__} {_kind(name)}", f"{name} at {place}", look(vault, truth))
        path.write_bytes(good)
    assert look(vault, truth) is Outcome.HARMLESS


@pytest.mark.parametrize("harm", [flip, cut])
def test_opening_for_writing_with_a_harmed_file_costs_nothing_more(
    made: Path, tmp_path: Path, truth: Truth, harm: Callable[[bytes, int], bytes]
) -> None:
    chance = random.Random(20260310)
    for number, original in enumerate(files(made)):
        name = original.relative_to(made)
        for place in [chance.randrange(original.stat().st_size) for _ in range(OFFSETS // 2)]:
            vault = Path(shutil.copytree(made, tmp_path / f"{number}-{place}"))
            (vault / name).write_bytes(harm(original.read_bytes(), place))
            with suppress(VigtoolError):
                open_workspace(vault, PASSPHRASE).close()
            shutil.copyfile(original, vault / name)
            assert look(vault, truth) is Outcome.HARMLESS, (str(name), place)
            shutil.rmtree(vault)


@pytest.mark.skipif(sys.platform != "linux", reason="reading /proc/self/mem fails as a broken disk does")
def test_every_file_on_a_disk_that_cannot_be_read(vault: Path, truth: Truth, outcomes: Outcomes) -> None:
    for path in files(vault):
        aside = path.rename(path.with_suffix(".aside"))
        path.symlink_to("/proc/self/mem")  # what is opened and then read gives EIO
        name = path.relative_to(vault).as_posix()
        outcome = look(vault, truth)
        assert outcome is not Outcome.HARMLESS or _kind(name) in ("note", "lock"), name
        outcomes.note(f"EIO {_kind(name)}", name, outcome)
        path.unlink()
        aside.rename(path)
    assert look(vault, truth) is Outcome.HARMLESS


@pytest.mark.parametrize("name", ["vault.json", "erased.note"])
def test_bytes_that_are_no_text(vault: Path, truth: Truth, outcomes: Outcomes, name: str) -> None:
    good = (vault / name).read_bytes()
    for place in range(0, len(good), 5 if CAMPAIGN else 60):
        (vault / name).write_bytes(good[:place] + b"\xff" + good[place + 1 :])
        outcomes.note(f"no text {name}", f"at {place}", look(vault, truth, read_only=False))
        (vault / name).write_bytes(good)


def test_every_file_missing(vault: Path, truth: Truth, outcomes: Outcomes) -> None:
    for path in files(vault):
        aside = path.rename(vault.parent / "aside")
        name = path.relative_to(vault).as_posix()
        outcomes.note(f"missing {_kind(name)}", name, look(vault, truth))
        aside.rename(path)


def _kind(name: str) -> str:
    folder, _, last = name.rpartition("/")
    return {"": Path(last).suffix.strip("."), "journal": f"journal {last}"}.get(folder, folder)
