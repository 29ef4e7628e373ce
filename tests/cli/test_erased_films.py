"""What the command line says of a film that was erased: its moments stay readable, and all else is explained."""

import json
from pathlib import Path

import pytest

from tests.cli.in_this_process import said_here
from tests.cli.processes import PASSPHRASE
from tests.services.casework import film_file
from vigtool.cli.exit_codes import ExitCode
from vigtool.domain.consent import Answer
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.importing import import_film
from vigtool.services.marking import mark_frames
from vigtool.services.opening import create_workspace
from vigtool.services.people import add_person


@pytest.fixture
def erased(tmp_path: Path) -> str:
    """The id of a film with a moment, whose key is destroyed; the vault lies in the folder "v"."""
    (tmp_path / "passphrase").write_text(PASSPHRASE, "utf-8")
    ws, _ = create_workspace(tmp_path / "v", PASSPHRASE, work_factor=1)
    case = add_case(ws, "Kallio 3")
    parent = add_person(ws, case.id, "Marja", Role.PARENT)
    record_consent(ws, parent.id, Purposes.GUIDANCE, Answer.GIVEN)
    film = import_film(ws, film_file(tmp_path / "film.mp4"), case.id)
    mark_frames(ws, film.id, first=2, end=9, title="The red brick")
    ws.vault.shred_key(film.id)
    ws.close()
    return film.id


def said(folder: Path, *words: str) -> tuple[int, str, str]:
    ended = said_here(*words, "--json", "--lang", "en", "--passphrase-file", str(folder / "passphrase"))
    return ended.code, ended.out, ended.messages


def test_its_moments_are_still_listed(erased: str, tmp_path: Path) -> None:
    code, out, _ = said(tmp_path, "moment", "list", str(tmp_path / "v"), "--recording", erased)
    (told,) = json.loads(out)
    assert (code, told["title"], told["from"], told["to"], told["key"]) == (
        ExitCode.DONE,
        "The red brick",
        None,
        None,
        None,
    )
    assert told["start"] < told["end"]


def test_a_check_of_the_vault_names_it(erased: str, tmp_path: Path) -> None:
    code, out, messages = said(tmp_path, "vault", "verify", str(tmp_path / "v"))
    assert code == ExitCode.DAMAGED
    assert {"part": "key", "id": erased} in json.loads(out)["damaged"]
    assert "Make a copy of the folder before anything else." in messages
