"""What can be wrong with a document that is read here: which one, and where in it, never what stands there."""

from vigtool.domain.errors import VigtoolError


class UnreadableDocument(VigtoolError):
    """Not such a document: no JSON, a field missing, unknown or with a value that it cannot have.

    ``document`` is the format's name, ``where`` the path of the first mistake in the JSON (``$.moments[0].title``, or
    ``$`` for the whole). The value itself is not kept: it may be a name.
    """

    def __init__(self, document: str, where: str) -> None:
        super().__init__(f"{document} at {where}")
        self.document = document
        self.where = where


class UnknownVersion(VigtoolError):
    """A document of the right format in a version that this program does not know."""

    def __init__(self, document: str, version: int) -> None:
        super().__init__(f"{document} version {version}")
        self.document = document
        self.version = version


class ResourceMissing(VigtoolError):
    """A file that belongs to the program is not beside it: the installation is incomplete."""

    def __init__(self, resource: str) -> None:
        super().__init__(resource)
        self.resource = resource


class UnknownLanguage(VigtoolError):
    """A language in which the program has no words."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


class ReportNotMade(VigtoolError):
    """A report could not be laid out; ``report`` names its template."""

    def __init__(self, report: str) -> None:
        super().__init__(report)
        self.report = report


class BadTemplate(VigtoolError):
    """A file of an organisation's templates cannot be used; ``file`` is its name there. The built-in one stays."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file
