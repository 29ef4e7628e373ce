"""What comes back from a supervisor: words, times and spoken comments, never a film."""

from typing import Annotated

from msgspec import Meta

from vigtool.exchange.field_types import Count, Instant
from vigtool.exchange.packages.forms import (
    MOST_COMMENTS,
    MOST_MOMENTS,
    MOST_PACKS,
    CommentField,
    Form,
    Frame,
    LongText,
    MomentField,
    NoteText,
    PackText,
    Place,
)
from vigtool.exchange.packages.marked import HandedMoment


class SaidComment(Form, frozen=True, kw_only=True):
    """See ``vigtool.domain.comments.Comment``; ``film`` is the film's place in the handover.

    It stands at a ``moment`` (the trainee's or one of this answer), at a ``frame``, or at the whole film where both are
    None. ``blob`` is the place of the spoken comment among the blobs. Raises ``ValueError`` for both of them.
    """

    id: CommentField
    film: Place
    moment: MomentField | None
    frame: Frame | None
    text: LongText
    made_at: Instant
    answers: CommentField | None
    blob: Place | None

    def __post_init__(self) -> None:
        if self.moment is not None and self.frame is not None:
            raise ValueError(self.frame)


class SaidFeedback(Form, frozen=True):
    """See ``vigtool.domain.comments.Feedback``."""

    strengths: LongText
    wondering: LongText
    agreed: LongText


class Revealed(Form, frozen=True):
    """The trainee's marks were looked at; up to there ``own`` moments had been marked without seeing them."""

    own: Count


class SupervisorsAnswer(Form, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="answer"):
    """The body of a package that answers to a handover.

    ``moments`` are the supervisor's own, with the films and people of the handover. ``countersigned`` is the handover's
    checkpoint with the supervisor's signature added, empty where there is none. ``revealed`` is None while the
    trainee's marks were not looked at. ``packs`` are the files of the principle packs that a moment names and that do
    not come with the program; where there is none the field is left out.
    """

    comments: Annotated[tuple[SaidComment, ...], Meta(max_length=MOST_COMMENTS)]
    moments: Annotated[tuple[HandedMoment, ...], Meta(max_length=MOST_MOMENTS)]
    feedback: SaidFeedback
    countersigned: NoteText
    revealed: Revealed | None
    packs: Annotated[tuple[PackText, ...], Meta(max_length=MOST_PACKS)] = ()

    def __post_init__(self) -> None:
        for found in (self.comments, self.moments):
            if len({one.id for one in found}) < len(found):
                raise ValueError(len(found))
