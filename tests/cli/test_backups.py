"""``backup``, ``restore`` and ``vault verify`` as scripts use them: in this process, one in processes of its own."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.in_this_process import said_here
from tests.cli.processes import PASSPHRASE, Said, Shell
from tests.in_process_tasks import run_in_process
from tests.services.casework import Family, found_family, on_disk
from vigtool.domain.cases import Recording
from vigtool.services.opening import create_workspace, open_workspace


class Home:
    """A folder with a vault ``v`` and a passphrase."""

    def __init__(self, folder: Path, family: Family, film: Recording) -> None:
        self.folder, self.family, self.film = folder, family, film
        (folder / "words").write_text(PASSPHRASE, "utf-8")

    def __call__(self, *verb: str | Path) -> Said:
        asked = [str(one) for one in verb]
        asked += ["--json", "--lang", "en", "--passphrase-file", str(self.folder / "words")]
        return said_here(*asked)

    def path(self, name: str) -> Path:
        return self.folder / name


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    ws, _ = create_workspace(tmp_path / "v", PASSPHRASE, work_factor=1)
    ws.run_task = run_in_process
    family = found_family(ws)
    film = family.film(tmp_path)
    ws.close()
    yield Home(tmp_path, family, film)
    ws.close()


def flip(path: Path) -> bytes:
    good = path.read_bytes()
    path.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    return good


def test_a_round_in_processes_of_their_own(home: Home) -> None:
    shell = Shell(home.folder)
    (home.folder / "passphrase").write_text(PASSPHRASE, "utf-8")
    made = shell("backup", "v", "b", "--json")
    assert (made.code, made.answer["recorded"], made.answer["generation"]) == (0, True, 1)
    shutil.rmtree(home.path("v"))
    back = shell("restore", "b", "v", "--json")
    assert (back.code, back.answer["opened"], back.answer["damaged"]) == (0, True, [])
    assert shell("vault", "verify", "v").code == 0
    assert [one["id"] for one in shell("recordings", "v", "--json").answer] == [home.film.id]


def test_the_next_backup_says_what_was_new(home: Home) -> None:
    first = home("backup", home.path("v"), home.path("b")).answer
    assert first["files"] == first["copied"] > 8
    second = home("backup", home.path("v"), home.path("b")).answer
    assert (second["generation"], second["copied"], second["events"]) == (2, 2, first["events"] + 1)
    assert (second["destroyed"], second["missing"], second["damaged"]) == ([], [], [])
    thorough = home("backup", home.path("v"), home.path("b"), "--thorough").answer
    assert (thorough["copied"], len(thorough["sha256"])) == (2, 64)


def test_a_backup_while_the_vault_is_open_elsewhere_is_made_and_not_on_record(home: Home) -> None:
    ws = open_workspace(home.path("v"), PASSPHRASE)
    said = home("backup", home.path("v"), home.path("b"))
    assert (said.code, said.answer["recorded"], ws.vault.journal.count) == (0, False, said.answer["events"])
    ws.close()


def test_a_backup_opens_to_look_at_and_takes_nothing(home: Home) -> None:
    home("backup", home.path("v"), home.path("b"))
    before = on_disk(home.path("b"))
    assert [one["id"] for one in home("recordings", home.path("b")).answer] == [home.film.id]
    refused = home("case", "add", home.path("b"), "--name", "Perhe")
    assert (refused.code, refused.answer["error"]) == (2, "VaultReadOnly")
    assert on_disk(home.path("b")) == before


@pytest.mark.parametrize(
    ("verb", "error", "code"),
    [
        (("backup", "v", "v"), "TargetInVault", 2),
        (("backup", "v", "v/b"), "TargetInVault", 2),
        (("backup", "v", "full"), "FolderNotEmpty", 2),
        (("backup", "v", "words"), "StorageFailed", 2),
        (("backup", "nowhere", "b"), "NotAVault", 2),
        (("restore", "v", "new"), "NotABackup", 2),
        (("restore", "nowhere", "new"), "NotABackup", 2),
        (("restore", "good", "full"), "FolderNotEmpty", 2),
        (("restore", "good", "good/inside"), "TargetInVault", 2),
    ],
)
def test_what_does_not_go(home: Home, verb: tuple[str, str, str], error: str, code: int) -> None:
    home.path("full").mkdir()
    home.path("full").joinpath("letter.txt").write_text("mine")
    home("backup", home.path("v"), home.path("good"))
    before = on_disk(home.folder)
    said = home(verb[0], home.path(verb[1]), home.path(verb[2]))
    assert (said.answer["error"], said.code) == (error, code)
    assert "Something went wrong in the program" not in said.messages
    assert on_disk(home.folder) == before


def test_damage_is_named_and_what_can_be_made_again_is(home: Home) -> None:
    flip(home.path("v") / "derived" / f"{home.film.id}.frames.age")
    said = home("vault", "verify", home.path("v"))
    assert (said.code, said.answer["damaged"]) == (5, [{"part": "derived", "id": home.film.id}])
    assert "can be made again" in said.messages
    assert "--repair" in said.messages
    said = home("vault", "verify", home.path("v"), "--repair")
    assert (said.code, said.answer["damaged"], said.answer["repaired"]) == (0, [], [home.film.id])
    flip(home.path("v") / "recordings" / f"{home.film.id}.age")
    before = on_disk(home.path("v"))
    said = home("vault", "verify", home.path("v"), "--repair")
    assert (said.code, said.answer["damaged"]) == (5, [{"part": "recording", "id": home.film.id}])
    assert f"The film {home.film.id} is missing, or not as it was written." in said.messages
    assert on_disk(home.path("v")) == before


def test_what_no_entry_names_is_told_and_is_no_damage(home: Home) -> None:
    alone = "fa1rd0ra1000"
    with closing(open_workspace(home.path("v"), PASSPHRASE)) as ws:
        ws.vault.put_evidence(home.film.case, alone, b"%PDF-1.7")
    said = home("vault", "verify", home.path("v"))
    assert (said.code, said.answer["damaged"]) == (0, [])
    assert said.answer["unclaimed"] == [{"part": "evidence", "id": alone}]
    assert f"A scan of a form ({alone}) lies in the vault" in said.messages


def test_a_damaged_backup_gives_back_what_it_has_and_says_so(home: Home) -> None:
    home("backup", home.path("v"), home.path("b"))
    flip(home.path("b") / "recordings" / f"{home.film.id}.age")
    said = home("restore", home.path("b"), home.path("one"))
    assert (said.code, said.answer["damaged"]) == (5, [{"part": "recording", "id": home.film.id}])
    said = home("restore", home.path("b"), home.path("two"), "--unopened")
    assert (said.code, said.answer["opened"]) == (5, False)
    flip(home.path("b") / "identity.age")
    assert home("restore", home.path("b"), home.path("three")).answer == {
        "error": "Damaged",
        "part": "identity",
        "id": "",
    }
    assert not home.path("three").exists()
