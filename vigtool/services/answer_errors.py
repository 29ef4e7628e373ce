"""What can go otherwise with comments, and with the answers in which they travel."""

from vigtool.domain.identifiers import CaseId, CommentId, MomentId, PackageId
from vigtool.services.errors import ServiceError


class NothingSaid(ServiceError):
    """A comment without words and without sound."""


class WordsUnfit(ServiceError):
    """A text that cannot travel: longer than ``most`` letters, or with signs that only steer a terminal."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class NotOwnComment(ServiceError):
    """A comment that somebody else made: it can be answered, not changed."""

    def __init__(self, comment: CommentId) -> None:
        super().__init__(comment)
        self.comment = comment


class NotSound(ServiceError):
    """What was given as a spoken comment is neither WAV nor FLAC."""


class SoundTooLarge(ServiceError):
    """A spoken comment, or all of an answer together, of more than ``most`` bytes."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class SoundTooLong(ServiceError):
    """A spoken comment of more than ``most`` seconds: the memory is not filled with it."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class SoundUnreadable(ServiceError):
    """A spoken comment that begins as a sound does and cannot be heard."""


class NothingToAnswer(ServiceError):
    """Nothing was said to a guest yet, and no moment marked."""

    def __init__(self, case: CaseId) -> None:
        super().__init__(case)
        self.case = case


class NotOurPackage(ServiceError):
    """An answer to a package that this vault did not make, or whose case is erased."""

    def __init__(self, package: PackageId) -> None:
        super().__init__(package)
        self.package = package


class NotHandedTo(ServiceError):
    """An answer to a package of this vault, from a contact to whom it was not handed."""

    def __init__(self, package: PackageId) -> None:
        super().__init__(package)
        self.package = package


class NoLikeMoment(ServiceError):
    """A proposed moment matches none of the own ones, so there is nothing that could become like it."""

    def __init__(self, moment: MomentId) -> None:
        super().__init__(moment)
        self.moment = moment
