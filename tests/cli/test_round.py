"""One round through every verb, each a process of its own, as docs/cli.md promises them."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from tests.cli.processes import PASSPHRASE, Said, Shell
from tests.services.casework import film_file, on_disk
from vigtool.domain.identifiers import is_identifier
from vigtool.domain.purposes import STANDARD_PURPOSES, Purposes
from vigtool.services.opening import create_workspace

ODD_NAME = "näme with spaces & 'quotes' #1.mp4"


@dataclass(frozen=True, slots=True)
class Round:
    shell: Shell
    said: dict[str, Said]

    def id(self, verb: str) -> str:
        return str(self.said[verb].answer["id"])


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Go from no vault to a session log; each step is kept under its name."""
    shell = Shell(tmp_path_factory.mktemp("round"))
    round_ = Round(shell, {})
    said = round_.said
    film_file(shell.folder / ODD_NAME)
    (shell.folder / "shopping.mp4").write_text("milk\n")
    said["create"] = shell("vault", "create", "made", "--json")
    create_workspace(shell.folder / "v", PASSPHRASE, work_factor=1)[0].close()  # one that opens quickly
    said["case"] = shell("case", "add", "v", "--name", "Perhe Ä", "--question", "Miten?", "--json")
    case = round_.id("case")
    said["nobody"] = shell("import", "v", ODD_NAME, "--case", case, "--json")
    said["person"] = shell("person", "add", "v", "--case", case, "--name", "Aino", "--role", "parent", "--json")
    person = round_.id("person")
    said["not asked"] = shell("import", "v", ODD_NAME, "--case", case, "--json", "--lang", "fi")
    said["guidance"] = shell(
        "consent", "give", "v", "--person", person, "--purpose", "guidance", "--by", "Isä", "--json"
    )
    said["import"] = shell("import", "v", "shopping.mp4", ODD_NAME, "absent.mp4", "--case", case, "--json")
    film = str(said["import"].lines[1]["id"])
    said["again"] = shell("import", "v", ODD_NAME, "--case", case, "--people", person, "--json")
    said["frames"] = shell("frames", "v", film, "--json")
    said["moment"] = shell(
        "moment", "add", "v", "--recording", film, "--from", "3", "--to", "9", "--key", "5", "--title", "Hei", "--json"
    )
    moment = round_.id("moment")
    copy = ("--purpose", "family-copy")
    said["clip refused"] = shell("clip", "v", "--moment", moment, *copy, "-o", "c.mp4", "--json")
    yesterday = (date.today() - timedelta(days=2)).isoformat()  # noqa: DTZ011 - the guider's own day is meant
    said["expired"] = shell("consent", "give", "v", "--person", person, *copy, "--until", yesterday, "--json")
    said["clip expired"] = shell("clip", "v", "--moment", moment, *copy, "-o", "c.mp4", "--json", "--lang", "sv")
    tomorrow = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011 - as above
    said["copy"] = shell("consent", "give", "v", "--person", person, *copy, "--until", tomorrow, "--json")
    said["clip"] = shell("clip", "v", "--moment", moment, *copy, "-o", "c.mp4", "--json")
    said["still"] = shell("still", "v", film, "--frame", "7", *copy, "-o", "s.png", "--json")
    said["session"] = shell(
        "session", "add", "v", "--case", case, "--moments", moment, "--present", person, "--words", "Hyvä!", "--json"
    )
    said["log"] = shell("log", "export", "v", "--session", round_.id("session"), "-o", "logs", "--json", "--lang", "sv")
    said["refuse"] = shell("consent", "refuse", "v", "--person", person, "--purpose", "training", "--json")
    said["withdraw"] = shell("consent", "withdraw", "v", "--person", person, "--purpose", "guidance", "--json")
    said["view refused"] = shell("still", "v", film, "--frame", "7", *copy, "-o", "t.png", "--json")
    for verb, arguments in {
        "case list": ("case", "list", "v"),
        "person list": ("person", "list", "v", "--case", case),
        "consent list": ("consent", "list", "v", "--person", person),
        "recordings": ("recordings", "v", "--case", case),
        "moment list": ("moment", "list", "v", "--recording", film),
        "session list": ("session", "list", "v", "--case", case),
        "verify": ("vault", "verify", "v"),
    }.items():
        said[verb] = shell(*arguments, "--json")
    return round_


def test_every_step_ends_with_its_code(done: Round) -> None:
    others = {
        "nobody": 3,
        "not asked": 3,
        "import": 6,
        "again": 2,
        "clip refused": 3,
        "clip expired": 3,
        "view refused": 3,
    }
    codes = {name: said.code for name, said in done.said.items()}
    assert codes == {name: others.get(name, 0) for name in done.said}, [one.messages for one in done.said.values()]


def test_the_vault_is_made_and_its_recovery_key_opens_it(done: Round) -> None:
    answer = done.said["create"].answer
    assert set(answer) == {"id", "recovery_key"}
    assert answer["recovery_key"].startswith("AGE-SECRET-KEY-1")
    assert answer["recovery_key"] not in done.said["create"].messages
    (done.shell.folder / "paper").write_text(answer["recovery_key"].lower())
    for file in ("paper", "passphrase"):
        opened = done.shell(
            "vault", "verify", "made", "--json", "--passphrase-file", file, VIGTOOL_PASSPHRASE_FILE="no"
        )
        assert (opened.code, opened.answer["id"], opened.answer["damaged"]) == (0, answer["id"], [])


