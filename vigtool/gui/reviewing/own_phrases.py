"""The ready phrases as a guider has worded them: a file beside the preferences, on this machine alone."""

from pathlib import Path
from typing import Final

from vigtool.domain.errors import VigtoolError
from vigtool.exchange.ready_phrases import built_in_phrases, from_json, tidied, to_json

FILE: Final = "ready-phrases.json"


class OwnPhrases:
    """Phrases by language; of a language that was never worded anew, those that come with the program."""

    def __init__(self, folder: Path | None) -> None:
        """``folder`` None remembers nothing over the end of the program."""
        self._path = None if folder is None else folder / FILE
        self._own: dict[str, tuple[str, ...]] = self._read()

    def phrases(self, language: str) -> tuple[str, ...]:
        """The phrases of a language, in order."""
        return self._own.get(language, built_in_phrases(language))

    def word(self, language: str, phrases: list[str]) -> None:
        """Have these from now on; none at all brings back those that come with the program.

        A folder that cannot be written costs the memory, not the work.
        """
        if tidy := tidied(phrases):
            self._own[language] = tidy
        else:
            self._own.pop(language, None)
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            half = self._path.with_suffix(".part")
            half.write_bytes(to_json(self._own))
            half.replace(self._path)
        except OSError:
            return

    def _read(self) -> dict[str, tuple[str, ...]]:
        """What the file says; a spoilt one is as if there were none."""
        if self._path is None:
            return {}
        try:
            return dict(from_json(self._path.read_bytes()))
        except (OSError, VigtoolError):
            return {}
