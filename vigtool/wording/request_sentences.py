"""What can go otherwise when everything about one person is handed out."""

from collections.abc import Callable
from typing import Final

from vigtool.services.errors import FolderTaken
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr


def _folder_taken() -> Sentence:
    return Sentence(
        tr("Something lies in this folder already."),
        tr("Choose a new or empty folder, so that nothing of somebody else goes along."),
    )


REQUEST_SENTENCES: Final[dict[type[Exception], Callable[[], Sentence]]] = {FolderTaken: _folder_taken}
