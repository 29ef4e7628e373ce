"""Everything by which pictures leave, from the command line; a preset in processes of their own."""

import json
import re
from dataclasses import dataclass
from typing import Any

import pyrage
import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Said, Shell
from tests.services.casework import film_file
from vigtool.cli.arguments import parse
from vigtool.services.opening import create_workspace

KEY = "sanat jotka perheelle kerrotaan"


@dataclass(frozen=True, slots=True)
class Case:
    shell: Shell
    film: str
    people: tuple[str, str]
    moments: tuple[str, str]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    shell = QuickShell(tmp_path_factory.mktemp("leaving"))
    create_workspace(shell.folder / "v", PASSPHRASE, work_factor=1)[0].close()

    def made(*arguments: str) -> str:
        said = shell(*arguments, "--json")
        assert said.code == 0, said.messages
        return str(said.answer["id"])

    one = made("case", "add", "v", "--name", "Perhe")
    child = made("person", "add", "v", "--case", one, "--name", "Aino", "--role", "child")
    parent = made("person", "add", "v", "--case", one, "--name", "Isä", "--role", "parent")
    for person in (child, parent):
        for purpose in ("guidance", "family-copy", "training"):
            made("consent", "give", "v", "--person", person, "--purpose", purpose)
    film_file(shell.folder / "film.mp4")
    film = made("import", "v", "film.mp4", "--case", one)
    ends = (("3", "9"), ("12", "20"))
    marked = [
        made("moment", "add", "v", "--recording", film, "--from", first, "--to", end, "--title", "Hei")
        for first, end in ends
    ]
    (shell.folder / "key").write_text(KEY)
    return Case(shell, film, (child, parent), (marked[0], marked[1]))


def answered(said: Said) -> dict[str, Any]:
    assert said.code == 0, said.messages
    return dict(said.answer)


def test_a_clip_is_made_as_it_is_asked_for(case: Case) -> None:
    answer = answered(
        case.shell(
            *("clip", "v", "--moment", case.moments[0], "--purpose", "training", "-o", "c.mp4", "--json"),
            *("--slow", "4-6", "--speed", "1/4", "--freeze", "0.2", "--lead-in", "0.04", "--lead-out", "0.08"),
            *("--card", "1", "--captions", "beside", "--pause", "7:0.4:Katso", "--recipient", "Oulu"),
            *("--size", "48x48"),
        )
    )
    # 9 frames, 2 of them four times as long, a card, a freeze and a stop
    seconds = 9 / 25 + 2 * 3 / 25 + 1 + 0.2 + 0.4
    assert answer["verified"]["duration"] == pytest.approx(seconds)
    assert answer["frames"] == 9
    assert answer["captions"] == "c.vtt"
    told = json.loads((case.shell.folder / "c.mp4.json").read_bytes())
    assert told["sha256"] == answer["sha256"]
    receipt = answered(case.shell("receipt", "v", "--entries", str(answer["entry"]), "-o", "k.pdf", "--json"))
    assert receipt == {"receipt": "k.pdf", "json": "k.json"}
    assert json.loads((case.shell.folder / "k.json").read_bytes())["recipient"] == "Oulu"


def test_a_preset_says_how_and_what_for(case: Case) -> None:
    shell = Shell(case.shell.folder)
    listed = shell("preset", "list", "v", "--json", "--lang", "sv").answer
    assert [one["id"] for one in listed] == ["family", "supervision", "training-day", "session-log"]
    assert listed[0]["name"] == "För familjen"
    answer = answered(shell("clip", "v", "--moment", case.moments[0], "--preset", "family", "-o", "p.mp4", "--json"))
    assert answer["verified"]["duration"] == pytest.approx(3 + 6 / 25)
    refused = shell("clip", "v", "--moment", case.moments[0], "--preset", "supervision", "-o", "q.mp4", "--json")
    assert refused.code == 3
    unknown = shell("clip", "v", "--moment", case.moments[0], "--preset", "party", "-o", "q.mp4", "--json")
    assert (unknown.code, unknown.answer["error"]) == (2, "UnknownPreset")


def test_a_reel_a_card_and_a_jpeg(case: Case) -> None:
    both = ",".join(reversed(case.moments))
    reel = answered(
        case.shell("reel", "v", "--moments", both, "--purpose", "training", "-o", "r.mp4", "--card", "0.4", "--json")
    )
    assert reel["verified"]["duration"] == pytest.approx(0.8 + 14 / 25)
    assert len(reel["entries"]) == 2
    card = answered(
        case.shell(
            *("card", "v", "--moment", case.moments[0], "--purpose", "family-copy", "-o", "card.pdf", "--json"),
            *("--words", "Siinä!", "--to", case.people[1]),
        )
    )
    assert (case.shell.folder / "card.pdf").read_bytes().startswith(b"%PDF")
    assert card["frame"] == 3
    answered(case.shell("still", "v", case.film, "--frame", "5", "--purpose", "family-copy", "-o", "s.jpg", "--json"))
    assert (case.shell.folder / "s.jpg").read_bytes().startswith(b"\xff\xd8")


