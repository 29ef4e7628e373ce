"""What somebody may ask for, on the command line."""

from pathlib import Path

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Shell
from tests.exchange.pdf_facts import page_texts
from tests.in_process_tasks import run_in_process
from tests.services.casework import PARENT_NAME, found_family
from vigtool.services.marking import mark_frames
from vigtool.services.opening import create_workspace


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, str]:
    folder = tmp_path_factory.mktemp("requests")
    ws, _key = create_workspace(folder / "v", PASSPHRASE, work_factor=1)
    ws.run_task = run_in_process
    family = found_family(ws)
    mark_frames(ws, family.film(folder).id, first=2, end=5)
    ws.close()
    return QuickShell(folder), family.parent.id


def test_the_folder_of_one_person(person: tuple[Shell, str]) -> None:
    shell, who = person
    asked = ("--person", who, "--reason", "asked by telephone", "-o", "out", "--json", "--lang", "sv")
    said = shell("request", "folder", "v", *asked)
    assert (said.code, said.answer["clips"]) == (0, 0)
    assert [one["why"] for one in said.answer["left_out"]] == ["consent"]
    out = Path(shell.folder / "out")
    assert len((out / "files.txt").read_text().splitlines()) == said.answer["files"]
    assert PARENT_NAME in "".join(page_texts((out / "overview.pdf").read_bytes()))
    bundle = next((out / "log").glob("log-*.json"))
    assert shell("log", "verify", str(bundle), "--key", said.answer["key"]).code == 0
    again = shell("request", "folder", "v", *asked)
    assert (again.code, again.answer) == (2, {"error": "FolderTaken"})


def test_the_records_of_processing(person: tuple[Shell, str]) -> None:
    shell, _ = person
    assert shell("request", "records", "v", "-o", "records.pdf", "--lang", "en").code == 0
    assert "Legal basis" in "".join(page_texts((shell.folder / "records.pdf").read_bytes()))
