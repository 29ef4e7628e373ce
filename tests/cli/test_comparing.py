"""``compare`` on the command line."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Shell
from tests.exchange.pdf_facts import page_texts
from tests.in_process_tasks import run_in_process
from tests.services.casework import found_family
from tests.services.compared_guest import compared_guest
from tests.services.exchanged_film import marked_case
from vigtool.services.opening import create_workspace


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    return QuickShell(tmp_path_factory.mktemp("compare"))


@pytest.fixture(scope="module")
def guest(shell: Shell) -> str:
    """The case of a guest whose marks were looked at."""
    ws, _key = create_workspace(shell.folder / "guest", PASSPHRASE, work_factor=1)
    ws.run_task = run_in_process
    made = compared_guest(found_family(ws), shell.folder)
    made.reveal()
    ws.close()
    return made.family.case.id


@pytest.fixture(scope="module")
def own(shell: Shell) -> str:
    """A film of one's own with two moments."""
    ws, _key = create_workspace(shell.folder / "own", PASSPHRASE, work_factor=1)
    ws.run_task = run_in_process
    made = marked_case(found_family(ws), shell.folder)
    ws.close()
    return made.film.id


def test_a_guest_in_words_and_in_frames(shell: Shell, guest: str) -> None:
    told = shell("compare", "guest", "--case", guest, "--json", "--lang", "en")
    assert (told.code, told.answer["a"], told.answer["b"], told.answer["file"]) == (0, "trainee", "supervisor", None)
    (film,) = told.answer["films"]
    assert [film["both"][0][name] for name in ("begins", "ends", "key")] == [2, 1, 2]
    assert film["research"] is None
    assert "Both noticed 1 moment." in told.messages
    assert "Supervisor: begins 2 frames later" in told.messages


def test_no_figure_for_research_is_said_unless_asked(shell: Shell, guest: str) -> None:
    told = shell("compare", "guest", "--case", guest, "--research", "--json", "--lang", "en")
    research = told.answer["films"][0]["research"]
    assert research["steps"][0] == {"least_overlap": "3/10", "f1": {"value": 0.5, "low": None, "high": None}}
    assert "0.5" not in told.messages


def test_a_film_beside_a_file_and_as_data(shell: Shell, own: str) -> None:
    where = ("--recording", own)
    shell("exchange", "export", "own", *where, "--format", "eaf", "-o", "marks.eaf", "--json")
    told = shell("compare", "own", *where, "--with", "marks.eaf", "-o", "v.json", "--json")
    assert (told.code, told.answer["b"], len(told.answer["films"][0]["both"])) == (0, "file", 2)
    data = Path(shell.folder / "v.json").read_bytes()
    assert told.answer["sha256"] == hashlib.sha256(data).hexdigest()
    assert json.loads(data)["films"] == told.answer["films"]


def test_a_guest_as_pages(shell: Shell, guest: str) -> None:
    told = shell("compare", "guest", "--case", guest, "-o", "v.pdf", "--json", "--lang", "en")
    pages = (shell.folder / "v.pdf").read_bytes()
    assert (told.code, told.answer["sha256"]) == (0, hashlib.sha256(pages).hexdigest())
    assert "Both noticed 1 moment." in "\n".join(page_texts(pages))


@pytest.mark.parametrize("more", [["--recording", "f"], ["--case", "c", "--with", "marks.eaf"]])
def test_what_does_not_belong_together_is_refused(shell: Shell, own: str, more: list[str]) -> None:
    told = shell("compare", "own", *more, "--lang", "en")
    assert own
    assert told.code == 2
    assert "Name the guest with --case alone" in told.messages


def test_neither_a_guest_nor_a_film_is_no_question(shell: Shell, own: str) -> None:
    assert own
    assert shell("compare", "own").code == 2
    assert shell("compare", "own", "--case", "n0ne").code == 2