def test_a_familys_copy_plain_and_sealed(case: Case) -> None:
    both = ",".join(case.moments)
    plain = answered(case.shell("copy", "v", "--moments", both, "-o", "stick", "--json"))
    assert plain["files"] == ["stick/01.mp4", "stick/02.mp4"]
    sealed = answered(
        case.shell(
            *("copy", "v", "--moments", case.moments[0], "-o", "k.age", "--copy-passphrase-file", "key", "--json"),
            *("--preset", "family"),
        )
    )
    assert sealed["sealed"] is True
    # a preset's words beside a clip go into the picture of a copy
    answered(case.shell("copy", "v", "--moments", case.moments[0], "-o", "more", "--preset", "supervision", "--json"))
    assert [one.name for one in (case.shell.folder / "more").iterdir()] == ["01.mp4"]
    opened = pyrage.passphrase.decrypt((case.shell.folder / "k.age").read_bytes(), KEY)
    assert opened[4:8] == b"ftyp"


def test_who_is_not_covered_keeps_it_in(case: Case) -> None:
    said = case.shell(
        *("clip", "v", "--moment", case.moments[0], "--purpose", "training", "-o", "m.mp4", "--json"),
        *("--mask", case.people[0]),
    )
    assert (said.code, said.answer["error"]) == (3, "NotCovered")
    assert (said.answer["recording"], said.answer["person"]) == (case.film, case.people[0])
    assert said.answer["gaps"] == [{"from": 3, "to": 9}], "the whole moment is still open"
    assert not (case.shell.folder / "m.mp4").exists()


CLIP = ("clip", "v", "--moment", "x", "--purpose", "training", "-o", "w.mp4")


@pytest.mark.parametrize(
    "wrong",
    [
        ("clip", "v", "--moment", "x", "-o", "w.mp4"),
        (*CLIP, "--preset", "family"),
        (*CLIP, "--freeze", "-1"),
        (*CLIP, "--freeze", "601"),
        (*CLIP, "--freeze", "nan"),
        (*CLIP, "--freeze", "0.0004"),
        (*CLIP, "--pause", "4:0"),
        (*CLIP, "--slow", "4"),
        (*CLIP, "--pause", "4"),
        (*CLIP, "--pause", "4:x"),
        (*CLIP, "--size", "0x9"),
        (*CLIP, "--speed", "2"),
        (*CLIP, "--captions", "sung"),
        ("copy", "v", "--moments", "x", "-o", "stick", "--captions", "beside"),
        ("still", "v", "x", "--frame", "5", "--purpose", "training", "-o", "w.gif"),
        ("still", "v", "x", "--frame", "5", "--purpose", "training", "-o", "w"),
        ("receipt", "v", "--entries", "one", "-o", "w.pdf"),
    ],
)
def test_what_cannot_be_understood_is_refused(wrong: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    parse(CLIP)
    parse(("still", "v", "x", "--frame", "5", "--purpose", "training", "-o", "w.JPG"))
    parse(("copy", "v", "--moments", "x", "-o", "stick", "--captions", "burnt-in"))
    with pytest.raises(SystemExit) as ended:
        parse(wrong)
    assert ended.value.code == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("wish", [("--slow", "8-10"), ("--pause", "2:1:Hei")])
def test_what_is_wished_beside_the_clip_is_not_passed_over(case: Case, wish: tuple[str, str]) -> None:
    clip = ("clip", "v", "--moment", case.moments[0], "--purpose", "training", "-o", "beside.mp4", "--json")
    said = case.shell(*clip, *wish)
    assert (said.code, said.answer["error"]) == (2, "OutsideClip")
    assert not (case.shell.folder / "beside.mp4").exists()


def test_the_film_before_a_moment_can_be_slow_too(case: Case) -> None:
    clip = ("clip", "v", "--moment", case.moments[0], "--purpose", "training", "-o", "before.mp4", "--json")
    answer = answered(case.shell(*clip, "--lead-in", "600", "--slow", "0-9"))
    assert answer["verified"]["duration"] == pytest.approx(2 * 9 / 25)


def test_what_was_not_handed_out_has_no_receipt(case: Case) -> None:
    before = sorted(one.name for one in case.shell.folder.iterdir())
    said = case.shell("receipt", "v", "--entries", "0", "-o", "w.pdf", "--json")
    assert (said.code, said.answer["error"]) == (2, "NothingHandedOut")
    keyless = case.shell("copy", "v", "--moments", "x", "-o", "w.age", "--copy-passphrase-file", "absent", "--json")
    assert (keyless.code, keyless.answer["error"]) == (4, "NoPassphrase")
    assert "--copy-passphrase-file." in keyless.messages
    assert "prompt" not in keyless.messages
    assert sorted(one.name for one in case.shell.folder.iterdir()) == before


def test_the_passphrase_of_a_copy_is_never_an_argument(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(("copy", "--help"))
    told = capsys.readouterr().out
    assert re.search(r"--copy-passphrase-file\b", told)
    assert not re.search(r"--copy-passphrase[ =]", told)
