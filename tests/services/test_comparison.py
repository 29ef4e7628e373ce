"""Two people's marks of the same film side by side: a guest's, a file's, and what leaves of it."""

import csv
import hashlib
from pathlib import Path

import pytest

from tests.exchange.pdf_facts import page_texts
from tests.services.casework import Family, Stopping, happened, last_event
from tests.services.compared_guest import TITLE, ComparedGuest, compared_guest
from tests.services.exchanged_film import marked_case
from vigtool.domain.accountability import Erasing
from vigtool.domain.agreement import STEPS
from vigtool.domain.consent import Answer
from vigtool.domain.errors import Cancelled
from vigtool.domain.exchanging import MarksExported
from vigtool.domain.identifiers import RecordingId
from vigtool.domain.purposes import Purposes
from vigtool.exchange.annotations.format_names import Format
from vigtool.exchange.comparison import Side, from_json
from vigtool.services.comparison import (
    Compared,
    ComparisonExport,
    GuestComparing,
    compare_guest,
    compare_with_file,
    export_comparison,
)
from vigtool.services.comparison_errors import NoSuchTable, NotYetRevealed
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import ConsentRefused, TargetInVault, UnknownId
from vigtool.services.exchanging import MarksWish, export_marks
from vigtool.services.jobs import NotRun
from vigtool.services.marking import mark_frames
from vigtool.services.supervision_errors import NotAGuest
from vigtool.vault.errors import KeyDestroyed


@pytest.fixture
def guest(family: Family, tmp_path: Path) -> ComparedGuest:
    return compared_guest(family, tmp_path)


@pytest.fixture
def compared(guest: ComparedGuest) -> Compared:
    guest.reveal()
    return compare_guest(guest.family.ws, guest.family.case.id)


def test_the_trainees_marks_stand_beside_the_own(compared: Compared, guest: ComparedGuest) -> None:
    assert compared.sides == (Side.TRAINEE, Side.SUPERVISOR)
    (film,) = compared.films
    assert (film.recording, film.agreement) == (guest.film.id, None)
    (pair,) = film.comparison.matched
    assert (pair.first, pair.stop, pair.key) == (2, 1, 2)
    assert (len(pair.same), len(pair.only_a), len(pair.only_b)) == (1, 0, 1)
    assert [(one.marked.first, one.marked.stop) for one in film.comparison.only_a] == [(14, 18)]
    assert [(one.marked.first, one.marked.stop) for one in film.comparison.only_b] == [(19, 23)]


def test_before_the_trainees_marks_are_looked_at_nothing_is_told(guest: ComparedGuest) -> None:
    with pytest.raises(NotYetRevealed) as caught:
        compare_guest(guest.family.ws, guest.family.case.id)
    assert caught.value.case == guest.family.case.id


def test_an_own_case_is_no_guest(family: Family) -> None:
    with pytest.raises(NotAGuest):
        compare_guest(family.ws, family.case.id)


