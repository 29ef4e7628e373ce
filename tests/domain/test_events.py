from datetime import UTC, datetime
from typing import get_args

import pytest

from vigtool.domain.accountability import (
    BackupMade,
    CaseRekeyed,
    ChildViewHeard,
    ClientFolderMade,
    Erased,
    Erasing,
    ErasureBegun,
    EvidenceExported,
    EvidenceKept,
    FilmFrozen,
    FilmThawed,
    KeptLonger,
    LetterMade,
    LogBundleMade,
    PassphraseChanged,
    PolicyAdopted,
    RecoveryKeyReplaced,
    UserAdded,
    UserRemoved,
)
from vigtool.domain.cases import Case, Recording
from vigtool.domain.comments import Comment, Feedback
from vigtool.domain.consent import Answer, ChildView, Consent, Evidence, Stance
from vigtool.domain.contacts import Contact, ContactRemoved, ContactSet, OwnCardNamed
from vigtool.domain.event_subjects import case_of, consents_of, object_of
from vigtool.domain.events import (
    ACT_NAMES,
    ActRefused,
    CaseAdded,
    CaseChanged,
    CaseEdited,
    CaseSummaryExported,
    ClipExported,
    ConsentRecorded,
    Event,
    MarksChanged,
    MasksChanged,
    MomentsShown,
    PackAdded,
    PersonAdded,
    RecordingImported,
    RecordingViewed,
    SessionAdded,
    SessionLogExported,
    StillExported,
    VaultCreated,
)
from vigtool.domain.exchanging import ConsentRecordsExported, MarksExported
from vigtool.domain.identifiers import (
    CaseId,
    CommentId,
    ConsentId,
    ContactId,
    ErasureId,
    EvidenceId,
    MomentId,
    PackageId,
    PackId,
    PersonId,
    RecordingId,
    SessionId,
    SupervisionId,
    UserId,
)
from vigtool.domain.ledger import SupervisionNoted
from vigtool.domain.people import Person, Role
from vigtool.domain.proposals import Lent
from vigtool.domain.purposes import Act, Purposes
from vigtool.domain.reviewing import MomentSpared, ReviewBegun, WordsHeard
from vigtool.domain.sessions import Session
from vigtool.domain.supervision import (
    AnswerMade,
    AnswerMerged,
    CommentSet,
    FeedbackSet,
    GuestErased,
    GuestOpened,
    LogCountersigned,
    MarksRevealed,
    NoticeMade,
    PackageMade,
    PackageSent,
    ReceiptKept,
    SuggestionDecided,
)
from vigtool.domain.ticks import TimeBase

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
CASE, FILM, SESSION, PERSON = CaseId("case"), RecordingId("film"), SessionId("session"), PersonId("person")
GUIDANCE, GROUNDS = Purposes.GUIDANCE, (ConsentId("k1"), ConsentId("k2"))
MOMENT = MomentId("moment")
WHO, PACKAGE, ANSWER = ContactId("who"), PackageId("package"), PackageId("answer")
DAY = NOW.date()
EVIDENCE, ERASURE, USER = EvidenceId("form"), ErasureId("erasure"), UserId("user")
THE_CASE = Case(CASE, "", "", NOW)
THE_FILM = Recording(FILM, CASE, "", "", 1, 1, TimeBase(1, 1), 1, (), None, NOW)
CONSENT = Consent(GROUNDS[0], PERSON, GUIDANCE, Answer.GIVEN, NOW)

