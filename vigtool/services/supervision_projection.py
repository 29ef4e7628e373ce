"""From events of supervision to the index: contacts, packages, guests, and what was said to them."""

from typing import Final

import msgspec

from vigtool.domain.comments import Comment, Feedback
from vigtool.domain.contacts import ContactRemoved, ContactSet, OwnCardNamed
from vigtool.domain.events import Event
from vigtool.domain.identifiers import CaseId
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
from vigtool.services.event_codec import encode
from vigtool.vault.index import Document, Index
from vigtool.vault.journal import Envelope

CONTACT: Final = "contact"
PACKAGE: Final = "package"
"""A document for each film of a package, below the package."""
GUEST, GUEST_ERASED, REVEALED = "guest", "guest-erased", "revealed"
COMMENT, FEEDBACK = "comment", "feedback"
ANSWER_MADE, ANSWER, DECIDED = "answer-made", "answer", "decided"
NOTICE, RECEIPT = "notice", "receipt"
OWN_CARD, COUNTERSIGNED = "own-card", "countersigned"
"""Of no case; the name on the card by user, signed states of the log by their entry."""
PACKAGE_SENT: Final = "package-sent"
"""Of no case, as notices and receipts are: it is asked for when the case is gone."""


def project_supervision(index: Index, event: Event, envelope: Envelope) -> None:
    """Bring the index up to an event; one that is not here is found by its envelope alone."""
    match event:
        case ContactSet(contact=contact):
            index.put(Document(CONTACT, contact.id, None, None, msgspec.json.encode(contact), contact.name))
        case ContactRemoved(contact=contact_id):
            index.remove(CONTACT, contact_id)
        case OwnCardNamed():
            index.put(Document(OWN_CARD, event.user, None, None, encode(event), ""))
        case LogCountersigned():
            index.put(Document(COUNTERSIGNED, str(envelope.seq), None, event.by, encode(event), ""))
        case PackageMade():
            index.put(Document(PACKAGE, str(envelope.seq), event.case, event.package, encode(event), ""))
        case PackageSent():
            index.put(Document(PACKAGE_SENT, event.package, None, None, encode(event), ""))
        case GuestErased():
            index.put(Document(GUEST_ERASED, event.package, None, None, encode(event), ""))
        case NoticeMade():
            index.put(Document(NOTICE, event.notice, None, event.package, encode(event), ""))
        case ReceiptKept():
            index.put(Document(RECEIPT, f"{event.package} {event.by}", None, event.package, encode(event), ""))
        case _:
            _project_answers(index, event)


def _project_answers(index: Index, event: Event) -> None:
    match event:
        case GuestOpened():
            index.put(Document(GUEST, event.case, event.case, event.package, encode(event), event.questions))
        case MarksRevealed():
            index.put(Document(REVEALED, event.case, event.case, None, encode(event), ""))
        case CommentSet(case=case, comment=comment):
            index.put(_comment_document(case, comment))
        case FeedbackSet(case=case, feedback=said):
            index.put(Document(FEEDBACK, case, case, None, msgspec.json.encode(said), words_said(said)))
        case AnswerMade():
            index.put(Document(ANSWER_MADE, event.answer, event.case, event.package, encode(event), ""))
        case AnswerMerged():
            words = words_said(event.feedback)
            index.put(Document(ANSWER, event.answer, event.case, event.package, encode(event), words))
            for comment in event.comments:
                index.put(_comment_document(event.case, comment))
        case SuggestionDecided():
            key = f"{event.answer} {event.moment}"
            index.put(Document(DECIDED, key, event.case, event.recording, encode(event), ""))
        case _:
            pass


def _comment_document(case: CaseId, comment: Comment) -> Document:
    return Document(COMMENT, comment.id, case, comment.recording, msgspec.json.encode(comment), comment.text)


def words_said(said: Feedback) -> str:
    """The words by which a feedback is found."""
    return f"{said.strengths} {said.wondering} {said.agreed}"