def test_whoever_may_not_work_on_the_film_is_told_nothing(guest: ComparedGuest) -> None:
    guest.reveal()
    guest.family.answer(Purposes.SUPERVISION, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        compare_guest(guest.family.ws, guest.family.case.id)


def test_figures_for_research_come_only_where_asked_and_always_alike(guest: ComparedGuest) -> None:
    guest.reveal()
    first, again = (compare_guest(guest.family.ws, guest.family.case.id, research=True) for _ in range(2))
    assert first == again
    assert first.films[0].agreement is not None
    assert len(first.films[0].agreement.f1) == len(STEPS)


def test_it_can_be_stopped_and_then_there_is_nothing(guest: ComparedGuest) -> None:
    guest.reveal()
    job = GuestComparing(guest.family.ws, guest.family.case.id)
    with pytest.raises(Cancelled):
        job.run(Stopping(0))
    with pytest.raises(NotRun):
        job.finish()


def test_a_files_marks_stand_beside_the_own_and_nothing_is_taken_in(family: Family, tmp_path: Path) -> None:
    made = marked_case(family, tmp_path)
    file = tmp_path / "marks.eaf"
    export_marks(family.ws, made.film.id, MarksWish(Format.EAF), file, "en")
    mark_frames(family.ws, made.film.id, first=20, end=24)
    before = len(list(happened(family.ws)))
    compared = compare_with_file(family.ws, made.film.id, file, "en")
    assert compared.sides == (Side.VAULT, Side.FILE)
    found = compared.films[0].comparison
    assert [(one.first, one.stop, one.key) for one in found.matched] == [(0, 0, 0), (0, 0, 0)]
    assert [one.same_principles for one in found.matched] == [True, True]
    assert (len(found.only_a), found.only_b) == (1, ())
    assert len(list(happened(family.ws))) == before


def test_a_table_for_people_leaves_and_is_put_on_record(
    compared: Compared, guest: ComparedGuest, tmp_path: Path
) -> None:
    ws, out = guest.family.ws, tmp_path / "vertailu.CSV"
    sha256 = export_comparison(ws, compared, out, "fi")
    assert sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    rows = list(csv.reader(out.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert [row[1] for row in rows] == ["Kuka huomasi", "molemmat", "koulutettava", "työnohjaaja"]
    both = rows[1]
    assert both[2:14] == ["1", "0,080", "0,400", "2", "9", "2", "1", "0,160", "0,440", "4", "10", "4"]
    assert both[14:17] == ["2", "1", "2"]
    assert all(both[17:18] + both[19:20])
    assert both[18] == ""
    assert rows[2][2:8] == ["2", "0,560", "0,720", "14", "17", "14"]
    assert rows[3][8:14] == ["2", "0,760", "0,920", "19", "22", "19"]
    event = last_event(ws)
    assert isinstance(event, MarksExported)
    assert (event.recording, event.format, event.sha256) == (guest.film.id, "comparison", sha256)
    assert (event.purpose, len(event.consents)) == (Purposes.SUPERVISION, 4)


@pytest.mark.parametrize("name", ["v.csv", "v.json"])
def test_nobodys_words_leave(compared: Compared, guest: ComparedGuest, tmp_path: Path, name: str) -> None:
    export_comparison(guest.family.ws, compared, tmp_path / name, "sv")
    assert TITLE.strip("=").encode() not in (tmp_path / name).read_bytes()


def test_data_leave_and_can_be_read_again(guest: ComparedGuest, tmp_path: Path) -> None:
    guest.reveal()
    compared = compare_guest(guest.family.ws, guest.family.case.id, research=True)
    export_comparison(guest.family.ws, compared, tmp_path / "v.json", "en")
    document = from_json((tmp_path / "v.json").read_bytes())
    assert (document.a, document.b, document.least_overlap) == (Side.TRAINEE, Side.SUPERVISOR, "3/10")
    (film,) = document.films
    assert (film.both[0].begins, film.both[0].ends, film.both[0].key) == (2, 1, 2)
    assert (film.only_a[0].place.number, film.only_b[0].place.number, film.only_a[0].touching) == (2, 2, ())
    assert film.research is not None
    assert [one.least_overlap for one in film.research.steps] == ["3/10", "2/5", "1/2", "3/5", "7/10"]
    assert film.research.steps[0].f1.value == 0.5


def test_pages_leave_with_the_words_first(compared: Compared, guest: ComparedGuest, tmp_path: Path) -> None:
    out = tmp_path / "v.pdf"
    sha256 = export_comparison(guest.family.ws, compared, out, "en", lambda _found, _sides: ["Both looked."])
    assert sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    told = "\n".join(page_texts(out.read_bytes()))
    assert "Both looked." in told
    assert TITLE not in told
    event = last_event(guest.family.ws)
    assert isinstance(event, MarksExported)
    assert (event.format, event.sha256) == ("comparison", sha256)


def test_another_ending_is_refused(compared: Compared, guest: ComparedGuest, tmp_path: Path) -> None:
    with pytest.raises(NoSuchTable) as caught:
        ComparisonExport(guest.family.ws, compared, tmp_path / "v.xlsx", "fi")
    assert caught.value.ending == ".xlsx"


def test_nothing_is_written_into_a_vault(compared: Compared, guest: ComparedGuest) -> None:
    with pytest.raises(TargetInVault):
        export_comparison(guest.family.ws, compared, guest.family.ws.folder / "v.csv", "fi")


def test_a_withdrawal_meanwhile_stops_it(compared: Compared, guest: ComparedGuest, tmp_path: Path) -> None:
    job = ComparisonExport(guest.family.ws, compared, tmp_path / "v.csv", "fi")
    with pytest.raises(NotRun):
        job.finish()
    job.run(Stopping())
    guest.family.answer(Purposes.SUPERVISION, Answer.WITHDRAWN)
    with pytest.raises(ConsentRefused):
        job.finish()
    assert not (tmp_path / "v.csv").exists()


def test_a_film_that_was_erased_meanwhile_stops_it(family: Family, tmp_path: Path) -> None:
    made = marked_case(family, tmp_path)
    export_marks(family.ws, made.film.id, MarksWish(Format.EAF), tmp_path / "m.eaf", "en")
    compared = compare_with_file(family.ws, made.film.id, tmp_path / "m.eaf", "en")
    job = ComparisonExport(family.ws, compared, tmp_path / "v.csv", "en")
    job.run(Stopping())
    erase(family.ws, Target(Erasing.FILM, made.film.id), "siksi")
    with pytest.raises(KeyDestroyed):
        job.finish()
    assert not (tmp_path / "v.csv").exists()


def test_an_unknown_film_is_refused(family: Family, tmp_path: Path) -> None:
    with pytest.raises(UnknownId):
        compare_with_file(family.ws, RecordingId("n0ne"), tmp_path / "m", "en")
