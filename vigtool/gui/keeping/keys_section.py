"""What opens the vault: the passphrase, the recovery key on paper."""

from vigtool.gui.keeping.section import Section
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr


class KeysSection(Section):
    """Passphrase and recovery key."""

    def __init__(self, ws: Workspace, preferences: PreferenceFile) -> None:  # noqa: ARG002 - what every section is given
        super().__init__(tr("What opens the vault"))
        self._ws = ws
        words = tr("The passphrase that you type, and the recovery key on paper. Nobody else has a key, we neither.")
        self.body.addWidget(label(words, "muted", wrap=True))
