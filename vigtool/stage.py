"""The window as the demo uses it. Qt is imported only when a method needs it, so the command line starts without."""

import os
import sys
from pathlib import Path
from typing import Final

OFFSCREEN_NOISE: Final = "qt.multimedia.symbolsresolver=false;default.warning=false"
"""Where nobody looks, Qt says at each dialog what its platform cannot do there."""


class WindowStage:
    """Stands in for ``vigtool.cli.verbs.demo.DemoStage``; nothing of the demo is remembered on this machine."""

    def has_display(self) -> bool:
        """Tell whether a window could be seen by somebody."""
        if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal", "vnc")):
            return False
        if sys.platform in ("win32", "darwin"):
            return True
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

    def pictures(self, vault: Path, secret: str, folder: Path, language: str) -> list[Path]:
        """Lead the window through the vault where nobody sees it; return the pictures of its pages."""
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["QT_LOGGING_RULES"] = OFFSCREEN_NOISE
        from vigtool.app import build_window  # noqa: PLC0415 - see the module's docstring
        from vigtool.gui.shared.preferences import PreferenceFile  # noqa: PLC0415 - as above
        from vigtool.gui.shared.qt_messages import log_qt_messages  # noqa: PLC0415 - as above
        from vigtool.gui.tour import Tour  # noqa: PLC0415 - as above
        from vigtool.services.opening import open_workspace  # noqa: PLC0415 - as above

        log_qt_messages()
        preferences = PreferenceFile(kept=False)
        preferences.change(language=language)
        window = build_window(preferences, open_workspace(vault, secret))
        try:
            return Tour(window, folder).lead()
        finally:
            window.close()

    def open(self, vault: Path, secret: str, language: str) -> int:
        """Open the window on the vault, its newest film in Prepare; return the exit code when it is closed."""
        from vigtool.app import open_window  # noqa: PLC0415 - see the module's docstring
        from vigtool.gui.shared.preferences import PreferenceFile  # noqa: PLC0415 - as above
        from vigtool.services.opening import open_workspace  # noqa: PLC0415 - as above
        from vigtool.services.recordings import recordings  # noqa: PLC0415 - as above

        preferences = PreferenceFile(kept=False)
        preferences.change(language=language)
        workspace = open_workspace(vault, secret)
        films = recordings(workspace)
        return open_window(workspace, films[-1].id if films else None, preferences=preferences)