EXPECTED: list[tuple[Event, CaseId | None, str, tuple[ConsentId, ...]]] = [
    (VaultCreated("age1"), None, "", ()),
    (PackAdded(PackId("pack"), 2, ""), None, "pack", ()),
    (CaseAdded(THE_CASE), CASE, CASE, ()),
    (CaseChanged(THE_CASE), CASE, CASE, ()),
    (CaseEdited(CASE, "undo", ()), CASE, CASE, ()),
    (PersonAdded(Person(PERSON, CASE, "", Role.CHILD, 1)), CASE, PERSON, ()),
    (ConsentRecorded(CASE, CONSENT), CASE, PERSON, ()),
    (RecordingImported(THE_FILM, GROUNDS), CASE, FILM, GROUNDS),
    (RecordingViewed(CASE, FILM, GUIDANCE, GROUNDS), CASE, FILM, GROUNDS),
    (MarksChanged(CASE, FILM, "undo", (), GROUNDS), CASE, FILM, GROUNDS),
    (MomentsShown(CASE, SESSION, FILM, (MOMENT,), GUIDANCE, NOW, GROUNDS), CASE, FILM, GROUNDS),
    (StillExported(CASE, FILM, 3, GUIDANCE, "", GROUNDS), CASE, FILM, GROUNDS),
    (ClipExported(CASE, FILM, MOMENT, GUIDANCE, "", GROUNDS), CASE, FILM, GROUNDS),
    (ActRefused(CASE, FILM, Act.CLIP, GUIDANCE, ()), CASE, FILM, ()),
    (SessionAdded(Session(SESSION, CASE, NOW, "", (), (), "")), CASE, SESSION, ()),
    (SessionLogExported(CASE, SESSION, "", ""), CASE, SESSION, ()),
    (CaseSummaryExported(CASE, "", ""), CASE, CASE, ()),
    (SupervisionNoted(SupervisionId("s"), NOW.date(), 90), None, "s", ()),
    (ChildViewHeard(CASE, ChildView(PERSON, FILM, Stance.UNSURE, "", NOW)), CASE, FILM, ()),
    (EvidenceKept(CASE, Evidence(EVIDENCE, "image/png", 1, "")), CASE, EVIDENCE, ()),
    (EvidenceExported(CASE, EVIDENCE, ""), CASE, EVIDENCE, ()),
    (FilmFrozen(CASE, FILM, ""), CASE, FILM, ()),
    (FilmThawed(CASE, FILM, ""), CASE, FILM, ()),
    (KeptLonger(CASE, FILM, NOW.date(), "", GROUNDS), CASE, FILM, GROUNDS),
    (ErasureBegun(ERASURE, Erasing.FILM, FILM, (FILM,), ""), None, FILM, ()),
    (Erased(ERASURE, (FILM,), (), ()), None, ERASURE, ()),
    (CaseRekeyed(CASE, ERASURE, ""), CASE, ERASURE, ()),
    (LetterMade(CASE, PERSON, (3,), ""), CASE, PERSON, ()),
    (ClientFolderMade(CASE, PERSON, "", ""), CASE, PERSON, ()),
    (LogBundleMade(CASE, PERSON, 9, "", ""), CASE, PERSON, ()),
    (BackupMade(9, 3, ""), None, "", ()),
    (UserAdded(USER, "", "age1"), None, USER, ()),
    (UserRemoved(USER), None, USER, ()),
    (PassphraseChanged(USER, renewed=True), None, USER, ()),
    (RecoveryKeyReplaced("age1"), None, "", ()),
    (PolicyAdopted("", ""), None, "", ()),
    (ReviewBegun(CASE, SESSION, None, (), NOW), CASE, SESSION, ()),
    (WordsHeard(CASE, SESSION, FILM, MOMENT, PERSON, ""), CASE, FILM, ()),
    (MomentSpared(CASE, SESSION, FILM, MOMENT, None), CASE, FILM, ()),
    (MarksExported(CASE, FILM, "eaf", "", GUIDANCE, GROUNDS), CASE, FILM, GROUNDS),
    (ConsentRecordsExported(CASE, ""), CASE, CASE, ()),
    (MasksChanged(CASE, FILM, "undo", (), GROUNDS), CASE, FILM, GROUNDS),
    (ContactSet(Contact(WHO, "", "age1", "", "", NOW)), None, WHO, ()),
    (ContactRemoved(WHO), None, WHO, ()),
    (OwnCardNamed(USER, ""), None, USER, ()),
    (PackageMade(CASE, FILM, PACKAGE, (WHO,), GUIDANCE, (), 0, 9, "", "", DAY, GROUNDS), CASE, FILM, GROUNDS),
    (PackageSent(PACKAGE, CASE, (WHO,), DAY, ()), None, PACKAGE, ()),
    (GuestOpened(CASE, PACKAGE, WHO, CaseId("there"), NOW, DAY, (), (), (), "", "", ""), CASE, PACKAGE, ()),
    (CommentSet(CASE, Comment(CommentId("c"), FILM, "", NOW)), CASE, FILM, ()),
    (FeedbackSet(CASE, Feedback()), CASE, CASE, ()),
    (MarksRevealed(CASE, 3), CASE, CASE, ()),
    (AnswerMade(CASE, PACKAGE, ANSWER, WHO, ""), CASE, PACKAGE, ()),
    (AnswerMerged(CASE, PACKAGE, ANSWER, WHO, NOW, (), (), Feedback(), "", ""), CASE, PACKAGE, ()),
    (SuggestionDecided(CASE, FILM, ANSWER, MOMENT, accepted=True, parts=(Lent.KEY,)), CASE, FILM, ()),
    (NoticeMade(CASE, PACKAGE, ANSWER, WHO, (PERSON,), ""), None, PACKAGE, ()),
    (ReceiptKept(CASE, PACKAGE, None, WHO, NOW, ""), None, PACKAGE, ()),
    (GuestErased(PACKAGE, None, WHO, ERASURE, ANSWER, ""), None, PACKAGE, ()),
    (LogCountersigned("", WHO, "", NOW), None, WHO, ()),
]


@pytest.mark.parametrize(("event", "case", "about", "grounds"), EXPECTED, ids=lambda value: type(value).__name__)
def test_an_event_tells_its_case_what_it_is_about_and_on_which_consents_it_stands(
    event: Event, case: CaseId | None, about: str, grounds: tuple[ConsentId, ...]
) -> None:
    assert case_of(event) == case
    assert object_of(event) == about
    assert consents_of(event) == grounds


def test_every_kind_of_event_is_tried_here_and_has_a_name_of_its_own() -> None:
    kinds = set(get_args(Event))
    assert {type(event) for event, *_ in EXPECTED} == kinds
    assert ACT_NAMES.keys() == kinds
    assert len(set(ACT_NAMES.values())) == len(kinds)
