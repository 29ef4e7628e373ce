"""The verbs about cases, families, films' cards and cycles; in this process, since they are many; some in their own."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.in_this_process import said_here
from tests.cli.processes import PASSPHRASE, Said, Shell
from tests.services.casework import film_file
from vigtool.domain.consent import Answer
from vigtool.domain.identifiers import KindId
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.importing import import_film
from vigtool.services.marking import mark_frames
from vigtool.services.opening import create_workspace
from vigtool.services.people import add_person


@dataclass(frozen=True, slots=True)
class Given:
    """A group programme with two families and two films of the first, made beforehand."""

    shell: Shell
    case: str
    parent: str
    other_parent: str
    films: tuple[str, str]
    moment: str

    def __call__(self, *verb: str, **options: str) -> Said:
        """Run a verb on the vault with options and ask for JSON."""
        secret = str(self.shell.folder / "passphrase")
        typed = [word for name, value in options.items() for word in (f"--{name}", value)]
        asked = [*verb, str(self.shell.folder / "v"), *typed, "--json", "--lang", "en", "--passphrase-file", secret]
        return said_here(*asked)


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Given:
    folder = tmp_path_factory.mktemp("cases")
    ws, _key = create_workspace(folder / "v", PASSPHRASE, work_factor=1)
    case = add_case(ws, "Spring", "How?", KindId("group-programme"))
    parents = [add_person(ws, case.id, name, Role.PARENT, name) for name in ("Aalto", "Berg")]
    for one in parents:
        for purpose in (Purposes.GUIDANCE, Purposes.FAMILY_COPY):
            record_consent(ws, one.id, purpose, Answer.GIVEN)
    films = [import_film(ws, film_file(folder / f"{n}.mp4"), case.id, [parents[0].id]).id for n in range(2)]
    moment = mark_frames(ws, films[0], first=2, end=5).id
    ws.close()
    (folder / "passphrase").write_text(PASSPHRASE, "utf-8")
    return Given(Shell(folder), case.id, parents[0].id, parents[1].id, (films[0], films[1]), moment)


def test_kinds_are_listed_without_a_vault(given: Given) -> None:
    kinds = {kind["id"]: kind for kind in given.shell("kind", "list", "--json", "--lang", "fi").answer}
    assert len(kinds) == 6
    assert kinds["teaching"]["film_purposes"] == ["guidance", "training"]
    assert (kinds["group-programme"]["families"], kinds["group-programme"]["cycles"]) == (True, [8, 10])
    assert kinds["team"]["name"] == "Tiimi tai kokous"


def test_the_verbs_answer_as_processes_too(given: Given) -> None:
    case = given.shell("case", "add", "v", "--name", "Työ", "--kind", "professional", "--json").answer
    assert (case["name"], case["kind"]) == ("Työ", "professional")
    assert given.shell("cycle", "add", "v", "--case", case["id"], "--json").answer["number"] == 1
    assert given.shell("history", "undo", "v", "--case", case["id"], "--json").answer["future"] == ["cycle-added"]
    assert given.shell("film", "restore", "v", "--recording", case["id"], "--json").code == 2


def test_a_case_is_opened_changed_and_changed_back(given: Given) -> None:
    case = given("case", "add", name="Team", kind="team").answer
    assert (case["kind"], case["kind_known"], case["pack"]) == ("team", True, None)
    changed = given("case", "change", case=case["id"], kind="teaching", question="What works?").answer
    assert (changed["name"], changed["kind"], changed["question"]) == ("Team", "teaching", "What works?")
    assert given("history", "list", case=case["id"]).answer["past"] == ["case", "kind"]
    undone = given("history", "undo", case=case["id"], steps="2").answer
    assert (undone["past"], undone["future"]) == ([], ["kind", "case"])
    assert given("history", "redo", case=case["id"]).answer["past"] == ["kind"]
    listed = next(one for one in given("case", "list").answer if one["id"] == case["id"])
    assert (listed["kind"], listed["question"]) == ("teaching", "")


def test_a_kind_that_is_none_is_refused(given: Given) -> None:
    refused = given("case", "add", name="Choir", kind="choir")
    assert (refused.code, refused.answer) == (2, {"error": "UnknownKind"})


def test_people_are_renamed_and_put_into_families(given: Given) -> None:
    added = given("person", "add", case=given.case, name="Liisa", role="child", family="Berg").answer
    assert added["family"] == "Berg"
    assert given("person", "rename", person=added["id"], name="Liisi").answer["name"] == "Liisi"
    assert given("person", "family", person=added["id"], family="Aalto").answer["family"] == "Aalto"
    renamed = given("family", "rename", case=given.case, family="Berg", name="Bergman").answer
    assert [one["family"] for one in renamed] == ["Aalto", "Bergman"]
    assert given("family", "rename", case=given.case, family="Bergman", name=" ").code == 2
    listed = given("family", "list", case=given.case).answer
    assert {one["family"]: len(one["films"]) for one in listed} == {"Aalto": 2, "Bergman": 0}


def test_another_familys_film_is_neither_shown_nor_handed_out(given: Given) -> None:
    told = given("session", "add", case=given.case, moments=given.moment, present=given.other_parent)
    assert told.code == 3
    assert told.answer == {"error": "NotTheirFilm", "recording": given.films[0], "people": [given.other_parent]}
    copy = {"moment": given.moment, "purpose": "family-copy", "out": str(given.shell.folder / "c.mp4")}
    assert given("clip", **copy).answer == {"error": "ViewersNotNamed"}
    assert given("clip", **copy, to=given.other_parent).code == 3
    assert not (given.shell.folder / "c.mp4").exists()
    assert Path(given("clip", **copy, to=given.parent).answer["clip"]).name == "c.mp4"


def test_a_films_card_is_renamed_put_away_and_brought_back(given: Given) -> None:
    film = given.films[1]
    assert given("film", "rename", recording=film, label="Ulkona").answer["label"] == "Ulkona"
    both = f"{given.parent},{given.other_parent}"
    assert given("film", "people", recording=film, people=both).answer["people"] == both.split(",")
    given("film", "put-away", recording=film)
    assert [one["id"] for one in given("recordings").answer] == [given.films[0]]
    away = given("recordings", "--away").answer
    assert [one["label"] for one in away] == ["Ulkona"]
    assert given("film", "restore", recording=film).code == 0
    assert len(given("recordings", case=given.case).answer) == 2


def test_cycles_hold_films_on_one_clock(given: Given) -> None:
    one, other = given.films
    cycle = given("cycle", "add", case=given.case, name="First").answer
    assert (cycle["number"], cycle["films"]) == (1, [])
    second = given("cycle", "add", case=given.case).answer
    for film in given.films:
        given("cycle", "film", cycle=cycle["id"], recording=film, part="family")
    refused = given("cycle", "film", cycle=second["id"], recording=one, part="review")
    assert (refused.code, refused.answer) == (2, {"error": "FilmInAnotherCycle", "cycle": cycle["id"]})
    synced = given("cycle", "sync", **{"recording": one, "with": other, "lag": "-0.25"}).answer
    offsets = {film["recording"]: film["offset"] for film in synced["films"]}
    assert offsets[one] - offsets[other] == -0.25
    assert {film["state"] for film in synced["films"]} == {"here"}
    unsynced = given("cycle", "unsync", recording=one).answer
    assert [film["offset"] for film in unsynced["films"]] == [None, 0]
    assert given("cycle", "change", cycle=cycle["id"], question="And here?").answer["name"] == "First"
    given("cycle", "film-out", recording=one)
    given("cycle", "remove", cycle=second["id"])
    (left,) = given("cycle", "list", case=given.case).answer
    assert (left["question"], [film["recording"] for film in left["films"]]) == ("And here?", [other])


def test_films_that_heard_nothing_together_are_not_put_on_one_clock(given: Given) -> None:
    cycle = given("cycle", "add", case=given.case).answer
    assert given("cycle", "film-out", recording=given.films[1]).code == 0
    for film in given.films:
        given("cycle", "film", cycle=cycle["id"], recording=film, part="review")
    told = given("cycle", "sync", **{"recording": given.films[0], "with": given.films[1]})
    assert told.answer == {"error": "OffsetNotClear"}
    assert "sound" in told.messages


@pytest.mark.parametrize("lag", ["1/0", "soon", "90000", "nan", "1e99999999"])
def test_a_lag_that_is_none_is_not_understood(given: Given, lag: str) -> None:
    assert given("cycle", "sync", **{"recording": given.films[0], "with": given.films[1], "lag": lag}).code == 2