def test_ids_are_safe_in_file_names_and_lists_show_what_was_made(done: Round) -> None:
    made = ("case", "person", "guidance", "moment", "session")
    assert all(is_identifier(done.id(name)) for name in made)
    assert done.said["case list"].answer == [done.said["case"].answer]
    assert done.said["person list"].answer == [done.said["person"].answer]
    assert done.said["moment list"].answer == [done.said["moment"].answer]
    assert done.said["session list"].answer == [done.said["session"].answer]
    assert done.said["recordings"].answer == [done.said["import"].lines[1]]
    assert [one["id"] for one in done.said["consent list"].answer] == [
        done.id(name) for name in ("guidance", "expired", "copy", "refuse", "withdraw")
    ]


def test_consents_say_how_they_stand(done: Round) -> None:
    states = [one["state"] for one in done.said["consent list"].answer]
    assert states == ["given", "expired", "given", "refused", "withdrawn"]
    assert done.said["guidance"].answer["by"] == "Isä"
    assert done.said["copy"].answer["until"] > done.said["expired"].answer["until"]


def test_an_import_answers_for_each_file_and_one_does_not_keep_back_the_next(done: Round) -> None:
    first, film, absent = done.said["import"].lines
    assert first == {"error": "NotAFilm"}
    assert absent == {"error": "SourceUnreadable"}
    source = (done.shell.folder / ODD_NAME).read_bytes()
    assert (film["sha256"], film["frames"]) == (hashlib.sha256(source).hexdigest(), 24)
    assert film["duration"] == pytest.approx(0.96, abs=0.01)
    assert film["label"] == ODD_NAME.removesuffix(".mp4")
    assert film["people"] == [done.id("person")]
    assert done.said["again"].answer == {"error": "DuplicateFilm", "recording": film["id"]}
    names = set(on_disk(done.shell.folder / "v"))
    assert {f"recordings/{film['id']}.age", f"keys/{film['id']}.age"} <= names


def test_frames_come_one_a_line(done: Round) -> None:
    lines = done.said["frames"].lines
    assert [one["n"] for one in lines] == list(range(24))
    assert all(set(one) == {"n", "pts", "time_base", "key"} for one in lines)
    assert lines[0]["key"] is True
    assert sum(one["key"] for one in lines) == 2


def test_refusals_name_the_person_and_the_purpose(done: Round) -> None:
    person = done.id("person")
    for step, purpose, state in (
        ("not asked", "guidance", "unknown"),
        ("clip refused", "family-copy", "unknown"),
        ("clip expired", "family-copy", "expired"),
        ("view refused", "guidance", "withdrawn"),
    ):
        assert done.said[step].answer["error"] == "ConsentRefused"
        assert done.said[step].answer["reasons"] == [
            {"person": person, "purpose": purpose, "state": state, "ground": "consent"}
        ]
    assert done.said["nobody"].answer["reasons"] == [
        {"person": None, "purpose": "guidance", "state": "unknown", "ground": "consent"}
    ]


def test_messages_come_in_the_asked_language_on_the_other_channel(done: Round) -> None:
    assert "suostumusta ei ole vielä kysytty" in done.said["not asked"].messages
    assert "samtycke" in done.said["clip expired"].messages.lower()
    assert "The original still lies outside" not in done.said["import"].messages
    assert "Aino" not in "".join(said.messages for said in done.said.values())


def test_a_clip_a_still_and_a_log_lie_where_the_answer_says(done: Round) -> None:
    clip, still, log = (done.said[name].answer for name in ("clip", "still", "log"))
    folder = done.shell.folder
    assert clip["sha256"] == hashlib.sha256((folder / clip["clip"]).read_bytes()).hexdigest()
    assert (clip["frames"], clip["verified"]["frames"], clip["verified"]["times_exact"]) == (6, 6, True)
    assert json.loads((folder / clip["sidecar"]).read_bytes())["sha256"] == clip["sha256"]
    assert (still["frame"], still["width"], still["height"]) == (7, 96, 64)
    assert still["sha256"] == hashlib.sha256((folder / still["still"]).read_bytes()).hexdigest()
    for kind in ("pdf", "json"):
        assert log[f"{kind}_sha256"] == hashlib.sha256((folder / log[kind]).read_bytes()).hexdigest()
    assert not (folder / "t.png").exists()


def test_the_whole_vault_was_read(done: Round) -> None:
    answer = done.said["verify"].answer
    assert (answer["recordings"], answer["damaged"]) == (1, [])
    assert answer["events"] > 15


def test_every_purpose_of_the_contract_is_one() -> None:
    assert [str(one) for one in STANDARD_PURPOSES if one != Purposes.REMOTE_REVIEW] == [
        "guidance",
        "supervision",
        "portfolio",
        "training",
        "presentation",
        "research",
        "family-copy",
        "showing",
        "keep-longer",
    ]
