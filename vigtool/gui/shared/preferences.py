"""What this machine remembers: language, colours, and where the vault lies. Never a name, never anything of a case."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self

from platformdirs import user_config_path

from vigtool.gui.shared.appearance import Scheme
from vigtool.wording.translation import LANGUAGES, system_language

FILE: Final = "preferences.json"


@dataclass(frozen=True, slots=True)
class Preferences:
    """``vault`` is the folder that was opened last, an empty text when there was none."""

    language: str
    scheme: Scheme = Scheme.SYSTEM
    vault: str = ""

    @classmethod
    def of(cls, kept: object) -> Self:
        """What a kept JSON value says, and the defaults for whatever it does not say properly."""
        fields = kept if isinstance(kept, dict) else {}
        language = fields.get("language")
        scheme = fields.get("scheme")
        vault = fields.get("vault")
        return cls(
            language=language if language in LANGUAGES else system_language(),
            scheme=Scheme(scheme) if scheme in set(Scheme) else Scheme.SYSTEM,
            vault=vault if isinstance(vault, str) else "",
        )


class PreferenceFile:
    """The file in which the preferences lie; by default in the user's folder for settings."""

    def __init__(self, folder: Path | None = None, *, kept: bool = True) -> None:
        """``kept`` False begins with the defaults and writes nothing, for a demonstration."""
        self._kept = kept
        self.folder = folder or user_config_path("vigtool", appauthor=False)
        self._path = self.folder / FILE
        self.now = Preferences.of(self._read() if kept else None)

    def change(self, *, language: str | None = None, scheme: Scheme | None = None, vault: str | None = None) -> None:
        """Remember other values. A folder that cannot be written costs the memory, not the work."""
        before = self.now
        self.now = Preferences(
            language=before.language if language is None else language,
            scheme=before.scheme if scheme is None else scheme,
            vault=before.vault if vault is None else vault,
        )
        if not self._kept:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            half = self._path.with_suffix(".part")
            half.write_text(json.dumps(asdict(self.now)), encoding="utf-8")
            half.replace(self._path)
        except OSError:
            return

    def _read(self) -> object:
        try:
            return json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
