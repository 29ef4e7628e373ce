"""``package make``, as scripts run it: a trainee's vault hands over to another one."""

import hashlib
from dataclasses import dataclass

import pytest

from tests.cli.processes import PASSPHRASE, Shell
from tests.services.casework import film_file
from vigtool.services.opening import create_workspace


@dataclass(frozen=True, slots=True)
class Handing:
    """A vault ``v`` with two moments, and ``w`` that it knows."""

    shell: Shell
    child: str
    moments: str
    contact: str

    @property
    def make(self) -> tuple[str, ...]:
        return ("package", "make", "v", "--moments", self.moments, "--to", self.contact, "--json")


@pytest.fixture(scope="module")
def handing(tmp_path_factory: pytest.TempPathFactory) -> Handing:
    shell = Shell(tmp_path_factory.mktemp("packages"))
    for name in ("v", "w"):
        create_workspace(shell.folder / name, PASSPHRASE, work_factor=1)[0].close()

    def made(*arguments: str) -> str:
        said = shell(*arguments, "--json")
        assert said.code == 0, said.messages
        return str(said.answer["id"])

    case = made("case", "add", "v", "--name", "Perhe", "--question", "Miten Aino rauhoittuu?")
    child = made("person", "add", "v", "--case", case, "--name", "Aino", "--role", "child")
    for purpose in ("guidance", "supervision"):
        made("consent", "give", "v", "--person", child, "--purpose", purpose)
    film_file(shell.folder / "film.mp4")
    film = made("import", "v", "film.mp4", "--case", case)
    moments = [
        made("moment", "add", "v", "--recording", film, "--from", first, "--to", end)
        for first, end in (("3", "9"), ("12", "20"))
    ]
    made("contact", "card", "w", "-o", "w.vigcontact")
    contact = made("contact", "add", "v", "w.vigcontact")
    return Handing(shell, child, ",".join(moments), contact)


def test_a_package_is_made_and_told(handing: Handing) -> None:
    shell = handing.shell
    said = shell(*handing.make, "-o", "a.vigpackage", "--questions", "Odotinko?", "--lang", "fi")

    assert said.code == 0, said.messages
    data = (shell.folder / "a.vigpackage").read_bytes()
    told = said.answer
    assert (told["sha256"], told["size"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert len(told["entries"]) == 2
    assert data.startswith(b"age-encryption.org/v1\n")
    whole = ("--whole", "--no-notes", "--size", "48x48", "--expires", "2099-01-01")
    more = shell(*handing.make, "-o", "b.vigpackage", *whole)
    assert more.code == 0, more.messages
    assert (more.answer["expires"], len(more.answer["entries"])) == ("2099-01-01", 1)
    assert more.answer["id"] != told["id"]


def test_what_cannot_be_handed_over_is_explained(handing: Handing) -> None:
    shell = handing.shell
    for extra, code, error in (
        (("--expires", "2020-01-01"), 2, "ExpiryPassed"),
        (("--mask", handing.child), 3, "NotCovered"),
        (("--to", "stranger0000"), 2, "UnknownId"),
    ):
        said = shell(*handing.make, *extra, "-o", "c.vigpackage")
        assert (said.code, said.answer["error"]) == (code, error)
        assert said.messages
    assert not (shell.folder / "c.vigpackage").exists()


def test_a_consent_that_is_withdrawn_keeps_it_in(handing: Handing) -> None:
    shell = handing.shell
    assert shell("consent", "withdraw", "v", "--person", handing.child, "--purpose", "supervision").code == 0
    said = shell(*handing.make, "-o", "d.vigpackage")
    assert (said.code, said.answer["error"]) == (3, "ConsentRefused")
    assert not (shell.folder / "d.vigpackage").exists()
