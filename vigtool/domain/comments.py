"""What a supervisor says to a trainee's film: comments in a thread at a moment or a frame, and a written feedback."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from vigtool.domain.identifiers import CommentId, ContactId, EvidenceId, MomentId, RecordingId


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment on a film, in words or spoken.

    It stands at a ``moment``, or at a ``tick`` of the recording, or at the whole film where both are None. ``by`` is
    the contact whose comment it is, None for one of this vault's own. ``answers`` is the comment before it in its
    thread. ``sound`` is the spoken comment, which lies sealed in the vault. Without words and sound it was taken back.
    """

    id: CommentId
    recording: RecordingId
    text: str
    made_at: datetime
    moment: MomentId | None = None
    tick: int | None = None
    by: ContactId | None = None
    answers: CommentId | None = None
    sound: EvidenceId | None = None

    @property
    def taken_back(self) -> bool:
        """Whether nothing is said any more."""
        return not self.text and self.sound is None


@dataclass(frozen=True, slots=True)
class Feedback:
    """A written feedback, strengths first: what worked, what one could look at together, what was agreed."""

    strengths: str = ""
    wondering: str = ""
    agreed: str = ""


def threads(comments: Iterable[Comment]) -> tuple[tuple[Comment, ...], ...]:
    """The comments by threads, each in the order in which they were made.

    What answers to a comment that is not there begins a thread; those taken back stand in none.
    """
    said = sorted((one for one in comments if not one.taken_back), key=lambda one: (one.made_at, one.id))
    known, found = {one.id: one for one in said}, dict[CommentId, list[Comment]]()
    for one in said:
        found.setdefault(_first_of(one, known), []).append(one)
    return tuple(tuple(thread) for thread in found.values())


def _first_of(comment: Comment, known: Mapping[CommentId, Comment]) -> CommentId:
    """The comment with which a thread begins; of comments that answer each other in a ring, the first by id."""
    passed = dict.fromkeys([comment.id])
    while comment.answers is not None and comment.answers in known:
        comment = known[comment.answers]
        if comment.id in passed:
            return min(passed)
        passed[comment.id] = None
    return comment.id
