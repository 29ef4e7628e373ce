"""A guest goes nowhere: it is looked at and worked on, never handed out, shown, kept longer or given other answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.services.casework import Family, SetClock, film_file, last_event, on_disk
from vigtool.domain.accountability import Erasing
from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.deciding import OF_GUESTS, Ground
from vigtool.domain.events import ActRefused, CaseAdded
from vigtool.domain.identifiers import PackageId
from vigtool.domain.moments import Moment
from vigtool.domain.purposes import Act, Purposes
from vigtool.exchange.annotations.format_names import Format
from vigtool.services.case_summaries import export_case_summary
from vigtool.services.client_requests import make_client_folder
from vigtool.services.clips import export_clip
from vigtool.services.consent_record_exports import export_consent_records
from vigtool.services.consents import is_permitted, permit, record_consent
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.errors import ConsentRefused
from vigtool.services.exchanging import MarksWish, export_marks
from vigtool.services.film_keeping import freeze, keep_longer
from vigtool.services.guest_standing import is_guest, is_guest_film
from vigtool.services.importing import import_film
from vigtool.services.log_bundles import make_bundle
from vigtool.services.marking import mark_frames, moments
from vigtool.services.retention import waiting
from vigtool.services.reviewing import begin_review
from vigtool.services.sessions import add_session
from vigtool.services.stills import export_still
from vigtool.services.supervision_errors import OfGuest
from vigtool.services.viewing import view

ALLOWED = (Purposes.GUIDANCE, Purposes.SUPERVISION, Purposes.FAMILY_COPY, Purposes.KEEP_LONGER, Purposes.TRAINING)


@dataclass(frozen=True, slots=True)
class Visit:
    """A case that is a guest, with every consent that there could be."""

    family: Family
    film: Recording
    moment: Moment


@pytest.fixture
def visit(family: Family, tmp_path: Path) -> Visit:
    film = family.film(tmp_path)
    for purpose in ALLOWED:
        family.answer(purpose)
    moment = mark_frames(family.ws, film.id, first=4, end=12)
    family.ws.record(CaseAdded(replace(family.case, guest=PackageId("p0p0p0p0p0p0"))))
    return Visit(family, film, moment)


@pytest.mark.parametrize("act", list(Act))
def test_the_gate_lets_nothing_of_a_guest_out(visit: Visit, act: Act) -> None:
    purpose = Purposes.KEEP_LONGER if act is Act.KEEP else Purposes.SUPERVISION
    ws = visit.family.ws
    if act in OF_GUESTS:
        permit(ws, act, Purposes.GUIDANCE, visit.film.id)
        return
    assert not is_permitted(ws, act, purpose, visit.film.id)
    with pytest.raises(ConsentRefused) as refused:
        permit(ws, act, purpose, visit.film.id)
    assert Ground.GUEST in {one.ground for one in refused.value.refusal.reasons}
    assert isinstance(last_event(ws), ActRefused)


def test_an_own_case_is_none(family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    assert not is_guest(family.ws, family.case.id)
    assert not is_guest_film(family.ws, film.id)


def test_it_is_looked_at_and_marked_as_any_film(visit: Visit) -> None:
    ws = visit.family.ws
    assert is_guest(ws, visit.family.case.id)
    assert is_guest_film(ws, visit.film.id)
    view(ws, visit.film.id)
    made = mark_frames(ws, visit.film.id, first=13, end=20, title="Katse kohtaa")
    assert made in moments(ws, visit.film.id)


LEAVING: dict[str, Callable[[Visit, Path], object]] = {
    "clip": lambda of, out: export_clip(of.family.ws, of.moment.id, Purposes.SUPERVISION, out / "leike.mp4"),
    "still": lambda of, out: export_still(
        of.family.ws, of.film.id, frame=5, purpose=Purposes.SUPERVISION, out=out / "kuva.png"
    ),
    "keep": lambda of, _: keep_longer(
        of.family.ws, of.film.id, of.family.ws.clock().date().replace(year=2030), "siksi"
    ),
    "session": lambda of, _: add_session(of.family.ws, of.family.case.id, moments=[of.moment.id]),
}
WORDS: dict[str, Callable[[Visit, Path], object]] = {
    "marks": lambda of, out: export_marks(of.family.ws, of.film.id, MarksWish(Format.CSV), out / "marks.csv", "en"),
    "review": lambda of, _: begin_review(of.family.ws, of.family.case.id, None),
    "session": lambda of, _: add_session(of.family.ws, of.family.case.id),
    "summary": lambda of, out: export_case_summary(of.family.ws, of.family.case.id, out / "s", "en"),
    "bundle": lambda of, out: make_bundle(of.family.ws, of.family.child.id, out / "b"),
    "folder": lambda of, out: make_client_folder(of.family.ws, of.family.child.id, out / "f", "siksi", "en"),
    "records": lambda of, out: export_consent_records(of.family.ws, of.family.case.id, out / "r.json", "en"),
    "freezing": lambda of, _: freeze(of.family.ws, of.film.id, "siksi"),
    "yes": lambda of, _: record_consent(of.family.ws, of.family.child.id, Purposes.GUIDANCE, Answer.GIVEN),
    "import": lambda of, out: import_film(of.family.ws, film_file(out / "oma.mp4"), of.family.case.id),
    "erasing": lambda of, _: erase(of.family.ws, Target(Erasing.CASE, of.family.case.id), "siksi"),
    "erasing a film": lambda of, _: erase(of.family.ws, Target(Erasing.FILM, of.film.id), "siksi"),
    "erasing a person": lambda of, _: erase(of.family.ws, Target(Erasing.PERSON, of.family.child.id), "siksi"),
}


@pytest.mark.parametrize("way", LEAVING)
def test_no_picture_leaves(visit: Visit, tmp_path: Path, way: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises((ConsentRefused, OfGuest)):
        LEAVING[way](visit, out)
    assert on_disk(out) == {}


@pytest.mark.parametrize("way", WORDS)
def test_no_word_leaves_and_nothing_that_it_stands_on_is_changed(visit: Visit, tmp_path: Path, way: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    before = visit.family.ws.vault.journal.position
    with pytest.raises(OfGuest) as refused:
        WORDS[way](visit, out)
    assert refused.value.case == visit.family.case.id
    assert visit.family.ws.vault.journal.position == before
    assert {name for name in on_disk(out) if not name.endswith(".mp4")} == set()


def test_a_no_is_taken_here_too(visit: Visit) -> None:
    record_consent(visit.family.ws, visit.family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    assert not is_permitted(visit.family.ws, Act.VIEW, Purposes.GUIDANCE, visit.film.id)


def test_the_clocks_of_own_cases_pass_a_guest_by(visit: Visit, clock: SetClock) -> None:
    clock.pass_days(20_000)
    assert waiting(visit.family.ws) == []
