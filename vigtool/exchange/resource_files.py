"""Where the files lie that come with the program: templates, fonts, icons, words.

In a checkout they lie beside the package (``resources/``), in an installation inside it (``vigtool/resources/``).
"""

from pathlib import Path
from typing import Final

from vigtool.exchange.errors import ResourceMissing

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_PLACES: Final = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def resource(*parts: str) -> Path:
    """The file or folder ``resources/<parts>``. Raises ``ResourceMissing``."""
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise ResourceMissing("/".join(parts))
