"""What can be wrong with a wish to hand something out; apart from its making, so that a sentence loads no decoder."""

from vigtool.domain.identifiers import CaseId, RecordingId
from vigtool.services.errors import ServiceError


class ChangedMeanwhile(ServiceError):
    """While something of a film was made, a moment's span, people or words, a cover or a muted voice became another."""

    def __init__(self, recording: RecordingId) -> None:
        super().__init__(recording)
        self.recording = recording


class AnswersChanged(ServiceError):
    """While the answers of a case were written out, somebody answered anew or was erased."""

    def __init__(self, case: CaseId) -> None:
        super().__init__(case)
        self.case = case


class NothingToCopy(ServiceError):
    """A copy of no moments was asked for, or of more than ``MOST_MOMENTS``."""

    def __init__(self, moments: int) -> None:
        super().__init__(moments)
        self.moments = moments


class NoCaptionsBesideCopy(ServiceError):
    """The words of a family's copy were to go in a file beside it, which no copy has."""


class UnknownPreset(ServiceError):
    """No preset has that id, or its purpose allows no clip in this vault."""

    def __init__(self, preset: str) -> None:
        super().__init__(preset)
        self.preset = preset


class NothingHandedOut(ServiceError):
    """A receipt was asked for an entry by which nothing left, or whose words are erased; ``seq`` is its number."""

    def __init__(self, seq: int) -> None:
        super().__init__(seq)
        self.seq = seq


class NotOneHandover(ServiceError):
    """A receipt was asked for entries of several purposes or recipients: each needs one of its own."""


class NotAReel(ServiceError):
    """A reel of no moments was asked for, or of more than can be lent to the engine (``most``)."""

    def __init__(self, moments: int, most: int) -> None:
        super().__init__(moments, most)
        self.moments = moments
        self.most = most
