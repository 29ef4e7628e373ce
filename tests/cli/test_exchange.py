"""Marks to other programs and from them on the command line."""

import hashlib
import json
from dataclasses import dataclass

import pytest
from pympi import Elan

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Shell
from tests.in_process_tasks import run_in_process
from tests.services.casework import CHILD_NAME, found_family, on_disk
from tests.services.exchanged_film import marked_case
from vigtool.cli.arguments import parse
from vigtool.exchange.annotations.format_names import Format
from vigtool.services.opening import create_workspace


@dataclass(frozen=True, slots=True)
class Given:
    shell: Shell
    case: str
    film: str
    child: str

    def export(self, format_: str, name: str, *more: str) -> list[str]:
        where = ("--recording", self.film, "--format", format_, "-o", name)
        return ["exchange", "export", "v", *where, "--json", "--lang", "en", *more]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Given:
    folder = tmp_path_factory.mktemp("exchange")
    ws, _key = create_workspace(folder / "v", PASSPHRASE, work_factor=1)
    ws.run_task = run_in_process
    made = marked_case(found_family(ws), folder)
    ws.close()
    return Given(QuickShell(folder), made.film.case, made.film.id, made.family.child.id)


def test_out_to_elan_and_back_in(given: Given) -> None:
    out = given.shell(*given.export("eaf", "marks.eaf"))
    assert (out.code, out.answer["moments"], out.answer["losses"]) == (0, 2, {"wishes": 1})
    assert "how a moment is to be shown: 1" in out.messages
    file = given.shell.folder / "marks.eaf"
    assert out.answer["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    eaf = Elan.Eaf(str(file), suppress_version_warning=True)
    assert [one[:2] for one in eaf.get_annotation_data_for_tier("Moments")] == [(120, 600)]
    back = given.shell("exchange", "import", "v", "marks.eaf", "--recording", given.film, "--json")
    assert back.code == 0
    assert (back.answer["format"], back.answer["moments"], back.answer["turns"]) == ("elan", 2, 2)
    assert (back.answer["not_understood"], back.answer["strangers"], back.answer["loose"]) == ({}, {}, 0)
    assert len(given.shell("moment", "list", "v", "--recording", given.film, "--json").answer) == 4


def test_every_format_of_the_table_can_be_named() -> None:
    asked = ["exchange", "export", "v", "--recording", "f", "-o", "x", "--format"]
    assert [parse([*asked, format_.value]).format for format_ in Format] == list(Format)
    for word in ("eaf", "vtt", "boris", "csv", "data-csv", "otio", "fcp7", "webannotation"):
        assert word in [format_.value for format_ in Format]


def test_names_and_a_recipient_are_told_only_where_asked(given: Given) -> None:
    given.shell(*given.export("csv", "named.csv", "--names", "--recipient", "the university"))
    assert CHILD_NAME in (given.shell.folder / "named.csv").read_text("utf-8-sig")
    left = given.shell("consent", "withdraw", "v", "--person", given.child, "--purpose", "research", "--json")
    assert left.answer["left"][-1]["what"] == "marks"


def test_what_was_not_understood_is_said(given: Given) -> None:
    (given.shell.folder / "a.vtt").write_text(
        "WEBVTT\n\nNOTE x\n\n00:00.100 --> 00:00.200\n<v Jonna>hi\n\n9:00.000 --> 9:01.000\n"
    )
    (given.shell.folder / "a.vtt").write_text(
        "WEBVTT\n\nNOTE x\n\n00:00.100 --> 00:00.200\n<v Jonna>hi\n\n00:09.000 --> 00:10.000\nlate\n"
    )
    taken = given.shell("exchange", "import", "v", "a.vtt", "--recording", given.film, "--json", "--lang", "en")
    assert (taken.code, taken.answer["moments"], taken.answer["outside"]) == (0, 1, 1)
    assert (taken.answer["not_understood"], taken.answer["strangers"]) == ({"NOTE": 1}, {"Jonna": 1})
    for sentence in ("comments: 1", "marks after the film's end: 1", "people who are not of the case: 1"):
        assert sentence in taken.messages
    assert "Jonna" not in taken.messages


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no marks at all", "not-this-format"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "entities"),
    ],
)
def test_what_is_no_such_file_is_6(given: Given, data: bytes, why: str) -> None:
    (given.shell.folder / "file").write_bytes(data)
    before = on_disk(given.shell.folder / "v" / "journal")
    done = given.shell("exchange", "import", "v", "file", "--recording", given.film, "--json", "--lang", "en")
    assert (done.code, done.answer["error"], done.answer["why"]) == (6, "FileUnfit", why)
    assert on_disk(given.shell.folder / "v" / "journal") == before


def test_usage(given: Given) -> None:
    none = ("--recording", "nobodynobody")
    for arguments in (
        ("exchange", "export", "v", *none, "--format", "eaf", "-o", "x"),
        ("exchange", "export", "v", "--recording", given.film, "--format", "docx", "-o", "x"),
        ("exchange", "import", "v", "nothing-there", "--recording", given.film),
        ("consent", "records", "v", "--case", "nobodynobody", "-o", "x"),
    ):
        assert given.shell(*arguments).code == 2
    assert not (given.shell.folder / "x").exists()


def test_without_the_consent_it_is_refused(given: Given) -> None:
    refused = given.shell(*given.export("eaf", "refused.eaf", "--purpose", "training"))
    assert (refused.code, refused.answer["error"]) == (3, "ConsentRefused")
    assert not (given.shell.folder / "refused.eaf").exists()


def test_the_answers_of_a_case_leave_as_records(given: Given) -> None:
    out = given.shell("consent", "records", "v", "--case", given.case, "-o", "records.jsonld", "--json", "--lang", "sv")
    file = given.shell.folder / "records.jsonld"
    assert (out.code, out.answer["sha256"]) == (0, hashlib.sha256(file.read_bytes()).hexdigest())
    records = json.loads(file.read_bytes())["@graph"]
    assert len(records) == out.answer["records"] >= 2
    assert {one["dpv:hasDataSubject"]["dct:identifier"] for one in records} == {"Barn 1", "Förälder 1"}
    assert CHILD_NAME not in file.read_text("utf-8")
