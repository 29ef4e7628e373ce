"""The ledger of the trainees on paper and as a table: counts by name, supervision by the day, no film and no family."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.exchange.pdf_facts import page_texts, without_spaces
from tests.services.trainee_group import add_group, add_trainee
from vigtool.domain.contacts import ContactSet
from vigtool.domain.identifiers import ContactId
from vigtool.services.errors import TargetInVault, UnknownId
from vigtool.services.jobs import NotRun
from vigtool.services.ledgers import note_supervision, profiles
from vigtool.services.supervision_errors import NoSuchLedger
from vigtool.services.trainee_ledgers import TraineeLedgerMaking, make_trainee_ledger
from vigtool.services.training_group import trainees
from vigtool.services.workspace import Workspace

DAY = date(2026, 3, 2)


def renamed(ws: Workspace, number: int, name: str) -> None:
    known = add_trainee(ws, number)
    note_supervision(ws, DAY, 30, contact=known.id)
    ws.record(ContactSet(type(known)(known.id, name, known.recipient, "", known.verifier, known.added_at)))


def test_the_table_has_everybody_by_name_and_no_formula(ws: Workspace, tmp_path: Path) -> None:
    add_group(ws, trainees=2, packages=3)
    note_supervision(ws, DAY, 90, contact=trainees(ws)[0].contact)
    renamed(ws, 7, "=Koe 7")
    made = make_trainee_ledger(ws, tmp_path / "ledger.csv", "en")
    assert made.read_bytes().decode("utf-8-sig").splitlines() == [
        "Trainee;Packages;Still here;Cycles;Different clients;Supervision (min)",
        "'=Koe 7;0;0;0;0;30",
        "Koulutettava 0;3;3;2;2;90",
        "Koulutettava 1;3;3;2;2;0",
    ]


def test_the_pages_have_the_same_beside_the_stages(ws: Workspace, tmp_path: Path) -> None:
    asked = add_group(ws, trainees=2, packages=2)[0].questions
    (profile,) = [one for one in profiles() if one.id == "cycles-6-9-12"]
    for language, words in (("en", "Still here"), ("fi", "Vielä täällä"), ("sv", "Kvar här")):
        made = make_trainee_ledger(ws, tmp_path / f"{language}.pdf", language, profile=profile)
        text = "".join(page_texts(made.read_bytes()))
        assert without_spaces(words) in without_spaces(text)
        assert all(without_spaces(one.name) in without_spaces(text) for one in trainees(ws))
        assert without_spaces(profile.stages[0].name.in_language(language)) in without_spaces(text)
        assert without_spaces(asked) not in without_spaces(text)


def test_of_one_trainee_there_is_each_day_as_it_counts(ws: Workspace, tmp_path: Path) -> None:
    add_group(ws, trainees=2, packages=1)
    one, other = trainees(ws)
    first = note_supervision(ws, DAY, 90, contact=one.contact)
    note_supervision(ws, DAY, 75, first.id)
    note_supervision(ws, DAY + timedelta(days=7), 60, contact=other.contact)
    note_supervision(ws, DAY + timedelta(days=8), 50)
    text = without_spaces(
        "".join(page_texts(make_trainee_ledger(ws, tmp_path / "a.pdf", "en", one.contact).read_bytes()))
    )
    assert without_spaces("1 h 15 min") in text
    assert not any(without_spaces(words) in text for words in ("1 h 30 min", "1 h 0 min", "50 min", other.name))


def test_what_cannot_be_written_is_refused_before_anything_is_made(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NoSuchLedger) as caught:
        TraineeLedgerMaking(ws, tmp_path / "ledger.xls", "en")
    assert caught.value.ending == ".xls"
    with pytest.raises(UnknownId):
        TraineeLedgerMaking(ws, tmp_path / "ledger.csv", "en", ContactId("k0k0k0k0k0k0"))
    with pytest.raises(TargetInVault):
        TraineeLedgerMaking(ws, ws.folder / "ledger.csv", "en")
    job = TraineeLedgerMaking(ws, tmp_path / "ledger.csv", "en")
    with pytest.raises(NotRun):
        job.finish()
    job.run(lambda _done, _total: None)
    job.abandon()
    assert list(tmp_path.glob("ledger*")) == []
