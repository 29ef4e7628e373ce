"""From events to the index: what each event makes findable. The journal is the truth, the index its shadow."""

import msgspec

from vigtool.domain.accountability import (
    CaseRekeyed,
    ChildViewHeard,
    Erasing,
    ErasureBegun,
    EvidenceKept,
    FilmFrozen,
    FilmThawed,
    KeptLonger,
    PolicyAdopted,
    RecoveryKeyReplaced,
    UserAdded,
    UserRemoved,
)
from vigtool.domain.casebook import CaseChange, CaseSet, CycleRemoved, CycleSet, FilmSet, PersonSet
from vigtool.domain.cases import Case, Recording
from vigtool.domain.cycles import Cycle
from vigtool.domain.event_subjects import object_of
from vigtool.domain.events import (
    ACT_NAMES,
    CaseAdded,
    CaseChanged,
    CaseEdited,
    ClipExported,
    ConsentRecorded,
    Event,
    MarksChanged,
    MasksChanged,
    MomentsShown,
    PackAdded,
    PersonAdded,
    RecordingImported,
    SessionAdded,
    StillExported,
    VaultCreated,
)
from vigtool.domain.exchanging import MarksExported
from vigtool.domain.identifiers import ConsentId
from vigtool.domain.marks import MomentRemoved, MomentSet
from vigtool.domain.masking import MaskRemoved, MaskSet, VoicesSet
from vigtool.domain.moments import Moment
from vigtool.domain.people import Person
from vigtool.domain.reviewing import MomentSpared, ReviewBegun, WordsHeard
from vigtool.services.event_codec import encode
from vigtool.services.lookups import find
from vigtool.services.masking_form import mask_bytes, mask_of, voices_bytes
from vigtool.services.snapshot_form import begin_anew
from vigtool.services.supervision_projection import project_supervision
from vigtool.vault.index import Document, Index
from vigtool.vault.journal import ConsentLeaf, Envelope

CASE, PERSON, CONSENT, RECORDING, MOMENT, SESSION = "case", "person", "consent", "recording", "moment", "session"
CYCLE = "cycle"
PACK = "pack"
MASK, VOICES = "mask", "voices"
CHILD_VIEW, FROZEN, EVIDENCE = "child-view", "frozen", "evidence"
CONSENT_LEAF = "consent-leaf"
POLICY = "policy"
REVIEW, WORDS, SPARED = "review", "words", "spared"
USER, USER_GONE, RECOVERY_RECIPIENT = "user", "user-gone", "recovery-recipient"


def project(index: Index, event: Event, envelope: Envelope) -> None:
    """Bring the index up to an event that the journal holds."""
    match event:
        case PackAdded(pack=pack, version=version, content=content):
            index.put(Document(PACK, f"{pack} {version}", None, pack, content.encode(), ""))
        case CaseAdded(case=case) | CaseChanged(case=case):
            index.put(_case_document(case))
        case CaseEdited():
            for change in event.changes:
                _project_case(index, change)
        case PersonAdded(person=person):
            index.put(_person_document(person))
        case ConsentRecorded(case=case_id, consent=consent):
            leaf = ConsentLeaf(envelope.seq, envelope.body_hash)
            index.put(Document(CONSENT, consent.id, case_id, consent.person, msgspec.json.encode(consent), ""))
            index.put(Document(CONSENT_LEAF, consent.id, case_id, None, msgspec.json.encode(leaf), ""))
        case RecordingImported(recording=film):
            index.put(_film_document(film))
        case MarksChanged() | MasksChanged():
            _project_marks(index, event)
        case SessionAdded(session=session):
            index.put(Document(SESSION, session.id, session.case, None, msgspec.json.encode(session), session.words))
        case _:
            _project_more(index, event, envelope)


