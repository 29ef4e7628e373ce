"""The presets that can be used in a vault."""

from vigtool.domain.presets import Preset
from vigtool.domain.purposes import Act
from vigtool.exchange.presets import built_in_presets
from vigtool.services.handover_errors import UnknownPreset
from vigtool.services.purposes import purposes_allowing
from vigtool.services.workspace import Workspace


def presets(ws: Workspace) -> tuple[Preset, ...]:
    """The presets whose purposes are in force, in the order in which they are offered."""
    allowed = purposes_allowing(ws, Act.CLIP)
    return tuple(one for one in built_in_presets() if one.purpose in allowed)


def preset(ws: Workspace, preset_id: str) -> Preset:
    """One preset. Raises ``UnknownPreset``."""
    found = next((one for one in presets(ws) if one.id == preset_id), None)
    if found is None:
        raise UnknownPreset(preset_id)
    return found
