"""Which entries a person may read: hers, and none that speak of somebody else."""

from datetime import UTC, date, datetime

import pytest

from vigtool.domain.accountability import (
    CaseRekeyed,
    ChildViewHeard,
    Erased,
    Erasing,
    ErasureBegun,
    EvidenceExported,
    FilmFrozen,
    KeptLonger,
    LetterMade,
    UserAdded,
)
from vigtool.domain.casebook import CaseSet, FilmCard, FilmSet, PersonSet
from vigtool.domain.cases import Case, Recording
from vigtool.domain.comments import Feedback
from vigtool.domain.concerning import Concerning
from vigtool.domain.consent import Answer, ChildView, Consent, ConsentState, Stance
from vigtool.domain.deciding import Reason
from vigtool.domain.events import (
    ActRefused,
    CaseAdded,
    CaseEdited,
    CaseSummaryExported,
    ClipExported,
    ConsentRecorded,
    Event,
    MarksChanged,
    MasksChanged,
    PersonAdded,
    RecordingImported,
    RecordingViewed,
    SessionAdded,
    SessionLogExported,
)
from vigtool.domain.exchanging import ConsentRecordsExported, MarksExported
from vigtool.domain.identifiers import (
    CaseId,
    ConsentId,
    ContactId,
    ErasureId,
    EvidenceId,
    MomentId,
    PackageId,
    PersonId,
    RecordingId,
    SessionId,
    SupervisionId,
    UserId,
)
from vigtool.domain.ledger import SupervisionNoted
from vigtool.domain.people import Person, Role
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.reviewing import MomentSpared, ReviewBegun, WordsHeard
from vigtool.domain.sessions import Session
from vigtool.domain.supervision import AnswerMerged, NoticeMade, PackageMade
from vigtool.domain.ticks import TimeBase

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CASE = CaseId("casecasecase")
HER = Person(PersonId("her"), CASE, "Maarit", Role.PARENT, 1)
OTHER = Person(PersonId("other"), CASE, "Pekka", Role.PARENT, 2)
FILM, FOREIGN = RecordingId("film"), RecordingId("foreign")
MEETING = SessionId("meeting")
FORM, FOREIGN_FORM = EvidenceId("form"), EvidenceId("foreign-form")
WHO, BUNDLE = ContactId("who"), PackageId("package")


def film(id_: RecordingId, *people: Person) -> RecordingImported:
    shown = tuple(one.id for one in people)
    return RecordingImported(Recording(id_, CASE, "x", "0", 1, 1, TimeBase(1, 25), 1, shown, None, NOON), ())


def viewed(id_: RecordingId) -> RecordingViewed:
    return RecordingViewed(CASE, id_, Purposes.GUIDANCE, ())


def refused(id_: RecordingId, *people: Person | None) -> ActRefused:
    reasons = (Reason(None if one is None else one.id, Purposes.GUIDANCE, ConsentState.UNKNOWN) for one in people)
    return ActRefused(CASE, id_, Act.VIEW, Purposes.GUIDANCE, tuple(reasons))


def said(about: Person, by: Person | None = None, *forms: EvidenceId) -> ConsentRecorded:
    by_person, asked = None if by is None else by.id, (about.id, Purposes.GUIDANCE, Answer.GIVEN, NOON)
    return ConsentRecorded(CASE, Consent(ConsentId("c"), *asked, by_person=by_person, evidence=forms))


def saved(form: EvidenceId) -> EvidenceExported:
    return EvidenceExported(CASE, form, "0")


def session(*present: Person) -> SessionAdded:
    return SessionAdded(Session(MEETING, CASE, NOON, "", (), tuple(one.id for one in present), ""))


def reviewed(*present: Person) -> ReviewBegun:
    return ReviewBegun(CASE, MEETING, None, tuple(one.id for one in present), NOON)


def heard(by: Person | None) -> WordsHeard:
    return WordsHeard(CASE, MEETING, FILM, MomentId("m"), None if by is None else by.id, "words")


