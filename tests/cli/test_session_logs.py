"""The log of a session from the command line, with pictures where they are wished."""

import json
from dataclasses import dataclass

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Said, Shell
from tests.services.casework import film_file
from vigtool.services.opening import create_workspace


@dataclass(frozen=True, slots=True)
class Held:
    shell: Shell
    child: str
    session: str

    def export(self, folder: str, *more: str) -> Said:
        arguments = ("log", "export", "v", "--session", self.session, "-o", folder, *more)
        return self.shell(*arguments, "--json", "--lang", "en")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    shell = QuickShell(tmp_path_factory.mktemp("logs"))
    create_workspace(shell.folder / "v", PASSPHRASE, work_factor=1)[0].close()

    def made(*arguments: str) -> str:
        said = shell(*arguments, "--json")
        assert said.code == 0, said.messages
        return str(said.answer["id"])

    case = made("case", "add", "v", "--name", "Perhe")
    child = made("person", "add", "v", "--case", case, "--name", "Aino", "--role", "child")
    made("consent", "give", "v", "--person", child, "--purpose", "guidance")
    film_file(shell.folder / "film.mp4")
    film = made("import", "v", "film.mp4", "--case", case)
    moment = made("moment", "add", "v", "--recording", film, "--from", "3", "--to", "9", "--key", "5")
    return Held(shell, child, made("session", "add", "v", "--case", case, "--moments", moment))


def test_a_log_has_pictures_when_they_are_asked_for_and_stays_when_a_consent_is_gone(held: Held) -> None:
    for folder, more, frames in (("words", (), [None]), ("pictures", ("--pictures",), [5])):
        said = held.export(folder, *more)
        assert said.code == 0, said.messages
        log = json.loads((held.shell.folder / said.answer["json"]).read_bytes())
        told = [one["picture"] for one in log["moments"]]
        assert [None if one is None else one["frame"] for one in told] == frames
        pdf = (held.shell.folder / said.answer["pdf"]).read_bytes()
        assert (b"/Filter/DCTDecode" in pdf) == bool(more)
    assert held.shell("consent", "withdraw", "v", "--person", held.child, "--purpose", "guidance", "--json").code == 0
    refused = held.export("refused", "--pictures")
    assert refused.code == 3
    assert [one["person"] for one in refused.answer["reasons"]] == [held.child]
    assert not (held.shell.folder / "refused").exists()
    assert held.export("refused").code == 0
