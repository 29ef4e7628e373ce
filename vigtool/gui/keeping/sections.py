"""The affairs of the vault in the order of the page. Each stands in a file of its own and knows none of the others."""

from collections.abc import Callable
from typing import Final, TypeAlias

from vigtool.gui.keeping.backup_section import BackupSection
from vigtool.gui.keeping.check_section import CheckSection
from vigtool.gui.keeping.keys_section import KeysSection
from vigtool.gui.keeping.locking_section import LockingSection
from vigtool.gui.keeping.policy_section import PolicySection
from vigtool.gui.keeping.records_section import RecordsSection
from vigtool.gui.keeping.section import Section
from vigtool.gui.keeping.training_section import TrainingSection
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.services.workspace import Workspace

SectionMaker: TypeAlias = Callable[[Workspace, PreferenceFile], Section]

SECTIONS: Final[tuple[SectionMaker, ...]] = (
    KeysSection,
    LockingSection,
    BackupSection,
    CheckSection,
    PolicySection,
    RecordsSection,
    TrainingSection,
)