def spared(by: Person) -> MomentSpared:
    return MomentSpared(CASE, MEETING, FILM, MomentId("m"), by.id)


def view(child: Person) -> ChildViewHeard:
    return ChildViewHeard(CASE, ChildView(child.id, FILM, Stance.WILLING, "", NOON))


def clip(id_: RecordingId, *shown: Person) -> ClipExported:
    moment, people = MomentId("m"), tuple(one.id for one in shown)
    return ClipExported(CASE, id_, moment, Purposes.TRAINING, "0", (), in_picture=people or None)


def package(recording: RecordingId, *seen: Person) -> PackageMade:
    shown = tuple(one.id for one in seen) or None
    grounds = (BUNDLE, (WHO,), Purposes.SUPERVISION, (), 0, 9, "0", "0", NOON.date(), ())
    return PackageMade(CASE, recording, *grounds, shown)


def noticed(*people: Person) -> NoticeMade:
    return NoticeMade(CASE, BUNDLE, BUNDLE, WHO, tuple(one.id for one in people), "0")


def edited(*changes: CaseSet | PersonSet | FilmSet) -> CaseEdited:
    return CaseEdited(CASE, "step", changes)


def card(id_: RecordingId, *people: Person) -> FilmSet:
    return FilmSet(FilmCard(id_, "x", tuple(one.id for one in people)))


PAPERS = (said(HER, OTHER, FORM), said(OTHER, None, FOREIGN_FORM))
SCENE = (film(FILM, HER, OTHER), film(FOREIGN, OTHER), session(HER), *PAPERS)
WHOLE_CASE = Case(CASE, "Perhe", "", NOON)

HERS: dict[str, Event] = {
    "her card": PersonAdded(HER),
    "her card edited": edited(PersonSet(HER)),
    "her film's card": edited(card(FILM, HER, OTHER)),
    "her film's card, she taken off": edited(card(FILM, OTHER)),
    "a film's card, she put on": edited(card(FOREIGN, HER)),
    "her answer": said(HER),
    "her answer for somebody": said(OTHER, HER),
    "a copy of the form of her answer": saved(FORM),
    "her film": film(FILM, HER),
    "her film seen": viewed(FILM),
    "her film refused for her sake": refused(FILM, HER, None),
    "a film refused before it came in, for her sake": refused(RecordingId("never"), HER),
    "a clip of her film": clip(FILM, OTHER),
    "a clip with her of another film": clip(FOREIGN, OTHER, HER),
    "a package with her film": package(FILM),
    "a package with her of another film": package(FOREIGN, OTHER, HER),
    "a notice that she withdrew": noticed(OTHER, HER),
    "her film kept longer": KeptLonger(CASE, FILM, NOON.date(), "", ()),
    "her view": view(HER),
    "her session": session(HER, OTHER),
    "a review that she was at": reviewed(HER, OTHER),
    "what she said to a moment": heard(HER),
    "a moment that she wished not to be shown": spared(HER),
    "her session's log": SessionLogExported(CASE, MEETING, "0", "0"),
    "the summary of her case": CaseSummaryExported(CASE, "0", "0"),
    "the marks of her film": MarksExported(CASE, FILM, "eaf", "0", Purposes.RESEARCH, ()),
    "the answers of her case": ConsentRecordsExported(CASE, "0"),
    "a letter for her": LetterMade(CASE, HER.id, (), "0"),
    "the end of her film": ErasureBegun(ErasureId("e"), Erasing.FILM, FILM, (FILM,), ""),
    "the end of her case": ErasureBegun(ErasureId("e"), Erasing.CASE, CASE, (CASE,), ""),
}
NOT_HERS: dict[str, Event] = {
    "the case": CaseAdded(WHOLE_CASE),
    "the case edited": edited(CaseSet(WHOLE_CASE)),
    "another's card": PersonAdded(OTHER),
    "both cards edited": edited(PersonSet(HER), PersonSet(OTHER)),
    "an edit of nothing": edited(),
    "another's film's card": edited(card(FOREIGN, OTHER)),
    "another's answer": said(OTHER),
    "a copy of the form of another's answer": saved(FOREIGN_FORM),
    "another's film": film(RecordingId("third"), OTHER),
    "another's film seen": viewed(FOREIGN),
    "her film refused for another's sake": refused(FILM, HER, OTHER),
    "another's film refused": refused(FOREIGN, None),
    "a clip of another's film": clip(FOREIGN, OTHER),
    "a package of another's film": package(FOREIGN, OTHER),
    "a notice that another withdrew": noticed(OTHER),
    "what came back from supervision": AnswerMerged(CASE, BUNDLE, BUNDLE, WHO, NOON, (), (), Feedback(), "", ""),
    "notes on her film": MarksChanged(CASE, FILM, "add", ()),
    "who is covered in her film": MasksChanged(CASE, FILM, "draw", (), ()),
    "a dispute about her film": FilmFrozen(CASE, FILM, "because"),
    "another's view of her film": view(OTHER),
    "a review of others": ReviewBegun(CASE, SessionId("another"), None, (OTHER.id,), NOON),
    "what another said to a moment": heard(OTHER),
    "what was said and nobody noted by whom": heard(None),
    "a moment that another wished not to be shown": spared(OTHER),
    "another's session's log": SessionLogExported(CASE, SessionId("another"), "0", "0"),
    "a letter for another": LetterMade(CASE, OTHER.id, (), "0"),
    "the end of another's film": ErasureBegun(ErasureId("e"), Erasing.FILM, FOREIGN, (FOREIGN,), ""),
    "another's end": Erased(ErasureId("another"), (), (), ()),
    "supervision of the guider's": SupervisionNoted(SupervisionId("s"), date(2026, 1, 2), 90),
    "a user": UserAdded(UserId("u"), "Name", "age1"),
    "the case as it goes on": CaseRekeyed(CASE, ErasureId("e"), "{}"),
}


