"""What can go otherwise when two people's marks are laid side by side."""

from vigtool.domain.identifiers import CaseId
from vigtool.services.errors import ServiceError


class NotYetRevealed(ServiceError):
    """The trainee's marks were to be compared before they were looked at: the blind pass is not over."""

    def __init__(self, case: CaseId) -> None:
        super().__init__(case)
        self.case = case


class NoSuchTable(ServiceError):
    """A comparison was to be written under a name whose ``ending`` tells neither a table nor data."""

    def __init__(self, ending: str) -> None:
        super().__init__(ending)
        self.ending = ending


class NothingBeside(ServiceError):
    """A film was named without a file to compare it with, or a guest with one."""
