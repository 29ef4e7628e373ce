"""The way back, as scripts run it: comments, feedback and moments go from one vault to the other."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Shell
from tests.services.answer_loop import WAV
from tests.services.casework import film_file
from vigtool.services.opening import create_workspace


@dataclass(frozen=True, slots=True)
class Round:
    """``v`` is the trainee's vault, ``w`` the supervisor's, which has a guest with one film of six frames."""

    shell: Shell
    case: str
    film: str
    guest: str
    guest_film: str

    def __call__(self, *arguments: str | Path) -> Any:  # noqa: ANN401 - JSON
        said = self.shell(*arguments, "--json")
        assert said.code == 0, said.messages
        return said.answer


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> Round:
    shell = QuickShell(tmp_path_factory.mktemp("answers"))
    done = Round(shell, "", "", "", "")
    for name in ("v", "w"):
        create_workspace(shell.folder / name, PASSPHRASE, work_factor=1)[0].close()
        done("contact", "card", name, "-o", f"{name}.vigcontact", "--name", f"Vault {name}")
    contact = done("contact", "add", "v", "w.vigcontact")["id"]
    done("contact", "add", "w", "v.vigcontact")
    case = done("case", "add", "v", "--name", "Perhe", "--question", "Miten Aino rauhoittuu?")["id"]
    child = done("person", "add", "v", "--case", case, "--name", "Aino", "--role", "child")["id"]
    for purpose in ("guidance", "supervision"):
        done("consent", "give", "v", "--person", child, "--purpose", purpose)
    film_file(shell.folder / "film.mp4")
    film = done("import", "v", "film.mp4", "--case", case)["id"]
    moment = done("moment", "add", "v", "--recording", film, "--from", "3", "--to", "9")["id"]
    done("package", "make", "v", "--moments", moment, "--to", contact, "-o", "a.vigpackage")
    guest = done("package", "open", "w", "a.vigpackage")
    return Round(shell, case, film, guest["id"], guest["films"][0])


def test_comments_feedback_and_a_moment_come_back(way: Round) -> None:
    (way.shell.folder / "puhe.wav").write_bytes(WAV)
    at = ("comment", "add", "w", "--recording", way.guest_film)
    first = way(*at, "--frame", "2", "--text", "Miten hän odottaa!")
    second = way(*at, "--answers", first["id"], "--sound", "puhe.wav")
    assert (second["frame"], second["spoken"], second["text"]) == (2, True, "")
    assert way("comment", "list", "w", "--case", way.guest) == [first, second]
    proposed = way("moment", "add", "w", "--recording", way.guest_film, "--from", "1", "--to", "4", "--key", "2")
    written = way("feedback", "w", "--case", way.guest, "--strengths", "Seurasit häntä.")
    assert written["strengths"] == "Seurasit häntä."
    written = way("feedback", "w", "--case", way.guest, "--agreed", "Sama uudelleen.")
    assert (written["strengths"], written["agreed"]) == ("Seurasit häntä.", "Sama uudelleen.")
    assert way("feedback", "w", "--case", way.guest) == written

    made = way("package", "answer", "w", "--case", way.guest, "-o", "b.vigpackage")
    assert (made["comments"], made["moments"], made["countersigned"]) == (2, 1, True)
    merged = way("package", "merge", "v", "b.vigpackage")
    assert merged == {
        "kind": "answer",
        "id": made["id"],
        "case": way.case,
        "comments": 2,
        "moments": 1,
        "countersigned": True,
    }
    anchored = way("vault", "verify", "v")["countersigned"]
    assert (anchored["holds"], anchored["by"]) == (True, way("contact", "list", "v")[0]["id"])
    assert way("vault", "verify", "w")["countersigned"] is None
    here = way("comment", "list", "v", "--recording", way.film)
    assert [(one["frame"], one["spoken"], one["id"]) for one in here] == [
        (5, False, first["id"]),
        (5, True, second["id"]),
    ]

    (found,) = way("suggestion", "list", "v", "--case", way.case)
    assert (found["id"], found["from"], found["to"], found["key"], found["decision"]) == (
        proposed["id"],
        4,
        7,
        5,
        "open",
    )
    which = ("--answer", found["answer"], "--moment", found["id"])
    way("suggestion", "leave", "v", *which)
    assert way("suggestion", "list", "v", "--case", way.case)[0]["decision"] == "left"
    lent = way("suggestion", "accept", "v", *which, "--parts", "in,key")
    assert (lent["id"], lent["from"], lent["to"], lent["key"]) == (found["like"], 4, 9, 5)
    way("suggestion", "accept", "v", *which)
    assert len(way("moment", "list", "v", "--recording", way.film)) == 2

    again = way.shell("package", "merge", "v", "b.vigpackage", "--json")
    assert (again.code, again.answer["error"]) == (2, "PackageKnown")
    assert again.messages


def test_an_own_comment_is_worded_otherwise_and_taken_back(way: Round) -> None:
    made = way("comment", "add", "v", "--recording", way.film, "--frame", "1", "--text", "Katso")
    edited = way("comment", "edit", "v", "--comment", made["id"], "--text", "Katso tätä")
    assert edited == made | {"text": "Katso tätä"}
    assert edited in way("comment", "list", "v", "--recording", way.film)
    assert way("comment", "remove", "v", "--comment", made["id"]) == {"id": made["id"]}
    assert made["id"] not in {one["id"] for one in way("comment", "list", "v", "--recording", way.film)}
    for deed in (("edit", "--text", "Taas"), ("remove",)):
        said = way.shell("comment", deed[0], "v", "--comment", made["id"], *deed[1:], "--json")
        assert (said.code, said.answer["error"]) == (2, "UnknownId")


def test_what_is_refused_is_explained(way: Round) -> None:
    (way.shell.folder / "ei.wav").write_bytes(b"MZ")
    at = ("comment", "add", "w", "--recording", way.guest_film)
    for arguments, code, error in (
        (at, 2, "NothingSaid"),
        ((*at, "--frame", "999", "--text", "Ohi"), 2, "OutsideFilm"),
        ((*at, "--sound", "ei.wav"), 2, "NotSound"),
        (("feedback", "v", "--case", way.case, "--agreed", "Niin"), 2, "NotAGuest"),
        (("package", "answer", "v", "--case", way.case, "-o", "c.vigpackage"), 2, "NotAGuest"),
        (("package", "merge", "v", "a.vigpackage"), 4, "NotForThisVault"),
        (("package", "merge", "w", "a.vigpackage"), 2, "OtherPackage"),
    ):
        said = way.shell(*arguments, "--json", "--lang", "fi")
        assert (said.code, said.answer["error"]) == (code, error)
        assert said.messages
    assert not (way.shell.folder / "c.vigpackage").exists()