def concerns(event: Event) -> bool:
    concerning = Concerning(HER)
    for before in SCENE:
        concerning.takes(before)
    return concerning.takes(event)


@pytest.mark.parametrize("event", HERS.values(), ids=HERS)
def test_hers_is(event: Event) -> None:
    assert concerns(event)


@pytest.mark.parametrize("event", NOT_HERS.values(), ids=NOT_HERS)
def test_not_hers_is(event: Event) -> None:
    assert not concerns(event)


def test_an_erasure_that_concerned_her_does_so_to_its_end() -> None:
    concerning = Concerning(HER)
    concerning.takes(film(FILM, HER))
    assert concerning.takes(ErasureBegun(ErasureId("e"), Erasing.FILM, FILM, (FILM,), ""))
    assert concerning.takes(Erased(ErasureId("e"), (FILM,), (), ()))


def test_a_film_she_is_taken_off_is_no_longer_hers() -> None:
    concerning = Concerning(HER)
    assert concerning.takes(film(FILM, HER))
    concerning.takes(edited(card(FILM, OTHER)))
    assert not concerning.takes(viewed(FILM))


def test_when_a_case_begins_anew_her_films_are_those_that_are_left() -> None:
    concerning = Concerning(HER)
    concerning.takes(film(FILM, HER))
    concerning.begin_anew([FOREIGN], [FOREIGN_FORM])
    assert concerning.takes(viewed(FOREIGN))
    assert not concerning.takes(viewed(FILM))
    assert concerning.takes(saved(FOREIGN_FORM))
    assert not concerning.takes(saved(FORM))


def test_a_form_that_her_answer_for_another_names_is_hers_too() -> None:
    concerning = Concerning(HER)
    assert not concerning.takes(saved(FORM))
    concerning.takes(said(OTHER, HER, FORM))
    assert concerning.takes(saved(FORM))


def test_the_log_of_a_review_that_she_was_at_is_hers_though_it_is_under_way() -> None:
    concerning = Concerning(HER)
    assert concerning.takes(reviewed(HER))
    assert concerning.takes(SessionLogExported(CASE, MEETING, "0", "0"))
    assert not Concerning(HER).takes(SessionLogExported(CASE, MEETING, "0", "0"))
