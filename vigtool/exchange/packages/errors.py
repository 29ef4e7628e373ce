"""What can be wrong with a manifest: where in it, never what stands there."""

from typing import Final

from vigtool.exchange.errors import UnknownVersion, UnreadableDocument

FORMAT: Final = "vigtool-manifest"


class ManifestWrong(UnreadableDocument):
    """No manifest: no JSON, a field missing, unknown, too long or with a value that it cannot have, or a lie in it.

    ``place`` is the path of the first mistake in the JSON (``$.body.moments[0].title``, or ``$`` for the whole).
    """

    def __init__(self, place: str) -> None:
        super().__init__(FORMAT, place)
        self.place = place


class ManifestNewer(UnknownVersion):
    """A manifest in a version that this program does not know."""

    def __init__(self, version: int) -> None:
        super().__init__(FORMAT, version)