def _project_more(index: Index, event: Event, envelope: Envelope) -> None:
    """What answers for the films; an event that is not here is found by its envelope alone."""
    match event:
        case ChildViewHeard(case=case_id, view=view):
            key = f"{view.recording} {view.person}"
            index.put(Document(CHILD_VIEW, key, case_id, view.recording, msgspec.json.encode(view), ""))
        case EvidenceKept(case=case_id, evidence=evidence):
            index.put(Document(EVIDENCE, evidence.id, case_id, None, msgspec.json.encode(evidence), ""))
        case FilmFrozen(case=case_id, recording=film_id):
            index.put(Document(FROZEN, film_id, case_id, None, encode(event), ""))
        case FilmThawed(recording=film_id):
            index.remove(FROZEN, film_id)
        case UserAdded(user=user):
            index.put(Document(USER, user, None, None, encode(event), ""))
            index.remove(USER_GONE, user)
        case UserRemoved(user=user):
            index.put(Document(USER_GONE, user, None, None, encode(event), ""))
        case VaultCreated(recovery_recipient=recipient) | RecoveryKeyReplaced(recipient=recipient):
            index.put(Document(RECOVERY_RECIPIENT, RECOVERY_RECIPIENT, None, None, recipient.encode(), ""))
        case PolicyAdopted():
            index.put(Document(POLICY, POLICY, None, None, encode(event), ""))
        case ClipExported() | StillExported() | MomentsShown() | MarksExported() | KeptLonger():
            kind, seq = ACT_NAMES[type(event)], str(envelope.seq)
            index.put(Document(kind, seq, event.case, object_of(event), encode(event), ""))
        case _:
            _project_review(index, event, envelope)


def _project_review(index: Index, event: Event, envelope: Envelope) -> None:
    match event:
        case ReviewBegun():
            index.put(Document(REVIEW, event.session, event.case, event.cycle, encode(event), ""))
        case WordsHeard():
            key = f"{event.session} {event.moment} {event.person or ''}"
            index.put(Document(WORDS, key, event.case, event.session, encode(event), event.words))
        case MomentSpared(spared=True):
            index.put(Document(SPARED, event.moment, event.case, event.recording, encode(event), ""))
        case MomentSpared():
            index.remove(SPARED, event.moment)
        case _:
            _project_erasure(index, event, envelope)


def _project_erasure(index: Index, event: Event, envelope: Envelope) -> None:
    match event:
        case ErasureBegun(what=Erasing.CASE, target=case_id):
            index.forget_case(case_id)
        case CaseRekeyed(case=case_id, content=content):
            begin_anew(index, case_id, content)
        case _:
            project_supervision(index, event, envelope)  # of an erased film the words stay


def _project_case(index: Index, change: CaseChange) -> None:
    match change:
        case CaseSet(case):
            index.put(_case_document(case))
        case PersonSet(person):
            index.put(_person_document(person))
        case FilmSet(card):
            index.put(_film_document(card.on(find(index, RECORDING, Recording, card.id))))
        case CycleSet(cycle):
            index.put(_cycle_document(cycle))
        case CycleRemoved(cycle_id):
            index.remove(CYCLE, cycle_id)


def _case_document(case: Case) -> Document:
    return Document(CASE, case.id, case.id, None, msgspec.json.encode(case), f"{case.name} {case.question}")


def _person_document(person: Person) -> Document:
    return Document(PERSON, person.id, person.case, None, msgspec.json.encode(person), person.name)


def _film_document(film: Recording) -> Document:
    return Document(RECORDING, film.id, film.case, None, msgspec.json.encode(film), film.label)


def _cycle_document(cycle: Cycle) -> Document:
    text = f"{cycle.name} {cycle.question}"
    return Document(CYCLE, cycle.id, cycle.case, None, msgspec.json.encode(cycle), text)


def _project_marks(index: Index, event: MarksChanged | MasksChanged) -> None:
    case, film = event.case, event.recording
    for change in event.changes:
        match change:
            case MomentSet(moment):
                index.put(Document(MOMENT, moment.id, case, film, msgspec.json.encode(moment), words_of(moment)))
            case MomentRemoved(moment_id):
                index.remove(MOMENT, moment_id)
            case MaskSet(mask):
                body = index.get(MASK, mask.id)
                after = change.applied_to(None if body is None else mask_of(body))
                index.put(Document(MASK, mask.id, case, film, mask_bytes(after), ""))
            case MaskRemoved(mask_id):
                index.remove(MASK, mask_id)
            case VoicesSet(voices):
                index.put(Document(VOICES, film, case, film, voices_bytes(voices), ""))


def words_of(moment: Moment) -> str:
    """The words by which a moment is found."""
    return " ".join((moment.title, moment.note, moment.question, *(turn.words for turn in moment.turns)))


def leaf_of(index: Index, consent_id: ConsentId) -> ConsentLeaf:
    """Where a consent stands in the journal. Raises ``UnknownId``."""
    return find(index, CONSENT_LEAF, ConsentLeaf, consent_id)
